"""The built site as tests read it: every page parsed once, and where each address leads.

Knows the rules of addresses and of the output folder. Deliberately knows nothing of the generator:
what should exist is read from the content folder, what does exist from the output.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shipped.language_audit import language_at

#: Everything in a page that holds an address.
_ADDRESSES = ("href", "src", "poster", "data", "action", "cite")


@dataclass(frozen=True)
class Page:
    """A page of the output; ``path`` is from the top of the site, with forward slashes."""

    path: str
    html: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the page, in order, as often as they are there."""
        return tuple(element.attributes["id"] or "" for element in self.tree.css("[id]"))

    @property
    def edition(self) -> str:
        """The folder of the edition; empty for the two pages that belong to none."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def page_id(self) -> str:
        return self.path.partition("/")[2].removesuffix(".html")

    @property
    def is_404(self) -> bool:
        """Whether it stands in the place of a page that is not there, or not saved on a device."""
        return self.path.endswith(("404.html", "not-saved.html"))

    @property
    def is_kept_back(self) -> bool:
        """Whether the page asks search engines to leave it out: a draft, hidden, or a 404 page."""
        return self.tree.css_first('meta[name="robots"][content~="noindex"]') is not None

    @property
    def lang(self) -> str:
        """The language of the edition, as the page says it."""
        return self.root.attributes.get("lang") or ""

    @property
    def root(self) -> LexborNode:
        return self.one("html")

    @property
    def text_lang(self) -> str:
        """The language of the page's own text: that of its title."""
        return language_at(self.one("h1"))

    def one(self, selector: str) -> LexborNode:
        """Return the first element a selector finds; a page without one is a fault."""
        found = self.tree.css_first(selector)
        assert found is not None, f"{self.path} has no {selector}"
        return found

    @cached_property
    def addresses(self) -> tuple[tuple[LexborNode, str], ...]:
        """Every address of the page with the element it stands in."""
        return tuple(self._addresses())

    def _addresses(self) -> Iterator[tuple[LexborNode, str]]:
        for element in self.tree.css(",".join(f"[{name}]" for name in (*_ADDRESSES, "srcset"))):
            for name in _ADDRESSES:
                if (address := element.attributes.get(name)) is not None:
                    yield element, address
            for candidate in (element.attributes.get("srcset") or "").split(","):
                if candidate.strip():
                    yield element, candidate.split()[0]

    def hrefs(self, selector: str) -> list[str]:
        """Return the addresses of the elements a selector finds."""
        return [element.attributes.get("href") or "" for element in self.tree.css(selector)]


@dataclass(frozen=True)
class ShippedSite:
    """A built site and the content it was built from."""

    folder: Path
    content: Path

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its path."""
        return {
            path: Page(path, (self.folder / path).read_text("utf-8"))
            for path in sorted(self.files)
            if path.endswith(".html")
        }

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files, from the top of the site."""
        return frozenset(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """The folders of the editions."""
        return tuple(sorted(path.parent.name for path in self.folder.glob("*/index.html")))

    @cached_property
    def edition_pages(self) -> list[Page]:
        """The pages of all editions, without those shown for an address that leads nowhere."""
        return [page for page in self.pages.values() if page.edition and not page.is_404]

    @cached_property
    def written(self) -> Mapping[str, frozenset[str]]:
        """The editions whose translators or authors wrote a page, by page id.

        A text with ``Each:`` in its header, or in that of its source, makes many pages; it stands for
        all those of its folder that nobody wrote one by one.
        """
        editions: dict[str, set[str]] = {}
        patterns: dict[str, set[str]] = {}
        for path in self.content.glob("*/**/*.md"):
            folder, _, name = path.relative_to(self.content).as_posix().partition("/")
            slug = folder.lower().replace("_", "-")
            if slug in self.editions:
                is_pattern = name in self._patterns
                key = posixpath.dirname(name) if is_pattern else name.removesuffix(".md")
                (patterns if is_pattern else editions).setdefault(key, set()).add(slug)
        for page_id in {page.page_id for page in self.edition_pages} - editions.keys():
            if made_from := patterns.get(posixpath.dirname(page_id)):
                editions[page_id] = made_from
        return {page_id: frozenset(slugs) for page_id, slugs in editions.items()}

    @cached_property
    def _patterns(self) -> frozenset[str]:
        """The files that make many pages: one language says so for all."""
        return frozenset(
            path.relative_to(self.content).as_posix().partition("/")[2]
            for path in self.content.glob("*/**/*.md")
            if "\nEach:" in header_of(path)
        )

    @cached_property
    def texts(self) -> list[Page]:
        """The pages of texts that were written one by one, for their edition."""
        one_by_one = {
            path.relative_to(self.content).as_posix().partition("/")[2].removesuffix(".md")
            for path in self.content.glob("*/**/*.md")
        }
        return [
            page
            for page in self.edition_pages
            if page.page_id in one_by_one and not self.is_borrowed(page)
        ]

    def is_borrowed(self, page: Page) -> bool:
        """Tell whether a page of an edition shows a text that was not written for it."""
        return page.page_id in self.written and page.edition not in self.written[page.page_id]

    @cached_property
    def help_id(self) -> str:
        """The page id of the page that every "Get help" leads to."""
        for path in sorted(self.content.glob("*/**/*.md")):
            if re.search(r"^Role: *help$", header_of(path), re.MULTILINE):
                return path.relative_to(self.content).as_posix().partition("/")[2][:-3]
        raise AssertionError("no page of the content has the role of help")

    @cached_property
    def pages_at_risk(self) -> list[Page]:
        """The pages of all editions whose source says ``Risk: high``, those made of patterns too."""
        marked = {
            path.relative_to(self.content).as_posix().partition("/")[2]
            for path in self.content.glob("*/**/*.md")
            if re.search(r"^Risk: *high$", header_of(path), re.MULTILINE)
        }
        ids = {name.removesuffix(".md") for name in marked - self._patterns}
        folders = {posixpath.dirname(name) for name in marked & self._patterns}
        written = {
            path.relative_to(self.content).as_posix().partition("/")[2][:-3]
            for path in self.content.glob("*/**/*.md")
        }
        return [
            page
            for page in self.edition_pages
            if page.page_id in ids
            or (page.page_id not in written and posixpath.dirname(page.page_id) in folders)
        ]


def header_of(path: Path) -> str:
    """Return what stands above the text of a page as it was written."""
    return path.read_text("utf-8").split("\n\n")[0]


def is_external(address: str) -> bool:
    """Tell whether an address leads out of the site: it has a scheme or a host."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def target_of(start: str, address: str) -> tuple[str, str]:
    """Return the path and the fragment a relative address leads to from the page at a path."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(start), path)) if path else start
    return joined, unquote(parts.fragment)
