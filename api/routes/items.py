"""Service items and their guides: open to everybody."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.problems import ProblemError
from api.routes.base import House, problems
from api.unguided import no_guide
from api.wire.graph import PictureShape, picture_shape
from api.wire.items import FoundItems, GuideShape, found_item, guide_shape
from knowledge_base.graph.picture import around

router = APIRouter(prefix="/items", tags=["items"])
District = Annotated[str | None, Query(max_length=12, description="division code, e.g. 500112 渝北区")]


@router.get("", summary="Find service items in one's own words")
def find_items(
    house: House,
    q: Annotated[str, Query(max_length=2000, description="what the person wants, also in dialect")] = "",
    district: District = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> FoundItems:
    """Best first; an empty list when nothing fits."""
    hits = house.library.search(q, district, limit) if q.strip() else []
    return FoundItems(items=[found_item(hit) for hit in hits])


@router.get(
    "/{item_id}",
    summary="The guide as published",
    responses=problems(
        {
            404: "no such item (`item_unknown`), or no guide to cite today (`no_guide`, with name, authority "
            "and link)"
        }
    ),
)
def guide(
    item_id: Annotated[str, Path(max_length=80)],
    house: House,
    district: District = None,
    version: Annotated[int | None, Query(ge=1, description="an earlier published version")] = None,
) -> GuideShape:
    """The version citable today, or the one named: applications and answers name the version they rest on."""
    library = house.library
    published = library.version(item_id, version) if version else library.guide(item_id)
    if published:
        return guide_shape(published, district)
    item = library.item(item_id)
    if item is None:
        raise ProblemError(404, "item_unknown")
    raise no_guide(house, item)


@router.get(
    "/{item_id}/graph",
    summary="What comes before and after the item",
    responses=problems({404: "no such item (`item_unknown`)"}),
)
def graph(item_id: Annotated[str, Path(max_length=80)], house: House) -> PictureShape:
    """By the guides citable today; an item that no guide names stands alone."""
    item = house.library.item(item_id)
    if item is None:
        raise ProblemError(404, "item_unknown")
    return picture_shape(around(house.library.graph(), item_id), item)
