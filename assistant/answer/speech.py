"""A reply while it is being put together."""

from dataclasses import dataclass, field

from assistant.reply import Option, Status
from assistant.turn import Said


@dataclass(slots=True)
class Speech:
    """Lines and quick replies in the order they are said; the last status set is the turn's."""

    status: Status = "handling"
    said: list[Said] = field(default_factory=list[Said])
    options: list[Option] = field(default_factory=list[Option])
    items: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    sign_in: bool = False
    spoken: str = ""

    def line(self, text: str) -> None:
        if text:
            self.said.append(Said(text, fixed=True))

    def offer(self, *labels: str) -> None:
        """Quick replies that say what they show; one that is already there is not repeated."""
        have = {option.send for option in self.options}
        self.options += [Option(label, label) for label in labels if label not in have]
