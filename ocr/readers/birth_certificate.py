"""出生医学证明, main page: editions since 1996 with underlined blanks or a table, bilingual, electronic.

Mother and father are printed alike, each from a label of their own on; a father may be missing. A number is
given only where it is sure whose it is: by the part of the page it stands in, else by the sex it tells
(GB 11643).
"""

import re
from collections.abc import Iterator, Mapping

from ocr import identifiers
from ocr import lines as geometry
from ocr.labels import Label
from ocr.lines import LEFT, TOP
from ocr.parsing import dates, numbers, people
from ocr.readers.findings import Findings
from ocr.readers.id_card_front import NUMBER
from ocr.readers.page import Page, Pieces
from ocr.readers.places import Place, anywhere, beside, close, nearest, unparted
from ocr.readers.reader import Field, Reader
from ocr.readers.sections import Part, above, divided, inside
from ocr.types import TextLine
from ocr.values import Value

_ENGLISH = re.compile(r"^[^\u4e00-\u9fff]*[A-Za-z][a-z][^\u4e00-\u9fff]*$|[A-Z][a-z]{2,}(?:[ ./]*[A-Za-z]+)*")
_CERTIFICATE = re.compile(r"(?<![A-Z])[A-Z]\d{9}(?!\d)")
_TIME = re.compile(r"\d{1,2}[:：]\d{1,2}.*$|(?<=[日号]).*$")
_BORN = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_SEX_ALONE = re.compile("^(?:性.?|.?别)?[男女]$")
_LETTER = re.compile("兹证明|特此证明|声明|申请[表书]|登记表|承诺书|首次签发登记")
_NOBODY = re.compile("不详|未知|空白|此栏|未提供")

_MOTHER, _FATHER = "母", "父"
_SEX = {_MOTHER: "女", _FATHER: "男"}

_OTHERS = (
    "体重 身长 身高 健康状况 出生体重 出生身长 出生地点 出生地 出生地点分类 医疗机构 医疗机构名称 "
    "接生机构名称 接生机构 接生机构盖章 接生人员 接生者 年龄 国籍 民族 住址 有效身份证件类别 "
    "有效身份证件类型 证件类型 签发机构 签发机构(盖章) 签发机构(专用章) 签发日期 签发人员 "
    "领证人 家庭住址 现住址 分娩地点"
)


def _heads(page: Page) -> Mapping[str, TextLine]:
    """Where what is said of the mother and of the father begins.

    One label that was misread (`交亲姓名`, or only `姓名` below the mother's) is known by the other.
    """
    places = page.places("parent")
    heads = {who: line for who in (_FATHER, _MOTHER) for line in reversed(places) if who in line.text}
    missing = [who for who in (_MOTHER, _FATHER) if who not in heads]
    if len(missing) != 1:
        return heads
    unclear = [line for line in places if not (_MOTHER in line.text or _FATHER in line.text)]
    if missing == [_FATHER]:
        edge = heads[_MOTHER].box[TOP]
        unclear += [line for line in page.places("name") if line.box[TOP] > edge]
    return heads | {missing[0]: unclear[0]} if unclear else heads


def _child(page: Page) -> Page:
    """What stands above the parents."""
    heads = sorted(_heads(page).values(), key=lambda line: line.box[TOP])
    return page.part(above(page, heads[0])) if heads else page


def _only_day(page: Page) -> Iterator[Pieces]:
    """The only day above the parents, whose own birth dates stand with them."""
    days = [line for line in page.ordered if _BORN.search(line.text)]
    if len(days) == 1 and not any(page.has(label) for label in ("certificate", "number")):
        yield days


def _parent(who: str) -> Part:
    def part(page: Page) -> Page | None:
        heads = _heads(page)
        if len(heads) < 2:
            return None
        first, second = (_MOTHER, _FATHER) if _before(heads[_MOTHER], heads[_FATHER]) else (_FATHER, _MOTHER)
        return divided(page, heads[first], heads[second])[who == second]

    return part


_MOTHERS, _FATHERS = _parent(_MOTHER), _parent(_FATHER)


def _before(one: TextLine, other: TextLine) -> bool:
    side = LEFT if geometry.same_row(one.box, other.box) else TOP
    return one.box[side] < other.box[side]


def _named(who: str, part: Part) -> Place:
    """The name beside this parent's label, or in this parent's part."""

    def found(page: Page) -> Iterator[Pieces]:
        head = _heads(page).get(who)
        for label in ("parent", "name"):
            for line, pieces in zip(page.places(label), page.values(label), strict=True):
                if line is head and pieces:
                    yield unparted(pieces)
        yield from inside(part, close("name"))(page)

    return found


def _by_sex(who: str) -> Place:
    """The number of this parent's sex, where a parent's label was not seen: one of two, or the only one below
    this parent's label."""

    def found(page: Page) -> Iterator[Pieces]:
        heads = _heads(page)
        if len(heads) == 2:
            return
        shown = [line for line in page.ordered if (match := NUMBER.search(line.text)) and _holds(match[0])]
        own = [
            line for line in shown if identifiers.sex_of(NUMBER.findall(line.text)[0].upper()) == _SEX[who]
        ]
        if len(own) == 1 and (len(shown) == 2 or (len(shown) == 1 and who in heads)):
            yield own

    return found


def _holds(number: str) -> bool:
    return identifiers.id_number_valid(number.upper())


def _name(text: str) -> Value | None:
    return None if _NOBODY.search(text) else people.name(text)


def _day(text: str) -> Value | None:
    """The day without the time behind it."""
    return dates.past_day(_TIME.sub("", text))


def _whose(findings: Findings) -> None:
    """Two numbers, each telling the other's sex, were exchanged; one number for both is one's at most."""
    mother, father = findings.value("mother_id_number"), findings.value("father_id_number")
    if mother is None or father is None:
        return
    exchanged = identifiers.sex_of(mother) == "男" and identifiers.sex_of(father) == "女"
    if exchanged or mother == father:
        findings.fail("mother_id_number", "parent")
        findings.fail("father_id_number", "parent")


BIRTH_CERTIFICATE = Reader(
    document_type="birth_certificate",
    titles=("出生医学", "医学证明"),
    ignore=_ENGLISH,
    never=_LETTER,
    labels=(
        Label("child", ("新生儿姓名", "婴儿姓名", "儿童姓名", "孩子姓名", "新生儿"), row=True),
        Label("sex", ("性别", "新生儿性别"), row=True, inline=True),
        Label("born", ("出生时间", "出生日期", "出生年月日", "出生日期时间"), inline=True),
        Label(
            "parent",
            ("母亲姓名", "父亲姓名", "母亲信息", "父亲信息", "母亲", "父亲", "产母姓名"),
            row=True,
            times=4,
        ),
        Label("name", ("姓名",), row=True, inline=True, times=3),
        Label(
            "number",
            (
                *(
                    "有效身份证件号码",
                    "有效身份证件号",
                    "身份证件号码",
                    "身份证件号",
                    "身份证号码",
                    "身份证号",
                ),
                *("公民身份号码", "居民身份证号码", "身份证编号", "证件号码", "有效身份证件编号"),
            ),
            row=True,
            inline=True,
            times=2,
        ),
        Label(
            "certificate",
            ("出生医学证明编号", "出生证编号", "出生证明编号", "出生证号", "证明编号", "证书编号", "编号"),
            row=True,
            inline=True,
        ),
        Label("gestation", ("出生孕周", "孕周", "出生孕周(周)"), row=True, inline=True),
        Label("other", tuple(_OTHERS.split()), row=True, inline=True, times=30),
    ),
    telling=("child", "born", "gestation", "parent", "certificate"),
    declared=(
        Field("child_name", people.name, (inside(_child, close("child"), close("name")),)),
        Field("sex", people.sex, (inside(_child, beside("sex"), nearest("sex"), anywhere(_SEX_ALONE)),)),
        Field("birth_date", _day, (inside(_child, beside("born"), nearest("born"), _only_day),)),
        Field("mother_name", _name, (_named(_MOTHER, _MOTHERS),)),
        Field(
            "mother_id_number",
            numbers.id_number,
            (inside(_MOTHERS, beside("number"), anywhere(NUMBER)), _by_sex(_MOTHER)),
        ),
        Field("father_name", _name, (_named(_FATHER, _FATHERS),), always=False),
        Field(
            "father_id_number",
            numbers.id_number,
            (inside(_FATHERS, beside("number"), anywhere(NUMBER)), _by_sex(_FATHER)),
            always=False,
        ),
        Field(
            "certificate_number",
            numbers.birth_certificate_number,
            (beside("certificate"), anywhere(_CERTIFICATE)),
        ),
    ),
    checks=(_whose,),
)
