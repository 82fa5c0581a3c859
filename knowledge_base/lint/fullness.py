"""What a citizen needs beyond what publication asks: asked of the guides that come with the project.

A registry's draft may be published with less (it then answers less); `kb check` asks for all of it.
"""

from collections.abc import Iterator
from datetime import date

from knowledge_base.lint.form import condition_unreviewed
from knowledge_base.lint.written import Broken, Rule
from knowledge_base.model.guide import Guide
from knowledge_base.source import Segments

LEAST = {"qa": 12, "variants": 3, "aliases": 8, "asked": 25, "mistakes": 1, "fields": 3, "review": 3}


def too_little(guide: Guide, day: date) -> Iterator[Broken]:
    counted: list[tuple[Segments, str, int]] = [
        (("qa",), "qa", len(guide.qa)),
        (("item", "aliases"), "aliases", len(guide.item.aliases)),
        (("item", "asked"), "asked", len(guide.item.asked)),
        (("mistakes",), "mistakes", len(guide.mistakes)),
        (("form",), "fields", len(guide.form.fields)),
        (("review",), "review", len(guide.review)),
        *((("qa", i, "variants"), "variants", len(pair.variants)) for i, pair in enumerate(guide.qa)),
    ]
    for path, key, count in counted:
        if count < LEAST[key]:
            yield path, {"part": key, "count": count, "least": LEAST[key]}


def handling_missing(guide: Guide, day: date) -> Iterator[Broken]:
    if guide.handling is None:
        yield ("handling",), {}


def asks_for_what_is_held(guide: Guide, day: date) -> Iterator[Broken]:
    """What the government issued need not be handed in unless law asks to see it (渝府发〔2026〕11号, 四)."""
    for index, material in enumerate(guide.materials):
        held = material.source == "government" and material.necessity == "required"
        if held and not material.exempt and not material.basis:
            yield ("materials", index), {"name": material.name}


FULLNESS_RULES: dict[str, Rule] = {
    "condition-unreviewed": condition_unreviewed,
    "too-little": too_little,
    "handling-missing": handling_missing,
    "asks-for-what-is-held": asks_for_what_is_held,
}
