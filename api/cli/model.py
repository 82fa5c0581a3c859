"""`model`: the language model beside the rules: how it stands, its switch, whether it works as it is set."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.base import AsJson, fail, house, tell
from api.cli.replaying import replay
from api.settings import Settings

if TYPE_CHECKING:
    from api.bootstrap import Container
    from assistant.model.checking import Checked

model = typer.Typer(help="The language model beside the rules (docs/model.md).", no_args_is_help=True)
BY = "command line"
NONE = "no language model is set: set MODEL, MODEL_URL and MODEL_KEY (see .env.example)"


@model.command()
def status(as_json: AsJson = False) -> None:
    """Which models are set, whether the mode is on, what today's calls came to."""
    with house(publish=False) as container:
        _tell(as_json, container)


@model.command()
def on(as_json: AsJson = False) -> None:
    """Switches the mode on; servers that run see it at their next question."""
    _turn(True, as_json)


@model.command()
def off(as_json: AsJson = False) -> None:
    """Switches the mode off; conversations go on by rules, and nothing is lost."""
    _turn(False, as_json)


@model.command()
def check(
    seconds: Annotated[float, typer.Option(min=0.1, max=120, help="For each question.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Asks each model that is set one plain and one structured question, whatever the switch says."""
    from api.modelling import specs
    from assistant.model.chat import open_model
    from assistant.model.checking import check as ask
    from assistant.model.serving import Service

    wanted = specs(Settings())
    if not wanted:
        fail(NONE)
    found: list[tuple[str, Checked]] = []
    for spec in wanted:
        service = Service([open_model(spec)])
        found += [(spec.name, one) for one in ask(service, seconds)]
        service.close()
    ok = all(one.ok for _, one in found)
    tell(
        as_json, {"ok": ok, "questions": [_value(*one) for one in found]}, "\n".join(_line(*o) for o in found)
    )
    if not ok:
        raise typer.Exit(1)


model.command()(replay)


def _turn(on: bool, as_json: bool) -> None:
    with house(publish=False) as container:
        container.modelling.switch.turn(on, BY)
        _tell(as_json, container)


def _tell(as_json: bool, container: "Container") -> None:
    modelling = container.modelling
    position, today = modelling.switch.position(), modelling.ledger.today()
    value = {
        "state": modelling.state,
        "models": modelling.models,
        "switch": "on" if position.on else "off",
        "changed_at": position.at,
        "changed_by": position.by,
        "tokens_today": today.tokens,
        "yuan_today": round(today.yuan, 6),
    }
    used = f", by {position.by} at {position.at:%Y-%m-%d %H:%M} UTC" if position.at else ""
    lines = [
        f"models: {', '.join(modelling.models)}" if modelling.models else NONE,
        f"switch: {value['switch']}{used}",
        f"today: {today.tokens} tokens, {today.yuan:.4f} yuan",
    ]
    tell(as_json, value, "\n".join(lines))


def _value(name: str, one: "Checked") -> dict[str, Any]:
    spent = one.answer.spent
    return {
        "model": name,
        "question": one.kind,
        "ok": one.ok,
        "outcome": one.outcome,
        "seconds": round(spent.seconds, 3),
        "tokens_in": spent.tokens_in,
        "tokens_out": spent.tokens_out,
        "yuan": round(spent.yuan, 6),
    }


def _line(name: str, one: "Checked") -> str:
    spent = one.answer.spent
    told = f"{spent.seconds:6.2f} s  {spent.tokens_in:5} tokens read  {spent.tokens_out:5} written"
    return f"{name:24}  {one.kind:10}  {one.outcome:11}  {told}  {spent.yuan:.6f} yuan"
