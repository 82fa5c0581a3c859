"""What keeps the page safe, small and without a build step."""

import gzip
import hashlib
import re
from pathlib import Path

from ocr.calibration import SURE

FIRST_LOAD_LIMIT = 150_000


def test_vendored_files_are_what_npm_published(web: Path) -> None:
    vendor = web / "vendor"
    listed: dict[str, str] = {}
    for line in (vendor / "CHECKSUMS.sha256").read_text().splitlines():
        digest, name = line.split(maxsplit=1)
        listed[name] = digest
    present = {str(path.relative_to(vendor)): path for path in vendor.glob("*/*")}
    assert present.keys() == listed.keys()
    for name, path in present.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name], name


def test_each_vendored_library_brings_its_licence(web: Path) -> None:
    folders = [path for path in (web / "vendor").iterdir() if path.is_dir()]
    assert folders
    assert all((folder / "LICENSE").stat().st_size > 500 for folder in folders)


def test_nothing_inline_so_that_a_strict_policy_holds(web: Path, modules: dict[Path, str]) -> None:
    for page in (one.read_text("utf-8") for one in (web / "index.html", web / "desk" / "index.html")):
        assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page) == []
        assert "<style" not in page
        assert re.findall(r"\s(?:style|on\w+)=", page) == []
    for path, source in modules.items():
        assert not re.search(r"\bstyle=|innerHTML|\beval\(|new Function|document\.write", source), path


def test_nothing_is_fetched_from_elsewhere(web: Path, modules: dict[Path, str]) -> None:
    for path in [web / "index.html", *web.glob("*.css"), *modules]:
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), path


def test_only_api_js_talks_to_the_api(modules: dict[Path, str]) -> None:
    """texts.js fetches its own file; nobody else fetches anything."""
    fetching = {
        path.name
        for path, source in modules.items()
        if re.search(r"\bfetch\(|XMLHttpRequest|EventSource\(", source)
    }
    assert fetching == {"api.js", "texts.js"}


def test_modules_do_not_import_each_other_in_circles(imports: dict[Path, list[Path]]) -> None:
    done: set[Path] = set()

    def visit(path: Path, way: tuple[Path, ...]) -> None:
        assert path not in way, " -> ".join(one.name for one in (*way, path))
        if path not in done:
            for target in imports.get(path, []):
                visit(target, (*way, path))
            done.add(path)

    for path in imports:
        visit(path, ())


def closure(starts: set[Path], imports: dict[Path, list[Path]]) -> set[Path]:
    """These modules and all they import."""
    reached, waiting = set[Path](), list(starts)
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += imports.get(path, [])
    return reached


def test_every_module_is_reached_and_preloaded(
    web: Path, imports: dict[Path, list[Path]], on_demand: set[Path]
) -> None:
    """Without the list the browser would learn of modules one import level at a time. What is fetched on
    demand is not in it."""
    reached_by_any = closure(on_demand, imports)
    for folder in (web, web / "desk"):
        reached = closure({folder / "main.js"}, imports)
        page = (folder / "index.html").read_text("utf-8")
        preloaded = re.findall(r'rel="modulepreload" href="([^"]+)"', page)
        assert {(folder / name).resolve() for name in preloaded} == reached - {folder / "main.js"}
        assert len(preloaded) == len(set(preloaded))
        reached_by_any |= reached
    assert set(imports) <= reached_by_any, "a module nobody imports"


def test_first_load_is_small(web: Path) -> None:
    """Everything the first view needs, as a server sends it gzipped."""
    page = (web / "index.html").read_text("utf-8")
    named = set(re.findall(r'(?:href|src)="([^"#:]+\.\w+)"', page)) | {"index.html", "skyline.svg"}
    size = sum(len(gzip.compress((web / name).read_bytes(), 6)) for name in named)
    assert size <= FIRST_LOAD_LIMIT, size


def test_modules_stay_small(modules: dict[Path, str]) -> None:
    assert {path.name: n for path, source in modules.items() if (n := source.count("\n")) > 250} == {}


def test_documented_hooks_exist(web: Path, modules: dict[Path, str]) -> None:
    """Browser tests of others rely on the hooks named in web/README.md."""
    table = (web / "README.md").read_text("utf-8").split("## Hooks", 1)[1]
    hooks = [
        hook for hook in re.findall(r"`([a-z][a-z0-9-]*(?:<\w+>)?)`", table) if not hook.startswith("data-")
    ]
    code = "\n".join(modules.values())
    written = set(re.findall(r"""testid"?(?:=|:\s)"([\w-]+)\"""", code))
    stems = set(re.findall(r"data-testid=\$\{`([\w-]+-)\$\{", code))
    assert len(hooks) > 40
    for hook in hooks:
        assert (hook.split("<")[0] in stems) if "<" in hook else (hook in written), hook


def test_the_page_calls_a_reading_sure_from_where_it_was_measured_to_be(web: Path) -> None:
    badge = (web / "components" / "SourceBadge.js").read_text("utf-8")
    said = re.search(r"const SURE = ([\d.]+);", badge)
    assert said
    assert float(said[1]) == SURE
