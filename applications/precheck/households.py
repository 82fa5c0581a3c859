"""Pages of a household register: are they of one household? Relations after GB/T 4761."""

from collections.abc import Iterator

from applications.precheck.alike import alike
from applications.precheck.subject import Subject
from knowledge_base.model.review import SameHousehold

_HEAD = frozenset({"户主", "本人", "户主本人"})


def contradiction(subject: Subject, point: SameHousehold) -> tuple[str, ...]:
    """Refs of what contradicts, empty where nothing does or it could not be read for sure.

    Two people of one household may have one name; then the page of the other is not taken for wrong, for its
    relation is told by another word.
    """
    home = f"document.{point.home}.head_name"
    head = subject.values(home)
    if not head or subject.doubtful(home):
        return ()
    for name, relation in _members(point):
        refs = (name, relation, home)
        names, relations = subject.values(name), subject.values(relation)
        if not names or not relations or subject.doubtful(name, relation):
            continue
        if relations[0] in _HEAD and not alike(names[0], head[0]):
            return refs
    return ()


def _members(point: SameHousehold) -> Iterator[tuple[str, str]]:
    for page in point.pages:
        yield f"document.{page}.name", f"document.{page}.relation_to_head"
