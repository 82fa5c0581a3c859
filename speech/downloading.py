"""One file over HTTP: goes on where a line broke, and is checked before anybody sees it."""

import re
from collections.abc import Callable
from hashlib import sha1
from pathlib import Path

import httpx

from speech.errors import ModelFetchError
from speech.models import BLOCK, Part, digest

Progress = Callable[[str, int, int | None], None]
"""Hears a file's name, its bytes so far, and all of them where known."""

FROM_THERE, NOTHING_LEFT = 206, 416
TRIES = 4
"""A line that breaks is tried again from where it broke."""
QUIET = 30.0
"""Seconds without a byte until a line counts as broken."""
PLENTY = 8 * 1024**3
"""No file of a model is larger."""
HOPELESS = (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL)
"""Nobody is there: trying again at once changes nothing."""


def download(url: str, part: Part, target: Path, progress: Progress) -> None:
    """Into `target`, by way of `<target>.part`, which an interruption leaves. Raises `ModelFetchError`."""
    if target.is_file() and part.sha256 and digest(target) == part.sha256:
        return
    half = target.with_name(target.name + ".part")
    stated = _all_of(url, part, half, progress)
    if part.size is not None and half.stat().st_size != part.size:
        size = half.stat().st_size
        half.unlink()
        raise ModelFetchError(
            f"{url} has {size} bytes and not {part.size}: it is another file; try --from a mirror"
        )
    wrong = _differs(half, part.sha256 or stated)
    if wrong:
        half.unlink()
        raise ModelFetchError(
            f"{url} is not the file it should be ({wrong}): it was thrown away; fetch it again"
        )
    half.replace(target)


def _all_of(url: str, part: Part, half: Path, progress: Progress) -> str | None:
    """Until the last byte; the digest that the server states, if any."""
    for last in (*[False] * (TRIES - 1), True):
        try:
            return _some_of(url, part, half, progress)
        except httpx.HTTPStatusError as error:
            raise ModelFetchError(
                f"{url} answers {error.response.status_code}: try --from a mirror that has it"
            ) from error
        except (httpx.TransportError, httpx.InvalidURL, httpx.TooManyRedirects) as error:
            if last or isinstance(error, HOPELESS):
                raise ModelFetchError(
                    f"no connection to {url} ({type(error).__name__}): check the network, try a mirror"
                    " (--from), or bring the files from elsewhere (`yuxiaozhi models list` names them)"
                ) from error
    raise AssertionError("the last try returns or raises")


def _some_of(url: str, part: Part, half: Path, progress: Progress) -> str | None:
    begun = half.stat().st_size if half.is_file() else 0
    asked = (
        {"Range": f"bytes={begun}-", "Accept-Encoding": "identity"}
        if begun
        else {"Accept-Encoding": "identity"}
    )
    with httpx.stream("GET", url, headers=asked, follow_redirects=True, timeout=QUIET) as answer:
        if answer.status_code == NOTHING_LEFT:
            # All of it is there already, or what is there is longer than the file: the check tells.
            return _stated(answer)
        answer.raise_for_status()
        if answer.status_code != FROM_THERE:
            begun = 0
        length = answer.headers.get("Content-Length")
        whole = part.size or (begun + int(length) if length else None)
        with half.open("ab" if begun else "wb") as written:
            for block in answer.iter_bytes():  # as they come: what broke off is kept to the last byte
                begun += len(block)
                if begun > PLENTY:
                    raise ModelFetchError(f"{url} does not end: it is no speech model")
                written.write(block)
                progress(part.name, begun, whole)
        return _stated(answer)


def _stated(answer: httpx.Response) -> str | None:
    """What Hugging Face says of a file: the SHA-256 of a large one, before it redirects, or a Git blob."""
    for one in (*answer.history, answer):
        for header in ("X-Linked-ETag", "ETag"):
            tag = one.headers.get(header, "").removeprefix("W/").strip('"')
            if re.fullmatch(r"[0-9a-f]{64}|[0-9a-f]{40}", tag):
                return tag
    return None


def _differs(file: Path, expected: str | None) -> str:
    """ "" when the file is what `expected` says: SHA-256, or 40 digits as Git names it."""
    if expected is None:
        return ""
    found = digest(file) if len(expected) == 64 else _blob(file)
    return "" if found == expected else f"checksum {found[:12]}…, expected {expected[:12]}…"


def _blob(file: Path) -> str:
    made = sha1(f"blob {file.stat().st_size}\0".encode(), usedforsecurity=False)
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            made.update(block)
    return made.hexdigest()
