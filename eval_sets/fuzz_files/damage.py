"""Ways to damage a file. Pure: the same generator state gives the same damage."""

import random
import re
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence

from eval_sets.fuzz_files.samples import samples

Damage = Callable[[bytearray, random.Random], None]

_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_NUMBERS = (
    b"0",
    b"-1",
    b"99999999",
    b"4294967295",
    b"2147483648",
    b"1e39",
    b"0.0000001",
    b"[",
    b"null",
    b"1 0 R",
)
_HEADS = (
    b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"MM\0*", b"BM",
    b"PK\x03\x04", b"RIFF\xff\xff\xff\xffWEBPVP8L", b"\0\0\0\x18ftypheic", b"\0\0\0\x18ftypavif",
    b"<svg xmlns=''>", b"<!doctype html>",
)  # fmt: skip


def flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def cut_out(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 200)]


def wipe(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    stop = min(start + chance.randrange(1, 300), len(data))
    data[start:stop] = bytes([chance.choice((0, 0xFF))]) * (stop - start)


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randrange(1, 400)] * chance.choice((1, 2, 50))


def splice(data: bytearray, chance: random.Random) -> None:
    """A piece of another file in the middle of this one."""
    other = chance.choice(list(samples().values()))
    start, at = chance.randrange(len(other)), chance.randrange(len(data))
    data[at : at + chance.choice((0, 30, 300))] = other[start : start + chance.randrange(1, 600)]


def lie_in_number(data: bytearray, chance: random.Random) -> None:
    """An extreme where a length, a size or an offset may stand; more often near the beginning."""
    size = chance.choice((1, 2, 4))
    reach = chance.choice((32, 200, len(data)))
    at = chance.randrange(min(reach, len(data)))
    value = chance.choice(_EXTREMES) & (256**size - 1)
    data[at : at + size] = value.to_bytes(size, chance.choice(("big", "little")))


def lie_in_text(data: bytearray, chance: random.Random) -> None:
    """An extreme for one of the numbers written out in a PDF."""
    numbers = list(re.finditer(rb"\d+", data[:20_000]))
    if numbers:
        found = chance.choice(numbers)
        data[found.start() : found.end()] = chance.choice(_NUMBERS)


def false_head(data: bytearray, chance: random.Random) -> None:
    """Another format's beginning, in place of the own or before it."""
    head = chance.choice(_HEADS)
    data[: chance.choice((0, len(head)))] = head


def honest_png(data: bytearray, chance: random.Random) -> None:
    """Damage inside a PNG's chunk, with a checksum that fits: else no decoder looks further."""
    chunks = _chunks(data) if data.startswith(b"\x89PNG") else []
    if not chunks:
        return flip_bits(data, chance)
    at = chance.choice(chunks)
    length = int.from_bytes(data[at : at + 4], "big")
    if length:
        data[at + 8 + chance.randrange(length)] = chance.randrange(256)
    body = bytes(data[at + 4 : at + 8 + length])
    data[at + 8 + length : at + 12 + length] = struct.pack(">I", zlib.crc32(body))
    if chance.random() < 0.3:
        data[at:at] = data[at : at + 12 + length] * chance.choice((1, 3))
    return None


def _chunks(data: bytearray) -> Sequence[int]:
    """Where the whole chunks begin; a file damaged before may have none."""
    found, at = list[int](), 8
    while (end := at + 12 + int.from_bytes(data[at : at + 4], "big")) <= len(data):
        found.append(at)
        at = end
    return found


WAYS: Mapping[str, Damage] = {
    way.__name__: way
    for way in (
        flip_bits, cut_off, cut_out, wipe, repeat, splice, lie_in_number, lie_in_text, false_head, honest_png
    )
}  # fmt: skip


def damaged(seed: int, number: int) -> tuple[str, bytes]:
    """The damaged file of that number: what was done to which sample, and the bytes."""
    chance = random.Random(f"{seed}:{number}")
    name = chance.choice(list(samples()))
    data, done = bytearray(samples()[name]), list[str]()
    for _ in range(chance.choice((1, 1, 2, 3))):
        if data:
            way = chance.choice(list(WAYS))
            WAYS[way](data, chance)
            done.append(way)
    return f"{name}: {', '.join(done)}", bytes(data)
