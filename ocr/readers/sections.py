"""Parts of a page that tell of one person each, under each other or side by side. Pure."""

from collections.abc import Callable, Iterator

from ocr import lines as geometry
from ocr.lines import LEFT, RIGHT, TOP
from ocr.readers.page import Page, Pieces
from ocr.readers.places import Place
from ocr.types import TextLine

Part = Callable[[Page], Page | None]
"""A part of the page; None when it can't be told where it begins or ends."""


def divided(page: Page, first: TextLine, second: TextLine) -> tuple[Page, Page]:
    """The page as two parts, the second beginning with the row or the column of `second`."""
    if geometry.same_row(first.box, second.box):
        edge = second.box[LEFT] - geometry.height(second.box) / 2
        before = [line for line in page.lines if line.box[LEFT] < edge]
    else:
        before = above(page, second)
    kept = {id(line) for line in before}
    return page.part(before), page.part([line for line in page.lines if id(line) not in kept])


def in_columns(page: Page, first: TextLine, second: TextLine) -> tuple[Page, Page]:
    """The page as two columns of values that begin near these, the labels left of both."""
    begins = second.box[LEFT] - geometry.height(second.box)
    labels = [line for line in page.lines if line.box[RIGHT] < first.box[LEFT]]
    left = [line for line in page.lines if line.box[LEFT] < begins]
    return page.part(left), page.part([*labels, *(line for line in page.lines if line.box[LEFT] >= begins)])


def above(page: Page, line: TextLine) -> list[TextLine]:
    """The lines of rows above this one's."""
    edge = geometry.middle(line.box) - 0.6 * geometry.height(line.box)
    return [each for each in page.lines if geometry.middle(each.box) < edge and each.box[TOP] < line.box[TOP]]


def inside(part: Part, *places: Place) -> Place:
    """The places on that part of the page only."""

    def found(page: Page) -> Iterator[Pieces]:
        own = told(page, part)
        if own is not None:
            for place in places:
                yield from place(own)

    return found


def told(page: Page, part: Part) -> Page | None:
    """That part of the page, looked for once."""
    if part not in page.parts:
        page.parts[part] = part(page)
    return page.parts[part]
