"""What others commonly build, on the same cases and names as our search: `python -m eval_sets.peers`.

Each peer is given every item's official name, which is what a district hands over; some also get all wordings
that we wrote, to tell what the words are worth and what the method is. Peers that need packages we don't ship
are named with what to install when these are missing.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol

import bm25s
import jieba
import typer
from rapidfuzz import process

from eval_sets import hits
from eval_sets.cases import NavigationCase, read_cases
from eval_sets.errors import EvalError, PackageMissingError
from eval_sets.figures import percentile
from eval_sets.hits import DEPTH
from eval_sets.own_library import OwnLibrary, Wording, own_library
from eval_sets.parts import WHOLE, Chosen, choose
from eval_sets.peers_table import table
from knowledge_base.library import Library

WIDER = 10
"""texts asked for, for each item wanted: an item may have many among the best"""
NAMES, WORDINGS = "names", "names and our wordings"
CHROMA_NEEDS = "'yuxiaozhi[peers]' (langchain-chroma, scikit-learn)"
HASHED = "eval_sets.peers_langchain:HashedNgrams"


class Peer(Protocol):
    def find(self, query: str) -> Sequence[str]:
        """Official names, best first; the same one may come again."""
        ...


class WordsAlone:
    """jieba's own dictionary, BM25 as bm25s ships it."""

    def __init__(self, texts: Sequence[Wording]) -> None:
        self._names = [one.name for one in texts]
        self._depth = min(DEPTH * WIDER, len(texts))
        self._bm25: Any = bm25s.BM25()
        self._bm25.index([jieba.lcut(one.text) for one in texts], show_progress=False)

    def find(self, query: str) -> Sequence[str]:
        rows, _ = self._bm25.retrieve([jieba.lcut(query)], k=self._depth, show_progress=False)
        return [self._names[int(row)] for row in rows[0]]


class Fuzzy:
    """rapidfuzz with its default scorer."""

    def __init__(self, texts: Sequence[Wording]) -> None:
        self._names = [one.name for one in texts]
        self._texts = [one.text for one in texts]

    def find(self, query: str) -> Sequence[str]:
        return [self._names[row] for _, _, row in process.extract(query, self._texts, limit=DEPTH * WIDER)]


class Ours:
    """`Library.search`, the way that pages and conversations ask it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        library.search("身份证")

    def find(self, query: str) -> Sequence[str]:
        return [hit.item.official_name for hit in self._library.search(query, limit=DEPTH)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the comparison: who, what it was given, how it is made."""

    name: str
    given: str
    make: Callable[[], Peer]


def entries(own: OwnLibrary, embeddings: str) -> list[Entry]:
    def chroma(texts: Sequence[Wording]) -> Peer:
        try:
            from eval_sets.peers_langchain import LangChainChroma
        except ModuleNotFoundError as error:
            raise PackageMissingError(f"{error.name} is missing: pip install {CHROMA_NEEDS}") from error
        return LangChainChroma(texts, embeddings, DEPTH * WIDER)

    encoder = "hashed character n-grams" if embeddings == HASHED else embeddings
    return [
        Entry("jieba + bm25s", NAMES, lambda: WordsAlone(own.names)),
        Entry("jieba + bm25s", WORDINGS, lambda: WordsAlone(own.wordings)),
        Entry("rapidfuzz", NAMES, lambda: Fuzzy(own.names)),
        Entry(f"LangChain + Chroma, {encoder}", NAMES, lambda: chroma(own.names)),
        Entry(f"LangChain + Chroma, {encoder}", WORDINGS, lambda: chroma(own.wordings)),
        Entry("渝小智 search", WORDINGS, lambda: Ours(own.library)),
    ]


def measure(entry: Entry, cases: Sequence[NavigationCase]) -> dict[str, Any]:
    """Hits within the first 1 and 3 items, overall and by kind; milliseconds a query, one at a time."""
    begun = time.perf_counter()
    try:
        peer = entry.make()
    except PackageMissingError as error:
        return {"name": entry.name, "given": entry.given, "missing": str(error)}
    built, times = time.perf_counter() - begun, list[float]()
    judged: list[hits.Hit] = []
    for case in cases:
        begun = time.perf_counter()
        found = peer.find(case.query)
        times.append((time.perf_counter() - begun) * 1000)
        judged.append(hits.judge(case, found))
    return {
        "name": entry.name,
        "given": entry.given,
        **hits.figures(judged),
        "p50_ms": round(percentile(times, 50), 1),
        "p95_ms": round(percentile(times, 95), 1),
        "built_in_seconds": round(built, 1),
    }


def compare(chosen: Chosen, embeddings: str = HASHED, catalogue: Path | None = None) -> dict[str, Any]:
    """All peers and ours on the same cases."""
    cases = [case for file in chosen.files for case in read_cases(NavigationCase, file)]
    with own_library(catalogue) as own:
        return {
            "part": chosen.part,
            "cases": len(cases),
            "names": len(own.names),
            "wordings": len(own.wordings),
            "peers": [measure(entry, cases) for entry in entries(own, embeddings)],
        }


def main(
    part: Annotated[str, typer.Option(help="train, dev, test or all of our navigation cases")] = "",
    cases: Annotated[Path | None, typer.Option(help="your own cases, JSON lines")] = None,
    embeddings: Annotated[
        str, typer.Option(help="module:factory of a LangChain Embeddings object for the Chroma rows")
    ] = HASHED,
    catalogue: Annotated[Path | None, typer.Option(help="a district's list of names, beside ours")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="the table of docs/finding.md")] = False,
) -> None:
    """Prints one JSON object, or a table."""
    try:
        chosen = Chosen(WHOLE, (cases,)) if cases else choose("navigation", part)
        report = compare(chosen, embeddings, catalogue)
    except EvalError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2 if error.usage else 1) from error
    typer.echo(table(report) if markdown else json.dumps(report, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    typer.run(main)
