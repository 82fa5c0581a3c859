"""Questions asked in vain come together by meaning, and one draft answers all that mean the same."""

import pytest

from knowledge_base.corrections.clustering import Asked, clusters
from knowledge_base.corrections.questions import Cluster, ProposedForAll, Questions, read
from knowledge_base.corrections.service import Corrections
from knowledge_base.corrections.types import About, Ticket
from knowledge_base.curation.types import Draft, NotAllowed, Unknown
from knowledge_base.library import Library
from storage.database import Database
from tests.conftest import FixedClock

from .conftest import REPLACEMENT
from .test_corrections import decided

EDITOR, OTHER = "acct_editor", "acct_other"

# Written after weights and threshold were chosen (on meaning_pairs.yaml): nothing was tuned on them.
SAME = [
    ["农村医保在哪里交费", "农村医保去哪儿缴费", "请问农村医保到哪里交"],
    ["租房补贴可以在手机上申请吗", "手机上能不能申请租房补贴", "租房补贴能网上申请不"],
    ["驾驶证转到重庆要什么材料", "驾照转入重庆需要带什么"],
    ["单位没给我交社保去哪里投诉", "公司不交社保在哪里投诉"],
    ["小区车位没有产权证可以过户吗", "没有产权证的车位能过户不"],
]
ALONE = [
    "农村医保一年交多少钱",
    "租房补贴好久到账",
    "驾驶证扣了多少分在哪里看",
    "单位给我多交了社保怎么退",
    "小区车位要多少钱",
    "博物馆周一开不开门",
    "电动车上牌要带什么",
]


@pytest.fixture
def corrections(database: Database, library: Library, clock: FixedClock) -> Corrections:
    return Corrections(database, library, clock)


@pytest.fixture
def questions(database: Database, library: Library, clock: FixedClock) -> Questions:
    return Questions(database, library, clock)


def asked(corrections: Corrections, question: str, item_id: str | None = None, **more: object) -> str:
    return corrections.report(About(None, question, item_id), "unanswered", "turn", **more)  # pyright: ignore


def groups(library: Library, wanted: list[str]) -> set[frozenset[str]]:
    return {frozenset(wanted[at] for at in group) for group in clusters(read(library, wanted))}


# by meaning


def test_what_means_the_same_comes_together_and_the_rest_stays_apart(library: Library) -> None:
    every = [question for group in SAME for question in group] + ALONE
    found = groups(library, every)
    apart = {frozenset({one}) for one in ALONE}
    assert apart <= found
    for group in found - apart:
        assert any(group <= set(same) for same in SAME), group
    joined = sum(len(one) - 1 for one in found)
    assert joined >= 5, found


def test_the_same_questions_give_the_same_clusters(library: Library) -> None:
    every = [question for group in SAME for question in group] + ALONE
    assert clusters(read(library, every)) == clusters(read(library, every))
    assert clusters([]) == []


def test_no_chain_is_followed(library: Library) -> None:
    """Each question is like the one that stands for its cluster, not just like some other in it."""
    every = [question for group in SAME for question in group] + ALONE
    for first, *others in clusters(read(library, every)):
        for other in others:
            assert clusters(read(library, [every[first], every[other]])) == [[0, 1]]


def test_what_asks_for_something_else_never_comes_together(library: Library) -> None:
    every = ["办读者证要多少钱", "办读者证要多久", "办读者证在哪里", "办读者证要带什么"]
    assert clusters(read(library, every)) == [[0], [1], [2], [3]]


def test_who_asks_does_not_keep_a_question_apart(library: Library) -> None:
    every = [
        "农村医保在哪里交费",
        "我叫〔姓名〕，电话〔号码〕，农村医保在哪里交费",
        "〔姓名〕问农村医保一年交多少钱",
    ]
    assert clusters(read(library, every)) == [[0, 1], [2]]


def test_a_question_of_nothing_but_marks_stands_alone(library: Library) -> None:
    found: list[Asked] = read(library, ["〔号码〕", "", "〔姓名〕"])
    assert clusters(found) == [[0], [1], [2]]


# as curators see them


def shown(questions: Questions, **wanted: object) -> list[Cluster]:
    return list(questions.clusters(**wanted).clusters)  # pyright: ignore


def of_two(corrections: Corrections, questions: Questions) -> Cluster:
    """Two tickets, one about the item and one about none, in one cluster."""
    asked(corrections, "补读者证可以让同事帮忙去吗", REPLACEMENT)
    asked(corrections, "补读者证可以让同事帮忙去吗", None)
    (found,) = shown(questions)
    assert len(found.tickets) == 2
    return found


def test_a_cluster_counts_all_and_names_what_is_published_next_to_it(
    corrections: Corrections, questions: Questions, clock: FixedClock
) -> None:
    first = clock().date()
    of_two(corrections, questions)
    asked(corrections, "借书大厅的空调坏了找谁")
    clock.advance(days=2)
    asked(corrections, "请问补读者证可以让同事帮忙去不", REPLACEMENT)
    clusters = questions.clusters()
    most, other = clusters.clusters
    assert (clusters.total, clusters.questions) == (2, 4)
    assert (most.count, most.first, most.last) == (3, first, clock().date())
    assert most.nearest
    assert (most.nearest.item_id, most.nearest.said, most.nearest.guide) == (REPLACEMENT, True, True)
    assert most.nearest.pair
    assert 0.0 <= most.nearest.pair.score <= 1.0
    assert other.count == 1


def test_only_gaps_of_the_days_and_state_asked_for(
    corrections: Corrections, questions: Questions, clock: FixedClock
) -> None:
    old = asked(corrections, "借书大厅的空调坏了找谁")
    corrections.report(About(None, "补读者证要多少钱", REPLACEMENT), "wrong_answer", "person")
    clock.advance(days=10)
    asked(corrections, "书弄脏了要去哪个窗口登记")
    assert len(shown(questions)) == 2
    assert [one.question for one in shown(questions, days=7)] == ["书弄脏了要去哪个窗口登记"]
    assert isinstance(questions.dismiss([old], EDITOR, "不是政务服务"), list)
    assert [one.tickets[0].ticket_id for one in shown(questions, state="dismissed")] == [old]
    assert len(shown(questions)) == 1


def test_what_tells_who_asked_is_masked(corrections: Corrections, questions: Questions) -> None:
    asked(corrections, "我叫陈晓渝，电话13800138001，书弄脏了要去哪个窗口登记")
    (found,) = shown(questions)
    assert "陈晓渝" not in str(found)
    assert "13800138001" not in str(found)
    assert not found.tickets[0].reports[0].fit_as_variant


# what is done for all of them


def ids(found: Cluster) -> list[str]:
    return [one.ticket_id for one in found.tickets]


def proposed(questions: Questions, found: Cluster) -> Draft:
    reports = [report.report_id for ticket in found.tickets for report in ticket.reports]
    done = questions.propose_pair(
        ids(found), EDITOR, REPLACEMENT, "能请同事代办补证吗？", "能。带上您的委托书就行。", (), reports
    )
    assert isinstance(done, ProposedForAll), done
    assert {one.state for one in done.tickets} == {"in_work"}
    return done.draft


def test_one_draft_answers_them_all(
    corrections: Corrections, questions: Questions, database: Database
) -> None:
    found = of_two(corrections, questions)
    draft = proposed(questions, found)
    pair = draft.content["qa"][-1]  # pyright: ignore
    assert pair["variants"] == ["补读者证可以让同事帮忙去吗"]
    decided(database, draft, "published", 2)
    closed = [corrections.ticket(one) for one in ids(found)]
    assert [(one.state, one.resolved_version) for one in closed if isinstance(one, Ticket)] == [
        ("resolved", 2),
        ("resolved", 2),
    ]
    assert shown(questions) == []


def test_a_discarded_draft_opens_them_all_again(
    corrections: Corrections, questions: Questions, database: Database
) -> None:
    found = of_two(corrections, questions)
    decided(database, proposed(questions, found), "discarded")
    (again,) = shown(questions)
    assert sorted(ids(again)) == sorted(ids(found))


def test_wordings_go_to_a_pair_that_is_there(
    corrections: Corrections, questions: Questions, library: Library
) -> None:
    found = of_two(corrections, questions)
    published = library.guide(REPLACEMENT)
    assert published
    pair = published.guide.qa[0]
    reports = [report.report_id for report in found.tickets[0].reports]
    done = questions.propose_wordings(ids(found), EDITOR, REPLACEMENT, pair.id, reports)
    assert isinstance(done, ProposedForAll), done
    changed = next(one for one in done.draft.content["qa"] if one["id"] == pair.id)  # pyright: ignore
    assert changed["variants"] == [*pair.variants, "补读者证可以让同事帮忙去吗"]
    assert changed["answer"] == pair.answer


@pytest.mark.parametrize(
    ("pair_id", "chosen", "code"), [("no_such", True, "no_pair"), ("no_such", False, "no_wording")]
)
def test_wordings_need_a_pair_and_a_report(
    corrections: Corrections, questions: Questions, pair_id: str, chosen: bool, code: str
) -> None:
    found = of_two(corrections, questions)
    reports = [report.report_id for report in found.tickets[0].reports] if chosen else []
    refused = questions.propose_wordings(ids(found), EDITOR, REPLACEMENT, pair_id, reports)
    assert isinstance(refused, NotAllowed)
    assert refused.code == code


def test_all_are_taken_or_none(corrections: Corrections, questions: Questions) -> None:
    found = of_two(corrections, questions)
    first, second = ids(found)
    assert isinstance(corrections.take(second, OTHER), Ticket)
    refused = questions.dismiss([first, second], EDITOR, "不是政务服务")
    assert isinstance(refused, NotAllowed)
    assert refused.code == "ticket_taken"
    untouched = corrections.ticket(first)
    assert isinstance(untouched, Ticket)
    assert untouched.state == "open"
    assert isinstance(questions.dismiss([first, "tick_none"], EDITOR, "…"), Unknown)
    assert isinstance(questions.propose_pair([first], EDITOR, "no-item", "问？", "答。"), NotAllowed)


def test_a_ticket_with_a_draft_gets_no_second_one(corrections: Corrections, questions: Questions) -> None:
    found = of_two(corrections, questions)
    proposed(questions, found)
    refused = questions.propose_pair(ids(found), EDITOR, REPLACEMENT, "问？", "答。")
    assert isinstance(refused, NotAllowed)
    assert refused.code == "draft_open"
