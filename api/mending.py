"""What was heard is mended with the words of today's library, learned beside the calls that go on."""

import logging
from threading import Lock, Thread

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.divisions import Divisions
from knowledge_base.errors import KnowledgeBaseError
from knowledge_base.library import Library
from ocr.gazetteer import CHONGQING, streets
from speech.mending import Mender
from speech.written import written

log = logging.getLogger(__name__)


class Mending:
    """`mending(text)`: numbers as typed at once; misheard words too, once the library's words are learned.

    Learning takes seconds, so nobody waits for it: until it is done the words of the generation before count.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._lock = library, Lock()
        self._mender: Mender | None = None
        self._generation = -1
        self._learning: Thread | None = None

    def __call__(self, text: str) -> str:
        try:
            self.learn()
        except (SQLAlchemyError, KnowledgeBaseError):
            log.exception("the library's words could not be read; tried again at the next utterance")
        mender = self._mender
        return mender.mended(text) if mender is not None else written(text)

    def learn(self) -> None:
        """Begins to learn in the background where the library has changed; returns at once."""
        with self._lock:
            generation = self._library.generation()
            if generation == self._generation:
                return
            # read now: the library may be closed before the thread gets to it
            words = [*self._library.wordings(), *places()]
            self._generation = generation
            self._learning = Thread(target=self._learn, args=(generation, words), name="mending", daemon=True)
            self._learning.start()

    def wait(self, seconds: float) -> bool:
        """Whether nothing is being learned any more."""
        if self._learning is not None:
            self._learning.join(seconds)
        return self._learning is None or not self._learning.is_alive()

    def _learn(self, generation: int, words: list[str]) -> None:
        mender = Mender(words)
        with self._lock:
            if generation == self._generation:
                self._mender = mender
        log.info("learned the words of generation %d", generation)


def places() -> list[str]:
    """Districts of Chongqing by all their names, and its streets and towns."""
    districts = [name for one in Divisions.shipped().all for name in (one.name, *one.aliases)]
    return [
        *districts,
        *(name for code, names in streets().items() if code.startswith(CHONGQING) for name in names),
    ]
