"""What a rule looks at and what it finds. Rules on what is `Written` hold for guides and events alike."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol

from knowledge_base.model.guide import Guide, LegalBasis, QAPair
from knowledge_base.source import Segments


class Written(Protocol):
    @property
    def summary(self) -> str: ...
    @property
    def spoken(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def reviewed_on(self) -> date: ...
    @property
    def consult_phone(self) -> str: ...
    @property
    def complaint_phone(self) -> str: ...
    @property
    def legal_basis(self) -> Sequence[LegalBasis]: ...
    @property
    def qa(self) -> Sequence[QAPair]: ...


Broken = tuple[Segments, dict[str, object]]
"""where a rule is broken, and the values its sentence needs"""

Found = tuple[str, str, Segments, dict[str, object]]
"""rule, item id, path, values of its sentence"""

Rule = Callable[[Guide, date], Iterable[Broken]]
WrittenRule = Callable[[Written, date], Iterable[Broken]]
