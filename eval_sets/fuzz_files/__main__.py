"""`python -m eval_sets.fuzz_files --count 5000 --seed 1`: one JSON object; exit 1 when anything is a fault.

All files are decoded in one process with a memory limit. A file that ends it or stalls it is tried again
through the door as it is in service, where the rare formats are decoded in a child: that is what counts.
"""

import json
import multiprocessing
from collections import Counter
from typing import Annotated

import typer

from eval_sets.fuzz_files import trial
from eval_sets.fuzz_files.damage import damaged


class Tries:
    """The process that tries files, begun anew when one has ended it."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._begin()

    def _begin(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=trial.run, args=(theirs, self._seed), daemon=True)
        self._process.start()
        theirs.close()

    def outcome(self, number: int) -> str:
        """Of the file of that number; `ended` or `stalled` for what the process did not survive."""
        self._pipe.send(number)
        try:
            if self._pipe.poll(trial.SECONDS):
                return str(self._pipe.recv())
            how = "stalled"
        except (EOFError, OSError):
            how = "ended"
        self.close()
        self._begin()
        return how

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def fuzz(count: int, seed: int = 1, first: int = 0) -> dict[str, object]:
    """`tried`, `outcomes` (name → number), `contained` (what a child would die of), `faults` (which)."""
    tries, outcomes = Tries(seed), Counter[str]()
    contained, faults = list[str](), list[str]()
    for number in range(first, first + count):
        found = tries.outcome(number)
        if found in ("ended", "stalled"):
            contained.append(f"{number} {damaged(seed, number)[0]}: {found}")
            found = trial.outcome(damaged(seed, number)[1])
        if found.startswith("fault"):
            faults.append(f"{number} {damaged(seed, number)[0]}: {found}")
        outcomes[found.partition(":")[0]] += 1
    tries.close()
    return {"tried": count, "outcomes": dict(outcomes), "contained": contained, "faults": faults}


def main(
    count: Annotated[int, typer.Option(min=1)] = 5000,
    seed: int = 1,
    first: Annotated[int, typer.Option(help="number of the first file, to look at one again")] = 0,
) -> None:
    """Damages valid files of every format and shows them to the door of uploads."""
    figures = fuzz(count, seed, first)
    typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    raise typer.Exit(1 if figures["faults"] else 0)


if __name__ == "__main__":
    typer.run(main)
