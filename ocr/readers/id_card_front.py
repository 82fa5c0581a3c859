"""居民身份证, the side with the portrait (layout after GA 461)."""

import re

from ocr.labels import Label
from ocr.parsing import dates, numbers, people, places
from ocr.readers import agreement
from ocr.readers.places import anywhere, beside, nearest
from ocr.readers.reader import Field, Reader

NUMBER = re.compile(r"[1-9]\d{16}[\dXx]")

ID_CARD_FRONT = Reader(
    document_type="id_card_front",
    titles=("公民身份号码",),
    labels=(
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",), row=True, inline=True),
        Label("birth", ("出生",)),
        Label("address", ("住址",)),
        Label("number", ("公民身份号码", "公民身份证号码", "身份号码")),
    ),
    telling=("name", "sex", "ethnicity", "birth", "address", "number"),
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
