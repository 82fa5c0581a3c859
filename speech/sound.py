"""Which bytes may go to a decoder, and to which: FFmpeg also opens playlists, which name other files and
addresses."""

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


def is_sound(data: bytes) -> bool:
    """Whether the bytes begin like a container or stream that carries sound itself."""
    return kind_of(data) is not None
