"""Which matter a message is about: a life event, what a certificate leads to, one of the items."""

import re
from dataclasses import replace

from applications.bundles.types import Bundle
from assistant.choose import CLOSE, FLOOR, SURE
from assistant.commands import AskAbout, AskEvent, Command, OutOfScope, Resume, StartApplication, TellCase
from assistant.relations import relation_asked
from assistant.turn import Turn
from assistant.understand import facts
from assistant.understand.control import Words
from assistant.understand.focus import Focus, says_nothing
from assistant.understand.leading import leads
from assistant.understand.relatives import wants_for_relative
from assistant.wording import loose
from knowledge_base.library import Library
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.types import ItemHit

LIKELY = 0.7
"""share from which a message is taken for a service matter though no item was found"""
SHORT = 16
"""letters of a message that may ask by naming only what is asked (工本费)"""


class Matters:
    """Looks a message up in the whole catalogue, and in what was talked about before."""

    def __init__(self, library: Library, words: Words) -> None:
        self._library = library
        self._words = words
        self._focus = Focus(library)

    def event(self, turn: Turn) -> list[Command]:
        """A life event as a whole, or a question that goes on with the one talked about."""
        part = self._part_of_open(turn)
        if part is not None:
            return [StartApplication(part)]
        meant = self._library.life_event_meant(turn.text)
        if meant is not None:
            return [AskEvent(turn.text, meant.event_id, meant.whole, self._together(turn.text, meant.whole))]
        talked_of = turn.state.event_id
        published = self._library.life_event(talked_of) if talked_of else None
        if published is None:
            return []
        item_id = _named_part(published.event, turn.text)
        if item_id is not None:
            return [AskAbout(turn.text, ((item_id, 1.0),), item_id)]
        if self._words.has("together", turn.text):
            return [AskEvent(turn.text, published.event_id, start=True)]
        return [AskEvent(turn.text, published.event_id)] if self._words.is_follow_up(turn.text) else []

    def _part_of_open(self, turn: Turn) -> str | None:
        """The item of the part of the open whole that the person wants to handle by itself."""
        whole = turn.application
        if not isinstance(whole, Bundle) or not self._words.wishes(turn.text):
            return None
        published = self._library.life_event_version(whole.item_id, whole.guide_version)
        return _named_part(published.event, turn.text) if published else None

    def _together(self, text: str, whole: bool) -> bool:
        """Whether the whole is to be handled, and not only told of."""
        wishes = whole and self._words.wishes(text) and not self._words.has("question", text)
        return wishes or self._words.has("together", text)

    def leading(self, turn: Turn) -> list[Command]:
        if self._words.has("resume", turn.text) and not self._words.has("question", turn.text):
            return []  # 今天接着弄 goes on, and asks of nothing that follows
        return leads(self._library, turn.text, turn.district)

    def instead(self, turn: Turn) -> list[Command]:
        """不是这个: the next best for what was said first of the matter; none that was told or offered."""
        state, open_ = turn.state, turn.state.clarifying
        about = open_.about if open_ is not None else state.story.partition("\n")[0]
        if turn.application is not None or not about:
            return []
        offered = {item_id for key in state.asked for item_id in key.split("|")}
        hits = self._library.search(about, turn.district, limit=10)
        left = [hit for hit in hits if hit.item.item_id not in {*offered, *state.talked}]
        found = tuple((hit.item.item_id, hit.score) for hit in left if hit.score >= FLOOR)
        return [AskAbout(about, found)] if found else []

    def about(self, turn: Turn) -> list[Command]:
        """A question, or the wish to handle something: which items may be meant."""
        text, state, words = turn.text, turn.state, self._words
        relation = relation_asked(text)  # 还要办什么 wants to know, not to begin
        asks = words.has("question", text)
        wishes = words.wishes(text) or (wants_for_relative(text) and not asks)
        wish = wishes and relation is None and not words.has("sends", text)
        focus = self._talked_about(turn)
        hits = self._search(turn)
        others = self._answering(turn, hits)
        resumes = words.has("resume", text) and not asks
        filling = turn.application is not None and not (asks or wish or resumes)
        if focus is not None and not others:
            # What is said to an open draft is an answer to it, unless another matter is asked for.
            others = [] if filling else self._focus.moves_to(text, focus, state.talked, hits)
            if not others:
                staying = self._about_focus(turn, focus, wish=wish, asks=asks)
                if staying:
                    return staying
        found = tuple(others or ((hit.item.item_id, hit.score) for hit in hits if hit.score >= FLOOR))
        sure = bool(found) and found[0][1] >= SURE
        if turn.application is not None and not wish:
            if not asks and not (sure and words.has("matter", text)):
                return []
            if not sure:
                found = ()
        if resumes and turn.application is None and turn.actor is not None and not _clear(found):
            return [Resume()]
        likely = turn.scope is not None and turn.scope.share("service") >= LIKELY
        if not found and not likely and not words.has("matter", text):
            return [] if says_nothing(text) else [OutOfScope()]
        about = AskAbout(text, found, None if others else _still(focus, found))
        return [StartApplication(None), about] if wish or (resumes and sure) else [about]

    def _search(self, turn: Turn) -> list[ItemHit]:
        """The items that the message may mean; an answer to a question is read with what led to it."""
        text, open_ = turn.text, turn.state.clarifying
        hits = _published_first(self._library.search(text, turn.district, limit=10))
        answers = len(text) < SHORT or not self._words.has("question", text)
        if open_ is not None and answers and not (hits and hits[0].score >= SURE):
            hits = _published_first(self._library.search(f"{open_.about} {text}", turn.district, limit=10))
        return hits

    def _talked_about(self, turn: Turn) -> str | None:
        """The item a follow-up is about; while it is being asked which one, one of those offered."""
        state, open_ = turn.state, turn.state.clarifying
        offered = [way.item_id for way in open_.ways if way.item_id] if open_ is not None else []
        if offered and state.item_id not in offered:
            return offered[0]
        open_item = None if isinstance(turn.application, Bundle) else turn.application
        return state.item_id or (open_item.item_id if open_item else None)

    def _answering(self, turn: Turn, hits: list[ItemHit]) -> list[tuple[str, float]]:
        """The items offered by the open question that the message, as an answer to it, leaves."""
        open_ = turn.state.clarifying
        if open_ is None or not open_.ways or self._words.is_follow_up(turn.text):
            return []
        offered = {way.item_id for way in open_.ways}
        if not hits or hits[0].item.item_id not in offered:
            return []
        return [(hit.item.item_id, hit.score) for hit in hits if hit.item.item_id in offered]

    def _about_focus(self, turn: Turn, focus: str, *, wish: bool, asks: bool) -> list[Command]:
        """A message that goes on with the item talked about: a question on it, or facts of the case."""
        text, words = turn.text, self._words
        on_it: list[Command] = [AskAbout(text, ((focus, 1.0),), focus)]
        if words.is_follow_up(text) and (asks or wish or turn.application is None):
            return [StartApplication(focus)] if wish else on_it
        if wish:
            return on_it if asks else [StartApplication(focus)]
        if turn.application is not None and not asks:
            return []
        published = self._library.guide(focus)
        if published is not None and turn.application is None and not asks:
            told = facts.find(text, published.guide, {}, words)
            if told:
                return [TellCase(focus, told.situation, told.fields)]
        return [] if says_nothing(text) else on_it


def _named_part(event: LifeEvent, text: str) -> str | None:
    """The item of the one part whose whole name the message holds: what its offered reply says."""
    said = loose(text)
    named = {part.item_id for part in event.parts if part.item_id and loose(part.name) in said}
    return named.pop() if len(named) == 1 else None


def _clear(found: tuple[tuple[str, float], ...]) -> bool:
    """Whether one item is named and no other fits nearly as well."""
    others = [score for _, score in found[1:]]
    return bool(found) and found[0][1] >= SURE and max(others, default=0.0) < CLOSE * found[0][1]


def _published_first(hits: list[ItemHit]) -> list[ItemHit]:
    """An item known by name only gives way to the one whose guide is about just that:
    内资企业及分支机构设立登记（公司设立登记） to 公司设立登记."""
    same = set(re.findall(r"[（(]([^（）()]+)[）)]", hits[0].item.official_name)) if hits else set[str]()
    own = next((hit for hit in hits if hit.guide and hit.item.official_name in same), None)
    if own is None or hits[0].guide:
        return hits
    return [replace(own, score=hits[0].score), *(h for h in hits[1:] if h is not own)]


def _still(focus: str | None, found: tuple[tuple[str, float], ...]) -> str | None:
    """The item talked about, when it fits the new question nearly as well as the best one does."""
    best = found[0][1] if found else 0.0
    return next((item for item, score in found if item == focus and score >= best * CLOSE), None)
