"""A paper of the cast: which fields it shows, and its picture. Seeded."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import cv2
import numpy as np
from dateutil.relativedelta import relativedelta

from eval_sets.documents.distort import Level, distort
from eval_sets.documents.draw import DRAWERS
from eval_sets.documents.people import Fields, Person
from eval_sets.documents.places import police
from eval_sets.packs import spoils
from eval_sets.packs.cast import Cast
from eval_sets.packs.scenes import PAPER, PORTRAIT, Paper
from eval_sets.pictures import paper as sheet
from eval_sets.portraits import draw_portrait

_GAP = re.compile(r"\{([a-z0-9_.+-]+)\}")
_MOVED = re.compile(r"today([+-]\d+)?([dmy])?")
_AVOIDED = {
    "bank_card": {"back"},
    "residence_permit": {"hong_kong_macao_taiwan"},
    "id_card_front": {"bilingual"},
    "id_card_back": {"bilingual"},
    "marriage_certificate": {"before_2004"},
    "social_security_card": {"phone"},
    "birth_certificate": {"fifth"},
    "driver_licence": {"paper_years"},
}
"""Layouts that do not fit a pack's people: of another region or time, or without the number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as drawn: its layout decides which fields it has."""

    document_type: str
    layout: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """What papers are drawn from."""

    cast: Cast
    today: date

    def filled(self, text: str) -> str:
        """With its gaps filled. Raises `KeyError` for a gap that names nothing."""
        return _GAP.sub(lambda gap: self._told(gap[1]), text)

    def _told(self, name: str) -> str:
        if (moved := _MOVED.fullmatch(name)) is None:
            return self.cast.told(name)
        amount, unit = int(moved[1] or 0), moved[2] or "d"
        by = {
            "d": timedelta(days=amount),
            "m": relativedelta(months=amount),
            "y": relativedelta(years=amount),
        }
        return (self.today + by[unit]).isoformat()


def shown(paper: Paper, stage: Stage, rng: random.Random) -> Shown:
    """What a document of somebody of the cast shows; only fields its layout has."""
    drawing = DRAWERS[paper.type]
    layouts = [one for one in drawing.layouts if one not in _AVOIDED.get(paper.type, set())]
    layout = rng.choice(layouts)
    invented = drawing.invent(rng, layout)
    ours = _FIELDS[paper.type](stage, paper.of, rng)
    ours |= {name: stage.filled(value) for name, value in paper.set.items()}
    fields = {name: ours.get(name, value) for name, value in invented.items()}
    return Shown(paper.type, layout, fields | {name: v for name, v in ours.items() if name in _ALWAYS})


def drawn(paper: Paper, stage: Stage, level: Level, rng: random.Random) -> bytes:
    """The picture somebody sends of the paper, as JPEG."""
    if paper.type == PORTRAIT:
        return _portrait(rng)
    if paper.type == PAPER:
        lines = [stage.filled(line) for line in paper.lines]
        flat = sheet(paper.heading, lines, rng.randrange(10**6))
    else:
        one = shown(paper, stage, rng)
        flat = DRAWERS[one.document_type].layouts[one.layout](one.fields, rng)
    pixels = spoils.before(paper.spoil, cv2.cvtColor(np.asarray(flat.convert("RGB")), cv2.COLOR_RGB2BGR))
    return spoils.after(paper.spoil, distort(pixels, level, rng.randrange(10**9)))


def misnamed(name: str, rng: random.Random) -> str:
    """The name with its last character another one, as a slip of a clerk leaves it."""
    return name[:-1] + rng.choice([one for one in "渝强明芳军丽超敏涛霞" if one != name[-1]])


def misnumbered(number: str, rng: random.Random) -> str:
    """One digit of the serial is another, so that the check character no longer fits."""
    place_ = len(number) - rng.choice((2, 3, 4))
    return number[:place_] + str((int(number[place_], 36) + rng.randint(1, 8)) % 10) + number[place_ + 1 :]


def _portrait(rng: random.Random) -> bytes:
    picture = draw_portrait(rng.randrange(1000))
    _, coded = cv2.imencode(
        ".jpg", cv2.cvtColor(np.asarray(picture), cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 90]
    )
    return coded.tobytes()


def _person(one: Person) -> Fields:
    return {
        "name": one.name,
        "sex": one.sex,
        "ethnicity": one.ethnicity,
        "birth_date": one.birth_date,
        "id_number": one.id_number,
    }


def _card_front(stage: Stage, of: str, _rng: random.Random) -> Fields:
    one = stage.cast.people[of]
    return {**_person(one), "address": one.address}


def _card_back(stage: Stage, of: str, rng: random.Random) -> Fields:
    """Valid today, for as long as at that age (居民身份证法第五条)."""
    one = stage.cast.people[of]
    begins = stage.today - timedelta(days=rng.randrange(60, 4 * 365))
    born = date.fromisoformat(one.birth_date)
    begins = max(begins, born + timedelta(days=30))
    age = relativedelta(begins, born).years
    years = 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else 0
    ends = (begins + relativedelta(years=years)).isoformat() if years else "长期"
    return {"authority": police(one.place), "valid_from": begins.isoformat(), "valid_until": ends}


def _member(stage: Stage, of: str, rng: random.Random) -> Fields:
    one = stage.cast.people[of]
    young = date.fromisoformat(one.birth_date) > stage.today - relativedelta(years=18)
    relation = {"男": ("子", "长子"), "女": ("女", "长女")}[one.sex] if young else ("户主",)
    return {
        **_person(one),
        "ethnicity": one.ethnicity + rng.choice(("", "族")),
        "relation_to_head": rng.choice(relation),
        "native_place": one.place.short,
    }


def _home(stage: Stage, of: str, _rng: random.Random) -> Fields:
    one = stage.cast.people[of]
    return {"head_name": one.name, "address": one.address}


def _marriage(stage: Stage, of: str, rng: random.Random) -> Fields:
    """Of `a+b`, or of the applicant and the spouse; married after both were of age."""
    first, _, second = of.partition("+")
    a, b = stage.cast.people[first], stage.cast.people[second or "spouse"]
    youngest = max(a.birth_date, b.birth_date)
    of_age = date.fromisoformat(youngest) + relativedelta(years=22)
    latest = stage.today - timedelta(days=20)
    earliest = min(max(of_age, date(2005, 1, 1)), latest - timedelta(days=1))
    registered = earliest + timedelta(days=rng.randrange((latest - earliest).days))
    return {
        "holder_name": a.name,
        "registered_on": registered.isoformat(),
        "certificate_number": f"J500112-{registered.year}-{rng.randrange(10**6):06d}",
        "person_a_name": a.name,
        "person_a_id_number": a.id_number,
        "person_b_name": b.name,
        "person_b_id_number": b.id_number,
    }


def _birth(stage: Stage, of: str, rng: random.Random) -> Fields:
    """Of a child of the applicant and the spouse, whichever of them is the mother."""
    child, people = stage.cast.people[of], stage.cast.people
    parents = [people["self"], people["spouse"]] if "spouse" in people else [people["self"]]
    fields = {"child_name": child.name, "sex": child.sex, "birth_date": child.birth_date}
    fields["certificate_number"] = f"{rng.choice('UVZ')}50{rng.randrange(10**7):07d}"
    for parent in parents:
        side = "mother" if parent.sex == "女" else "father"
        fields |= {f"{side}_name": parent.name, f"{side}_id_number": parent.id_number}
    return fields


def _licence(stage: Stage, _of: str, _rng: random.Random) -> Fields:
    return dict(stage.cast.firm)


def _driver(stage: Stage, of: str, rng: random.Random) -> Fields:
    """Six years' validity, over in forty days where the pack says nothing else."""
    one = stage.cast.people[of]
    ends = stage.today + timedelta(days=40)
    begins = ends - relativedelta(years=6)
    return {
        **{name: value for name, value in _person(one).items() if name != "ethnicity"},
        "address": one.address,
        "first_issued_on": begins.isoformat(),
        "vehicle_class": rng.choice(("C1", "C1", "C2")),
        "valid_from": begins.isoformat(),
        "valid_until": ends.isoformat(),
    }


def _property(stage: Stage, of: str, _rng: random.Random) -> Fields:
    return {
        "owner": stage.cast.people[of].name,
        "location": stage.cast.lives[of],
        "co_ownership": "单独所有",
    }


def _bank(stage: Stage, _of: str, _rng: random.Random) -> Fields:
    return dict(stage.cast.bank)


def _social(stage: Stage, of: str, rng: random.Random) -> Fields:
    one = stage.cast.people[of]
    number = f"{rng.choice('ABCDEFGHKLMN')}{rng.randrange(10**8):08d}"
    return {"name": one.name, "id_number": one.id_number, "card_number": number}


def _disability(stage: Stage, of: str, rng: random.Random) -> Fields:
    one = stage.cast.people[of]
    return {
        "name": one.name,
        "sex": one.sex,
        "id_number": one.id_number,
        "certificate_number": f"{one.id_number}4{rng.randint(1, 2)}",
        "category": "肢体",
        "level": "一级",
    }


def _permit(stage: Stage, of: str, _rng: random.Random) -> Fields:
    one = stage.cast.people[of]
    return {**_person(one), "address": stage.cast.lives[of]}


def _tenancy(stage: Stage, of: str, rng: random.Random) -> Fields:
    """Of where the person lives, half a year old with a year or more to go."""
    begins = stage.today - timedelta(days=rng.randrange(190, 330))
    ends = begins + relativedelta(years=rng.choice((2, 3))) - timedelta(days=1)
    return {
        "tenant": stage.cast.people[of].name,
        "address": stage.cast.lives[of],
        "start_date": begins.isoformat(),
        "end_date": ends.isoformat(),
    }


_FIELDS: Mapping[str, Callable[[Stage, str, random.Random], Fields]] = {
    "id_card_front": _card_front,
    "id_card_back": _card_back,
    "household_register_member": _member,
    "household_register_home": _home,
    "marriage_certificate": _marriage,
    "birth_certificate": _birth,
    "business_licence": _licence,
    "driver_licence": _driver,
    "property_certificate": _property,
    "bank_card": _bank,
    "social_security_card": _social,
    "disability_certificate": _disability,
    "residence_permit": _permit,
    "tenancy_contract": _tenancy,
}
_ALWAYS = frozenset({"father_name", "father_id_number"})
"""What an invented document lacks by chance and the pack's people have."""
