"""What can go wrong while reading a picture."""

from typing import Literal, NoReturn

from storage.sentences import Sentences

RefusalCode = Literal[
    "empty", "not_a_picture", "too_large", "too_many_pixels", "too_many_pages", "damaged", "encrypted"
]


class OcrError(Exception):
    """Base of the room's tree; the text is one sentence that says what to do."""


class RefusedPictureError(OcrError):
    """A file we do not open, or can't; `code` is stable, the text is the sentence for the person."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        super().__init__(message)
        self.code: RefusalCode = code


class BusyError(OcrError):
    """The reading queue is full. The file is kept by the caller and read later."""


class EngineError(OcrError):
    """The recognition engine is missing, or its worker died while reading."""


def refuse(code: RefusalCode, sentence: str = "", **values: object) -> NoReturn:
    """Raises `RefusedPictureError` with the code's sentence, or a more telling one of `refused_kinds`."""
    key = f"refused_kinds.{sentence}" if sentence else f"refused.{code}"
    raise RefusedPictureError(code, Sentences.of("ocr").say(key, **values))
