"""Check algorithms of printed numbers. Pure; prefill checks what people type with the same ones.

The arithmetic is python-stdnum's; which characters may stand where is ours: `stdnum.cn.ric` refuses numbers
whose region was named after the birth year, which people lawfully have, and `stdnum.cn.uscc` the codes of
villages' collectives (N2…), which begin with a letter.
"""

import re
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CARD = re.compile(r"[0-9]{12,19}")

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: no I, O, S, V, Z, because they are mistaken for digits and other letters."""

_CREDIT_CODE = re.compile(rf"[{CREDIT_CODE_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_CODE_ALPHABET}]{{10}}")


def id_number_valid(number: str) -> bool:
    """公民身份号码 (GB 11643): 18 characters, a birth date that exists, and the right check character.

    `number` is normalised: ASCII digits, capital X.
    """
    if not _ID_NUMBER.fullmatch(number) or birth_date_of(number) is None:
        return False
    return id_check_character(number[:17]) == number[17]


def id_check_character(first17: str) -> str:
    """GB 11643: the 18th character of the number that begins with these 17 digits."""
    return ric.calc_check_digit(first17 + "0")


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
    """统一社会信用代码 (GB 32100): 18 characters of its alphabet, six digits for the region from the third
    on, and the right check character at the end."""
    return bool(_CREDIT_CODE.fullmatch(code)) and credit_check_character(code[:17]) == code[17]


def credit_check_character(first17: str) -> str:
    """GB 32100: the 18th character of the code that begins with these 17."""
    return uscc.calc_check_digit(first17)


def luhn_valid(number: str) -> bool:
    """Bank card number: 12 to 19 digits with the right Luhn check digit (ISO/IEC 7812-1)."""
    return bool(_CARD.fullmatch(number)) and luhn.is_valid(number)
