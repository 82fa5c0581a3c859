"""机动车驾驶证, main page: on paper, on a telephone's screen, and the older one that is valid for six years.

Layout after GA 482; labels are printed in Chinese with English under them.
"""

import re

from ocr.labels import Label
from ocr.parsing import dates, numbers, people, places, texts
from ocr.readers import agreement
from ocr.readers.places import anywhere, before, beside, column, nearest
from ocr.readers.reader import Field, Reader

_ENGLISH = re.compile(
    r"(?i)driv(?:ing|er'?s?) ?licen[cs]e.*|^[a-zà-ÿ'’.,:& ]{3,}$"
    r"|date ?of ?(?:birth|first ?issue)|valid ?(?:period|from|for|until|thru)"
    r"|nationality|address|name|class|sex"
)
_NEVER = re.compile("申请[表书]|行驶证|身体条件证明|预约")
_OWN = re.compile("准.车型|准驾|领证|有效期|有效起始")
"""The second page repeats number and name, and shows none of these."""

_NUMBER = re.compile(r"(?<!\d)[1-9]\d{16}[\dXx](?!\d)")
_PERIOD = re.compile(r"\d{4}\D\d\d\D\d\d至(?:\d{4}\D\d\d\D\d\d|长期)")

DRIVER_LICENCE = Reader(
    document_type="driver_licence",
    titles=("中华人民共和国机动车驾驶证", "机动车驾驶证", "电子驾驶证"),
    labels=(
        Label("number", ("证号", "驾驶证号", "证件号码"), row=True),
        Label("name", ("姓名",), row=True),
        Label("sex", ("性别",), row=True, inline=True),
        Label("nationality", ("国籍",), row=True, inline=True),
        Label("address", ("住址",)),
        Label("birth", ("出生日期",), row=True),
        Label("first", ("初次领证日期", "初领日期"), row=True),
        Label("class", ("准驾车型",), row=True),
        Label("begins", ("有效起始日期", "有效期起始日期"), row=True),
        Label("period", ("有效期限", "有效期至", "有效期"), row=True),
        Label("file", ("档案编号",)),
        Label("points", ("累积记分", "累计记分")),
        Label("state", ("驾驶证状态", "状态")),
        Label("drawn", ("生成时间", "当前时间")),
    ),
    telling=("number", "name", "nationality", "address", "birth", "first", "class", "period"),
    ignore=_ENGLISH,
    never=_NEVER,
    own=_OWN,
    declared=(
        Field("name", people.name, (nearest("name"), beside("name"), before("sex"))),
        Field("sex", people.sex, (beside("sex"),)),
        Field("id_number", numbers.id_number, (anywhere(_NUMBER), beside("number"))),
        Field("address", places.address, (column("address"),)),
        Field("birth_date", dates.past_day, (beside("birth"),)),
        Field("first_issued_on", dates.past_day, (beside("first"),)),
        Field("vehicle_class", texts.vehicle_class, (beside("class"),)),
        Field("valid_from", dates.begin, (beside("begins", "period"), anywhere(_PERIOD))),
        Field("valid_until", dates.end, (beside("period"), anywhere(_PERIOD)), always=False),
    ),
    checks=(agreement.person(), agreement.period()),
)
