"""`demo`: one citizen's whole path in the terminal, from a question in dialect to the receipt."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from api.bootstrap import Container
from api.cli.base import AsJson, fail, house, tell
from api.cli.demo_desk import DeskWalk, Step
from api.wire.conversations import ReplyShape
from applications.types import Actor
from assistant.reply import Reply
from ocr.service import read_now
from storage.ids import new_id

ACCOUNT = "chen-xiaoyu"
OPENING = "身份证搞丢了啷个办"
ASIDE = "居住证要多少钱"
PICTURE = "［拍了一张旧身份证的照片］"
CORRECTION = "电话改成13900139002"
TURNS = 30
ACTS = {"confirm": "确认无误", "precheck": "预审", "submit": "提交"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn as it is shown; `before` is what happened between this turn and the last."""

    said: str
    reply: ReplyShape
    before: str = ""


def add(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    as_json: AsJson = False,
    desk: Annotated[
        bool, typer.Option("--desk", help="Go on at the reviewer's desk, to the result.")
    ] = False,
) -> None:
    """陈晓渝 lost her ID card: asks, signs in, answers, asks something else, corrects, checks, submits."""
    exchanges: list[Exchange] = []
    steps: list[Step] = []
    console = Console(highlight=False, soft_wrap=False)
    with house() as container:
        citizen = _Citizen(container)
        for exchange in citizen.walk():
            exchanges.append(exchange)
            if not as_json:
                _show(console, exchange)
        handed_in = exchanges[-1].reply.application
        if desk and handed_in and exchanges[-1].reply.status == "submitted":
            for step in DeskWalk(container, citizen.signed_in, handed_in.application_id).steps():
                steps.append(step)
                if not as_json:
                    console.print(Text.assemble((f"\n{step.who}  ", "bold magenta"), step.text))
    last = exchanges[-1].reply
    if as_json:
        tell(True, {"turns": exchanges, "status": last.status, "desk": steps}, "")
    if last.status != "submitted":
        fail(f"the path ended in {last.status} instead of a receipt: run `yuxiaozhi doctor`")


class _Citizen:
    """Says what is asked for, with an aside and a correction on the way."""

    def __init__(self, container: Container) -> None:
        account = container.identity.account(ACCOUNT)
        if account is None:
            fail("the demo needs its invented people: set IDENTITY=demo")
            raise AssertionError
        self._house = container
        self.signed_in = Actor(_newcomer(container), account.name, account.role)
        self._once = {"aside": ASIDE, "picture": PICTURE, "correction": CORRECTION}

    def walk(self) -> Iterator[Exchange]:
        """Until there is a receipt, which a second submit gives again, or nothing more to say."""
        actor: Actor | None = None
        conversation = self._house.assistant.open("web", None, None).conversation_id
        words: str | None = OPENING
        before = ""
        for _ in range(TURNS):
            said = self._say(conversation, actor, words)
            reply = self._house.turns.shape(said)
            yield Exchange(words, reply, before)
            before = ""
            if reply.status == "submitted":
                before = "手一抖，又点了一次提交"
                again = self._house.assistant.say(conversation, actor, "提交")
                yield Exchange("提交", self._house.turns.shape(again), before)
                return
            if reply.sign_in and actor is None:
                actor, words = self.signed_in, "继续"
                before = f"{actor.name}登录了"
            else:
                words = self._answer(reply, opened=actor is not None)
            if words is None:
                return

    def _say(self, conversation: str, actor: Actor | None, words: str) -> Reply:
        """Says the words, or hands in the picture they stand for, which is read as an upload is."""
        if words != PICTURE or actor is None:
            return self._house.assistant.say(conversation, actor, words)
        data = files("api").joinpath("demo/id-card.jpg").read_bytes()
        kept = self._house.documents.keep(
            actor.account_id, data, "id-card.jpg", "image/jpeg", conversation_id=conversation
        )
        self._house.documents.store_reading(kept.document_id, read_now(data))
        return self._house.assistant.add_document(conversation, actor, kept.document_id)

    def _answer(self, reply: ReplyShape, opened: bool) -> str | None:
        """The first option for a question, the act for an act; None when nothing is left to say."""
        if reply.application is None:
            return "继续" if opened else "我要办理"
        following = reply.application.next
        if following is None:
            return None
        if following.kind == "situation":
            return self._once.pop("aside", None) or following.options[0].label
        if following.kind == "confirm":
            return self._once.pop("picture", None) or self._once.pop("correction", None) or ACTS["confirm"]
        return ACTS.get(following.kind)


def _newcomer(container: Container) -> str:
    """A new account with 陈晓渝's profile, so that the path meets no draft somebody left."""
    account_id, profile = new_id("demo"), container.profiles.profile(ACCOUNT)
    container.profiles.keep_facts(account_id, profile.facts.values())
    container.profiles.keep_certificates(account_id, profile.certificates)
    return account_id


def _show(console: Console, exchange: Exchange) -> None:
    if exchange.before:
        console.print(Text(f"\n  （{exchange.before}）", style="dim"))
    console.print(Text.assemble(("\n陈晓渝  ", "bold cyan"), exchange.said))
    console.print(Text("渝小智  ", style="bold green"))
    console.print(Padding(Text(exchange.reply.text), (0, 0, 0, 4)))
    cited = dict.fromkeys((c.item_id, c.guide_version, c.section) for c in exchange.reply.citations)
    for item_id, version, section in cited:
        console.print(Text(f"    └ 依据 {item_id} 指南第{version}版 {section}", style="dim"))
