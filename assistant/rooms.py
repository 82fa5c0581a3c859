"""What a step may call: the rooms below, and the parts that can be exchanged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from applications.service import ApplicationService
from assistant.commands import Command
from assistant.published import PublishedVersions
from assistant.turn import Said, Turn
from knowledge_base.library import Library
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

    def compose(self, question: str, published: PublishedGuide, found: Sequence[Section]) -> list[Said]: ...


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


Step = Callable[[Turn, Rooms], None]
