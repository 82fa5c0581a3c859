"""How far a machine may handle a person's case: it fills and checks, the person confirms and sends.

There is no act here that confirms, submits or withdraws. What the person is about to send can't change under
their eyes: values are filled only where nothing stands, and a `ready` application is left alone.
"""

from collections.abc import Callable, Mapping

from applications.completeness import EDITABLE
from applications.service import ApplicationService
from applications.types import Actor, Application, Conflict, NotAllowed, Unknown
from assistant.tools.views import Seen, application_seen, finding_seen
from knowledge_base.library import Library

PERSONS_ACTS = ("confirm", "submit")

Changed = Application | Unknown | Conflict | NotAllowed


class Handling:
    """The applications of one person. Who that is, the host says; no argument of a tool can."""

    def __init__(self, applications: ApplicationService, library: Library, actor: Actor) -> None:
        self._applications, self._library, self._actor = applications, library, actor

    def start_application(self, item_id: str) -> Seen:
        mine = self._applications.own(self._actor)
        open_ = next((one for one in mine if one.item_id == item_id and one.state in EDITABLE), None)
        view = open_ or self._applications.start(self._actor, item_id)
        return {"problem": "no_guide"} if isinstance(view, Unknown) else self._seen(view)

    def my_applications(self) -> list[Seen]:
        return [self._seen(one) for one in self._applications.own(self._actor)]

    def read_application(self, application_id: str) -> Seen:
        return self._seen(self._applications.get(self._actor, application_id))

    def answer_situation(self, application_id: str, answers: Mapping[str, str]) -> Seen:
        return self._change(
            application_id,
            lambda version: self._applications.answer_situation(
                self._actor, application_id, answers, version
            ),
        )

    def propose_values(self, application_id: str, values: Mapping[str, str]) -> Seen:
        return self._change(
            application_id,
            lambda version: self._applications.propose(self._actor, application_id, values, version),
        )

    def precheck(self, application_id: str) -> Seen:
        result = self._applications.precheck(self._actor, application_id)
        if isinstance(result, Unknown):
            return self._seen(result)
        return {
            "passed": result.passed,
            "findings": [finding_seen(one) for one in result.findings],
            "application": self.read_application(application_id),
        }

    def hand_to_person(self, application_id: str) -> tuple[Seen, Seen | None]:
        """What to tell the model; and for the host the act to put before the person, if one is theirs.

        The host shows that version with its values. On the person's press it calls
        `ApplicationService.confirm(actor, application_id, names)` or `.submit(actor, application_id, key)`.
        """
        view = self._applications.get(self._actor, application_id)
        if not isinstance(view, Application):
            return self._seen(view), None
        act = view.next.kind if view.next else None
        if act not in PERSONS_ACTS:
            return {"problem": "not_yet", "application": self._seen(view)}, None
        names = [name for name, value in view.fields.items() if value.open]
        shown: Seen = {
            "act": act,
            "application_id": application_id,
            "version": view.version,
            "names": names,
        }
        return {"waiting_for_person": act, "application": self._seen(view)}, shown

    def _change(self, application_id: str, act: Callable[[int], Changed]) -> Seen:
        view = self._applications.get(self._actor, application_id)
        if isinstance(view, Application) and view.state == "ready":
            return {"problem": "persons_turn", "application": self._seen(view)}
        return self._seen(view if isinstance(view, Unknown) else act(view.version))

    def _seen(self, outcome: Changed) -> Seen:
        match outcome:
            case Unknown():
                return {"problem": "unknown_application"}
            case Conflict(current):
                return {"problem": "changed_meanwhile", "application": self._seen(current)}
            case NotAllowed(message, current):
                return {"problem": "not_allowed", "message": message, "application": self._seen(current)}
            case Application():
                published = self._library.version(outcome.item_id, outcome.guide_version)
                assert published is not None  # an application rests on a version that was published
                return application_seen(outcome, published.guide)
