"""`kb drafts, draft, review, publish, withdraw, rollback, diff, history`: what curators do, by command.

The operator names the account; it must be one of a curator or an administrator.
"""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from api.cli.base import AsJson, fail, house, tell
from knowledge_base.curation.refusals import unknown
from knowledge_base.curation.types import (
    Curator,
    Draft,
    Gate,
    GateReview,
    NewVersion,
    Refusal,
    Verdict,
    Withdrawn,
)

if TYPE_CHECKING:
    from api.bootstrap import Container
    from api.wire.curation import DraftSummary

By = Annotated[str, typer.Option(help="Account of the curator or administrator who does it.")]
Why = Annotated[str, typer.Option(help="The reason; kept in the audit chain.")]
Note = Annotated[str, typer.Option(help="Kept with it for those who read it later.")]
CONTENT = "content"
"""origin of drafts made from content files"""


def add(app: typer.Typer) -> None:
    for command in (drafts, draft, review, publish, withdraw, rollback, diff, history):
        app.command()(command)


def drafts(
    item: Annotated[str | None, typer.Argument(help="Item id; all items when none is named.")] = None,
    as_json: AsJson = False,
) -> None:
    """Open drafts, oldest first, with the gates they have passed."""
    from api.curating import summary

    with house() as container:
        found = [summary(container, one) for one in container.curation.drafts.open(item)]
    tell(as_json, {"drafts": found}, "\n".join(map(_line, found)) or "No open drafts.")


def draft(
    items: Annotated[list[str], typer.Argument(help="Item ids: folders of the content.")],
    by: By,
    content: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Content folder.")
    ] = None,
    note: Note = "",
    as_json: AsJson = False,
) -> None:
    """Makes drafts of content files. The same content again changes nothing."""
    from api.curating import whole
    from knowledge_base.loader import load_content

    with house() as container:
        curator = curator_of(container, by)
        folder = content or container.settings.content_dir
        written = {one.item_id: one.guide.model_dump(mode="json") for one in load_content(folder)}
        strange = sorted(set(items) - set(written))
        if strange:
            fail(f"no content for {', '.join(strange)}: name folders of {folder}", status=2)
        keep = container.curation.drafts.make
        made = [keep(one, written[one], curator.account_id, CONTENT, note) for one in items]
        found = [whole(container, one) for one in made]
    told = [one.model_dump(mode="json", exclude={"content"}) for one in found]
    lines = [f"{_line(one)}  {len(one.findings)} findings" for one in found]
    tell(as_json, {"drafts": told}, "\n".join(lines))


def review(
    draft_id: Annotated[str, typer.Argument(help="See `kb drafts`.")],
    gate: Annotated[Gate, typer.Option(help="The gate your account holds.")],
    verdict: Annotated[Verdict, typer.Option()],
    by: By,
    note: Annotated[str, typer.Option(help="What to change; needed for a rejection.")] = "",
    digest: Annotated[str | None, typer.Option(help="Only sign the draft with this digest.")] = None,
    as_json: AsJson = False,
) -> None:
    """Signs a verdict on one gate, over the draft as it is."""
    with house() as container:
        curator = curator_of(container, by)
        signed = container.curation.review(draft_id, curator, gate, verdict, note, digest)
        if not isinstance(signed, GateReview):
            _refuse(container, signed, as_json)
    tell(as_json, asdict(signed), f"{gate} {verdict}, signed by {signed.reviewer_name} over {signed.digest}")


def publish(
    by: By,
    names: Annotated[
        list[str] | None, typer.Argument(help="Drafts or items; all drafts that passed when none is named.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Publishes drafts that passed their five gates; says what the others lack."""
    with house() as container:
        curator = curator_of(container, by)
        every = {one.draft_id: one.draft_id for one in container.curation.drafts.open()}
        wanted = {name: _draft_of(container, name) for name in names} if names else every
        done = {name: container.curation.publish(one, curator) for name, one in wanted.items()}
        told = {name: _told(container, outcome) for name, outcome in done.items()}
    lines = [f"{name}: {_said(one)}" for name, one in told.items()]
    tell(as_json, {"published": told}, "\n".join(lines) or "No open drafts.")
    if names and not all(isinstance(outcome, NewVersion) for outcome in done.values()):
        raise typer.Exit(1)


def withdraw(
    item_id: str,
    why: Why,
    by: By,
    version: Annotated[int | None, typer.Option(help="Only this version, which is yet to begin.")] = None,
    as_json: AsJson = False,
) -> None:
    """From now on the item's guide is neither found nor cited, in any process."""
    with house() as container:
        outcome = container.curation.withdraw(item_id, curator_of(container, by), why, version)
        if not isinstance(outcome, Withdrawn):
            _refuse(container, outcome, as_json)
    numbers = ", ".join(map(str, outcome.versions))
    tell(as_json, asdict(outcome), f"{item_id} withdrawn: versions {numbers}.")


def rollback(
    item_id: str,
    version: int,
    by: By,
    why: Why = "",
    emergency: Annotated[
        bool, typer.Option(help="Administrators only: at once what had passed all gates.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Makes a draft of an old version, which goes through the gates again."""
    with house() as container:
        curator = curator_of(container, by)
        outcome = container.curation.roll_back(item_id, version, curator, why, emergency=emergency)
        if not isinstance(outcome, Draft | NewVersion):
            _refuse(container, outcome, as_json)
    if isinstance(outcome, NewVersion):
        return tell(
            as_json, asdict(outcome), f"{item_id}: version {version} is version {outcome.version} anew."
        )
    tell(as_json, {"draft_id": outcome.draft_id}, f"Draft {outcome.draft_id}: it goes through the gates now.")


def diff(
    item_id: Annotated[str | None, typer.Argument(help="With two versions: compare these.")] = None,
    before: Annotated[int | None, typer.Argument(min=1)] = None,
    after: Annotated[int | None, typer.Argument(min=1)] = None,
    draft_id: Annotated[
        str | None, typer.Option("--draft", help="Compare a draft with what is newest.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What publishing would change: content files, or a draft; or how two versions differ."""
    if item_id is None and draft_id is None:
        return _diff_files(as_json)
    with house() as container:
        curation = container.curation
        if draft_id is not None:
            found = curation.drafts.get(draft_id)
            changes = curation.changes(found) if found else unknown("draft")
        elif item_id is None or before is None or after is None:
            fail("name an item and two of its versions: see `kb history ITEM`", status=2)
        else:
            changes = curation.between(item_id, before, after)
        if not isinstance(changes, list):
            _refuse(container, changes, as_json)
    lines = [f"{one.place}\n  - {one.before}\n  + {one.after}" for one in changes]
    tell(as_json, {"changes": changes}, "\n".join(lines) or "Nothing would change.")


def _diff_files(as_json: bool) -> None:
    from api.content import compare

    with house(publish=False) as container:
        changes = compare(container.library, container.settings.content_dir)
    lines = [f"{one.change:9} {one.item_id}  {' '.join(one.parts)}".rstrip() for one in changes]
    tell(as_json, {"changes": changes}, "\n".join(lines) or "Nothing would change.")


def history(item_id: str, as_json: AsJson = False) -> None:
    """Every version of an item's guide, newest first, and who signed for it."""
    from api.wire.curation import version_shape

    with house() as container:
        found = [version_shape(record) for record in container.curation.history(item_id)]
    if not found:
        fail(f"{item_id} never had a guide: search for its id, or `kb draft` one")
    lines = [
        f"{one.version:4} {one.state:9} {'sample' if one.sample else 'gates':6} from {one.valid_from}"
        + "".join(f"\n       {signed.gate}: {signed.reviewer_name}" for signed in one.reviews)
        for one in found
    ]
    tell(as_json, {"versions": found}, "\n".join(lines))


def curator_of(container: "Container", by: str) -> Curator:
    account = container.identity.account(by)
    curator = account and account.curator
    if curator is None:
        known = [one.account_id for one in container.identity.open_accounts() if one.curator]
        fail(f"{by} is no curator's or administrator's account: --by {' | '.join(known) or '…'}", status=2)
    return curator


def _draft_of(container: "Container", name: str) -> str:
    """The draft named, or the one open draft of the item; of several the one that passed its gates."""
    if container.curation.drafts.get(name) is not None:
        return name
    found = container.curation.drafts.open(name)
    if len(found) > 1:
        found = [one for one in found if container.curation.passed(one)]
    if len(found) != 1:
        fail(f"{name} is no draft and no item with one draft to publish: see `kb drafts {name}`")
    return found[0].draft_id


def _told(container: "Container", outcome: NewVersion | Refusal) -> dict[str, Any]:
    from api.curating import refused

    if isinstance(outcome, NewVersion):
        return asdict(outcome)
    problem = refused(container, outcome)
    return {"code": problem.code, "detail": problem.detail, **problem.extra}


def _said(told: dict[str, Any]) -> str:
    if "detail" in told:
        return told["detail"]
    overtaken = ", ".join(map(str, told["overtakes"]))
    instead = f"; scheduled versions that now never begin: {overtaken}" if overtaken else ""
    return f"version {told['version']} from {told['valid_from']}{instead}"


def _refuse(container: "Container", refusal: Refusal, as_json: bool) -> NoReturn:
    told = _told(container, refusal)
    if as_json:
        tell(True, told, "")
    fail(told["detail"])


def _line(one: "DraftSummary") -> str:
    passed = sum(gate.state == "passed" for gate in one.gates)
    stale = f"  based on {one.based_on_version}, now {one.current_version}" if one.stale else ""
    return f"{one.draft_id} {one.item_id} {one.origin} {passed}/{len(one.gates)} gates{stale}"
