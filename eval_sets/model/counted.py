"""What a service counted of its language model, between two readings of its `/metrics`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

Count = tuple[str, tuple[tuple[str, str], ...]]
Reading = Mapping[Count, float]
"""counter with its labels → value"""
PREFIX = "yuxiaozhi_"
TOLD = "told"


def read(url: str) -> Reading:
    """All counters of ours that the service tells now."""
    return parse(httpx.get(f"{url}/metrics", timeout=30).text)


def parse(text: str) -> Reading:
    """From Prometheus' text format; other people's metrics and the times of their making are left out."""
    return {
        (sample.name.removeprefix(PREFIX), tuple(sorted(sample.labels.items()))): float(sample.value)
        for family in text_string_to_metric_families(text)
        if family.name.startswith(PREFIX)
        for sample in family.samples
        if sample.name.endswith("_total")
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """Between two readings. `asked`: turns that asked the model, by task (`understand`, `word`)."""

    turns: int = 0
    asked: Mapping[str, int] = field(default_factory=dict[str, int])
    calls: int = 0
    failed: Mapping[str, int] = field(default_factory=dict[str, int])
    """calls without a usable answer, by why"""
    written: int = 0
    """sentences the model wrote"""
    rejected: Mapping[str, int] = field(default_factory=dict[str, int])
    """of them those that nobody got to read, by why"""
    tokens_in: int = 0
    tokens_out: int = 0
    yuan: float = 0.0

    def told(self) -> dict[str, Any]:
        """As a part of a report."""
        return {
            "turns": self.turns,
            "asked": {task: {"turns": n, "share": _share(n, self.turns)} for task, n in self.asked.items()},
            "calls": self.calls,
            "failed": dict(self.failed),
            "sentences": {
                "written": self.written,
                "rejected": sum(self.rejected.values()),
                "why": dict(self.rejected),
            },
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "yuan": round(self.yuan, 4),
            "yuan_a_turn": round(self.yuan / self.turns, 6) if self.turns else 0.0,
        }


def between(before: Reading, after: Reading) -> Counted:
    """What was counted from one reading to the next."""
    more = {count: value - before.get(count, 0.0) for count, value in after.items()}
    failed = _by(more, "model_calls_total", "outcome")
    tokens = _by(more, "model_tokens_total", "direction")
    return Counted(
        turns=sum(_by(more, "turns_total", "status").values()),
        asked=_by(more, "model_turns_total", "task"),
        calls=sum(failed.values()),
        failed={why: n for why, n in failed.items() if why != TOLD},
        written=round(sum(value for (name, _), value in more.items() if name == "model_sentences_total")),
        rejected=_by(more, "model_sentences_rejected_total", "reason"),
        tokens_in=tokens.get("in", 0),
        tokens_out=tokens.get("out", 0),
        yuan=sum(value for (name, _), value in more.items() if name == "model_yuan_total"),
    )


def _by(more: Reading, name: str, label: str) -> dict[str, int]:
    """Sums by one label, most first, without what never happened."""
    summed: Counter[str] = Counter()
    for (counter, labels), value in more.items():
        if counter == name and value:
            summed[dict(labels).get(label, "")] += round(value)
    return dict(summed.most_common())


def _share(right: int, of: int) -> float:
    return round(right / of, 4) if of else 0.0
