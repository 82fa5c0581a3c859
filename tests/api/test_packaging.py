"""The wheel is what `make run` never shows: there everything lies in the repository anyway."""

import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
ROOMS = SETUPTOOLS["packages"]["find"]["include"]
KINDS = [pattern.removeprefix("**/") for pattern in SETUPTOOLS["package-data"]["*"]]


def _tracked() -> list[PurePosixPath]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: nothing tells which files belong to the packages")
    return [PurePosixPath(name) for name in listed.stdout.split("\0") if name]


def test_every_file_of_the_packages_is_in_the_wheel() -> None:
    """Weights, words, the page and its texts: a kind that nobody listed is missing only once installed."""
    inside = [
        path
        for path in _tracked()
        if len(path.parts) > 1 and any(fnmatch(path.parts[0], room) for room in ROOMS)
    ]
    left_out = [
        str(path)
        for path in inside
        if path.suffix != ".py" and not any(fnmatch(path.name, kind) for kind in KINDS)
    ]
    assert inside
    assert left_out == [], "list the kind in pyproject.toml, tool.setuptools.package-data"


def test_every_folder_that_is_imported_or_served_is_a_package_of_the_wheel() -> None:
    """A new room or the page would be left out whole."""
    beside = {"tests", "docs", "miniprogram", "requirements"}
    folders = {path.parts[0] for path in _tracked() if len(path.parts) > 1} - beside
    homeless = [
        folder
        for folder in sorted(folders)
        if not folder.startswith(".") and not any(fnmatch(folder, room) for room in ROOMS)
    ]
    assert homeless == [], "name it in pyproject.toml, tool.setuptools.packages.find"
