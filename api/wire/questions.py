"""Questions asked in vain, by meaning, and what a curator does with all that mean the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape
from api.wire.corrections import BasisId, Question
from api.wire.curation import ItemId, Reason
from knowledge_base.corrections.nearest import Nearest
from knowledge_base.corrections.questions import Cluster, Clusters
from knowledge_base.corrections.types import Kind, Report, TicketState

TicketIds = Annotated[list[Annotated[str, Field(max_length=80)]], Field(min_length=1, max_length=500)]
ReportIds = Annotated[
    list[Annotated[str, Field(max_length=80)]],
    Field(max_length=100, description="reports whose wording people may also use"),
]


class WordingShape(Shape):
    """One way the question was put, masked. `report_id` stands for all that put it so."""

    report_id: str
    ticket_id: str
    question: str
    count: int
    kind: Kind
    fit_as_variant: Annotated[bool, Field(description="nothing was masked: it may be published as a wording")]
    comments: list[str]
    last: date


class NearestPairShape(Shape):
    pair_id: str
    question: str
    answer: str
    score: Annotated[float, Field(description="how likely it is the answer, 0 to 1")]


class NearestShape(Shape):
    item_id: str
    name: str
    score: Annotated[float, Field(description="0.6 and more: this item; from 0.35 it may be meant")]
    said: Annotated[bool, Field(description="the conversation was about this item")]
    guide: bool
    pair: NearestPairShape | None


class ClusterShape(Shape):
    """`key` is the ticket that stands for it: stable while nobody asks something more often."""

    key: str
    question: str
    count: int
    first: date
    last: date
    state: TicketState
    overdue: bool
    kinds: list[Kind]
    draft_ids: list[str]
    resolutions: list[str]
    ticket_ids: list[str]
    wordings: list[WordingShape]
    nearest: NearestShape | None


class QuestionClusters(Shape):
    """`total` clusters of `questions` reports; a page of them, most asked first."""

    total: int
    questions: int
    clusters: list[ClusterShape]


class PairForAll(Shape):
    ticket_ids: TicketIds
    item_id: ItemId
    question: Question
    answer: Reason
    basis: Annotated[list[BasisId], Field(max_length=20, description="ids of the guide's legal basis")] = (
        Field(default_factory=list[BasisId])
    )
    variants: ReportIds = Field(default_factory=list[str])


class WordingsForAll(Shape):
    ticket_ids: TicketIds
    item_id: ItemId
    pair_id: BasisId
    variants: ReportIds


class DismissalOfAll(Shape):
    ticket_ids: TicketIds
    why: Reason


class ProposalForAll(Shape):
    """The draft that resolves all these tickets once it is published."""

    draft_id: str
    item_id: str
    ticket_ids: list[str]


class Dismissed(Shape):
    ticket_ids: list[str]


def clusters_shape(found: Clusters) -> QuestionClusters:
    shapes = [_cluster_shape(one) for one in found.clusters]
    return QuestionClusters(total=found.total, questions=found.questions, clusters=shapes)


def _cluster_shape(cluster: Cluster) -> ClusterShape:
    tickets = cluster.tickets
    return ClusterShape(
        key=tickets[0].ticket_id,
        question=cluster.question,
        count=cluster.count,
        first=cluster.first,
        last=cluster.last,
        state=tickets[0].state,
        overdue=any(one.overdue for one in tickets),
        kinds=list(dict.fromkeys(one.kind for one in tickets)),
        draft_ids=list(dict.fromkeys(one.draft_id for one in tickets if one.draft_id)),
        resolutions=list(dict.fromkeys(one.resolution for one in tickets if one.resolution)),
        ticket_ids=[one.ticket_id for one in tickets],
        wordings=[wording for one in tickets for wording in _wordings(one.ticket_id, one.reports)],
        nearest=_nearest_shape(cluster.nearest) if cluster.nearest else None,
    )


def _wordings(ticket_id: str, reports: tuple[Report, ...]) -> Iterator[WordingShape]:
    """Each way of asking once, most used first; the newest report stands for it."""
    counted = Counter(report.question for report in reports)
    for question, count in counted.most_common():
        same = [report for report in reports if report.question == question]
        yield WordingShape(
            report_id=same[0].report_id,
            ticket_id=ticket_id,
            question=question,
            count=count,
            kind=same[0].kind,
            fit_as_variant=same[0].fit_as_variant,
            comments=[report.comment for report in same if report.comment],
            last=same[0].at.date(),
        )


def _nearest_shape(nearest: Nearest) -> NearestShape:
    pair = nearest.pair
    return NearestShape(
        item_id=nearest.item_id,
        name=nearest.name,
        score=nearest.score,
        said=nearest.said,
        guide=nearest.guide,
        pair=pair
        and NearestPairShape(
            pair_id=pair.pair_id, question=pair.question, answer=pair.answer, score=pair.score
        ),
    )
