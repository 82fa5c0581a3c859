"""Which bytes may go to a decoder: FFmpeg also opens playlists, which name other files and addresses."""

MAGIC = (
    (0, b"RIFF"),
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"ID3"),
    (0, b"\x1aE\xdf\xa3"),  # Matroska and WebM, what browsers record
    (4, b"ftyp"),  # MP4 and M4A, what Safari records
    (0, b"caff"),
    (0, b"FORM"),
    (0, b"#!AMR"),
)


def is_sound(data: bytes) -> bool:
    """Whether the bytes begin like a container or stream that carries sound itself."""
    if any(data[at : at + len(magic)] == magic for at, magic in MAGIC):
        return True
    # A bare MP3 or AAC stream begins with eleven set bits.
    return len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0
