"""`kb`: the knowledge base from content files to what is published."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.base import AsJson, house, tell
from api.settings import Settings

if TYPE_CHECKING:
    from api.bootstrap import Container
    from knowledge_base.publishing import Published

app = typer.Typer(help="The knowledge base: check, publish, compare.", no_args_is_help=True)


@app.command()
def check(
    content: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Content folder.")
    ] = None,
    links: Annotated[
        bool, typer.Option("--links", help="Also ask every linked page; needs the network.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Loads the content files and runs the publication checks, with all that shipped content must have."""
    from knowledge_base.errors import ContentError
    from knowledge_base.life_events.lint import check_events
    from knowledge_base.life_events.loading import load_life_events
    from knowledge_base.lint import check as lint
    from knowledge_base.lint import dead_links
    from knowledge_base.loader import load_content
    from knowledge_base.name_files import loaded_names
    from storage.clock import system_clock

    folder = content or Settings().content_dir
    try:
        names, events = loaded_names(folder), load_life_events(folder)
        day, items = system_clock().date(), [one.item for one in names]
        loaded = load_content(folder, items)
        findings = lint(loaded, day, names, full=True)
        findings += check_events(events, [one.guide for one in loaded], day, items)
        findings += dead_links(loaded) if links else []
        found = [asdict(finding) for finding in findings]
    except ContentError as error:
        loaded, names, events = [], [], []
        found = [{"file": f, "line": n, "rule": "load", "why": w, "mend": ""} for f, n, w in error.problems]
    lines = [f"{f['file']}:{f['line']}: {f['rule']}: {f['why']} {f['mend']}".rstrip() for f in found]
    lines.append(
        f"{len(loaded)} guides, {len(names)} bare names, {len(events)} life events, {len(found)} findings"
    )
    told = {"guides": len(loaded), "names": len(names), "life_events": len(events), "findings": found}
    tell(as_json, told, "\n".join(lines))
    if found:
        raise typer.Exit(1)


@app.command()
def build(as_json: AsJson = False) -> None:
    """Publishes what changed in the content folder and sees to a complete index."""
    from api.content import publish_content

    with house(publish=False) as container:
        settings = container.settings
        done = publish_content(container.publisher, settings.content_dir, settings.data_dir, anyway=True)
        _published(done, container, as_json)


def _published(done: "Published | None", container: "Container", as_json: bool) -> None:
    stats, versions = container.library.stats(), done.versions if done else {}
    lines = [f"{item_id} version {version}" for item_id, version in versions.items()]
    kept = list(done.kept) if done else []
    lines += [
        f"{item_id} kept: what is published went through the gates, or was withdrawn" for item_id in kept
    ]
    lines.append(
        f"{len(versions)} guides published as samples (样例内容); "
        f"{stats.guides} guides, {stats.samples} of them samples, {stats.items} items known"
    )
    told = {"published": versions, "kept": kept, **asdict(stats)}
    tell(as_json, told, "\n".join(lines))


@app.command()
def stats(as_json: AsJson = False) -> None:
    """How much is published."""
    with house() as container:
        found = asdict(container.library.stats())
    tell(as_json, found, "\n".join(f"{name}: {value}" for name, value in found.items()))


@app.command("life-events")
def life_events(as_json: AsJson = False) -> None:
    """What each life event saves in its commonest case: fields and materials before and after."""
    with house() as container:
        library = container.library
        found = {
            event_id: library.life_event_plan(event_id, published.event.typical)
            for event_id, published in library.life_events().items()
        }
    told = {
        event_id: {"parts": sum(part.applies is True for part in plan.parts), **asdict(plan.figures)}
        for event_id, plan in found.items()
        if plan is not None
    }
    lines = [
        f"{event_id}: {one['parts']} parts, fields {one['fields_before']} -> {one['fields_after']}, "
        f"materials {one['materials_before']} -> {one['materials_after']}, {one['to_hand_in']} to hand in"
        for event_id, one in told.items()
    ]
    tell(as_json, told, "\n".join(lines))
