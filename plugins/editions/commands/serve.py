"""Looking at the site: served on this machine only, as a host would, or rebuilt while one writes."""

from __future__ import annotations

import http.server
from functools import partial
from pathlib import Path

from editions.commands.console import CALLED_WRONGLY, FINE, complain, report, say
from editions.errors import SiteError
from editions.files.paths import shown
from editions.hooks.settings import read_site

HERE = "127.0.0.1"


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: no listings, and the 404 page of the edition."""

    extensions_map = {  # noqa: RUF012 - as in the class above it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - its name there
        """Answer 404 for a folder without an index: a listing is nothing for readers."""
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the page of the edition the address lies in, else with the site's."""
        page = self._page_for_404() if code == 404 else None
        if page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _page_for_404(self) -> Path | None:
        root = Path(self.directory)
        first = self.path.lstrip("/").partition("/")[0]
        candidates = (root / first / "404.html", root / "404.html")
        return next((page for page in candidates if page.is_file()), None)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: what is served where is said once, at the start."""


def serve_site(*, port: int, output: str = "") -> int:
    """Serve a built site until Ctrl-C; return the exit status."""
    try:
        folder = read_site("pelicanconf.py", OUTPUT_PATH=output).output
    except SiteError as error:
        return report(error.problems)
    if not (folder / "index.html").is_file():
        complain(f"{shown(folder)}: there is no built site here.\n  Run ./inv build first.")
        return CALLED_WRONGLY
    try:
        server = http.server.ThreadingHTTPServer(
            (HERE, port), partial(SiteHandler, directory=str(folder))
        )
    except OSError as error:
        complain(f"port {port}: {error.strerror}.\n  Choose another with --port.")
        return CALLED_WRONGLY
    say(f"http://{HERE}:{server.server_port}/ serves {shown(folder)}; Ctrl-C ends it")
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")
    return FINE
