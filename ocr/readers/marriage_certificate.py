"""结婚证: the open double page in use since 2004, the electronic one, and the handwritten one before.

Two persons are printed alike, under each other or side by side; what belongs to whom is told by where it
stands, and by the birth date against the number (GB 11643).
"""

import re
from collections.abc import Iterator

from ocr import identifiers
from ocr import lines as geometry
from ocr.labels import Label
from ocr.parsing import dates, numbers, people
from ocr.readers.findings import Findings
from ocr.readers.id_card_front import NUMBER
from ocr.readers.page import Page, Pieces
from ocr.readers.places import Place, anywhere, beside, close, nearest
from ocr.readers.reader import Field, Reader
from ocr.readers.sections import Part, divided, in_columns, inside, told
from ocr.types import TextLine

_CERTIFICATE = re.compile(r"B?J-?\d{6}-?(?:19|20)\d\d-?\d{6}(?!\d)|字第?[\d-]{1,16}号?$")
_DIVORCE = re.compile(r"离婚证(?:字号|书)|^离婚证|(?<![A-Z])B?L\d{6}-?\d{4}-?\d{6}|申请书|声明|登记表")
"""A divorce certificate has the same labels but one; applications ask for the same of both."""
_SENTENCE = re.compile("自愿(?:申请)?结婚|婚姻法|发给此证|予以登记|准予登记")
_SEX = re.compile("^(?:性?.?)?[男女]$")
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日?|[〇零一二三四五六七八九]{4}年.{1,3}月")

_OTHERS = "国籍 民族 备注 登记机关 发证机关 婚姻登记员 登记员 文化程度 职业 住址"


def _persons(page: Page) -> tuple[Page, Page] | None:
    """The part of the page that tells of the person printed first, and that of the second."""
    names, sexes = page.places("name"), page.places("sex")
    shown = [line for line in page.ordered if NUMBER.search(line.text)]
    if len(names) == 2:
        return divided(page, *names)
    if len(shown) == 2:
        if geometry.same_row(shown[0].box, shown[1].box):
            return in_columns(page, *shown)
        return divided(page, *sexes) if len(sexes) == 2 else _after_number(page, shown[0])
    return divided(page, *sexes) if len(sexes) == 2 else None


def _after_number(page: Page, number: TextLine) -> tuple[Page, Page]:
    """The number ends what is said of a person."""
    edge = geometry.middle(number.box) + 0.6 * geometry.height(number.box)
    upper = [line for line in page.lines if geometry.middle(line.box) < edge]
    return page.part(upper), page.part([line for line in page.lines if geometry.middle(line.box) >= edge])


def _person(which: int) -> Part:
    def part(page: Page) -> Page | None:
        both = _persons(page)
        return both[which] if both else None

    return part


_FIRST, _SECOND = _person(0), _person(1)


def _number_of(person: Part, other: Part) -> Place:
    """The number in this person's part, unless the day it tells is the other's and not this one's."""
    shown = inside(person, beside("number"), nearest("number"), anywhere(NUMBER))

    def found(page: Page) -> Iterator[Pieces]:
        for pieces in shown(page):
            number = numbers.id_number("".join(piece.text for piece in pieces))
            born = identifiers.birth_date_of(number.text) if number and not number.fault else None
            day = born.isoformat() if born else None
            if day is None or day == _born(page, person) or day != _born(page, other):
                yield pieces

    return found


def _born(page: Page, person: Part) -> str | None:
    part = told(page, person)
    day = dates.past_day("".join(piece.text for piece in part.value("birth"))) if part else None
    return day.text if day else None


def _unlabelled(part: Page) -> Iterator[Pieces]:
    """A name stands before or right above the sex."""
    sexes = [line for line in part.ordered if _SEX.match(line.text)]
    for text in part.loose:
        for sex in sexes[:1]:
            row = geometry.same_row(text.box, sex.box) and geometry.right_of(sex.box, text.box)
            if row or (geometry.directly_below(sex.box, text.box) and text is not sex):
                yield [text]


_NAME = (close("name"), _unlabelled)


def _signed(page: Page) -> Iterator[Pieces]:
    """Before 2004 the day stood without label below the sentence."""
    births = [piece.box for pieces in page.values("birth") for piece in pieces]
    if _SENTENCE.search(page.text):
        days = [line for line in page.ordered if _DAY.search(line.text) and line.box not in births]
        yield from ([line] for line in days[-1:])


def _holder(findings: Findings) -> None:
    """The holder is one of the two. Twice alike is no surer: engines misread a rare character twice."""
    holder = findings.value("holder_name")
    names = {who: name for who in ("person_a_name", "person_b_name") if (name := findings.value(who))}
    if holder is None:
        return
    same = [who for who, name in names.items() if name == holder]
    near = [who for who, name in names.items() if _wrong(name, holder) == 1 < len(name) - 1]
    if same:
        return
    if len(near) == 1:
        findings.settle("holder_name", near[0])
    elif len(names) == 2:
        findings.fail("holder_name", "holder")


def _wrong(name: str, other: str) -> int:
    """In how many characters two names of one length differ; all when in length."""
    return sum(map(str.__ne__, name, other)) if len(name) == len(other) else len(name)


def _two_numbers(findings: Findings) -> None:
    """One number for both means that it was read at the wrong place."""
    number = findings.value("person_a_id_number")
    if number is not None and number == findings.value("person_b_id_number"):
        findings.fail("person_a_id_number", "id_number")
        findings.fail("person_b_id_number", "id_number")


MARRIAGE_CERTIFICATE = Reader(
    document_type="marriage_certificate",
    titles=("结婚证",),
    labels=(
        Label("holder", ("持证人", "持证人姓名"), row=True),
        Label("registered", ("登记日期", "结婚登记日期", "发证日期", "登记时间"), row=True, inline=True),
        Label(
            "certificate",
            ("结婚证字号", "结婚证号", "结婚证编号", "结婚证书号", "证书编号", "字号"),
            row=True,
        ),
        Label("divorce", ("离婚证字号", "离婚证号")),
        Label("name", ("姓名", "男方姓名", "女方姓名"), row=True, times=2),
        Label("sex", ("性别",), row=True, inline=True, times=2),
        Label("birth", ("出生日期", "出生年月日", "出生年月"), row=True, inline=True, times=2),
        Label(
            "number",
            (
                *("身份证件号", "身份证件号码", "身份证号", "身份证号码", "身份证编号", "身份证件编号"),
                *("居民身份证编号", "居民身份证号", "公民身份号码", "证件号码"),
            ),
            row=True,
            inline=True,
            times=2,
        ),
        Label("other", tuple(_OTHERS.split()), row=True, times=12),
    ),
    telling=("holder", "registered", "certificate", "name", "number"),
    declared=(
        Field("holder_name", people.name, (close("holder"),), always=False),
        Field("registered_on", dates.past_day, (beside("registered"), nearest("registered"), _signed)),
        Field("certificate_number", numbers.marriage_number, (beside("certificate"), anywhere(_CERTIFICATE))),
        Field("person_a_name", people.name, (inside(_FIRST, *_NAME),)),
        Field("person_a_id_number", numbers.id_number, (_number_of(_FIRST, _SECOND),)),
        Field("person_b_name", people.name, (inside(_SECOND, *_NAME),)),
        Field("person_b_id_number", numbers.id_number, (_number_of(_SECOND, _FIRST),)),
    ),
    checks=(_holder, _two_numbers),
    never=_DIVORCE,
)
