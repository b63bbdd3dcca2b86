"""The server for whoever writes: pages as they are made, a word when they change, what is wrong.

Pages are served as they lie on the disk, with one script added that waits for the word. Mistakes
stand at the top of every page until they are mended.
"""

from __future__ import annotations

import html
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editions.commands.serve import SiteHandler
from editions.errors import Problem

NEWS, SCRIPT, STYLE = "/__editions/news", "/__editions/live.js", "/__editions/live.css"
_SCRIPT = (
    b'"use strict";\nnew EventSource("/__editions/news").onmessage = () => location.reload();\n'
)
_STYLE = (
    b"#editions-mistakes{margin:0;padding:1rem;background:#fff3c4;color:#2b1d00;"
    b"font:1rem/1.5 monospace;white-space:pre-wrap;border-bottom:4px solid #b35900}"
)
#: In seconds; a silent connection would be closed by whatever lies between.
_BREATH = 15


@dataclass
class Bulletin:
    """What a browser shall know: how often the site has changed, and what is wrong with it now."""

    issue: int = 0
    mistakes: Sequence[Problem] = ()
    _news: threading.Condition = field(default_factory=threading.Condition)

    def publish(self, mistakes: Sequence[Problem] = ()) -> None:
        """Say that the site has changed, or that it could not be made."""
        with self._news:
            self.issue, self.mistakes = self.issue + 1, tuple(mistakes)
            self._news.notify_all()

    def wait_beyond(self, issue: int) -> int:
        """Wait a while for a later issue than one that is known; return the latest."""
        with self._news:
            self._news.wait_for(lambda: self.issue > issue, timeout=_BREATH)
            return self.issue


class LiveHandler(SiteHandler):
    """Serves pages with a script that reloads them, and what is wrong above them."""

    bulletin: Bulletin

    def do_GET(self) -> None:  # noqa: N802 - its name there
        """Answer with a page, a file, or the news."""
        address = self.path.partition("?")[0]
        if address == NEWS:
            self._send_news()
        elif address in (SCRIPT, STYLE):
            kind = "text/javascript" if address == SCRIPT else "text/css"
            self._send(_SCRIPT if address == SCRIPT else _STYLE, kind)
        elif (page := self._page()) is not None:
            self._send(self._with_news(page.read_bytes()), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        return page if page.suffix == ".html" and page.is_file() else None

    def _with_news(self, content: bytes) -> bytes:
        head = f'<script src="{SCRIPT}" defer></script><link rel="stylesheet" href="{STYLE}">'
        content = content.replace(b"</head>", f"{head}</head>".encode(), 1)
        # The policy of a page allows no connection; the news come over one.
        content = content.replace(
            b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1
        )
        if not self.bulletin.mistakes:
            return content
        told = "\n".join(str(mistake) for mistake in self.bulletin.mistakes)
        shown = f'<pre id="editions-mistakes" lang="en" dir="ltr">{html.escape(told)}</pre>'
        before, body, rest = content.partition(b"<body>")
        return before + body + shown.encode() + rest

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _send_news(self) -> None:
        """Keep the connection open and say when the site has changed (HTML, “Server-sent events”)."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        known = self.bulletin.issue
        try:
            while True:
                latest = self.bulletin.wait_beyond(known)
                self.wfile.write(b"data: changed\n\n" if latest > known else b": still here\n\n")
                self.wfile.flush()
                known = latest
        except OSError:  # the page is closed
            return
