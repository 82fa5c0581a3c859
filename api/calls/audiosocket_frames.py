"""AudioSocket's frames: a kind, a length, a payload, as https://docs.asterisk.org describes them."""

from collections.abc import Iterator
from dataclasses import dataclass

HANG_UP, ID, KEY, ERROR = 0x00, 0x01, 0x03, 0xFF
HEADER = 3
RATES = {
    0x10: 8_000, 0x11: 12_000, 0x12: 16_000, 0x13: 24_000, 0x14: 32_000,
    0x15: 44_100, 0x16: 48_000, 0x17: 96_000, 0x18: 192_000,
}  # fmt: skip
"""kind → hertz of 16-bit little-endian sound. Every Asterisk sends 8 kHz, newer ones the others."""
KINDS = {HANG_UP, ID, KEY, ERROR, *RATES}


@dataclass(frozen=True, slots=True)
class Frame:
    kind: int
    payload: bytes = b""

    def dump(self) -> bytes:
        return bytes((self.kind,)) + len(self.payload).to_bytes(2, "big") + self.payload


class Frames:
    """Bytes as they come, cut into frames. A length has two bytes: no frame is beyond 64 KB."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        self._held += data
        while len(self._held) >= HEADER:
            end = HEADER + int.from_bytes(self._held[1:HEADER], "big")
            if len(self._held) < end:
                return
            frame = Frame(self._held[0], bytes(self._held[HEADER:end]))
            del self._held[:end]
            yield frame
