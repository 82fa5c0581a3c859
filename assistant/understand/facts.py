"""Facts in a message: answers to situation questions and values of form fields, several at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from applications.types import Next
from assistant.understand.answering import answered
from assistant.understand.control import FieldWords, Words, load_words
from assistant.understand.spoken import digits_read_out, spoken
from assistant.understand.whose import (
    about_oneself,
    about_others,
    claims,
    concerns_others,
    is_person,
    stated,
    unambiguous,
)
from assistant.wording import mentions
from knowledge_base.divisions import Divisions
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.form import Choice, FormField
from knowledge_base.model.guide import Guide, Option, Question
from prefill.choices import chosen
from prefill.types import Parsed
from prefill.values import parse

_SAID_ALONE = {
    "mobile": re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    "id_number": re.compile(r"(?<!\d)[1-9]\d{16}[\dXx](?!\d)"),
    "bank_card": re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){2,3}[ -]?\d{0,7}(?!\d)"),
}
_LEAD = re.compile(
    r"^(?:我|就|嗯|噢|哦)*(?:现在)?(?:是|叫|住在|住|家在|填|写|在|要|选|为)+(?=.)|^(?:我的|我们的)"
)
_NOT_ALONE = re.compile(r"不[是止只]有?我(?:自己)?一个人?")
"""says that there are others, and nothing of what the speaker is not (不是我)"""
_VALUE_END = re.compile(r"[，,。;；!！\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says about a case."""

    situation: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, str] = field(default_factory=dict[str, str])

    def __bool__(self) -> bool:
        return bool(self.situation or self.fields)


def find(
    text: str,
    guide: Guide,
    situation: Situation,
    words: Words,
    asked: Next | None = None,
    have: Mapping[str, str] | None = None,
    today: date | None = None,
) -> Told:
    """All facts that `text` states; `asked` is the question that was put, whose answer may be short; `have`
    are the values already there."""
    answers = _situation(text, guide, situation, asked)
    known = {**situation, **answers}
    active = [f for f in guide.form.fields if holds(f.when, known) is not False]
    fields = {
        **_alone(text, active, asked, have or {}),
        **_choices(text, active, asked),
        **labelled(text, active, words, today),
    }
    return Told(answers, fields)


def labelled(
    text: str, fields: Sequence[FormField], words: Words, today: date | None = None
) -> dict[str, str]:
    """Values said with their label: 电话是138…, 住址：渝北区…; `today` is what 上个月15号 counts from."""
    found: dict[str, str] = {}
    for one in fields:
        for name in names_of(one, fields, words.fields):
            pattern = re.escape(name) + r"(?:号码|号)?(?:就|都)?" + words.corrections["is"] + r"\s*(.+)"
            match = re.search(pattern, text)
            if match and (value := _VALUE_END.split(match[1].strip())[0].strip()):
                cleaned = re.sub(r"^(?:是|为)", "", value)
                cleaned = spoken(one.type, cleaned, today) if today else cleaned
                if isinstance(parse(one, cleaned), Parsed):
                    found[one.name] = cleaned
                    break
    return found


def names_of(one: FormField, fields: Sequence[FormField], kinds: Sequence[FieldWords]) -> list[str]:
    """What people may call this field, longest first.

    A word for several fields names the one whose label is just such a word (手机号码 before 联络员手机号码),
    or else none of them.
    """
    names = [one.label]
    for kind in kinds:
        same = [f for f in fields if f.type in kind.types]
        plain = [f for f in same if f.label in kind.say]
        if one in (plain if len(plain) == 1 else same) and (len(same) == 1 or len(plain) == 1):
            names += kind.say
    return sorted(dict.fromkeys(names), key=len, reverse=True)


def answer_to(asked: FormField, text: str, today: date) -> str | None:
    """The part of `text` that is a value for the field asked for, as it is said or written; or None."""
    bare = _LEAD.sub("", text)
    trimmed = re.sub(r"[。，,!！.]+$|(?:吧|啊|哈|嘛|呢|噻|哦)+$", "", bare)
    # Anything long enough is an address, 我住在渝中区… too: only what follows is one.
    address = asked.type == "address"
    for attempt in (bare, trimmed) if address else (text, bare, trimmed, spoken(asked.type, text, today)):
        if attempt and isinstance(parse(asked, attempt), Parsed):
            return attempt
    return None


def picked(options: Sequence[Option | Choice], text: str) -> str | None:
    """The option named; of two options the other one when one is denied (没丢)."""
    option = chosen(options, text)
    if option is not None:
        return option.id
    stands = {o.id: mentions(text, [o.label, *o.phrases]) for o in options}
    said = [key for key, how in stands.items() if how == "said"]
    if len(said) == 1:
        return said[0]
    denied = [key for key, how in stands.items() if how == "denied"]
    if len(options) == 2 and len(denied) == 1 and not said:
        return next(o.id for o in options if o.id != denied[0])
    return None


def _situation(text: str, guide: Guide, situation: Situation, asked: Next | None) -> dict[str, str]:
    """The question put is answered first; what answered it does not answer another one as well, and takes
    back no answer given before unless it says so."""
    found: dict[str, str] = {}
    rest = text
    current = next((q for q in guide.situations if asked and _is(asked, q.id)), None)
    if current is not None:
        option = answered(current, text) or next(
            (o for o in current.options if o.id == picked(current.options, text)), None
        )
        if option is not None:
            found[current.id] = option.id
            rest = _without(text, [option.label, *option.phrases])
    rest = stated(_NOT_ALONE.sub("", rest))
    answers = bool(found) or (asked is not None and asked.kind == "field")
    kept = situation if answers and not load_words().has("mistaken", text) else {}
    own = rest if _is_anothers(guide, {**situation, **found}) else about_oneself(rest)
    for question in guide.situations:
        if question is current or question.id in kept:
            continue
        if holds(question.when, {**situation, **found}) is False:
            continue
        heard = rest if concerns_others(question.ask) else own
        options = [_claimed(_distinct(o, heard), question.ask, heard) for o in question.options]
        option_id = picked(options, heard)
        if option_id is not None and situation.get(question.id) != option_id:
            found[question.id] = option_id
    return found


def _is(asked: Next, question: str) -> bool:
    return asked.kind == "situation" and asked.name == question


def _without(text: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _is_anothers(guide: Guide, situation: Situation) -> bool:
    """Whether the case is known to be another person's: then what is told of others is of the case."""
    chosen_options = (o for q in guide.situations for o in q.options if situation.get(q.id) == o.id)
    return any(is_person(phrase) for o in chosen_options for phrase in o.phrases)


def _claimed(option: Option, ask: str, text: str) -> Option:
    """您是…: a person named in a story (男方) is only who speaks when they say so (我是男方)."""
    if not ask.startswith("您是"):
        return option
    words = [w for w in (option.label, *option.phrases) if not is_person(w) or claims(text, w)]
    return Option(id=option.id, label=words[0] if words else option.id, phrases=words[1:])


def _distinct(option: Option, text: str) -> Option:
    """The option by the words that mean it without its question being put.

    A place alone (在重庆) may be where something happened; with 是 or 户口 it is where somebody belongs.
    """
    words = [w for w in (option.label, *option.phrases) if len(w) > 1 and w not in load_words().common]
    words = [
        w
        for w in words
        if w not in _places() or re.search(rf"(?:户口|户籍|是)[^，,。；;\s]{{0,3}}{re.escape(w)}", text)
    ]
    return Option(id=option.id, label=words[0] if words else option.id, phrases=words[1:])


@cache
def _places() -> frozenset[str]:
    return load_words().places | {
        name for one in Divisions.shipped().all for name in (one.name, *one.aliases)
    }


def _alone(
    text: str, fields: Sequence[FormField], asked: Next | None, have: Mapping[str, str]
) -> dict[str, str]:
    """Numbers whose shape says what they are, where only one field can be meant.

    Of two ID numbers it is the one still empty, for a number that is not the other one.
    """
    found: dict[str, str] = {}
    text = digits_read_out(text)
    for kind, pattern in _SAID_ALONE.items():
        same = [f for f in fields if f.type == kind]
        one = next((f for f in same if asked and asked.name == f.name), same[0] if len(same) == 1 else None)
        match = pattern.search(text)
        empty = [f for f in same if f.name not in have]
        if one is None and kind == "id_number" and match and len(empty) == 1:
            one = empty[0] if match[0].upper() not in have.values() else None
        if one and match and one.name in have and not _names_kind(one, text, match[0], asked):
            continue
        if one and match and isinstance(parse(one, match[0]), Parsed):
            found[one.name] = match[0]
    return found


def _names_kind(one: FormField, text: str, number: str, asked: Next | None) -> bool:
    """Whether a number is said to be this one, or is all that is said: a relative's number among other
    words does not take the place of one's own."""
    words = [word for kind in load_words().fields if one.type in kind.types for word in kind.say]
    words += {"bank_card": ["卡", "账"], "mobile": ["号", "联系"]}.get(one.type, [])
    bare = len(text) - len(number) <= 4
    return bare or (asked is not None and asked.name == one.name) or any(word in text for word in words)


def _put(one: FormField) -> Question:
    """A field with choices as the question that it is."""
    options = [Option(id=c.id, label=c.label, phrases=c.phrases) for c in one.choices]
    return Question(id=one.name, ask=one.ask, options=options)


def _choices(text: str, fields: Sequence[FormField], asked: Next | None) -> dict[str, str]:
    """Options said without their question being put; only words that can mean nothing else.

    What is told of others is no fact about oneself, and the other way round.
    """
    found: dict[str, str] = {}
    own, of_others = about_oneself(unambiguous(text)), about_others(unambiguous(text))
    for one in fields:
        is_asked = asked is not None and asked.kind == "field" and asked.name == one.name
        heard = text if is_asked else of_others if concerns_others(one.label) else own
        options = [
            c.model_copy(
                update={"phrases": [p for p in c.phrases if len(p) > 1 and p not in load_words().common]}
            )
            for c in one.choices
            if len(c.label) > 1 and c.label not in load_words().common
        ]
        option = chosen(options, heard) if options and heard else None
        if option is None and is_asked and one.choices:
            option = answered(_put(one), text)
        if option is not None and is_asked:
            return {one.name: option.label}
        if option is not None:
            found[one.name] = option.label
    return found
