"""What anybody may know of this service, over HTTP."""

from typing import Annotated

from pydantic import Field

from api.about import About, ModelState, prompts
from api.wire.base import Shape


class FactShape(Shape):
    """A row to show as it is."""

    name: str
    value: str


class PartShape(Shape):
    title: str
    lines: list[str]


class PromptShape(Shape):
    name: str
    version: int


class ModelShape(Shape):
    state: Annotated[
        ModelState, Field(description="off: none is set; paused: one is set, and staff have switched it off")
    ]
    told: Annotated[str, Field(description="the state as a sentence")]
    name: Annotated[str, Field(description="its public name; empty where it is not given")]
    filing_number: Annotated[str, Field(description="of the generative AI service; empty where not given")]
    prompts: Annotated[list[PromptShape], Field(description="the instructions it gets, by version")]


class AboutShape(Shape):
    """Never holds where a model runs or by which key."""

    service: str
    provider: str
    software_version: str
    model: ModelShape
    facts: Annotated[list[FactShape], Field(description="what the page shows on top")]
    parts: Annotated[list[PartShape], Field(description="what the model does, doesn't, and sees")]


def about_shape(about: About) -> AboutShape:
    facts = [FactShape(name=name, value=value) for name, value in about.facts()]
    state = about.state()
    return AboutShape(
        service=facts[0].value,
        provider=about.provider,
        software_version=about.software,
        model=ModelShape(
            state=state,
            told=about.told(),
            name=about.labels.model if state != "off" else "",
            filing_number=about.filing_number if state != "off" else "",
            prompts=[PromptShape(name=one.name, version=one.version) for one in prompts()],
        ),
        facts=facts,
        parts=[PartShape(title=part.title, lines=list(part.lines)) for part in about.parts()],
    )
