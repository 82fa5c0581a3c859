"""Tesseract as Debian ships it, called as its manual says; only a benchmark compares with it."""

import os
import shutil
import subprocess
from collections.abc import Callable

_LANGUAGES = "chi_sim+eng"


def tesseract(threads: int) -> Callable[[bytes], int] | None:
    """Picture file → characters read; None where it, or its Chinese, is not installed."""
    command = shutil.which("tesseract")
    if command is None or "chi_sim" not in _run([command, "--list-langs"]).split():
        return None
    line = [command, "stdin", "stdout", "-l", _LANGUAGES]
    return lambda data: len(_run(line, data, threads))


def _run(command: list[str], data: bytes = b"", threads: int = 1) -> str:
    done = subprocess.run(  # noqa: S603 - found on the path, our own arguments
        command,
        input=data,
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": str(threads)},
    )
    return done.stdout.decode("utf-8", "replace")
