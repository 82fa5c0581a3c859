"""How items hang together: what the guides say, and what follows from what is issued and asked for."""

import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from knowledge_base.certificates import Certificate, Certificates
from knowledge_base.graph import KnowledgeGraph
from knowledge_base.graph.exporting import graphml
from knowledge_base.graph.model import Relation
from knowledge_base.graph.picture import around
from knowledge_base.library import Library
from knowledge_base.life_events.model import LifeEvent, Part
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.guide import Exemption, Guide, Material, Related, ServiceItem
from knowledge_base.publishing import Publisher
from tests.conftest import FixedClock

CARD, BADGE, IDENTITY = "reader_card", "member_badge", "id_card"
CERTIFICATES = Certificates(
    {
        one.id: one
        for one in (
            Certificate(id=CARD, name="读者证"),
            Certificate(id=BADGE, name="会员证"),
            Certificate(id=IDENTITY, name="身份证", pages=["id_card_front"], common=True),
        )
    }
)
GIVEN = {"reason": ["given"]}

Make = Callable[..., Guide]


def asks(certificate: str = CARD, **values: object) -> Material:
    named = {"id": f"m_{certificate}", "name": "证件", "how": "带来", "certificates": [certificate]}
    return Material.model_validate({**named, **values})


def related(*items: str, when: dict[str, list[str]] | None = None) -> Related:
    return Related(items=list(items), text=f"还有{'、'.join(items)}", when=when or {})


@pytest.fixture
def made(guide: Callable[[str], Guide]) -> Make:
    """A guide with nothing about other items but what is given."""
    bare = guide("reader-card-first").model_copy(
        update={"materials": [], "look_alikes": [], "legal_basis": [], "result_certificate": None}
    )

    def make(item_id: str, name: str = "", **values: object) -> Guide:
        item = ServiceItem(item_id=item_id, official_name=name or item_id)
        return bare.model_copy(update={"item": item, **values})

    return make


def graph(*guides: Guide, names: tuple[str, ...] = ()) -> KnowledgeGraph:
    by_id = {one.item.item_id: one for one in guides}
    items = {one.item.item_id: one.item for one in guides}
    items |= {name: ServiceItem(item_id=name, official_name=name) for name in names}
    return KnowledgeGraph.of(by_id, items, (), CERTIFICATES)


def edges(found: KnowledgeGraph, kind: Relation) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in found.edges if edge.kind == kind}


def test_what_a_guide_says_becomes_edges(made: Make, guide: Callable[[str], Guide]) -> None:
    own = guide("reader-card-first")
    found = graph(
        made("card", result_certificate=CARD, legal_basis=own.legal_basis),
        made("room", materials=[asks()], prerequisites=[related("card")], follow_ups=[related("talk")]),
        names=("talk",),
    )
    assert edges(found, "issues") == {("card", "certificate:reader_card")}
    assert edges(found, "asked_for") == {("certificate:reader_card", "room")}
    assert edges(found, "before") == {("card", "room")}
    assert edges(found, "after") == {("room", "talk")}
    assert edges(found, "rests_on") == {("card", "law:公共图书馆法第三十四条")}
    talk = found.node("talk")
    assert talk is not None
    assert not talk.guide


def test_an_item_nobody_knows_is_not_drawn(made: Make) -> None:
    found = graph(made("room", follow_ups=[related("withdrawn-long-ago")]))
    assert found.node("withdrawn-long-ago") is None
    assert found.after("room") == []


def test_alternatives_stay_together_and_the_situation_rules_out(made: Make) -> None:
    room = made("room", prerequisites=[related("card", "badge"), related("talk", when=GIVEN)])
    found = graph(room, names=("badge", "card", "talk"))
    assert [step.items for step in found.before("room")] == [("card", "badge"), ("talk",)], (
        "in the order written"
    )
    assert [step.items for step in found.before("room", {"reason": "lost"})] == [("card", "badge")]


def test_a_certificate_of_ours_must_be_got_first(made: Make) -> None:
    found = graph(made("card", result_certificate=CARD), made("room", materials=[asks()]))
    (step,) = found.before("room")
    assert (step.items, step.origin, step.material) == (("card",), "certificate", "m_reader_card")


@pytest.mark.parametrize(
    "material",
    [
        asks(necessity="optional"),
        asks(exempt=[Exemption(by="data_sharing", reason="共享")]),
        asks(when=GIVEN),
        asks(IDENTITY),
        asks(BADGE),
        asks(certificates=[CARD, BADGE]),
    ],
    ids=["optional", "shared data", "only for some", "everybody holds it", "not ours", "or another"],
)
def test_what_need_not_be_got_first(made: Make, material: Material) -> None:
    issuers = made("card", result_certificate=CARD), made("identity", result_certificate=IDENTITY)
    assert graph(*issuers, made("room", materials=[material])).before("room") == []


def test_an_exemption_by_certificate_is_only_for_those_who_hold_it(made: Make) -> None:
    exempt = [Exemption(by="certificate", certificate="id_card_front", reason="在档案里")]
    found = graph(made("card", result_certificate=CARD), made("room", materials=[asks(exempt=exempt)]))
    assert [step.items for step in found.before("room")] == [("card",)]


def test_who_is_known_to_be_in_the_situation_must_get_it_too(made: Make) -> None:
    found = graph(made("card", result_certificate=CARD), made("room", materials=[asks(when=GIVEN)]))
    assert [step.items for step in found.before("room", {"reason": "given"})] == [("card",)]
    assert found.before("room", {"reason": "lost"}) == []


def test_what_the_guide_says_already_is_not_derived_again(made: Make) -> None:
    room = made("room", materials=[asks()], prerequisites=[related("card")])
    found = graph(made("card", result_certificate=CARD), room)
    assert [step.origin for step in found.before("room")] == ["authored"]
    assert [step.origin for step in found.after("card")] == ["prerequisite"]


def test_items_about_what_one_has_already_lead_nowhere(made: Make) -> None:
    """Nobody is told to lose a card before replacing it, or to replace it in order to have one."""
    found = graph(
        made("card", "读者证申领", result_certificate=CARD),
        made("again", "读者证补领", result_certificate=CARD, materials=[asks()]),
        made("cancel", "读者证注销", materials=[asks()]),
        made("room", "自习室预约", materials=[asks()]),
    )
    assert found.issuers(CARD) == ["card"]
    assert found.before("again") == found.before("cancel") == []
    assert [step.items for step in found.after("card")] == [("room",)]
    assert found.after("again") == []


def test_being_named_as_what_comes_before_leads_only_to_beginnings(made: Make) -> None:
    """Who has just opened a shop is not told how to close it."""
    found = graph(
        made("shop", "开店登记"),
        made("close", "开店注销登记", prerequisites=[related("shop")]),
        made("sign", "招牌备案", prerequisites=[related("shop")]),
    )
    assert [step.items for step in found.after("shop")] == [("sign",)]


def test_what_follows_is_ranked_and_never_more_than_five(made: Make) -> None:
    said = [related(f"said-{number}") for number in range(3)]
    others = [made(f"waits-{number}", prerequisites=[related("card")]) for number in range(2)]
    others += [made(f"asks-{number}", materials=[asks()]) for number in range(2)]
    card = made("card", result_certificate=CARD, follow_ups=said)
    found = graph(card, *others, names=("said-0", "said-1", "said-2"))
    after = found.after("card")
    assert [step.items[0] for step in after] == ["said-0", "said-1", "said-2", "waits-0", "waits-1"]
    assert len(found.after("card", most=None)) == 7


def test_nothing_follows_that_comes_before(made: Make) -> None:
    card = made("card", result_certificate=CARD, prerequisites=[related("room")])
    assert graph(card, made("room", materials=[asks()])).after("card") == []


def test_what_a_certificate_is_used_for_once_an_item_and_the_surest_first(made: Make) -> None:
    found = graph(
        made("card", result_certificate=CARD),
        made("anew", result_certificate=CARD, materials=[asks()]),
        made("some", materials=[asks(when=GIVEN)]),
        made("all", materials=[asks(id="optional", necessity="optional"), asks()]),
    )
    assert [(use.item_id, use.rank) for use in found.uses(CARD)] == [("all", 0), ("some", 1)]


def test_guides_to_look_at_when_a_law_changes(made: Make, guide: Callable[[str], Guide]) -> None:
    (basis,) = guide("reader-card-first").legal_basis
    other = basis.model_copy(update={"law": "《中华人民共和国公共图书馆法》", "article": "第四条、第十四条"})
    later = basis.model_copy(update={"law": "公共图书馆法实施办法"})
    found = graph(
        made("card", legal_basis=[basis]),
        made("room", legal_basis=[other]),
        made("talk", legal_basis=[later]),
    )
    assert [one.item_id for one in found.resting_on("公共图书馆法")] == ["card", "room"]
    assert [one.item_id for one in found.resting_on("公共图书馆法", "第四条")] == ["room"]
    assert [one.item_id for one in found.resting_on("图书馆法")] == ["card", "room", "talk"]
    assert found.resting_on("民法典") == []


def test_the_way_from_one_item_to_another(made: Make) -> None:
    found = graph(made("card", result_certificate=CARD), made("room", materials=[asks()]), made("alone"))
    assert [node.id for node in found.path("card", "room")] == ["card", "certificate:reader_card", "room"]
    assert found.path("room", "card") == found.path("card", "alone") == found.path("card", "unknown") == []


def test_a_picture_has_both_sides_and_nothing_far_away(made: Make) -> None:
    found = graph(
        made("card", result_certificate=CARD),
        made("room", materials=[asks()], result_certificate=BADGE, follow_ups=[related("talk")]),
        made("talk", follow_ups=[related("party")]),
        names=("party",),
    )
    picture = around(found, "room")
    assert picture is not None
    assert picture.nodes[0].id == "room"
    drawn = {(edge.source, edge.kind, edge.target) for edge in picture.edges}
    assert drawn == {
        ("card", "issues", "certificate:reader_card"),
        ("certificate:reader_card", "asked_for", "room"),
        ("room", "issues", "certificate:member_badge"),
        ("room", "after", "talk"),
    }
    assert {node.id for node in picture.nodes} == {
        end for edge in picture.edges for end in (edge.source, edge.target)
    }
    assert around(found, "unknown") is None


def test_an_item_belongs_to_its_life_events(made: Make) -> None:
    """The names of other parts are not needed to see where an item belongs."""
    part = {"id": "card", "name": "读者证", "item_id": "card", "why": "好借书"}
    event = LifeEvent.model_construct(
        event_id="newcomer", official_name="新读者“一件事”", parts=[Part.model_validate(part)]
    )
    card = made("card")
    found = KnowledgeGraph.of({"card": card}, {"card": card.item}, [event], CERTIFICATES)
    assert edges(found, "part_of") == {("card", "life_event:newcomer")}


def test_other_programs_read_the_export(made: Make) -> None:
    found = graph(made("card", result_certificate=CARD), made("room", materials=[asks(when=GIVEN)]))
    read = ElementTree.fromstring(graphml(found))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(read.findall(".//g:node", space)) == 3
    assert len(read.findall(".//g:edge", space)) == 2


@pytest.fixture
def linked(library: Library, publisher: Publisher, loaded: list[LoadedGuide]) -> Library:
    """The replacement is published as what usually follows the first card."""
    first = next(one for one in loaded if one.item_id == "reader-card-first")
    after = [Related(items=["reader-card-replacement"], text="丢了可以补")]
    changed = LoadedGuide(first.guide.model_copy(update={"follow_ups": after}), first.sources)
    publisher.build([changed], "curator")
    return library


def test_the_library_draws_what_is_published_now(linked: Library, publisher: Publisher) -> None:
    before = linked.graph()
    assert [step.items for step in before.after("reader-card-first")] == [("reader-card-replacement",)]
    assert linked.graph() is before, "made once a publication"
    publisher.withdraw("reader-card-first", "curator", "重写")
    assert linked.graph().after("reader-card-first") == []


def test_twenty_who_ask_at_once_wait_for_one_graph(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[KnowledgeGraph] = []
    of = KnowledgeGraph.of

    def slow(*parts: Any) -> KnowledgeGraph:
        time.sleep(0.05)
        drawn.append(of(*parts))
        return drawn[-1]

    monkeypatch.setattr(KnowledgeGraph, "of", slow)
    with ThreadPoolExecutor(20) as people:
        asked = [people.submit(library.graph) for _ in range(20)]
        found = {id(one.result()) for one in asked}
    assert len(found) == len(drawn) == 1


def test_the_graph_of_tomorrow_is_another(library: Library, clock: FixedClock) -> None:
    """What may be cited is decided by the day of the call."""
    today = library.graph()
    clock.advance(days=1)
    assert library.graph() is not today
