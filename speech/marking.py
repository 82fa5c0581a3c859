"""Metadata in a WAV: players skip what they don't know, so that it sounds as before."""

import struct

HEAD = 12
"""bytes of `RIFF`, the size of the rest, `WAVE`"""


def marked(sound: bytes, field: str, value: str) -> bytes:
    """`sound` with a `LIST INFO` chunk at its end that holds `value` under the four letters of `field`.

    What is no RIFF WAVE is given back as it is.
    """
    if len(sound) < HEAD or sound[:4] != b"RIFF" or sound[8:HEAD] != b"WAVE":
        return sound
    info = _chunk(b"LIST", b"INFO" + _chunk(field.encode("ascii"), value.encode() + b"\0"))
    body = sound[8:] + (b"\0" if len(sound) % 2 else b"") + info
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, data: bytes) -> bytes:
    """Chunks begin at even places."""
    return name + struct.pack("<I", len(data)) + data + (b"\0" if len(data) % 2 else b"")
