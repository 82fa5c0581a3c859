"""What a submitted form was filled from, counted once; and the indexes that counting by day needs."""

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from applications.desk.tables import DeskVerdictRow
from applications.ratings.tables import RatingRow
from applications.tables import ApplicationRow, StateChangeRow, SubmissionRow
from storage.base import Base


class PrefillRow(Base):
    """Of the first submission of an application: the values are encrypted, how many there were is not."""

    __tablename__ = "submission_prefill"

    submission_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True
    )
    values: Mapped[int] = mapped_column(Integer)
    """fields that were sent"""
    prefilled: Mapped[int] = mapped_column(Integer)
    """of them from profile, register or document, and confirmed as they were"""


Index("ix_applications_created_at", ApplicationRow.created_at)
Index("ix_application_history_at_state", StateChangeRow.at, StateChangeRow.state)
Index("ix_submissions_received_at", SubmissionRow.received_at)
Index("ix_desk_verdicts_at", DeskVerdictRow.at)
Index("ix_case_ratings_at", RatingRow.at)
