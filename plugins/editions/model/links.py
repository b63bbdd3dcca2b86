"""Where a link of a page leads, as its author wrote it.

Knows Pelican's forms (``{filename}``, ``{static}``, ``{attach}``, ``{index}``, ``{tag}``) and plain
relative paths to ``.md`` files, which forges and editors follow too. Pages stay in the reader's edition
whatever locale folder the path names.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from editions.model.addresses import quoted, relative_href
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale, canonical_code

_INDICATOR = re.compile(r"^[{|](?P<kind>filename|static|attach|index|tag|category|author)[|}]")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_PAGE_SUFFIXES = (".md", ".markdown")

#: What a page may lead to outside the site. Everything else (``javascript:``, ``data:``, ``file:`` …)
#: is refused: translations are untrusted input.
SAFE_SCHEMES = ("https", "http", "mailto", "tel", "sms")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads. ``locale`` is set when that is a page of another edition."""

    href: str
    external: bool = False
    locale: Locale | None = None


class DeadLink(Exception):
    """A link that leads nowhere; ``what`` and ``remedy`` are for its author."""

    def __init__(self, what: str, remedy: str) -> None:
        """Keep the two parts the place is still to be added to."""
        super().__init__(what)
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """Resolves the links of one edition. ``edition`` is the reader's locale."""

    inventory: Inventory
    edition: Locale

    def page_target(self, written: str, page_id: str) -> Target:
        """Return where a link written on a page leads; raises DeadLink."""
        indicator = _INDICATOR.match(written)
        kind = indicator["kind"] if indicator else ""
        rest = written[indicator.end() :] if indicator else written
        if kind == "index":
            return self._page("index", urlsplit(rest).fragment, page_id, written)
        if kind == "tag":
            return self._tag(rest, page_id)
        if kind in ("category", "author"):
            raise DeadLink(f"this site has no {kind} pages: {written}", "Link to a page instead.")
        if not kind and _SCHEME.match(rest):
            return _outside(rest)
        return self._inside(rest, page_id, written, rooted=bool(kind))

    def media_target(self, written: str, page_id: str) -> Target:
        """Return where an image written on a page lies; raises DeadLink."""
        if _SCHEME.match(written) or written.startswith("//"):
            raise DeadLink(
                f"the image lies outside the site: {written}",
                "Put the file into content/media/: a page must not ask anything of other hosts.",
            )
        target = self.page_target(written, page_id)
        if target.href.endswith(".html"):
            raise DeadLink(f"this is a page, not an image: {written}", "Name a file of media/.")
        return target

    def _inside(self, rest: str, page_id: str, written: str, *, rooted: bool) -> Target:
        parts = urlsplit(rest)
        path = unquote(parts.path)
        if not path:
            return self._page(page_id, parts.fragment, page_id, written)
        if rest.startswith("//") or (path.startswith("/") and not rooted):
            raise DeadLink(
                f"an absolute path breaks under a sub-path and on a USB stick: {written}",
                "Write the path to the .md file from this page, or {filename}/ and the path.",
            )
        name = self._within_content(path, page_id, written)
        if name.startswith("media/"):
            return self._media(name.removeprefix("media/"), page_id, written)
        if name.endswith(_PAGE_SUFFIXES):
            target_id = name.rpartition(".")[0]
            return self._page(target_id, parts.fragment, page_id, written)
        raise self._leads_nowhere(written, name)

    def _within_content(self, path: str, page_id: str, written: str) -> str:
        """Return a path from the locale's folder; that folder's own name is optional."""
        # Which locale's folder the text lies in does not matter: all have the same pages below.
        start = "" if path.startswith("/") else posixpath.dirname(f"./{page_id}")
        from_top = posixpath.normpath(posixpath.join("locale", start, path.lstrip("/")))
        if from_top.startswith("../"):
            raise DeadLink(f"the path leaves the content folder: {written}", "Name a page in it.")
        first, _, below = from_top.partition("/")
        if first == "locale":
            first, _, deeper = below.partition("/")
            if path.startswith("/") and canonical_code(first) in self.inventory.by_code:
                return deeper
            return below
        # The path climbed out of the locale's folder: what it names first is media or a locale.
        return below if canonical_code(first) in self.inventory.by_code else from_top

    def _page(self, target_id: str, fragment: str, page_id: str, written: str) -> Target:
        entry = self.inventory.entries.get(target_id)
        if entry is None:
            raise self._leads_nowhere(written, target_id)
        text = self.inventory.text_for(entry, self.edition.code)
        shown = text or entry.source
        anchor = unquote(fragment)
        known = self.inventory.anchors_of(entry, shown) if anchor else frozenset()
        judged = not anchor.startswith(("fn:", "fnref:"))
        if (
            anchor
            and anchor not in known
            and judged
            and not self.inventory.is_unreadable(entry, shown)
        ):
            raise DeadLink(
                f"the page has no heading or place called #{anchor}: {written}",
                _nearest(anchor, known, "It has none with an anchor."),
            )
        suffix = f"#{quoted(anchor)}" if anchor else ""
        if text is None:
            locale = self.inventory.by_code[shown.locale]
            return Target(self._href(entry, page_id, locale) + suffix, locale=locale)
        if target_id == page_id and suffix:
            return Target(suffix)
        return Target(self._href(entry, page_id, self.edition) + suffix)

    def _href(self, entry: Entry, page_id: str, locale: Locale) -> str:
        start = self.inventory.entries[page_id].address
        return relative_href(f"{locale.slug}/{entry.address}", f"{self.edition.slug}/{start}")

    def _tag(self, tag: str, page_id: str) -> Target:
        for entry in self.inventory.entries.values():
            if entry.source.tag == tag:
                return self._page(entry.page_id, "", page_id, tag)
        known = [entry.source.tag for entry in self.inventory.entries.values() if entry.source.tag]
        raise DeadLink(f"no page carries the tag {tag!r}.", _nearest(tag, known, "Add one."))

    def _media(self, name: str, page_id: str, written: str) -> Target:
        start = f"{self.edition.slug}/{self.inventory.entries[page_id].address}"
        for code in self.inventory.chains[self.edition.code]:
            if name in self.inventory.media.get(code, frozenset()):
                slug = self.inventory.by_code[code].slug
                return Target(relative_href(f"{slug}/media/{name}", start))
        if name in self.inventory.media.get("", frozenset()):
            return Target(relative_href(f"media/{name}", start))
        known = {f"media/{n}" for names in self.inventory.media.values() for n in names}
        raise DeadLink(
            f"there is no such file: {written}", _nearest(f"media/{name}", known, "Add the file.")
        )

    def _leads_nowhere(self, written: str, name: str) -> DeadLink:
        pages = list(self.inventory.entries)
        bare = re.sub(r"\.(md|markdown|html?)$|/$", "", name)
        return DeadLink(f"the link leads nowhere: {written}", _nearest_page(bare, pages))


def _outside(written: str) -> Target:
    scheme = written.partition(":")[0].lower()
    if scheme not in SAFE_SCHEMES:
        raise DeadLink(
            f"addresses that begin with {scheme}: are not allowed: {written[:60]}",
            f"Use one of {', '.join(SAFE_SCHEMES)}.",
        )
    return Target(written, external=True)


def _nearest_page(name: str, pages: Iterable[str]) -> str:
    remedy = _nearest(name, pages, "Link to a page of this site by the path to its .md file.")
    return remedy.replace("?", ".md?") if remedy.endswith("?") else remedy


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else otherwise
