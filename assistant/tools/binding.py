"""The acts as LangChain tools. `docs/architecture.md` names the few files that touch LangChain.

Make them anew for each person's conversation with a model.
"""

from collections.abc import Callable
from inspect import cleandoc
from typing import Any, Literal

from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel

from applications.service import ApplicationService
from applications.types import Actor
from assistant.pipeline import Assistant
from assistant.tools import arguments as a
from assistant.tools.asking import Asking
from assistant.tools.handling import Handling
from knowledge_base.library import Library


def asking_tools(assistant: Assistant, library: Library, district: str | None = None) -> list[BaseTool]:
    """For anybody: `find_items`, `read_guide`, `ask`, in one conversation; `district` is the person's."""
    return bound(Asking(assistant, library, district))


def bound(asking: Asking) -> list[BaseTool]:
    """The tools of that conversation."""
    return [
        _tool(asking.find_items, a.FindItems),
        _tool(asking.read_guide, a.ReadGuide),
        _tool(asking.ask, a.Ask),
    ]


def handling_tools(applications: ApplicationService, library: Library, actor: Actor) -> list[BaseTool]:
    """For one signed-in person. None confirms or submits: see docs/adr/0020-tools-propose.md."""
    handling = Handling(applications, library, actor)
    return [
        _tool(handling.start_application, a.StartApplication),
        _tool(handling.my_applications, a.MyApplications),
        _tool(handling.read_application, a.ReadApplication),
        _tool(handling.answer_situation, a.AnswerSituation),
        _tool(handling.propose_values, a.ProposeValues),
        _tool(handling.precheck, a.Precheck),
        _tool(handling.hand_to_person, a.HandToPerson, "content_and_artifact"),
    ]


def _tool(
    act: Callable[..., Any],
    takes: type[BaseModel],
    gives: Literal["content", "content_and_artifact"] = "content",
) -> BaseTool:
    """Named as the act; described by what its arguments' class says."""
    return StructuredTool.from_function(
        act,
        name=act.__name__,
        description=cleandoc(takes.__doc__ or ""),
        args_schema=takes,
        response_format=gives,
    )
