"""`read-document` and `transcribe`: a picture or a recording as data."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.base import AsJson, tell
from api.errors import NotConfiguredError
from api.settings import Settings
from api.wire.documents import ReadFileShape

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


def add(app: typer.Typer) -> None:
    app.command("read-document")(read_document)
    app.command()(transcribe)


def read_document(file: File, as_json: AsJson = False) -> None:
    """What a picture or PDF shows: type, fields, quality."""
    from api.wire.documents import read_file_shape
    from ocr.engines import EngineChoice
    from ocr.service import read_now

    settings = Settings()
    if settings.ocr_engine == "none":
        raise NotConfiguredError("OCR_ENGINE is none: set OCR_ENGINE=rapid to read pictures")
    choice = EngineChoice(settings.ocr_engine, models=settings.ocr_model_dir)
    read = read_file_shape(read_now(file.read_bytes(), choice))
    tell(as_json, read, _document(read))
    if not read.quality.readable or read.quality.problems:
        raise typer.Exit(1)


def transcribe(file: File, as_json: AsJson = False) -> None:
    """What is said in a recording."""
    from speech.engines import engine
    from speech.hearing import Hearing

    settings = Settings()
    recogniser = engine(settings.speech_engine, settings.speech_model_dir)
    heard = Hearing(recogniser, longest=None).transcribe(file.read_bytes())
    tell(as_json, heard, heard.text or "没有听到说话。")


def _document(read: ReadFileShape) -> str:
    lines = [f"{read.document_type} ({read.confidence:.2f})"]
    lines += [f"  {field.name}: {field.value} ({field.confidence:.2f})" for field in read.fields]
    return "\n".join(lines + [f"  ! {problem.message}" for problem in read.quality.problems])
