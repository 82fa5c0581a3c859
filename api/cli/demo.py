"""`demo`: one citizen's whole path in the terminal, from a question in dialect to the receipt."""

from collections.abc import Iterator
from dataclasses import dataclass

import typer

from api.bootstrap import Container
from api.cli.base import AsJson, fail, house, tell
from api.wire.conversations import ReplyShape
from applications.types import Actor

ACCOUNT = "chen-xiaoyu"
OPENING = "身份证搞丢了啷个办"
ASIDE = "居住证要多少钱"
TURNS = 30
ACTS = {"confirm": "确认无误", "precheck": "预审", "submit": "提交"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn as it is shown."""

    said: str
    reply: ReplyShape


def add(app: typer.Typer) -> None:
    app.command()(demo)


def demo(as_json: AsJson = False) -> None:
    """陈晓渝 lost her ID card: asks, reads the cited guide, signs in, answers, checks, submits."""
    exchanges: list[Exchange] = []
    with house() as container:
        for exchange in walk(container):
            exchanges.append(exchange)
            if not as_json:
                typer.echo(_shown(exchange))
    last = exchanges[-1].reply
    if as_json:
        tell(True, {"turns": exchanges, "status": last.status}, "")
    if last.status != "submitted":
        fail(f"the path ended in {last.status} instead of a receipt: run `yuxiaozhi doctor`")


def walk(container: Container) -> Iterator[Exchange]:
    """Says what is asked for, until there is a receipt or nothing more to say."""
    account = container.identity.account(ACCOUNT)
    if account is None:
        fail("the demo needs its invented people: set IDENTITY=demo")
        return
    signed_in = Actor(account.account_id, account.name, account.role)
    conversation = container.assistant.open("web", None, None).conversation_id
    actor: Actor | None = None
    words: str | None = OPENING
    asked_aside = False
    for _ in range(TURNS):
        if words is None:
            return
        reply = container.turns.shape(container.assistant.say(conversation, actor, words))
        yield Exchange(words, reply)
        if reply.sign_in and actor is None:
            actor, words = signed_in, "继续"
        elif reply.status == "submitted":
            return
        elif reply.application and not asked_aside:
            asked_aside, words = True, ASIDE
        else:
            words = _answer(reply, opened=actor is not None)


def _answer(reply: ReplyShape, opened: bool) -> str | None:
    """The first option for a question, the act for an act; None when nothing is left to say."""
    if reply.application is None:
        return "继续" if opened else "我要办理"
    following = reply.application.next
    if following is None:
        return None
    if following.kind == "situation":
        return following.options[0].label
    return ACTS.get(following.kind)


def _shown(exchange: Exchange) -> str:
    cited = [f"    [{c.item_id} 第{c.guide_version}版 {c.section}]" for c in exchange.reply.citations[:3]]
    return "\n".join((f"\n陈晓渝：{exchange.said}", f"渝小智：{exchange.reply.text}", *cited))
