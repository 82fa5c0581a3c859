"""居民身份证, the side with the emblem (layout after GA 461)."""

import re

from ocr.labels import Label
from ocr.parsing import dates, places
from ocr.readers import agreement
from ocr.readers.findings import Findings
from ocr.readers.id_card_front import OTHER_LANGUAGES
from ocr.readers.page import Page
from ocr.readers.places import anywhere, beside, nearest
from ocr.readers.reader import Field, Reader, share

_TITLE = "居民身份证"
_PERIOD = re.compile(r"^\d{4}\.\d{2}\.\d{2}\D?(?:\d{4}\.\d{2}\.\d{2}|长期)$")
_OFFICE = re.compile("^.{2,20}公安局(?:.{2,6}分局)?$")


def _evidence(page: Page, findings: Findings) -> float:
    """A notice about id cards has the same words, but no such values after them."""
    labels = share([page.has("authority"), page.has("validity")])
    office = "公安" in (findings.value("authority") or "")
    shown = share([office, findings.shows("valid_from"), findings.shows("valid_until")])
    sure = min(0.3 * page.titled((_TITLE,)) + 0.3 * labels + 0.5 * shown, 1.0)
    return sure if shown else sure / 2


ID_CARD_BACK = Reader(
    document_type="id_card_back",
    titles=(_TITLE,),
    labels=(Label("authority", ("签发机关",)), Label("validity", ("有效期限", "有效期"))),
    telling=("authority", "validity"),
    declared=(
        Field("authority", places.authority, (beside("authority"), nearest("authority"), anywhere(_OFFICE))),
        Field("valid_from", dates.begin, (beside("validity"), anywhere(_PERIOD))),
        Field("valid_until", dates.end, (beside("validity"), anywhere(_PERIOD))),
    ),
    checks=(agreement.period(),),
    ignore=OTHER_LANGUAGES,
    never=re.compile("申请|申领|登记表|声明|通知|遗失|居住[证地]|户籍|残疾|社会保障|通行证|护照"),
    evidence=_evidence,
)
