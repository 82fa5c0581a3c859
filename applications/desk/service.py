"""The desk's facade: everything a reviewer does but `ApplicationService.decide` and `Results.finish`.

For anybody else everything is empty or `Unknown`.
"""

from collections.abc import Sequence

from applications.desk.agreement import Agreement
from applications.desk.opening import Opening
from applications.desk.queue import Queue
from applications.desk.risk_keeping import RiskKeeping
from applications.desk.second import SecondOpinions
from applications.desk.types import Case, QueuePage, RuleAgreement, Verdict, Wanted
from applications.desk.verdicts import Verdicts
from applications.guides import Guides
from applications.notice import Notice
from applications.repository import Repository
from applications.types import (
    Actor,
    Application,
    Conflict,
    Finding,
    NotAllowed,
    State,
    Unknown,
)
from knowledge_base.corrections.service import Corrections
from storage.clock import Clock
from storage.database import Database

Outcome = Application | Unknown | Conflict | NotAllowed


class DeskService:
    """Every act takes the reviewer and gives a value of `applications.types` or `applications.desk.types`."""

    def __init__(self, database: Database, guides: Guides, corrections: Corrections, clock: Clock) -> None:
        repository = Repository(guides, clock)
        self._queue, self._risks = Queue(database, repository), RiskKeeping(database, repository)
        self._opening, self._verdicts = Opening(database, repository), Verdicts(database, repository)
        self._second = SecondOpinions(database, repository)
        self._agreement = Agreement(database, repository, corrections)

    def queue(self, actor: Actor, wanted: Wanted) -> QueuePage:
        """One page; risks of what has just come in are computed first."""
        if actor.role == "reviewer":
            self._risks.refresh()
        return self._queue.page(actor, wanted)

    def counts(self, actor: Actor) -> dict[State, int]:
        """How many cases lie in each state."""
        return self._queue.counts(actor)

    def refresh_risks(self) -> int:
        """For the background: computes some that are new or of an earlier day; gives how many."""
        return self._risks.refresh()

    def case(self, actor: Actor, application_id: str) -> Case | Unknown:
        """A case on one screen, with a precheck made today."""
        return self._opening.case(actor, application_id)

    def notice(
        self, actor: Actor, application_id: str, findings: Sequence[Finding], note: str = ""
    ) -> Notice | Unknown:
        """The one-time notice that a return with these findings makes; nothing is decided by looking."""
        return self._opening.notice(actor, application_id, findings, note)

    def claim(self, actor: Actor, application_id: str) -> Outcome:
        """The reviewer is at it; refused while another is."""
        return self._opening.claim(actor, application_id)

    def release(self, actor: Actor, application_id: str) -> Outcome:
        """Lets it go before its time is up."""
        return self._opening.release(actor, application_id)

    def judge(
        self,
        actor: Actor,
        application_id: str,
        finding: str,
        verdict: Verdict,
        reason: str = "",
        seen_version: int | None = None,
    ) -> Outcome:
        """Upholds or overrides one finding of today's precheck; overriding needs a reason."""
        return self._verdicts.judge(actor, application_id, finding, verdict, reason, seen_version)

    def answer_second(
        self,
        actor: Actor,
        application_id: str,
        agree: bool,
        reason: str,
        seen_version: int | None = None,
    ) -> Outcome:
        """The second pair of eyes."""
        return self._second.answer(actor, application_id, agree, reason, seen_version)

    def retract(self, actor: Actor, application_id: str) -> Outcome:
        """Takes one's own proposal back."""
        return self._second.retract(actor, application_id)

    def agreement(self, actor: Actor, item_id: str | None = None) -> list[RuleAgreement]:
        """Precheck and reviewers compared, rule by rule."""
        return self._agreement.rules(actor, item_id)

    def hand_over(self, actor: Actor, item_id: str, rule: str, comment: str = "") -> str | Unknown:
        """Puts a rule that is often wrong before the curators; gives the ticket's id."""
        return self._agreement.hand_over(actor, item_id, rule, comment)
