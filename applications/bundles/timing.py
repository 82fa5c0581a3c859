"""What of a bundle only comes later: what a part that waits needs of the result of one before it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from applications.bundles.parts import Case, Handled
from applications.drafts import Draft
from applications.types import Finding
from knowledge_base.life_events.merging import asked
from knowledge_base.life_events.sharing import wanted


@dataclass(frozen=True, slots=True)
class Later:
    """`fields` and `materials` of the whole that nobody asks for yet; `of_part` the same by part, by its own
    names."""

    fields: frozenset[str]
    materials: frozenset[str]
    of_part: Mapping[str, frozenset[str]]
    waiting: frozenset[str]
    """ids of parts that must not be sent yet"""

    def due(self, one: Handled, findings: Iterable[Finding]) -> list[Finding]:
        late = self.of_part.get(one.part_id, frozenset())
        return [f for f in findings if f.material_id not in late and f.field not in late]

    def passed(self, one: Handled, draft: Draft) -> bool:
        """Whether the last precheck found nothing that can be mended now."""
        if draft.passed or not self.of_part.get(one.part_id):
            return draft.passed
        must = [finding for finding in draft.findings if finding.severity == "must_fix"]
        return bool(must) and not self.due(one, must)


def later(case: Case) -> Later:
    """A material that an unfinished part of the bundle issues, and a value that such a material shows."""
    waiting = {one.part_id for one in case.handled if case.waits_for(one)}
    if not waiting:
        return Later(frozenset(), frozenset(), {}, frozenset())
    event, plans = case.bundle.published.event, [one.plan for one in case.handled]
    handled = {one.part_id: one for one in case.handled}
    of_part: dict[str, set[str]] = {}
    materials: set[str] = set()
    for name, entries in wanted(event, plans).items():
        late = [e for e in entries if e.use.part in waiting and e.from_part in handled]
        for entry in late:
            of_part.setdefault(entry.use.part, set()).add(entry.use.name)
        if len(late) == len(entries):
            materials.add(name)
    shared_late = {
        one.shared_material(own) for part, names in of_part.items() for own in names if (one := handled[part])
    }
    fields: set[str] = set()
    for name, entries in asked(plans).items():
        shown = any(
            s.split(".")[1] in shared_late for e in entries for s in e.sources if s.startswith("document.")
        )
        needing = [entry for entry in entries if entry.field.required]
        if shown and needing and all(entry.use.part in waiting for entry in needing):
            fields.add(name)
            for entry in needing:
                of_part.setdefault(entry.use.part, set()).add(entry.use.name)
    return Later(
        frozenset(fields),
        frozenset(materials),
        {part: frozenset(names) for part, names in of_part.items()},
        frozenset(waiting),
    )
