"""中华人民共和国社会保障卡: second and third generation, and the electronic card on a phone.

`card_number` is the card's own; the account number of a bank, under a label or none, is no field.
"""

import re

from ocr.labels import Label
from ocr.parsing import numbers, people
from ocr.readers.findings import Findings
from ocr.readers.id_card_front import NUMBER
from ocr.readers.page import Page
from ocr.readers.places import anywhere, below, beside, nearest, packed
from ocr.readers.reader import Field, Reader, share

_CARD = re.compile(r"^[A-Z]\d{8}$")

_TITLES = ("社会保障卡", "社会保障号码", "社会保障号")


def _evidence(page: Page, findings: Findings) -> float:
    """Its title says most: the electronic card has little more than the number."""
    shown = share([findings.shows("name"), findings.shows("id_number")])
    labels = share([page.has("name"), page.has("number")])
    sure = 0.5 * page.titled(_TITLES) + 0.25 * labels + 0.25 * shown
    return sure if shown else sure / 2


SOCIAL_SECURITY_CARD = Reader(
    document_type="social_security_card",
    titles=_TITLES,
    labels=(
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",)),
        Label("birth", ("出生日期", "出生年月")),
        Label("number", ("社会保障号码", "社会保障号", "社保号码", "公民身份号码", "身份证号码", "身份证号")),
        Label("bank_number", ("银行卡号", "银行账号", "银行帐号", "金融账号", "金融卡号")),
        Label("card", ("社会保障卡卡号", "社会保障卡号", "社保卡卡号", "社保卡号", "卡号")),
        Label("issued", ("发卡日期", "发卡机构", "发卡地", "发卡银行", "签发日期", "发证日期", "制卡日期")),
        Label("validity", ("有效期限", "有效期至", "有效期")),
    ),
    telling=("name", "number"),
    declared=(
        Field("name", people.name, (packed("name"), below("name"))),
        Field("id_number", numbers.id_number, (nearest("number"), beside("number"), anywhere(NUMBER))),
        Field(
            "card_number",
            numbers.social_card_number,
            (nearest("card"), beside("card"), anywhere(_CARD)),
            always=False,
        ),
    ),
    evidence=_evidence,
    own=re.compile("社会保障|社保卡"),
    never=re.compile("证明|申请表|申领表|登记表|申请书|声明|通知|公告"),
)
