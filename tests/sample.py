"""Chooses the pages that are opened in a browser: few, and everything there is stands on one of them.

The pages of the site come from few templates: what one of them shows, hundreds show. A page is known
here by its parts: each component in the element it stands in, and each kind of element. Where scripts
or directions can make a difference, every part is chosen in each of them. ``./inv test --every-page``
opens them all. Knows the output alone, so that no list of pages has to be kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

#: What every part is chosen in: once, once in each direction, once in each script. Front pages of all
#: editions are chosen but where it is once: beside their words they show the same.
Apart = Literal["site", "direction", "script"]

#: The larger sample a sample is chosen from, so that a page that is open can be looked at for both.
_WIDER: dict[Apart, Apart] = {"site": "direction", "direction": "script"}

_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)")
#: Of two pages that bring as much that is new, the shorter is chosen; about what every page has.
_FRAME = 20_000


@dataclass(frozen=True)
class Page:
    """A page of the output: its path from the top of the site, its length, what it is made of."""

    path: str
    length: int
    parts: frozenset[str]
    direction: str
    script: str

    @property
    def edition(self) -> str:
        """The folder of the edition; empty for the pages that belong to none."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    def is_wanted(self, apart: Apart) -> bool:
        """Whether it is chosen whatever is on it: it belongs to no edition, or is the front of one."""
        is_front = self.path == f"{self.edition}/index.html"
        return not self.edition or (is_front and apart != "site")

    def group(self, apart: Apart) -> str:
        """Return what the page has in common with those it can stand for."""
        return {"site": "", "direction": self.direction, "script": self.script}[apart]


@dataclass(frozen=True)
class Sample:
    """The pages of a built site, and whether all of them are to be opened."""

    site: Path
    every_page: bool = False

    @cached_property
    def pages(self) -> list[Page]:
        """Every page of the site."""
        return [read_page(self.site, path) for path in sorted(self.site.rglob("*.html"))]

    def covering(self, apart: Apart, editions: Collection[str] = ()) -> list[str]:
        """Return the paths of pages on which stands each part there is, in each script or direction.

        The pages that belong to no edition are among them and, but for ``site``, the front page of every
        edition. With ``editions`` only these are chosen from.
        """
        return sorted(page.path for page in self._covering(apart, editions))

    def _covering(self, apart: Apart, editions: Collection[str]) -> Collection[Page]:
        wider = _WIDER.get(apart)
        pages = self._covering(wider, editions) if wider else self._in(editions)
        if self.every_page:
            return pages
        groups: dict[str, list[Page]] = defaultdict(list)
        for page in pages:
            groups[page.group(apart)].append(page)
        return [page for group in groups.values() for page in _cover(group, apart)]

    def _in(self, editions: Collection[str]) -> Collection[Page]:
        return [page for page in self.pages if not editions or page.edition in editions]


def read_page(site: Path, path: Path) -> Page:
    """Return a page of a built site."""
    html = path.read_text("utf-8")
    tree = LexborHTMLParser(html)
    root = tree.css_first("html")
    assert root is not None
    return Page(
        path=path.relative_to(site).as_posix(),
        length=len(html),
        parts=frozenset({*_ELEMENT.findall(html), *_components_of(tree)}),
        direction=root.attributes.get("dir") or "ltr",
        script=root.attributes.get("data-script") or "",
    )


def _components_of(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield each component with the element it stands in."""
    for part in tree.css("html[class], body[class], body [class]"):
        around = part.parent
        place = f"{around.tag}.{around.attributes.get('class')}" if around else ""
        yield f"{place} > {part.tag}.{part.attributes['class']}"


def _cover(pages: Collection[Page], apart: Apart) -> Iterator[Page]:
    """Yield pages that together have all parts of all: first those that are wanted anyway."""
    ahead = list(pages)
    wanted = {part for page in ahead for part in page.parts}
    while ahead:
        best = max(ahead, key=lambda page: (page.is_wanted(apart), _worth(page, wanted)))
        yield best
        wanted -= best.parts
        ahead = [
            page
            for page in ahead
            if page is not best and (page.is_wanted(apart) or page.parts & wanted)
        ]


def _worth(page: Page, wanted: set[str]) -> float:
    return len(page.parts & wanted) / (_FRAME + page.length)
