"""The people of a pack: invented after the scene's roles, with what their profile knows. Seeded."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from eval_sets.documents import bank_card, businesses, people
from eval_sets.documents.people import Person
from eval_sets.documents.places import address, all_places, place
from eval_sets.packs.scenes import Role

TRAITS = ("", "leap_day", "dotted_name", "rare_name", "x_number", "long_address", "minority", "short_name")
"""What makes somebody in order look suspicious; the first is nobody in particular."""

_RARE = "龘㛃翀赟垚堃喆犇婳玥琎祎燚淼彧晟昶頔韡珺"
_LEAP = date(2000, 2, 29)


@dataclass(frozen=True, slots=True)
class Cast:
    """`people` by role; `lives` is where each stays now, `firm` as a business licence names it."""

    people: Mapping[str, Person]
    lives: Mapping[str, str]
    mobile: str
    bank: Mapping[str, str]
    firm: Mapping[str, str]

    def told(self, reference: str) -> str:
        """`self.name`, `firm.address`, `bank.card_number`, `spouse.lives`. Raises `KeyError` for nobody."""
        who, _, what = reference.partition(".")
        if who in {"firm", "bank"}:
            return (self.firm if who == "firm" else self.bank)[what]
        return self.lives[who] if what == "lives" else str(getattr(self.people[who], what))


def cast(roles: Mapping[str, Role], today: date, rng: random.Random, trait: str = "") -> Cast:
    """`self` is always there; the others live with them unless their role says otherwise."""
    known: dict[str, Person] = {}
    for who in sorted({"self", *roles}, key=lambda one: (one != "self", one)):
        role = roles.get(who, Role())
        known[who] = _person(role, today, rng, known.get("self"))
    if trait:
        marked = _marked(roles)
        known[marked] = _with_trait(known[marked], trait, roles.get(marked, Role()), today, rng)
    known = {who: _together(one, roles.get(who, Role()), known["self"]) for who, one in known.items()}
    lives = {who: _lives(one, rng) for who, one in known.items()}
    for who, role in roles.items():
        if role.home == "self":
            lives[who] = lives["self"]
    return Cast(
        known,
        lives,
        mobile=f"1{rng.choice('3589')}{rng.randrange(10**9):09d}",
        bank=bank_card.invent(rng, "flat"),
        firm=_firm(known["self"], rng),
    )


def another(one: Person, rng: random.Random) -> Person:
    """A stranger of that sex and about that age."""
    born = date.fromisoformat(one.birth_date)
    return people.person(rng, one.sex, born - timedelta(days=200), born + timedelta(days=1))


def facts(scene_facts: Mapping[str, str], knows: tuple[str, ...], of: Cast) -> dict[str, str]:
    """What the account's profile holds, by the names of the demo people's facts."""
    me = of.people["self"]
    found = {
        **_personal(me),
        "address": me.address,
        "household_district": me.place.code,
        "residence_address": of.lives["self"],
        "mobile": of.mobile,
        "marital_status": "已婚" if "spouse" in knows else "未婚",
    }
    if "spouse" in knows:
        spouse = of.people["spouse"]
        found |= {"spouse_name": spouse.name, "spouse_id_number": spouse.id_number}
    if "child" in knows:
        child = of.people["child"]
        found |= {f"child_{name}": value for name, value in _personal(child).items() if name != "ethnicity"}
    if "bank" in knows:
        found |= {"bank_card_number": of.bank["card_number"], "bank_name": of.bank["bank_name"]}
    if "firm" in knows:
        found |= {"firm_name": of.firm["name"], "firm_credit_code": of.firm["credit_code"]}
    return found | dict(scene_facts)


def _personal(one: Person) -> dict[str, str]:
    return {
        "name": one.name,
        "sex": one.sex,
        "ethnicity": one.ethnicity,
        "birth_date": one.birth_date,
        "id_number": one.id_number,
    }


def _person(role: Role, today: date, rng: random.Random, me: Person | None) -> Person:
    first, last = _born(role, today)
    sex = role.sex or None
    where = ("重庆",) if role.home != "elsewhere" else tuple(_elsewhere())
    one = people.person(rng, sex, first, last + timedelta(days=1), provinces=where)
    return one


def _born(role: Role, today: date) -> tuple[date, date]:
    """First and last day."""
    if role.born:
        return role.born
    if role.birthday is not None:
        day = today - relativedelta(years=role.birthday)
        return day, day
    if role.eve is not None:
        day = today + timedelta(days=1) - relativedelta(years=role.eve)
        return day, day
    if role.days:
        return today - timedelta(days=role.days[1]), today - timedelta(days=role.days[0])
    youngest, oldest = role.age
    return today - relativedelta(years=oldest + 1) + timedelta(days=1), today - relativedelta(years=youngest)


def _together(one: Person, role: Role, me: Person) -> Person:
    if role.home != "self":
        return one
    return replace(one, address=me.address, place=me.place, ethnicity=me.ethnicity)


def _lives(one: Person, rng: random.Random) -> str:
    """At home in Chongqing; who is registered elsewhere lives somewhere in Chongqing."""
    return one.address if one.place.code.startswith("50") else address(rng, place(rng, provinces=("重庆",)))


def _elsewhere() -> set[str]:
    return {one.province for one in all_places() if not one.code.startswith("50")}


def _marked(roles: Mapping[str, Role]) -> str:
    """Whoever the matter is about: a child before the one who applies for it."""
    return next((who for who in ("child", "elder", "person", "holder") if who in roles), "self")


def _with_trait(one: Person, trait: str, role: Role, today: date, rng: random.Random) -> Person:
    if trait == "leap_day":
        return _leap(one, role, today, rng)
    if trait == "dotted_name":
        return replace(one, name=people.dotted_name(rng), ethnicity=rng.choice(("维吾尔", "藏", "彝")))
    if trait == "rare_name":
        return replace(one, name=one.name[0] + rng.choice(_RARE) + rng.choice(("", "文", "宇")))
    if trait == "short_name":
        return replace(one, name=rng.choice("王李张刘陈杨") + rng.choice("伟芳敏静丽强"))
    if trait == "minority":
        return replace(one, ethnicity=rng.choice(("土家", "苗", "仡佬", "布依", "侗")))
    if trait == "long_address":
        long = max((address(rng, one.place) for _ in range(12)), key=len)
        return replace(one, address=long)
    number = one.id_number
    while trait == "x_number" and number[-1] != "X":
        number = people.id_number(rng, one.id_number[:6], date.fromisoformat(one.birth_date), one.sex)
    return replace(one, id_number=number)


def _leap(one: Person, role: Role, today: date, rng: random.Random) -> Person:
    """Born on 29 February, where a year of the role has one."""
    first, last = _born(role, today)
    days = [_LEAP.replace(year=year) for year in range(first.year, last.year + 1) if year % 4 == 0]
    days = [day for day in days if first <= day <= last]
    if not days:
        return one
    born = rng.choice(days)
    number = people.id_number(rng, one.id_number[:6], born, one.sex)
    return replace(one, birth_date=born.isoformat(), id_number=number)


def _firm(owner: Person, rng: random.Random) -> dict[str, str]:
    fields = businesses.invent(rng, "copy_2019")
    where = place(rng, provinces=("重庆",))
    return {**fields, "legal_representative": owner.name, "address": address(rng, where)}
