"""A publisher on this machine: files by path, with ranges, redirects, stated digests and lines that break."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Mirror:
    """`breaks`: bytes after which the next answers end early; `asked`: path and range of each request."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    stated: dict[str, str] = field(default_factory=dict[str, str])
    redirects: dict[str, str] = field(default_factory=dict[str, str])
    breaks: list[int] = field(default_factory=list[int])
    ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    url: str = ""


@contextmanager
def serving() -> Generator[Mirror]:
    mirror = Mirror()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, mirror)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    mirror.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield mirror
    finally:
        server.shutdown()
        server.server_close()


def answer(to: BaseHTTPRequestHandler, mirror: Mirror) -> None:
    path, wanted = to.path, to.headers.get("Range", "")
    mirror.asked.append((path, wanted))
    if path in mirror.redirects:
        to.send_response(302)
        to.send_header("Location", mirror.redirects[path])
        to.send_header("X-Linked-ETag", f'"{mirror.stated.get(path, "")}"')
        to.send_header("Content-Length", "0")
        to.end_headers()
        return
    data = mirror.files.get(path)
    begun = int(wanted.removeprefix("bytes=").rstrip("-") or 0) if mirror.ranges else 0
    if data is None or (begun and begun >= len(data)):
        to.send_error(404 if data is None else 416)
        return
    to.send_response(206 if begun else 200)
    to.send_header("Content-Length", str(len(data) - begun))
    if path in mirror.stated:
        to.send_header("ETag", f'W/"{mirror.stated[path]}"')
    to.end_headers()
    upto = begun + mirror.breaks.pop(0) if mirror.breaks else len(data)
    to.wfile.write(data[begun:upto])
