"""What stands in the way of publishing a draft: the model's rules, dangling references, the publication lint.

A draft has no files, so findings name places in the guide instead of lines. Pure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from knowledge_base.curation.types import DraftFinding
from knowledge_base.diffing import place
from knowledge_base.lint import RULES
from knowledge_base.lint.across import across
from knowledge_base.lint.run import finding
from knowledge_base.lint.written import Found
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.references import broken
from knowledge_base.source import Segments
from knowledge_base.texts import texts

_CAN_ONLY_FOLLOW = frozenset({"look-alike-one-way"})
"""The other guide has to say it too; as each is published alone, one of them must come first."""


def checked(
    item_id: str,
    content: Mapping[str, object],
    day: date,
    others: Sequence[Guide],
    names: Sequence[ServiceItem],
    known: Callable[[str], bool],
) -> tuple[Guide | None, list[DraftFinding]]:
    """The guide, when it validates, and everything found on `day`.

    `others` are the guides and `names` the bare names that it will stand beside; `known` tells item ids.
    """
    try:
        guide = Guide.model_validate(content)
    except ValidationError as error:
        return None, list(_explained(error, content))
    dangling = [*broken(guide), *_strange(item_id, guide, known)]
    findings = [_of_model(place(content, path), what) for path, what in dangling]
    if not findings:
        findings = list(_linted(guide, content, day, others, names))
    return guide, findings


def _explained(error: ValidationError, content: Mapping[str, object]) -> Iterator[DraftFinding]:
    for detail in error.errors(include_url=False):
        known = {"missing": "loader.missing", "extra_forbidden": "loader.unknown_key"}.get(detail["type"])
        at = place(content, detail["loc"])
        yield _of_model(at, texts().say(known or "loader.bad", name=at, problem=detail["msg"]))


def _of_model(at: str, what: str) -> DraftFinding:
    return DraftFinding(at, "model", what, texts().say("curation.mend"))


def _strange(item_id: str, guide: Guide, known: Callable[[str], bool]) -> Iterator[tuple[Segments, str]]:
    """Ids of items that don't exist, and a guide that is of another item than its draft."""
    if guide.item.item_id != item_id:
        yield ("item", "item_id"), texts().say("curation.item_differs", id=item_id)
    uses = [(("look_alikes", i), [other.item_id]) for i, other in enumerate(guide.look_alikes)]
    uses += [(("prerequisites", i), one.items) for i, one in enumerate(guide.prerequisites)]
    uses += [(("follow_ups", i), one.items) for i, one in enumerate(guide.follow_ups)]
    for path, ids in uses:
        for one in ids:
            if one != item_id and not known(one):
                yield path, texts().say("loader.no_such_item", id=one)


def _linted(
    guide: Guide,
    content: Mapping[str, object],
    day: date,
    others: Sequence[Guide],
    names: Sequence[ServiceItem],
) -> Iterator[DraftFinding]:
    for rule, breaks in RULES.items():
        for path, values in breaks(guide, day):
            yield _of_lint(rule, place(content, path), values)
    before = {_key(found) for found in across(others, names)}
    for found in across([*others, guide], names):
        rule, whose, path, values = found
        if rule not in _CAN_ONLY_FOLLOW and _key(found) not in before:
            ours = whose == guide.item.item_id
            yield _of_lint(rule, place(content, path) if ours else "item", values)


def _key(found: Found) -> tuple[str, str, str]:
    rule, item_id, _, values = found
    return rule, item_id, str(values)


def _of_lint(rule: str, at: str, values: dict[str, object]) -> DraftFinding:
    said = finding(rule, at, 0, values)
    return DraftFinding(at, rule, said.why, said.mend)
