"""One pack: what is to be drawn, and everything of it but its pictures."""

from dataclasses import dataclass, field

from eval_sets.packs.cast import Cast
from eval_sets.packs.papers import Stage
from eval_sets.packs.scenes import Fault, Paper, Scene
from eval_sets.precheck_verdicts import Planted


@dataclass(frozen=True, slots=True)
class Order:
    """One pack to draw; its id and the seed decide everything in it."""

    id: str
    item_id: str
    scene: Scene
    faults: tuple[Fault, ...] = ()
    trait: str = ""
    family: str = ""
    """whose people and papers it has; its own where this is empty"""

    @property
    def kind(self) -> str:
        if not self.faults:
            return "clean"
        return "one" if len(self.faults) == 1 else "together"


@dataclass(slots=True)
class Pack:
    """Everything of a pack but its pictures."""

    order: Order
    stage: Stage
    situation: dict[str, str]
    profile: dict[str, str]
    holds: list[Paper]
    papers: dict[str, Paper]
    typed: dict[str, str]
    planted: list[Planted] = field(default_factory=list[Planted])

    @property
    def cast(self) -> Cast:
        return self.stage.cast
