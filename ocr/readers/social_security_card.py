"""中华人民共和国社会保障卡: second and third generation, and the electronic card on a phone."""

from ocr.labels import Label
from ocr.parsing import numbers, people
from ocr.readers.id_card_front import NUMBER
from ocr.readers.places import anywhere, beside, nearest
from ocr.readers.reader import Field, Reader

SOCIAL_SECURITY_CARD = Reader(
    document_type="social_security_card",
    titles=("社会保障卡",),
    labels=(
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",)),
        Label("number", ("社会保障号码", "社会保障号", "公民身份号码")),
        Label("bank_number", ("银行卡号", "银行账号", "金融账号")),
        Label("card", ("社会保障卡号", "社保卡号", "卡号")),
        Label("issued", ("发卡日期", "发卡机构", "签发日期")),
        Label("validity", ("有效期限", "有效期至", "有效期")),
    ),
    telling=("name", "number"),
    declared=(
        Field("name", people.name, (beside("name"), nearest("name"))),
        Field("id_number", numbers.id_number, (beside("number"), anywhere(NUMBER))),
        Field("card_number", numbers.social_card_number, (beside("card"), nearest("card")), always=False),
    ),
)
