"""Protects: a bare list of names is found at once, marked as having no guide, and never doubled or lost."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge_base.catalogue import CatalogueImport, CatalogueRow, TooManyGone
from knowledge_base.errors import RegistryFileError
from knowledge_base.library import Library
from knowledge_base.loader import load_content
from knowledge_base.name_files import load_names
from knowledge_base.names import item_id_of, same_name, tidy
from knowledge_base.portal import front_page
from knowledge_base.publishing import Publisher
from knowledge_base.registry.name_list import read_names
from knowledge_base.tables import ServiceItemRow
from storage.database import Database

from .exports import write_xlsx

FIRST = "reader-card-first"
REAL = Path(__file__).parents[3] / "shared/catalogue/jiangbei-services.csv"
PAGE = "https://portal.example/guide/?rowGuid={row_guid}"


def _names(*names: str) -> list[CatalogueRow]:
    return [CatalogueRow(name) for name in names]


def test_a_catalogue_changes_only_what_changed(publisher: Publisher, library: Library) -> None:
    first = publisher.import_catalogue(_names("古籍阅览预约", "读者证申领", "讲座报名"), "jiangbei")
    assert first == CatalogueImport(added=2, changed=0, withdrawn=0, unchanged=0, known=1)
    again = publisher.import_catalogue(_names("古籍阅览预约", "读者证申领", "讲座报名"), "jiangbei")
    assert again == CatalogueImport(added=0, changed=0, withdrawn=0, unchanged=2, known=1)

    second = publisher.import_catalogue(
        [CatalogueRow("古籍阅览预约", authority="文化"), CatalogueRow("展览预约")],
        "jiangbei",
        allow_withdrawals=True,
    )
    assert second == CatalogueImport(added=1, changed=1, withdrawn=1, unchanged=0, known=0)
    assert library.search("讲座报名") == [], "gone from the source: withdrawn"
    (hit, *_) = library.search("古籍阅览预约")
    assert (hit.item.authority, hit.guide) == ("文化", False)


def test_a_name_that_comes_back_is_found_again(publisher: Publisher, library: Library) -> None:
    publisher.import_catalogue(_names("讲座报名", "展览预约"), "jiangbei")
    before = library.search("讲座报名")[0].item.item_id
    publisher.import_catalogue(_names("展览预约"), "jiangbei", allow_withdrawals=True)
    assert library.search("讲座报名") == []
    publisher.import_catalogue(_names("讲座报名", "展览预约"), "jiangbei")
    assert library.search("讲座报名")[0].item.item_id == before


def test_an_authored_item_takes_the_place_of_its_catalogue_name(
    publisher: Publisher, database: Database, content: Path
) -> None:
    publisher.import_catalogue(_names("读者证申领"), "jiangbei")
    publisher.build(load_content(content), "curator", load_names(content))
    with database.reading() as session:
        rows = session.scalars(
            select(ServiceItemRow).where(ServiceItemRow.official_name == "读者证申领")
        ).all()
        assert [row.item_id for row in rows if row.withdrawn_at is None] == [FIRST]


def test_a_truncated_list_is_refused(publisher: Publisher, library: Library) -> None:
    names = [f"展览{number}号厅参观预约" for number in range(10)]
    publisher.import_catalogue(_names(*names), "jiangbei")
    assert publisher.import_catalogue(_names(*names[:7]), "jiangbei") == TooManyGone(gone=3, live=10)
    assert library.search(names[9])
    done = publisher.import_catalogue(_names(*names[:8]), "jiangbei")
    assert isinstance(done, CatalogueImport)
    assert done.withdrawn == 2


def test_a_name_without_a_guide_leads_to_its_page_or_the_front_page(
    publisher: Publisher, library: Library
) -> None:
    rows = [CatalogueRow("讲座报名", link="https://portal.example/1"), CatalogueRow("展览预约")]
    publisher.import_catalogue([*rows, CatalogueRow("文化馆场地预约", link="https://portal.example/2")], "x")
    links = {name: library.search(name)[0].link for name in ("讲座报名", "展览预约", "文化馆场地预约")}
    assert links == {
        "讲座报名": "https://portal.example/1",
        "展览预约": front_page(),
        "文化馆场地预约": "https://portal.example/2",
    }
    assert library.link("hall-booking") == "https://portal.example/2", "known by content, linked by the list"
    with_guide = library.search("读者证申领")[0]
    assert (with_guide.guide, with_guide.link) == (True, "")


def test_a_row_changes_hands_when_another_source_brings_its_name_back(
    publisher: Publisher, library: Library
) -> None:
    publisher.import_catalogue(_names("讲座报名"), "a")
    before = library.search("讲座报名")[0].item.item_id
    publisher.import_catalogue([], "a", allow_withdrawals=True)
    publisher.import_catalogue(_names("讲座报名"), "b")
    assert library.search("讲座报名")[0].item.item_id == before


def test_lists_in_three_formats_are_the_same(tmp_path: Path) -> None:
    rows = [
        {"official_name": "讲座报名", "row_guid": "a-1", "authority": "文化局"},
        {"official_name": "展览预约", "row_guid": "a/2"},
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    text = "official_name,row_guid,authority\n讲座报名,a-1,文化局\n展览预约,a/2,\n"
    (tmp_path / "a.csv").write_text(text, encoding="gbk")
    write_xlsx(tmp_path / "a.xlsx", rows)
    found = [read_names(tmp_path / f"a.{kind}", PAGE).rows for kind in ("json", "csv", "xlsx")]
    assert found[0] == found[1] == found[2]
    assert [(row.source_key, row.link) for row in found[0]] == [
        ("a-1", "https://portal.example/guide/?rowGuid=a-1"),
        ("a/2", "https://portal.example/guide/?rowGuid=a%2F2"),
    ]


def test_nothing_is_lost_without_being_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = "长" * 301
    text = (
        f"official_name,row_guid,link\n讲座报名,1,javascript:x\n,2,\n讲座 报名,3,\n{long},4,\n展览预约,5,\n"
    )
    path.write_text(text, encoding="utf-8")
    found = read_names(path)
    assert [(row.official_name, row.link) for row in found.rows] == [("讲座报名", ""), ("展览预约", "")]
    assert found.duplicates == 1
    assert [one.line for one in found.skipped] == [3, 5]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("内资企业设立（公司）", "内资企业设立(公司)"),
        ("ＡＢＣ１２３ 登记", "abc123登记"),
        ("居民\u3000身份证\u200b换领", "居民身份证换领"),
    ],
)
def test_the_same_name_written_otherwise_is_the_same_item(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)
    assert item_id_of(one) == item_id_of(other)


def test_names_are_shown_tidy() -> None:
    assert tidy(" 居民\u3000身份证 换领（ＡＢＣ\u200b）\n") == "居民身份证换领（ABC）"
    assert tidy("Type  C 许可") == "Type C许可"


def test_a_list_needs_a_column_with_names(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("what\n读者证申领\n", encoding="utf-8")
    with pytest.raises(RegistryFileError, match="has no header"):
        read_names(path)


def test_a_real_districts_list_is_read_whole() -> None:
    if not REAL.exists():
        pytest.skip(f"{REAL} is not here: a district's real list is not part of the project")
    found = read_names(REAL, PAGE)
    assert (len(found.rows) + found.duplicates, found.skipped) == (1722, [])
    assert all(row.source_key and row.link for row in found.rows)
