"""What callers say is mended with the library's words, those of today."""

from types import SimpleNamespace
from typing import Any, cast

from api.bootstrap import Container
from api.mending import Mending, places
from knowledge_base.library import Library


class Words:
    """A library of so many words."""

    def __init__(self) -> None:
        self.said, self.at = ["居住证", "办居住证要啥子材料", "居住证咋个办"], 1

    def generation(self) -> int:
        return self.at

    def wordings(self) -> list[str]:
        return self.said


def test_words_of_the_library_are_mended_once_learned() -> None:
    words = Words()
    mending = Mending(cast(Library, words))
    assert mending("办居住正要一百二") in {"办居住正要120", "办居住证要120"}
    assert mending.wait(60)
    assert mending("办居住正要一百二") == "办居住证要120"
    assert mending("我在渝种区") == "我在渝中区"
    words.said, words.at = [*words.said, *["公积金咋个取", "公积金"] * 2], 2
    mending.learn()
    assert mending.wait(60)
    assert mending("公鸡金咋个取") == "公积金咋个取"


def test_a_library_tells_its_words(container: Container) -> None:
    found = container.library.wordings()
    assert len(found) == len(set(found))
    assert {"居民身份证补领"} & set(found) or len(found) > 50
    assert container.library.generation() >= 1
    assert "渝中区" in places()


def test_what_is_learned_late_never_replaces_what_is_newer() -> None:
    words: Any = Words()
    mending = Mending(words)
    mending._generation, newer = 2, SimpleNamespace()
    mending._mender = cast(Any, newer)
    mending._learn(1, words.wordings())
    assert mending._mender is newer
