"""Digits read out one by one → figures: 五零零嗯一零一 不对 一零二, 三个八, letters, sound-alikes. Pure.

A run is a list of tokens. Some may be a digit or nothing (要 before 三八零零…): the reading that makes a
whole number (a mobile, an identity number, a card, a code) is taken, else the plain one. No check digit is
tried here: whoever takes the number does, and asks again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from speech.said import Said, either

Kind = Literal["sure", "maybe", "gap", "retake"]

SHORTEST = 5
"""digits in a row that nobody says but to read out a number"""
LONGEST = 20
_DOUBTS = 6
"""tokens in doubt of which all readings are tried"""

_WHOLE = re.compile(
    r"1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7}|[1-8]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]"
    r"|(?:62\d{14,17}|[345]\d{15})|(?:9\d|[0-9A-HJ-NPQRTUWXY][A-HJ-NPQRTUWXY]|[A-HJ-NPQRTUWXY]\d)\d{6}[0-9A-HJ-NPQRTUWXY]{10}",
    re.ASCII,
)
_LENGTHS = (11, 16, 18, 19)


@dataclass(frozen=True, slots=True)
class Token:
    """`reading`: ASCII, more than one for 三个八. `surely`: in the plain reading of what is in doubt."""

    kind: Kind
    reading: str
    start: int
    end: int
    surely: bool = True


def read_out(text: str) -> str:
    """The text with runs of digits read out as figures; what can't be made out stays as said."""
    parts, at = list[str](), 0
    for run in _runs(text):
        run = _trimmed(run)
        start, end = run[0].start, run[-1].end
        number = _number(run, text, alone=_bare(text[:start] + text[end:]))
        if number is not None:
            parts += [text[at:start], number]
            at = end
    return "".join([*parts, text[at:]])


def _number(run: Sequence[Token], text: str, *, alone: bool) -> str | None:
    """The figures of a run, or None where it is no read-out number. `alone`: nothing else was said."""
    tokens = [token for token in run if token.kind != "gap"]
    digits = sum(len(token.reading) for token in tokens if token.kind == "sure")
    said = text[run[0].start : run[-1].end]
    pieces = _pieces(run)
    found = _reading(pieces[0])
    for piece in pieces[1:]:
        found = _retaken(found, piece)
    if _WHOLE.fullmatch(found):
        return found
    if not re.search(r"[^\d\s,，.、\-—~]", said):
        return None  # written in figures already
    if len(found) > LONGEST:
        return _several(run)
    shortest = 3 if alone or "幺" in said else SHORTEST
    return found if digits >= shortest and (len(pieces) > 1 or _grouped(run) or alone) else None


def _grouped(run: Sequence[Token]) -> bool:
    """Whether digits stand side by side: 一、二、三、四、五 is counting."""
    gaps = sum(one.kind == "gap" for one in run)
    return gaps < sum(one.kind == "sure" for one in run) / 2


def _pieces(run: Sequence[Token]) -> list[list[Token]]:
    """What lies between words of taking back."""
    pieces: list[list[Token]] = [[]]
    for token in run:
        if token.kind == "retake":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if any(token.kind == "sure" for token in piece)] or [[]]


def _reading(piece: Sequence[Token]) -> str:
    return "".join(token.reading for token in _read(piece))


def _read(piece: Sequence[Token]) -> Sequence[Token]:
    """The tokens that count: those of the one reading that is a whole number, else the plain ones.

    A reading that leaves out only what stands at its ends goes before one that leaves gaps.
    """
    tokens = [token for token in piece if token.kind != "gap"]
    plain = [token for token in tokens if token.surely]
    doubts = [at for at, token in enumerate(tokens) if token.kind == "maybe"]
    if _whole(plain) or not 0 < len(doubts) <= _DOUBTS:
        return plain
    readings = [
        [token for at, token in enumerate(tokens) if at not in left]
        for count in range(len(doubts) + 1)
        for left in combinations(doubts, count)
    ]
    whole = [reading for reading in readings if _whole(reading)]
    unbroken = [reading for reading in whole if _together(reading, tokens)]
    for those in (unbroken, whole):
        if len({"".join(token.reading for token in one) for one in those}) == 1:
            return those[0]
    return plain


def _whole(tokens: Sequence[Token]) -> bool:
    return bool(_WHOLE.fullmatch("".join(token.reading for token in tokens)))


def _together(reading: Sequence[Token], tokens: Sequence[Token]) -> bool:
    begin = tokens.index(reading[0])
    return list(reading) == list(tokens[begin : begin + len(reading)])


def _trimmed(run: Sequence[Token]) -> Sequence[Token]:
    """Without what at its ends turned out to be no digit (号码是 before, 吧 after)."""
    used = {token.start for piece in _pieces(run) for token in _read(piece)}
    places = [at for at, token in enumerate(run) if token.start in used]
    return run[places[0] : places[-1] + 1] if places else run


def _retaken(before: str, piece: Sequence[Token]) -> str:
    """A number begun again, or its last group said anew. What can't be told apart is left out: it was
    taken back, and the rest is asked for again."""
    after = _reading(piece)
    if _WHOLE.fullmatch(after):
        return after
    found: set[str] = set()
    for length in _LENGTHS:
        keep = length - len(after)
        whole = before[:keep] + after
        if 0 < keep < len(before) and _WHOLE.fullmatch(whole) and _near(before[keep:], after):
            found.add(whole)
    return found.pop() if len(found) == 1 else after


def _near(old: str, new: str) -> bool:
    """Whether the one may be a slip of the tongue for the beginning of the other."""
    return len(old) <= 8 and sum(a != b for a, b in zip(old, new, strict=False)) <= max(1, len(old) // 3)


def _several(run: Sequence[Token]) -> str | None:
    """Numbers said one after the other, each whole."""
    numbers, open_ = list[str](), ""
    for token in run:
        if token.kind in ("sure", "maybe"):
            open_ += token.reading
        elif _WHOLE.fullmatch(open_):
            numbers.append(open_)
            open_ = ""
    return "，".join([*numbers, open_]) if numbers and _WHOLE.fullmatch(open_) else None


def _runs(text: str) -> Iterator[list[Token]]:
    at = 0
    while at < len(text):
        run = _run(text, at)
        yield from [run] if len(run) > 1 else []
        at = run[-1].end if run else at + 1


def _run(text: str, start: int) -> list[Token]:
    """The run that begins here, ended by its last digit; empty where none begins."""
    run, at = list[Token](), start
    while found := _token().match(text, at):
        token = _as_token(found, text, run)
        if token is None:
            break
        run.append(token)
        at = token.end
    while run and run[-1].kind in ("gap", "retake"):
        run.pop()
    if sum(token.kind == "sure" for token in run) < 2 or run[0].kind in ("gap", "retake"):
        return []
    # 三千五: the number goes on as one
    return run if not re.match(r"[百千万亿](?!年)", text[run[-1].end :]) or len(run) > SHORTEST else []


def _as_token(found: re.Match[str], text: str, run: Sequence[Token]) -> Token | None:
    said, (start, end) = found[0], found.span()
    known = Said.shipped()
    if found["times"]:
        digit = known.digits[found["what"]]
        return Token("sure", digit * int(known.digits[found["times"]]), start, end)
    if found["digit"]:
        return Token("sure", known.digits[said], start, end)
    if found["retake"] or found["gap"]:
        return Token("retake" if found["retake"] else "gap", "", start, end) if run else None
    if said == "是" and not run and start:
        return None  # 号码是五零零…: a dropped digit must not be made up for by the verb
    within = bool(run) and run[-1].end == start and run[-1].kind != "gap"
    digit_next = text[end : end + 1] in known.digits
    if found["letter"]:
        return Token("maybe", known.letters.get(said, said).upper(), start, end, surely=bool(run))
    # between two digits it is one itself; at an end it may be
    return Token("maybe", known.alike[said], start, end, surely=within and digit_next)


@cache
def _token() -> re.Pattern[str]:
    known = Said.shipped()
    digit = f"[{''.join(known.digits)}]"
    return re.compile(
        rf"(?P<times>[两二三四五六2-6])个(?P<what>{digit})(?![十百千万个{''.join(known.digits)}]?[岁月十百千万个])"
        rf"|(?P<digit>{digit})|(?P<retake>{known.slip})"
        rf"|(?P<gap>{known.gap})|(?P<letter>{either(known.letters)}|[A-Za-z])|(?P<alike>[{''.join(known.alike)}])"
    )


def _bare(rest: str) -> bool:
    """Whether what stands around a number says nothing else."""
    return not re.sub(rf"{Said.shipped().gap}|[是的]", "", rest)
