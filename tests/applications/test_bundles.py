"""Protects: what is said once is known to every part, each part is sent exactly once, and one part's fate is
its own; nobody sees another person's bundle."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from applications.bundles.types import Bundle, Sent
from applications.errors import IntakeUnavailableError
from applications.intake import IntakeCase, IntakeReceipt
from applications.intake_embedded import EmbeddedIntake
from applications.outbox import Outbox
from applications.service import ApplicationService
from applications.tables import IntakeCaseRow
from applications.types import Actor, Application, Conflict, Finding, NotAllowed, NotReady, Unknown
from ocr.types import ReadDocument, ReadField
from tests.assistant.conftest import (
    House,
    house,  # noqa: F401 # pyright: ignore[reportUnusedImport] - a fixture
    published,  # noqa: F401 # pyright: ignore[reportUnusedImport] - a fixture
)

MARRIED = {"parents": "married", "who": "mother", "born": "cq", "hukou": "cq"} | {
    "insured": "uninsured",
    "registered": "done",
}
FURTHER = {
    "household.follow": "own",
    "household.marriage": "together",
    "household.ethnicity": "same",
    "childcare.applicant": "parent",
}
PAPERS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "birth_certificate": (
        "birth_certificate",
        {
            "child_name": "王小满",
            "sex": "男",
            "birth_date": "2026-11-02",
            "mother_name": "陈晓渝",
            "mother_id_number": "500112199203150026",
            "father_name": "王建国",
            "father_id_number": "500103198805120019",
            "certificate_number": "R500012345",
        },
    ),
    "id_card": (
        "id_card_front",
        {"name": "陈晓渝", "id_number": "500112199203150026", "sex": "女", "birth_date": "1992-03-15"},
    ),
}


@dataclass
class Parent:
    """A mother with a new-born child, and what she does with the whole."""

    house: House
    actor: Actor

    @property
    def service(self) -> ApplicationService:
        return self.house.applications

    def begin(self, **changed: str) -> Bundle:
        return bundle(self.service.bundles.start(self.actor, "newborn", {**MARRIED, **changed}))

    def hand_in(self, whole: Bundle, material: str) -> Bundle:
        kind, values = PAPERS[material]
        documents = self.house.documents
        kept = documents.keep(self.actor.account_id, material.encode(), "a.jpg", "image/jpeg", None)
        read = tuple(ReadField(name, value, 0.99, (0.0, 0.0, 1.0, 1.0)) for name, value in values.items())
        documents.store_reading(kept.document_id, [ReadDocument(kind, 0.99, read)])
        return bundle(self.service.bundles.attach(self.actor, whole.application_id, kept.document_id))

    def complete(self, whole: Bundle) -> Bundle:
        """Answers whatever is next, until nothing but sending is left."""
        bundles, asked = self.service.bundles, list[str]()
        for _ in range(60):
            step = whole.next
            assert step is not None, whole
            assert step.kind == "confirm" or step.name not in asked[-1:], f"asked twice: {step}"
            asked.append(step.name)
            key = whole.application_id
            match step.kind:
                case "situation":
                    question = next(q for q in whole.guide.situations if q.id == step.name)
                    answer = FURTHER.get(step.name, question.options[0].id)
                    whole = bundle(bundles.answer_situation(self.actor, key, {step.name: answer}))
                case "document":
                    whole = self.hand_in(whole, step.name)
                case "field":
                    field = next(f for f in whole.guide.form.fields if f.name == step.name)
                    text = field.choices[0].label if field.choices else VALUES[step.name]
                    whole = bundle(bundles.set_fields(self.actor, key, {step.name: text}, "typed"))
                    assert not whole.problems, whole.problems
                case "confirm":
                    whole = bundle(bundles.confirm(self.actor, key))
                case "precheck":
                    checked = bundles.precheck(self.actor, key)
                    whole = bundle(bundles.get(self.actor, key))
                    assert whole.state == "ready", (checked, whole.next)
                case "submit":
                    return whole
        raise AssertionError("no end")


VALUES = {
    "bank_card_number": "6222021234567890128",
    "bank_name": "中国建设银行",
    "card_bank": "中国建设银行",
    "father_name": "王建国",
    "insured_year": "2026",
    "child_count": "1",
    "birth_certificate_number": "R500012345",
    "partner_address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "head_name": "陈晓渝",
}


def bundle(done: object) -> Bundle:
    assert isinstance(done, Bundle), done
    return done


def sent(done: object) -> Sent:
    assert isinstance(done, Sent), done
    return done


def part(whole: Bundle, part_id: str) -> Application:
    found = whole.part(part_id)
    assert found is not None
    assert found.application is not None
    return found.application


@pytest.fixture
def parent(house: House) -> Parent:  # noqa: F811 - the fixture
    return Parent(house, house.people["chen-xiaoyu"])


def test_the_applications_begin_when_the_event_is_answered(parent: Parent) -> None:
    whole = bundle(parent.service.bundles.start(parent.actor, "newborn", {"parents": "married"}))
    assert whole.next is not None
    assert (whole.next.kind, whole.next.name) == ("situation", "who")
    assert parent.service.mine(parent.actor) == []
    whole = parent.begin()
    begun = {p.part_id for p in whole.parts if p.application}
    assert begun == {"household", "insurance", "card", "childcare"}
    assert {a.application_id for a in parent.service.mine(parent.actor)} == {
        part(whole, one).application_id for one in begun
    }


def test_one_picture_fills_every_part_and_nothing_is_asked_twice(parent: Parent) -> None:
    whole = parent.hand_in(parent.begin(), "birth_certificate")
    for one in ("household", "insurance", "card", "childcare"):
        assert part(whole, one).fields["child_name"].value == "王小满"
    assert part(whole, "insurance").fields["child_name"].source_ref.startswith("document.child_proof.")
    whole = parent.complete(whole)
    assert whole.state == "ready"


def test_a_value_corrected_in_one_part_alone_is_corrected_in_all(parent: Parent) -> None:
    whole = parent.hand_in(parent.begin(), "birth_certificate")
    card = part(whole, "card")
    parent.service.set_fields(parent.actor, card.application_id, {"child_name": "王大满"}, "typed")
    whole = bundle(parent.service.bundles.get(parent.actor, whole.application_id))
    assert whole.fields["child_name"].value == "王大满"
    assert {part(whole, one).fields["child_name"].value for one in ("household", "childcare")} == {"王大满"}


def test_all_parts_go_together_once_and_what_waits_follows(parent: Parent, house: House) -> None:  # noqa: F811
    bundles = parent.service.bundles
    whole = parent.complete(parent.begin())
    done = sent(bundles.submit(parent.actor, whole.application_id, "k1"))
    assert set(done.receipts) == {"household", "insurance"}
    assert set(done.waiting) == {"card", "childcare"}
    again = sent(bundles.submit(parent.actor, whole.application_id, "k1"))
    assert again.receipts == done.receipts
    assert _cases(house) == 2
    assert bundles.follow_up() == 0
    assert done.current.next is None


def test_a_crash_between_two_receipts_leaves_the_rest_to_the_outbox(parent: Parent, house: House) -> None:  # noqa: F811
    whole = parent.complete(parent.begin())
    dying = ApplicationService(
        house.database, house.library, Outbox(house.database, _DyingIntake(house), house.clock), house.clock
    )
    with pytest.raises(_Died):
        dying.bundles.submit(parent.actor, whole.application_id, "k1")
    assert _cases(house) == 1
    house.outbox.recover()
    done = sent(parent.service.bundles.submit(parent.actor, whole.application_id, "k1"))
    assert set(done.receipts) == {"household", "insurance"}
    assert _cases(house) == 2


def test_what_is_not_ready_holds_all_back_unless_the_person_says_so(parent: Parent, house: House) -> None:  # noqa: F811
    bundles = parent.service.bundles
    whole = parent.complete(parent.begin())
    insurance = part(whole, "insurance")
    parent.service.set_fields(parent.actor, insurance.application_id, {"insured_year": "不知道"}, "typed")
    parent.service.detach(parent.actor, insurance.application_id, "guardian_id")
    refused = bundles.submit(parent.actor, whole.application_id, "k1")
    assert isinstance(refused, NotReady | NotAllowed)
    assert _cases(house) == 0


def test_a_part_returned_does_not_touch_the_others(parent: Parent, house: House) -> None:  # noqa: F811
    bundles, reviewer = parent.service.bundles, house.people["zhou-shenyan"]
    whole = parent.complete(parent.begin())
    done = sent(bundles.submit(parent.actor, whole.application_id, "k1"))
    insurance = part(done.current, "insurance")
    finding = Finding("field_invalid", "must_fix", "参保年度写错了，请改。", "办事指南", field="insured_year")
    parent.service.decide(reviewer, insurance.application_id, "return", [finding])
    whole = bundle(bundles.get(parent.actor, whole.application_id))
    assert whole.state == "returned"
    assert whole.next is not None
    assert whole.next.name == "insured_year"
    assert part(whole, "household").state == "submitted"


def test_another_persons_bundle_is_unknown(parent: Parent, house: House) -> None:  # noqa: F811
    whole = parent.begin()
    bundles, key = parent.service.bundles, whole.application_id
    for other in (house.people["liu-guilan"], house.people["zhou-shenyan"]):
        assert isinstance(bundles.get(other, key), Unknown)
        assert isinstance(bundles.set_fields(other, key, {"name": "刘桂兰"}, "typed"), Unknown)
        assert isinstance(bundles.submit(other, key, "k"), Unknown)
        assert isinstance(bundles.withdraw(other, key), Unknown)
        assert isinstance(bundles.take_alone(other, key, "card"), Unknown)
        assert bundles.mine(other) == []


def test_a_stale_version_changes_nothing(parent: Parent) -> None:
    whole = parent.begin()
    bundles, key = parent.service.bundles, whole.application_id
    now = bundle(bundles.set_fields(parent.actor, key, {"bank_name": "工商银行"}, "typed", whole.version))
    stale = bundles.set_fields(parent.actor, key, {"bank_name": "农业银行"}, "typed", whole.version)
    assert isinstance(stale, Conflict)
    kept = bundle(bundles.get(parent.actor, key))
    assert (kept.version, kept.fields["bank_name"].value) == (now.version, "工商银行")


def test_parts_are_dropped_taken_up_again_and_taken_alone(parent: Parent) -> None:
    bundles = parent.service.bundles
    whole = parent.hand_in(parent.begin(), "birth_certificate")
    key = whole.application_id
    whole = bundle(bundles.drop(parent.actor, key, "childcare"))
    assert (whole.part("childcare") or part).role == "dropped"  # type: ignore[union-attr]
    whole = bundle(bundles.add(parent.actor, key, "childcare"))
    assert part(whole, "childcare").fields["child_name"].value == "王小满"
    alone = bundles.take_alone(parent.actor, key, "card")
    assert isinstance(alone, Application)
    assert alone.fields["child_name"].value == "王小满"
    parent.service.set_fields(parent.actor, alone.application_id, {"child_name": "王大满"}, "typed")
    whole = bundle(bundles.get(parent.actor, key))
    assert whole.fields["child_name"].value == "王小满"


def test_whom_the_event_does_not_fit_goes_on_with_single_items(parent: Parent) -> None:
    bundles = parent.service.bundles
    whole = parent.begin(born="other_province")
    assert whole.next is None
    assert "household" in whole.singles[0].parts
    assert parent.service.mine(parent.actor) == []
    alone = bundles.take_alone(parent.actor, whole.application_id, "household")
    assert isinstance(alone, Application)
    assert (alone.item_id, alone.situation["who"]) == ("birth-household-married", "mother")
    whole = bundle(bundles.answer_situation(parent.actor, whole.application_id, {"born": "cq"}))
    assert whole.singles == ()
    assert whole.next is not None


def test_an_answer_corrected_ends_what_is_needless_and_begins_what_is_needed(parent: Parent) -> None:
    bundles = parent.service.bundles
    whole = parent.hand_in(parent.begin(), "birth_certificate")
    old = part(whole, "household").application_id
    whole = bundle(bundles.answer_situation(parent.actor, whole.application_id, {"parents": "unmarried"}))
    assert part(whole, "household_unmarried").fields["child_name"].value == "王小满"
    gone = parent.service.get(parent.actor, old)
    assert isinstance(gone, Application)
    assert gone.state == "withdrawn"


def test_all_or_one_is_withdrawn(parent: Parent) -> None:
    bundles = parent.service.bundles
    whole = parent.complete(parent.begin())
    bundles.submit(parent.actor, whole.application_id, "k1")
    whole = bundle(bundles.withdraw(parent.actor, whole.application_id, "insurance"))
    assert (part(whole, "insurance").state, part(whole, "household").state) == ("withdrawn", "submitted")
    whole = bundle(bundles.withdraw(parent.actor, whole.application_id))
    assert {p.application.state for p in whole.parts if p.application} == {"withdrawn"}
    assert whole.state == "withdrawn"


class _Died(Exception):
    pass


class _DyingIntake:
    """Takes one case and then the process is gone."""

    def __init__(self, house: House) -> None:  # noqa: F811
        self._intake, self._taken = EmbeddedIntake(house.database, house.clock), 0

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        if self._taken:
            raise _Died
        self._taken += 1
        return self._intake.receive(case)

    def withdraw(self, submission_id: str) -> None:
        raise IntakeUnavailableError


def _cases(house: House) -> int:  # noqa: F811
    with house.database.reading() as session:
        return session.query(IntakeCaseRow).count()
