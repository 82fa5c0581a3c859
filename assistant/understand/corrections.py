"""Corrections of values already in the draft: 电话改成…, 地址写错了, 不是2号是3号."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from assistant.commands import Correct
from assistant.understand.control import Words
from assistant.understand.facts import names_of
from knowledge_base.model.form import FormField
from prefill.choices import chosen
from prefill.types import FieldValue, Parsed
from prefill.values import parse

_NOT_BUT = re.compile(
    r"不是(?P<old>[^，,。不]{1,30}?)[，,。\s]*(?:而是|应该是|应当是|应是|是)(?P<new>[^，,。]{1,60})"
)
NEARLY, AHEAD = 0.7, 0.05
"""likeness (0 to 1) from which a value is another one mended, and by how much it must be the likest"""
_OWNERS = (
    ("爱人", "配偶", "对方", "老婆", "老公", "妻子", "丈夫", "媳妇"),
    ("孩子", "小孩", "娃儿", "娃娃", "女儿", "儿子", "新生儿"),
    ("老人", "爸爸", "妈妈", "我爸", "我妈", "爷爷", "奶奶", "外公", "外婆", "婆婆", "老汉"),
)
"""people that a label and a person call differently"""
_SHAPED = frozenset({"address", "mobile", "id_number", "bank_card"})
_LED_IN = re.compile(
    r"^(?:请|麻烦|都|就|应该|应当|现在|新的|要|改|换|寄|打|发|送|住|搬|用|是|为|到|在|成|这张卡)+"
)
_FILLERS = re.compile(r"[的把将，,。 ]|我|请|那个|这个|上面")
_PART = re.compile(r"[0-9A-Za-z-]+(?P<unit>号|幢|栋|单元|楼|室|弄|组)")
_INSTEAD = re.compile(r"[了，,。 ]*(?:应该|应当|其实|要)?(?:是|为|叫)(?P<new>[^，,。]+)")
_ASKING = re.compile(r"叫什么|是多少|是哪|请问|您的|名字|什么|哪个|哪里|多少|号码|地址|电话")
_PARENTHESES = re.compile(r"[（(].*?[）)]")
_DAY = re.compile(r"(\d{1,2})[号日]")
_MONTH = re.compile(r"(\d{1,2})月份?")


def correction(
    text: str, fields: Sequence[FormField], values: Mapping[str, FieldValue], words: Words
) -> Correct | None:
    """The correction a message asks for; an empty name when it is not said what is wrong."""
    changed = re.search(rf"(?P<what>.*?)(?:{words.corrections['to']})\s*(?P<new>.+)", text, re.DOTALL)
    if changed:
        name = _named(changed["what"], fields, words)
        if name:
            new = _without_remark(
                changed["new"].strip(" 。，,!！"), next(f for f in fields if f.name == name)
            )
            return Correct(name, _in_place(new, name, fields, values))
        if _names_a_kind(changed["what"], words):
            return Correct("")
    swapped = _NOT_BUT.search(text)
    if swapped:
        return _swap(swapped["old"].strip(), swapped["new"].strip(), text, fields, values, words)
    wrong = re.search(rf"(?P<what>.{{1,20}}?)(?:都|好像|可能|是)*(?:{words.corrections['wrong']})", text)
    if wrong:
        new = _said_instead(text[wrong.end() :])
        name = _named(wrong["what"], fields, words) or _most_like(new, fields, values)
        if name is None and _names_a_kind(wrong["what"], words):
            return Correct("")
        if name and not new:
            new = _value_in(text[wrong.end() :], next(f for f in fields if f.name == name))
        return Correct(name, new) if name else None
    return None


def _without_remark(new: str, field: FormField) -> str:
    """6217…4150，还是建行的: the value without what is added to it; free text may have commas of its own."""
    first = re.split(r"[，,。；;！!]", new)[0].strip()
    whole = field.type == "text" or (field.type == "address" and not re.search(r"\d", first))
    return new if whole or not isinstance(parse(field, first), Parsed) else first


def _value_in(rest: str, field: FormField) -> str:
    """The value of a kind that shows by its shape in what follows the complaint, or the one choice that it
    names; empty when there is none."""
    if field.choices:
        named = chosen(field.choices, rest)
        return named.label if named else ""
    for clause in re.split(r"[，,。；;：:！!\s]+", rest) if field.type in _SHAPED else ():
        said = _LED_IN.sub("", clause)
        whole = field.type != "address" or bool(re.search(r"[省市区县路街].*\d", said))
        if whole and isinstance(parse(field, said), Parsed):
            return said
    return ""


def _most_like(new: str, fields: Sequence[FormField], values: Mapping[str, FieldValue]) -> str | None:
    """The field whose value the new one mends: one that is nearly the same, and no other as near."""
    kept = {f.name: values[f.name].value for f in fields if f.name in values}
    like = {n: SequenceMatcher(None, v, new, autojunk=False).ratio() for n, v in kept.items()} if new else {}
    near = [name for name, ratio in like.items() if ratio >= NEARLY and ratio >= max(like.values()) - AHEAD]
    return near[0] if len(near) == 1 else None


def _said_instead(rest: str) -> str:
    """收入说错了，是1500: what follows the complaint; empty when nothing does."""
    new = _INSTEAD.match(rest)
    return new["new"].strip(" 。，,!！") if new else ""


def _names_a_kind(what: str, words: Words) -> bool:
    """Whether a kind of field is named (地址), though not which one of several."""
    return any(word in what for kind in words.fields for word in kind.say)


def _in_place(new: str, name: str, fields: Sequence[FormField], values: Mapping[str, FieldValue]) -> str:
    """90号 for an address that has one 号: only that part is changed. Anything else as said."""
    part = _PART.fullmatch(new)
    value = values.get(name)
    if part is None or value is None or not any(f.name == name and f.type == "address" for f in fields):
        return new
    same = re.findall(rf"[0-9A-Za-z-]+{part['unit']}", value.value)
    return value.value.replace(same[0], new, 1) if len(same) == 1 else new


def _named(what: str, fields: Sequence[FormField], words: Words) -> str | None:
    """The field named in `what`: by whose it is (联络员的电话), else by the longest name that fits."""
    whose = _by_owner(what, fields, words)
    if whose is not None:
        return whose
    hits = [(len(name), f.name) for f in fields for name in names_of(f, fields, words.fields) if name in what]
    by_label = _longest(hits) or _longest([(n, f.name) for f in fields if (n := _shared(f.label, what)) > 1])
    asks = {f.name: _shared(_ASKING.sub("", f.ask), what) for f in fields}
    return by_label or _longest([(n, name) for name, n in asks.items() if n > 1])


def _longest(hits: Sequence[tuple[int, str]]) -> str | None:
    best = {name for length, name in hits if length == max(hits)[0]}
    return best.pop() if len(best) == 1 else None


def _shared(called: str, what: str) -> int:
    """Letters in a row that a label has in common with what was said: 收入 of 全家每月收入（元）."""
    bare = _PARENTHESES.sub("", called)
    return SequenceMatcher(None, bare, what, autojunk=False).find_longest_match().size


def _by_owner(what: str, fields: Sequence[FormField], words: Words) -> str | None:
    """The field of that kind whose label names the person or thing said before the kind's word."""
    for kind in words.fields:
        said = max((word for word in kind.say if word in what), key=len, default=None)
        if said is None:
            continue
        owner = _FILLERS.sub("", what.split(said)[0])
        called = [owner, *(o for group in _OWNERS if any(one in owner for one in group) for o in group)]
        same = [f for f in fields if f.type in kind.types and owner and any(o in f.label for o in called)]
        if same:
            return min(same, key=lambda f: len(f.label)).name
    return None


def _swap(
    old: str,
    new: str,
    text: str,
    fields: Sequence[FormField],
    values: Mapping[str, FieldValue],
    words: Words,
) -> Correct | None:
    """`不是A是B`: B takes A's place in the one value that has A."""
    named = _named(text, fields, words)
    hits: list[tuple[str, str]] = []
    for one in fields:
        value = values.get(one.name)
        if value is None or (named and one.name != named):
            continue
        changed = _date_part(value.value, old, new) if one.type == "date" else None
        if changed is None and old in value.value:
            changed = value.value.replace(old, new, 1)
        if changed is not None:
            hits.append((one.name, changed))
    if len(hits) == 1:
        return Correct(*hits[0])
    return Correct(named, new) if named else None


def _date_part(value: str, old: str, new: str) -> str | None:
    """`2026-03-02`, 2号 → 3号: `2026-03-03`; None when `old` is no part of the date."""
    for pattern, at in ((_DAY, 2), (_MONTH, 1)):
        was, now = pattern.fullmatch(old), pattern.fullmatch(new)
        parts = value.split("-")
        if was and now and len(parts) == 3 and int(parts[at]) == int(was[1]):
            parts[at] = f"{int(now[1]):02d}"
            return "-".join(parts)
    return None
