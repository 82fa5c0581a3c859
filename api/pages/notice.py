"""A guide for one situation as a sheet of paper: what to bring, how long, how much, where.

It is published wording in print, nothing generated: so it says whose guide it is instead of the label for
generated content.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from api.pages.guide_view import GuideView, Listed
from api.pages.wording import Wording
from applications.papers.paper import Block, Heading, Lines, Numbered, Paper
from applications.papers.pdf import render


def notice(t: Wording, view: GuideView, address: str, now: datetime) -> bytes:
    """The PDF. `address` leads back to the page with the same situation."""
    published = view.published
    content_id = f"{published.item_id}/{published.version}"
    return render(notice_paper(t, view, address), now, content_id)


def notice_paper(t: Wording, view: GuideView, address: str) -> Paper:
    published = view.published
    source = t("guide_page.paper.source", version=published.version, name=view.guide.item.authority)
    return Paper(
        title=view.guide.item.official_name,
        mark=t("guide_page.paper.mark"),
        blocks=tuple(_blocks(t, view, address)),
        label=source + (t("guide_page.paper.sample") if published.sample else ""),
    )


def _blocks(t: Wording, view: GuideView, address: str) -> Iterator[Block]:
    labels = "、".join(view.chosen.labels)
    situation = t("guide_page.paper.situation", label=labels) if labels else t("guide_page.paper.general")
    yield Lines((situation, *(finding.message for finding in view.barred)))
    yield Heading(view.sections["materials"].title)
    listed = view.materials
    bring = tuple((f"□ {one.material.name}", one.material.how) for one in listed.to_bring)
    yield Numbered(bring) if bring else Lines((t("guide_page.materials.nothing"),))
    rest = [
        *(t("guide_page.paper.spared", name=names) for names in _joined(listed.spared)),
        *(t("guide_page.paper.optional", name=names) for names in _joined(listed.optional)),
        *(t("guide_page.paper.open", name=one.material.name, label=one.when) for one in listed.open),
    ]
    if rest:
        yield Lines(tuple(rest))
    for section in ("time_limits", "fee", "visits", "places"):
        if found := view.sections.get(section):
            yield Heading(found.title)
            yield Lines(_places(view) if section == "places" else ("".join(found.sentences),))
    yield Lines((t("guide_page.paper.more", value=address),))


def _joined(listed: Sequence[Listed]) -> list[str]:
    """Their names in one line; none without any: it is one sheet of paper."""
    return ["、".join(one.material.name for one in listed)] if listed else []


def _places(view: GuideView) -> tuple[str, ...]:
    """Those of the district that was chosen; the telephones stand at the end of the section."""
    return tuple(
        sentence
        for sentence in view.sections["places"].sentences
        if not any(place.name in sentence for place in view.guide.places if place not in view.places)
    )
