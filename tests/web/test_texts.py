"""Every sentence is in texts/zh-CN.json, and every one there is used."""

import re
from pathlib import Path

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CALL = re.compile(r"""\b(?:t|text)\(\s*(?:"([\w.-]+)"|`([^`]+)`)""")
# a key chosen between two: t(busy ? "a.b" : "c.d")
CHOSEN = re.compile(r"""\bt\(([^`()]*\?[^`()]*)[,)]""")
DYNAMIC = re.compile(r"\\\$\\\{[^}]*\}")
MINI_PROGRAM = Path(__file__).resolve().parents[2] / "miniprogram"
SHOWN = re.compile(r"\bt\.([a-z_]+(?:\.\w+)+)")
TITLE = re.compile(r"""\btitle: "([\w.]+)\"""")
ROOT = Path(__file__).resolve().parents[2]
# of the pages that the server renders: t("a.b"), t(f"a.{b}"), t("a." ~ b)
RENDERED = re.compile(r"""\bt\(\s*f?"([\w.{}-]+)"(\s*~)?""")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def asked_for(source: str) -> list[str]:
    """Keys as patterns; what is filled in at run time matches any one word."""
    exact = [re.escape(key) for key, _ in CALL.findall(source) if key]
    patterns = [DYNAMIC.sub(r"[\\w-]+", re.escape(key)) for _, key in CALL.findall(source) if key]
    chosen = [
        re.escape(key) for part in CHOSEN.findall(source) for key in re.findall(r'"([\w-]+\.[\w.-]+)"', part)
    ]
    return exact + patterns + chosen


def answering(pattern: str, texts: dict[str, str]) -> list[str]:
    """The keys that a pattern asks for; all in one search, since there are a thousand of each."""
    return re.findall(rf"^{pattern}$", "\n".join(texts), re.M)


def asked_by_the_mini_program() -> dict[Path, list[str]]:
    """Of the same file: `t("a.b")` and `title: "a.b"` in its modules, `{{t.a.b}}` in its pages."""
    modules = {path: path.read_text("utf-8") for path in sorted(MINI_PROGRAM.rglob("*.js"))}
    pages = {path: path.read_text("utf-8") for path in sorted(MINI_PROGRAM.rglob("*.wxml"))}
    found = {
        path: asked_for(one) + [re.escape(key) for key in TITLE.findall(one)] for path, one in modules.items()
    }
    shown = {path: [re.escape(key) for key in SHOWN.findall(one)] for path, one in pages.items()}
    return found | shown


def asked_by_the_guide_pages() -> dict[Path, list[str]]:
    """Of the same file: by the templates, and by what puts values into them; a key may stand between two."""
    pages = [*sorted((ROOT / "web" / "guide").glob("*.html")), *sorted((ROOT / "api" / "pages").glob("*.py"))]
    return {
        path: [
            re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(key)) + (r"[\w-]+" if more else "")
            for key, more in RENDERED.findall(path.read_text("utf-8"))
        ]
        for path in pages
    }


def test_every_text_the_guide_pages_ask_for_exists(texts: dict[str, str]) -> None:
    found = asked_by_the_guide_pages()
    assert sum(map(len, found.values())) > 100
    for path, patterns in found.items():
        assert path.suffix == ".py" or not CHINESE.search(path.read_text("utf-8")), path
        for pattern in patterns:
            assert answering(pattern, texts), f"{path.name} asks for {pattern}"


def test_every_text_the_mini_program_asks_for_exists(texts: dict[str, str]) -> None:
    for path, patterns in asked_by_the_mini_program().items():
        for pattern in patterns:
            assert answering(pattern, texts), f"{path.name} asks for {pattern}"


def test_no_sentence_is_written_in_code(modules: dict[Path, str]) -> None:
    for path, source in modules.items():
        code = "\n".join(
            line for line in source.splitlines() if not line.lstrip().startswith(("//", "/*", "*"))
        )
        assert not CHINESE.search(re.sub(r"\s//.*", "", code).replace("：", "")), path


def test_every_text_asked_for_exists(modules: dict[Path, str], texts: dict[str, str]) -> None:
    for path, source in modules.items():
        for pattern in asked_for(source):
            assert answering(pattern, texts), f"{path.name} asks for {pattern}"


def test_every_text_is_used(modules: dict[Path, str], texts: dict[str, str]) -> None:
    patterns = [pattern for source in modules.values() for pattern in asked_for(source)]
    for asked in (asked_by_the_mini_program(), asked_by_the_guide_pages()):
        patterns += [pattern for found in asked.values() for pattern in found]
    used = {key for pattern in set(patterns) for key in answering(pattern, texts)}
    assert texts.keys() - used == set()


def test_every_named_outcome_has_a_label(texts: dict[str, str]) -> None:
    """A state, source, severity or exemption the contract names must never be shown as a bare key."""
    contract = {
        "state": "draft ready submitted accepted returned withdrawn done",
        "source": "profile document said typed",
        "precheck": "must_fix warning for_staff",
        "materials.exempt_by": "certificate data_sharing commitment",
        "status": "clarify submitted progress not_covered out_of_scope handoff emergency blocked error",
        "sign_in.role": "citizen reviewer curator admin",
        "section": "summary conditions materials steps time_limits fee places result legal_basis notes qa"
        " before after visits mistakes",
    }
    for group, names in contract.items():
        for name in names.split():
            assert texts.get(f"{group}.{name}"), f"{group}.{name}"


def test_placeholders_are_named_alike(texts: dict[str, str]) -> None:
    known = {"name", "count", "item", "section", "version", "from", "until", "cited", "date", "number"}
    known |= {"label", "percent", "value", "clause", "on", "year", "month", "day"}
    for key, sentence in texts.items():
        assert set(PLACEHOLDER.findall(sentence)) <= known or key == "needs", key
