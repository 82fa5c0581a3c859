"""The keys of a telephone: what each means, and a number typed with them. Pure."""

from dataclasses import dataclass

KEYS = frozenset("0123456789*#")
YES, NO, PERSON, AGAIN, END = "1", "2", "0", "*", "#"
_ID_BEFORE_X = 17
"""digits of an identity number after which `*` stands for the X"""


@dataclass(slots=True)
class Typed:
    """`#` ends it, `*` takes the last digit back; at the end of an identity number `*` is the X."""

    kind: str
    digits: str = ""

    def press(self, key: str) -> None:
        if key == AGAIN and self.kind == "id_number" and len(self.digits) == _ID_BEFORE_X:
            self.digits += "X"
        elif key == AGAIN:
            self.digits = self.digits[:-1]
        elif key.isdigit():
            self.digits += key
