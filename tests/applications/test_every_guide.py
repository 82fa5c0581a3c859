"""Every shipped guide carries a lawful person from the first question to the receipt.

A path that rightly ends in "not eligible" is declared in `NOT_ELIGIBLE`, one that is warned about in
`WARNED`; what is declared must be so. Each option is taken at least once; with `--every-path` all ways to
combine them are gone, or a fixed sixty where there are more.
"""

import random
import tempfile
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from applications.types import Actor, Application, NotAllowed, Precheck, Receipt
from eval_sets.prefill_share import USUAL, paths
from knowledge_base.model.base import Situation, When, holds
from knowledge_base.model.guide import Guide
from knowledge_base.types import PublishedGuide
from prefill.types import Fact
from storage import migrate
from storage.database import Database
from storage.encryption import use_keys
from storage.keys import KeyRing
from tests.applications.desk import Desk, wire
from tests.applications.desk import guide as small
from tests.applications.lawful import Citizen, citizen
from tests.conftest import FixedClock
from tests.shipped import guides

SOME_PATHS, MOST_PATHS = 12, 60
GUIDES = guides()

NOT_ELIGIBLE: dict[str, list[When]] = {
    "disability-certificate": [{"who": ["self"], "kind": ["intellectual", "mental"]}],
    "disability-subsidy": [
        {"receiving": ["support", "work_care"]},
        {"receiving": ["orphan"], "which": ["living", "both"]},
    ],
    "divorce": [{"agree": ["refused"]}],
    "driver-licence-damaged": [{"due": ["expired"]}],
    "driver-licence-renewal": [{"expiry": ["over_year"]}],
    "driver-licence-replacement": [{"expired": ["expired"]}],
    "food-licence": [{"business": ["only_packed"]}],
    "fund-rent": [{"home": ["owned"]}],
    "fund-retirement": [{"status": ["not_yet"]}],
    "funeral-benefit": [{"cause": ["work"]}, {"scheme": ["institution"]}],
    "graduate-social-subsidy": [{"work": ["employed"]}],
    "id-card-temporary": [{"applied": ["not_applied"]}],
    "marriage-cert-reissue": [{"status": ["changed"]}],
    "medical-remote": [{"kind": ["emergency"]}, {"insured": ["elsewhere"]}],
    "prepackaged-food": [{"goods": ["more"]}],
    "public-place-hygiene": [{"kind": ["filing", "food", "no_licence"]}],
    "residence-permit": [{"lived": ["not_yet"]}],
    "signboard": [{"content": ["advert"]}],
    "startup-loan": [{"business": ["not_yet"]}, {"group": ["none_of_these"]}],
    "teacher-qualification": [{"level": ["senior"]}, {"route": ["neither"]}],
    "temporary-aid": [{"place": ["other"]}],
    "tobacco-licence": [{"premises": ["home", "stall"]}],
    "unemployment-benefit": [{"reason": ["resigned"]}],
    "work-injury": [
        {"applicant": ["self"], "outcome": ["died"]},
        {"applicant": ["self"], "cause": ["sudden"]},
    ],
}  # fmt: skip
"""Situations that the guide itself says are not for this item: `not_eligible`, and never `ready`."""
WARNED: dict[str, list[When]] = {
    "driver-licence-damaged": [{"due": ["soon"]}],
    "elderly-allowance": [{"hukou": ["other_province"]}],
    "elderly-care-subsidy": [{"hukou": ["other_province"]}],
    "id-card-renewal": [{"hukou": ["other_province"], "reason": ["changed", "error"]}],
    "id-card-temporary": [{"hukou": ["other_province"]}],
    "minimum-living": [{"hukou": ["other_province"]}],
    "no-criminal-record": [{"who": ["proxy"], "receive": ["electronic"]}],
    "pension-transfer": [{"direction": ["out_cq"]}],
    "residence-permit": [{"hukou": ["cq_central"]}],
    "residence-permit-endorsement": [{"address": ["moved"]}, {"timing": ["early"]}],
    "resident-pension": [{"hukou": ["other_province"]}],
}  # fmt: skip
"""Situations where the guide warns that another way is usual, and takes the application all the same."""

SOME_OF_THEM = {
    ("childcare-subsidy", "too_late"),
    ("hk-macao-permit", "has_one"),
    ("marriage-cert-reissue", "court"),
    ("self-employed-change", "barred"),
}
"""What is forbidden to some of those in the situation it names, not to all."""


@pytest.fixture(scope="module")
def desk() -> Generator[Desk]:
    """One database for all citizens, in memory where the machine has a file system for that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        use_keys(KeyRing.open(Path(folder) / "keys.json"))
        database = Database(f"sqlite:///{folder}/yuxiaozhi.db")
        migrate.upgrade(database)
        no_files: Any = SimpleNamespace(put=lambda data: "nowhere")  # pyright: ignore[reportUnknownLambdaType]
        yield wire(database, FixedClock(), no_files)
        database.dispose()


@pytest.mark.parametrize("item_id", sorted(GUIDES))
def test_a_lawful_person_gets_a_receipt_on_every_path(
    desk: Desk, item_id: str, request: pytest.FixtureRequest
) -> None:
    guide = GUIDES[item_id]
    at = datetime(2026, 1, 1, tzinfo=UTC)
    desk.library.publish(PublishedGuide(item_id, 1, guide, date(2026, 1, 1), None, at, "test"))
    ways = sampled(guide, MOST_PATHS if request.config.getoption("--every-path") else SOME_PATHS)
    kinds = max((len(material.documents) for material in guide.materials), default=1)
    told: dict[str, Situation] = {}
    for turn in range(max(len(ways), kinds)):
        for fault in Walk(desk, guide, ways[turn % len(ways)], turn).faults():
            told.setdefault(fault, ways[turn % len(ways)])
    assert not told, "\n".join(f"{fault}  in {dict(situation)}" for fault, situation in told.items())


@pytest.mark.parametrize("item_id", sorted(GUIDES))
def test_no_option_leads_into_what_is_forbidden_without_a_word(item_id: str) -> None:
    guide = GUIDES[item_id]
    declared = [*NOT_ELIGIBLE.get(item_id, []), *WARNED.get(item_id, [])]
    silent = {
        condition.id: dict(situation)
        for condition in guide.conditions
        if condition.forbids and condition.when and (item_id, condition.id) not in SOME_OF_THEM
        for situation in paths(guide, {})
        if holds(condition.when, situation) and not any(holds(when, situation) for when in declared)
    }
    assert not silent


def test_what_is_declared_is_an_option_of_its_guide() -> None:
    """Else a declaration would outlive the option it was made for."""
    for item_id, declared in [*NOT_ELIGIBLE.items(), *WARNED.items()]:
        options = {q.id: {option.id for option in q.options} for q in GUIDES[item_id].situations}
        for question, named in (pair for when in declared for pair in when.items()):
            assert set(named) <= options.get(question, set()), f"{item_id}: {question}"


def test_what_nobody_can_meet_is_told() -> None:
    """The generator itself: two review points that exclude each other."""
    ages = [
        {"id": name, "kind": "age", "born": "field.id_number", "message": "？", "clause": "？", **bound}
        for name, bound in (("grown_up", {"min_years": 18}), ("child", {"below_years": 16}))
    ]
    assert citizen(small(review=ages), {}, date(2026, 11, 22), 0).impossible == ("child",)
    assert citizen(small(review=ages[:1]), {}, date(2026, 11, 22), 0).impossible == ()


def sampled(guide: Guide, most: int) -> list[Situation]:
    """The same each time: first those that take an option no earlier one took, then others up to `most`."""
    every = list(paths(guide, {}))
    random.Random(guide.item.item_id).shuffle(every)
    taken: set[tuple[str, str]] = set()
    first: list[Situation] = []
    for situation in every:
        if not situation.items() <= taken:
            taken |= situation.items()
            first.append(situation)
    return [*first, *(one for one in every if one not in first)][: max(most, len(first))]


@dataclass
class Walk:
    """One citizen's way with one situation: does what is next until nothing is."""

    desk: Desk
    guide: Guide
    situation: Situation
    turn: int
    _told: list[str] = field(default_factory=list[str])
    _done: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    _precheck: Precheck = field(default_factory=lambda: Precheck(False, ()))

    def faults(self) -> list[str]:
        """What a lawful person met that should not be."""
        self._who: Citizen = citizen(self.guide, self.situation, self.desk.clock().date(), self.turn)
        self._told += [f"nobody can meet the review point {point}" for point in self._who.impossible]
        item_id = self.guide.item.item_id
        self._actor = Actor(f"{item_id}-{self.turn}", "样本", "citizen")
        self._keep_profile()
        view = self.desk.service.start(self._actor, item_id)
        while isinstance(view, Application) and view.next and not self._told and view.state != "submitted":
            step = (view.next.kind, view.next.name)
            if step in self._done:
                break  # the precheck sent the person back to what a lawful person can't mend
            self._done.append(step)
            view = self._follow(view, *step)
        assert isinstance(view, Application)
        if not self._told:
            self._judge(view)
        return self._told

    def _keep_profile(self) -> None:
        """By turns all the guide asks for, what is usual, and hardly anything."""
        kept = (self._who.facts.keys(), USUAL, {"name", "id_number"})[self.turn % 3]
        facts = [Fact(n, v, "样本", date(2026, 1, 1)) for n, v in self._who.facts.items() if n in kept]
        self.desk.profiles.keep_facts(self._actor.account_id, facts)

    def _follow(self, view: Application, kind: str, name: str) -> Application:
        service, key = self.desk.service, view.application_id
        match kind:
            case "situation":
                after: object = service.answer_situation(self._actor, key, {name: self.situation[name]})
            case "field":
                after = service.set_fields(self._actor, key, {name: self._who.answers[name]}, "said")
            case "document":
                after = self._hand_in(key, name)
            case "confirm":
                after = self._confirm(view)
            case "precheck":
                self._precheck = cast("Precheck", service.precheck(self._actor, key))
                after = service.get(self._actor, key)
            case _:
                receipt = service.submit(self._actor, key, self._actor.account_id)
                if not isinstance(receipt, Receipt) or receipt.deadline < self.desk.clock().date():
                    self._told.append(f"instead of a receipt: {receipt}")
                after = service.get(self._actor, key)
        if not isinstance(after, Application):
            self._told.append(f"{kind} {name}: {after.message if isinstance(after, NotAllowed) else after}")
            return view
        self._told += [f"{at} is refused: {problem.message}" for at, problem in after.problems.items()]
        return after

    def _confirm(self, view: Application) -> object:
        """Every second citizen first hands in all there is, what is optional or exempt too."""
        if self.turn % 2:
            for material in view.materials:
                if not material.document_id:
                    view = cast("Application", self._hand_in(view.application_id, material.material_id))
        for value in view.fields.values():
            if value.others:
                self._told.append(f"{value.name}: sources of one lawful person differ: {value}")
        return self.desk.service.confirm(self._actor, view.application_id)

    def _hand_in(self, application_id: str, material: str) -> object:
        kept = self.desk.documents.keep(self._actor.account_id, b"", "a.jpg", "image/jpeg")
        self.desk.documents.store_reading(kept.document_id, [self._who.papers[material]])
        return self.desk.service.attach(self._actor, application_id, kept.document_id, material)

    def _judge(self, view: Application) -> None:
        """Against what is declared; a person always stops at a receipt or at what was declared."""
        barred, warned = self._declared(NOT_ELIGIBLE), self._declared(WARNED)
        found = {severity: self._of(severity) for severity in ("must_fix", "warning")}
        for severity, declared in (("must_fix", barred), ("warning", warned)):
            for message, code in found[severity].items():
                if not (declared and code == "not_eligible"):
                    self._told.append(f"{severity} {code}: {message}")
            if declared and not found[severity] and self._precheck.findings:
                self._told.append(f"declared, but the precheck finds nothing of {severity}")
        if not barred and view.state != "submitted":
            self._told.append(f"stops at {view.next} with {view.missing} missing")
        if barred and (view.state != "draft" or view.next is None or view.next.kind != "situation"):
            self._told.append(
                f"not eligible, but {view.state}, and next is {view.next}: no way to answer anew"
            )

    def _declared(self, declared: dict[str, list[When]]) -> bool:
        return any(holds(when, self.situation) for when in declared.get(self.guide.item.item_id, []))

    def _of(self, severity: str) -> dict[str, str]:
        return {f.message: f.code for f in self._precheck.findings if f.severity == severity}
