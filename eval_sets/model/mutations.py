"""`python -m eval_sets.model.mutations`: what share of sentences made wrong the judge of worded sentences
catches, and what share of faithful paraphrases it lets pass."""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer.quoting import MOST_SENTENCES
from assistant.grounding import About, faults
from assistant.model.evidence import about_guide, is_prose
from eval_sets.model.mutating import Source, mutated
from knowledge_base.loader import load_content
from knowledge_base.sections import Section, sections

CONTENT = Path("knowledge_base/content")
PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
SEED = 9


@dataclass(frozen=True, eq=False)
class Guides:
    """What is published of each item: what it is called, its sections by id."""

    sections: Mapping[str, Mapping[str, Section]]
    about: Mapping[str, About]

    @classmethod
    def of_content(cls) -> "Guides":
        loaded = [one.guide for one in load_content(CONTENT)]
        by_id = {g.item.item_id: {one.id: one for one in sections(g)} for g in loaded}
        about = {g.item.item_id: about_guide(g.item, by_id[g.item.item_id].values()) for g in loaded}
        return cls(by_id, about)

    def sources(self) -> list[Source]:
        """Every sentence that a model may be given to put into words."""
        return [
            Source(item_id, sentence, section.sentences[:MOST_SENTENCES])
            for item_id, of_item in self.sections.items()
            for section in of_item.values()
            if is_prose(section)
            for sentence in section.sentences[:MOST_SENTENCES]
        ]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="eval_sets.model.mutations", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every nth published sentence")
    parser.add_argument("--slipped", type=int, default=20, help="how many that slip through are listed")
    options = parser.parse_args(argv)
    guides, draw = Guides.of_content(), random.Random(SEED)
    report = sys.stdout.write
    for held in (False, True):
        passed, all_of = paraphrases(guides, held=held)
        report(f"faithful paraphrases {'held apart' if held else 'tuned on'}: {passed} of {all_of} pass\n")
    total, caught = Counter[str](), Counter[str]()
    slipped: list[str] = []
    seconds = 0.0
    for kind, source, wrong in made_wrong(guides, draw, options.every):
        total[kind] += 1
        begun = time.process_time()
        found = faults(wrong, source.quotes, guides.about[source.item_id])
        seconds += time.process_time() - begun
        caught[kind] += bool(found)
        if not found:
            slipped.append(f"{kind}: {wrong} <- {''.join(source.quotes)}")
    for kind, count in sorted(total.items()):
        report(f"{kind:32} {caught[kind]:6} of {count:6} {100 * caught[kind] / count:7.2f} %\n")
    share = 100 * caught.total() / total.total()
    report(f"{'in all':32} {caught.total():6} of {total.total():6} {share:7.2f} %\n")
    report(f"{1000 * seconds / total.total():.2f} ms a sentence\n")
    for one in draw.sample(slipped, min(options.slipped, len(slipped))):
        report(f"  slipped: {one}\n")
    return 0


def made_wrong(guides: Guides, draw: random.Random, every: int = 1) -> Iterable[tuple[str, Source, str]]:
    """Kind, source, wrong sentence; what happens to stand in the quotes is not wrong."""
    sources = guides.sources()
    for source in sources[::every]:
        for kind, wrong in mutated(source, sources, draw):
            if wrong not in source.quotes:
                yield kind, source, wrong
    for row in rows():
        quotes = tuple(row["quotes"])
        source = Source(row["item"], row["text"], quotes)
        for kind, wrong in mutated(source, sources, draw):
            yield f"paraphrase, {kind}", source, wrong


def paraphrases(guides: Guides, *, held: bool) -> tuple[int, int]:
    """How many pass, of how many."""
    mine = [row for row in rows() if row["held"] is held]
    passed = [row for row in mine if not faults(row["text"], row["quotes"], guides.about[row["item"]])]
    return len(passed), len(mine)


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    raise SystemExit(main())
