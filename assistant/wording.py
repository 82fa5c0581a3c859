"""How words stand in a message: loosened of punctuation and politeness, and with an eye on negation."""

import re
import unicodedata
from typing import Literal

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: [\u4e00-\u9fff](?![\u4e00-\u9fff])){2,}")
_SET_APART = re.compile(r"[\u4e00-\u9fff](?:[-_.·*|/~+][\u4e00-\u9fff](?![\u4e00-\u9fff])){3,}")
"""单.个.的.字: letters set apart one by one, as nobody writes"""
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝ" + "АВЕКМНОРСТХІЈЅ" + "οανικρτυ", "aeopcyxijshdqw" + "ABEKMHOPCTXIJS" + "oavikptu"
)
"""Cyrillic and Greek letters that are drawn like Latin ones"""
_KEPT = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f，。！？；：（）、～]")
"""Left as written: compatibility ideographs stand in people's names; Chinese punctuation is no trick."""
_LOOSE = re.compile(r"[\s,，.。!！?？;；:：、~～…\"'“”‘’「」()（）]+")
_NEGATION = re.compile(
    r"(?:没有|没得|没|不是|并不是|并非|不|未|莫|无)(?:被|给|搞|弄|把|有|是|算|去|来|真的|真)?$"
)

Mention = Literal["said", "denied"]


def normalise(text: str) -> str:
    """Undoes look-alike characters and removes invisible ones, so that later steps see what a reader sees."""
    shown = _CONTROL.sub(" ", _HIDDEN.sub("", text))
    folded = "".join(c if _KEPT.match(c) else unicodedata.normalize("NFKC", c) for c in shown)
    single = re.sub(r"[ \t\r\f\v]+", " ", unicodedata.normalize("NFC", folded)).strip()
    together = _SPACED.sub(lambda letters: letters[0].replace(" ", ""), single)
    return _SET_APART.sub(lambda letters: re.sub(r"[-_.·*|/~+]", "", letters[0]), together)


def hidden_text(text: str) -> str:
    """What is written in tag characters, which no screen shows; empty for all honest messages."""
    return "".join(chr(ord(c) - 0xE0000) for run in _TAGS.findall(text) for c in run)


def plain_letters(text: str) -> str:
    """The text with letters of other alphabets as the Latin ones that they are drawn like."""
    return text.translate(_LOOK_ALIKE)


def loose(text: str) -> str:
    """The message without punctuation and spaces, lower case: what control words are compared with."""
    return _LOOSE.sub("", text).lower()


def mention(text: str, phrase: str) -> Mention | None:
    """Whether `phrase` stands in `text`, and if so whether it is denied (没丢). A plain mention wins."""
    found: Mention | None = None
    start = text.find(phrase)
    while phrase and start >= 0:
        if not _NEGATION.search(text[max(0, start - 5) : start]):
            return "said"
        found = "denied"
        start = text.find(phrase, start + 1)
    return found


def mentions(text: str, phrases: tuple[str, ...] | list[str]) -> Mention | None:
    """The strongest mention of any phrase."""
    found = [mention(text, phrase) for phrase in phrases]
    return "said" if "said" in found else "denied" if "denied" in found else None
