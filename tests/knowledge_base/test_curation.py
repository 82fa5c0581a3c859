"""Protects: what citizens can rely on went through five gates, signed by more than one person."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from knowledge_base.curation.drafts import signable
from knowledge_base.curation.service import Curation
from knowledge_base.curation.tables import GateReviewRow, GuideDraftRow
from knowledge_base.curation.types import (
    GATES,
    Changed,
    Curator,
    Draft,
    GateReview,
    NewVersion,
    NotAllowed,
    NotReady,
)
from knowledge_base.library import Library
from knowledge_base.model.guide import Guide
from storage.database import Database
from tests.knowledge_base.curating import (
    ADMIN,
    EDITOR,
    FIRST,
    KEEPER,
    LAWYER,
    REPLACEMENT,
    SECOND_EDITOR,
    Edit,
    actions,
    published,
    sign,
)


def test_from_draft_through_five_gates_to_what_is_cited(
    curation: Curation, edit: Edit, library: Library, database: Database
) -> None:
    before = library.guide(FIRST)
    assert before is not None
    assert before.sample, "shipped content says that no gate has seen it"

    draft = edit(result="拿到新式读者证。")
    assert [change.place for change in curation.changes(draft)] == ["result"]
    assert published(curation, draft).version == 2

    cited = library.guide(FIRST)
    assert cited is not None
    assert (cited.version, cited.sample, cited.draft_id) == (2, False, draft.draft_id)
    assert any("新式读者证" in passage.text for passage in library.passages(FIRST, "办完拿到什么"))
    kept = curation.drafts.get(draft.draft_id)
    assert kept is not None
    assert (kept.state, kept.published_version) == ("published", 2)
    assert actions(database)[2:] == [
        ("editor", "draft.make"),
        *[("lawyer", "draft.review")] * 3,
        *[("keeper", "draft.review")] * 2,
        ("editor", "guide.publish"),
    ]


def test_a_draft_without_its_gates_is_not_published(curation: Curation, edit: Edit, library: Library) -> None:
    draft = edit(result="拿到新式读者证。")
    for gate in GATES[:3]:
        curation.review(draft.draft_id, LAWYER, gate, "passed")
    refused = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert refused.missing == ("secrecy", "procedure")
    assert refused.message == "还不能发布：还没有审保密关、程序关。"
    cited = library.guide(FIRST)
    assert cited is not None
    assert cited.version == 1


def test_nobody_signs_for_their_own_draft_or_for_a_gate_they_do_not_hold(
    curation: Curation, edit: Edit
) -> None:
    own = edit(by=LAWYER)
    refused = [
        curation.review(own.draft_id, LAWYER, "legal", "passed"),
        curation.review(own.draft_id, KEEPER, "legal", "passed"),
        curation.review(own.draft_id, ADMIN, "legal", "passed"),
        curation.review(own.draft_id, KEEPER, "secrecy", "rejected"),
    ]
    codes = [answer.code for answer in refused if isinstance(answer, NotAllowed)]
    assert codes == ["own_draft", "gate_not_held", "gate_not_held", "reason_missing"]
    assert all(review is None for review in curation.standing(own).values())


def test_an_account_with_all_gates_does_not_pass_a_draft_alone(curation: Curation, edit: Edit) -> None:
    everything = Curator("everything", "审核丙", "curator", frozenset(GATES))
    draft = edit(result="拿到新式读者证。")
    for gate in GATES:
        curation.review(draft.draft_id, everything, gate, "passed")
    refused = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert (refused.missing, refused.alone) == ((), True)
    assert refused.message == "还不能发布：五关不能由一个人审，至少要有两个人签。"
    curation.review(draft.draft_id, KEEPER, "secrecy", "passed")
    assert isinstance(curation.publish(draft.draft_id, EDITOR), NewVersion)


def test_who_wrote_an_old_version_does_not_review_it_when_it_comes_again(
    curation: Curation, edit: Edit
) -> None:
    writer = Curator("writer", "审核丁", "curator", frozenset(GATES))
    published(curation, edit(by=writer, result="拿到新式读者证。"))
    published(curation, edit(notes=["周一闭馆。"]))
    again = curation.roll_back(FIRST, 2, EDITOR)
    assert isinstance(again, Draft)
    assert set(again.authors) == {"editor", "writer"}
    refused = curation.review(again.draft_id, writer, "legal", "passed")
    assert isinstance(refused, NotAllowed)
    assert refused.code == "own_draft"


def test_content_put_under_signed_reviews_is_not_published(
    curation: Curation, edit: Edit, database: Database
) -> None:
    draft = edit(result="拿到新式读者证。")
    sign(curation, draft)
    with database.transaction() as session:
        other = {**draft.content, "result": "拿到假证。"}
        session.execute(update(GuideDraftRow).where(GuideDraftRow.id == draft.draft_id).values(content=other))
    assert isinstance(curation.publish(draft.draft_id, EDITOR, draft.digest), Changed)
    refused = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert refused.missing == GATES


def test_what_changes_while_it_is_checked_is_not_published_unseen(
    curation: Curation, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks run before the lock: neither another text nor another item's new name may slip in."""
    draft, rival = edit(result="拿到新式读者证。"), edit(REPLACEMENT, by=SECOND_EDITOR)
    changed = {**draft.content, "result": "拿到电子证。"}
    sign(curation, draft)

    def meanwhile(act: Callable[[], object]) -> None:
        library, guides = curation._library, curation._library.guides

        def once() -> Any:
            monkeypatch.setattr(library, "guides", guides)
            found = guides()
            act()
            return found

        monkeypatch.setattr(library, "guides", once)

    meanwhile(lambda: curation.drafts.change(draft.draft_id, changed, "editor", draft.digest))
    now = signable(changed, draft.based_on_version)
    assert isinstance(curation.publish(draft.draft_id, EDITOR, now), Changed)

    taken = "图书馆的新证"
    ours: Any = edit().content["item"]
    theirs: Any = rival.content["item"]
    one = edit(item=ours | {"aliases": [taken]}, look_alikes=[])
    other = edit(REPLACEMENT, item=theirs | {"aliases": [taken]}, look_alikes=[])
    sign(curation, one)
    sign(curation, other)
    meanwhile(lambda: curation.publish(other.draft_id, EDITOR))
    refused = curation.publish(one.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert "alias-ambiguous" in {found.rule for found in refused.findings}


def test_a_rejected_draft_stays_a_draft_with_the_reason(curation: Curation, edit: Edit) -> None:
    draft = edit(result="拿到新式读者证。")
    sign(curation, draft)
    curation.review(draft.draft_id, LAWYER, "legal", "rejected", "依据写错了条款")
    refused = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert [review.note for review in refused.rejected] == ["依据写错了条款"]
    assert "法律关没有通过（依据写错了条款）" in refused.message
    assert [open_draft.draft_id for open_draft in curation.drafts.open(FIRST)] == [draft.draft_id]


def test_a_changed_draft_loses_its_reviews(curation: Curation, edit: Edit) -> None:
    draft = edit(result="拿到新式读者证。")
    sign(curation, draft)
    curation.drafts.change(
        draft.draft_id, {**draft.content, "result": "拿到电子证。"}, "editor", draft.digest
    )
    refused = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert refused.missing == GATES


def test_nobody_signs_or_publishes_what_they_have_not_seen(curation: Curation, edit: Edit) -> None:
    draft = edit()
    curation.drafts.change(
        draft.draft_id, {**draft.content, "result": "拿到电子证。"}, "editor", draft.digest
    )
    assert isinstance(curation.review(draft.draft_id, LAWYER, "legal", "passed", "", draft.digest), Changed)
    assert isinstance(curation.publish(draft.draft_id, EDITOR, draft.digest), Changed)


def test_a_review_that_was_tampered_with_does_not_count(
    curation: Curation, edit: Edit, database: Database
) -> None:
    draft = edit()
    sign(curation, draft)
    no = curation.review(draft.draft_id, LAWYER, "legal", "rejected", "依据写错了条款")
    assert isinstance(no, GateReview)
    with database.transaction() as session:
        session.execute(
            update(GateReviewRow).where(GateReviewRow.verdict == "rejected").values(verdict="passed")
        )
        session.execute(update(GateReviewRow).where(GateReviewRow.gate == "secrecy").values(digest="0" * 64))
    standing = curation.standing(draft)
    assert standing["secrecy"] is None
    assert standing["legal"] is not None, "the earlier, genuine one decides"
    assert standing["legal"].signature != no.signature


def test_what_the_checks_find_stands_in_the_way_with_its_place(
    curation: Curation, edit: Edit, guide: Callable[[str], Guide]
) -> None:
    shipped = guide(FIRST).model_dump(mode="json")
    (material,) = shipped["materials"]
    incomplete = curation.drafts.make("new-item", {"summary": "还没写完"}, "import", "registry:yubei")
    drafts = {
        "missing": (incomplete, "steps", "model"),
        "dangling": (edit(materials=[material | {"basis": ["no_law"]}]), "materials[id_card].basis", "model"),
        "stranger": (edit(look_alikes=[shipped["look_alikes"][0] | {"item_id": "nobody"}]), None, "model"),
        "lint": (edit(complaint_phone="12345"), "complaint_phone", "phones-equal"),
        "over": (edit(valid_until="2026-11-21"), "valid_until", "validity"),
        "name": (edit(item=shipped["item"] | {"aliases": ["借文化馆场地"]}), None, "alias-ambiguous"),
    }
    for name, (draft, place, rule) in drafts.items():
        found = curation.findings(draft)
        assert any(one.rule == rule and place in (one.place, None) for one in found), (name, found)
        assert all(one.why and one.mend for one in found)
    sign(curation, drafts["over"][0])
    refused = curation.publish(drafts["over"][0].draft_id, EDITOR)
    assert isinstance(refused, NotReady)
    assert (refused.missing, [one.rule for one in refused.findings]) == ((), ["validity"])


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("situations",), 7),
        (("materials", 0, "when"), {"district": 500105}),
        (("reviewed_on",), "9999-12-31"),
        (("time_limits", 0, "amount"), 10**400),
        (("fee", "lines"), [{"name": "工本费", "amount": "1e999999"}]),
        (("fee", "lines"), [{"name": "工本费", "amount": "-5"}]),
        (("fee", "note"), "1" * 200_000),
        (("item", "official_name"), "长" * 301),
        (("item", "aliases"), [" "]),
    ],
)
def test_senseless_content_is_a_finding_and_no_fault(
    curation: Curation, guide: Callable[[str], Guide], at: tuple[str | int, ...], value: object
) -> None:
    content: Any = guide(FIRST).model_dump(mode="json")
    inner = content
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    assert curation.findings(curation.drafts.make(FIRST, content, "editor", "curator"))
