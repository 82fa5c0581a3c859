"""The room's sentences, read once, and what people call the fields of documents."""

from functools import cache

from ocr.types import QualityProblem
from storage.sentences import Sentences


@cache
def _sentences() -> Sentences:
    return Sentences.of("ocr")


def problem(code: str, field: str | None = None) -> QualityProblem:
    """What is wrong with a page, in the words of `page.<code>`."""
    return QualityProblem(code, _sentences().say(f"page.{code}"), field)


def hidden(document_type: str, field: str) -> QualityProblem:
    """A value that a bright spot hides, by its name."""
    label = field_label(document_type, field) or ""
    return QualityProblem("glare", _sentences().say("page.glare", field=label), field)


def field_label(document_type: str, field: str) -> str | None:
    """What people call the field; some documents have a word of their own for it."""
    for kind in (document_type, "any"):
        try:
            return _sentences().say(f"field_labels.{kind}.{field}")
        except KeyError:
            continue
    return None
