"""One progress of a life event: each part with its own course, and how many are done, returned or late."""

from dataclasses import dataclass

from applications.bundles.handling import Handling
from applications.bundles.settling import Settling
from applications.bundles.types import Bundle, PartView
from applications.progress import Progress, told
from applications.types import Actor, State, Unknown
from storage.database import Database

FINISHED: frozenset[State] = frozenset({"accepted", "done"})


@dataclass(frozen=True, slots=True)
class PartProgress:
    """`course` is None until the part has begun."""

    part: PartView
    course: Progress | None


@dataclass(frozen=True, slots=True)
class BundleProgress:
    """Counts are of the parts handled together; `of` is how many there are."""

    bundle: Bundle
    parts: tuple[PartProgress, ...]
    of: int
    done: int
    returned: int
    overdue: int


class Progressing:
    def __init__(self, database: Database, settling: Settling, handling: Handling) -> None:
        self._database, self._settling, self._handling = database, settling, handling

    def progress(self, actor: Actor, bundle_id: str) -> BundleProgress | Unknown:
        """As of today, all parts at one moment."""
        with self._database.reading() as session:
            kept = self._settling.bundles.find(session, bundle_id)
            if kept is None or not self._handling.owned(actor, kept):
                return Unknown()
            today = self._settling.repository.today
            courses = {m.part_id: told(session, m.kept, today) for m in kept.members if m.kept}
        whole = self._handling.view(kept)
        together = {p.part_id for p in whole.parts if p.role == "handled"} & courses.keys()
        states = [courses[part].state for part in together]
        return BundleProgress(
            bundle=whole,
            parts=tuple(PartProgress(part, courses.get(part.part_id)) for part in whole.parts),
            of=len(together),
            done=sum(state in FINISHED for state in states),
            returned=states.count("returned"),
            overdue=sum(courses[part].overdue and courses[part].state != "done" for part in together),
        )
