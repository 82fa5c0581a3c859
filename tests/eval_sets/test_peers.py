"""The comparison with what others build is fair and can turn out against us."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval_sets.cases import NavigationCase
from eval_sets.own_library import OwnLibrary, Wording, own_library
from eval_sets.peers import Entry, Fuzzy, Ours, Peer, WordsAlone, entries, measure
from eval_sets.peers_table import table

CONTENT = Path(__file__).parents[1] / "knowledge_base" / "content"
CATALOGUE = "official_name\n江北区洗衣店登记\n"
TEXTS = [
    Wording("居民身份证补领", "居民身份证补领"),
    Wording("身份证掉了", "居民身份证补领"),
    Wording("烟草专卖零售许可", "烟草专卖零售许可"),
]


class Fixed:
    """Finds the same whatever is asked."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def find(self, query: str) -> Sequence[str]:
        return self.names


@pytest.mark.parametrize("peer", [WordsAlone, Fuzzy])
def test_a_peer_finds_the_item_whose_text_is_meant(peer: type[WordsAlone | Fuzzy]) -> None:
    texts = TEXTS + [Wording(f"第{n}种别的登记", f"第{n}种别的登记") for n in range(40)]
    assert peer(texts).find("身份证掉了")[0] == "居民身份证补领"


def test_each_case_is_asked_and_judged() -> None:
    cases = [NavigationCase(id=name, query="q", accept=[name], kind="plain") for name in "abcd"]
    found = measure(Entry("x", "names", lambda: Fixed("a", "b", "a", "c", "d")), cases)
    assert (found["hit_at_1"]["right"], found["hit_at_3"]["right"]) == (1, 3)
    assert found["by_kind"]["plain"]["hit_at_3"]["of"] == 4


def test_peers_and_ours_are_asked_on_the_same_names(tmp_path: Path) -> None:
    catalogue = tmp_path / "names.csv"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    with own_library(catalogue, CONTENT) as own:
        names = {one.name for one in own.names}
        assert "江北区洗衣店登记" in names
        assert {one.text for one in own.names} == names, "nothing but official names"
        assert {one.name for one in own.wordings} == names
        assert len(own.wordings) > 2 * len(own.names)
        assert Ours(own.library).find("江北区洗衣店登记")[0] == "江北区洗衣店登记"


def test_a_peer_whose_package_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "eval_sets.peers_langchain", raising=False)
    monkeypatch.setitem(sys.modules, "langchain_chroma", None)

    class Library:
        def search(self, query: str, limit: int = 10) -> list[object]:
            return []

    case = NavigationCase(id="n", query="身份证", accept=["居民身份证补领"])
    rows = [measure(one, [case]) for one in entries(OwnLibrary(Library(), TEXTS, TEXTS), "m:f")]  # pyright: ignore
    missing = [one for one in rows if "missing" in one]
    assert len(missing) == 2
    assert missing[0]["missing"].startswith("langchain_chroma is missing: pip install 'yuxiaozhi[peers]'")
    report = {"peers": rows, "part": "test", "cases": 1, "names": 2, "wordings": 3}
    assert table(report).count("not measured") == 2


def test_the_table_has_a_row_a_peer_with_its_interval() -> None:
    case = NavigationCase(id="n", query="q", accept=["c"], kind="story")
    peer: Peer = Fixed("c")
    report = {"peers": [measure(Entry("x", "names", lambda: peer), [case] * 10)]}
    lines = table(report | {"part": "test", "cases": 10, "names": 2, "wordings": 3}).splitlines()
    assert lines[0].startswith("|  | given | hit@1 (95 %) | hit@3 | story |")
    assert lines[2].startswith("| x | names | 100 (72–100) | 100 | 100 |")
    assert lines[-1] == "10 cases (test), 2 names, 3 texts in all."
