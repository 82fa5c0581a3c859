"""Step 6: no figure, date, clause or place leaves that the cited text does not state."""

from dataclasses import replace

from assistant.figures import unsupported
from assistant.reply import Citation
from assistant.rooms import Rooms
from assistant.turn import Said, Turn, spell
from knowledge_base.life_events.sections import event_sections


def check(turn: Turn, rooms: Rooms) -> None:
    """Sentences that say more than their quotes are replaced by the quotes; quotes that stand nowhere go."""
    if turn.reply is None or not any(not one.fixed for one in turn.said):
        return
    published = _published(turn, rooms)
    checked = [one if one.fixed else _checked(one, published) for one in turn.said]
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


def _checked(said: Said, published: dict[tuple[str, int, str], str]) -> Said | None:
    """The sentence itself, its published wording, or None when nothing published supports it."""
    real = tuple(c for c in said.citations if c.quote in published.get(_place(c), ""))
    if not real:
        return None
    if real == said.citations and not unsupported(said.text, [c.quote for c in real]):
        return said
    return Said("".join(c.quote for c in real), real, joined=said.joined)


def _place(citation: Citation) -> tuple[str, int, str]:
    return citation.item_id, citation.guide_version, citation.section


def _published(turn: Turn, rooms: Rooms) -> dict[tuple[str, int, str], str]:
    """The text of every section that this answer may cite: those of guides citable today."""
    cited = {citation.item_id for one in turn.said for citation in one.citations}
    found = {item_id: turn.known[item_id].guide for item_id in cited if item_id in turn.known}
    guides = [found.get(item_id) or rooms.library.guide(item_id) for item_id in cited]
    stated = {
        (guide.item_id, guide.version, section.id): section.text
        for guide in guides
        if guide is not None
        for section in rooms.published.sections(guide)
    }
    if turn.event is not None:
        for section in event_sections(turn.event.event):
            stated[turn.event.event_id, turn.event.version, section.id] = section.text
    return stated
