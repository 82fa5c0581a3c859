"""Which bytes may go to a decoder, and to which: FFmpeg also opens playlists, which name other files and
addresses."""

from typing import Literal

MAGIC = (
    (0, b"RIFF", "wav"),
    (0, b"OggS", "ogg"),
    (0, b"fLaC", "flac"),
    (0, b"ID3", "mp3"),
    (0, b"\x1aE\xdf\xa3", "matroska"),  # and WebM, what browsers record
    (4, b"ftyp", "mov"),  # MP4 and M4A, what Safari records; 3GP of older telephones
    (0, b"caff", "caf"),
    (0, b"FORM", "aiff"),
    (0, b"#!AMR", "amr"),
)
SHORT, LONG = 4, 8
"""bytes of a size"""
CHUNKS: dict[str, tuple[int, Literal["little", "big"], int, bytes]] = {
    "wav": (12, "little", SHORT, b"data"),
    "aiff": (12, "big", SHORT, b"SSND"),
    "caf": (8, "big", LONG, b"data"),
}
"""Where the first chunk begins, how its size is written, and the chunk that has the sound."""


def kind_of(data: bytes) -> str | None:
    """FFmpeg's name of the container or stream whose beginning this is; None for what carries no sound
    itself."""
    for at, magic, kind in MAGIC:
        if data[at : at + len(magic)] == magic:
            return kind
    # A bare MP3 or AAC stream begins with eleven set bits; AAC has no layer.
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0:
        return "aac" if data[1] & 0xF6 == 0xF0 else "mp3"
    return None


def honest(data: bytes, kind: str) -> bool:
    """Whether the chunks of a container are no longer than the file. FFmpeg makes room for what a chunk says
    of itself, gigabytes too, before it reads; the sound itself, often left open, it reads piece by piece."""
    if kind not in CHUNKS:
        return True
    at, order, width, sound = CHUNKS[kind]
    while at + 4 + width <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 4 + width], order)
        at += 4 + width + size + (size & 1 if width == SHORT else 0)
        if at > len(data) + 1:
            return name == sound
    return True
