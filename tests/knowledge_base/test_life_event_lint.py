"""Protects: an event that its items' guides no longer bear out is found before it is published."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge_base.life_events.lint import check_events
from knowledge_base.life_events.loading import load_life_events
from knowledge_base.lint import LintFinding
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.guide import Guide
from knowledge_base.name_files import load_names

DAY = date(2026, 11, 22)
EVENT = Path(__file__).parent / "life_events" / "new-reader.yaml"


@pytest.fixture
def written(content: Path) -> Path:
    (content / "life_events").mkdir()
    return Path(shutil.copy(EVENT, content / "life_events"))


@pytest.fixture
def guides(loaded: list[LoadedGuide]) -> list[Guide]:
    return [one.guide for one in loaded]


def _checked(content: Path, guides: list[Guide], day: date = DAY) -> list[LintFinding]:
    return check_events(load_life_events(content), guides, day, load_names(content))


def test_the_event_as_written_is_clean(content: Path, written: Path, guides: list[Guide]) -> None:
    assert _checked(content, guides) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("event-unknown-item", "item_id: reader-card-first", "item_id: reader-card-nowhere"),
        ("event-part-name", "name: 办读者证", "name: 办卡卡"),
        ("event-answer-unknown", "answers: {reason:", "answers: {why:"),
        ("event-answer-unknown", "{lost: lost, broken: broken}}}", "{lost: gone, broken: broken}}}"),
        ("event-question-open", "later: [holder]", "later: []"),
        ("event-reference", "fields: {full_name:", "fields: {first_name:"),
        ("event-material-untold", "  - {id: letter, name: 委托书, text: 别人代办才用。}\n", ""),
        (
            "event-material-unused",
            "  - {id: letter,",
            "  - {id: stamp, name: 章, text: 盖章。}\n  - {id: letter,",
        ),
        ("event-name-taken", "aliases: [新读者一件事", "aliases: [办借书证"),
        ("event-typical", "typical: {had: never, guided: wanted}", "typical: {}"),
        (
            "event-too-little",
            "aliases: [新读者一件事, 借书一件事, 搬来借书一件事, 读者联办]",
            "aliases: [一件事]",
        ),
        ("event-question-taken", "借书先办哪样", "能寄到家里吗"),
        ("figure-unbacked", "补证10元。}", "补证12元。}"),
        ("unit-missing", "补证法定5个工作日。", "补证法定5日。"),
        ("to-confirm-figure", "带什么问社区。", "大概20元。"),
        ("phones-equal", "complaint_phone: 023-00000001", 'complaint_phone: "12345"'),
        ("review-overdue", "reviewed_on: 2026-06-01", "reviewed_on: 2025-06-01"),
        ("law-not-in-force", "in_force: 2018-01-01", "in_force: 2027-01-01"),
        ("fact-stale", "能，随时都能办。", "能，男60周岁、女55周岁就能办。"),
        ("promises-approval", "能，要写委托书。", "能，保证能批下来。"),
        ("question-twice", "这几样一共要多少钱", "借书先办哪样"),
    ],
)
def test_each_rule_finds_its_fault(
    content: Path, written: Path, guides: list[Guide], rule: str, old: str, new: str
) -> None:
    text = written.read_text(encoding="utf-8")
    assert old in text
    written.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [one for one in _checked(content, guides) if one.rule == rule]
    assert found, rule
    assert all(one.file == "life_events/new-reader.yaml" and one.line > 0 for one in found)
    assert all(one.why and one.mend for one in found)


def test_fields_that_cannot_be_one_are_found(content: Path, written: Path, guides: list[Guide]) -> None:
    other = guides[1].form.fields[0].model_copy(update={"type": "text", "label": "名字"})
    form = guides[1].form.model_copy(update={"fields": [other]})
    changed = [guides[0], guides[1].model_copy(update={"form": form})]
    conflicts = [one.why for one in _checked(content, changed) if one.rule == "event-field-conflict"]
    assert len(conflicts) == 2, "type and label"


def test_papers_that_cannot_be_one_are_found(content: Path, written: Path, guides: list[Guide]) -> None:
    other = guides[1].materials[0].model_copy(update={"documents": ["driver_licence"], "exempt": []})
    changed = [guides[0], guides[1].model_copy(update={"materials": [other, *guides[1].materials[1:]]})]
    assert "event-material-conflict" in {one.rule for one in _checked(content, changed)}
