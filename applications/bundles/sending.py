"""Submitting together: all or nothing in one transaction, each receipt by the outbox; what waits follows.

The submissions of all parts are kept at once, so that no crash leaves half of them: whatever happens between
two receipts, the outbox goes on with the rest, and the same key leads to the same submissions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from applications.bundles.handling import Handling
from applications.bundles.parts import Case, Handled
from applications.bundles.settling import Settling
from applications.bundles.standing import unconfirmed_of
from applications.bundles.tables import BundleSendingRow
from applications.bundles.timing import later
from applications.bundles.types import Bundle, KeptBundle, Sent
from applications.completeness import EDITABLE, say
from applications.errors import ApplicationsError
from applications.submission import LONGEST_KEY, Submissions
from applications.types import Actor, NotAllowed, NotReady, Receipt, Unknown
from storage import audit
from storage.database import Database
from storage.ids import new_id


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sending as it is kept: part id → submission id, and the parts that follow."""

    sending_id: str
    sent: Mapping[str, str]
    waiting: tuple[str, ...]


class Sending:
    def __init__(
        self, database: Database, settling: Settling, handling: Handling, submissions: Submissions
    ) -> None:
        self._database, self._settling = database, settling
        self._handling, self._submissions = handling, submissions

    def submit(
        self, actor: Actor, bundle_id: str, key: str, *, leave_unready: bool
    ) -> Sent | NotReady | NotAllowed | Unknown:
        """`leave_unready`: the person wants what is ready to go, and the rest later."""
        try:
            kept = self._keep(actor, bundle_id, key, leave_unready)
        except IntegrityError:
            # The same key was used a moment ago: now it is seen.
            kept = self._keep(actor, bundle_id, key, leave_unready)
        return self._receipts(actor, bundle_id, kept) if isinstance(kept, _Kept) else kept

    def follow_up(self) -> int:
        """Sends parts whose turn has come, as the person asked when submitting; gives how many."""
        with self._database.reading() as session:
            open_ = list(session.scalars(select(BundleSendingRow.id).where(BundleSendingRow.open.is_(True))))
        return sum(self._follow(sending_id) for sending_id in open_)

    def withdraw(self, actor: Actor, bundle_id: str, part_id: str | None) -> Bundle | NotAllowed | Unknown:
        """All that can still be taken back, or one part."""
        with self._database.transaction() as session:
            looked = self._handling.look(session, actor, bundle_id)
            if looked is None:
                return Unknown()
            chosen = [one for one in looked.case.handled if one.kept and part_id in (None, one.part_id)]
            if part_id is not None and not chosen:
                return NotAllowed(say("bundle.no_part"), self._handling.view(looked.bundle))
            told = [self._submissions.take_back(session, actor, _id(one)) for one in chosen]
            if chosen and all(isinstance(one, NotAllowed) for one in told):
                return NotAllowed(say("refused.no_withdraw"), self._handling.view(looked.bundle))
            self._settling.bundles.save(session, looked.bundle)
            self._note(session, actor, "withdraw", looked.bundle, {"parts": len(chosen)})
        self._submissions.tell([_id(one) for one in chosen])
        found = self._handling.get(actor, bundle_id)
        assert isinstance(found, Bundle)  # it was there a moment ago
        return found

    def _keep(
        self, actor: Actor, bundle_id: str, key: str, leave_unready: bool
    ) -> "_Kept | NotReady | NotAllowed | Unknown":
        with self._database.transaction() as session:
            looked = self._handling.look(session, actor, bundle_id)
            if looked is None:
                return Unknown()
            bundle = looked.bundle
            if not 0 < len(key) <= LONGEST_KEY:
                return NotAllowed(say("refused.key"), self._handling.view(bundle))
            if used := _by_key(session, actor, key):
                same = used.bundle_id == bundle_id
                return (
                    _kept(used) if same else NotAllowed(say("refused.key_used"), self._handling.view(bundle))
                )
            if not looked.case.open:
                return self._sent_before(session, bundle)
            return self._begin(session, actor, bundle, key, leave_unready)

    def _begin(
        self, session: Session, actor: Actor, bundle: KeptBundle, key: str, leave_unready: bool
    ) -> "_Kept | NotReady | NotAllowed":
        looked_at = {m.part_id for m in bundle.members if m.kept and m.kept.state == "ready"}
        bundle = self._handling.checked(session, bundle)
        case = self._settling.case(bundle)
        waiting = later(case).waiting
        now = [one for one in case.open if one.part_id not in waiting]
        ready = [one for one in now if one.kept and one.kept.state == "ready"]
        follows = [one.part_id for one in case.open if one.part_id in waiting]
        if not now and (last := _last(session, bundle)):
            return self._sent_and_waiting(last, follows)
        whole = self._handling.view(bundle)
        if not ready or (len(ready) < len(now) and not leave_unready):
            unconfirmed = [n for one in now for n in unconfirmed_of(one, self._settling.repository.today)]
            return NotReady(whole.findings, tuple(dict.fromkeys(unconfirmed)), whole)
        if any(one.part_id not in looked_at for one in ready):
            return NotAllowed(say("refused.look_again"), whole)
        gone = [one for one in ready if not _citable(one, self._settling)]
        if gone:
            return NotAllowed(say("bundle.guide_changed"), whole)
        return self._send(session, actor, case, key, ready, follows)

    def _send(
        self,
        session: Session,
        actor: Actor,
        case: Case,
        key: str,
        ready: Sequence[Handled],
        waiting: list[str],
    ) -> _Kept:
        row = BundleSendingRow(
            id=new_id("snd"),
            bundle_id=case.bundle.bundle_id,
            actor_id=actor.account_id,
            key=key,
            sent={},
            waiting=waiting,
            open=bool(waiting),
            created_at=self._settling.repository.now,
        )
        session.add(row)
        session.flush()
        row.sent = {one.part_id: self._one(session, actor, row.id, one) for one in ready}
        self._settling.bundles.save(session, case.bundle)
        self._note(session, actor, "submit", case.bundle, {"parts": sorted(row.sent), "waiting": waiting})
        return _kept(row)

    def _one(self, session: Session, actor: Actor, sending_id: str, one: Handled) -> str:
        kept = self._submissions.keep(session, actor, _id(one), f"{sending_id}.{one.part_id}")
        if not isinstance(kept, str):
            # It was ready under this very lock: everything of this transaction is undone.
            raise ApplicationsError(f"part {one.part_id} of a bundle was ready and could not be sent")
        return kept

    def _sent_before(self, session: Session, bundle: KeptBundle) -> "_Kept | NotAllowed":
        """Nothing is open: what the last submission of the whole led to."""
        last = _last(session, bundle)
        return _kept(last) if last else NotAllowed(say("bundle.nothing"), self._handling.view(bundle))

    def _sent_and_waiting(self, last: BundleSendingRow, follows: Sequence[str]) -> _Kept:
        """All that can go has gone, in another tab perhaps; a part taken up since follows like the others."""
        last.waiting = list(dict.fromkeys((*last.waiting, *follows)))
        last.open = bool(last.waiting)
        return _kept(last)

    def _receipts(self, actor: Actor, bundle_id: str, kept: _Kept) -> Sent | Unknown:
        found = {part: self._submissions.receipt(submission) for part, submission in kept.sent.items()}
        whole = self._handling.get(actor, bundle_id)
        if isinstance(whole, Unknown):
            return whole
        receipts = {part: one for part, one in found.items() if isinstance(one, Receipt)}
        open_ = {
            p.part_id
            for p in whole.parts
            if p.role == "handled" and p.application and p.application.state in EDITABLE
        }
        waiting = tuple(part for part in kept.waiting if part in open_)
        return Sent(
            current=whole,
            receipts=receipts,
            pending=tuple(part for part in found if part not in receipts),
            waiting=waiting,
            left=tuple(sorted(open_ - set(waiting) - found.keys())),
        )

    def _follow(self, sending_id: str) -> int:
        with self._database.transaction() as session:
            bundle_id = session.get_one(BundleSendingRow, sending_id).bundle_id
            bundle = self._settling.bundles.find(session, bundle_id, lock=True)
            row = session.get_one(BundleSendingRow, sending_id, populate_existing=True)
            if bundle is None or not row.open:
                return 0
            case = self._settling.case(bundle)
            open_ = {one.part_id: one for one in case.open}
            turn = [
                one
                for part, one in open_.items()
                if part in row.waiting and not case.waits_for(one) and one.kept and one.kept.state == "ready"
            ]
            actor = Actor(row.actor_id, "", "citizen")
            new = self._next(session, actor, row.id, turn)
            row.sent = {**row.sent, **new}
            row.waiting = [part for part in row.waiting if part in open_ and part not in new]
            row.open = bool(row.waiting)
            if new:
                self._settling.bundles.save(session, bundle)
                self._note(session, actor, "follow", bundle, {"parts": sorted(new)})
        for submission_id in new.values():
            self._submissions.receipt(submission_id)
        return len(new)

    def _next(
        self, session: Session, actor: Actor, sending_id: str, turn: Sequence[Handled]
    ) -> dict[str, str]:
        """What can't be sent after all (a guide changed, a certificate ran out) is left to the person."""
        found = {
            one.part_id: self._submissions.keep(session, actor, _id(one), f"{sending_id}.{one.part_id}")
            for one in turn
        }
        return {part: kept for part, kept in found.items() if isinstance(kept, str)}

    def _note(
        self, session: Session, actor: Actor, action: str, bundle: KeptBundle, detail: Mapping[str, object]
    ) -> None:
        audit.append(
            session,
            at=self._settling.repository.now,
            actor=actor.account_id,
            action=f"bundle.{action}",
            subject=bundle.bundle_id,
            detail=detail,
        )


def _kept(row: BundleSendingRow) -> _Kept:
    return _Kept(row.id, dict(row.sent), tuple(row.waiting))


def _by_key(session: Session, actor: Actor, key: str) -> BundleSendingRow | None:
    return session.scalar(
        select(BundleSendingRow).where(
            BundleSendingRow.actor_id == actor.account_id, BundleSendingRow.key == key
        )
    )


def _last(session: Session, bundle: KeptBundle) -> BundleSendingRow | None:
    return session.scalar(
        select(BundleSendingRow)
        .where(BundleSendingRow.bundle_id == bundle.bundle_id)
        .order_by(BundleSendingRow.created_at.desc(), BundleSendingRow.id.desc())
        .limit(1)
    )


def _id(one: Handled) -> str:
    assert one.kept is not None  # only what was begun is sent or withdrawn
    return one.kept.application_id


def _citable(one: Handled, settling: Settling) -> bool:
    return one.kept is not None and one.kept.published.citable_on(settling.repository.today)
