"""Personal data ↔ placeholders. What leaves for a language model has been through `masked`; what it answers
comes back through `unmasked`.

A placeholder tells only what kind of thing it stands for (〔姓名1〕). Only those that this mask issued are
put back; brackets that a person typed are masked like a value, so that nobody can name another's.
"""

import re
from collections.abc import Iterable, Iterator

from applications.types import Application
from assistant.model.names import Names
from assistant.model.personal import Personal, Piece, apart, plain_number
from assistant.turn import Turn
from knowledge_base.model.form import FieldType
from prefill.characters import half_width

_KINDS: dict[FieldType, str] = {
    "name": "name",
    "id_number": "id_number",
    "credit_code": "credit_code",
    "mobile": "mobile",
    "date": "date",
    "address": "address",
    "text": "text",
    "money": "money",
    "integer": "money",
    "bank_card": "bank_card",
}
"""a choice is one of the form's own words, and nobody's"""
_DIGITS = {"0": "零〇○", "1": "一幺", "2": "二两", **dict(zip("3456789", "三四五六七八九", strict=True))}
_BETWEEN = r"[\s\-－—–_.·]{0,3}"
_TYPED = re.compile(r"(?:〔[^〔〕]{0,12}〕?|〕)+")
NUMBER, TAIL = 6, 4
"""letters from which a value is a number that people cut into groups; what of a number people tell alone"""
LEAST = {"money": 3, "text": 4}
"""letters from which a value tells something of somebody; shorter ones are everybody's (丢失, 20)"""

Value = tuple[str, str]
"""kind and value"""


class Mask:
    """The placeholders of one turn. The same value gets the same one, however it is written."""

    def __init__(self, known: Iterable[Value] = ()) -> None:
        self._known = [(kind, re.compile(form)) for kind, value in known for form in _forms(kind, value)]
        self._issued: dict[str, str] = {}
        self._of: dict[tuple[str, str], str] = {}
        self._personal = Personal.shipped()

    @classmethod
    def of(cls, turn: Turn) -> "Mask":
        """Knows what the turn holds of people: its draft, who acts, what was read from a picture."""
        return cls(dict.fromkeys(_known(turn)))

    def masked(self, text: str) -> str:
        """The text with a placeholder for each piece of personal data. District names stay."""
        parts: list[str] = []
        at = 0
        for piece in self.pieces(text):
            parts += [text[at : piece.begin], self._placeholder(piece.kind, text[piece.begin : piece.end])]
            at = piece.end
        return "".join([*parts, text[at:]])

    def unmasked(self, text: str) -> str:
        """With the values in the place of the placeholders issued here, as they were first written."""
        if not self._issued:
            return text
        return re.sub("|".join(map(re.escape, self._issued)), lambda found: self._issued[found[0]], text)

    def pieces(self, text: str) -> list[Piece]:
        """Typed brackets before known values before what is recognised; none overlap."""
        sure = [Piece(*found.span(), "typed") for found in _TYPED.finditer(text)]
        sure += [Piece(*found.span(), kind) for kind, form in self._known for found in form.finditer(text)]
        return apart(text, [*sure, *self._personal.find(text)])

    def _placeholder(self, kind: str, value: str) -> str:
        key = (kind, value if kind in ("typed", "text", "address") else plain_number(value))
        made = self._of.get(key)
        if made is None:
            count = 1 + sum(other == kind for other, _ in self._of)
            made = self._of[key] = f"〔{self._personal.kinds[kind]}{count}〕"
            self._issued[made] = value
        return made


def _known(turn: Turn) -> Iterator[Value]:
    if turn.actor is not None:
        yield "name", turn.actor.name
    view = turn.application
    if view is not None:
        yield from _of_draft(view, _field_kinds(turn))
    document = turn.outcome.document
    for page in document.pages if document is not None else ():
        for field in page.fields:
            yield ("name" if field.name.endswith("name") else "text"), field.value


def _field_kinds(turn: Turn) -> dict[str, str]:
    fields = turn.guide.form.fields if turn.guide is not None else []
    return {one.name: _KINDS.get(one.type, "") for one in fields}


def _of_draft(view: Application, kinds: dict[str, str]) -> Iterator[Value]:
    for name, field in view.fields.items():
        kind = kinds.get(name, "text")
        if kind:
            yield kind, field.value
            yield from ((kind, other.value) for other in field.others)
    if view.acting is not None:
        yield from (("name", view.acting.agent_name), ("name", view.acting.principal_name))
    yield from (("name", one.name) for one in view.somebody_elses)
    if view.receipt is not None:
        yield from (("number", view.receipt.acceptance_number), ("number", view.receipt.query_code))


def _forms(kind: str, value: str) -> Iterator[str]:
    """Patterns of how people write a known value, and the parts of it that tell it as well."""
    plain = half_width(value)
    if len(plain) < LEAST.get(kind, 2):
        return
    yield re.escape(plain)
    if kind == "name":
        if len(plain) == 3 and "·" not in plain and not Names.shipped().is_word(plain[1:]):
            yield re.escape(plain[1:])
    elif kind != "money" and len(plain) >= NUMBER and re.fullmatch(r"[0-9A-Za-z-]+", plain):
        digits = plain.replace("-", "")
        yield _BETWEEN.join(f"[{c}{c.lower()}{_DIGITS.get(c, '')}]" for c in digits)
        yield rf"(?<![0-9A-Za-z]){re.escape(digits[-TAIL:])}(?![0-9A-Za-z])"
