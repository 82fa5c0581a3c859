"""What a step may call: the rooms below, and the parts that can be exchanged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from applications.bundles.repository import is_bundle
from applications.bundles.service import BundleService
from applications.bundles.types import Bundle
from applications.service import ApplicationService
from applications.types import Actor, Application, Unknown
from assistant.commands import Command
from assistant.consulted import Ask, Failed, Told
from assistant.published import PublishedVersions
from assistant.turn import Said, Turn
from knowledge_base.library import Library
from knowledge_base.model.guide import Guide
from knowledge_base.sections import Section
from knowledge_base.types import PublishedGuide
from storage.sentences import Sentences


class Proposer(Protocol):
    """Turns a message into commands; `understand.rules` is the default, a language model can be another.

    It proposes only: nothing it returns is done before `decide` has agreed.
    """

    def propose(self, turn: Turn) -> list[Command]: ...


class Composer(Protocol):
    """Puts the published sections that answer a question into few sentences, each with its citation.

    The default quotes them; a language model can be another. `check` trusts neither.
    """

    def compose(
        self, turn: Turn, question: str, published: PublishedGuide, found: Sequence[Section]
    ) -> list[Said]: ...


class Consult(Protocol):
    """Asks a language model within what the turn and the ceilings leave, and notes the call in the turn."""

    def __call__(self, turn: Turn, ask: Ask) -> Told | Failed: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    library: Library
    applications: ApplicationService
    sentences: Sentences
    proposer: Proposer
    composer: Composer
    published: PublishedVersions
    remember: Callable[[Turn], None]
    """records the finished turn"""

    def of(self, view: Application) -> ApplicationService | BundleService:
        """Who does the acts on what is open: a bundle is handled like an application."""
        return self.applications.bundles if isinstance(view, Bundle) else self.applications

    def find(self, actor: Actor, some_id: str) -> Application | Unknown:
        return (self.applications.bundles if is_bundle(some_id) else self.applications).get(actor, some_id)

    def mine(self, actor: Actor) -> list[Application]:
        """Bundles and applications, last changed first; what belongs to a bundle comes after it."""
        bundles = self.applications.bundles.mine(actor)
        together = {p.application.application_id for b in bundles for p in b.parts if p.application}
        mine = self.applications.own(actor)
        alone: list[Application] = [a for a in mine if a.application_id not in together]
        of_bundles = [a for a in mine if a.application_id in together]
        newest = sorted([*bundles, *alone], key=lambda a: str(a.updated_at), reverse=True)
        return [*newest, *of_bundles]

    def guide_of(self, view: Application) -> Guide | None:
        """What an application rests on; of a bundle the merged form of its parts."""
        return (
            view.guide if isinstance(view, Bundle) else self.published.guide(view.item_id, view.guide_version)
        )


Step = Callable[[Turn, Rooms], None]
