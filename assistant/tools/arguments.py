"""What each tool takes. A class's text is what a model reads to decide when to call the tool."""

from pydantic import BaseModel, Field

LONGEST = 2000

ItemId = Field(description="item_id as find_items gives it")
ApplicationId = Field(description="application_id as start_application or my_applications gives it")


class FindItems(BaseModel):
    """Find the government service items of Chongqing that a message is about, best first; none may fit.

    From a score of 0.6 the first one is meant. From 0.35 to 0.6 ask the person which one. `guide` tells
    whether a guide is published; without one send the person to `link`.
    """

    query: str = Field(max_length=LONGEST, description="what happened, in Chinese, in the person's own words")
    limit: int = Field(default=5, ge=1, le=20, description="the most items to return")


class ReadGuide(BaseModel):
    """Read the published guide of one item, section by section, word for word.

    Cite item_id, guide_version and section with everything you take from it. Never add figures of your own.
    """

    item_id: str = ItemId
    sections: list[str] = Field(
        default=[],
        description="such as conditions, materials, steps, time_limits, fee, places; empty: all but QA pairs",
    )


class Ask(BaseModel):
    """Ask one question and get the answer that the chat would give: checked sentences with their citations.

    The conversation goes on from call to call: follow-ups and the `send` of an option may be said as they
    are. Nothing is started or changed by it: when `sign_in` is true, the person wants to apply.
    """

    text: str = Field(max_length=LONGEST, description="the person's message, in Chinese, unchanged")


class StartApplication(BaseModel):
    """Open a draft for an item, prefilled from the profile, once the person wants to apply.

    An unfinished one is gone on with. `next` tells the one thing to do next; a `document` the person uploads.
    """

    item_id: str = ItemId


class MyApplications(BaseModel):
    """List the person's applications with state and receipt, last changed first. Use it to tell progress."""


class ReadApplication(BaseModel):
    """Read one application: what is filled and from where, what is missing, what comes next.

    Values themselves are shown to the person only.
    """

    application_id: str = ApplicationId


class AnswerSituation(BaseModel):
    """Answer situation questions of a draft as the person has; they decide materials and fields."""

    application_id: str = ApplicationId
    answers: dict[str, str] = Field(description="question id (next.name) to option id or label")


class ProposeValues(BaseModel):
    """Put what the person has said into empty fields of a draft. Never invent, guess or complete a value.

    The person still confirms each value. A field that is filled can be changed by the person only.
    """

    application_id: str = ApplicationId
    values: dict[str, str] = Field(description="field name (next.name, missing) to the person's words")


class Precheck(BaseModel):
    """Check an application before it is sent: all findings at once, each with its clause."""

    application_id: str = ApplicationId


class HandToPerson(BaseModel):
    """Give the application to the person, to confirm its values or to send it, when that comes next.

    Only the person can do either. Say that it is their turn and wait; don't say that it was done.
    """

    application_id: str = ApplicationId
