"""`yuxiaozhi`: one file a command group. Exit status: 0 done, 1 the work found problems, 2 usage."""

import typer

from api.cli import (
    asking,
    corrections,
    curating,
    demo,
    doctor,
    evaluating,
    graph,
    importing,
    intake,
    keeping,
    knowledge,
    mcp_stdio,
    model,
    models,
    pictures,
    serving,
)
from api.cli.base import Commands

app = typer.Typer(
    name="yuxiaozhi",
    help="渝小智: government services in Chongqing done by talking (边聊边办).",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (serving, doctor, asking, pictures, evaluating, demo, intake, mcp_stdio):
    group.add(app)
knowledge.app.command()(corrections.corrections)
knowledge.app.command()(graph.graph)
curating.add(knowledge.app)
importing.add(knowledge.app)
app.add_typer(knowledge.app, name="kb")
app.add_typer(models.models, name="models")
app.add_typer(model.model, name="model")
app.add_typer(keeping.db, name="db")
app.add_typer(keeping.audit, name="audit")
app.add_typer(keeping.keys, name="keys")
