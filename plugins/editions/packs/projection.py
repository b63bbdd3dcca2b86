"""A built page as it travels: links lead to what travels along, or say where it is on the web.

What only works on a host is taken out (``data-only="web"``), and the age of the copy is said at the
top; where somebody needs help, after the words on danger or the title. Nothing else is touched, so
that every form shows the same text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.model.addresses import absolute_address, relative_href
from editions.model.content_policy import digest_of

#: What search engines and feed readers look for in a page on the web.
_FOR_MACHINES = (
    'link[rel="canonical"], link[rel="alternate"], meta[property], meta[name="description"], '
    'script[type="application/ld+json"]'
)

_POLICY = 'meta[http-equiv="Content-Security-Policy"]'
#: Attributes that hold paths of files a page loads.
_LOADING = (("link[href]", "href"), ("[src]", "src"), ("[data-scripts]", "data-scripts"))
#: What the scripts of apps that show archives do not keep to.
_FOR_OUR_SCRIPTS = ("require-trusted-types-for", "trusted-types")
#: What comes before the age of the copy on pages about help: those have an exit.
_DANGER, _TITLE_OF_HELP = ".help-page > .help", "main > .exit-note ~ article > .page-header"
#: What is read in one go with a link: where it says the address, the link needs not.
_AROUND = ("li", "p", "td", "dd", "section")

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Projection:
    """How pages are changed.

    ``kept`` are paths from the top of the site, ``url`` is its address or ``""``. ``age_note`` is HTML,
    and ``script`` the path of the script that reads it; ``first`` that of the script which stands in
    every page on the web, to spare a round trip, and which a disk gives as quickly. ``moved`` are files
    that lie elsewhere because another edition has the same; ``shared`` are pages in whose place another
    stands, with the place on that one as a path with a fragment. ``exit_note`` is HTML and says what
    the exit does in a copy. Where no link leads out, ``exit`` is the page in the copy that it leads to,
    and with ``addresses`` the address of other links stands beside them.
    """

    kept: frozenset[str]
    url: str = ""
    age_note: str = ""
    script: str = ""
    first: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    exit_note: str = ""
    exit: str = ""
    addresses: bool = False

    def tree(self, text: str, path: str) -> LexborHTMLParser:
        """Return a page, changed. ``path`` is where it lies, from the top of the site."""
        tree = LexborHTMLParser(text)
        for node in tree.css('[data-only="web"], [data-packs]'):
            node.decompose()
        for node in tree.css(_FOR_MACHINES):
            node.decompose()
        self._put_first_script_outside(tree, path)
        for node in tree.css("a[href]"):
            self.redirect(node, path)
        self._lead_out(tree, path)
        _without_lone_languages(tree)
        self._tell_age(tree, path)
        self._follow_moved(tree, path)
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
        if target is not None and target in self.shared:
            link.attrs["href"] = self._place(self.shared[target], path)
            return
        if target is None or target in self.kept:
            return
        if self.url and not _is_of_language(link):
            link.attrs["href"] = absolute_address(self.url, target) + fragment
            link.attrs["rel"] = "external"
        elif link.parent is not None and link.parent.tag == "li":
            link.parent.decompose()
        else:
            link.unwrap()

    def _place(self, place: str, path: str) -> str:
        """Return the address of a place on a shared page; a page that is shared itself names none."""
        target, fragment = urldefrag(place)
        return relative_href(target, path) + ("" if path in self._standing else f"#{fragment}")

    @cached_property
    def _standing(self) -> frozenset[str]:
        """The pages that stand for others."""
        return frozenset(urldefrag(place).url for place in self.shared.values())

    def _put_first_script_outside(self, tree: LexborHTMLParser, path: str) -> None:
        policy = tree.css_first(_POLICY)
        for node in tree.css("head script:not([src])") if self.first else ():
            outside = tree.create_node("script")
            outside.attrs["src"] = relative_href(self.first, path)
            if policy is not None:
                allowed = f" '{digest_of(node.text())}'"
                policy.attrs["content"] = (policy.attributes["content"] or "").replace(allowed, "")
            node.replace_with(outside)

    def _lead_out(self, tree: LexborHTMLParser, path: str) -> None:
        """Change the exit, what is said of it, and links to other sites, as the copy needs it."""
        said = tree.css_first(".exit-note > p")
        if self.exit_note and said is not None and said.child is not None:
            said.child.replace_with(_inline(f"{self.exit_note.strip()} "))
        if self.exit:
            self._stay_within(tree, path)
        for link in tree.css('main a[href^="http"]') if self.addresses else ():
            address = (link.attributes["href"] or "").partition("://")[2].rstrip("/")
            if not _is_said(address, link):
                link.insert_after(_inline(f' (<bdi dir="ltr">{escape(address)}</bdi>)'))

    def _stay_within(self, tree: LexborHTMLParser, path: str) -> None:
        """Change what is otherwise in an app that leads to no other site and puts its bar on top."""
        for way in tree.css("a.exit-link, a.exit-skip"):
            way.attrs["href"] = relative_href(self.exit, path)
            del way.attrs["rel"]  # by which the script knows that it leads to another site
        policy = tree.css_first(_POLICY)
        if policy is not None:
            directives = (policy.attributes["content"] or "").split("; ")
            kept = [one for one in directives if not one.startswith(_FOR_OUR_SCRIPTS)]
            policy.attrs["content"] = "; ".join(kept)

    def _follow_moved(self, tree: LexborHTMLParser, path: str) -> None:
        for selector, name in _LOADING if self.moved else ():
            for node in tree.css(selector):
                hrefs = (node.attributes[name] or "").split(" ")
                node.attrs[name] = " ".join(self._moved(href, path) for href in hrefs)

    def _moved(self, href: str, path: str) -> str:
        target, _ = target_of(href, path)
        return relative_href(self.moved[target], path) if target and target in self.moved else href

    def _tell_age(self, tree: LexborHTMLParser, path: str) -> None:
        main, head = tree.css_first("main"), tree.css_first("head")
        note = LexborHTMLParser(self.age_note).css_first("body > *")
        if main is None or head is None or note is None:
            return
        need = tree.css_first(_DANGER) or tree.css_first(_TITLE_OF_HELP)
        if need is not None:
            need.insert_after(note)
        elif main.child is not None:
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


def _inline(html: str) -> LexborNode:
    """Return words as a node that can stand in a line of another page."""
    node = LexborHTMLParser(f"<body><span>{html}</span>").css_first("span")
    assert node is not None, "a span is one wherever it stands"
    return node


def _is_said(address: str, link: LexborNode) -> bool:
    """Tell whether the host a link leads to is written in what is read in one go with it."""
    host = address.partition("/")[0].removeprefix("www.")
    around: LexborNode | None = link
    while around is not None and around.tag not in _AROUND:
        around = around.parent
    if around is None:
        return False
    outer = around.parent
    classes = (outer.attributes.get("class") or "").split() if outer is not None else ()
    entry = outer if {"fact", "member"} & set(classes) else around
    return entry is not None and host in entry.text()


def listing_removed(text: str) -> str:
    """Return a page without its list of packs, which is made after them."""
    tree = LexborHTMLParser(text)
    for node in tree.css("[data-packs]"):
        node.decompose()
    return tree.html or ""


def _is_of_language(link: LexborNode) -> bool:
    """Tell whether a link is in the menu of languages, which would lead to the web from every page."""
    around = link.parent
    while around is not None and around.tag != "nav":
        around = around.parent
    return around is not None and "languages" in (around.attributes.get("class") or "").split()


def _without_lone_languages(tree: LexborHTMLParser) -> None:
    """Take out a menu of languages that has but the page itself left."""
    for menu in tree.css("nav.languages"):
        if len(list(_items(menu))) < 2:
            menu.decompose()


def _items(menu: LexborNode) -> Iterator[LexborNode]:
    return (item for item in menu.css("li") if item.css_first("a[href]"))
