"""Chat models by LangChain: opened as the settings say, asked, and their answers read. The only file of the
room beside the tools that touches LangChain."""

import asyncio
import logging
import re
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.utils.function_calling import convert_to_openai_tool
from langsmith import tracing_context
from pydantic import BaseModel, ValidationError

from assistant.consulted import Ask, Failed, Spent, Told
from assistant.errors import ModelSettingsError
from assistant.model.faults import why
from assistant.model.reading import as_text, spoken, value_of
from assistant.model.specs import ModelSpec, Structured, faults_of

log = logging.getLogger(__name__)

LONGEST = 120.0
"""seconds after which a client gives up by itself; `serving` sets the deadlines that matter"""
MILLION = 1_000_000
MOST_TOKENS = 100 * MILLION
"""of one answer; beyond it is nonsense"""
OF_THE_QUESTION = (400, 413, 422)
_FACTORY = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+:[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class ServedModel:
    name: str
    model: BaseChatModel = field(repr=False)
    price_in: float = 0.0
    """yuan per million tokens"""
    price_out: float = 0.0
    structured: Structured = "function_calling"

    async def answer(self, ask: Ask) -> Told | Failed:
        """Never raises for what goes wrong in a service, whatever it sends; cancelling ends the request."""
        begun = time.monotonic()
        # A foreign kit reads what a foreign machine sent: its failure is an outcome here, not an exception.
        [outcome] = await asyncio.gather(self._asked(ask), return_exceptions=True)
        seconds = time.monotonic() - begun
        if isinstance(outcome, BaseException):
            return self._failed(ask, outcome, seconds)
        return self._read(ask, outcome, seconds)

    def timed_out(self, ask: Ask, seconds: float) -> Failed:
        """The service may well charge for what nobody waited for, so what was sent counts."""
        return Failed(self.name, "timeout", spent=self._spent(_estimated(ask), 0, seconds))

    def warm(self) -> None:
        """Does once what the first question would have to wait for."""
        self._runnable(_Nothing)

    async def _asked(self, ask: Ask) -> AIMessage:
        # Whatever the environment says, nothing is told to LangSmith.
        with tracing_context(enabled=False):
            if ask.shape is None:
                return _of_an_assistant(await self.model.ainvoke(_messages(ask.system, ask)))
            system = ask.system
            if self.structured == "json_mode":  # which tells the service nothing of the shape
                system += f"\n\nJSON Schema:\n{as_text(_schema(ask.shape))}"
            answered = await self._runnable(ask.shape).ainvoke(_messages(system, ask))
            return _of_an_assistant(answered["raw"])

    def _runnable(self, shape: type[BaseModel]) -> Any:
        return self.model.with_structured_output(_schema(shape), method=self.structured, include_raw=True)

    def _read(self, ask: Ask, message: AIMessage, seconds: float) -> Told | Failed:
        text = spoken(str(message.text))
        calls = message.tool_calls
        written = text or "\n".join(as_text(call["args"]) for call in calls)
        written = written or "\n".join(str(call["args"]) for call in message.invalid_tool_calls)
        spent = self._used(ask, message, written, seconds)
        ended = message.response_metadata.get("finish_reason") or message.response_metadata.get("done_reason")
        if ended == "content_filter":
            return Failed(self.name, "refused", written, spent)
        if ended == "length":  # half a sentence can say the opposite of the whole
            return Failed(self.name, "malformed", written, spent)
        if ask.shape is None:
            return Told(self.name, text, None, spent) if text else self._unfit(written, spent)
        given = [call["args"] for call in calls if call["name"] == ask.shape.__name__]
        value = value_of(ask.shape, given[0] if given else text)
        return Told(self.name, written, value, spent) if value is not None else self._unfit(written, spent)

    def _unfit(self, written: str, spent: Spent) -> Failed:
        return Failed(self.name, "malformed", written, spent)

    def _failed(self, ask: Ask, error: BaseException, seconds: float) -> Failed:
        kind = why(error)
        # Its words may hold the question, the answer or a piece of the key.
        status = getattr(error, "status_code", None)
        log.warning("model %s: %s (%s, status %s)", self.name, kind, type(error).__name__, status)
        # What never came, or could not be read, may be charged all the same.
        charged = _estimated(ask) if kind in ("timeout", "malformed") else 0
        # Said of this question and not of the service, which is well: a content filter, too long a talk.
        said = f"HTTP {status}" if status in OF_THE_QUESTION else ""
        return Failed(self.name, kind, said, self._spent(charged, 0, seconds))

    def _used(self, ask: Ask, message: AIMessage, written: str, seconds: float) -> Spent:
        usage = message.usage_metadata or {}
        tokens_in = _counted(usage.get("input_tokens")) or _estimated(ask)
        return self._spent(tokens_in, _counted(usage.get("output_tokens")) or len(written), seconds)

    def _spent(self, tokens_in: int, tokens_out: int, seconds: float) -> Spent:
        yuan = (tokens_in * self.price_in + tokens_out * self.price_out) / MILLION
        return Spent(tokens_in, tokens_out, seconds, yuan)


class _Nothing(BaseModel):
    """An empty shape."""


def _of_an_assistant(message: object) -> AIMessage:
    """Services name the role of what they send; another one's is no answer. Raises TypeError."""
    if not isinstance(message, AIMessage):
        raise TypeError(type(message).__name__)
    return message


def _counted(tokens: object) -> int:
    """0 where it is no count: kits hand on what a service sends."""
    return tokens if isinstance(tokens, int) and 0 < tokens < MOST_TOKENS else 0


def _estimated(ask: Ask) -> int:
    """Tokens where a service does not count them: one a character, rather too many than ceilings passed."""
    return len(ask.system) + sum(len(line.text) for line in ask.lines)


def _messages(system: str, ask: Ask) -> list[BaseMessage]:
    lines = [HumanMessage(o.text) if o.by == "person" else AIMessage(o.text) for o in ask.lines]
    # Some services answer nothing but a user's message.
    return [SystemMessage(system), *lines] if lines else [HumanMessage(system)]


def _schema(shape: type[BaseModel]) -> dict[str, Any]:
    """Without references, which not every service follows; its title is the name of the function."""
    function = convert_to_openai_tool(shape)["function"]
    described = {"title": function["name"], "description": function.get("description", "")}
    return {**function["parameters"], **described}


def open_model(spec: ModelSpec) -> ServedModel:
    """Nothing is sent yet. Raises ModelSettingsError where the settings can't work."""
    # These warnings of the kits quote what was answered.
    warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
    own = _FACTORY.fullmatch(spec.name) and spec.provider != "ollama"
    model = _own(spec) if own else _by_provider(spec)
    return ServedModel(spec.name, model, spec.price_in, spec.price_out, spec.structured)


def _own(spec: ModelSpec) -> BaseChatModel:
    module, _, name = spec.name.partition(":")
    try:
        factory = cast(Callable[..., object], getattr(import_module(module), name))
    except (ImportError, AttributeError) as error:
        raise ModelSettingsError(
            f"MODEL {spec.name} is not to be had ({type(error).__name__}): give package.module:factory"
        ) from error
    model = factory(**spec.options)
    if not isinstance(model, BaseChatModel):
        raise ModelSettingsError(f"MODEL {spec.name} gives no LangChain chat model")
    return model


def _by_provider(spec: ModelSpec) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    if spec.provider == "openai" and not spec.url and not spec.key.get_secret_value():
        raise ModelSettingsError(
            f"MODEL {spec.name} has no service: set MODEL_URL to its address, or MODEL_KEY for OpenAI's own"
        )
    try:
        return init_chat_model(spec.name, model_provider=spec.provider, **_arguments(spec))
    except ImportError as error:
        package = f"langchain-{spec.provider.replace('_', '-')}"
        how = "pip install 'yuxiaozhi[model]'" if spec.provider in _WITH_EXTRA else f"pip install {package}"
        raise ModelSettingsError(f"MODEL_PROVIDER {spec.provider} needs a package: {how}") from error
    except ValidationError as error:
        raise ModelSettingsError(f"MODEL {spec.name} cannot be opened: {faults_of(error)}") from None
    except (ValueError, TypeError) as error:
        raise ModelSettingsError(
            f"MODEL {spec.name} cannot be opened ({type(error).__name__}): MODEL_PROVIDER has to be one that"
            " LangChain's init_chat_model knows, such as openai or ollama, and MODEL_OPTIONS its arguments"
        ) from None


_WITH_EXTRA = ("openai", "ollama")


def _arguments(spec: ModelSpec) -> dict[str, Any]:
    """Of `init_chat_model`; our fall-back is the rules, so nothing is tried twice."""
    given: dict[str, Any] = {} if spec.temperature is None else {"temperature": spec.temperature}
    key = spec.key.get_secret_value()
    if spec.url:
        given["base_url"] = spec.url
    if spec.provider == "ollama":
        headers = {"authorization": f"Bearer {key}"} if key else {}
        given["client_kwargs"] = {"timeout": LONGEST, "headers": headers}
    else:
        given |= {"timeout": LONGEST, "max_retries": 0}
        if key or spec.url:  # one's own service may need no key, but its kit asks for one
            given["api_key"] = key or "none"
    return given | spec.options
