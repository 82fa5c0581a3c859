"""Check algorithms of printed numbers. Pure; prefill checks what people type with the same ones."""

import re
from datetime import date

_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: no I, O, S, V, Z, because they are mistaken for digits and other letters."""


def id_number_valid(number: str) -> bool:
    """公民身份号码 (GB 11643): 18 characters, a birth date that exists, and the right check character.

    `number` is normalised: ASCII digits, capital X.
    """
    if not _ID_NUMBER.fullmatch(number) or birth_date_of(number) is None:
        return False
    return id_check_character(number[:17]) == number[17]


def id_check_character(first17: str) -> str:
    """GB 11643: the 18th character of the number that begins with these 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True))
    return _ID_CHECK[total % 11]


def birth_date_of(id_number: str) -> date | None:
    """The birth date within an id number (characters 7 to 14); None when there is no such day."""
    digits = id_number[6:14]
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex_of(id_number: str) -> str | None:
    """男 for an odd, 女 for an even 17th digit; None when it is no digit."""
    digit = id_number[16:17]
    if not (digit.isascii() and digit.isdigit()):
        return None
    return "男" if int(digit) % 2 else "女"


def credit_code_valid(code: str) -> bool:
    """统一社会信用代码 (GB 32100): 18 characters of its alphabet, the last one the right check character."""
    if len(code) != 18 or any(character not in CREDIT_CODE_ALPHABET for character in code):
        return False
    return credit_check_character(code[:17]) == code[17]


def credit_check_character(first17: str) -> str:
    """GB 32100: the 18th character of the code that begins with these 17."""
    total = sum(
        CREDIT_CODE_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first17)
    )
    return CREDIT_CODE_ALPHABET[(31 - total % 31) % 31]


def luhn_valid(number: str) -> bool:
    """Bank card number: 12 to 19 digits with the right Luhn check digit (ISO/IEC 7812-1)."""
    if not (number.isascii() and number.isdigit()) or not 12 <= len(number) <= 19:
        return False
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
