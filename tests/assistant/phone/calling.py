"""A call with the real assistant behind it: text in, what is said out."""

from dataclasses import dataclass, field

from applications.types import Actor
from assistant.phone.talk import PhoneTalk
from assistant.phone.types import (
    Act,
    Answered,
    CheckCode,
    HandOff,
    HangUp,
    Heard,
    Say,
    SendCode,
    SendLink,
    Turn,
)
from assistant.reply import Reply
from speech.speakable import speakable
from tests.assistant.conftest import House
from tests.assistant.phone.transcripts import talk

CODE = "246810"


@dataclass
class Call:
    """`account`: whose number the code is sent to. `said` is all that was said, in order."""

    house: House
    account: str
    signed_in: bool = False
    said: list[str] = field(default_factory=list[str])
    turns: list[str] = field(default_factory=list[str])
    links: list[str] = field(default_factory=list[str])
    over: bool = False
    handed_off: str = ""

    def __post_init__(self) -> None:
        self.actor: Actor | None = self.house.people[self.account] if self.signed_in else None
        self.assistant = self.house.assistant()
        self.conversation = self.assistant.open("phone", None, self.actor).conversation_id
        self.talk: PhoneTalk = talk(signed_in=self.signed_in)
        self._do(self.talk.begin())

    def says(self, text: str, confidence: float = 0.95) -> str:
        """What is said to it, all that came of it together."""
        return self._do(self.talk.heard(Heard(text, confidence)))

    def presses(self, keys: str) -> str:
        return "".join(self._do(self.talk.pressed(key)) for key in keys)

    def _do(self, acts: list[Act]) -> str:
        said = ""
        for act in acts:
            match act:
                case Say(text):
                    self.said.append(text)
                    said += text
                case Turn(text):
                    self.turns.append(text)
                    said += self._do(self.talk.replied(self._turn(text)))
                case SendCode():
                    said += self._do(self.talk.code_sent(True))
                case CheckCode(_, code):
                    self.actor = self.house.people[self.account] if code == CODE else None
                    said += self._do(self.talk.identified(self.actor.name if self.actor else None))
                case SendLink(application_id):
                    self.links.append(application_id)
                    said += self._do(self.talk.link_sent(True))
                case HandOff(reason):
                    self.handed_off = reason
                case HangUp():
                    self.over = True
                case _:
                    pass
        return said

    def _turn(self, text: str) -> Answered:
        reply = self.assistant.say(self.conversation, self.actor, text)
        step = reply.application.next if reply.application else None
        return Answered(
            status=reply.status,
            spoken=speakable(reply.spoken or reply.text),
            text=reply.text,
            options=reply.options,
            sign_in=reply.sign_in,
            asks=step.kind if step else "",
            asks_name=step.name if step else "",
            asks_type=self._type(reply),
            application_id=reply.application.application_id if reply.application else None,
        )

    def _type(self, reply: Reply) -> str:
        view = reply.application
        if view is None or view.next is None or view.next.kind != "field":
            return ""
        published = self.house.library.version(view.item_id, view.guide_version)
        fields = published.guide.form.fields if published else []
        return next((one.type for one in fields if one.name == view.next.name), "")
