"""Real servers, told what we write for them, send a small site as readers need it."""

from __future__ import annotations

import gzip
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest
from selectolax.lexbor import LexborHTMLParser

from commands.publishing import Published, folders
from conftest import make_tiny_site
from editions.commands.hosts import write_hosts
from editions.commands.verify import verify_copy
from editions.commands.workbench_machine import ROOT
from editions.files.policies import policies_below
from editions.model.content_policy import policy_of_hosts
from editions.model.hosts.lighttpd import lighttpd_files
from editions.model.hosts.observatory import score
from editions.model.hosts.table import ASK_AGAIN, CARRIED, FOR_EVER, Hosting
from hosts.servers import (
    LED_NOWHERE,
    LED_TO,
    ONION_HOST,
    Server,
    Start,
    apache,
    caddy,
    lighttpd,
    nginx,
)

pytestmark = pytest.mark.slow

SERVERS: dict[str, Start] = {"nginx": nginx, "apache": apache, "caddy": caddy, "lighttpd": lighttpd}
ONION = f"http://{ONION_HOST}"
PAGES = {
    f"{code}/{name}.md": f"Words of {name} in {code}. " * 40
    for code in ("en", "fr", "zh_Hans")
    for name in ("index", "help/index", "help/now")
} | {
    "en/about.md": "---\nTitle: About\nAliases: who/we-are.html, who-we-are/\n---\n\nWords.",
    "en/help/100% now $1.md": "---\nTitle: Now\nAliases: now.html\n---\n\nWords.",
}


@dataclass(frozen=True)
class Served:
    """A site at a server: below ``prefix`` there, and as files in ``folder``."""

    server: Server
    folder: Path
    prefix: str

    def file(self, pattern: str) -> str:
        """Return the path of the one file of the site that fits a pattern, or of the first."""
        return sorted(self.folder.glob(pattern))[0].relative_to(self.folder).as_posix()


@pytest.fixture(scope="module", params=["", "/site"])
def site(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """Publish a site and write what hosts are told; other users can read it, as servers are such."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = {
            **folders(folder),
            "SITEURL": f"https://example.org{request.param}",
            "ONION_ADDRESS": ONION,
        }
        made = Published(make_tiny_site(ROOT, folder, PAGES, **settings))
        assert made.publish(folder / f"www{request.param}") == 0
        assert write_hosts(settings=made.site.settings, output=str(folder / "hosts")) == 0
        for path in folder.rglob("*"):
            path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.is_dir() else 0))
        yield folder, request.param


@pytest.fixture(scope="module", params=SERVERS)
def served(request: pytest.FixtureRequest, site: tuple[Path, str]) -> Iterator[Served]:
    """Return the site at each server."""
    folder, prefix = site
    own = folder / request.param
    own.mkdir()
    with SERVERS[request.param](folder / "www", folder / "hosts" / request.param, own) as server:
        yield Served(server, folder / f"www{prefix}", prefix)


PATHS = {
    "a page": ("en/help/now.html", 200, "text/html; charset=utf-8"),
    "a folder": ("en/help/", 200, "text/html; charset=utf-8"),
    "the chooser": ("index.html", 200, "text/html; charset=utf-8"),
    "a style sheet": ("en/theme/*.css", 200, "text/css; charset=utf-8"),
    "a script": ("en/theme/*.js", 200, "(text|application)/javascript; charset=utf-8"),
    "a list": ("en/saved.json", 200, "application/json"),
    "a worker": ("en/sw.js", 200, "(text|application)/javascript; charset=utf-8"),
    "no page": ("en/nowhere.html", 404, "text/html; charset=utf-8"),
    "no theme file": ("en/theme/nowhere.css", 404, "text/html; charset=utf-8"),
    "no edition": ("xx/", 404, "text/html; charset=utf-8"),
}


def path_of(served: Served, name: str) -> str:
    written = PATHS[name][0]
    return f"{served.prefix}/{served.file(written) if '*' in written else written}"


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("accepted", ["br, gzip", "gzip", ""])
class TestEveryAnswer:
    def test_has_its_status_and_every_header_once(
        self, served: Served, name: str, accepted: str
    ) -> None:
        answer = served.server.ask(path_of(served, name), Accept_Encoding=accepted)
        assert answer.status == PATHS[name][1]
        policy = policy_of_hosts(policies_below(served.folder, without="packs"))
        wanted = {n.lower(): v for n, v in Hosting(policy, {}).headers.items()}
        assert {n: answer.headers.get(n) for n in wanted} == wanted
        assert score(answer.headers) == 130

    def test_has_the_type_of_what_it_holds(self, served: Served, name: str, accepted: str) -> None:
        answer = served.server.ask(path_of(served, name), Accept_Encoding=accepted)
        told = answer.headers["content-type"]
        assert re.match(PATHS[name][2].removesuffix("; charset=utf-8"), told)
        if "charset" in PATHS[name][2]:
            assert "charset=utf-8" in told.lower()

    def test_is_compressed_as_asked_for(self, served: Served, name: str, accepted: str) -> None:
        path = path_of(served, name)
        answer = served.server.ask(path, Accept_Encoding=accepted)
        best = next((e for e in served.server.encodings if e in accepted), None)
        plain = served.server.ask(path).body
        if answer.status == 200:
            assert answer.headers.get("content-encoding") == best
            assert "accept-encoding" in answer.headers["vary"].lower()
            local = path.removeprefix(f"{served.prefix}/")
            file = served.folder / (f"{local}index.html" if local.endswith("/") else local)
            assert plain == file.read_bytes()
        assert unpacked(answer.headers.get("content-encoding"), answer.body) == plain


def unpacked(encoding: str | None, body: bytes) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if encoding == "gzip" else body


def test_only_what_has_a_digest_in_its_name_is_kept_for_ever(served: Served) -> None:
    for name in PATHS:
        told = served.server.ask(path_of(served, name)).headers["cache-control"]
        assert told == (FOR_EVER if name in ("a style sheet", "a script") else ASK_AGAIN), name


@pytest.mark.parametrize("accepted", ["br, gzip", ""])
@pytest.mark.parametrize("name", ["a page", "a style sheet"])
def test_an_answer_that_nothing_changed_has_the_same_headers(
    served: Served, name: str, accepted: str
) -> None:
    path = path_of(served, name)
    before = served.server.ask(path, Accept_Encoding=accepted)
    again = served.server.ask(path, Accept_Encoding=accepted, If_None_Match=before.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    kept = {*Hosting("", {}).headers, "Cache-Control", "Vary", "ETag"}
    for told in map(str.lower, kept):
        assert again.headers.get(told) == before.headers[told], told


def test_every_file_is_sent_as_it_lies_there(served: Served) -> None:
    """But for pages at old addresses: in place of them a server leads on."""
    files = [path for path in served.folder.rglob("*") if path.is_file()]
    led_on = 0
    for path in files:
        if path == served.folder / ".htaccess":
            continue
        name = path.relative_to(served.folder).as_posix()
        answer = served.server.ask(f"{served.prefix}/{quote(name)}")
        if b'<meta http-equiv="refresh"' in path.read_bytes():
            led_on += 1
            assert answer.status == 301, name
        else:
            assert (answer.status, answer.body) == (200, path.read_bytes()), name
    assert led_on == 3 * 3


def test_a_file_to_carry_is_saved_and_a_word_that_there_is_none_is_shown(served: Served) -> None:
    packs = served.folder / CARRIED
    packs.mkdir(exist_ok=True)
    packs.chmod(0o755)
    (packs / "en.zip").write_bytes(b"PK")
    answer = served.server.ask(f"{served.prefix}/{CARRIED}/en.zip")
    assert (answer.status, answer.headers["content-disposition"]) == (200, "attachment")
    nowhere = served.server.ask(f"{served.prefix}/{CARRIED}/nowhere.zip")
    assert (nowhere.status, nowhere.headers.get("content-disposition")) == (404, None)


@pytest.mark.parametrize(("sent", "folder"), LED_TO.items())
def test_the_top_leads_to_the_edition_a_browser_asks_for(
    served: Served, sent: str, folder: str
) -> None:
    answer = served.server.ask(
        f"{served.prefix}/", Accept_Language=sent, Accept_Encoding="br, gzip"
    )
    assert answer.status == 302
    location = answer.headers["location"]
    assert location.removeprefix(f"http://127.0.0.1:{served.server.port}") == (
        f"{served.prefix}/{folder}/index.html"
    )
    assert "accept-language" in answer.headers["vary"].lower()
    assert answer.headers["cache-control"] == ASK_AGAIN
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("sent", LED_NOWHERE)
def test_the_top_is_the_chooser_for_other_languages(served: Served, sent: str) -> None:
    answer = served.server.ask(f"{served.prefix}/", Accept_Language=sent)
    assert (answer.status, answer.body) == (200, (served.folder / "index.html").read_bytes())
    assert "accept-language" in answer.headers["vary"].lower()


def test_no_other_page_depends_on_the_language(served: Served) -> None:
    for path in ("index.html", "en/index.html", "en/", "en/help/now.html"):
        answer = served.server.ask(f"{served.prefix}/{path}", Accept_Language="fr")
        assert answer.status == 200
        assert "accept-language" not in answer.headers.get("vary", "").lower()


@pytest.mark.parametrize("path", ["fr/nowhere.html", "fr/no/where/", "fr/help/nowhere"])
def test_what_does_not_exist_is_said_in_the_language_of_the_edition(
    served: Served, path: str
) -> None:
    answer = served.server.ask(f"{served.prefix}/{path}")
    assert (answer.status, answer.body) == (404, (served.folder / "fr/404.html").read_bytes())
    elsewhere = served.server.ask(f"{served.prefix}/nowhere.html")
    assert elsewhere.body == (served.folder / "404.html").read_bytes()


@pytest.mark.parametrize(
    ("path", "has_one"),
    [
        ("", True),
        ("index.html", True),
        ("en/", True),
        ("en/help/now.html", True),
        ("en/help/?from=%22x", True),
        ("en/saved.json", False),
        ("en/sw.js", False),
        ("en/nowhere.html", False),
        ("xx/", False),
    ],
)
@pytest.mark.parametrize("accepted", ["br, gzip", ""])
def test_pages_alone_say_where_they_lie_as_an_onion_service(
    served: Served, path: str, has_one: bool, accepted: str
) -> None:
    asked = f"{served.prefix}/{path}"
    answer = served.server.ask(asked, Accept_Encoding=accepted)
    assert answer.headers.get("onion-location") == (f"{ONION}{asked}" if has_one else None)
    if has_one and "?" not in path:
        page = path if path.endswith(".html") else f"{path}index.html"
        said = f'<meta http-equiv="onion-location" content="{ONION}{served.prefix}/{page}">'
        assert said.encode() in served.server.ask(asked).body


def test_the_same_files_are_an_onion_service(site: tuple[Path, str], tmp_path: Path) -> None:
    """Nothing there leads to https, or asks a browser to go by https only."""
    folder, prefix = site
    with nginx(folder / "www", folder / "hosts/nginx", tmp_path) as server:
        page = server.ask_as_tor_does(f"{prefix}/en/help/now.html")
        assert page.body == (folder / f"www{prefix}/en/help/now.html").read_bytes()
        assert "upgrade-insecure-requests" not in page.headers["content-security-policy"]
        links = LexborHTMLParser(page.body).css("a[href], script[src], link[rel=stylesheet]")
        addresses = [link.attributes.get("href") or link.attributes["src"] for link in links]
        assert addresses
        assert not [address for address in addresses if "://" in str(address)]
        top = server.ask_as_tor_does(f"{prefix}/", Accept_Language="fr")
        assert top.headers["location"] == f"{prefix}/fr/index.html"
        assert server.ask_as_tor_does(f"{prefix}/fr/nowhere.html").status == 404
        assert server.logged() == ""


@pytest.mark.parametrize("accepted", ["br, gzip", ""])
@pytest.mark.parametrize("folder", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("who/we-are.html", "about.html"),
        ("who-we-are/", "about.html"),
        ("who-we-are/index.html", "about.html"),
        ("now.html", "help/100%25%20now%20%241.html"),
    ],
)
def test_an_old_address_leads_to_the_new_one_for_good(
    served: Served, old: str, new: str, folder: str, accepted: str
) -> None:
    answer = served.server.ask(f"{served.prefix}/{folder}/{old}", Accept_Encoding=accepted)
    assert answer.status == 301
    location = answer.headers["location"]
    here = f"http://127.0.0.1:{served.server.port}"
    assert location.removeprefix(here) == f"{served.prefix}/{folder}/{new}"
    assert answer.headers["cache-control"] == ASK_AGAIN
    assert score(answer.headers) == 130
    assert served.server.ask(location.removeprefix(here)).status == 200
    near = served.server.ask(f"{served.prefix}/{folder}/{old.replace('.', 'x').rstrip('/')}x")
    assert near.status == 404


def test_lighttpd_starts_however_many_pages_were_renamed(tmp_path: Path) -> None:
    """What is too many for it is not redirected, but first of all it redirects to pages of help."""
    moved = {f"en/{n}.html": "en/help/a.html" if n % 5 == 0 else "en/a.html" for n in range(5000)}
    for name, text in lighttpd_files(Hosting("", {"en": "en"}, moved=moved)).items():
        (tmp_path / name).write_text(text)
    own = tmp_path / "own"
    own.mkdir()
    with lighttpd(tmp_path, tmp_path, own) as server:
        asked = [server.ask(f"/en/{n}.html").status for n in (4995, 1, 4999)]
        assert asked == [301, 301, 404]


def test_a_host_that_redirects_is_verified(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_copy(copy=f"http://127.0.0.1:{served.server.port}{served.prefix}") == 0
    assert capsys.readouterr().err == ""


def test_no_line_is_written_of_a_page_of_help(served: Served) -> None:
    asked = (
        "fr/now.html",
        "fr/help/now.html",
        "fr/help/",
        "fr/help/nowhere.html",
        "fr/help/now.html?from=x",
        "fr/%68elp/now.html",
        "fr/x/../help/now.html",
        "fr//help/now.html",
        "fr/./help/now.html",
    )
    for path in asked:
        for accepted in ("br, gzip", ""):
            served.server.ask(f"{served.prefix}/{path}", Accept_Encoding=accepted)
    served.server.ask(f"{served.prefix}/fr/index.html?seen=1")
    for _ in range(100):
        if "seen=1" in served.server.logged():
            break
        time.sleep(0.05)
    assert "seen=1" in served.server.logged()
    assert not re.search("help|%68elp", served.server.logged())
    # A copy that is packed, as ./inv verify asks for it, is asked for by no reader.
    assert not re.search(r"/now\.html(?!\.)", served.server.logged())
