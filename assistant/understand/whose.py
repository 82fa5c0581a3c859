"""Whose story a clause tells: what is said of others is no fact about the person who speaks."""

import re

from assistant.understand.control import load_words

_CLAUSE = re.compile(r"[，,。;；!！\n]")
_HOW_TO = re.compile(r"怎么办|啷个办|咋个?办|(?:怎么|啷个|咋个?)(?:补|换|领|弄|整|申请)")
_ASKING = re.compile(
    r"[?？]|吗|多少|多久|好久|哪|几|能不能|可不可以|要不要|是不是|有没有|什么|啥|怎么|啷个|咋"
)


def stated(text: str) -> str:
    """The clauses that state something; 丢了怎么办 states that it is lost, 去哪个窗口办 states nothing."""
    clauses = _CLAUSE.split(unambiguous(text))
    return "，".join(c for c in clauses if not _ASKING.search(_HOW_TO.sub("", c)))


def unambiguous(text: str) -> str:
    """Without words that only chance has put together (领 + 养娃儿的补贴 is no 领养)."""
    return load_words().by_chance.sub(" ", text)


def about_oneself(text: str) -> str:
    """Without the clauses that are about somebody else; one about another's matter (我妈的证丢了) stays."""
    return "，".join(c for c in _CLAUSE.split(text) if not _is_about_another(c))


def about_others(text: str) -> str:
    """The clauses about somebody who is surely not the person who speaks (男方 may be)."""
    words = load_words()
    clauses = [c for c in _CLAUSE.split(text) if _is_about_another(c)]
    return "，".join(c for c in clauses if not words.either_side.search(c))


def concerns_others(asked: str) -> bool:
    """Whether a question or a label is about somebody beside, or other than, the person who speaks."""
    return bool(load_words().asks_of_others.search(asked))


def is_person(word: str) -> bool:
    words = load_words()
    return bool(words.others.fullmatch(word) or words.either_side.fullmatch(word))


def claims(text: str, person: str) -> bool:
    """Whether the person who speaks says to be that: 我是男方; or says nothing else."""
    said = rf"(?:我|本人)(?:就|也|本来)?(?:是|作为)[^，]{{0,5}}{re.escape(person)}"
    return text == person or bool(re.search(said, text))


def _is_about_another(clause: str) -> bool:
    return bool(load_words().about_another.match(clause.strip()))
