"""Packs drawn from scenes: declared as the guides are, drawn alike by a seed, faults counted.

Readings of the papers as they are (no engine) stand for pictures.
"""

from datetime import date
from pathlib import Path

import pytest

from eval_sets.cases import PrecheckCase, read_cases
from eval_sets.client import Json
from eval_sets.packs import recorded
from eval_sets.packs.drawing import CASES, IDEAL, draw
from eval_sets.packs.measure import measure, table
from eval_sets.packs.pack import Order
from eval_sets.packs.packs import compose, orders
from eval_sets.packs.reading import keep, readings
from eval_sets.packs.recorded import Drawn, shipped
from eval_sets.packs.scenes import Fault, Item, Scene, items
from eval_sets.precheck_verdicts import by_code, figures, judged
from eval_sets.service import PUBLISHED
from ocr.identifiers import id_number_valid
from tests.shipped import guides

TODAY = date(2026, 11, 23)
CONTENT = Path(__file__).parents[2] / "knowledge_base" / "content"
GUIDES = guides()
SCENES = [(item, scene) for item in items() for scene in item.scenes]


@pytest.mark.parametrize(("item", "scene"), SCENES, ids=lambda one: getattr(one, "id", ""))
def test_a_scene_names_what_its_guide_has(item: Item, scene: Scene) -> None:
    """A slip here would be planted as a fault nobody can find."""
    guide = GUIDES[item.item]
    questions = {question.id: {option.id for option in question.options} for question in guide.situations}
    assert all(option in questions[name] for name, option in scene.situation.items())
    fields = {field.name for field in guide.form.fields}
    assert set(scene.typed) <= fields
    assert set(scene.papers) <= {material.id for material in guide.materials}
    for fault in scene.faults:
        assert set(fault.typing) <= fields
        if fault.kind == "answered":
            assert fault.value in questions[fault.target]
        elif fault.kind in {"typed", "untyped"}:
            assert fault.target in fields
        elif fault.kind not in {"aged", "fact"}:
            assert fault.target in scene.papers


def test_there_are_packs_of_every_item_and_code() -> None:
    drawn = list(orders(1))
    assert len(drawn) >= 400
    assert len({one.item_id for one in drawn}) == 22
    assert len({one.id for one in drawn}) == len(drawn)
    planted = {code for one in drawn for fault in compose(one, 1, TODAY).planted for code in fault.codes}
    assert len(planted) == 10


def test_the_same_seed_draws_the_same_people_and_another_seed_others() -> None:
    one = next(orders(1, ["marriage"]))
    names = [compose(one, seed, TODAY).cast.people["self"] for seed in (1, 1, 2)]
    assert names[0] == names[1] != names[2]


def test_people_are_as_old_as_the_scene_says_and_have_numbers_that_add_up() -> None:
    for order in orders(3, ["marriage", "id-card-first"]):
        people = compose(order, 3, TODAY).cast.people
        assert all(id_number_valid(one.id_number) for one in people.values())
    grooms = [compose(one, 3, TODAY) for one in orders(3, ["marriage"]) if ".groom.clean" in one.id]
    assert all(date.fromisoformat(p.cast.people["self"].birth_date) <= date(2004, 11, 23) for p in grooms)


def test_a_clean_pack_passes_and_a_planted_fault_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, published_data: Path
) -> None:
    """The whole way on one item, as the rules are today: recorded packs, people, acts, verdicts, table."""
    drawn = Drawn(seed=1, today=TODAY)
    some = [one for one in orders(1, ["social-card"]) if ".branch." in one.id and "together" not in one.id]
    assert draw(some, tmp_path, 1, TODAY, pictures=False) == len(readings(tmp_path / IDEAL))
    monkeypatch.setattr(recorded, "shipped", lambda: [(drawn, readings(tmp_path / IDEAL))])

    def ours(_: Drawn) -> list[Order]:
        return some

    monkeypatch.setattr(Drawn, "orders", ours)
    monkeypatch.setenv(PUBLISHED, str(published_data))
    report = recorded.evaluate()
    assert (report["packs"], report["not_read"]) == (len(some), 0)
    assert report["failing"] == []
    assert report["by_code"]["expired"]["right"] == 2
    assert report["by_seed"]["1"]["packs"] == len(some)
    assert "| social-card |" in table(report)


def test_a_pack_whose_pictures_were_not_read_is_left_out(tmp_path: Path) -> None:
    chosen = [one for one in orders(1, ["marriage"]) if one.id.endswith("groom.clean-1")]
    draw(chosen, tmp_path, 1, TODAY, pictures=False)
    (tmp_path / IDEAL).write_text("", encoding="utf-8")
    report = measure(tmp_path, "ideal")
    assert (report["packs"], report["not_read"]) == (0, 1)


def test_what_is_shipped_was_read_on_the_packs_as_they_are_drawn_today(tmp_path: Path) -> None:
    """A change of scenes or of drawing makes recorded readings those of other papers: then record anew."""
    whole: list[PrecheckCase] = []
    for drawn, read in shipped():
        folder = tmp_path / str(drawn.seed)
        draw(drawn.orders(), folder, drawn.seed, drawn.today, pictures=False)
        packs = read_cases(PrecheckCase, folder / CASES)
        whole += [one for one in packs if all(Path(entry).name in read for entry in one.documents)]
    assert len(whole) >= 400
    assert len({one.item_id for one in whole}) == 22
    assert len({code for one in whole for code in one.findings}) == 10


def test_what_was_being_written_when_the_reading_ended_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "readings.jsonl"
    keep(file, {"a.jpg": (), "b.jpg": ()})
    file.write_text(file.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    assert list(readings(file)) == ["a.jpg"]


def test_a_fault_counts_as_found_only_where_it_was_planted(tmp_path: Path) -> None:
    """Every application has something for staff: without the place, all of those would be found."""
    case = _case(tmp_path, "social-card.branch.01-left_out-id_card")
    assert judged(case, _told("missing_material", "id_card")).found == (True,)
    assert judged(case, _told("missing_material", "id_card_back")).found == (False,)


def test_what_blocks_beside_the_planted_fault_is_told(tmp_path: Path) -> None:
    case = _case(tmp_path, "social-card.branch.01-left_out-id_card")
    other: Json = {"code": "expired", "severity": "must_fix", "material_id": "id_card_back"}
    result = _told("missing_material", "id_card")
    verdict = judged(case, {**result, "findings": [*result["findings"], other]})
    assert verdict.beside == ("expired",)
    assert not verdict.right


def test_a_faulty_pack_that_passes_and_a_clean_one_that_does_not_are_counted(tmp_path: Path) -> None:
    faulty = _case(tmp_path, "social-card.branch.01-left_out-id_card")
    clean = _case(tmp_path, "social-card.branch.clean-1")
    verdicts = [judged(faulty, {"passed": True, "findings": []}), judged(clean, _told("mismatch", "id_card"))]
    counted = figures(verdicts)
    assert counted["false_pass"]["right"] == 1
    assert counted["false_alarm"]["right"] == 1
    assert by_code(verdicts)["missing_material"]["right"] == 0


def test_a_fault_of_two_kinds_is_refused() -> None:
    with pytest.raises(ValueError, match="one kind"):
        Fault.model_validate({"left_out": "id_card", "wrong": "id_card"})


def _case(folder: Path, name: str) -> PrecheckCase:
    draw([one for one in orders(1, ["social-card"]) if one.id == name], folder, 1, TODAY, pictures=False)
    return read_cases(PrecheckCase, folder / CASES)[0]


def _told(code: str, material: str) -> Json:
    return {"passed": False, "findings": [{"code": code, "severity": "must_fix", "material_id": material}]}
