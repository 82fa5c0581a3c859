"""Which case files a set has: one file, or the parts it was split into before anything was tuned.

`train` teaches, `dev` is looked at while tuning, `test` is neither read nor tuned on: its figures are the
ones to quote. Split by item and by wording, so that no part knows another's sentences.
"""

from dataclasses import dataclass
from pathlib import Path

from eval_sets.cases import HERE, OWN_CASES
from eval_sets.errors import ChoiceError

TRAIN, DEV, TEST = PARTS = ("train", "dev", "test")
ALL = "all"
WHOLE = "whole"
"""the part of a set that is not split, and of other people's files"""
OWN_DOCUMENTS = HERE / "documents" / "samples" / "index.jsonl"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Case files to run, and which part of the set they are."""

    part: str
    files: tuple[Path, ...]


def split(name: str, folder: Path = OWN_CASES) -> dict[str, Path]:
    """Part → file; empty for a set in one file."""
    files = {part: folder / f"{name}.{part}.jsonl" for part in PARTS}
    return {part: file for part, file in files.items() if file.is_file()}


def choose(name: str, part: str = "", folder: Path = OWN_CASES) -> Chosen:
    """The set's own cases; of a split set the test part unless another, or `all`, is named."""
    if part not in ("", ALL, *PARTS):
        raise ChoiceError(f"no part {part}: choose one of {', '.join(PARTS)} or {ALL}")
    if name == "documents":
        return Chosen(WHOLE, (OWN_DOCUMENTS,))
    files = split("navigation" if name == "speech" else name, folder)
    if not files:
        return Chosen(WHOLE, (folder / f"{name}.jsonl",))
    if part == ALL:
        return Chosen(ALL, tuple(files.values()))
    wanted = part or TEST
    if wanted not in files:
        raise ChoiceError(f"{name} has no {wanted} part here: choose one of {', '.join(files)} or {ALL}")
    return Chosen(wanted, (files[wanted],))
