"""Guide pages: for every guide what an application would ask, well formed, escaped, small and cacheable."""

import gzip
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin

import pypdfium2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from api.bootstrap import Container
from api.pages.choosing import choose
from api.pages.library_pages import LibraryPages
from applications.completeness import states
from applications.drafts import Draft
from applications.types import Actor, Application
from knowledge_base.library import Library
from knowledge_base.loader import shipped_content
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.guide import Guide, Place
from knowledge_base.sections import sections
from knowledge_base.types import PublishedGuide
from tests.shipped import guides

GUIDES = guides()
EVENTS = sorted(path.stem for path in (shipped_content() / "life_events").glob("*.yaml"))
VOID = {"meta", "link", "img", "input", "br", "path", "rect"}
WIRE_LIMIT = 30_000
"""bytes of one page with what it loads, as a server sends it"""


class Structure(HTMLParser):
    """What a validator would look at: tags closed in order, ids once, headings in order, fields labelled."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.materials: list[str] = []
        self.faults: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.attributes += [(name, value) for name, value in found.items()]
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        self.materials += [found["data-material"]] if "data-material" in found else []
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "li" and self.open[-1] not in {"ul", "ol"}:
            self.faults.append("li outside a list")
        if tag in {"ul", "ol"} and self.open[-1] in {"ul", "ol", "p"}:
            self.faults.append(f"{tag} in {self.open[-1]}")
        if tag in {"input", "select"} and "label" not in self.open and "id" not in found:
            self.faults.append("a field without a label")
        if tag in {"div", "section", "p", "h2", "h3", "ul"} and "p" in self.open:
            self.faults.append(f"{tag} in a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text += data


def looked_at(answer: Response) -> Structure:
    """Fails on what is wrong in any page."""
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    found = Structure(answer.text)
    assert not found.faults, found.faults
    assert len(found.ids) == len(set(found.ids)), "an id twice"
    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    steps = zip(found.headings, found.headings[1:], strict=False)
    assert all(later <= earlier + 1 for earlier, later in steps), found.headings
    assert not [name for name, _ in found.attributes if name == "style" or name.startswith("on")]
    assert "guide_page" not in answer.text
    assert not re.search(r"\{\{|\{%|\{\w+\}|None|Undefined", found.text)
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside <= set(found.ids), inside - set(found.ids)
    return found


def usual(guide: Guide) -> dict[str, str]:
    """The first option of every question that applies."""
    return _walk(guide, lambda options: options[0])


def any_of(guide: Guide, seed: str) -> dict[str, str]:
    return _walk(guide, random.Random(seed).choice)


def _walk(guide: Guide, choose: Callable[[list[str]], str]) -> dict[str, str]:
    situation: dict[str, str] = {}
    for question in guide.situations:
        if holds(question.when, situation):
            situation[question.id] = choose([option.id for option in question.options])
    return situation


@pytest.fixture(scope="module")
def web(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def applicants() -> Iterator[Actor]:
    """Nobody of whom anything is known, a new one each time."""
    return (Actor(f"guide-page-{n}", "", "citizen") for n in range(10_000))


def url(item_id: str, situation: Situation) -> str:
    return f"/guide/{item_id}?{urlencode(dict(situation))}" if situation else f"/guide/{item_id}"


@pytest.mark.parametrize("item_id", sorted(GUIDES))
def test_the_page_lists_what_an_application_asks_for(
    web: TestClient, container: Container, applicants: Iterator[Actor], item_id: str
) -> None:
    guide, today = GUIDES[item_id], container.clock().date()
    for situation in (usual(guide), any_of(guide, item_id)):
        answer = web.get(url(item_id, situation))
        assert answer.status_code == 200
        page = looked_at(answer)
        started = container.applications.start(next(applicants), item_id, situation)
        assert isinstance(started, Application)
        assert sorted(page.materials) == sorted(one.material_id for one in started.materials)
        for one in states(guide, Draft(situation=situation), today):
            assert one.name in page.text
            assert one.exempt_reason in page.text
        read = sections(guide, choose(guide, situation).decided)
        assert {one.id for one in read} - set(page.ids) == set()
        whole = ("time_limits", "fee", "visits", "conditions", "notes", "mistakes", "legal_basis", "result")
        for section in read:
            if section.id in whole or section.id.startswith("qa:"):
                assert all(sentence in page.text for sentence in section.sentences), section.id


@pytest.mark.parametrize("item_id", sorted(GUIDES))
def test_without_a_situation_nothing_is_hidden(web: TestClient, item_id: str) -> None:
    """Whatever may be asked for is told, with what it depends on."""
    page = looked_at(web.get(f"/guide/{item_id}"))
    assert sorted(page.materials) == sorted(material.id for material in GUIDES[item_id].materials)


@pytest.mark.parametrize("event_id", EVENTS)
def test_a_life_event_has_a_page(web: TestClient, event_id: str) -> None:
    for query in ("", "?" + urlencode(_answers(web, event_id))):
        answer = web.get(f"/guide/event/{event_id}{query}")
        assert answer.status_code == 200
        page = looked_at(answer)
        plan = web.get(f"/api/v1/life-events/{event_id}/plan{query}").json()
        assert sorted(page.materials) == sorted(one["material_id"] for one in plan["materials"])
        assert all(part["name"] in page.text for part in plan["parts"])
        linked = {part["item_id"] for part in plan["parts"] if part["guide"] and part["applies"] is not False}
        assert {f"/guide/{item_id}" for item_id in linked} <= set(page.links)


def _answers(web: TestClient, event_id: str) -> dict[str, str]:
    """The first option of everything that is asked, until nothing is."""
    answers: dict[str, str] = {}
    while open_ := web.get(f"/api/v1/life-events/{event_id}/plan", params=answers).json()["questions"]:
        answers[open_[0]["name"]] = open_[0]["options"][0]["id"]
    return answers


def test_all_guides_are_found_from_the_first_page(web: TestClient) -> None:
    page = looked_at(web.get("/guide/"))
    addresses = {f"/guide/{item_id}" for item_id in GUIDES} | {f"/guide/event/{one}" for one in EVENTS}
    assert addresses <= set(page.links)
    every = [link.partition("#")[0] for link in page.links if link.startswith("/guide/")]
    assert all(web.head(link).status_code == 200 for link in set(every))


def test_every_link_of_a_page_leads_somewhere(web: TestClient) -> None:
    page = looked_at(web.get(url("marriage", usual(GUIDES["marriage"]))))
    inner = {urljoin("/guide/marriage", link) for link in page.links if link.startswith(("/guide", "/"))}
    for link in inner:
        assert web.get(link.partition("#")[0] or "/").status_code == 200, link


def test_the_search_is_the_one_of_the_api(web: TestClient) -> None:
    said = "身份证搞丢了啷个办"
    page = looked_at(web.get("/guide/", params={"q": said}))
    best = web.get("/api/v1/items", params={"q": said}).json()["items"]
    assert [f"/guide/{one['item_id']}" in page.links for one in best] == [True] * len(best)
    assert f'value="{said}"' in web.get("/guide/", params={"q": said}).text
    assert looked_at(web.get("/guide/", params={"q": "\u202e\x00💥" * 400})).text


def test_an_item_known_by_name_says_what_is_known(web: TestClient, container: Container) -> None:
    hits = container.library.search("律师执业许可", limit=20)
    named = next(hit for hit in hits if not hit.guide)
    answer = web.get(f"/guide/{named.item.item_id}")
    assert answer.status_code == 200
    page = looked_at(answer)
    assert named.item.official_name in page.text
    assert named.link in page.links
    assert not page.materials


@pytest.mark.parametrize(
    "path", ["nothing", "Ä", "a" * 3000, "%3Cscript%3E", "index.html", "event/none", "x/notice.pdf"]
)
def test_an_unknown_item_is_a_page_with_a_search(web: TestClient, path: str) -> None:
    answer = web.get(f"/guide/{path}")
    assert answer.status_code == 404
    page = looked_at(answer)
    assert ("role", "search") in page.attributes


def test_an_unknown_answer_is_told_and_the_others_stay(web: TestClient) -> None:
    answer = web.get("/guide/id-card-replacement?who=self&hukou=mars&receive=window&colour=red")
    page = looked_at(answer)
    assert answer.status_code == 200
    assert "“户口在重庆吗？”这一题的答案不在选项里" in page.text
    assert "地址里有一项这里用不上" in page.text
    assert len(re.findall(r'value="(?:self|window)" checked', answer.text)) == 2
    assert "/#/start/id-card-replacement?who=self&receive=window" in page.links


@pytest.mark.parametrize(
    "evil", ['"><script>alert(1)</script>', "'\" onload=alert(1) x='", "{{7*7}}", "</title><i>"]
)
def test_nothing_of_the_address_gets_into_the_markup(web: TestClient, evil: str) -> None:
    for path, params in (
        ("/guide/id-card-replacement", {"who": evil, evil: "x", "district": evil}),
        ("/guide/event/newborn", {"marriage": evil, evil: evil}),
    ):
        answer = web.get(path, params=params)
        assert answer.status_code == 200
        looked_at(answer)
        assert "<script>" not in answer.text
        assert evil not in answer.text
    found = web.get("/guide/", params={"q": evil})
    assert found.status_code == 200
    assert Structure(found.text).attributes.count(("value", evil)) == 1, "in the box, word for word"
    assert "<script>" not in found.text
    hosts = web.get("/guide/id-card-replacement", headers={"Host": 'a"><b>'})
    assert 'a"><b>' not in hosts.text


def test_an_answer_that_rules_the_item_out_is_told(web: TestClient) -> None:
    page = web.get("/guide/unemployment-benefit?reason=resigned")
    assert "按您选的情形，这件事现在办不了" in page.text
    assert "按您选的情形，这件事现在办不了" not in web.get("/guide/unemployment-benefit").text


def test_facts_follow_the_situation(web: TestClient) -> None:
    def facts(query: str) -> list[str]:
        found = re.search(r'data-testid="guide-facts">(.*?)</dl>', web.get(query).text, re.S)
        assert found
        return re.findall(r"<a [^>]*>([^<]*)</a>", found[1])

    assert facts("/guide/id-card-renewal")[1] == "看您的情形"
    assert facts("/guide/id-card-renewal?reason=damaged")[1] == "40元"
    assert facts("/guide/divorce?stage=apply")[0] == "30天"
    assert facts("/guide/divorce?stage=certificate")[0] == "当场办好"
    assert facts("/guide/temporary-aid?urgency=urgent")[0] == "以窗口答复为准"
    assert facts("/guide/childcare-subsidy")[1] == "不收钱"


class _Varying:
    """The library, but one guide has a place of its own in 渝中区: none of those shipped varies."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def guide(self, item_id: str) -> PublishedGuide | None:
        published = self._library.guide(item_id)
        assert published
        only = Place(
            name="解放碑窗口", text="二楼", channel="window", districts=["500103"], hours="9:00-5:00"
        )
        places = [*published.guide.places, only.model_copy(update={"phone": "023-1", "address": "民权路1号"})]
        return replace(published, guide=published.guide.model_copy(update={"places": places}))

    def __getattr__(self, name: str) -> object:
        return getattr(self._library, name)


def test_places_of_a_district(container: Container) -> None:
    library: Any = _Varying(container.library)
    pages = LibraryPages(library, container.settings.web_dir, container.clock)

    def page(**given: str) -> str:
        made = pages.guide("http://here", "marriage", given)
        assert made
        return made

    everywhere = page()
    assert '<select id="district"' in everywhere
    for told in ("解放碑窗口", "地址：民权路1号", "工作时间：9:00-5:00", 'href="tel:023-1"'):
        assert told in everywhere
    assert "解放碑窗口" not in page(district="500112")
    assert "在渝北区办的" in page(district="500112")
    assert "解放碑窗口" in page(district="500103")
    assert "用不上" in page(district="1")
    assert pages.view("marriage", {"district": "500103"}).chosen.query == "district=500103"  # pyright: ignore


def test_a_page_is_small_cached_and_the_same_for_everybody(web: TestClient) -> None:
    styles = sum(
        len(gzip.compress(web.get(path).content, 5))
        for path in ("/tokens.css", "/base.css", "/guide/guide.css", "/guide/guide.js", "/theme.js",
                     "/storage.js", "/icon.svg")
    )  # fmt: skip
    largest = 0
    for item_id, guide in GUIDES.items():
        address = url(item_id, usual(guide))
        answer = web.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        largest = max(largest, len(gzip.compress(answer.content, 5)))
    print(f"guide pages: at most {largest:,} bytes gzipped, {styles:,} for all with styles and script")  # noqa: T201
    assert largest + styles <= WIRE_LIMIT
    mark = web.get(address).headers["etag"]
    again = web.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    signed_in = TestClient(web.app)
    signed_in.post("/api/v1/auth/demo-login", json={"account": "chen-xiaoyu"})
    assert signed_in.get(address).headers["etag"] == mark
    headers = web.get(address).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "public, no-cache"
    assert "set-cookie" not in headers


def test_addresses_are_those_people_reach_us_by(container: Container, web: TestClient) -> None:
    told = web.get("/guide/marriage?district=&where=x").text
    assert '<link rel="canonical" href="http://testserver/guide/marriage">' in told
    settings = container.settings.model_copy(update={"public_url": "https://yuxiaozhi.example/"})
    public = TestClient(create_app(replace(container, settings=settings)))
    told = public.get("/guide/marriage").text
    assert '<link rel="canonical" href="https://yuxiaozhi.example/guide/marriage">' in told


@pytest.mark.parametrize(
    "item_id", ["id-card-replacement", "hk-macao-permit", "minimum-living", "social-card"]
)
def test_the_notice_is_one_sheet_of_paper(web: TestClient, item_id: str) -> None:
    situation = usual(GUIDES[item_id])
    answer = web.get(f"/guide/{item_id}/notice.pdf", params=situation)
    assert answer.headers["content-type"] == "application/pdf"
    paper = pypdfium2.PdfDocument(answer.content)
    assert len(paper) == 1
    text = paper[0].get_textpage().get_text_range()
    assert GUIDES[item_id].item.official_name in text.replace("\r\n", "")
    assert "原文" in text
    assert "人工智能" not in text, "published wording carries no label of generated content"
