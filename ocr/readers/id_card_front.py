"""居民身份证, the side with the portrait (layout after GA 461)."""

import re

from ocr.labels import Label
from ocr.parsing import dates, numbers, people, places
from ocr.readers import agreement
from ocr.readers.findings import Findings
from ocr.readers.page import Page
from ocr.readers.places import anywhere, beside, nearest, over, packed
from ocr.readers.reader import Field, Reader, share

NUMBER = re.compile(r"[1-9]\d{16}[\dXx]")
_SEX = re.compile("^(?:性?别)?[男女](?:民族|$)")
_ETHNICITY = re.compile("^民族.")
_BORN = re.compile(r"^\D{0,2}(?:19|20)\d\d年\d{1,2}月\d{1,2}日?$")
OTHER_LANGUAGES = re.compile(r"^[A-Za-z0 .']{2,}$|[A-Za-z]{5,}(?: ?[A-Za-z]{3,})*")
"""Labels repeated in Zhuang, and in Uyghur, whose letters engines take for noughts."""

_LABELS = ("name", "sex", "ethnicity", "birth", "address", "number")

_FEW = 20
"""A card has fewer lines, also when it was copied with its other side."""

_HALF = 0.49
"""A page with half of the labels and of the values only is none: many cards have name, sex and ethnicity."""

_NUMBER_TELLS = 0.4
"""What a number that holds is worth where little else can be read: hardly any other small card prints it."""


def _evidence(page: Page, findings: Findings) -> float:
    labels = share([page.has(name) for name in _LABELS])
    shown = share([findings.shows(name) for name in ID_CARD_FRONT.fields])
    if not shown:
        return 0.3 * labels
    lone = findings.value("id_number") is not None and len(page.lines) < _FEW
    number = _NUMBER_TELLS if lone else 0.0
    return min(_HALF * (labels + shown) + number * (labels + shown > 0.3), 1.0)


ID_CARD_FRONT = Reader(
    document_type="id_card_front",
    titles=(),
    labels=(
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",), row=True, inline=True),
        Label("birth", ("出生",)),
        Label("address", ("住址",)),
        Label("number", ("公民身份号码", "公民身份证号码", "身份号码")),
        Label("authority", ("签发机关",)),
        Label("validity", ("有效期限",)),
    ),
    telling=_LABELS,
    declared=(
        Field("name", people.name, (packed("name"), nearest("name"), over("sex", "ethnicity"))),
        Field("sex", people.sex, (beside("sex"), nearest("sex"), anywhere(_SEX))),
        Field(
            "ethnicity", people.ethnicity, (beside("ethnicity"), nearest("ethnicity"), anywhere(_ETHNICITY))
        ),
        Field("birth_date", dates.past_day, (beside("birth"), anywhere(_BORN))),
        Field("address", places.home_address, (beside("address"),)),
        Field("id_number", numbers.id_number, (beside("number"), nearest("number"), anywhere(NUMBER))),
    ),
    checks=(agreement.person(),),
    ignore=OTHER_LANGUAGES,
    never=re.compile(
        r"(?<!身份)(?<![样此本发持])证(?!号|件)|残疾|社会保障|居住地|户籍|户主|单位|部门|职务|学号|院系|专业|电话|申请|申领|登记[表簿册]|声明|通知|通行证"
        r"|访客|来访|个人信息|人员信息|信息表|报名|简历|(?<!公民)身份证[编件]?号"
        r"|(?:[名别族生址]|号码):.*(?:[名别族生址]|号码):|8[123]0000(?:19|20)\d\d"
    ),
    evidence=_evidence,
)
"""No card prints a colon behind its labels; messages and forms do.

A number that begins with 81, 82 or 83 is one of 港澳台居民, whose card is a 居住证."""
