"""银行卡: no labels and no title; known by a number that passes Luhn and what cards print around it."""

import re

from ocr.parsing import numbers, texts
from ocr.readers.findings import Findings
from ocr.readers.page import Page
from ocr.readers.places import anywhere
from ocr.readers.reader import Field, Reader

_GROUPS = re.compile(r"\d{15,19}|(?:\d{4}\D{0,3}){3,4}\d{1,4}")
_PRINTED = re.compile(
    "银联|UnionPay|借记卡|储蓄卡|信用卡|VALIDTHRU|DEBIT|CREDIT|有效期|持卡人|本人签名|客服|客户服务|95\\d{3}|ATM"
)
_OTHERS = re.compile("社会保障|居民|身份证|证明|合同|驾驶|公司|回单|凭证|流水|申请|开户|账单|转账")
"""Papers on which a card number stands beside other things."""

_MANY = 25
"""A card has fewer lines; a statement or a form has more."""


def _evidence(page: Page, findings: Findings) -> float:
    if _OTHERS.search(page.text) or len(page.lines) > _MANY:
        return 0.0
    number, bank = findings.shows("card_number"), findings.value("bank_name") is not None
    printed = _PRINTED.search(page.text.replace(" ", "")) is not None
    return 0.5 * number + 0.3 * bank + 0.2 * printed


BANK_CARD = Reader(
    document_type="bank_card",
    titles=(),
    labels=(),
    telling=(),
    declared=(
        Field("card_number", numbers.card_number, (anywhere(_GROUPS),)),
        Field("bank_name", texts.bank_name, (anywhere(re.compile(".")),), always=False),
    ),
    evidence=_evidence,
)
