"""Protects: the shipped content is found the way citizens ask, and nothing else is."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from knowledge_base.catalogue import CatalogueRow
from knowledge_base.library import Library
from knowledge_base.loader import load_content, shipped_content
from knowledge_base.name_files import load_names
from knowledge_base.operations import (
    build_content,
    check_content,
    diff_content,
    diff_versions,
    import_catalogue,
)
from knowledge_base.publishing import Publisher
from knowledge_base.retriever import GuideRetriever
from knowledge_base.search.static import StaticEncoder
from knowledge_base.sections import sections
from storage import migrate
from storage.clock import Clock
from storage.database import Database
from storage.encryption import use_keys
from storage.keys import KeyRing
from tests.conftest import FixedClock

# Real names of the district catalogue (facts), as hard neighbours of the shipped items.
NEIGHBOURS = """居住证补领
居住证换领
居住证地址变更
居民身份证解除挂失
居民身份证捡拾登记
查验居民身份证
港澳台居民居住证申领
两证整合个体工商户信息变更
对收购废旧金属的企业和个体工商户进行的监督管理
机动车解除质押备案
普通货物运输车辆道路运输证配发
生育保险待遇核定与支付
中国税收居民身份证明的开具
在校大中专学生落户
职业技能鉴定补贴申领
社区戒毒""".splitlines()


@dataclass(frozen=True)
class Shipped:
    library: Library
    database: Database
    publisher: Publisher
    index_root: Path
    clock: FixedClock


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Generator[Shipped]:
    """The shipped content and some catalogue names; for reading only."""
    folder = tmp_path_factory.mktemp("shipped")
    use_keys(KeyRing.open(folder / "keys.json"))
    database = Database(f"sqlite:///{folder}/yuxiaozhi.db")
    migrate.upgrade(database)
    clock = FixedClock()
    publisher = Publisher(database, folder / "index", StaticEncoder.shipped(), clock)
    build_content(publisher, "curator")
    publisher.import_catalogue([CatalogueRow(name) for name in NEIGHBOURS], "district")
    library = Library(database, folder / "index", StaticEncoder.shipped(), clock)
    yield Shipped(library, database, publisher, folder / "index", clock)
    library.close()
    database.dispose()


ASKED = """身份证搞丢了啷个办 id-card-replacement
身份证掉了怎么补 id-card-replacement
身份证遭偷了咋个整 id-card-replacement
身分证丢了能异地补办吗 id-card-replacement
我屋头老汉儿身份证到期了，啷个换 id-card-renewal
身份证快过期了可以提前换吗 id-card-renewal
身份证破了一个角能换吗 id-card-renewal
没丢，是到期了，身份证 id-card-renewal
身份证不是丢了，是过期了 id-card-renewal
身份证挂失在哪里办 id-card-loss-report
明天要坐飞机身份证还没拿到，能不能先办个临时的 id-card-temporary
娃儿刚满月，想给他办个身份证 id-card-first
老板说要办居住正才能给娃儿读书 residence-permit
暂住证怎么办 residence-permit
江津区怎么办居住证 residence-permit
外地人在重庆想办居住证需要住满多久 residence-permit
居住证一年到期了要续签吗 residence-permit-endorsement
扯证要带户口本吗 marriage
我和男朋友都是外地户口，可以在重庆领结婚证吗 marriage
领结婚证 marriage
结婚证丢了咋办 marriage-cert-reissue
我想离婚 divorce
开个小面馆办个体户执照要啥子材料 self-employed-setup
注册个体工商户 self-employed-setup
个体户不想干了怎么注销 self-employed-cancel
个体户执照换老板 self-employed-change
不是开公司，是办个体户 self-employed-setup
想开个公司 company-setup
育儿补贴怎么申请 childcare-subsidy
养娃补贴什么时候打款 childcare-subsidy
护照过期了 passport-renewal
想去泰国旅游，从来没办过护照 passport-first
公鸡金租房能提吗 fund-rent
退休了公积金怎么取 fund-retirement
驾照到期了 driver-licence-renewal
驾驶证掉了 driver-licence-replacement
低保怎么申请 minimum-living
社保卡丢了补办 social-card-replacement
我妈80岁了有没有高龄补贴 elderly-allowance
被公司辞退了可以领失业金吗 unemployment-benefit
没单位自己交社保 flexible-employment
新农合怎么交 medical-resident-enrol
老公户口在江北，我想把户口迁过去 household-spouse
爷爷去世了户口怎么注销 household-death
户口本丢了 household-book-replacement
开无犯罪记录证明 no-criminal-record
卖烟要办什么证 tobacco-licence
开火锅店食品许可证 food-licence
没结婚生的孩子怎么上户口 birth-household-unmarried
上班路上被车撞了算工伤吗 work-injury
社保从广东转回重庆 pension-transfer
前天在解放碑逛街包被偷了，里面有身份证、银行卡和现金，警察说要自己去补，身份证在哪补 id-card-replacement
我和我老婆去年结的婚，今年五月生了个女儿，想问下那个育儿的补贴怎么申请，是不是要去社区 childcare-subsidy"""

# What shares words with real items (推荐一部电影) is for the assistant to tell apart, not for search.
UNRELATED = """今天天气怎么样
帮我写首诗
1+1
asdkjfh qwe
红烧肉怎么做
你是谁
特朗普是谁
手机屏幕碎了在哪修
怎么办理
，。！
🙂""".splitlines()


@pytest.mark.parametrize("line", ASKED.splitlines())
def test_the_item_is_found_the_way_people_ask(shipped: Shipped, line: str) -> None:
    query, _, item_id = line.rpartition(" ")
    hits = shipped.library.search(query)
    assert hits, "nothing found"
    assert hits[0].item.item_id == item_id, [(hit.item.item_id, hit.score, hit.matched) for hit in hits[:3]]


@pytest.mark.parametrize("query", UNRELATED)
def test_what_is_no_service_matter_finds_nothing(shipped: Shipped, query: str) -> None:
    assert shipped.library.search(query) == []


@pytest.mark.parametrize("query", ["", " ", "身" * 10_000, "\x00", "💩" * 500])
def test_odd_input_is_survived(shipped: Shipped, query: str) -> None:
    shipped.library.search(query)
    shipped.library.passages("marriage", query)


def test_an_object_without_an_action_is_never_certain(shipped: Shipped) -> None:
    hits = shipped.library.search("身份证")
    assert len(hits) >= 3
    assert hits[0].score < 0.6


def test_scores_are_in_order_and_in_range(shipped: Shipped) -> None:
    scores = [hit.score for hit in shipped.library.search("身份证丢了", limit=5)]
    assert scores == sorted(scores, reverse=True)
    assert all(0.35 <= score <= 1 for score in scores)
    assert len(shipped.library.search("身份证", limit=2)) == 2


def test_an_item_known_by_name_only_says_so(shipped: Shipped) -> None:
    (hit, *_) = shipped.library.search("给娃儿改姓")
    assert (hit.item.official_name, hit.guide) == ("变更更正姓名", False)
    assert shipped.library.guide(hit.item.item_id) is None
    assert shipped.library.passages(hit.item.item_id, "多少钱") == []
    assert shipped.library.item(hit.item.item_id) == hit.item
    assert shipped.library.item("no-such-item") is None


@pytest.mark.parametrize(
    ("item_id", "question", "section"),
    [
        ("id-card-replacement", "补办身份证要多少钱", "qa:how-much"),
        ("id-card-replacement", "好久能拿到证", "time_limits"),
        ("residence-permit", "居住证在哪里办", "places"),
        ("self-employed-setup", "办个体户需要哪些材料", "materials"),
        ("marriage", "法律依据是什么", "legal_basis"),
    ],
)
def test_a_question_is_answered_by_its_section_or_a_pair_about_it(
    shipped: Shipped, item_id: str, question: str, section: str
) -> None:
    found = shipped.library.passages(item_id, question)
    assert section in {passage.section for passage in found}
    assert all(passage.item_id == item_id and passage.guide_version == 1 for passage in found)


def test_every_published_question_finds_its_own_answer(shipped: Shipped) -> None:
    missed: list[str] = []
    for entry in load_content(shipped_content()):
        for pair in entry.guide.qa:
            found = shipped.library.passages(entry.item_id, pair.question)
            if f"qa:{pair.id}" not in {passage.section for passage in found}:
                missed.append(pair.question)
    assert len(missed) <= 3, missed


def test_passages_stand_word_for_word_in_the_guide(shipped: Shipped) -> None:
    guide = shipped.library.guide("marriage")
    assert guide is not None
    texts = {section.id: section.text for section in sections(guide.guide)}
    for passage in shipped.library.passages("marriage", "结婚登记要带户口本吗", limit=5):
        assert passage.text == texts[passage.section]


def test_nothing_fitting_falls_back_to_the_summary(shipped: Shipped) -> None:
    (passage, *_) = shipped.library.passages("marriage", "嗯")
    assert passage.section == "summary"


def test_shipped_content_passes_every_check(clock: Clock) -> None:
    assert check_content(clock().date()) == []
    names = {item.item_id for item in load_names(shipped_content())}
    guides = {entry.item_id for entry in load_content(shipped_content())}
    assert not names & guides


def test_files_that_do_not_load_are_findings(content: Path, clock: Clock) -> None:
    (content / "reader-card-first/qa.yaml").write_text("qa: [", encoding="utf-8")
    (finding,) = check_content(clock().date(), content)
    assert (finding.rule, finding.file) == ("loader", "reader-card-first/qa.yaml")


def test_one_call_costs_one_small_query(shipped: Shipped) -> None:
    shipped.library.search("身份证丢了")
    statements: list[str] = []

    def _count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", _count)
    try:
        shipped.library.search("身份证丢了")
    finally:
        event.remove(Engine, "before_cursor_execute", _count)
    queries = [each for each in statements if each.startswith("SELECT")]
    assert len(queries) == 1
    assert "publication_state" in queries[0]


def test_many_threads_read_while_something_is_published(
    sqlite_database: Database, tmp_path: Path, content: Path, clock: FixedClock
) -> None:
    publisher = Publisher(sqlite_database, tmp_path / "index", StaticEncoder.shipped(), clock)
    publisher.build(load_content(content), "curator", load_names(content))
    library = Library(sqlite_database, tmp_path / "index", StaticEncoder.shipped(), clock)

    def _ask(number: int) -> str:
        if number % 10 == 0:
            publisher.rebuild_index()
        return library.search("借书证丢了")[0].item.item_id

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(_ask, range(40))) == {"reader-card-replacement"}
    library.close()


def test_files_and_versions_are_compared_part_by_part(
    sqlite_database: Database, tmp_path: Path, content: Path, clock: FixedClock
) -> None:
    publisher = Publisher(sqlite_database, tmp_path / "index", StaticEncoder.shipped(), clock)
    library = Library(sqlite_database, tmp_path / "index", StaticEncoder.shipped(), clock)
    build_content(publisher, "curator", content)
    assert diff_content(library, content) == {}

    guide = content / "reader-card-first/guide.yaml"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("四个角都要在画面里", "不要反光"), encoding="utf-8"
    )
    (change,) = diff_content(library, content)["reader-card-first"]
    assert change.place == "materials[id_card].how"
    assert change.before is not None
    assert change.after is not None
    assert ("四个角" in change.before, "不要反光" in change.after) == (True, True)

    assert build_content(publisher, "curator", content).versions == {"reader-card-first": 2}
    assert diff_versions(library, "reader-card-first", 1, 2) == [change]
    assert diff_versions(library, "reader-card-first", 1, 9) is None

    names = tmp_path / "district.csv"
    names.write_text("official_name\n讲座报名\n", encoding="utf-8")
    assert import_catalogue(publisher, names).added == 1
    assert library.stats().items == 5
    library.close()


def test_the_retriever_gives_citable_documents(shipped: Shipped) -> None:
    documents = GuideRetriever(library=shipped.library).invoke("身份证搞丢了啷个办")
    assert documents
    assert documents[0].metadata["item_id"] == "id-card-replacement"
    assert {"guide_version", "section", "title", "score"} <= documents[0].metadata.keys()
    assert GuideRetriever(library=shipped.library).invoke("今天天气怎么样") == []
