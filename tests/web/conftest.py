"""The page's files, read once."""

import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"
IMPORT = re.compile(r"""(?:import|export)\s[^"';]*?from\s*"([^"]+)"|import\s*"([^"]+)\"""")
LATER = re.compile(r"""\bimport\("([^"]+)"\)""")


@pytest.fixture(scope="session")
def web() -> Path:
    return WEB


@pytest.fixture(scope="session")
def modules(web: Path) -> dict[Path, str]:
    """Our own ES modules and their source."""
    return {path: path.read_text("utf-8") for path in sorted(web.rglob("*.js")) if "vendor" not in path.parts}


@pytest.fixture(scope="session")
def imports(modules: dict[Path, str]) -> dict[Path, list[Path]]:
    """Module → modules it imports, vendored ones included."""
    return {
        path: [(path.parent / (a or b)).resolve() for a, b in IMPORT.findall(source)]
        for path, source in modules.items()
    }


@pytest.fixture(scope="session")
def on_demand(modules: dict[Path, str]) -> dict[Path, set[Path]]:
    """Module → modules it fetches when they are first needed, `import("…")`."""
    return {
        path: {(path.parent / name).resolve() for name in LATER.findall(source)}
        for path, source in modules.items()
    }


@pytest.fixture(scope="session")
def texts(web: Path) -> dict[str, str]:
    """Every sentence by dotted key; `needs` is a list of cards and stays one key."""
    return dict(flat(json.loads((web / "texts" / "zh-CN.json").read_text("utf-8"))))


def flat(tree: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            found += flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
