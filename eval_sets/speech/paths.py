"""Whole calls in text: words are misheard, and the caller notices when what is read back is not theirs.

The call itself is `assistant.phone`, the assistant answers over HTTP; sound is left out (`calling` has it).
The recogniser is as sure of what it misheard as of the rest: that is the worst case.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.phone.talk import PhoneTalk
from assistant.phone.types import Act, Answered, HandOff, HangUp, Heard, Say, SendLink, Turn
from assistant.reply import Option
from eval_sets.client import Client, Json
from eval_sets.figures import share_of
from eval_sets.speech.downstream import Way, misheard
from eval_sets.speech.errors_model import HEADLINE
from eval_sets.speech.walking import ID_CARD, PROGRESS, answer
from storage.clock import system_clock
from storage.sentences import Sentences

Said = Callable[[str, int], str]
"""what is heard of a sentence, and the how manieth of the call it is: said again it is misheard otherwise"""

ACCOUNT = "chen-xiaoyu"
ITEM = "id-card-replacement"
CONFIDENCE = 0.9
MOST = 30
"""sentences of one call"""
OPEN = ("draft", "ready")
MEANT = {"self", "other_province", "window"}
"""what the caller of `ID_CARD` answers, as the guide's options name it"""


@dataclass
class Called:
    """One call and what became of it."""

    reached: bool = False
    sentences: int = 0
    ended: str = ""
    """why it did not get there"""
    wrong: list[str] = field(default_factory=list[str])
    """answers in the draft that the caller did not give, and that nobody read back to them"""


def calls(url: str, seeds: Sequence[int], mend: Way) -> dict[str, Any]:
    """By path and by how it is said: calls that got there, sentences they took, values wrong in the draft.

    One after the other: they are the calls of one account.
    """
    ways: Mapping[str, Sequence[Said]] = {
        "clean": [lambda text, _: text],
        "misheard": [_misheard(seed) for seed in seeds],
        "mended": [_misheard(seed, mend) for seed in seeds],
    }
    return {
        name: {how: _figures([call(url, path, one) for one in said]) for how, said in ways.items()}
        for name, path in (("id_card", ID_CARD), ("progress", PROGRESS))
    }


def _misheard(seed: int, mend: Way | None = None) -> Said:
    return lambda text, at: misheard(seed * MOST + at, HEADLINE, mend)(text)


def _figures(found: Sequence[Called]) -> Json:
    told = sorted(one.sentences for one in found if one.reached)
    return {
        "reached": share_of(one.reached for one in found),
        "median_sentences": told[len(told) // 2] if told else None,
        "ended_otherwise": sorted({one.ended for one in found if one.ended}),
        "wrong_unconfirmed": sum(bool(one.wrong) for one in found),
        "wrong": sorted({value for one in found for value in one.wrong}),
    }


def call(url: str, path: Mapping[str, str], way: Said) -> Called:
    """One call of somebody who is known, with nothing open when it begins and when it has ended."""
    with Client(url) as client:
        client.sign_in(ACCOUNT)
        _leave_nothing_open(client)
        client.open_conversation("phone")
        done = _Caller(client, path, way).go()
        _leave_nothing_open(client)
        return done


class _Caller:
    def __init__(self, client: Client, path: Mapping[str, str], way: Said) -> None:
        self._client, self._path, self._way = client, path, way
        self._talk = PhoneTalk(
            Sentences.of("assistant"),
            today=system_clock().date(),
            recording=True,
            signed_in=True,
        )
        self._told: list[str] = []
        self._reply: Json = {}
        self._done = Called()

    def go(self) -> Called:
        self._act(self._talk.begin())
        last = ""
        while not (self._there() or self._done.ended) and self._done.sentences < MOST:
            told, self._told = "".join(self._told), []
            last = self._answer(told, last)
            self._done.sentences += 1
            self._act(self._talk.heard(Heard(self._way(last, self._done.sentences), CONFIDENCE)))
        self._done.reached = self._there()
        if not self._done.reached and not self._done.ended:
            self._done.ended = "too many sentences"
        self._done.wrong = self._wrong()
        return self._done

    def _answer(self, told: str, last: str) -> str:
        """A read-back that is not what was said gets a no; what nobody asked is said once more."""
        said = answer(self._path, told)
        if not said and "还想问什么" in told:
            return self._path["想办什么事"]
        if said == self._path.get("对吗") and last and "您说的是" in told and last not in told:
            return "不是"
        return said or last or next(iter(self._path.values()))

    def _act(self, acts: Sequence[Act]) -> None:
        for act in acts:
            if isinstance(act, Say):
                self._told.append(act.text)
            elif isinstance(act, Turn):
                self._reply = self._client.say(act.text)
                self._act(self._talk.replied(_answered(self._reply)))
            elif isinstance(act, SendLink):
                self._act(self._talk.link_sent(True))
            elif isinstance(act, HandOff | HangUp):
                self._done.ended = type(act).__name__

    def _there(self) -> bool:
        """At the step of a picture, or told how far it is."""
        if self._path is PROGRESS:
            return self._reply.get("status") == "progress"
        return _next(self._reply) == "document"

    def _wrong(self) -> list[str]:
        """Only the path of the ID card fills anything in."""
        application = self._reply.get("application")
        if self._path is not ID_CARD or not application:
            return []
        whole = self._client.get(f"/applications/{application['application_id']}")
        if whole["item_id"] != ITEM:
            self._done.reached, self._done.ended = False, "another item"
            return []
        return [f"{asked}={given}" for asked, given in whole["situation"].items() if given not in MEANT]


def _answered(reply: Json) -> Answered:
    following = (reply["application"] or {}).get("next") or {}
    return Answered(
        status=reply["status"],
        spoken=reply["spoken_text"],
        text=reply["text"],
        options=tuple(Option(one["label"], one["send"]) for one in reply["options"]),
        sign_in=bool(reply.get("sign_in")),
        asks=following.get("kind", ""),
        asks_name=following.get("name", ""),
        application_id=(reply["application"] or {}).get("application_id"),
    )


def _next(reply: Json) -> str:
    return str(((reply.get("application") or {}).get("next") or {}).get("kind", ""))


def _leave_nothing_open(client: Client) -> None:
    for one in client.get("/applications")["applications"]:
        if one["state"] in OPEN:
            client.call("POST", f"/applications/{one['application_id']}/withdraw")
