"""What commands share: output for people or as JSON, the assembled house, and one sentence for each fault."""

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from fastapi.encoders import jsonable_encoder
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from typer.core import TyperGroup

from api.errors import ApiError
from api.settings import Settings
from applications.errors import ApplicationsError
from assistant.errors import AssistantError
from knowledge_base.errors import KnowledgeBaseError
from ocr.errors import OcrError
from speech.errors import SpeechError
from storage.errors import StorageError

if TYPE_CHECKING:
    from api.bootstrap import Container

KNOWN = (
    ApiError,
    ApplicationsError,
    AssistantError,
    KnowledgeBaseError,
    OcrError,
    SpeechError,
    StorageError,
)
"""Each room's tree; their texts are sentences that say what to do."""

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


class Commands(TyperGroup):
    """Turns a room's fault into its sentence on standard error and exit status 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KNOWN as error:
            fail(str(error) or type(error).__name__)
        except ValidationError as error:
            places = ", ".join(".".join(map(str, e["loc"])).upper() for e in error.errors())
            fail(f"a setting is not usable: correct {places} (see .env.example)", status=2)
        except SQLAlchemyError as error:
            fail(f"the database does not answer ({type(error).__name__}): check DATABASE_URL and DATA_DIR")
        except UnicodeDecodeError:
            fail("the file is not UTF-8 text: save it as UTF-8 and try again")
        except OSError as error:
            at = error.filename or "a file"
            fail(
                f"{at} can't be used ({error.strerror or type(error).__name__}): check DATA_DIR and the path"
            )


def fail(sentence: str, status: int = 1) -> NoReturn:
    """Ends the command."""
    typer.echo(sentence, err=True)
    raise typer.Exit(status)


def tell(as_json: bool, value: Any, text: str) -> None:
    """The result: `value` as JSON, or `text` for people."""
    typer.echo(json.dumps(jsonable_encoder(value), ensure_ascii=False, indent=2) if as_json else text)


@contextmanager
def house(publish: bool = True) -> "Generator[Container]":
    """Everything assembled; with `publish`, content that has changed is published first."""
    from api import logs
    from api.bootstrap import build

    logs.configure("warning", stream=sys.stderr)
    container = build(Settings(), publish=publish)
    try:
        yield container
    finally:
        container.release()
