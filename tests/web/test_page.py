"""What keeps the page safe, small and without a build step."""

import gzip
import hashlib
import os
import re
from pathlib import Path

from api.shell import NAMED, joined
from ocr.calibration import SURE

CORE_REQUESTS = 30
CORE_LIMIT = 120_000
WHOLE_LIMIT = 250_000
"""bytes over the wire, also where everything that comes later is fetched"""


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
    for page in (one.read_text("utf-8") for one in (web / "index.html", *web.glob("*/index.html"))):
        assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page) == []
        assert "<style" not in page
        assert re.findall(r"\s(?:style|on\w+)=", page) == []
    for path, source in modules.items():
        assert not re.search(r"\bstyle=|innerHTML|\beval\(|new Function|document\.write", source), path


def test_nothing_is_fetched_from_elsewhere(web: Path, modules: dict[Path, str]) -> None:
    for path in [web / "index.html", *web.glob("*.css"), *modules]:
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), path


def test_only_api_js_talks_to_the_api(modules: dict[Path, str]) -> None:
    """texts.js and the gallery's samples.js fetch their own files, the service worker what it keeps; nobody
    else fetches anything."""
    fetching = {
        path.name
        for path, source in modules.items()
        if re.search(r"\bfetch\(|XMLHttpRequest|EventSource\(", source)
    }
    assert fetching == {"api.js", "texts.js", "sw.js", "samples.js"}


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


def whole(core: set[Path], imports: dict[Path, list[Path]], on_demand: dict[Path, set[Path]]) -> set[Path]:
    """These modules with all that they or what they fetch on demand fetch on demand."""
    every = core
    while more := closure({one for path in every for one in on_demand.get(path, set())}, imports) - every:
        every = every | more
    return every


def closure(starts: set[Path], imports: dict[Path, list[Path]]) -> set[Path]:
    """These modules and all they import."""
    reached, waiting = set[Path](), list(starts)
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += imports.get(path, [])
    return reached


MARKS = re.compile(r"<!-- (modulepreload|later):begin.*?-->\n(.*?) *<!-- \1:end -->", re.DOTALL)


def listed(page: str) -> dict[str, list[str]]:
    """The module addresses between the marks of a page: `modulepreload` at once, `later` on demand."""
    return {
        name: re.findall(r'rel="modulepreload"[^>]* href="([^"]+)"', block)
        for name, block in MARKS.findall(page)
    }


def test_every_module_is_reached_and_preloaded(
    web: Path, imports: dict[Path, list[Path]], on_demand: dict[Path, set[Path]]
) -> None:
    """Without the lists the browser would learn of modules one import level at a time."""
    apart = {web / "guide" / "guide.js", web / "gallery" / "main.js"}
    reached_by_any = {web / "sw.js", web / "early.js", web / "sound" / "worklet.js"} | whole(
        closure(apart, imports), imports, on_demand
    )
    for folder in (web, web / "desk", web / "curation", web / "operations"):
        page = listed((folder / "index.html").read_text("utf-8"))
        core = closure({folder / "main.js"}, imports)
        every = whole(core, imports, on_demand)
        expected = {"modulepreload": core - {folder / "main.js"}, "later": every - core}
        for name, modules in expected.items():
            right = sorted(os.path.relpath(path, folder) for path in modules)
            assert sorted(page.get(name, [])) == right, f"between the {name} marks of {folder}: {right}"
        reached_by_any |= every
    assert set(imports) <= reached_by_any, "a module nobody imports"


def test_what_the_first_screen_waits_for_stays_small(web: Path, imports: dict[Path, list[Path]]) -> None:
    """Each request costs 300 ms on a 3G network, six at a time. What is not for the first screen is imported
    on demand, see `web/later.js`, and its styles by `rest.css`."""
    page, later = (web / "index.html").read_text("utf-8").split('<template id="later">')
    at_once, rest = sizes(web, page), sizes(web, later)
    print(  # noqa: T201 -- told in the log of each run
        f"first screen: {len(at_once)} requests, {sum(at_once.values())} bytes gzipped; "
        f"later: {len(rest)} and {sum(rest.values())}"
    )
    assert len(at_once) <= CORE_REQUESTS, sorted(at_once)
    assert sum(at_once.values()) <= CORE_LIMIT
    assert sum(at_once.values()) + sum(rest.values()) <= WHOLE_LIMIT


def sizes(web: Path, page: str) -> dict[str, int]:
    """Bytes of each file that a part of the page names, as the server sends it gzipped, and of that part."""
    names = {name for _, name in NAMED.findall(page)}
    contents = {
        name: joined(web / name).encode() if name.endswith(".css") else (web / name).read_bytes()
        for name in names
    }
    return {
        name: len(gzip.compress(content, 5)) for name, content in (contents | {"/": page.encode()}).items()
    }


def test_modules_stay_small(modules: dict[Path, str]) -> None:
    assert {path.name: n for path, source in modules.items() if (n := source.count("\n")) > 250} == {}


def test_documented_hooks_exist(web: Path, modules: dict[Path, str]) -> None:
    """Browser tests of others rely on the hooks named in web/README.md."""
    table = (web / "README.md").read_text("utf-8").split("## Hooks", 1)[1]
    hooks = [
        hook for hook in re.findall(r"`([a-z][a-z0-9-]*(?:<\w+>)?)`", table) if not hook.startswith("data-")
    ]
    code = "\n".join([*modules.values(), *(page.read_text("utf-8") for page in web.glob("guide/*.html"))])
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
