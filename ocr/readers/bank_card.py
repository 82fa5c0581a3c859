"""银行卡: no labels and no title; known by a number that passes Luhn and what cards print around it."""

import re
from collections.abc import Callable, Iterator

from ocr import lines as geometry
from ocr.parsing import numbers, texts
from ocr.readers.findings import Findings
from ocr.readers.page import Page, Pieces
from ocr.readers.places import anywhere
from ocr.readers.reader import Field, Reader
from ocr.types import TextLine

_NUMBER = re.compile(r"\d{15,19}")
_DIGITS = re.compile(r"(?=.*\d)[\dOolI|SZB]{1,19}")
"""The last group of a card with 17 digits is one digit."""

_GROUP = re.compile(r"\d{1,6}")
_PRINTED = re.compile(
    r"银联|UnionPay|借记|储蓄卡|信用卡|贷记|VALID|THRU|DEBIT|CREDIT|MONTH/YEAR|有效期|持卡人|签名|SIGNATURE"
    r"|客户服务|(?<!\d)95\d{3}(?!\d)|VISA|MasterCard",
    re.IGNORECASE,
)
_SHOP = re.compile("MEMBER|积点|酒店|超市|百货|商场|影城|健身|礼品|购物|储值")
"""Shops have cards too; a bank's that it shares with one names the bank."""

_ID = re.compile(r"\d{17}[\dXx]")

_MANY = 35
"""A card has fewer lines; a statement or a form has more."""

_BARE = 12
"""Around a number that could not be read at all a card has still less; an advertisement has more."""

_SHORTEST = 15


def _row(page: Page) -> Iterator[Pieces]:
    """All digits of a row. Of a number whose last group is a piece of its own the rest may pass Luhn too."""
    digits = [line for line in page.ordered if _DIGITS.fullmatch(line.text)]
    for row in _runs(digits, lambda one, other: geometry.same_row(one.box, other.box)):
        if sum(len(piece.text) for piece in row) >= _SHORTEST:
            yield row


def _stack(page: Page) -> Iterator[Pieces]:
    """A group a line, on upright cards."""
    groups = [line for line in page.ordered if _GROUP.fullmatch(line.text)]
    for stack in _runs(groups, lambda one, other: geometry.directly_below(other.box, one.box)):
        if sum(len(piece.text) for piece in stack) >= _SHORTEST:
            yield stack


def _runs(lines: Pieces, together: Callable[[TextLine, TextLine], bool]) -> list[list[TextLine]]:
    runs: list[list[TextLine]] = []
    for line in lines:
        if runs and together(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _evidence(page: Page, findings: Findings) -> float:
    """The number alone stands on many papers; one that is an id number is nobody's card."""
    if len(page.lines) > _MANY or any(
        numbers.id_number_holds(found.group().upper()) for found in _ID.finditer(page.text)
    ):
        return 0.0
    number, bank = findings.shows("card_number"), findings.value("bank_name") is not None
    if not bank and _SHOP.search(page.text):
        return 0.0
    printed = _PRINTED.search(page.text) is not None
    sure = 0.45 * number + 0.3 * bank + 0.25 * printed
    return sure if number or len(page.lines) < _BARE else sure / 2


BANK_CARD = Reader(
    document_type="bank_card",
    titles=(),
    labels=(),
    telling=(),
    declared=(
        Field("card_number", numbers.card_number, (_row, _stack, anywhere(_NUMBER))),
        Field("bank_name", texts.bank_name, (anywhere(re.compile(".")),), always=False),
    ),
    never=re.compile(
        "SOCIALSECURITY|签发机关|公安|姓名|性别|民族|住址|出生|社会保障|居民|残疾|证明|合同|驾驶|回单|凭条|凭证|流水|申请|开户|账单|转账|付款|收款"
        "|户名|余额|发票|会员|积分|一卡通|交通卡|公共交通|优待|乘车|快递|运单|订单|单号|(?<!股份有限)公司"
    ),
    evidence=_evidence,
)
