"""`ask` and `search`: one question without signing in."""

from typing import Annotated

import typer

from api.cli.base import AsJson, house, tell
from api.wire.conversations import ReplyShape
from api.wire.items import FoundItem, FoundItems


def add(app: typer.Typer) -> None:
    app.command()(ask)
    app.command()(search)


def ask(
    text: Annotated[str, typer.Argument(help="What you want to know, in your own words.")],
    district: Annotated[str | None, typer.Option(help="Division code, e.g. 500112.")] = None,
    as_json: AsJson = False,
) -> None:
    """One turn of a conversation: the answer with its citations."""
    with house() as container:
        opened = container.assistant.open("web", district, None)
        reply = container.turns.shape(container.assistant.say(opened.conversation_id, None, text))
    tell(as_json, reply, _reply(reply))
    if reply.status == "error":
        raise typer.Exit(1)


def search(
    text: Annotated[str, typer.Argument(help="What you are looking for.")],
    district: Annotated[str | None, typer.Option(help="Division code, e.g. 500112.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50)] = 10,
    as_json: AsJson = False,
) -> None:
    """Service items that fit, best first."""
    from api.wire.items import found_item

    with house() as container:
        hits = container.library.search(text, district, limit)
    found = FoundItems(items=[found_item(hit) for hit in hits])
    tell(as_json, found, "\n".join(map(_item, found.items)) or "没有找到合适的事项，换个说法再试。")


def _reply(reply: ReplyShape) -> str:
    cited = [f"  [{c.item_id} v{c.guide_version} {c.section}] {c.quote}" for c in reply.citations]
    options = [f"  · {option.label}" for option in reply.options]
    return "\n".join([f"({reply.status}) {reply.text}", *cited, *options])


def _item(item: FoundItem) -> str:
    guide = "" if item.guide else " 暂无指南"
    return f"{item.score:.2f}  {item.name}（{item.plain_name or item.authority}）{guide}"
