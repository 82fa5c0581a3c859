"""A call from its greeting to its end: what is heard and pressed comes in, what to do goes out. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from assistant.guard import first_match, load_rules
from assistant.phone.conversing import Conversing
from assistant.phone.gathering import Gathering
from assistant.phone.identifying import Identifying
from assistant.phone.keypad import END, KEYS, PERSON
from assistant.phone.modes import SURE, Expects, Mode, Move, YesNo, asking, say
from assistant.phone.passing_on import PassingOn
from assistant.phone.shortening import LONGEST, breaths, sentences
from assistant.phone.types import (
    Act,
    Answered,
    CheckCode,
    HandOff,
    HangUp,
    Heard,
    KeepRecording,
    Say,
    SendCode,
    SendLink,
    Turn,
)
from assistant.phone.wants import Want, agreeing, want
from assistant.phone.words import bare
from assistant.understand.control import load_words
from assistant.wording import normalise
from storage.sentences import Sentences

UNHEARD = 0.3
"""confidence up to which nothing was heard"""
MOST_SILENT = 3
MOST_UNHEARD = 4
_DAYTIME = ((5, "evening"), (12, "morning"), (18, "afternoon"), (24, "evening"))
"""hour before which a part of the day ends"""
_WAITING = (Turn, SendCode, CheckCode, SendLink)
_CALLS_BACK = frozenset({"progress", "withdraw"})
"""wishes that are repeated once it is known who has them; any other goes on by 继续"""


class PhoneTalk:
    """One call. Each method takes what happened and gives what is to be done, in order.

    After a Turn, SendCode, CheckCode or SendLink the call waits for its result. After HangUp it is over and
    everything gives []. `hour` of the day, for the greeting. Not safe to use from several threads.
    """

    def __init__(
        self,
        sentences: Sentences,
        *,
        today: date,
        recording: bool,
        signed_in: bool,
        number: str | None = None,
        hour: int | None = None,
    ) -> None:
        self._texts, self._number, self._hour = sentences, number, hour
        self._recording, self._signed_in = recording, signed_in
        self._passing = PassingOn(sentences, today)
        self._mode: Mode = self._passing.listening(sentences.say("phone.what"))
        self._identifying = self._new_identifying()
        self._waiting, self._ended, self._handing_over, self._told_busy = False, False, False, False
        self._on_reply: Callable[[Answered], Move] = self._pass_on
        self._asked = ""
        """the words that the assistant heard last"""
        self._said: list[str] = []
        self._owed = False
        """the present question was cut off before it was heard"""
        self._full = False
        """the last key completed a number by itself"""
        self._slow = False
        self._silent, self._unheard = 0, 0

    @property
    def expects(self) -> Expects:
        return self._mode.expects

    def begin(self) -> list[Act]:
        greeting = say(self._say(f"greeting.{self._part_of_day()}"), self._say("notice"))
        move = self._ask_consent() if self._recording else self._start()
        return self._do(Move((*greeting, *move.acts), move.mode))

    def heard(self, heard: Heard) -> list[Act]:
        if self._ended:
            return []
        if not bare(heard.text):
            return self.unheard()
        self._silent, self._full = 0, False
        text = normalise(heard.text)
        if first_match(load_rules().emergencies, text):
            return self._emergency(text)
        if heard.confidence <= UNHEARD:
            return self.unheard()
        self._unheard = 0
        wanted = want(text)
        if self._waiting:
            return self._while_waiting(wanted)
        if wanted is not None and (done := self._steered(wanted)) is not None:
            return done
        asked = heard.asked and not self._owed
        return self._do(self._mode.heard(Heard(text, heard.confidence, asked, normalise(heard.raw))))

    def unsaid(self) -> None:
        """What comes next came before our last sentence began: it answers no question that we put in it."""
        self._owed = True

    def counts(self, key: str) -> bool:
        """False for the # that ends a number which was complete without it."""
        return not (self._full and key == END)

    def pressed(self, key: str) -> list[Act]:
        """One key at a time; 0 is a person except within a number."""
        if self._ended or key not in KEYS:
            return []
        counts, self._full = self.counts(key), False
        if not counts:
            return []
        self._silent, self._unheard = 0, 0
        if key == PERSON and self.expects == "speech":
            return self._while_waiting("human") if self._waiting else self._hand_over()
        if self._waiting:
            return []
        mode = self._mode
        acts = self._do(mode.pressed(key, not self._owed))
        self._full = isinstance(mode, Gathering) and mode.full
        return acts

    def replied(self, answered: Answered) -> list[Act]:
        if self._ended:
            return []
        self._waiting, on_reply, self._on_reply = False, self._on_reply, self._pass_on
        return self._do(on_reply(answered))

    def code_sent(self, sent: bool) -> list[Act]:
        return self._come_back(lambda: self._identifying.code_sent(sent))

    def identified(self, name: str | None) -> list[Act]:
        return self._come_back(self._identifying.refused if name is None else lambda: self._known(name))

    def link_sent(self, sent: bool) -> list[Act]:
        def told() -> Move:
            return asking(self._mode, self._say("picture.sent" if sent else "picture.not_sent"))

        return self._come_back(told)

    def silent(self) -> list[Act]:
        """The question again, then how to answer it, then goodbye."""
        if self._ended or self._waiting:
            return []
        self._silent += 1
        if self._silent >= MOST_SILENT:
            return self._do(Move((*say(self._say("silence.bye")), HangUp())))
        if self._silent <= 1:
            return self._do(Move(say(self._say("silence.once"), self._mode.question)))
        return self._do(Move(say(self._mode.choices)))

    def unheard(self) -> list[Act]:
        if self._ended or self._waiting:
            return []
        self._unheard += 1
        if self._unheard > MOST_UNHEARD:
            self._unheard = 0
            return self._do(Move((*say(self._say("unheard.person")), HandOff("not_understood"))))
        # a 0 belongs to a number that is being said
        keys = "digits" if self.expects == "digits" else "keys"
        key = {1: "once", 2: "again"}.get(self._unheard, keys)
        return self._do(Move(say(self._say(f"unheard.{key}"), self._mode.question if self._owed else "")))

    # beginnings

    def _ask_consent(self) -> Move:
        def agreed() -> Move:
            return self._start(KeepRecording(True), *say(self._say("consent.yes")))

        def refused() -> Move:
            return self._start(KeepRecording(False), *say(self._say("consent.no")))

        def other(heard: Heard) -> Move:
            """No yes is a no; the words are the first wish."""
            first = self._passing.listening(self._say("what"))
            move = first.heard(heard)
            return Move((KeepRecording(False), *move.acts), move.mode)

        question, hint = self._say("consent.ask"), self._say("consent.hint")
        return asking(YesNo(question, hint, agreed, refused, other, agreeing("to_record"), SURE))

    def _start(self, *before: Act) -> Move:
        """Who is known may have left something open: the assistant is asked before the caller is."""
        home = self._passing.listening(self._say("what"))
        if not self._signed_in:
            return Move((*before, *say(home.question)), home)
        self._on_reply = self._offer_resume
        return Move((*before, Turn(self._texts.say("options.resume"))), home)

    def _offer_resume(self, reply: Answered) -> Move:
        home = self._passing.listening(self._say("what"))
        told = sentences(reply.spoken)
        if reply.status != "handling" or not reply.asks or not told:
            return asking(home)
        rest = replace(reply, spoken="".join(told[1:]) or reply.spoken)
        question, hint = self._say("resume.offer", told=told[0]), self._say("resume.hint")
        go_on, leave = (lambda: self._pass_on(rest)), (lambda: asking(home))
        return asking(YesNo(question, hint, go_on, leave, home.heard, agreeing("to_go_on")))

    # replies

    def _pass_on(self, reply: Answered) -> Move:
        if reply.status == "emergency":
            return self._leave_with(reply, HandOff("emergency"))
        if self._handing_over or reply.status == "handoff":
            self._handing_over = False
            return self._leave_with(reply, HandOff("asked"))
        if reply.sign_in:
            self._signed_in = False
            self._identifying = self._new_identifying()
            move = self._identifying.begin()
            return Move((*say(*breaths(sentences(reply.spoken))), *move.acts), move.mode)
        return self._passing.say(reply)

    def _leave_with(self, reply: Answered, act: HandOff) -> Move:
        home = self._passing.listening(self._say("what_else"))
        told = sentences(reply.spoken) or [self._say("handoff.now")]
        return Move((*say(*breaths(told)[:2]), act), home)

    def _known(self, name: str) -> Move:
        """What the caller wanted is asked again, now that it is known who they are."""
        self._signed_in = True
        words = load_words()
        again = words.steering(self._asked) & _CALLS_BACK or words.named_case(self._asked)
        text = self._asked if again else self._texts.say("options.resume")
        return Move((*say(self._say("sign_in.known", name=name)), Turn(text)), self._home())

    # at any time

    def _steered(self, wanted: Want) -> list[Act] | None:
        """None for a wish that only makes sense while listening, elsewhere."""
        match wanted:
            case "repeat":
                return self._repeat("repeat_first")
            case "slower" | "faster":
                self._slow = wanted == "slower"
                return self._repeat(wanted)
            case "louder":
                return self._repeat("louder")
            case "human":
                return self._hand_over()
            case "wait":
                self._silent = -1
                return self._do(Move(say(self._say("wait"))))
            case "stop":
                return self._do(Move(say(self._say("stop"))))
            case "help":
                told = self._mode.choices if self.expects == "digits" else self._say("help")
                return self._do(Move(say(told, self._mode.question)))
            case "hang_up":
                return self._do(Move((*say(self._say("bye")), HangUp())))
            case "more" | "done":
                return self._more_or_done(wanted, self._mode)

    def _more_or_done(self, wanted: Want, mode: Mode) -> list[Act] | None:
        if not isinstance(mode, Conversing):
            return None
        if wanted == "more":
            return self._do(mode.more())
        return self._do(Move((*say(self._say("bye")), HangUp()))) if mode.finished else None

    def _while_waiting(self, wanted: Want | None) -> list[Act]:
        """Only leaving makes sense: all else would answer a question that is not yet heard."""
        if wanted == "human":
            return self._do(Move((*say(self._say("handoff.now")), HandOff("asked"))))
        if wanted == "hang_up":
            return self._do(Move((*say(self._say("bye")), HangUp())))
        if self._told_busy:
            return []
        self._told_busy = True
        return self._do(Move(say(self._say("busy"))))

    def _hand_over(self) -> list[Act]:
        """Through the assistant, which sums up for the person who takes over."""
        self._handing_over = True
        self._on_reply = self._pass_on
        return self._do(Move((Turn(self._texts.say("options.human")),), self._home()))

    def _emergency(self, text: str) -> list[Act]:
        if self._waiting:
            return self._do(Move((*say(self._texts.say("guard.emergency.any")), HandOff("emergency"))))
        self._on_reply = self._pass_on
        return self._do(Move((Turn(text),), self._home()))

    def _repeat(self, lead: str) -> list[Act]:
        said = self._said if self._said and not self._owed else [self._mode.question]
        acts = self._do(Move(say(self._say(lead), *said)))
        self._said = said
        return acts

    # doing

    def _come_back(self, follow: Callable[[], Move]) -> list[Act]:
        """Ignored when nothing was asked for."""
        if self._ended or not self._waiting:
            return []
        self._waiting = False
        return self._do(follow())

    def _do(self, move: Move) -> list[Act]:
        self._mode = move.mode or self._mode
        if move.mode or Say(self._mode.question) in move.acts:
            self._owed = False
        acts = list(self._spoken(move.acts))
        for act in acts:
            if isinstance(act, _WAITING):
                self._waiting, self._told_busy = True, False
            if isinstance(act, Turn):
                self._asked = act.text
            if isinstance(act, SendLink):
                self._passing.linked.add(act.application_id)
            self._ended = self._ended or isinstance(act, HangUp)
        if said := [act.text for act in acts if isinstance(act, Say)]:
            self._said = said
        return acts

    def _spoken(self, acts: Iterable[Act]) -> Iterable[Act]:
        for act in acts:
            if isinstance(act, Say):
                for piece in breaths(sentences(act.text), LONGEST):
                    yield Say(piece, self._slow)
            else:
                yield act

    def _home(self) -> Mode:
        return self._passing.listening(self._say("what_else"))

    def _new_identifying(self) -> Identifying:
        return Identifying(self._texts, self._number, self._home)

    def _part_of_day(self) -> str:
        if self._hour is None:
            return "any"
        hour = self._hour
        return next(part for end, part in _DAYTIME if hour % 24 < end)

    def _say(self, key: str, **values: object) -> str:
        return self._texts.say(f"phone.{key}", **values)
