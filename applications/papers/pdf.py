"""A paper as PDF. The one file that touches fpdf2.

Generated content is labelled twice, as 人工智能生成合成内容标识办法 (in force 2025-09-01) asks in its
articles 4 and 5: in words at the foot of every page, and in the metadata (`AIGC`, the fields of GB 45438—2025
annex E).
"""

import json
from datetime import datetime
from xml.sax.saxutils import escape

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, WrapMode, XPos, YPos
from fpdf.fonts import FontFace

from applications.papers.font import typeface
from applications.papers.paper import Block, Heading, Lines, Numbered, Paper, Rows
from applications.texts import say

_FAMILY = "noto"
_MARGIN, _FOOT = 20, 22
"""mm"""
_TITLE, _MARK, _HEADING, _TEXT, _SMALL = 18, 13, 12, 10.5, 9
"""points"""
_LINE = 6.2
"""mm between lines of text"""


def render(paper: Paper, made_at: datetime, content_id: str) -> bytes:
    """A4, the typeface embedded as far as it is used. `content_id` is what the label's number says.

    A paper with a label of its own is published wording: no label for generated content then.
    """
    label = paper.label or say("papers.label")
    page = _Page(label)
    page.set_lang("zh-CN")
    page.set_title(paper.title)
    page.set_author(say("papers.producer"))
    page.set_creator(say("papers.producer"))
    page.set_subject(label)
    page.set_creation_date(made_at)
    if not paper.label:
        page.set_xmp_metadata(_metadata(paper, content_id))
    page.add_page()
    _head(page, paper)
    for block in paper.blocks:
        _block(page, block)
    page.ln(4)
    _text(page, say("papers.made", day=f"{made_at:%Y-%m-%d %H:%M}"), _SMALL, align="R")
    return bytes(page.output())


class _Page(FPDF):
    """fpdf2 calls `footer` for every page."""

    def __init__(self, label: str) -> None:
        super().__init__(format="A4", unit="mm")
        self._label = label
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_FOOT)
        self.add_font(_FAMILY, "", typeface())

    def footer(self) -> None:
        self.set_y(-_FOOT + 6)
        self.set_font(_FAMILY, size=_SMALL)
        self.set_text_color(80)
        text = say("papers.foot", label=self._label, page=self.page_no(), pages="{nb}")
        self.cell(w=0, h=5, text=text, align="C")
        self.set_text_color(0)


def _head(page: FPDF, paper: Paper) -> None:
    _text(page, paper.title, _TITLE, align="C", height=11)
    if paper.mark:
        _text(page, paper.mark, _MARK, align="C", height=8)
    page.ln(3)


def _block(page: FPDF, block: Block) -> None:
    match block:
        case Heading(text):
            page.ln(3)
            _text(page, text, _HEADING, height=8)
        case Lines(texts):
            for text in texts:
                _text(page, text, _TEXT)
        case Rows():
            _table(page, block)
            page.ln(2)
        case Numbered(points):
            for number, (point, why) in enumerate(points, start=1):
                _text(page, f"{number}. {point}", _TEXT)
                if why:
                    _text(page, why, _SMALL, indent=6)
                page.ln(1.5)


def _text(
    page: FPDF, text: str, size: float, *, align: str = "L", height: float = _LINE, indent: float = 0
) -> None:
    page.set_font(_FAMILY, size=size)
    page.set_x(page.l_margin + indent)
    page.multi_cell(
        w=0, h=height, text=text, align=align, wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def _table(page: FPDF, block: Rows) -> None:
    page.set_font(_FAMILY, size=_TEXT)
    with page.table(
        borders_layout=TableBordersLayout.ALL,
        col_widths=block.widths,
        line_height=_LINE,
        padding=1.5,
        text_align="LEFT",
        wrapmode=WrapMode.CHAR,
        headings_style=FontFace(emphasis="", fill_color=235),
    ) as table:
        for cells in (block.header, *block.rows):
            row = table.row()
            for cell in cells:
                row.cell(cell)


def _metadata(paper: Paper, content_id: str) -> str:
    """XMP with the label for machines; `Label` 1: the content is generated."""
    label = {
        "Label": "1",
        "ContentProducer": say("papers.producer"),
        "ProduceID": content_id,
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(paper.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<TC260:AIGC>{escape(json.dumps(label, ensure_ascii=False))}</TC260:AIGC>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
