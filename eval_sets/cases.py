"""The shapes of case files (JSON lines), as the contract gives them, and how they are read."""

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from eval_sets.errors import CaseFileError

HERE = Path(__file__).parent
OWN_CASES = HERE / "cases"


class Case(BaseModel):
    """Unknown keys are kept out of the way, so that other people's files with extra notes are read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class NavigationCase(Case):
    id: str
    query: str
    accept: list[str]
    """official names, any of which is right"""
    kind: str = "plain"
    one_of_few: bool = False
    """the words leave open which of the accepted is meant: asking which is as right as answering"""


class BoundaryCase(Case):
    id: str
    query: str
    expect: str
    """the status the turn must end in"""
    accept_options: list[str] = []
    """other statuses that are right as well"""
    kind: str = "plain"


class AnswerCase(Case):
    id: str
    item_id: str
    question: str
    must: list[str]
    """regular expressions that the answer has to contain, all of them"""
    must_not: list[str] = []
    kind: str = "plain"


class DialogueTurn(Case):
    """One thing said, and what the reply to it must be."""

    say: str
    item: list[str] | None = None
    """official names, one of which the reply's first item must be; null leaves it open"""
    status: list[str] = []
    """of which the reply's must be one; empty leaves it open"""
    must: list[str] = []
    must_not: list[str] = []
    answer: str = ""
    """said when the reply is a question; the reply to it is judged instead"""


class DialogueCase(Case):
    id: str
    turns: list[DialogueTurn]
    """said one after the other in one conversation"""
    kind: str = "plain"


class DocumentCase(Case):
    image: str
    """path, relative to the case file"""
    document_type: str
    fields: dict[str, str]


class PrecheckCase(Case):
    id: str
    item_id: str
    account: str = "chen-xiaoyu"
    situation: dict[str, str] = {}
    fields: dict[str, str] = {}
    documents: list[str] = []
    """pictures; `material_id=picture` names the slot that it is put into"""
    findings: list[str] = []
    """finding codes that must be reported; nothing else may be a `must_fix`"""
    passed: bool
    planted: list[dict[str, Any]] = []
    """ours: what was planted where, stricter than `findings`; see `packs.planting.Planted`"""
    levels: dict[str, str] = {}
    """ours: material → how its picture was taken"""
    drawn_on: date | None = None
    """ours: the day the pack was drawn for"""


class Expected(Case):
    state: str
    max_turns: int = 40
    fields: dict[str, str] = {}
    """values at the end that differ from what was said, e.g. 2026-03-01 for 今年三月一号"""
    situation: dict[str, str] = {}
    """question → option at the end"""
    says: list[str] = []
    """regular expressions: each must be found in something said once a draft was open; the journey goes on
    until then"""


class Deviation(Case):
    """What a person does instead of what is asked, once; then goes on. One of the doings is given."""

    at: str
    """the step asked for: its kind (`confirm`), or kind and name (`field:mobile`, `document:own_card`)"""
    say: str = ""
    send: str = ""
    """a picture, whatever was asked for"""
    form: dict[str, str] = {}
    """values changed on the form beside the chat"""
    stale: bool = False
    """the form had been opened when the draft began, and is sent as it was seen then"""
    come_back: str = ""
    """leaves, and says this days later in a new conversation on another device"""


class JourneyCase(Case):
    """Strings may hold a day relative to today: `{day+45}` is 2027-01-07, `{日+45}` is 2027年1月7日."""

    id: str
    opening: str
    item_id: str
    account: str
    temper: str = "plain"
    documents: dict[str, str] = {}
    """document type or material id → picture; `any` is sent for whatever else is asked"""
    knows: dict[str, str] = {}
    """field or situation question → what the citizen says when asked for it"""
    words: dict[str, str] = {}
    """how this person confirms, has it prechecked and submits: step kind → words"""
    script: list[Deviation] = []
    expect: Expected


C = TypeVar("C", bound=Case)


def read_cases(shape: type[C], file: Path) -> list[C]:
    """All cases of a file; a wrong line is named with its number."""
    if not file.is_file():
        raise CaseFileError(f"no case file {file}: give an existing JSON-lines file with --cases")
    cases: list[C] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            cases.append(shape.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise CaseFileError(f"{file}:{number}: {place}: {first['msg']}") from error
    if not cases:
        raise CaseFileError(f"{file} holds no case: a line is one JSON object of the set's shape")
    return cases
