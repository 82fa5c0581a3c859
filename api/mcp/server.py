"""The only file that touches the MCP SDK: our tools, guides and a prompt template behind its protocol."""

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from string import Template
from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp

from api.mcp.tools import RefusedError, Tool, error, texts
from api.problems import mistake_sentence
from applications.errors import ApplicationsError
from assistant.errors import AssistantError
from knowledge_base.errors import KnowledgeBaseError
from knowledge_base.library import Library

SCHEME = "guide://"
MARKDOWN = "text/markdown"
FAULTS = (ApplicationsError, AssistantError, KnowledgeBaseError, SQLAlchemyError)
Context = Any


class Protocol:
    """What the server answers; `tools` are all that can be called by any name."""

    def __init__(self, tools: Sequence[Tool], library: Library) -> None:
        self._tools, self._library = {one.name: one for one in tools}, library

    def server(self) -> "Server[Any]":
        told = texts()["server"]
        return Server(
            "yuxiaozhi",
            version=version("yuxiaozhi"),
            title=told["title"],
            instructions=told["instructions"],
            on_list_tools=self.list_tools,
            on_call_tool=self.call_tool,
            on_list_resources=self.list_resources,
            on_list_resource_templates=self.list_templates,
            on_read_resource=self.read_resource,
            on_list_prompts=self.list_prompts,
            on_get_prompt=self.get_prompt,
        )

    async def list_tools(self, _ctx: Context, _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(one) for one in self._tools.values()])

    async def call_tool(self, _ctx: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        """What goes wrong is told as a sentence in the result, so that a model can mend its call."""
        try:
            seen = await anyio.to_thread.run_sync(self._called, params.name, params.arguments or {})
        except RefusedError as refused:
            return types.CallToolResult(content=[_text(str(refused))], is_error=True)
        except FAULTS:
            return types.CallToolResult(content=[_text(str(error("failed")))], is_error=True)
        shown = json.dumps(seen, ensure_ascii=False)
        return types.CallToolResult(content=[_text(shown)], structured_content=seen)

    def _called(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        tool = self._tools.get(name)
        if tool is None:
            raise error("unknown_tool", names="、".join(self._tools))
        try:
            taken = tool.takes.model_validate(arguments, extra="forbid")
        except ValidationError as invalid:
            said = [mistake_sentence({**one, "loc": ("arguments", *one["loc"])}) for one in invalid.errors()]
            raise error("invalid", what="".join(said)) from None
        seen = dict(tool.act(**{name: getattr(taken, name) for name in tool.takes.model_fields}))
        return tool.gives.model_validate(seen).model_dump(mode="json") if tool.gives else seen

    async def list_resources(self, _ctx: Context, _params: object) -> types.ListResourcesResult:
        guides = await anyio.to_thread.run_sync(self._library.guides)
        listed = [
            types.Resource(
                uri=f"{SCHEME}{item_id}",
                name=item_id,
                title=one.guide.item.official_name,
                mime_type=MARKDOWN,
            )
            for item_id, one in guides.items()
        ]
        return types.ListResourcesResult(resources=listed)

    async def list_templates(self, _ctx: Context, _params: object) -> types.ListResourceTemplatesResult:
        told = texts()["tools"]["read_guide"]
        template = types.ResourceTemplate(
            uri_template=SCHEME + "{item_id}", name="guide", title=told["title"], mime_type=MARKDOWN
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(
        self, _ctx: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        text = await anyio.to_thread.run_sync(self._markdown, uri.removeprefix(SCHEME).strip("/"))
        if text is None:
            raise MCPError(types.INVALID_PARAMS, str(error("unknown_guide", uri=uri[:200])))
        contents = types.TextResourceContents(uri=params.uri, text=text, mime_type=MARKDOWN)
        return types.ReadResourceResult(contents=[contents])

    def _markdown(self, item_id: str) -> str | None:
        """The guide that is citable today; each heading carries the section's id."""
        published = self._library.guide(item_id)
        if published is None:
            return None
        head = f"# {published.guide.item.official_name}\n\n`{item_id}` v{published.version}"
        sections = [f"## {s.title} {{#{s.id}}}\n\n{s.text}" for s in self._library.sections(item_id)]
        return "\n\n".join([head, *sections])

    async def list_prompts(self, _ctx: Context, _params: object) -> types.ListPromptsResult:
        listed = [
            types.Prompt(
                name=name,
                title=told["title"],
                description=told["description"],
                arguments=[
                    types.PromptArgument(name="question", description=told["argument"], required=True)
                ],
            )
            for name, told in texts()["prompts"].items()
        ]
        return types.ListPromptsResult(prompts=listed)

    async def get_prompt(self, _ctx: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        told = texts()["prompts"].get(params.name)
        if told is None:
            raise MCPError(types.INVALID_PARAMS, str(error("unknown_prompt")))
        text = Template(told["text"]).substitute(question=(params.arguments or {}).get("question", ""))
        message = types.PromptMessage(role="user", content=_text(text))
        return types.GetPromptResult(description=told["description"], messages=[message])


async def serve_stdio(protocol: Protocol) -> None:
    """Until the client closes our standard input."""
    server = protocol.server()
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


@asynccontextmanager
async def over_http(protocol: Protocol) -> AsyncGenerator[ASGIApp]:
    """Streamable HTTP without sessions, so that any worker answers any request. Hosts are not checked: what
    is to be read is public, and a browser sends no bearer token by itself."""
    manager = StreamableHTTPSessionManager(protocol.server(), json_response=True, stateless=True)
    async with manager.run():
        yield manager.handle_request


def _listed(tool: Tool) -> types.Tool:
    told = texts()["tools"][tool.name]
    hints = types.ToolAnnotations(
        title=told["title"],
        read_only_hint=tool.reads_only,
        destructive_hint=False,
        idempotent_hint=tool.reads_only,
        open_world_hint=False,
    )
    return types.Tool(
        name=tool.name,
        title=told["title"],
        description=told["description"],
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema() if tool.gives else {"type": "object"},
        annotations=hints,
    )


def _text(text: str) -> types.TextContent:
    return types.TextContent(text=text)
