"""`kb graph`: what comes before and after an item, what rests on a law, the whole graph as a file."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.base import AsJson, fail, house, tell

if TYPE_CHECKING:
    from knowledge_base.graph import KnowledgeGraph
    from knowledge_base.graph.model import Step


def graph(
    item: Annotated[str | None, typer.Argument(help="Item id.", show_default=False)] = None,
    law: Annotated[str | None, typer.Option(help="Guides that rest on this law.")] = None,
    article: Annotated[str, typer.Option(help="With --law: only on this article, e.g. 第十条.")] = "",
    export: Annotated[Path | None, typer.Option(dir_okay=False, help="Write it all as GraphML.")] = None,
    as_json: AsJson = False,
) -> None:
    """Shows how items hang together by the guides citable today."""
    if [item, law, export].count(None) != 2:
        fail("name one of: an item id, --law NAME, --export FILE", status=2)
    with house() as container:
        found = container.library.graph()
    if export is not None:
        _export(found, export, as_json)
    elif law is not None:
        _law(found, law, article, as_json)
    else:
        _item(found, item or "", as_json)


def _item(found: "KnowledgeGraph", item: str, as_json: bool) -> None:
    node = found.node(item)
    if node is None or node.kind != "item":
        fail(f"no guide is of the item {item} or names it: look it up with yuxiaozhi search")
    before, after = found.before(item), found.after(item)
    issued = found.issued_by(item)
    lines = [f"{item} {node.name}", *(f"  before  {_line(found, step)}" for step in before)]
    lines += [f"  issues  {one}" for one in issued]
    lines += [f"  after   {_line(found, step)}" for step in after]
    told = {
        "item": asdict(node),
        "before": [asdict(step) for step in before],
        "issues": issued,
        "after": [asdict(step) for step in after],
    }
    tell(as_json, told, "\n".join(lines))


def _law(found: "KnowledgeGraph", law: str, article: str, as_json: bool) -> None:
    resting = found.resting_on(law, article)
    lines = [f"{one.item_id}  {one.law}{one.article}  {one.says}" for one in resting]
    items = {one.item_id for one in resting}
    lines.append(f"{len(items)} guides rest on it, in {len(resting)} places")
    tell(as_json, {"guides": sorted(items), "places": [asdict(one) for one in resting]}, "\n".join(lines))


def _export(found: "KnowledgeGraph", file: Path, as_json: bool) -> None:
    from knowledge_base.graph.exporting import graphml

    file.write_text(graphml(found), encoding="utf-8")
    counts = {"nodes": len(found.graph), "edges": len(found.edges), "file": str(file)}
    tell(as_json, counts, f"{counts['nodes']} nodes, {counts['edges']} edges written to {file}")


def _line(found: "KnowledgeGraph", step: "Step") -> str:
    names = " | ".join(node.name if (node := found.node(one)) else one for one in step.items)
    return f"{names}  ({step.origin}: {step.text})"
