"""Walks through the site in a browser and writes down what goes wrong on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

#: What a page looks like to a script: its links, and whether the style sheet has reached it.
_LOOK = """() => ({
  links: [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0]),
  heading: document.querySelector('h1')?.innerText.trim() ?? '',
  font: getComputedStyle(document.body).fontFamily,
  margin: getComputedStyle(document.body).marginTop,
})"""

#: The walk goes on before a browser has fetched the icon, which no page waits for.
LEFT_TOO_SOON = "net::ERR_ABORTED"


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
        if request.failure != LEFT_TOO_SOON:
            walk.failures.append(f"{walk.place(page.url)}: {request.failure} {request.url}")

    page.on("console", listen)
    page.on("pageerror", lambda error: walk.complaints.append(f"{page.url}: {error}"))
    page.on("request", look_at_request)
    page.on("requestfailed", look_at_failure)
    page.on("response", look_at_response)


def editions_of(folder: Path) -> list[str]:
    """Return the folders of the editions of a built site."""
    return sorted(path.parent.name for path in folder.glob("*/index.html"))
