"""SVG: a drawing that is text, and could be a program. Only what draws may stand in it.

Source: SVG 2, 5 to 17; a drawing in ``img`` runs no script, but anybody can open it by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_METADATA = re.compile(r"<((?:\w+:)?metadata)\b(?:[^>]*/>|.*?</\1\s*>)\s*", re.DOTALL)
_INSTRUCTION = re.compile(r"<\?(?!xml\s).*?\?>\s*", re.DOTALL)
#: Elements that run, fetch, hold other languages or pictures, or move.
_REFUSED = frozenset(
    "script foreignobject iframe embed object audio video canvas image feimage a animate animatemotion"
    " animatetransform set handler listener".split()
)
_SVG = "{http://www.w3.org/2000/svg}"
_KNOWN = (_SVG, "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/namespace}")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


def svg_metadata(text: str) -> Iterator[str]:
    """Yield what in a drawing draws nothing and can be taken out."""
    for pattern, name in (
        (_COMMENT, "comment"),
        (_METADATA, "metadata"),
        (_INSTRUCTION, "instruction"),
    ):
        if pattern.search(text):
            yield name


def without_svg_metadata(text: str) -> str:
    """Return a drawing without comments, metadata and instructions, and otherwise as it was."""
    if "<![CDATA[" in text:  # in which any of these would be mere text
        return text
    for pattern in (_COMMENT, _METADATA, _INSTRUCTION):
        text = pattern.sub("", text)
    return text


def svg_faults(text: str) -> Iterator[str]:
    """Yield what a drawing must not have, each as ``it …`` goes on."""
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        yield "declares a document type, which can stand for anything"
        return
    try:
        root = fromstring(text)  # noqa: S314 - without declarations, as above, nothing can grow
    except ParseError as error:
        yield f"is no XML ({error})"
        return
    if root.tag != f"{_SVG}svg":
        yield 'does not begin with <svg xmlns="http://www.w3.org/2000/svg">, so no browser shows it'
        return
    faults = [fault for element in root.iter() for fault in _faults_of(element)]
    yield from dict.fromkeys(faults)


def _faults_of(element: Element) -> Iterator[str]:
    namespace, _, name = element.tag.rpartition("}")
    if f"{namespace}}}" != _SVG:
        yield f"has an element of a drawing program or of another language, {name}"
        return
    if name.lower() in _REFUSED:
        yield f"has an element that runs, fetches or moves, {name}"
    if name == "style" and _OUTSIDE.search(element.text or ""):
        yield "has a style that fetches something"
    for key, value in element.attrib.items():
        _, _, attribute = key.rpartition("}")
        if "}" in key and not key.startswith(_KNOWN):
            yield f"has an attribute of a drawing program, {attribute}"
        if attribute.lower().startswith("on"):
            yield f"has a handler, {attribute}"
        if attribute == "href" and not value.startswith("#"):
            yield f"leads out of itself: {value[:60]}"
        if attribute != "href" and _OUTSIDE.search(value):
            yield f"fetches something in {attribute}"
