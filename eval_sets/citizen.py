"""A simulated citizen: says an opening, follows what is asked, knows only what a case lets it know."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from eval_sets.cases import JourneyCase
from eval_sets.client import Client, Json
from eval_sets.errors import EvalError, ServerError

PATIENCE = 3
"""How often a person does the same thing for the same application."""
OPEN = ("draft", "ready", "returned")


class SilentCitizenError(EvalError):
    """The citizen has nothing to say: not known, no picture, or nothing was asked."""


@dataclass
class Journey:
    """What happened: final state of the application, replies in order, why it stopped."""

    state: str = ""
    application: Json = field(default_factory=dict[str, object])
    replies: list[Json] = field(default_factory=list[Json])
    stopped: str = ""
    asked_again: int = 0
    """answers that were not understood, so that the same was asked again"""


class Citizen:
    """Drives one case over HTTP, one message or picture a turn."""

    def __init__(self, case: JourneyCase, folder: Path, client: Client) -> None:
        self._case, self._folder, self._client = case, folder, client
        self._journey = Journey()
        self._signed_in = False
        self._asked: Counter[tuple[str, str]] = Counter()

    def go(self) -> Journey:
        """Until the expected state is reached, nothing more can be said, or the turns are used up."""
        try:
            self._client.open_conversation()
            reply = self._take(self._client.say(self._case.opening))
            while not self._done() and len(self._journey.replies) < self._case.expect.max_turns:
                reply = self._take(self._turn(reply))
        except (ServerError, SilentCitizenError) as error:
            self._journey.stopped = str(error)
        self._leave_nothing_open()
        return self._journey

    def _leave_nothing_open(self) -> None:
        """Whoever comes next with the same account begins anew instead of going on with this draft."""
        if self._journey.state in OPEN:
            with suppress(ServerError):
                self._client.call(
                    "POST", f"/applications/{self._journey.application['application_id']}/withdraw"
                )

    def _done(self) -> bool:
        return self._journey.state == self._case.expect.state

    def _take(self, reply: Json) -> Json:
        self._journey.replies.append(reply)
        if reply["application"]:
            path = f"/applications/{reply['application']['application_id']}"
            self._journey.application = self._client.get(path)
            self._journey.state = self._journey.application["state"]
        return reply

    def _turn(self, reply: Json) -> Json:
        if reply.get("sign_in") and not self._signed_in:
            self._client.sign_in(self._case.account)
            self._signed_in = True
            return self._client.say("我要办理")
        application = reply["application"]
        if application is None:
            return self._client.say(self._choose_item(reply))
        if application["next"] is None:
            raise SilentCitizenError(f"nothing is next in state {application['state']}")
        return self._follow(reply, application["next"])

    def _choose_item(self, reply: Json) -> str:
        """Takes the option of a question that leads to the wanted item, else says so in plain words."""
        guide = self._client.get(f"/items/{self._case.item_id}")
        if reply["status"] == "clarify":
            for option in reply["options"]:
                if guide["name"] in option["send"] or guide["plain_name"] in option["send"]:
                    return str(option["send"])
            return str(guide["name"])
        return "我要办理"

    def _follow(self, reply: Json, following: Json) -> Json:
        """Does what is asked. Asked the same again, a person taps an option, and at last gives up."""
        kind, name = following["kind"], following["name"]
        self._asked[kind, name] += 1
        times = self._asked[kind, name]
        if times > PATIENCE:
            told = reply["text"].replace("\n", " ")[:80]
            raise SilentCitizenError(f"asked for {kind} {name} {times} times: {told}")
        self._journey.asked_again += times > 1
        if kind == "situation":
            return self._client.say(self._answer(reply, following))
        if kind == "field":
            if name not in self._case.knows:
                raise SilentCitizenError(f"the citizen does not know {name}")
            return self._client.say(self._case.knows[name])
        if kind == "document":
            return self._client.send_picture(self._picture(name))
        return self._client.say({"confirm": "确认", "precheck": "预审", "submit": "提交"}[kind])

    def _answer(self, reply: Json, following: Json) -> str:
        """What the citizen knows, in own words and then as the option; else the first option offered."""
        question = following["name"]
        meant = self._case.expect.situation.get(question)
        if self._asked["situation", question] > 1 and meant:
            guide = self._client.get(f"/items/{self._journey.application['item_id']}")
            asked = next(q for q in guide["situations"] if q["id"] == question)
            return next(str(o["label"]) for o in asked["options"] if o["id"] == meant)
        if said := self._case.knows.get(question):
            return said
        if not reply["options"]:
            raise SilentCitizenError(f"no option is offered for {following['name']}: {reply['text'][:80]}")
        return str(reply["options"][0]["send"])

    def _picture(self, material_id: str) -> Path:
        """A picture kept for this very material, else one of a type it takes."""
        guide = self._client.get(f"/items/{self._journey.application['item_id']}")
        material = next(m for m in guide["materials"] if m["material_id"] == material_id)
        for kind in (material_id, *material["documents"], "any"):
            if kind in self._case.documents:
                return self._folder / self._case.documents[kind]
        raise SilentCitizenError(f"the citizen has no picture for {material['name']}")
