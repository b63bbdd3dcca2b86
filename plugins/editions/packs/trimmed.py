"""A document that stands alone, without what nothing in it uses, and with short names.

On the web such marks cost little, as they are compressed on the way. A file that is handed from phone to
phone is not compressed, and in it they weigh a seventh of the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count, product
from string import ascii_lowercase

from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.model.content_policy import digest_of
from editions.packs.linear import language_around

#: Attributes that name other elements of the same document.
_NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
#: A class in a style sheet; what is quoted there is none.
_CLASS = re.compile(r"\"[^\"]*\"|'[^']*'|\.(?P<name>-?[a-z_][\w-]*)")
_BLANK_LINES = re.compile(r"\n\s*\n")
#: Elements that styles tell apart by whether they have a class at all: lists of a text have none.
_WITH_ANY_CLASS = ("ul", "ol")
#: Dates in a sentence: elsewhere styles may see them as boxes of their own.
_DATES = "p > time[datetime]:not([class])"
#: Text whose lines count.
_AS_WRITTEN = "pre, textarea"


def trimmed(html: str, sheet: str) -> str:
    """Return a document without classes its styles do not know and ids that nothing refers to.

    ``sheet`` are the styles inside of it, as they stand there; its policy has their digest. The classes
    that stay have short names. A date is left as words where it is in the language of what is around it.
    There is no script in the document that would look for what is gone.
    """
    tree = LexborHTMLParser(html)
    names = _short_names(tree, sheet)
    referred = _referred(tree)
    for node in tree.css("[class]"):
        _rename(node, names)
    for node in tree.css("body [id]"):
        if node.attributes["id"] not in referred:
            del node.attrs["id"]
    for node in tree.css(_DATES):
        if node.attributes.get("lang") in (None, language_around(node)):
            node.unwrap()
    text = (tree.html or "").replace("<!DOCTYPE html>", "<!doctype html>\n", 1)
    if tree.css_first(_AS_WRITTEN) is None:
        text = _BLANK_LINES.sub("\n", text)
    shorter = _CLASS.sub(lambda found: _named(found, names), sheet)
    return text.replace(sheet, shorter).replace(digest_of(sheet), digest_of(shorter)) + "\n"


def _short_names(tree: LexborHTMLParser, sheet: str) -> dict[str, str]:
    """Return names for the classes that a document has and its styles know, those seen most first."""
    known = {found["name"] for found in _CLASS.finditer(sheet)} - {None}
    seen = Counter(one for node in tree.css("[class]") for one in _classes(node) if one in known)
    free = (name for name in _names() if name not in known)
    in_order = sorted(seen, key=lambda one: (-seen[one], one))
    return dict(zip(in_order, free, strict=False))


def _names() -> Iterator[str]:
    for length in count(1):
        yield from ("".join(letters) for letters in product(ascii_lowercase, repeat=length))


def _named(found: re.Match[str], names: Mapping[str, str]) -> str:
    return f".{names[found['name']]}" if found["name"] in names else found[0]


def _rename(node: LexborNode, names: Mapping[str, str]) -> None:
    kept = " ".join(names[one] for one in _classes(node) if one in names)
    if kept or node.tag in _WITH_ANY_CLASS:
        node.attrs["class"] = kept
    else:
        del node.attrs["class"]


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes["class"] or "").split()


def _referred(tree: LexborHTMLParser) -> frozenset[str]:
    """Return the ids that links and labels of a document name."""
    links = {(node.attributes["href"] or "")[1:] for node in tree.css('a[href^="#"]')}
    naming = {
        one
        for name in _NAMING
        for node in tree.css(f"[{name}]")
        for one in (node.attributes[name] or "").split()
    }
    return frozenset(links | naming)
