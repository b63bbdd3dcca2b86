"""Serves a built site as a host does: compressed by brotli or gzip, whichever the browser takes."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

#: Pictures and the like are compressed already.
COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"}
WEEKS = 604800  # seconds


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder, at a port or at any that is free; give its address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Host(SimpleHTTPRequestHandler):
    """A host with its compression switched on."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed where that pays; a folder has no listing."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        coding = _coding(self.headers.get("Accept-Encoding", "")) if _pays(path) else ""
        body = _encoded(path, coding)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        if coding:
            self.send_header("Content-Encoding", coding)
        # Names of theme files carry a digest; pages may change.
        kept = path.parent.name == "theme" or path.parent.name == "icons"
        self.send_header("Cache-Control", f"max-age={WEEKS}, immutable" if kept else "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


def _pays(path: Path) -> bool:
    return path.suffix in COMPRESSED


def _coding(accepted: str) -> str:
    offered = {part.partition(";")[0].strip() for part in accepted.split(",")}
    return next((coding for coding in ("br", "gzip") if coding in offered), "")


@cache
def _encoded(path: Path, coding: str) -> bytes:
    content = path.read_bytes()
    if coding == "br":
        return bytes(brotli.compress(content, quality=11))
    return gzip.compress(content, 9, mtime=0) if coding == "gzip" else content
