"""Protects: the region is asked for only when the answer differs by it, once, and is then kept."""

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.library import Library
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.guide import Guide
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from storage.database import Database
from storage.encryption import use_keys
from storage.keys import KeyRing
from tests.assistant.conftest import House, house_on
from tests.conftest import FixedClock

ITEM = "residence-permit"


@pytest.fixture(scope="module")
def republished(
    tmp_path_factory: pytest.TempPathFactory, published: tuple[Path, Path, KeyRing]
) -> tuple[Path, Path, KeyRing]:
    """The guide of the residence permit asks for one thing more in 江北. Published once for all of them."""
    folder = shutil.copytree(published[0].parent, tmp_path_factory.mktemp("varied") / "data")
    use_keys(published[2])
    database = Database(f"sqlite:///{folder / published[0].name}")
    clock, encoder = FixedClock(), StaticEncoder.shipped()
    library = Library(database, folder / "index", encoder, clock)
    known = library.guide(ITEM)
    assert known is not None
    raw: dict[str, Any] = known.guide.model_dump(mode="json")
    form = {
        "id": "local_form",
        "name": "江北区登记表",
        "how": "到窗口领一张",
        "when": {"district": ["500105"]},
    }
    raw["materials"].append(form)
    guide = LoadedGuide(Guide.model_validate(raw), {})
    Publisher(database, folder / "index", encoder, clock).build([guide], "test")
    library.close()
    database.dispose()
    return folder / published[0].name, folder / "index", published[2]


@pytest.fixture
def varied(tmp_path: Path, republished: tuple[Path, Path, KeyRing], clock: FixedClock) -> Generator[House]:
    with house_on(republished, tmp_path, clock) as made:
        yield made


def test_the_region_is_asked_when_the_answer_differs_by_it(varied: House) -> None:
    talk = varied.talk()
    asked = talk.say("办居住证要带什么材料")
    assert asked.status == "clarify"
    assert [option.label for option in asked.options] == ["江北区", "其他区县"]
    told = talk.say("观音桥这边")
    assert told.status == "answered"
    assert "江北区登记表" in told.text


def test_elsewhere_it_is_left_out_and_the_district_is_kept(varied: House) -> None:
    talk = varied.talk()
    talk.say("办居住证要带什么材料")
    told = talk.say("渝北区")
    assert told.status == "answered"
    assert "江北区登记表" not in told.text
    again = talk.say("办居住证的材料有哪些")
    assert again.status == "answered"
    assert "江北区登记表" not in again.text


def test_it_is_not_asked_for_what_is_the_same_everywhere(varied: House) -> None:
    assert varied.talk().say("办居住证要多少钱").status == "answered"


def test_it_is_not_asked_again_nor_when_it_was_said(varied: House) -> None:
    talk = varied.talk()
    talk.say("办居住证要带什么材料")
    assert talk.say("不晓得").status == "answered"
    told = varied.talk().say("我住在江北区，办居住证要带什么材料")
    assert told.status == "answered"
    assert "江北区登记表" in told.text


def test_an_application_asks_it_as_a_situation_unless_it_is_known(varied: House) -> None:
    talk = varied.talk("zhang-yang")
    talk.say("我住在江北区，居住证怎么办")
    begun = talk.say("帮我办理")
    assert begun.application is not None
    assert begun.application.situation.get("district") == "500105"
    unknown = varied.talk("zhou-shenyan")
    unknown.say("居住证怎么办")
    begun = unknown.say("帮我办理")
    assert begun.application is not None
    assert begun.application.next is not None
    assert begun.application.next.name == "district"
