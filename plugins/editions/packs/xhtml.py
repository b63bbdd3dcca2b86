"""HTML as XML: what a reading system parses that accepts no mistake.

Takes the tree of the HTML parser and writes it as the HTML standard says XML has to look: every
element closed, every attribute with a value, names as the parser has them (``viewBox``), no entity
but XML's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Elements that never have content (HTML, 13.1.2).
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split(),
)
_NAMESPACES = {
    "html": (
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
    ),
    "svg": (("xmlns", "http://www.w3.org/2000/svg"),),
    "math": (("xmlns", "http://www.w3.org/1998/Math/MathML"),),
}
#: What XML 1.0 cannot hold, not even as a reference.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_xhtml(html: str) -> str:
    """Return a whole HTML document as XHTML."""
    root = LexborHTMLParser(html).css_first("html")
    assert root, "the parser always makes a root"
    written = "".join(_written(root))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{written}\n'


def _written(node: LexborNode) -> Iterator[str]:
    if node.is_text_node:
        yield escape(_NO_XML.sub("", node.text_content or ""))
    if not node.is_element_node:
        return
    name = node.tag or ""
    attributes = "".join(_attributes(name, node.attributes))
    if name in _VOID:
        yield f"<{name}{attributes}/>"
        return
    yield f"<{name}{attributes}>"
    for child in node.iter(include_text=True):
        yield from _written(child)
    yield f"</{name}>"


def _attributes(name: str, given: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the attributes of an element; XML asks for the language under a name of its own, too."""
    spaces = dict(_NAMESPACES.get(name, ()))
    language = {"xml:lang": given["lang"]} if "lang" in given else {}
    for key, value in {**spaces, **given, **language}.items():
        text = key if value is None else _NO_XML.sub("", value)
        yield f" {key}={quoteattr(text)}"
