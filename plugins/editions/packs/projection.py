"""A built page as it travels: links lead to what travels along, or say where it is on the web.

What only works on a host is taken out (``data-only="web"``), and the age of the copy is said at the
top. Nothing else is touched, so that every form shows the same text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.model.addresses import absolute_address, relative_href

#: What search engines and feed readers look for in a page on the web.
_FOR_MACHINES = (
    'link[rel="canonical"], link[rel="alternate"], meta[property], '
    'script[type="application/ld+json"]'
)

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Projection:
    """How pages are changed.

    ``kept`` are paths from the top of the site, ``url`` is its address or ``""``. ``age_note`` is HTML,
    and ``script`` the path of the script that reads it; ``first`` that of the script which stands in
    every page on the web, to spare a round trip, and which a disk gives as quickly.
    """

    kept: frozenset[str]
    url: str = ""
    age_note: str = ""
    script: str = ""
    first: str = ""

    def tree(self, text: str, path: str) -> LexborHTMLParser:
        """Return a page, changed. ``path`` is where it lies, from the top of the site."""
        tree = LexborHTMLParser(text)
        for node in tree.css('[data-only="web"], [data-packs]'):
            node.decompose()
        for node in tree.css(_FOR_MACHINES):
            node.decompose()
        for node in tree.css("head script:not([src])") if self.first else ():
            outside = tree.create_node("script")
            outside.attrs["src"] = relative_href(self.first, path)
            node.replace_with(outside)
        for node in tree.css("a[href]"):
            self.redirect(node, path)
        _without_lone_languages(tree)
        self._tell_age(tree, path)
        return tree

    def page(self, text: str, path: str) -> str:
        """Return a page, changed, as it is written."""
        html = self.tree(text, path).html or ""
        html = html.replace("<!DOCTYPE html>", "<!doctype html>\n", 1)
        return _BLANK_LINES.sub("\n", html) + "\n"

    def redirect(self, link: LexborNode, path: str) -> None:
        """Lead a link to what does not travel to the web, or leave but its words."""
        href = link.attributes.get("href") or ""
        target, fragment = target_of(href, path)
        if target is None or target in self.kept:
            return
        if self.url:
            link.attrs["href"] = absolute_address(self.url, target) + fragment
            link.attrs["rel"] = "external"
        elif link.parent is not None and link.parent.tag == "li":
            link.parent.decompose()
        else:
            link.unwrap()

    def _tell_age(self, tree: LexborHTMLParser, path: str) -> None:
        main, head = tree.css_first("main"), tree.css_first("head")
        note = LexborHTMLParser(self.age_note).css_first("body > *")
        if main is None or head is None or note is None:
            return
        if main.child is not None:
            main.child.insert_before(note)
        else:
            main.insert_child(note)
        if self.script:
            script = tree.create_node("script")
            script.attrs["defer"] = ""
            script.attrs["src"] = relative_href(self.script, path)
            head.insert_child(script)


def target_of(href: str, path: str) -> tuple[str | None, str]:
    """Return the path from the top of the site a relative link leads to, and its fragment with ``#``.

    The path is None for a link within the page, or to somewhere else.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return None, ""
    address, fragment = urldefrag(href)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
    return target, f"#{fragment}" if fragment else ""


def listing_removed(text: str) -> str:
    """Return a page without its list of packs, which is made after them."""
    tree = LexborHTMLParser(text)
    for node in tree.css("[data-packs]"):
        node.decompose()
    return tree.html or ""


def _without_lone_languages(tree: LexborHTMLParser) -> None:
    """Take out a menu of languages that has but the page itself left."""
    for menu in tree.css("nav.languages"):
        if len(list(_items(menu))) < 2:
            menu.decompose()


def _items(menu: LexborNode) -> Iterator[LexborNode]:
    return (item for item in menu.css("li") if item.css_first("a[href]"))
