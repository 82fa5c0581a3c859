"""Plants one fault in a pack, and says what must be found for it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from eval_sets.documents import bank_card, businesses
from eval_sets.packs import spoils
from eval_sets.packs.cast import Cast, another
from eval_sets.packs.pack import Pack
from eval_sets.packs.papers import misnamed, misnumbered, shown
from eval_sets.packs.scenes import USUAL, Code, Fault, Paper
from eval_sets.precheck_verdicts import Planted

STRANGER = "stranger"
_OTHERS = ("business_licence", "driver_licence", "bank_card", "property_certificate", "tenancy_contract")
"""Papers that nobody asks for beside an identity card: what people send by mistake."""


_FOLLOWS: Mapping[str, tuple[Code, ...]] = {
    "left_out": ("field_missing",),
    "wrong": ("field_missing",),
    "unread": ("field_missing",),
    "digit": ("field_missing",),
    "glare": ("field_missing",),
}
"""A value that only this paper shows is then missing too."""


def planted(fault: Fault) -> Planted:
    about_form = fault.kind in {"typed", "untyped", "answered"}
    code = fault.code or USUAL[fault.kind]
    return Planted(
        kind=fault.kind,
        codes=(code, *fault.or_code),
        material=fault.material or ("" if about_form or fault.kind in {"aged", "fact"} else fault.target),
        field=fault.field or (fault.target if about_form else ""),
        passes=fault.passes or fault.kind in {"glare", "look"},
        may=(*fault.may, *_FOLLOWS.get(fault.kind, ())),
        by=fault.by,
    )


def plant(fault: Fault, pack: Pack, rng: random.Random) -> None:
    """Changes the pack; `aged` was done when its people were invented."""
    if fault.kind in _PLANTERS:
        _PLANTERS[fault.kind](fault, pack, rng)
    for name, text in fault.typing.items():
        pack.typed[name] = pack.stage.filled(text)


def _left_out(fault: Fault, pack: Pack, _rng: random.Random) -> None:
    del pack.papers[fault.target]


def _wrong(fault: Fault, pack: Pack, rng: random.Random) -> None:
    """Another kind of paper: the one named, or one that nobody asked for."""
    now = pack.papers[fault.target]
    kind = fault.value or rng.choice([one for one in _OTHERS if one != now.type])
    of = now.of.partition("+")[0]
    pack.papers[fault.target] = Paper(type=kind, of=of)


def _unread(fault: Fault, pack: Pack, rng: random.Random) -> None:
    now = pack.papers[fault.target]
    pack.papers[fault.target] = now.model_copy(update={"spoil": rng.choice(spoils.UNREADABLE)})


def _glare(fault: Fault, pack: Pack, _rng: random.Random) -> None:
    now = pack.papers[fault.target]
    pack.papers[fault.target] = now.model_copy(update={"spoil": spoils.GLARE})


def _another(fault: Fault, pack: Pack, rng: random.Random) -> None:
    """The same kind of paper, of a stranger; of a couple, the second is the stranger."""
    now = pack.papers[fault.target]
    first, _, second = now.of.partition("+")
    if now.type == "bank_card":
        changed = now.model_copy(update={"set": {**now.set, **bank_card.invent(rng, "flat")}})
    elif now.type == "business_licence":
        changed = now.model_copy(update={"set": {**now.set, **businesses.invent(rng, "copy_2019")}})
    elif now.type == "marriage_certificate":
        stranger = _invite(pack, second or "spouse", rng)
        changed = now.model_copy(update={"of": f"{first}+{stranger}"})
    else:
        changed = now.model_copy(update={"of": _invite(pack, first, rng)})
    pack.papers[fault.target] = changed


def _invite(pack: Pack, role: str, rng: random.Random) -> str:
    """A stranger like somebody of the cast; gives the role, another one for each stranger of a pack."""
    of: Cast = pack.cast
    name = STRANGER if STRANGER not in of.people else f"{STRANGER}_{len(of.people)}"
    stranger = another(of.people[role], rng)
    people, lives = {**of.people, name: stranger}, {**of.lives, name: stranger.address}
    pack.stage = replace(pack.stage, cast=replace(of, people=people, lives=lives))
    return name


def _digit(fault: Fault, pack: Pack, rng: random.Random) -> None:
    now = pack.papers[fault.target]
    name = fault.value or {"bank_card": "card_number", "business_licence": "credit_code"}.get(
        now.type, "id_number"
    )
    number = shown(now, pack.stage, rng).fields[name]
    pack.papers[fault.target] = now.model_copy(update={"set": {**now.set, name: misnumbered(number, rng)}})


def _named(fault: Fault, pack: Pack, rng: random.Random) -> None:
    now = pack.papers[fault.target]
    name = fault.value or "name"
    right = shown(now, pack.stage, rng).fields[name]
    pack.papers[fault.target] = now.model_copy(update={"set": {**now.set, name: misnamed(right, rng)}})


def _expired(fault: Fault, pack: Pack, rng: random.Random) -> None:
    """Since some days or some years; its term began before."""
    now = pack.papers[fault.target]
    days = rng.choice((1, 12, 90, 400, 900))
    ends = {"tenancy_contract": "end_date"}.get(now.type, "valid_until")
    begins = {"tenancy_contract": "start_date"}.get(now.type, "valid_from")
    years = 2 if now.type == "tenancy_contract" else 10
    changed = {
        begins: pack.stage.filled(f"{{today-{days + 365 * years}d}}"),
        ends: pack.stage.filled(f"{{today-{days}d}}"),
    }
    pack.papers[fault.target] = now.model_copy(update={"set": {**now.set, **changed}})


def _paper(fault: Fault, pack: Pack, rng: random.Random) -> None:
    assert fault.becomes is not None
    if STRANGER in fault.becomes.of or any(STRANGER in text for text in fault.becomes.set.values()):
        _invite(pack, "spouse" if "spouse" in pack.cast.people else "self", rng)
    pack.papers[fault.target] = fault.becomes


def _untyped(fault: Fault, pack: Pack, _rng: random.Random) -> None:
    """Not typed, and not known to the profile either (`value` names the fact)."""
    pack.typed.pop(fault.target, None)
    for fact in fault.value.split():
        pack.profile.pop(fact, None)


def _typed(fault: Fault, pack: Pack, rng: random.Random) -> None:
    if STRANGER in fault.value and STRANGER not in pack.cast.people:
        _invite(pack, "self", rng)
    pack.typed[fault.target] = pack.stage.filled(fault.value)


def _answered(fault: Fault, pack: Pack, _rng: random.Random) -> None:
    pack.situation[fault.target] = fault.value


def _fact(fault: Fault, pack: Pack, _rng: random.Random) -> None:
    if fault.value:
        pack.profile[fault.target] = pack.stage.filled(fault.value)
    else:
        pack.profile.pop(fault.target, None)


_PLANTERS: dict[str, Callable[[Fault, Pack, random.Random], None]] = {
    "left_out": _left_out,
    "wrong": _wrong,
    "unread": _unread,
    "glare": _glare,
    "another": _another,
    "digit": _digit,
    "named": _named,
    "expired": _expired,
    "paper": _paper,
    "untyped": _untyped,
    "typed": _typed,
    "answered": _answered,
    "fact": _fact,
}
