"""What the reading tools give: their output schemas."""

from pydantic import BaseModel, Field

from assistant.tools import arguments


class FoundItem(BaseModel):
    item_id: str
    official_name: str
    plain_name: str | None = None
    score: float
    guide: bool
    link: str | None = None


class FoundItems(BaseModel):
    items: list[FoundItem]


class ReadSection(BaseModel):
    section: str
    title: str
    text: str


class ReadGuide(BaseModel):
    item_id: str
    official_name: str
    plain_name: str | None = None
    guide_version: int
    sections: list[ReadSection]


class Quote(BaseModel):
    item_id: str
    guide_version: int
    section: str
    quote: str


class ItemName(BaseModel):
    item_id: str
    official_name: str


class Choice(BaseModel):
    label: str
    send: str


class AskedAnswer(BaseModel):
    status: str
    text: str
    citations: list[Quote]
    items: list[ItemName]
    options: list[Choice]
    sign_in: bool
    conversation: str = Field(description="give it with the next question to go on")


class AskArguments(arguments.Ask):
    conversation: str = Field(default="", max_length=200, description="as the last answer gave it")
