"""Protects: what people wrote of a name (plain words, how it is asked for) outlives imports; what an import
withdrew stays withdrawn, whatever the files say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.catalogue import CatalogueImport, CatalogueRow
from knowledge_base.curation.drafts import Drafts
from knowledge_base.library import Library
from knowledge_base.loader import LoadedGuide, load_content
from knowledge_base.model.guide import Guide, NamedItem, ServiceItem
from knowledge_base.name_files import load_names
from knowledge_base.names import item_id_of
from knowledge_base.publishing import Published, Publisher
from knowledge_base.registry.mapping import load, shipped
from knowledge_base.registry.service import RegistryImport
from knowledge_base.search.corpus import read_corpus
from knowledge_base.search.static import StaticEncoder
from storage.clock import Clock
from storage.database import Database

from .exports import write_json

FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"
TALK = NamedItem.model_validate(
    {
        "official_name": "讲座报名",
        "plain_name": "报名听讲座",
        "aliases": ["听讲座"],
        "asked": ["周末有个老师来摆龙门阵，啷个占个座", "娃儿想听天文课，去哪里登记"],
        "mistaken_for": ["文化馆场地预约"],
    }
)
OTHERS = [CatalogueRow(f"展览{number}号厅参观预约") for number in range(9)]
PAGE = "https://portal.example/talk"

Build = Callable[..., Published]


@pytest.fixture
def build(publisher: Publisher, content: Path) -> Build:
    """A start: the content files, and more names."""

    def build(*names: ServiceItem) -> Published:
        known = load_names(content)
        return publisher.build(load_content(content, known), "system", [*known, *names])

    return build


def _item(library: Library, item_id: str = TALK.item_id) -> ServiceItem:
    item = library.item(item_id)
    assert item is not None
    return item


def _words(item: ServiceItem) -> tuple[str, list[str], list[str]]:
    return item.plain_name, item.aliases, item.asked


def test_a_name_has_the_id_that_a_catalogue_gives_it() -> None:
    assert TALK.item_id == item_id_of("讲座 报名") == CatalogueRow("讲座报名").item_id
    assert NamedItem(item_id="talk", official_name="讲座报名").item_id == "talk"


def test_an_item_is_found_by_how_people_ask_for_it(build: Build, library: Library) -> None:
    build(TALK)
    found = library.search(TALK.asked[1])
    assert (found[0].item.item_id, found[0].guide) == (TALK.item_id, False)


def test_what_is_asked_counts_as_neither_name_nor_question(
    build: Build, library: Library, database: Database, clock: Clock
) -> None:
    build(TALK)
    with database.reading() as session:
        texts = read_corpus(session, clock().date()).texts
    ours = {text.text: (text.official, text.asked) for text in texts if text.item_id == TALK.item_id}
    assert ours == {
        "讲座报名": (True, False),
        "报名听讲座": (True, False),
        "听讲座": (False, False),
        **dict.fromkeys(TALK.asked, (False, True)),
    }


def test_a_second_start_changes_nothing(build: Build, library: Library) -> None:
    assert build(TALK).items_changed == 1
    before = library.stats()
    assert build(TALK).items_changed == 0
    assert library.stats() == before
    assert before.asked == len(TALK.asked)


def test_a_catalogue_takes_a_name_over_and_keeps_what_people_wrote(
    build: Build, publisher: Publisher, library: Library
) -> None:
    build(TALK)
    rows = [CatalogueRow("讲座报名", "听课", "市文化局", link=PAGE), *OTHERS]
    first = publisher.import_catalogue(rows, "jiangbei")
    assert first == CatalogueImport(added=9, changed=1, withdrawn=0, unchanged=0, known=0)
    item = _item(library)
    assert _words(item) == _words(TALK)
    assert (item.authority, library.link(item.item_id)) == ("市文化局", PAGE)

    again = publisher.import_catalogue(rows, "jiangbei")
    assert again == CatalogueImport(added=0, changed=0, withdrawn=0, unchanged=10, known=0)
    assert build(TALK).items_changed == 0, "a start leaves what the list said"


def test_a_catalogue_that_came_first_is_worded_by_the_files(
    build: Build, publisher: Publisher, library: Library
) -> None:
    publisher.import_catalogue([CatalogueRow("讲座报名", authority="市文化局", link=PAGE)], "jiangbei")
    assert build(TALK).items_changed == 1
    item = _item(library)
    assert (_words(item), item.authority) == (_words(TALK), "市文化局")


def test_what_a_catalogue_dropped_does_not_come_back_with_the_files(
    build: Build, publisher: Publisher, library: Library
) -> None:
    build(TALK)
    publisher.import_catalogue([CatalogueRow("讲座报名"), *OTHERS], "jiangbei")
    done = publisher.import_catalogue(OTHERS, "jiangbei")
    assert isinstance(done, CatalogueImport)
    assert done.withdrawn == 1
    build(TALK.model_copy(update={"plain_name": "听讲座报名"}))
    assert library.item(TALK.item_id) is None
    assert library.search(TALK.asked[1]) == []

    publisher.import_catalogue([CatalogueRow("讲座报名"), *OTHERS], "jiangbei")
    assert _words(_item(library)) == ("听讲座报名", TALK.aliases, TALK.asked), "back, in its newest words"


def test_a_dropped_name_does_not_come_back_under_another_id(
    build: Build, publisher: Publisher, library: Library
) -> None:
    publisher.import_catalogue([CatalogueRow("讲座报名"), *OTHERS], "jiangbei")
    publisher.import_catalogue(OTHERS, "jiangbei")
    build(TALK.model_copy(update={"item_id": "talk"}))
    assert library.item("talk") is None


def test_a_name_with_an_id_of_its_own_is_not_doubled_by_a_catalogue(
    build: Build, publisher: Publisher, library: Library
) -> None:
    rows = [CatalogueRow("讲座报名"), *OTHERS]
    publisher.import_catalogue(rows, "jiangbei")
    build(TALK.model_copy(update={"item_id": "talk"}))
    for _ in range(2):
        publisher.import_catalogue(rows, "jiangbei")
        assert library.item(TALK.item_id) is None, "the catalogue's own row gave way"
        assert _words(_item(library, "talk")) == _words(TALK)


def test_a_guide_takes_the_place_of_its_bare_name(
    publisher: Publisher, library: Library, guide: Callable[[str], Guide]
) -> None:
    name = NamedItem.model_validate({"official_name": "讲座 报名", "plain_name": "报名听讲座"})
    publisher.build((), "system", [name])
    assert library.item(name.item_id) is not None
    item = guide(FIRST).item.model_copy(update={"official_name": "讲座报名"})
    written = LoadedGuide(guide(FIRST).model_copy(update={"item": item}), {})
    for _ in range(2):
        publisher.build([written], "system", [name])
        assert library.item(name.item_id) is None


def test_a_guide_and_its_bare_name_may_come_together(
    publisher: Publisher, database: Database, index_root: Path, clock: Clock, guide: Callable[[str], Guide]
) -> None:
    name = NamedItem.model_validate({"official_name": "读者证申领", "plain_name": "读者证"})
    publisher.build([LoadedGuide(guide(FIRST), {})], "system", [name])
    library = Library(database, index_root, StaticEncoder.shipped(), clock)
    assert library.item(name.item_id) is None
    assert library.guide(FIRST) is not None
    library.close()


def test_a_registry_words_its_draft_as_the_name_was_worded(
    build: Build,
    publisher: Publisher,
    database: Database,
    library: Library,
    clock: Clock,
    tmp_path: Path,
) -> None:
    drafts = Drafts(database, clock)
    registry, mapping = RegistryImport(database, publisher, drafts, clock), load(shipped("gbt39554"))
    build(TALK)
    export = [{"row_guid": "guid-talk", "task_name": "讲座报名", "dept_name": "市文化局"}]
    export += [{"row_guid": f"guid-{n}", "task_name": row.official_name} for n, row in enumerate(OTHERS)]

    def bring(rows: list[dict[str, str]]) -> None:
        registry.carry_out(registry.plan(write_json(tmp_path / "a.json", rows), mapping, "cq"), "wen")

    bring(export)
    (draft,) = drafts.open(TALK.item_id)
    item: Any = draft.content["item"]
    assert _words(ServiceItem.model_validate(item)) == _words(TALK)
    assert _words(_item(library)) == _words(TALK)

    bring(export[1:])
    build(TALK.model_copy(update={"plain_name": "听讲座报名"}))
    assert library.item(TALK.item_id) is None, "the registry withdrew it"


def test_a_guide_that_does_not_say_how_people_ask_leaves_what_is_known(
    build: Build,
    publisher: Publisher,
    database: Database,
    library: Library,
    clock: Clock,
    guide: Callable[[str], Guide],
) -> None:
    build(TALK)
    item = TALK.model_dump(include={"item_id", "official_name", "plain_name"})
    written = guide(FIRST).model_copy(update={"item": ServiceItem.model_validate(item), "look_alikes": []})
    with database.transaction() as session:
        publisher.put(session, written, "curator", "draft-1", "guide.publish")
    publisher.see_to_index()
    assert library.search(TALK.asked[1])[0].item.item_id == TALK.item_id
