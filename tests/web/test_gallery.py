"""The page of components shows every component, and invented answers that have the API's shapes."""

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from api.wire.about import AboutShape
from api.wire.applications import ApplicationShape, PrecheckShape
from api.wire.archive import Keepables, ProfileShape, Uses
from api.wire.conversations import AiShape, ReplyShape
from api.wire.delegations import DelegationShape
from api.wire.graph import PictureShape
from api.wire.items import GuideShape
from api.wire.notice import NoticeShape
from api.wire.people import AccountShape
from api.wire.progress import ProgressShape, ResultShape
from api.wire.ratings import RatingShape
from api.wire.recordings import Recordings
from api.wire.reminders import Recommendation, ReminderShape, WishesShape
from tests.web.test_page import closure

SHAPES: dict[str, type[BaseModel]] = {
    "about": AboutShape,
    "account": AccountShape,
    "archive": ProfileShape,
    "begun": ApplicationShape,
    "draft": ApplicationShape,
    "ready": ApplicationShape,
    "submitted": ApplicationShape,
    "course": ProgressShape,
    "delegation": DelegationShape,
    "graph": PictureShape,
    "guide": GuideShape,
    "notice": NoticeShape,
    "precheck": PrecheckShape,
    "rating": RatingShape,
    "recommendation": Recommendation,
    "recordings": Recordings,
    "reminder": ReminderShape,
    "result": ResultShape,
    "keepable": Keepables,
    "uses": Uses,
    "wishes": WishesShape,
    "worded": AiShape,
}


@pytest.fixture(scope="module")
def samples(web: Path) -> dict[str, object]:
    return json.loads((web / "gallery" / "samples.json").read_text("utf-8"))


def test_samples_have_the_shapes_of_the_api(samples: dict[str, object]) -> None:
    replies, events = samples.pop("replies"), samples.pop("events")
    assert isinstance(events, list)
    assert isinstance(replies, dict)
    for status, reply in replies.items():
        assert ReplyShape.model_validate(reply).status == status.replace("places", "answered")
    assert samples.keys() == SHAPES.keys()
    for name, sample in samples.items():
        SHAPES[name].model_validate(sample)


def test_every_component_is_shown(web: Path, imports: dict[Path, list[Path]]) -> None:
    """By itself, or as a part of one that is."""
    specimens = set((web / "gallery" / "specimens").glob("*.js"))
    shown = closure(specimens, imports)
    missing = {path.name for path in (web / "components").glob("*.js")} - {path.name for path in shown}
    assert missing <= FRAMES


FRAMES = {"App.js", "OwnPages.js", "FormSheet.js", "Sheets.js"}
FRAMES |= {"PhotoSheet.js", "PhotoView.js", "DocumentSheet.js", "UploadCard.js"}
"""what holds the others together on the page, and what shows pictures handed in; tests/path walks them"""


def test_names_of_specimens_are_single(modules: dict[Path, str]) -> None:
    for path, source in modules.items():
        if path.parent.name == "specimens":
            named = re.findall(r'component: "(\w+)", state: "([\w-]+)"', source)
            assert len(named) == len(set(named)), path.name
