"""Whatever composes an answer, nothing leaves that the published text does not state."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.reply import Citation
from assistant.turn import Said, Turn
from knowledge_base.sections import Section
from knowledge_base.types import PublishedGuide
from tests.assistant.conftest import House

Make = Callable[[Citation], list[Said]]


class WrongComposer:
    """Cites the first sentence found, and says what the test wants."""

    def __init__(self, make: Make) -> None:
        self._make = make

    def compose(
        self, turn: Turn, question: str, published: PublishedGuide, found: Sequence[Section]
    ) -> list[Said]:
        quote = Citation(published.item_id, published.version, found[0].id, found[0].sentences[0])
        return self._make(quote)


def ask(house: House, make: Make) -> tuple[str, str, tuple[Citation, ...]]:
    assistant = house.assistant(composer=WrongComposer(make))
    reply = assistant.say(assistant.open("web").conversation_id, None, "补办身份证要多少钱")
    return reply.status, reply.text, reply.citations


@pytest.mark.parametrize(
    "wrong",
    [
        "只收20元。",
        "60个工作日办好。",
        "依据第九十九条。",
        "到民政局交钱。",
        "不收钱，免费。",
        "2020年1月1日起不收。",
    ],
)
def test_a_wrong_figure_gives_way_to_the_published_wording(house: House, wrong: str) -> None:
    status, text, citations = ask(house, lambda quote: [Said(wrong, (quote,))])
    assert status == "answered"
    assert wrong not in text
    assert citations[0].quote in text


def test_a_true_sentence_in_other_words_stays(house: House) -> None:
    _, text, _ = ask(house, lambda quote: [Said("要交四十元。", (quote,))])
    assert "要交四十元。" in text


def test_an_invented_quote_is_no_evidence(house: House) -> None:
    invented = Citation("id-card-replacement", 1, "fee", "补领身份证不收钱。")
    status, text, citations = ask(house, lambda _: [Said("补领身份证不收钱。", (invented,))])
    assert status == "not_covered"
    assert "不收钱" not in text
    assert not citations


def test_a_quote_of_another_version_is_no_evidence(house: House) -> None:
    def make(quote: Citation) -> list[Said]:
        return [Said(quote.quote, (replace(quote, guide_version=quote.guide_version + 1),))]

    assert ask(house, make)[0] == "not_covered"


def test_a_sentence_without_evidence_is_left_out(house: House) -> None:
    status, text, _ = ask(house, lambda quote: [Said(quote.quote, (quote,)), Said("肯定能批下来。")])
    assert status == "answered"
    assert "肯定能批" not in text


def test_every_sentence_of_an_answer_stands_in_its_section(house: House) -> None:
    for question in (
        "身份证丢了怎么办",
        "居住证要什么材料",
        "育儿补贴多少钱",
        "结婚登记要户口本吗",
        "个体户执照多久办好",
    ):
        reply = house.talk().say(question)
        assert reply.status == "answered", question
        assert reply.citations
        for citation in reply.citations:
            texts = {s.id: s.text for s in house.library.sections(citation.item_id)}
            assert citation.quote in texts[citation.section]
            assert citation.quote in reply.text


def test_a_withdrawn_guide_is_not_cited_from_that_moment(house: House) -> None:
    talk = house.talk()
    assert talk.say("育儿补贴怎么领").status == "answered"
    house.publisher.withdraw("childcare-subsidy", "test", "expired")
    reply = talk.say("要多少钱")
    assert reply.status == "not_covered"
    assert not reply.citations
    assert "育儿补贴申领" in reply.text
