"""YAML files read with their line numbers, so that every problem can name the line it stands on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from knowledge_base.errors import ContentError
from knowledge_base.texts import texts

Segments = Sequence[str | int]
"""Where a value stands: `("materials", 2, "when", "reason")`."""

Problem = tuple[str, int, str]
"""file, line, what is wrong"""

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """One file: its data and the tree of nodes that knows the lines."""

    file: str
    data: object
    node: yaml.Node | None

    def line(self, path: Segments) -> int:
        """The line of the deepest part of `path` that the file has; 1 when it has none of it."""
        node, line = self.node, 1
        for segment in path:
            found = _child(node, segment)
            if found is None:
                continue
            line, node = found
        return line

    def where(self, path: Segments) -> tuple[str, int]:
        """File and line of the deepest part of `path` that is written."""
        return self.file, self.line(path)


def explain(
    error: ValidationError, where: Callable[[Segments], tuple[str, int]], prefix: Segments = ()
) -> list[Problem]:
    """What the model does not accept, each with file and line; `prefix` is where the value stands."""
    problems: list[Problem] = []
    for detail in error.errors(include_url=False):
        key = ".".join(str(part) for part in detail["loc"])
        known = {"missing": "loader.missing", "extra_forbidden": "loader.unknown_key"}.get(detail["type"])
        what = texts().say(known or "loader.bad", name=key, problem=detail["msg"])
        problems.append((*where((*prefix, *detail["loc"])), what))
    return problems


def read(path: Path, shown_as: str) -> Source:
    """The file as data with lines. Raises `ContentError` for broken YAML, a missing file and doubled keys."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([(shown_as, 1, texts().say("loader.file_missing"))]) from None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data: object = loader.construct_document(node) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        what = texts().say("loader.not_yaml", problem=error.problem or "")
        raise ContentError([(shown_as, mark.line + 1 if mark else 1, what)]) from error
    finally:
        loader.dispose()
    doubled = [(shown_as, line, texts().say("loader.doubled_key", name=key)) for key, line in _doubled(node)]
    if doubled:
        raise ContentError(doubled)
    return Source(shown_as, data, node)


def _child(node: yaml.Node | None, segment: str | int) -> tuple[int, yaml.Node] | None:
    """Line and node below `node`; None for what is no key there (a union's tag, a missing key)."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(segment):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(segment, int) and segment < len(node.value):
        value = node.value[segment]
        return value.start_mark.line + 1, value
    return None


def _doubled(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubled(value)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            yield from _doubled(value)
