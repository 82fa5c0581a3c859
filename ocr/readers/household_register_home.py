"""居民户口簿, 首页: the household, its head and address; printed, typed, handwritten and electronic."""

import re
from collections.abc import Iterator

from ocr import lines as geometry
from ocr.labels import Label
from ocr.parsing import numbers, people, places
from ocr.readers.page import Page, Pieces
from ocr.readers.places import anywhere, beside, cell, close, nearest
from ocr.readers.reader import Field, Reader

_TYPE = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:家庭|集体|居民|农业)户口?$")
_NUMBER = re.compile(r"^[A-Z]?\d{6,20}$")

_ADDRESS = re.compile(r"^[\u4e00-\u9fff]{2,8}?[省市区县州]")

_OTHERS = (
    "派出所 户籍类别 户籍性质 户口性质 省级公安机关 市级公安机关 户口登记机关 户口专用章 承办人签章 "
    "承办人 签发日期 签发 登记日期 住址变动登记 变动后的住址 变动日期 查询时间 "
    "所属派出所 登记机关 区划 社区 居委会"
)


def _unlabelled(page: Page) -> Iterator[Pieces]:
    """An address whose label was not seen, with the lines right below it; names on seals have no digit."""
    for first in page.loose:
        if _ADDRESS.search(first.text):
            pieces = [first]
            for text in page.loose:
                if geometry.directly_below(text.box, pieces[-1].box):
                    pieces.append(text)
            if re.search(r"\d", "".join(piece.text for piece in pieces)):
                yield pieces


HOUSEHOLD_REGISTER_HOME = Reader(
    document_type="household_register_home",
    titles=("居民户口簿", "户口簿首页", "登记卡首页", "户口专用章", "户口登记机关"),
    labels=(
        Label("type", ("户别", "户口类别"), row=True),
        Label("head", ("户主姓名", "户主"), row=True, inline=True),
        Label("number", ("户号", "户口编号", "户编号"), row=True),
        Label("address", ("住址", "户籍地址", "家庭住址", "户口所在地")),
        Label("other", tuple(_OTHERS.split()), row=True, times=20),
    ),
    telling=("type", "head", "number", "address"),
    declared=(
        Field("household_type", people.household_type, (beside("type"), nearest("type"), anywhere(_TYPE))),
        Field("head_name", people.name, (close("head"),)),
        Field(
            "household_number",
            numbers.household_number,
            (beside("number"), nearest("number"), anywhere(_NUMBER)),
        ),
        Field("address", places.address, (cell("address"), beside("address"), _unlabelled)),
    ),
)
