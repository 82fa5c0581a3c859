"""The agent for staff and integrators, assembled where a model is set; else nothing of it is imported."""

from typing import TYPE_CHECKING

from api.modelling import Modelling, specs
from api.settings import Settings
from applications.service import ApplicationService
from assistant.pipeline import Assistant
from assistant.tools.approvals import Approvals
from knowledge_base.library import Library
from storage.clock import Clock
from storage.database import Database

if TYPE_CHECKING:
    from assistant.tools.agents import Agents


def agents(
    settings: Settings,
    modelling: Modelling,
    database: Database,
    assistant: Assistant,
    library: Library,
    applications: ApplicationService,
    approvals: Approvals,
    clock: Clock,
) -> "Agents | None":
    """None where no model is set. Raises ModelSettingsError where what is set can't work."""
    wanted = specs(settings)
    if not wanted:
        return None
    from assistant.model.chat import open_model
    from assistant.tools.agents import Agents
    from assistant.tools.watch import Ceilings

    def may(conversation_id: str) -> bool:
        """The agent pays from the same purse as the chat."""
        if modelling.state != "on":
            return False
        spent = modelling.ledger.standing(conversation_id)
        return not (
            _reached(spent.conversation.tokens, settings.model_tokens_a_conversation)
            or _reached(spent.conversation.yuan, settings.model_yuan_a_conversation)
            or _reached(spent.day.tokens, settings.model_tokens_a_day)
            or _reached(spent.day.yuan, settings.model_yuan_a_day)
        )

    models = [open_model(spec) for spec in wanted]
    ceilings = Ceilings(steps=settings.agent_steps, seconds=settings.agent_seconds)
    return Agents(database, assistant, library, applications, approvals, models, may, clock, ceilings)


def _reached(spent: float, ceiling: float) -> bool:
    return bool(ceiling) and spent >= ceiling
