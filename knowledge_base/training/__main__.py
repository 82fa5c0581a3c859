"""`python -m knowledge_base.training encoder|ranking`: learns anew what finding uses, from the content."""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from knowledge_base.search.ranker import RANKING
from knowledge_base.training.cases import opened, read_far, read_navigation
from knowledge_base.training.ranking import choices, learned
from knowledge_base.training.texts import learnt

app = typer.Typer(add_completion=False, help=__doc__)
SEARCH = Path(str(files("knowledge_base.search")))
CONTENT = Path(str(files("knowledge_base"))) / "content"


@app.command()
def encoder(
    content: Annotated[Path, typer.Option(help="folder of guides and names")] = CONTENT,
    out: Annotated[Path, typer.Option(help="folder the model is written to")] = SEARCH / "model",
    steps: Annotated[int, typer.Option(help="how often every item is seen")] = 0,
) -> None:
    """Trains the static encoder (about ten minutes on two cores)."""
    # torch takes seconds to import and only this command needs it.
    from knowledge_base.training.encoder import Recipe, save, train

    recipe = replace(Recipe(), steps=steps) if steps else Recipe()
    with typer.progressbar(length=recipe.steps, label="encoder") as bar:

        def step(_stage: str, _done: int, _of: int) -> None:
            bar.update(1)

        vocabulary, vectors = train(learnt(content), recipe, step)
    typer.echo(save(out, vocabulary, vectors, recipe))


@app.command()
def ranking(
    cases: Annotated[list[Path], typer.Option(help="navigation cases (JSON lines)")],
    far: Annotated[list[Path], typer.Option(help="boundary cases; used are those that expect out_of_scope")],
    out: Annotated[Path, typer.Option(help="file the weights are written to")] = SEARCH / RANKING,
) -> None:
    """Learns the ranking's weights (a minute or two); the encoder must be trained before."""
    with opened(CONTENT) as library:
        found = learned(
            choices(library, read_navigation(cases)), [library.evidence(text) for text in read_far(far)]
        )
    out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    typer.echo(out)


if __name__ == "__main__":
    app()
