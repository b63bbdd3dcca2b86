"""Walks through the site in a browser and writes down what goes wrong on the way."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response
from selectolax.lexbor import LexborHTMLParser

#: What a page looks like to a script: its links, and whether the style sheet has reached it.
_LOOK = """() => ({
  links: [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0]),
  heading: document.querySelector('h1')?.innerText.trim() ?? '',
  font: getComputedStyle(document.body).fontFamily,
  margin: getComputedStyle(document.body).marginTop,
})"""

#: The walk goes on before a browser has fetched the icon, which no page waits for.
_LEFT_TOO_SOON = "net::ERR_ABORTED"


#: Pages made one for each country.
_COUNTRY_PAGE = re.compile(r"/help/([a-z]{2})\.html$")


@dataclass
class Walk:
    """What was seen on a walk; addresses are paths from the top of the site."""

    start: str
    opened: dict[str, dict[str, object]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def place(self, address: str) -> str:
        """Return the path of an address from the top of the site, decoded."""
        return unquote(address.removeprefix(self.start))


def walk_from(page: Page, start: str, wanted: Collection[str]) -> Walk:
    """Follow the links to wanted pages from the top page on, and return what was seen.

    ``start`` is the address of the top of the site and ends in a slash.
    """
    walk = Walk(start)
    watch(page, walk)
    ahead = deque([f"{start}index.html"])
    known = set(ahead)
    while ahead:
        address = ahead.popleft()
        page.goto(address)
        look = page.evaluate(_LOOK)
        walk.opened[walk.place(address)] = look
        for link in look["links"]:
            inside = link.startswith(start) and not link.endswith(".xml")
            if inside and link not in known and walk.place(link) in wanted:
                known.add(link)
                ahead.append(link)
    return walk


def watch(page: Page, walk: Walk) -> None:
    """Write down what a page complains of, cannot load, or asks of other hosts."""
    home = urlsplit(walk.start)

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            walk.complaints.append(f"{walk.place(page.url)}: {message.text}")

    def look_at_request(request: Request) -> None:
        asked = urlsplit(request.url)
        if (asked.scheme, asked.netloc) != (home.scheme, home.netloc):
            walk.strangers.append(f"{walk.place(page.url)}: {request.url}")

    def look_at_response(response: Response) -> None:
        if response.status >= 400:
            walk.failures.append(f"{walk.place(page.url)}: {response.status} {response.url}")

    def look_at_failure(request: Request) -> None:
        if request.failure != _LEFT_TOO_SOON:
            walk.failures.append(f"{walk.place(page.url)}: {request.failure} {request.url}")

    page.on("console", listen)
    page.on("pageerror", lambda error: walk.complaints.append(f"{page.url}: {error}"))
    page.on("request", look_at_request)
    page.on("requestfailed", look_at_failure)
    page.on("response", look_at_response)


def is_visited(address: str) -> bool:
    """Tell whether a page is opened in the browser: of the pages of countries, some are.

    They are made from one pattern: a country with much, with little, with nothing, and one whose name
    is long. All of them are read without a browser in ``tests/shipped``.
    """
    if address.endswith("not-saved.html"):  # no page leads to it: the worker of saved pages does
        return False
    country = _COUNTRY_PAGE.search(address)
    return country is None or country[1] in ("ke", "th", "aq", "gs")


def pages_of(folder: Path) -> list[str]:
    """Return the paths of the pages of a built site that are opened in the browser."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(path for path in paths if is_visited(path))


def editions_of(folder: Path) -> list[str]:
    """Return the folders of the editions of a built site."""
    return sorted(path.parent.name for path in folder.glob("*/index.html"))


def sample_of(folder: Path, size: int = 6) -> list[str]:
    """Return pages enough to see what a browser makes of the site.

    Of each folder the longest, and its own page; where many pages are made from data, one is as
    good as another. All pages are looked at, without a browser, by ``tests/shipped``.
    """
    chosen: set[str] = set()
    folders = itertools.groupby(pages_of(folder), key=posixpath.dirname)
    for _, paths in folders:
        longest = sorted(paths, key=lambda path: -(folder / path).stat().st_size)
        chosen |= {*longest[:size], *(p for p in longest if p.endswith(("index.html", "404.html")))}
    return sorted(chosen)


def one_of_each_kind(folder: Path) -> list[str]:
    """Return few pages that have everything there is: each component inside of each other.

    Chosen for each edition by itself, longest first. So every template is among them, too.
    """
    chosen = []
    pages = sorted(pages_of(folder), key=lambda path: (-(folder / path).stat().st_size, path))
    seen: set[tuple[str, str]] = set()
    for path in pages:
        edition = path.split("/")[0]
        parts = {(edition, part) for part in parts_of((folder / path).read_text("utf-8"))}
        if not parts <= seen or "/" not in path or path.endswith("404.html"):
            seen |= parts
            chosen.append(path)
    return sorted(chosen)


def parts_of(html: str) -> set[str]:
    """Return what a page is made of: each component, with the element it stands in."""
    named = LexborHTMLParser(html).css("main [class]")
    return {
        f"{around.tag}.{around.attributes.get('class')} > {part.tag}.{part.attributes['class']}"
        for part in named
        if (around := part.parent) is not None
    }
