"""What shared registers answer for a bundle: each is asked once, for every part that rests on it.

Registers are asked between two transactions: a locked bundle never waits for one.
"""

from collections.abc import Mapping
from dataclasses import replace

from applications import changes
from applications.bundles.parts import by_event
from applications.bundles.settling import Settling, with_drafts
from applications.bundles.types import KeptBundle
from applications.profiles import load_profile
from applications.registers.consulting import Ask, Consulting, applicant
from applications.registers.types import Shared
from applications.types import Actor
from knowledge_base.model.guide import Guide
from knowledge_base.registers import used_by
from storage.database import Database

Answers = Mapping[str, Shared]


class Informing:
    def __init__(self, database: Database, settling: Settling, consulting: Consulting) -> None:
        self._database, self._settling, self._consulting = database, settling, consulting

    def fresh(self, actor: Actor, bundle_id: str) -> None:
        """Asks what is due before an act that rests on the answers. Another's bundle is left alone."""
        with self._database.reading() as session:
            bundle = self._settling.bundles.find(session, bundle_id)
        if bundle is not None and bundle.owner_id == actor.account_id:
            self.informed(bundle)

    def informed(self, bundle: KeptBundle) -> KeptBundle:
        """The bundle with what registers answered; as it is, while none is due."""
        ask = self._ask(bundle)
        if ask is None:
            return bundle
        answers = self._consulting.answers(ask)
        with self._database.transaction() as session:
            found = self._settling.bundles.find(session, bundle.bundle_id, lock=True)
            assert found is not None  # a bundle is never deleted
            open_ = {one.part_id: one for one in self._settling.case(found).open if one.kept}
            was = {part: one.kept.draft for part, one in open_.items() if one.kept}
            drafts = {
                part: changes.informed(draft, narrowed(answers, open_[part].guide))
                for part, draft in was.items()
            }
            return self._settling.settle(session, with_drafts(found, drafts), was)

    def for_part(self, actor: Actor, bundle_id: str, part_id: str) -> Answers:
        """For a part about to be taken alone that has no application yet."""
        with self._database.reading() as session:
            bundle = self._settling.bundles.find(session, bundle_id)
        if bundle is None or bundle.owner_id != actor.account_id:
            return {}
        member = bundle.member(part_id)
        plan = by_event(bundle, self._settling.guides(bundle)).get(part_id)
        if plan is None or plan.guide is None or (member and member.kept):
            return {}
        ask = self._asking(bundle.owner_id, self._consulting.due(plan.guide, {}))
        return self._consulting.answers(ask) if ask else {}

    def _ask(self, bundle: KeptBundle) -> Ask | None:
        """What is due for any part, with the facts that all of them want of it."""
        open_ = [(one.guide, one.kept.draft) for one in self._settling.case(bundle).open if one.kept]
        due = {name for guide, draft in open_ for name in self._consulting.due(guide, draft.shared)}
        wanted: dict[str, frozenset[str]] = {}
        for guide, _ in open_:
            for name, facts in used_by(guide).items():
                if name in due:
                    wanted[name] = wanted.get(name, frozenset()) | facts
        return self._asking(bundle.owner_id, wanted)

    def _asking(self, owner_id: str, wanted: Mapping[str, frozenset[str]]) -> Ask | None:
        """None while nothing is due, or the applicant's name or number is not known for sure."""
        if not wanted:
            return None
        with self._database.reading() as session:
            person = applicant(load_profile(session, owner_id))
        return Ask(wanted, person) if person else None


def narrowed(answers: Answers, guide: Guide) -> dict[str, Shared]:
    """Of the answers those that the guide uses, with no more facts of the person than it wants."""
    return {
        name: replace(answers[name], facts={f: v for f, v in answers[name].facts.items() if f in wanted})
        for name, wanted in used_by(guide).items()
        if name in answers
    }
