"""Writing with the site beside it: what is saved is there at once, and a mistake until it is mended."""

from __future__ import annotations

import http.client
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from commands.test_incremental import built_from_nothing, tree_of
from commands.translators import with_folders
from editions.commands.build import build_site
from editions.commands.live_server import NEWS, Bulletin, LiveHandler
from editions.commands.livereload import Workshop
from editions.errors import Problem
from editions.hooks.settings import read_site
from editions.model.content_policy import policy_of_pages
from sites import TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
PAGES = {
    "en/index.md": "Welcome to [a](guide/a.md).",
    "en/guide/a.md": "## First\n\nSome words.",
    "en/guide/b.md": "See [a](a.md#first).",
    "fr/index.md": "Bienvenue.",
    "fr/guide/a.md": "## Premier\n\nDes mots.",
}


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    return with_folders(tiny_site(PAGES))


@pytest.fixture
def workshop(site: TinySite) -> Iterator[Workshop]:
    """Return a workshop that has built everything once."""
    made = Workshop(Path(site.settings), read_site(site.settings))
    made.build_all()
    yield made
    made.stop_looking()


def save(site: TinySite, workshop: Workshop, name: str, text: str) -> None:
    site.write({name: text})
    workshop.saved({site.content / name})


def settled(workshop: Workshop) -> None:
    """Wait for the whole build that runs beside."""
    assert workshop.looking is not None
    workshop.looking.join(20)


@pytest.mark.slow
def test_a_changed_text_is_made_by_itself(
    site: TinySite, workshop: Workshop, capsys: Capture
) -> None:
    before = {p: p.stat().st_mtime_ns for p in site.output.rglob("*.html")}
    save(site, workshop, "fr/guide/a.md", "## Premier\n\nD'autres mots.")
    changed = [p for p, date in before.items() if p.stat().st_mtime_ns != date]
    assert [p.name for p in changed] == ["a.html"]
    assert "autres mots" in site.html("fr/guide/a.html")
    assert "made in" in capsys.readouterr().out
    assert workshop.looking is None
    # The ledger knows it: a whole build has nothing to do.
    assert build_site(settings=site.settings) == 0
    assert "fr       3 pages, 1 borrowed, 0 rendered" in capsys.readouterr().out
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
def test_what_follows_from_a_text_is_built_beside(site: TinySite, workshop: Workshop) -> None:
    save(site, workshop, "en/guide/b.md", "See [a](a.md#first), please.")
    assert "please" in site.html("en/guide/b.html")
    settled(workshop)
    assert "please" in site.html("fr/guide/b.html")  # borrowed there
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("en/guide/a.md", "---\nTitle: Another\n---\n\n## First\n\nSome words."),
        ("en/guide/a.md", "## First\n\nSome words.\n\n## Second\n\nMore."),
        ("fr/guide/new.md", "Nouveau."),
    ],
)
def test_what_changes_other_pages_is_built_whole(
    site: TinySite, workshop: Workshop, name: str, text: str
) -> None:
    save(site, workshop, name, text)
    assert workshop.looking is None
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
def test_a_row_of_saves_ends_in_the_site_a_clean_build_makes(
    site: TinySite, workshop: Workshop
) -> None:
    for number in range(4):
        mark = "x" * (number + 1)
        save(site, workshop, "en/guide/b.md", f"See [a](a.md#first) {mark}.")
        save(site, workshop, "fr/guide/a.md", f"## Premier\n\nDes mots {mark}.")
    save(site, workshop, "en/guide/b.md", "See [a](a.md#first) at last.")
    settled(workshop)
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
def test_a_mistake_stays_until_it_is_mended(
    site: TinySite, workshop: Workshop, capsys: Capture
) -> None:
    save(site, workshop, "fr/guide/a.md", "## Premier\n\n[rien](rien.md)")
    assert "rien.md" in capsys.readouterr().err
    assert ["rien.md" in str(mistake) for mistake in workshop.bulletin.mistakes] == [True]
    assert "Des mots" in site.html("fr/guide/a.html")
    save(site, workshop, "fr/guide/a.md", "## Premier\n\nDes mots justes.")
    assert not workshop.bulletin.mistakes
    assert "justes" in site.html("fr/guide/a.html")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[tuple[Bulletin, http.client.HTTPConnection]]:
    (tmp_path / "a.html").write_text("<head></head><body><p>A</p></body>")
    bulletin = Bulletin()
    handler = type("Handler", (LiveHandler,), {"bulletin": bulletin})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(handler, directory=str(tmp_path))
    )
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield bulletin, http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    server.shutdown()
    server.server_close()


def test_pages_are_served_with_what_is_wrong_above_them(
    connection: tuple[Bulletin, http.client.HTTPConnection],
) -> None:
    bulletin, client = connection

    def page() -> str:
        client.request("GET", "/a.html")
        return client.getresponse().read().decode()

    assert "<body><p>A</p>" in page()
    assert "/__editions/live.js" in page()
    bulletin.publish([Problem("fr/a.md:3", "this <b> is wrong.", "Mend it.")])
    assert "fr/a.md:3: this &lt;b&gt; is wrong." in page()
    bulletin.publish()
    assert "is wrong" not in page()


def test_a_browser_hears_that_something_has_changed(
    connection: tuple[Bulletin, http.client.HTTPConnection],
) -> None:
    bulletin, client = connection
    client.request("GET", NEWS)
    answer = client.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    time.sleep(0.1)
    bulletin.publish()
    assert answer.readline() == b"data: changed\n"


def test_the_policy_of_a_page_lets_the_news_through(
    connection: tuple[Bulletin, http.client.HTTPConnection], tmp_path: Path
) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of_pages()}">'
    (tmp_path / "b.html").write_text(f"<html><head>{policy}</head><body></body></html>")
    client = connection[1]
    client.request("GET", "/b.html")
    assert "default-src 'none'; connect-src 'self';" in client.getresponse().read().decode()
