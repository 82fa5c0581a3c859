"""居住证 (居住证暂行条例, article 9): laid out like an identity card, with the title above."""

from ocr.labels import Label
from ocr.parsing import dates, numbers, people, places
from ocr.readers import agreement
from ocr.readers.id_card_front import NUMBER
from ocr.readers.places import anywhere, beside, nearest
from ocr.readers.reader import Field, Reader

RESIDENCE_PERMIT = Reader(
    document_type="residence_permit",
    titles=("居住证",),
    labels=(
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",), row=True, inline=True),
        Label("birth", ("出生日期", "出生")),
        Label("address", ("居住地址", "居住地住址", "现居住地址", "现住址", "住址")),
        Label("home", ("户籍地址", "户籍所在地", "常住户口所在地")),
        Label("number", ("公民身份号码", "身份证号码", "公民身份证号码", "身份号码")),
        Label("authority", ("签发机关", "发证机关")),
        Label("validity", ("有效期限", "有效期至", "签发日期", "签注有效期")),
    ),
    telling=("name", "sex", "address", "number"),
    declared=(
        Field("name", people.name, (beside("name"), nearest("name"))),
        Field("sex", people.sex, (beside("sex"), nearest("sex"))),
        Field("ethnicity", people.ethnicity, (beside("ethnicity"), nearest("ethnicity"))),
        Field("birth_date", dates.past_day, (beside("birth"),)),
        Field("address", places.address, (beside("address"),)),
        Field("id_number", numbers.id_number, (beside("number"), anywhere(NUMBER))),
    ),
    checks=(agreement.person(),),
)
