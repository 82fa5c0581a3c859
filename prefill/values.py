"""Text → a value of the field's type, normalised; or what the person should do instead.

One small function a type, in one table. The check algorithms are `ocr.identifiers`': what people type is
checked like what is read.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from knowledge_base.model.form import Choice, FieldType, FormField
from ocr.identifiers import birth_date_of, credit_code_valid, id_number_valid, luhn_valid
from prefill.approximate import is_approximate
from prefill.characters import half_width, has_control, spoken_digits, spoken_number, without_spaces
from prefill.choices import chosen
from prefill.types import Parsed, Problem
from storage.sentences import Sentences

_DOTS = re.compile(r"[•・･‧∙⋅.。]")
_HAN_NAME = re.compile(r"[^\W\d_a-zA-Z·]+(?:·[^\W\d_a-zA-Z·]+)*")
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ]+(?:[ '·-][A-Za-zÀ-ɏ]+)*")
_ID_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_CREDIT_SHAPE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))")
_DATE = (
    re.compile(r"(\d{4})[年/.\-](\d{1,2})[月/.\-](\d{1,2})[日号]?", re.ASCII),
    re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII),
)
_HAN_YEAR_DATE = re.compile(r"([0-9]{4})年([0-9十]{1,3})月([0-9十]{1,3})[日号]?", re.ASCII)
_ADDRESS_PART = re.compile(r"[省市区县旗州镇乡村社组街路道巷弄里坊苑园坝湾]|号|[栋幢座楼室]|\d")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_MONEY = re.compile(r"[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,4})?(万|千)?(?:元|块钱?|圆)?(?:整|正)?", re.ASCII)
_INTEGER = re.compile(r"(\d{1,9}|\d?十\d?)(?:口人?|[个人名位年月天岁户套份])?", re.ASCII)
_BANK_CARD = re.compile(r"\d{12,19}", re.ASCII)

Rule = Callable[[FormField, str], Parsed | Problem]


def parse(field: FormField, text: str) -> Parsed | Problem:
    """The value that `text` is for `field`; every refusal is a sentence that says what to do."""
    if not half_width(text):
        return _refuse("blank", label=field.label)
    if has_control(half_width(text)):
        return _refuse("control", label=field.label)
    return _RULES[field.type](field, text)


def label_of(field: FormField, value: str) -> str:
    """What people read for a kept value: the option's label for a choice, else the value itself."""
    return next((c.label for c in field.choices if c.id == value), value)


def _name(field: FormField, text: str) -> Parsed | Problem:
    """2 to 30 characters, Han (also beyond the basic plane) with `·`, or Latin letters with spaces."""
    shown = half_width(text)
    han = _DOTS.sub("·", re.sub(r"\s+", "", shown))
    if _HAN_NAME.fullmatch(han) and 2 <= len(han) <= 30:
        return Parsed(han)
    latin = re.sub(r"\s+", " ", shown)
    if _LATIN_NAME.fullmatch(latin) and 2 <= len(latin) <= 30:
        return Parsed(latin)
    return _refuse("name.shape", label=field.label)


def _id_number(_field: FormField, text: str) -> Parsed | Problem:
    """GB 11643, 18 characters. A well-formed number that does not add up is `checksum_failed`."""
    number = spoken_digits(without_spaces(text)).upper().replace("-", "")
    if not _ID_SHAPE.fullmatch(number):
        return _refuse("id_number.shape")
    if id_number_valid(number):
        return Parsed(number)
    if birth_date_of(number) is None:
        return _refuse("id_number.date")
    return _refuse("id_number.check", "checksum_failed")


def _credit_code(_field: FormField, text: str) -> Parsed | Problem:
    """GB 32100."""
    code = without_spaces(text).upper().replace("-", "")
    if not _CREDIT_SHAPE.fullmatch(code):
        return _refuse("credit_code.shape")
    return Parsed(code) if credit_code_valid(code) else _refuse("credit_code.check", "checksum_failed")


def _mobile(_field: FormField, text: str) -> Parsed | Problem:
    digits = re.sub(r"[-()，,。.]", "", spoken_digits(without_spaces(text)))
    number = _COUNTRY.sub("", digits)
    return Parsed(number) if _MOBILE.fullmatch(number) else _refuse("mobile.shape")


def _date(_field: FormField, text: str) -> Parsed | Problem:
    shown = without_spaces(text)
    found = next((m for pattern in _DATE if (m := pattern.fullmatch(shown))), None)
    found = found or _HAN_YEAR_DATE.fullmatch(spoken_digits(shown))
    if found is None:
        return _refuse("date.shape")
    year, month, day = (spoken_number(part) or 0 for part in found.groups())
    try:
        value = date(year, month, day)
    except ValueError:
        return _refuse("date.unreal")
    return Parsed(value.isoformat()) if value.year >= 1900 else _refuse("date.unreal")


def _address(field: FormField, text: str) -> Parsed | Problem:
    """Has Han characters and at least two parts an address is made of."""
    shown = without_spaces(text)
    if len(shown) > field.max_length:
        return _refuse("too_long", label=field.label, max_length=field.max_length)
    if len(shown) < 6 or len(_HAN.findall(shown)) < 3 or len(_ADDRESS_PART.findall(shown)) < 2:
        return _refuse("address.shape")
    return Parsed(shown)


def _choice(field: FormField, text: str) -> Parsed | Problem:
    found: Choice | None = chosen(field.choices, text)
    if found is None:
        return _refuse("choice.shape", options="、".join(c.label for c in field.choices))
    return Parsed(found.id)


def _text(field: FormField, text: str) -> Parsed | Problem:
    shown = re.sub(r"[ \t]+", " ", half_width_keeping_marks(text)).strip()
    if len(shown) > field.max_length:
        return _refuse("too_long", label=field.label, max_length=field.max_length)
    return Parsed(shown)


def half_width_keeping_marks(text: str) -> str:
    """Free text keeps its Chinese punctuation; only invisible characters and wide spaces go."""
    return re.sub(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", text.replace("\u3000", " ")).replace(
        "\r\n", "\n"
    )


def _money(_field: FormField, text: str) -> Parsed | Problem:
    """元 with two decimals, as a decimal string."""
    shown = without_spaces(text)
    if is_approximate(shown):
        return _refuse("money.approximate")
    found = _MONEY.fullmatch(shown)
    if found is None:
        return _refuse("money.shape")
    whole, fraction, unit = found.groups()
    amount = Decimal(whole.replace(",", "") + (fraction or "")) * {"万": 10000, "千": 1000}.get(unit, 1)
    if amount >= 10**12:
        return _refuse("money.shape")
    cents = amount.quantize(Decimal("0.01"))
    return Parsed(str(cents)) if cents == amount else _refuse("money.shape")


def _integer(_field: FormField, text: str) -> Parsed | Problem:
    shown = without_spaces(text)
    if is_approximate(shown):
        return _refuse("integer.approximate")
    found = _INTEGER.fullmatch(spoken_digits(shown))
    if found is None:
        return _refuse("integer.shape")
    return Parsed(str(spoken_number(found[1])))


def _bank_card(_field: FormField, text: str) -> Parsed | Problem:
    """12 to 19 digits with the right Luhn check digit (ISO/IEC 7812-1)."""
    number = spoken_digits(without_spaces(text)).replace("-", "")
    if not _BANK_CARD.fullmatch(number):
        return _refuse("bank_card.shape")
    return Parsed(number) if luhn_valid(number) else _refuse("bank_card.check", "checksum_failed")


_RULES: dict[FieldType, Rule] = {
    "name": _name,
    "id_number": _id_number,
    "credit_code": _credit_code,
    "mobile": _mobile,
    "date": _date,
    "address": _address,
    "choice": _choice,
    "text": _text,
    "money": _money,
    "integer": _integer,
    "bank_card": _bank_card,
}


@cache
def _sentences() -> Sentences:
    return Sentences.of("prefill")


def _refuse(key: str, code: str = "field_invalid", **values: object) -> Problem:
    sentence = _sentences().say(key, **values)
    return Problem("checksum_failed" if code == "checksum_failed" else "field_invalid", sentence)
