"""`python -m knowledge_base.training encoder|ranking|questions`: learns anew, from the content, what finding
and answering use. (`…training.fitting` learns the weights of answering.)
"""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from knowledge_base.loader import load_content
from knowledge_base.search.ranker import RANKING
from knowledge_base.training.cases import opened, read_far, read_navigation
from knowledge_base.training.guides import questions_of, words_of
from knowledge_base.training.questions import Recipe as QuestionsRecipe
from knowledge_base.training.questions import train as learn_questions
from knowledge_base.training.ranking import choices, learned
from knowledge_base.training.saving import save
from knowledge_base.training.texts import learnt

app = typer.Typer(add_completion=False, help=__doc__)
SEARCH = Path(str(files("knowledge_base.search")))
QUESTIONS = Path(str(files("knowledge_base"))) / "questions"
CONTENT = Path(str(files("knowledge_base"))) / "content"


@app.command()
def encoder(
    content: Annotated[Path, typer.Option(help="folder of guides and names")] = CONTENT,
    out: Annotated[Path, typer.Option(help="folder the model is written to")] = SEARCH / "model",
    steps: Annotated[int, typer.Option(help="how often every item is seen")] = 0,
) -> None:
    """Trains the static encoder (about ten minutes on two cores)."""
    # torch takes seconds to import and only this command needs it.
    from knowledge_base.training.encoder import Recipe, train

    recipe = replace(Recipe(), steps=steps) if steps else Recipe()
    with typer.progressbar(length=recipe.steps, label="encoder") as bar:

        def step(_stage: str, _done: int, _of: int) -> None:
            bar.update(1)

        vocabulary, vectors = train(learnt(content), recipe, step)
    typer.echo(save(out, vocabulary, vectors, recipe))


@app.command()
def questions(
    content: Annotated[Path, typer.Option(help="folder of guides")] = CONTENT,
    out: Annotated[Path, typer.Option(help="folder the model is written to")] = QUESTIONS,
) -> None:
    """Trains the encoder that tells the questions of one guide apart (a minute)."""
    loaded, recipe = load_content(content), QuestionsRecipe()
    with words_of(loaded) as words:
        vocabulary, vectors = learn_questions(questions_of(loaded, words), recipe)
    typer.echo(save(out, vocabulary, vectors, recipe, "questions"))


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
