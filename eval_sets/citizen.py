"""A simulated citizen: says an opening, follows what is asked, knows only what a case lets it know."""

from dataclasses import dataclass, field
from pathlib import Path

from eval_sets.cases import JourneyCase
from eval_sets.client import Client, Json
from eval_sets.errors import ServerError


@dataclass
class Journey:
    """What happened: final state of the application, replies in order, why it stopped."""

    state: str = ""
    application: Json = field(default_factory=dict[str, object])
    replies: list[Json] = field(default_factory=list[Json])
    stopped: str = ""


class Citizen:
    """Drives one case over HTTP, one message or picture a turn."""

    def __init__(self, case: JourneyCase, folder: Path, client: Client) -> None:
        self._case, self._folder, self._client = case, folder, client
        self._journey = Journey()
        self._signed_in = False

    def go(self) -> Journey:
        """Until the expected state is reached, nothing more can be said, or the turns are used up."""
        self._client.open_conversation()
        try:
            reply = self._take(self._client.say(self._case.opening))
            while not self._done() and len(self._journey.replies) < self._case.expect.max_turns:
                reply = self._take(self._turn(reply))
        except (ServerError, LookupError) as error:
            self._journey.stopped = str(error)
        return self._journey

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
            raise LookupError(f"nothing is next in state {application['state']}")
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
        kind, name = following["kind"], following["name"]
        if kind == "situation":
            return self._client.say(self._answer(reply, name))
        if kind == "field":
            if name not in self._case.knows:
                raise LookupError(f"the citizen does not know {name}")
            return self._client.say(self._case.knows[name])
        if kind == "document":
            return self._client.send_picture(self._picture(name))
        return self._client.say({"confirm": "确认", "precheck": "预审", "submit": "提交"}[kind])

    def _answer(self, reply: Json, question: str) -> str:
        """What the citizen knows, else the first option offered."""
        return self._case.knows.get(question) or str(reply["options"][0]["send"])

    def _picture(self, material_id: str) -> Path:
        guide = self._client.get(f"/items/{self._case.item_id}")
        material = next(m for m in guide["materials"] if m["material_id"] == material_id)
        for kind in (*material["documents"], material_id, "any"):
            if kind in self._case.documents:
                return self._folder / self._case.documents[kind]
        raise LookupError(f"the citizen has no picture for {material['name']}")
