"""The counter by which every process sees at its next call that something was published or withdrawn."""

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from knowledge_base.tables import PublicationState
from storage.database import Database

_ONLY_ROW = 1

_READ = select(PublicationState.generation, PublicationState.indexed_generation).where(
    PublicationState.id == _ONLY_ROW
)


def locked(session: Session) -> PublicationState:
    """The one row, locked until the transaction ends; made on first use."""
    state = session.get(PublicationState, _ONLY_ROW, with_for_update=True)
    if state is None:
        state = PublicationState(id=_ONLY_ROW, generation=0, indexed_generation=0)
        session.add(state)
        session.flush()
    return state


def bump(session: Session) -> int:
    """The new generation. Called in the transaction of the change itself, so that no process can miss it."""
    state = locked(session)
    state.generation += 1
    return state.generation


def read(session: Session) -> tuple[int, int]:
    """(generation, indexed generation), within a snapshot."""
    return _numbers(session.execute(_READ).first())


def look(database: Database) -> tuple[int, int]:
    """The same by one cheap query: every call of the library asks it."""
    return _numbers(database.look(_READ))


def _numbers(row: Row[int, int] | None) -> tuple[int, int]:
    return (row[0], row[1]) if row else (0, 0)
