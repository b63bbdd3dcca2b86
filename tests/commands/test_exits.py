"""The visit to the addresses of exits, with a server of our own in the part of the web."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from editions.commands.exits import LIGHT, problems_of, weight_or_fault

ANSWERS = {
    "/light": (200, b"x" * 900),
    "/heavy": (200, b"x" * (LIGHT + 5000)),
    "/gone": (404, b"no"),
    "/moved": (301, b""),
}


class _Web(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = ANSWERS[self.path]
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/light")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:  # whoever asks has read enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_light_page_is_weighed(web: str) -> None:
    assert weight_or_fault(f"{web}/light") == 900


def test_what_is_wrong_is_told_with_the_locales_it_is_set_for(web: str) -> None:
    exits = {"en": "/light", "fr": "/heavy", "es": "/gone", "ar": "/moved", "pt": "/gone"}
    found = {path: weight_or_fault(web + path) for path in set(exits.values())}
    told = sorted(str(problem).splitlines()[0] for problem in problems_of(exits, found))
    assert told == [
        "EXIT_ADDRESSES in the settings, 'ar': /moved leads on to /light.",
        "EXIT_ADDRESSES in the settings, 'es', 'pt': /gone answers 404.",
        "EXIT_ADDRESSES in the settings, 'fr': /heavy sends more than 100 kB.",
    ]


def test_an_address_where_nobody_answers_is_told(web: str) -> None:
    port = int(web.rpartition(":")[2])
    said = weight_or_fault(f"http://127.0.0.1:{port - 1 or 1}/")
    assert isinstance(said, str)
    assert said.startswith("cannot be reached: ")
