"""Applications as the contract shows them: with the guide version they rest on and with their documents."""

from collections.abc import Mapping
from typing import Any

from fastapi.encoders import jsonable_encoder

from api.errors import ApiError
from api.problems import ProblemError
from api.wire.applications import ApplicationShape, FindDocument, application_shape, finding_shape
from api.wire.bundles import BundleShape, bundle_shape
from applications.bundles.types import Bundle
from applications.documents import DocumentService
from applications.types import Application, Conflict, Document, NotAllowed, NotReady, Unknown
from knowledge_base.library import Library

Refusal = Unknown | Conflict | NotAllowed | NotReady


class Showing:
    """Turns what the application room returns into shapes; outcomes that refuse become problems."""

    def __init__(self, library: Library, documents: DocumentService) -> None:
        self._library, self._documents = library, documents

    def application(self, outcome: Application | Refusal) -> ApplicationShape:
        """The application, or the problem that says why not."""
        if isinstance(outcome, Application):
            return self._shape(outcome)
        raise self.refusal(outcome)

    def bundle(self, outcome: Bundle | Unknown | Conflict | NotAllowed) -> BundleShape:
        """The bundle, or the problem that says why not."""
        if isinstance(outcome, Bundle):
            return bundle_shape(outcome, self._finder(outcome))
        raise self.bundle_refusal(outcome)

    def bundle_refusal(self, outcome: Refusal) -> ProblemError:
        return ProblemError(404, "bundle_unknown") if isinstance(outcome, Unknown) else self.refusal(outcome)

    def refusal(self, outcome: Refusal) -> ProblemError:
        """Another person's application is told like one that does not exist."""
        match outcome:
            case Unknown():
                return ProblemError(404, "application_unknown")
            case Conflict(current):
                return ProblemError(409, "version_conflict", extra=self._current(current))
            case NotAllowed(message, current):
                return ProblemError(409, "not_allowed", detail=message, extra=self._current(current))
            case NotReady():
                return self._not_ready(outcome)

    def _not_ready(self, outcome: NotReady) -> ProblemError:
        """409 with everything that must be mended first."""
        findings = [finding_shape(finding) for finding in outcome.findings]
        extra = {
            "findings": jsonable_encoder(findings),
            "unconfirmed": list(outcome.unconfirmed),
            **self._current(outcome.current),
        }
        count = len(outcome.findings) + len(outcome.unconfirmed)
        return ProblemError(409, "not_ready", count=count, extra=extra)

    def _current(self, application: Application) -> Mapping[str, Any]:
        return {"current": jsonable_encoder(self._shape(application))}

    def _shape(self, application: Application) -> ApplicationShape:
        if isinstance(application, Bundle):
            return bundle_shape(application, self._finder(application))
        published = self._library.version(application.item_id, application.guide_version)
        if published is None:
            raise ApiError("an application names a guide version that was never published")

        return application_shape(application, published.guide, self._finder(application))

    def _finder(self, application: Application) -> FindDocument:
        def find(document_id: str) -> Document | None:
            found = self._documents.get(document_id, application.owner_id)
            return found if isinstance(found, Document) else None

        return find
