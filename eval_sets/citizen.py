"""A simulated citizen: says an opening, follows what is asked, deviates as its temper has it.

Knows only what a case lets it know, and of the service only the HTTP contract.
"""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from eval_sets.cases import Deviation, JourneyCase
from eval_sets.client import Client, Json
from eval_sets.errors import EvalError, ServerError
from eval_sets.pictures import find

PATIENCE = 3
"""How often a person does the same thing for the same application."""
OPEN = ("draft", "ready", "returned")
_WORDS = {"confirm": "确认", "precheck": "预审", "submit": "提交"}


class SilentCitizenError(EvalError):
    """The citizen has nothing to say: not known, no picture, or nothing was asked."""


@dataclass
class Journey:
    """What happened: final state of the application, replies in order, why it stopped."""

    state: str = ""
    application: Json = field(default_factory=dict[str, object])
    replies: list[Json] = field(default_factory=list[Json])
    said: list[str] = field(default_factory=list[str])
    """what the citizen did before each reply, for whoever looks at the journey"""
    asked: set[str] = field(default_factory=set[str])
    """questions and fields that were put to the citizen"""
    stopped: str = ""
    asked_again: int = 0
    """answers that were not understood, so that the same was asked again"""
    misled: int = 0
    """times another matter was begun, or none found, and the citizen had to name it"""


class Citizen:
    """Drives one case over HTTP, one message or picture a turn."""

    def __init__(self, case: JourneyCase, folder: Path, client: Client) -> None:
        self._case, self._folder, self._client = case, folder, client
        self._journey = Journey()
        self._signed_in = False
        self._asked: Counter[tuple[str, str]] = Counter()
        self._script = list(case.script)
        self._first_version = 0

    def go(self) -> Journey:
        """Until the expected end is reached, nothing more can be said, or the turns are used up."""
        try:
            self._client.open_conversation()
            reply = self._say(self._case.opening)
            while not self._done() and len(self._journey.replies) < self._case.expect.max_turns:
                reply = self._turn(reply)
        except (ServerError, SilentCitizenError) as error:
            self._journey.stopped = str(error)
        self._leave_nothing_open()
        return self._journey

    def _leave_nothing_open(self) -> None:
        """Whoever comes next with the same account begins anew instead of going on with this draft."""
        if not self._signed_in:
            return
        with suppress(ServerError):
            for one in self._client.get("/applications")["applications"]:
                if one["state"] in OPEN:
                    self._client.call("POST", f"/applications/{one['application_id']}/withdraw")

    def _done(self) -> bool:
        there = self._journey.state == self._case.expect.state
        return there and not unsaid(self._case, self._journey)

    def _say(self, text: str) -> Json:
        return self._take(self._client.say(text), text)

    def _send(self, image: str) -> Json:
        return self._take(self._client.send_picture(find(self._folder / image)), f"[{image}]")

    def _take(self, reply: Json, said: str) -> Json:
        self._journey.replies.append(reply)
        self._journey.said.append(said)
        if reply["application"]:
            self._look(reply["application"]["application_id"])
        return reply

    def _look(self, application_id: str) -> None:
        journey = self._journey
        if journey.application.get("application_id") != application_id:
            self._first_version = 0
        journey.application = self._client.get(f"/applications/{application_id}")
        journey.state = journey.application["state"]
        self._first_version = self._first_version or journey.application["version"]

    def _turn(self, reply: Json) -> Json:
        if reply.get("sign_in") and not self._signed_in:
            self._sign_in()
            return self._say("我要办理")
        application = reply["application"]
        if application is None:
            return self._say(self._choose_item(reply))
        if application["next"] is None:
            raise SilentCitizenError(f"nothing is next in state {application['state']}")
        following = application["next"]
        if deviation := self._due(following):
            return self._deviate(deviation)
        if not self._script and self._elsewhere():
            return self._put_right()
        return self._follow(reply, following)

    def _elsewhere(self) -> bool:
        """Another matter than the wanted one was begun; who notices says so once."""
        return self._journey.application["item_id"] != self._case.item_id and not self._journey.misled

    def _put_right(self) -> Json:
        self._journey.misled += 1
        guide = self._client.get(f"/items/{self._case.item_id}")
        return self._say(f"不是这个，我要办{guide['plain_name']}")

    def _sign_in(self) -> None:
        self._client.sign_in(self._case.account)
        self._signed_in = True

    def _choose_item(self, reply: Json) -> str:
        """Takes the option of a question that leads to the wanted item, else says so in plain words."""
        if self._journey.application:
            return "继续"
        guide = self._client.get(f"/items/{self._case.item_id}")
        if reply["status"] == "not_covered":
            self._journey.misled += 1
            return f"我要办{guide['plain_name']}"
        if reply["status"] == "clarify":
            for option in reply["options"]:
                if guide["name"] in option["send"] or guide["plain_name"] in option["send"]:
                    return str(option["send"])
            return str(guide["name"])
        return "我要办理"

    def _due(self, following: Json) -> Deviation | None:
        """The first thing of the script that belongs to this step; each is done once."""
        steps = (following["kind"], f"{following['kind']}:{following['name']}")
        due = next((one for one in self._script if one.at in steps), None)
        if due is not None:
            self._script.remove(due)
        return due

    def _deviate(self, deviation: Deviation) -> Json:
        if deviation.come_back:
            self._client.change_device()
            self._client.open_conversation()
            return self._say(deviation.come_back)
        if deviation.form:
            self._edit_form(deviation)
            return self._say(deviation.say or "继续")
        return self._send(deviation.send) if deviation.send else self._say(deviation.say)

    def _edit_form(self, deviation: Deviation) -> None:
        """As the page does: with the version seen, and once more when the draft has moved on since."""
        application = self._journey.application
        path = f"/applications/{application['application_id']}"
        if deviation.stale:
            seen, current = self._first_version, application["version"]
            if seen < current and self._client.edit(path, deviation.form, seen):
                raise SilentCitizenError("the form was taken though the draft had changed since")
        if not self._client.edit(path, deviation.form, self._client.get(path)["version"]):
            raise SilentCitizenError("the form was not taken though nobody else had changed the draft")

    def _follow(self, reply: Json, following: Json) -> Json:
        """Does what is asked. Asked the same again, a person taps an option, and at last gives up."""
        kind, name = following["kind"], following["name"]
        self._asked[kind, name] += 1
        times = self._asked[kind, name]
        self._journey.asked.add(name)
        if times > PATIENCE:
            told = reply["text"].replace("\n", " ")[:80]
            raise SilentCitizenError(f"asked for {kind} {name} {times} times: {told}")
        self._journey.asked_again += times > 1
        if kind == "situation":
            return self._say(self._answer(reply, following))
        if kind == "field":
            if name not in self._case.knows:
                raise SilentCitizenError(f"the citizen does not know {name}")
            return self._say(self._case.knows[name])
        if kind == "document":
            return self._send(self._picture(name))
        return self._say(self._case.words.get(kind, _WORDS[kind]))

    def _answer(self, reply: Json, following: Json) -> str:
        """What the citizen knows, in own words; then the option meant, or the one put most like these words.

        Who knows nothing of it takes the first option offered.
        """
        question = following["name"]
        said = self._case.knows.get(question)
        if said and self._asked["situation", question] == 1:
            return said
        options = self._options(question)
        meant = options.get(self._case.expect.situation.get(question, ""))
        if meant or (said and options):
            return meant or max(options.values(), key=lambda label: _likeness(label, said or ""))
        if not reply["options"]:
            raise SilentCitizenError(f"no option is offered for {following['name']}: {reply['text'][:80]}")
        return str(reply["options"][0]["send"])

    def _options(self, question: str) -> dict[str, str]:
        """Option ids and what the page shows for them."""
        guide = self._client.get(f"/items/{self._journey.application['item_id']}")
        asked = next((q for q in guide["situations"] if q["id"] == question), None)
        return {str(o["id"]): str(o["label"]) for o in asked["options"]} if asked else {}

    def _picture(self, material_id: str) -> str:
        """A picture kept for this very material, else one of a type it takes."""
        guide = self._client.get(f"/items/{self._journey.application['item_id']}")
        material = next(m for m in guide["materials"] if m["material_id"] == material_id)
        for kind in (material_id, *material["documents"], "any"):
            if kind in self._case.documents:
                return self._case.documents[kind]
        raise SilentCitizenError(f"the citizen has no picture for {material['name']}")


def _likeness(label: str, words: str) -> float:
    return SequenceMatcher(None, label, words, autojunk=False).ratio()


def unsaid(case: JourneyCase, journey: Journey) -> list[str]:
    """What the case expects to be told, and nobody has said since a draft was open."""
    told = [reply["text"].replace("\n", "") for reply in journey.replies if reply["application"]]
    return [pattern for pattern in case.expect.says if not any(re.search(pattern, one) for one in told)]
