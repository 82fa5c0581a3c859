"""居住证 (居住证暂行条例, article 9) and that of 港澳台居民, whose numbers begin with 81, 82 or 83 and whose
card is laid out as an identity card, often without a title. `address` is where the holder lives now."""

import re

from ocr.labels import Label
from ocr.parsing import dates, numbers, people, places
from ocr.readers import agreement
from ocr.readers.id_card_front import NUMBER
from ocr.readers.places import anywhere, beside, column, nearest, packed
from ocr.readers.reader import Field, Reader

_HERE = ("居住地住址", "居住地址", "居住地", "现居住地址", "现居住地", "现住地址", "现住址", "住址")
_HOME = (
    "户籍地址", "户籍所在地", "户籍所在地住址", "户籍住址", "户籍地", "常住户口所在地住址", "常住户口所在地",
    "常住户口", "所在地住址",
)  # fmt: skip
_NUMBER = ("公民身份号码", "公民身份证号码", "居民身份证号码", "身份证号码", "身份证号", "身份号码")

RESIDENCE_PERMIT = Reader(
    document_type="residence_permit",
    titles=("居住证",),
    labels=(
        Label("title", ("居住证",), row=True),
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",), row=True, inline=True),
        Label("birth", ("出生年月日", "出生日期", "出生")),
        Label("address", _HERE),
        Label("home", _HOME),
        Label("number", _NUMBER),
        Label("authority", ("签发机关", "发证机关", "签发单位")),
        Label("validity", ("有效期限", "有效期至", "有效期", "签发日期", "发证日期", "签注有效期")),
    ),
    telling=("name", "sex", "address", "number"),
    declared=(
        Field("name", people.name, (packed("name"), nearest("name"))),
        Field("sex", people.sex, (beside("sex"), nearest("sex"))),
        Field("ethnicity", people.ethnicity, (beside("ethnicity"), nearest("ethnicity")), always=False),
        Field("birth_date", dates.past_day, (beside("birth"), nearest("birth"))),
        Field("address", places.home_address, (column("address"),)),
        Field("id_number", numbers.id_number, (beside("number"), nearest("number"), anywhere(NUMBER))),
    ),
    checks=(agreement.person(),),
    own=re.compile(r"居住证|居住地|8[123]0000(?:19|20)\d\d"),
    never=re.compile(
        r"(?<![份住样此本发持])证(?!号|件)|证明|残疾|社会保障|电话|申请|申领|登记表|声明|通知|单号"
    ),
)
