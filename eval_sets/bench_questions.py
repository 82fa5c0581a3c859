"""How quickly are questions sorted by meaning: `python -m eval_sets.bench_questions --count 10000`.

Questions are the wordings of our guides' QA pairs, said in more ways with a fixed seed. Reading is done once
a question and kept (`knowledge_base/corrections/questions.py`); sorting at every look at the desk.
"""

import random
import time
from typing import Annotated

import typer

from eval_sets.own_library import own_library
from knowledge_base.corrections.clustering import clusters
from knowledge_base.corrections.questions import read

BEFORE = ("请问", "我想问下", "我妈想问", "我是外地的，", "急，", "麻烦问一下", "他们说")
AFTER = ("谢谢", "呢", "啊", "，着急", "，有人晓得不")


def main(count: Annotated[int, typer.Option(min=1)] = 10_000, seed: int = 1) -> None:
    chance = random.Random(seed)
    with own_library() as own:
        guides = [one.guide for one in own.library.guides().values()]
        said = [text for guide in guides for pair in guide.qa for text in (pair.question, *pair.variants)]
        chance.shuffle(said)
        more = (
            f"{chance.choice(BEFORE)}{text}{chance.choice(AFTER)}" for text in said * (count // len(said) + 1)
        )
        asked = [*said, *more][:count]
        begun = time.perf_counter()
        meant = read(own.library, asked)
        between = time.perf_counter()
        found = clusters(meant)
        ended = time.perf_counter()
    typer.echo(f"{len(asked)} questions: read in {between - begun:.1f} s, sorted in {ended - between:.1f} s")
    typer.echo(f"{len(found)} clusters, the largest of {max(map(len, found))}")


if __name__ == "__main__":
    typer.run(main)
