"""The language model beside the rules, assembled where one is set; without one nothing of it is imported."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from api.settings import Settings
from assistant.model.consulting import Ceilings, Consultant
from assistant.model.ledger import Ledger
from assistant.model.switch import Switch
from assistant.rooms import Composer, Consult, Proposer
from knowledge_base.library import Library
from storage.clock import Clock
from storage.database import Database

if TYPE_CHECKING:
    from assistant.model.serving import Service
    from assistant.model.specs import ModelSpec


class Modelling:
    """Switch and ledger are there without a model too: what was asked before may be read and forgotten."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        """Raises ModelSettingsError where what is set can't work; a service that is silent is no fault."""
        self.switch, self.ledger = Switch(database, clock), Ledger(database, clock)
        self._settings = settings
        self.service = _service(specs(settings))

    @property
    def models(self) -> Sequence[str]:
        """As the services call them, in order of preference; none: no model is set."""
        return list(self.service.resting()) if self.service else []

    @property
    def state(self) -> Literal["off", "on", "paused"]:
        """No model is set; one may be asked; staff have switched it off."""
        if self.service is None:
            return "off"
        return "on" if self.switch.on() else "paused"

    @property
    def keeps_texts(self) -> bool:
        return self._settings.model_record_days > 0

    def parts(self, library: Library) -> tuple[Proposer | None, Composer | None]:
        """What takes the place of rules and of quoting in a turn; both fall back to them."""
        if self.service is None:
            return None, None
        consult = Consultant(self.service, self.ledger, self.switch, _ceilings(self._settings))
        tasks = self._settings.model_tasks.split(",")
        proposer = _proposer(consult, library) if "understand" in tasks else None
        return proposer, _composer(consult) if "word" in tasks else None

    def start(self) -> None:
        """Has what the first question needs ready before anybody asks."""
        if self.service is not None:
            self.service.warm()

    def resting(self) -> Mapping[str, bool]:
        """By model: whether it is left alone after failures."""
        return self.service.resting() if self.service else {}

    def forget(self) -> int:
        """Texts of calls whose days are over."""
        return self.ledger.forget(self._settings.model_record_days)

    def close(self) -> None:
        if self.service is not None:
            self.service.close()


def specs(settings: Settings) -> "Sequence[ModelSpec]":
    """Of the models set, first choice first."""
    if not settings.model and settings.models_file is None:
        return ()
    from assistant.model.specs import ModelSpec, read_specs

    if settings.models_file is not None:
        return read_specs(settings.models_file)
    return [
        ModelSpec(
            name=settings.model,
            provider=settings.model_provider,
            url=settings.model_url,
            key=settings.model_key,  # pyright: ignore[reportArgumentType] - pydantic takes the text in
            options=settings.model_options,
            structured=settings.model_structured,
            price_in=settings.model_price_in,
            price_out=settings.model_price_out,
        )
    ]


def _service(wanted: "Sequence[ModelSpec]") -> "Service | None":
    if not wanted:
        return None
    from assistant.model.chat import open_model
    from assistant.model.serving import Service

    return Service([open_model(spec) for spec in wanted])


def _ceilings(settings: Settings) -> Ceilings:
    return Ceilings(
        seconds=settings.model_timeout,
        seconds_by_phone=settings.model_timeout_phone,
        tasks=settings.model_tasks.split(","),
        tokens_a_conversation=settings.model_tokens_a_conversation,
        tokens_a_day=settings.model_tokens_a_day,
        yuan_a_conversation=settings.model_yuan_a_conversation,
        yuan_a_day=settings.model_yuan_a_day,
        at_once=settings.model_at_once,
    )


def _proposer(consult: Consult, library: Library) -> Proposer:
    from assistant.model.proposer import ModelProposer
    from assistant.understand.rules import RuleProposer

    return ModelProposer(RuleProposer(library), consult, library)


def _composer(consult: Consult) -> Composer:
    from assistant.answer import QuotingComposer
    from assistant.model.composer import ModelComposer

    return ModelComposer(QuotingComposer(), consult)
