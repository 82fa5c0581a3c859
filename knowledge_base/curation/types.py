"""Values of curation: drafts, reviews of gates, and the named ways in which an act is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

Gate = Literal["political", "legal", "policy", "secrecy", "procedure"]
"""政治关 法律关 政策关 保密关 程序关"""
GATES: tuple[Gate, ...] = get_args(Gate)

Verdict = Literal["passed", "rejected"]
DraftState = Literal["open", "published", "discarded", "superseded"]

CURATOR = "curator"
"""origin of a draft that a person wrote by hand; the others name what they come from"""


@dataclass(frozen=True, slots=True)
class Curator:
    """A named person with the role `curator` or `admin`, and the gates their account holds."""

    account_id: str
    name: str
    role: Literal["curator", "admin"]
    gates: frozenset[Gate] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """A guide being written. `content` is the whole guide as `Guide.model_dump(mode="json")` gives it.

    `origin` is `content`, `curator`, `registry:<name>`, `correction:<ticket>` or `rollback:<version>`.
    """

    draft_id: str
    item_id: str
    content: Mapping[str, object]
    digest: str
    made_by: str
    made_at: datetime
    origin: str
    state: DraftState
    note: str
    published_version: int | None
    based_on_version: int = 0
    """the newest version when the draft was made or rebased; 0 when there was none"""
    authors: tuple[str, ...] = ()
    changed_at: datetime | None = None
    closed_why: str = ""


@dataclass(frozen=True, slots=True)
class GateReview:
    """One reviewer's signed verdict on one gate, for exactly the draft with this digest."""

    draft_id: str
    gate: Gate
    digest: str
    reviewer: str
    reviewer_name: str
    role: str
    verdict: Verdict
    note: str
    signed_at: datetime
    signature: str


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """What stands in the way of publishing. `place` is e.g. `materials[id_card].how`."""

    place: str
    rule: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What was published. `overtakes` are scheduled versions that never begin, as this one comes after."""

    item_id: str
    version: int
    draft_id: str
    valid_from: date
    valid_until: date | None
    overtakes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    item_id: str
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such draft, item or version."""

    message: str


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """This person may not do this, or the draft's state does not permit it; `code` says which."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The draft is no longer what the caller has seen."""

    draft: Draft
    message: str


@dataclass(frozen=True, slots=True)
class Stale:
    """Another version was published since: the draft must be rebased on it."""

    draft: Draft
    current_version: int
    message: str


@dataclass(frozen=True, slots=True)
class NotReady:
    """Gates that are still open or rejected, and what the checks found.

    `alone`: all gates are passed, but by one person.
    """

    draft: Draft
    missing: tuple[Gate, ...]
    rejected: tuple[GateReview, ...]
    findings: tuple[DraftFinding, ...] = field(default=())
    message: str = ""
    alone: bool = False


Refusal = Unknown | NotAllowed | Changed | Stale | NotReady
