"""Step 6: no figure, date, clause or place leaves that the cited text does not state; of what a model worded,
no word."""

from dataclasses import replace

from assistant.figures import unsupported
from assistant.grounding import About, faults
from assistant.reply import Citation
from assistant.rooms import Rooms
from assistant.turn import Said, Turn, spell
from knowledge_base.life_events.sections import event_sections
from knowledge_base.sections import Section

_Place = tuple[str, int, str]
"""item, version, section"""


def check(turn: Turn, rooms: Rooms) -> None:
    """Sentences that say more than their quotes are replaced by the quotes; quotes that stand nowhere go."""
    if turn.reply is None or not any(not one.fixed for one in turn.said):
        return
    published = _published(turn, rooms)
    checked = [one if one.fixed else _checked(turn, one, published) for one in turn.said]
    if checked == turn.said:
        return
    turn.said = [one for one in checked if one is not None]
    status, reply = turn.reply.status, turn.reply
    if status == "answered" and all(one.fixed for one in turn.said):
        status = "not_covered"
        turn.said.append(Said(rooms.sentences.say("answer.nothing"), fixed=True))
    turn.reply = replace(
        reply,
        status=status,
        text=spell(turn.said),
        spoken="",
        citations=tuple(dict.fromkeys(c for one in turn.said for c in one.citations)),
    )


def _checked(turn: Turn, said: Said, published: dict[_Place, Section]) -> Said | None:
    """The sentence itself, its published wording, or None when nothing published supports it."""
    real = tuple(c for c in said.citations if _stands(c, published))
    if not real:
        return None
    if real == said.citations and _supported(turn, said, published):
        return said
    return Said("".join(c.quote for c in real), real, joined=said.joined)


def _stands(citation: Citation, published: dict[_Place, Section]) -> bool:
    section = published.get(_place(citation))
    return section is not None and citation.quote in section.text


def _supported(turn: Turn, said: Said, published: dict[_Place, Section]) -> bool:
    """The composer has judged a model's sentence already; whoever composes, it is judged here again."""
    quotes = [c.quote for c in said.citations]
    if not said.worded:
        return not unsupported(said.text, quotes)
    about = _about(turn, said, published)
    found = faults(said.text, quotes, about) if about else ("about",)
    for reason in found[:1]:
        turn.wording.reject(reason)
    return not found


def _about(turn: Turn, said: Said, published: dict[_Place, Section]) -> About | None:
    """None where whole sentences of one item that the turn knows are not what is cited."""
    items = {c.item_id for c in said.citations}
    sections = {c.quote: published[_place(c)] for c in said.citations}
    whole = all(quote in section.sentences for quote, section in sections.items())
    known = turn.known.get(min(items)) if len(items) == 1 and whole else None
    if known is None:
        return None
    return About.of(known.item.official_name, known.item.plain_name, sections)


def _place(citation: Citation) -> _Place:
    return citation.item_id, citation.guide_version, citation.section


def _published(turn: Turn, rooms: Rooms) -> dict[_Place, Section]:
    """Every section that this answer may cite: those of guides citable today."""
    cited = {citation.item_id for one in turn.said for citation in one.citations}
    found = {item_id: turn.known[item_id].guide for item_id in cited if item_id in turn.known}
    guides = [found.get(item_id) or rooms.library.guide(item_id) for item_id in cited]
    stated = {
        (guide.item_id, guide.version, section.id): section
        for guide in guides
        if guide is not None
        for section in rooms.published.sections(guide)
    }
    if turn.event is not None:
        for section in event_sections(turn.event.event):
            stated[turn.event.event_id, turn.event.version, section.id] = section
    return stated
