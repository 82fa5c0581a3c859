"""Running text with what people filled in: broken into lines, figures kept whole, underlined or by hand."""

import re
from dataclasses import dataclass
from typing import Literal

from eval_sets.documents.canvas import BLACK, Canvas, Colour
from eval_sets.documents.fonts import Style

Filling = Literal["as_body", "underlined", "by_hand"]

_CLOSING = "，。、；：）》！？"
"""Never first in a line."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How a text is set; lengths in pixels."""

    left: float
    right: float
    size: int
    leading: float
    style: Style
    filling: Filling
    filled: Style = "kai"
    ink: Colour = BLACK
    gap: int = 0
    """How much longer than its filling a blank's line is, on either side."""


def paragraph(page: Canvas, y: float, text: str, flow: Flow) -> float:
    """Sets one paragraph, ‹ › around what was filled in; gives the y below it."""
    x = flow.left
    for part in re.findall(r"‹[^›]*›|[^‹]+", text):
        fill = part.startswith("‹")
        gap = flow.gap if fill and flow.filling != "as_body" else 0
        _underline(page, x, x + gap, y, flow, fill)
        x += gap
        for token in re.findall(r"[\d.,]{2,20}|.", part.strip("‹›")):
            width = _width(page, token, flow, fill)
            if x + width > flow.right and token not in _CLOSING:
                x, y = flow.left, y + flow.leading
            ends = _set(page, x, y, token, flow, fill)
            _underline(page, x, ends, y, flow, fill)
            x = ends
        _underline(page, x, x + gap, y, flow, fill)
        x += gap
    return y + flow.leading


def _width(page: Canvas, token: str, flow: Flow, fill: bool) -> float:
    style = flow.filled if fill and flow.filling != "as_body" else flow.style
    return page.length(token, flow.size, style)


def _set(page: Canvas, x: float, y: float, token: str, flow: Flow, fill: bool) -> float:
    if fill and flow.filling == "by_hand":
        return page.written(x, y - 2, token, flow.size + 3, flow.ink, flow.filled)
    if fill and flow.filling == "underlined":
        return page.text(x, y, token, flow.size, flow.ink, flow.filled)
    return page.text(x, y, token, flow.size, BLACK, flow.style)


def _underline(page: Canvas, x: float, ends: float, y: float, flow: Flow, fill: bool) -> None:
    if fill and flow.filling != "as_body" and ends > x:
        line = y + flow.size * 1.28
        page.draw.line((x, line, ends, line), fill=(90, 90, 90), width=2)
