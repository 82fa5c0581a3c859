"""Rules on links: each address in a guide is https and of an authority; `dead` asks whether it answers."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import httpx

from knowledge_base.lint.text import prose
from knowledge_base.lint.written import Broken, Rule
from knowledge_base.model.guide import Guide
from knowledge_base.source import Segments

_URL = re.compile(r"https?://[^\s，。；、）)”\"']+")
_PUBLIC = (".gov.cn", ".jszg.edu.cn", ".12306.cn", ".chsi.com.cn")
_SECONDS = 10.0


def links(guide: Guide) -> Iterator[tuple[Segments, str]]:
    for path, text in prose(guide):
        yield from ((path, found) for found in _URL.findall(text))


def link_form(guide: Guide, day: date) -> Iterator[Broken]:
    for path, link in links(guide):
        host = f".{urlsplit(link).hostname or ''}"
        if not link.startswith("https://"):
            yield path, {"link": link, "what": "不是 https"}
        elif not host.endswith(_PUBLIC):
            yield path, {"link": link, "what": "不是政府网站"}


def dead(guide: Guide, client: httpx.Client) -> Iterator[Broken]:
    """Links that do not answer; needs the network, so `kb check` asks only with --links."""
    for path, link in links(guide):
        try:
            answer = client.head(link, timeout=_SECONDS, follow_redirects=True)
        except httpx.HTTPError as error:
            yield path, {"link": link, "what": type(error).__name__}
            continue
        if answer.is_error:
            yield path, {"link": link, "what": str(answer.status_code)}


LINK_RULES: dict[str, Rule] = {"link-form": link_form}
