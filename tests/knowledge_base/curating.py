"""People at the gates of the small library, and how they bring a draft through."""

from collections.abc import Callable

from sqlalchemy import select

from knowledge_base.curation.service import Curation
from knowledge_base.curation.types import GATES, Curator, Draft, GateReview, NewVersion
from storage import audit
from storage.database import Database

FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"
EDITOR = Curator("editor", "编辑甲", "curator")
SECOND_EDITOR = Curator("second", "编辑乙", "curator")
LAWYER = Curator("lawyer", "审核甲", "curator", frozenset({"political", "legal", "policy"}))
KEEPER = Curator("keeper", "审核乙", "curator", frozenset({"secrecy", "procedure"}))
ADMIN = Curator("boss", "管理员", "admin")

Edit = Callable[..., Draft]


def sign(curation: Curation, draft: Draft) -> None:
    """All five gates, by the two who hold them."""
    for gate in GATES:
        reviewer = LAWYER if gate in LAWYER.gates else KEEPER
        signed = curation.review(draft.draft_id, reviewer, gate, "passed", "", draft.digest)
        assert isinstance(signed, GateReview), signed


def published(curation: Curation, draft: Draft) -> NewVersion:
    sign(curation, draft)
    done = curation.publish(draft.draft_id, EDITOR)
    assert isinstance(done, NewVersion), done
    return done


def actions(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        assert audit.verify(session).ok
        rows = session.scalars(select(audit.AuditRow).order_by(audit.AuditRow.seq)).all()
        return [(row.actor, row.action) for row in rows]
