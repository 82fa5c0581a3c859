"""The one file that touches Jinja2. Everything filled in is escaped; what a template lacks is a fault."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.wording import Wording


def filled(source: str, texts: dict[str, object]) -> str:
    """One page on its own, with its texts by name."""
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source).render(texts)


class Templates:
    """The `*.html` of a folder; `t` gives them their words."""

    def __init__(self, folder: Path, wording: Wording) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._jinja.globals["t"] = wording  # pyright: ignore[reportArgumentType]

    def render(self, name: str, **values: object) -> str:
        return self._jinja.get_template(name).render(**values)
