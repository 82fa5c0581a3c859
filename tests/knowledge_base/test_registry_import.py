"""Protects: an export becomes drafts of what changed, and nothing else; nothing is lost by a bad export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from knowledge_base.catalogue import TooManyGone
from knowledge_base.curation.drafts import Drafts
from knowledge_base.library import Library
from knowledge_base.model.guide import Guide
from knowledge_base.publishing import Publisher
from knowledge_base.registry.mapping import load, shipped
from knowledge_base.registry.plan import Plan
from knowledge_base.registry.service import Imported, RegistryImport
from knowledge_base.search.static import StaticEncoder
from storage import audit
from storage.clock import Clock
from storage.database import Database

from .exports import CARD, TALK, Item, changed, write_csv, write_json, write_xlsx

FIRST = "reader-card-first"
MAPPING = load(shipped("gbt39554"))
OTHERS = [{"row_guid": f"guid-{n}", "task_name": f"展览{n}号厅参观预约"} for n in range(8)]


@pytest.fixture
def drafts(database: Database, clock: Clock) -> Drafts:
    return Drafts(database, clock)


@pytest.fixture
def registry(database: Database, publisher: Publisher, drafts: Drafts, clock: Clock) -> RegistryImport:
    return RegistryImport(database, publisher, drafts, clock)


@pytest.fixture
def bring(
    registry: RegistryImport, tmp_path: Path, library: Library
) -> Callable[..., Imported | TooManyGone]:
    """Imports these items as one export of `jiangbei`; `library` is there for the guides it published."""

    def bring(*items: Item, **options: Any) -> Imported | TooManyGone:
        plan = registry.plan(write_json(tmp_path / "a.json", items), MAPPING, "jiangbei")
        return registry.carry_out(plan, "wen", **options)

    return bring


def _made(outcome: Imported | TooManyGone) -> set[str]:
    assert isinstance(outcome, Imported)
    return set(outcome.drafts)


def test_three_formats_plan_the_same(registry: RegistryImport, library: Library, tmp_path: Path) -> None:
    files = (
        write_json(tmp_path / "a.json", [CARD, TALK]),
        write_csv(tmp_path / "a.csv", [CARD, TALK], "gbk"),
        write_xlsx(tmp_path / "a.xlsx", [CARD, TALK]),
    )
    plans: list[Plan] = [registry.plan(file, MAPPING, "jiangbei") for file in files]
    contents = [[(one.item_id, one.change, one.content) for one in plan.items] for plan in plans]
    assert contents[0] == contents[1] == contents[2]
    assert [(item_id, change) for item_id, change, _ in contents[0]] == [
        (FIRST, "changed"),
        (contents[0][1][0], "new"),
    ]


def test_official_facts_are_the_registrys_and_the_rest_is_kept(
    bring: Callable[..., Imported], drafts: Drafts, library: Library
) -> None:
    done = bring(CARD)
    draft = drafts.get(done.drafts[FIRST])
    guide = library.guide(FIRST)
    assert draft is not None
    assert guide is not None
    content: dict[str, Any] = dict(draft.content)
    assert (draft.origin, draft.made_by) == ("registry:jiangbei", "wen")

    before = guide.guide.model_dump(mode="json")
    for part in ("summary", "spoken", "qa", "form", "review", "look_alikes", "situations"):
        assert content[part] == before[part], part
    assert content["consult_phone"] == "023-11111111"
    card, photo, _ = content["materials"]
    assert (card["id"], card["how"]) == ("id_card", before["materials"][0]["how"]), "ours, with our words"
    assert "how" not in photo, "nobody has written it yet"
    assert content["fee"]["lines"][0]["amount"] == "100"
    assert [place["address"] for place in content["places"]] == ["文化路1号一楼2号窗口"]


def test_a_number_without_unit_is_never_trusted(bring: Callable[..., Imported], drafts: Drafts) -> None:
    draft = drafts.get(bring(CARD).drafts[FIRST])
    assert draft is not None
    content: dict[str, Any] = dict(draft.content)
    limits = {limit["kind"]: limit for limit in content["time_limits"]}
    assert (limits["statutory"]["amount"], limits["statutory"]["unit"]) == (15, "working_day")
    assert (limits["promised"]["amount"], limits["promised"]["to_confirm"]) == (3, True)
    assert "unit" not in limits["promised"], "the draft's findings ask for it"
    assert "承诺办结时限" in draft.note
    assert any(one["about"] == "承诺办结时限" for one in content["to_confirm"])
    assert "3份材料全部标成必要" in draft.note


def test_a_new_item_is_found_at_once_and_has_a_draft(
    bring: Callable[..., Imported], drafts: Drafts, library: Library
) -> None:
    done = bring(TALK)
    (hit, *_) = library.search("讲座报名")
    assert (hit.item.official_name, hit.item.authority, hit.guide) == ("讲座报名", "市文化局", False)
    draft = drafts.get(done.drafts[hit.item.item_id])
    assert draft is not None
    with pytest.raises(ValueError, match="summary"):
        Guide.model_validate(draft.content)


def test_the_same_export_again_does_nothing(
    bring: Callable[..., Imported], drafts: Drafts, database: Database, library: Library
) -> None:
    bring(CARD, TALK)
    before = (drafts.open(), library.stats(), _audit(database))
    assert _made(bring(CARD, TALK)) == set()
    assert (drafts.open(), library.stats(), _audit(database)) == before


def test_only_what_changed_is_drafted_anew(bring: Callable[..., Imported], drafts: Drafts) -> None:
    bring(CARD, TALK)
    (older,) = drafts.open(FIRST)
    assert _made(bring(changed(CARD, link_way="023-99999999"), TALK)) == {FIRST}
    (draft,) = drafts.open(FIRST)
    assert draft.content["consult_phone"] == "023-99999999"
    assert draft.content["materials"] == older.content["materials"]
    superseded = drafts.get(older.draft_id)
    assert superseded is not None
    assert superseded.state == "superseded"


def test_what_a_curator_wrote_into_the_draft_survives_the_next_export(
    bring: Callable[..., Imported], drafts: Drafts
) -> None:
    draft = drafts.get(bring(CARD).drafts[FIRST])
    assert draft is not None
    drafts.change(draft.draft_id, {**draft.content, "result": "读者证一张。"}, "gu", draft.digest)
    bring(changed(CARD, link_way="023-99999999"))
    (newest,) = drafts.open(FIRST)
    assert (newest.content["result"], newest.content["consult_phone"]) == ("读者证一张。", "023-99999999")
    assert "承诺办结时限" in newest.note, "what was noted of the rest still holds"


def test_a_change_that_no_mapping_reads_is_none(bring: Callable[..., Imported]) -> None:
    bring(CARD)
    assert _made(bring(changed(CARD, clicks="815"))) == set()


def test_a_dry_run_changes_nothing(
    registry: RegistryImport, drafts: Drafts, library: Library, tmp_path: Path
) -> None:
    before = library.stats()
    plan = registry.plan(write_json(tmp_path / "a.json", [CARD]), MAPPING, "jiangbei")
    assert any(one.place == "consult_phone" for one in plan.items[0].differences)
    assert (drafts.open(), library.stats()) == ([], before)


def test_an_item_gone_from_the_source_is_withdrawn_and_comes_back_as_a_draft(
    bring: Callable[..., Imported], drafts: Drafts, database: Database, library: Library
) -> None:
    bring(CARD, TALK, *OTHERS)
    done = bring(TALK, *OTHERS)
    assert done.withdrawn == [FIRST]
    assert (library.item(FIRST), library.guide(FIRST), drafts.open(FIRST)) == (None, None, [])
    kept = library.version(FIRST, 1)
    assert kept is not None, "not deleted: applications rest on it"
    assert ("item.withdraw", FIRST, "wen") in _audit(database)

    assert bring(TALK, *OTHERS).withdrawn == [], "withdrawn once"
    assert _made(bring(CARD, TALK, *OTHERS)) == {FIRST}
    assert library.item(FIRST) is not None
    assert library.guide(FIRST) is None, "it goes through the gates first"
    (draft,) = drafts.open(FIRST)
    assert draft.content["summary"] == kept.guide.summary
    assert "又出现了" in draft.note


def test_a_restart_does_not_list_again_what_the_registry_withdrew(
    bring: Callable[..., Imported], publisher: Publisher, loaded: Any, library: Library
) -> None:
    bring(CARD, *OTHERS)
    bring(*OTHERS)
    publisher.build(loaded, "system")
    assert library.item(FIRST) is None


def test_a_truncated_export_is_refused(
    bring: Callable[..., Imported | TooManyGone], library: Library, drafts: Drafts
) -> None:
    bring(CARD, TALK, *OTHERS)
    before = drafts.open()
    refused = bring(changed(CARD, link_way="023-99999999"), TALK, *OTHERS[:3])
    assert refused == TooManyGone(gone=5, live=10)
    assert drafts.open() == before, "nothing was done, not even what could have been"
    assert library.search(OTHERS[7]["task_name"])

    done = bring(CARD, TALK, *OTHERS[:3], allow_withdrawals=True)
    assert isinstance(done, Imported)
    assert len(done.withdrawn) == 5


def test_an_item_that_another_district_still_has_stays(
    bring: Callable[..., Imported], registry: RegistryImport, library: Library, tmp_path: Path
) -> None:
    bring(CARD, *OTHERS)
    plan = registry.plan(write_json(tmp_path / "b.json", [CARD]), MAPPING, "yubei")
    registry.carry_out(plan, "wen")
    assert bring(*OTHERS).withdrawn == []
    assert library.guide(FIRST) is not None


def test_two_districts_keep_their_own_windows(
    registry: RegistryImport, drafts: Drafts, library: Library, tmp_path: Path
) -> None:
    elsewhere = changed(CARD, windows=[{"address": "渝北区图书馆二楼"}])
    plan = registry.plan(write_json(tmp_path / "a.json", [elsewhere]), MAPPING, "yubei", "500112")
    registry.carry_out(plan, "wen")
    (draft,) = drafts.open(FIRST)
    places: Any = draft.content["places"]
    assert [place["districts"] for place in places] == [["500103"], ["500112"]]


def test_a_renamed_item_is_the_same_item(bring: Callable[..., Imported], drafts: Drafts) -> None:
    bring(CARD)
    assert _made(bring(changed(CARD, task_name="读者证办理"))) == {FIRST}
    (draft,) = drafts.open(FIRST)
    item: Any = draft.content["item"]
    assert item["official_name"] == "读者证办理"
    assert "读者证申领" in item["aliases"], "people go on using the old name"


def test_rows_that_cannot_be_used_are_told_with_their_line(
    registry: RegistryImport, library: Library, tmp_path: Path
) -> None:
    items = [
        TALK,
        {"row_guid": "2", "task_name": "　"},
        {"row_guid": "3", "task_name": "长" * 301},
        changed(TALK, task_name="讲座报名（二）"),
        changed(TALK, row_guid="5", task_name=" 讲座 报名"),
    ]
    plan = registry.plan(write_json(tmp_path / "a.json", items), MAPPING, "jiangbei")
    assert [one.facts.name for one in plan.items] == ["讲座报名"]
    assert [one.line for one in plan.skipped] == [2, 3, 4, 5]


def test_a_known_row_that_became_unusable_is_not_taken_for_gone(
    bring: Callable[..., Imported], library: Library
) -> None:
    bring(TALK, *OTHERS)
    assert bring(changed(TALK, task_name=""), *OTHERS).withdrawn == []
    assert library.search("讲座报名")


def test_an_import_that_died_is_run_again(
    registry: RegistryImport,
    drafts: Drafts,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = registry.plan(write_json(tmp_path / "a.json", [CARD, TALK]), MAPPING, "jiangbei")

    def _dies(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as dying:
        dying.setattr(drafts, "make_within", _dies)
        with pytest.raises(RuntimeError):
            registry.carry_out(plan, "wen")
    assert drafts.open() == []
    again = registry.plan(tmp_path / "a.json", MAPPING, "jiangbei")
    assert len(_made(registry.carry_out(again, "wen"))) == 2


def test_another_process_sees_the_withdrawal_at_once(
    bring: Callable[..., Imported], database: Database, index_root: Path, clock: Clock
) -> None:
    bring(CARD, *OTHERS)
    elsewhere = Library(database, index_root, StaticEncoder.shipped(), clock)
    assert elsewhere.guide(FIRST) is not None
    bring(*OTHERS)
    assert elsewhere.guide(FIRST) is None
    elsewhere.close()


def _audit(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        assert audit.verify(session).ok
        rows = session.scalars(select(audit.AuditRow).order_by(audit.AuditRow.seq))
        return [(row.action, row.subject, row.actor) for row in rows]
