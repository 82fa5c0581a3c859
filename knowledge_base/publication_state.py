"""The counter by which every process sees at its next call that something was published or withdrawn."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.tables import PublicationState

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
    """(generation, indexed generation): one cheap query."""
    row = session.execute(_READ).first()
    return (row[0], row[1]) if row else (0, 0)
