"""A chat model that follows a script: it asks, opens a draft, and tells the person what comes next."""

from collections.abc import Iterator

from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.tools import BaseTool


def _calls(name: str, **arguments: str) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": f"call_{name}"}])


class ScriptedModel(GenericFakeChatModel):
    """Stands where `init_chat_model("…")` stands with a real model; it takes tools and ignores them."""

    @classmethod
    def of(cls, asked: str) -> "ScriptedModel":
        return cls(messages=cls._script(asked))

    @staticmethod
    def _script(asked: str) -> Iterator[AIMessage]:
        yield _calls("ask", text=asked)
        yield _calls("start_application", item_id="id-card-replacement")
        yield AIMessage("草稿建好了。请告诉我您为什么要补领。")

    def bind_tools(self, tools: list[BaseTool], **options: object) -> "ScriptedModel":
        return self
