"""`models`: the weights that recognisers take, listed and fetched. The service itself fetches nothing."""

from collections.abc import Mapping
from typing import Annotated

import typer

from api.cli.base import AsJson, tell
from api.settings import Settings

models = typer.Typer(help="Speech models: what recognisers need, and where it lies.", no_args_is_help=True)
TOLD_EVERY = 0.1
"""share of a file after which the next line tells how far it is"""


@models.command("list")
def list_(as_json: AsJson = False) -> None:
    """Which there are, how large, which are here, which is set."""
    from speech.models import catalogue, state

    settings = Settings()
    known = [
        {
            "name": one.name,
            "engine": one.engine,
            "about": one.about,
            "licence": one.licence,
            "bytes": one.size,
            "files": [part.name for part in one.files],
            "from": [one.url(part, settings.speech_model_source) for part in one.downloads],
            "state": state(one, settings.model_folder / one.name),
            "folder": str(settings.model_folder / one.name),
        }
        for one in catalogue().values()
    ]
    lines = [line for one in known for line in _lines(one)]
    chosen = f"set: SPEECH_ENGINE={settings.speech_engine} SPEECH_MODEL_DIR={settings.speech_model_dir or ''}"
    tell(as_json, {"models": known, "folder": str(settings.model_folder)}, "\n".join([*lines, "", chosen]))


@models.command()
def fetch(
    name: Annotated[str, typer.Argument(help="A name that `models list` tells.")],
    source: Annotated[
        str,
        typer.Option(
            "--from", help="A mirror, such as https://hf-mirror.com, or an address with {file} in it."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Gets a model over the network, goes on where it was interrupted, and checks every file."""
    from speech.fetching import fetch as get
    from speech.fetching import unchecked
    from speech.models import model

    settings, wanted = Settings(), model(name)
    settings.model_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = get(wanted, settings.model_folder, source or settings.speech_model_source, _Told().of)
    trusted = unchecked(wanted)
    value = {"name": name, "folder": str(folder), "engine": wanted.engine, "unchecked": trusted}
    lines = [f"{name} is in {folder}; to use it set", f"  SPEECH_ENGINE={wanted.engine}"]
    lines.append(f"  SPEECH_MODEL_DIR={folder.resolve()}")
    if trusted:
        lines.append(
            f"no checksum is known of {', '.join(trusted)}: what the server states was checked, if anything;"
            f" what came is in {folder / 'model.lock.json'}"
        )
    tell(as_json, value, "\n".join(lines))


class _Told:
    """A line on standard error now and then."""

    def __init__(self) -> None:
        self._last: tuple[str, float] = ("", 0.0)

    def of(self, name: str, done: int, whole: int | None) -> None:
        last, share = self._last
        now = done / whole if whole else done / 1e9
        if name == last and now - share < TOLD_EVERY:
            return
        self._last = (name, now)
        typer.echo(f"{name}: {done / 1e6:.0f} MB" + (f" of {whole / 1e6:.0f}" if whole else ""), err=True)


def _lines(one: Mapping[str, object]) -> tuple[str, str]:
    size = one["bytes"]
    large = f"{size / 1e6:.0f} MB" if isinstance(size, int) else "? MB"
    return (
        f"{one['state']!s:10}  {one['name']!s:22}  {one['engine']!s:14}  {large:>8}  {one['folder']}",
        f"{'':12}{one['about']} ({one['licence']})",
    )
