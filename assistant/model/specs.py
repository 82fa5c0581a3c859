"""Which language model is to be used, and how it is reached: settings as values."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, TypeAdapter, ValidationError

from assistant.errors import ModelSettingsError

Structured = Literal["function_calling", "json_schema", "json_mode"]


class ModelSpec(BaseModel):
    """`name`: as the service calls the model, or `package.module:factory` of a chat model of one's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    provider: str = "openai"
    """as LangChain's `init_chat_model` calls it; "openai" is every service that speaks its protocol"""
    url: str = ""
    """empty: the provider's own"""
    key: SecretStr = SecretStr("")
    options: dict[str, Any] = Field(default_factory=dict[str, Any])
    """further arguments of the chat model or the factory; they win over the rest"""
    structured: Structured = "function_calling"
    """how a structured answer is asked for"""
    price_in: float = Field(default=0.0, ge=0)
    """yuan per million tokens"""
    price_out: float = Field(default=0.0, ge=0)
    temperature: float | None = 0.0
    """None: not sent, for models that refuse it"""


_SPECS = TypeAdapter(list[ModelSpec])


def read_specs(path: Path) -> list[ModelSpec]:
    """Of a YAML or JSON file with a list, first choice first. Raises ModelSettingsError."""
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ModelSettingsError(f"{path} cannot be read: {type(error).__name__}") from error
    except yaml.YAMLError as error:
        # The parser's own words would quote the lines around the fault, a key among them perhaps.
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise ModelSettingsError(f"{path} is neither YAML nor JSON{where}") from None
    try:
        specs = _SPECS.validate_python(written)
    except ValidationError as error:
        raise ModelSettingsError(f"{path} is no list of models: {faults_of(error)}") from None
    if not specs:
        raise ModelSettingsError(f"{path} lists no model: give at least one, or unset MODELS_FILE")
    return specs


def faults_of(error: ValidationError) -> str:
    """What is wrong where, without the values."""
    found = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['msg']}" for one in found)
