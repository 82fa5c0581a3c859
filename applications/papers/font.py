"""The typeface of our papers: Noto Sans SC (SIL Open Font License), which knows rare characters of names.

It is kept packed (4.5 MB); fpdf2 wants a file, so the first paper of a process unpacks it.
"""

import lzma
from atexit import register
from functools import cache
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp


@cache
def typeface() -> Path:
    """The unpacked TrueType file; it goes when the process ends."""
    packed = files("applications.papers").joinpath("fonts/NotoSansSC-Regular.ttf.xz").read_bytes()
    folder = Path(mkdtemp(prefix="yuxiaozhi-font-"))
    register(rmtree, folder, ignore_errors=True)
    unpacked = folder / "NotoSansSC-Regular.ttf"
    unpacked.write_bytes(lzma.decompress(packed))
    return unpacked
