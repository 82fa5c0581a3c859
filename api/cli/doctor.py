"""`doctor`: what works here, what is missing, and how to get it."""

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec

import typer

from api.cli.base import AsJson, house, tell
from api.settings import Settings

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Finding:
    """`needed` things make the command end with 1 when they are missing; `how` says how to get them."""

    name: str
    ok: bool
    needed: bool
    detail: str
    how: str = ""


def add(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(as_json: AsJson = False) -> None:
    """Looks at this machine and this data folder."""
    settings = Settings()
    findings = [*_machine(), *_house(), *_extras(settings)]
    lines = [_line(finding) for finding in findings]
    tell(as_json, {"findings": [asdict(finding) for finding in findings]}, "\n".join(lines))
    if any(finding.needed and not finding.ok for finding in findings):
        raise typer.Exit(1)


def _machine() -> Iterator[Finding]:
    yield Finding(
        "python", sys.version_info >= (3, 11), True, platform.python_version(), "install Python 3.11"
    )
    free = shutil.disk_usage(".").free // 2**30
    yield Finding("disk", free >= 1, True, f"{free} GB free", "free some space: 1 GB is little enough")


def _house() -> Iterator[Finding]:
    with house() as container:
        for check in container.checks():
            yield Finding(check.name, check.ok, True, check.detail, "run `yuxiaozhi kb build`")


def _extras(settings: Settings) -> Iterator[Finding]:
    reads = settings.ocr_engine == "none" or find_spec("rapidocr") is not None
    yield Finding(
        "ocr", reads, True, settings.ocr_engine, "reinstall: rapidocr belongs to the default install"
    )
    model = settings.encoder_model
    encodes = not model or find_spec("sentence_transformers") is not None
    yield Finding("encoder", encodes, bool(model), model or "built-in", "pip install 'yuxiaozhi[encoder]'")
    folder = settings.speech_model_dir
    hears = find_spec("faster_whisper") is not None and folder is not None and folder.is_dir()
    how = "pip install 'yuxiaozhi[speech]' and put a faster-whisper model in SPEECH_MODEL_DIR"
    yield Finding("speech", hears, folder is not None, str(folder or "not set"), how)
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    how = "apt-get install chromium; only the browser tests need it"
    yield Finding("chromium", browser is not None, False, browser or "none", how)


def _line(finding: Finding) -> str:
    mark = "ok     " if finding.ok else "MISSING" if finding.needed else "absent "
    return f"{mark}  {finding.name}: {finding.detail}" + ("" if finding.ok else f" - {finding.how}")
