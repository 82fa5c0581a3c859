"""居民户口簿, 常住人口登记卡: the page of one member."""

from collections.abc import Iterator

from ocr import identifiers
from ocr import lines as geometry
from ocr.labels import Label
from ocr.parsing import dates, numbers, people
from ocr.readers import agreement
from ocr.readers.id_card_front import NUMBER
from ocr.readers.page import Page, Pieces
from ocr.readers.places import anywhere, beside, close, loose, nearest
from ocr.readers.reader import Field, Reader
from ocr.values import Value


def _cell(name: str, *spellings: str) -> Label:
    return Label(name, spellings, row=True, inline=len(spellings[0]) >= 4)


def _relation(text: str) -> Value | None:
    """Without its label 女 is a sex, and 其他 stands in many cells."""
    return None if text in {"女", "其他", "亲属", "非亲属"} else people.relation(text)


def _day_of_number(page: Page) -> Iterator[Pieces]:
    """The day that the number on the page tells: no other day on it is the birth's."""
    shown = [match[0].upper() for line in page.ordered if (match := NUMBER.search(line.text))]
    births = {day.isoformat() for number in shown if (day := identifiers.birth_date_of(number))}
    for text in page.texts:
        day = dates.day(text.text)
        if day is not None and day.text in births:
            yield [text]


def _beside_birth(page: Page) -> Iterator[Pieces]:
    """A place without label on the row of the birth date, where every edition has 籍贯."""
    day = next(iter(page.value("birth")), None)
    for pieces in loose(people.native_place)(page):
        if day is not None and geometry.same_row(pieces[0].box, day.box):
            yield pieces


HOUSEHOLD_REGISTER_MEMBER = Reader(
    document_type="household_register_member",
    titles=("常住人口登记卡", "常住人口登记"),
    labels=(
        _cell("name", "姓名"),
        _cell("relation", "户主或与户主关系", "与户主关系", "户主或与户主的关系", "户主或与", "户主关系"),
        _cell("former_name", "曾用名"),
        _cell("sex", "性别"),
        _cell("birth_place", "出生地"),
        _cell("ethnicity", "民族"),
        _cell("native_place", "籍贯"),
        _cell("birth", "出生日期"),
        _cell("other_address", "本市(县)其他住址", "本市其他住址"),
        _cell("religion", "宗教信仰"),
        _cell("number", "公民身份证件编号", "公民身份号码", "公民身份证编号", "公民身份证号码", "身份证号码"),
        _cell("height", "身高"),
        _cell("blood", "血型"),
        _cell("education", "文化程度"),
        _cell("marriage", "婚姻状况"),
        _cell("service", "兵役状况"),
        _cell("employer", "服务处所"),
        _cell("occupation", "职业"),
        _cell("moved_city", "何时由何地迁来本市(县)"),
        _cell("moved_here", "何时由何地迁来本址"),
        _cell("signed", "承办人签章"),
        _cell("registered", "登记日期"),
    ),
    telling=("relation", "former_name", "birth_place", "native_place", "religion", "education", "employer"),
    declared=(
        Field("name", people.name, (close("name"),)),
        Field("relation_to_head", people.relation, (beside("relation"), loose(_relation))),
        Field("sex", people.sex, (beside("sex"), nearest("sex"), loose(people.sex))),
        Field(
            "ethnicity",
            people.ethnicity,
            (beside("ethnicity"), nearest("ethnicity"), loose(people.ethnicity)),
        ),
        Field("birth_date", dates.past_day, (beside("birth"), _day_of_number)),
        Field("native_place", people.native_place, (beside("native_place"), _beside_birth), always=False),
        Field("id_number", numbers.id_number, (beside("number"), anywhere(NUMBER))),
    ),
    checks=(agreement.person(),),
)
