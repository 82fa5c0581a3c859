"""The map of districts: every district once, at a place of its own, near those it borders on."""

import json
from pathlib import Path

import pytest

from knowledge_base.divisions import Divisions

Tile = dict[str, str | int]

BORDERS = """
渝中-江北 渝中-南岸 渝中-九龙坡 北碚-合川 北碚-渝北 万州-开州 万州-云阳 万州-梁平
云阳-奉节 巫溪-巫山 黔江-酉阳 酉阳-秀山 彭水-黔江 武隆-彭水 涪陵-武隆 长寿-涪陵
巴南-江津 綦江-南川 大足-荣昌 铜梁-大足 城口-开州
"""
"""pairs that share a border and stand side by side"""


@pytest.fixture(scope="module")
def tiles(web: Path) -> list[Tile]:
    return json.loads((web / "tiles.json").read_text("utf-8"))


def test_every_district_stands_there_once_by_its_name(tiles: list[Tile]) -> None:
    named = {one.code: one.name for one in Divisions.shipped().all if one.code}
    assert {tile["code"]: tile["name"] for tile in tiles} == named
    assert len(tiles) == len(named) == 38
    assert all(str(tile["name"]).startswith(str(tile["short"])) for tile in tiles)


def test_each_has_a_place_of_its_own_within_the_grid(tiles: list[Tile]) -> None:
    places = {(tile["column"], tile["row"]) for tile in tiles}
    assert len(places) == len(tiles)
    assert {number for place in places for number in place} == set(range(1, 9))


def test_neighbours_stand_side_by_side(tiles: list[Tile]) -> None:
    at = {tile["short"]: (int(tile["column"]), int(tile["row"])) for tile in tiles}
    for pair in BORDERS.split():
        one, other = pair.split("-")
        columns, rows = (abs(a - b) for a, b in zip(at[one], at[other], strict=True))
        assert columns + rows == 1, (one, other)
