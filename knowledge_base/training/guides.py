"""What answering is learned from: the guides' questions as their features, and words to cut them into."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from knowledge_base.loader import LoadedGuide
from knowledge_base.search.features import features
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import Words
from knowledge_base.training.questions import Pair


@contextmanager
def words_of(loaded: Sequence[LoadedGuide]) -> Generator[Words]:
    """Words by the guides' names, in a folder that is gone afterwards."""
    one = Wording.shipped().one
    with TemporaryDirectory() as folder:
        names = (name for g in loaded for name in (g.guide.item.official_name, g.guide.item.plain_name))
        Words.write_dictionary(Path(folder), [*Wording.shipped().terms, *map(one, names)])
        yield Words(Path(folder))


def questions_of(
    loaded: Sequence[LoadedGuide], words: Words, seen: Callable[[str], bool] = lambda _: True
) -> Mapping[str, Sequence[Pair]]:
    """Pairs by item; of a pair's wordings the first and those that are `seen`."""

    def cut(text: str) -> list[str]:
        return features(words.cut(Wording.shipped().one(text)))

    return {
        one.item_id: [
            Pair([cut(pair.question), *(cut(text) for text in pair.variants if seen(text))], cut(pair.answer))
            for pair in one.guide.qa
        ]
        for one in loaded
    }


def half(wording: str) -> int:
    """0 or 1: the half of the wordings it belongs to, so that one half can be learned and the other asked."""
    return crc32(wording.encode()) % 2
