"""What comes before and after an item, and what a certificate leads to: each sentence rests on a guide."""

from collections.abc import Iterable, Sequence

from assistant import decisions as d
from assistant.answer.quoting import quoted
from assistant.answer.speech import Speech
from assistant.relations import Relation
from assistant.reply import Citation
from assistant.rooms import Rooms
from assistant.turn import Said, Turn
from knowledge_base.certificates import Certificates
from knowledge_base.graph.model import Step
from knowledge_base.model.base import Situation
from knowledge_base.sections import material_sentence, related_sentence
from knowledge_base.types import PublishedGuide

MOST = 6
"""sentences of one list; more are counted"""


def further(rooms: Rooms, item_id: str, relation: Relation, situation: Situation) -> list[Said]:
    """What follows from what the items issue and ask for, beyond what the item's own guide says."""
    graph = rooms.library.graph()
    steps = graph.before(item_id, situation) if relation == "before" else graph.after(item_id, situation)
    told = (_told(rooms, relation, step) for step in steps if step.origin != "authored")
    return [said for said in told if said is not None]


def beyond(
    rooms: Rooms, published: PublishedGuide, relation: Relation, situation: Situation, *, alone: bool
) -> list[Said]:
    """`further`; or that nothing must be done, when the guide says nothing of it either (`alone`).

    That comes with its short version, or with what it says of the result.
    """
    told = further(rooms, published.item_id, relation, situation)
    if told or not alone:
        return told
    line = Said(rooms.sentences.say(f"related.nothing_{relation}", name=_name(published)), fixed=True)
    key = "summary" if relation == "before" else "result"
    shown = [section for section in rooms.published.sections(published) if section.id == key]
    return [line, *quoted(published, shown)]


def tell_related(turn: Turn, rooms: Rooms, speech: Speech, decision: d.TellRelated) -> None:
    """For a certificate that several items issue, and for what it is asked for."""
    certificate = Certificates.shipped().by_id[decision.certificate].name
    say = rooms.sentences.say
    speech.status = "answered"
    speech.line(say(f"related.{decision.relation}_lead", certificate=certificate))
    if decision.relation == "after":
        speech.said += _after_any(rooms, rooms.library.graph().issuers(decision.certificate))
        return
    told = _uses(rooms, decision.certificate)
    speech.said += told[:MOST]
    if len(told) > MOST:
        speech.line(say("related.uses_more", count=len(told) - MOST))


def _after_any(rooms: Rooms, item_ids: Iterable[str]) -> list[Said]:
    """What the guides of all these items say, the same thing once."""
    said: dict[str, Said] = {}
    for item_id in item_ids:
        published = rooms.library.guide(item_id)
        if published is None:
            continue
        after = [section for section in rooms.published.sections(published) if section.id == "after"]
        for one in (*quoted(published, after), *further(rooms, item_id, "after", {})):
            said.setdefault(one.text, one)
    return list(said.values())[:MOST]


def _uses(rooms: Rooms, certificate: str) -> list[Said]:
    told: list[Said] = []
    for use in rooms.library.graph().uses(certificate):
        published = rooms.library.guide(use.item_id)
        if published is not None:
            quote = material_sentence(published.guide, use.material)
            text = rooms.sentences.say("related.use", name=_name(published), says=quote)
            told.append(Said(text, (_cite(published, "materials", quote),)))
    return told


def _told(rooms: Rooms, relation: Relation, step: Step) -> Said | None:
    """None when the guide it rests on has just been withdrawn."""
    published = rooms.library.guide(step.told_by)
    if published is None:
        return None
    say, name = rooms.sentences.say, _name(published)
    if step.origin == "prerequisite":
        one = next(one for one in published.guide.prerequisites if one.text == step.text)
        quote = related_sentence(published.guide, one)
        return Said(say("related.waits", name=name, says=quote), (_cite(published, "before", quote),))
    quote = material_sentence(published.guide, step.material)
    cited = (_cite(published, "materials", quote),)
    if relation == "before":
        items = _either(rooms, step.items)
        return Said(say("related.get_first", name=name, material=step.text, items=items), cited)
    certificate = Certificates.shipped().by_id[step.certificates[0]].name
    return Said(say("related.opens", certificate=certificate, name=name, says=quote), cited)


def _either(rooms: Rooms, item_ids: Sequence[str]) -> str:
    """Their names, any one of which serves."""
    items = [item for one in item_ids if (item := rooms.library.item(one))]
    say = rooms.sentences.say
    return say("related.or").join(say("related.item", name=item.official_name) for item in items)


def _cite(published: PublishedGuide, section: str, quote: str) -> Citation:
    return Citation(published.item_id, published.version, section, quote)


def _name(published: PublishedGuide) -> str:
    return published.guide.item.official_name
