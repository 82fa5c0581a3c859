"""Papers of one application, for whoever may see it."""

from typing import Literal

from applications.guides import Guides
from applications.notice import Notice, compose
from applications.papers.form import form_paper
from applications.papers.notice import notice_paper
from applications.papers.paper import Paper
from applications.papers.pdf import render
from applications.papers.receipt import receipt_paper
from applications.texts import say
from applications.types import Application, NotAllowed, Unknown
from knowledge_base.model.guide import Guide
from storage.clock import Clock

Kind = Literal["form", "notice", "receipt"]


class Papers:
    """The caller has made sure that the person may see the application."""

    def __init__(self, guides: Guides, clock: Clock) -> None:
        self._guides, self._clock = guides, clock

    def pdf(self, application: Application, kind: Kind, owner_name: str) -> bytes | NotAllowed | Unknown:
        """The paper as PDF, with everything as it is now; a receipt needs a submission that was received."""
        published = self._guides.version(application.item_id, application.guide_version)
        if published is None:
            return Unknown()
        if kind == "notice":
            paper = notice_paper(compose(application, published.guide, owner_name, self._clock().date()))
        else:
            paper = _paper(application, kind, published.guide, owner_name)
        if isinstance(paper, NotAllowed):
            return paper
        content_id = f"{application.application_id}/{kind}/{application.version}"
        return render(paper, self._clock(), content_id)

    def notice(self, application: Application, owner_name: str) -> Notice | Unknown:
        """Everything that is to be mended, as the last precheck or the reviewer found it."""
        published = self._guides.version(application.item_id, application.guide_version)
        if published is None:
            return Unknown()
        return compose(application, published.guide, owner_name, self._clock().date())


def _paper(application: Application, kind: Kind, guide: Guide, owner_name: str) -> Paper | NotAllowed:
    if kind == "form":
        return form_paper(application, guide, owner_name)
    if application.receipt is None:
        return NotAllowed(say("refused.no_receipt"), application)
    return receipt_paper(application, application.receipt, guide, owner_name)
