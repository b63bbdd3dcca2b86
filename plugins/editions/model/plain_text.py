"""What of a page's Markdown is read: its words without code and comments, its links and pictures.

Finds what Python-Markdown would find in any text people write; has never converted anything. Lines and
places stay those of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from editions.model.headings import fences_and_headings

_CODE = re.compile(r"(?<![`\\])(`{1,3})(?!`)(?:[^`\n]|\n(?!\n))+?\1(?!`)")
_NOT_SPACE = re.compile(r"\S")
#: Bounded, so that no text whatever keeps a build busy.
_LINK = re.compile(
    r"(?<!\\)(?P<picture>!?)\[(?P<text>(?:[^\[\]\n]|\n(?!\n)|\[[^\[\]\n]{0,300}\]"
    r"(?:\([^()\n]{0,300}\))?+){0,600}+)\]"
    r"(?:\((?P<target>[^)\s]{0,2000})(?:\s[^)\n]{0,300})?\)|\[(?P<name>[^\[\]\n]{0,200})\])"
    r"(?P<attributes>\{:?[^{}\n]{0,200}\})?"
)
_AUTOMATIC = re.compile(
    r"<(?P<target>(?:https?://|mailto:)[^>\s]{1,2000}|[^@>\s<]{1,80}@[^>\s]{1,200})>"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\]\n^][^\]\n]{0,200})\]:[ \t]*<?(?P<target>[^\s>]{1,2000})", re.M
)


class Link(NamedTuple):
    """A link or a picture as written: where it leads, its text, its place, what its braces say."""

    target: str
    text: str
    start: int
    picture: bool = False
    attributes: str = ""


def without_code(body: str) -> str:
    """Return a body of the same length and lines, in which code and comments are spaces."""
    if "```" in body or "~~~" in body:
        lines = body.split("\n")
        for start, end in fences_and_headings(lines)[0].items():
            lines[start:end] = [" " * len(line) for line in lines[start:end]]
        body = "\n".join(lines)
    if "`" in body:
        body = _CODE.sub(_blank, body)
    return _without_comments(body) if "<!--" in body else body


def links_of(text: str) -> Iterator[Link]:
    """Yield the links and pictures of a text without code, pictures within links among them."""
    names = (
        {m["name"].lower(): m["target"] for m in _DEFINITION.finditer(text)} if "]:" in text else {}
    )
    for found in _LINK.finditer(text):
        target = found["target"]
        if target is None:
            named = names.get((found["name"] or found["text"]).lower())
            if named is None:
                continue
            target = named
        words, picture = found["text"], bool(found["picture"])
        if words.startswith("^"):  # a footnote
            continue
        yield Link(target.strip("<>"), words, found.start(), picture, found["attributes"] or "")
        if "![" in words:
            for inner in links_of(words):
                yield inner._replace(start=found.start("text") + inner.start)
    for found in _AUTOMATIC.finditer(text):
        target = found["target"]
        mail = "@" in target and "://" not in target and not target.startswith("mailto:")
        yield Link(f"mailto:{target}" if mail else target, target, found.start())


def line_at(text: str, place: int) -> int:
    """Return the line of a place in a text, from 0."""
    return text.count("\n", 0, place)


def _without_comments(text: str) -> str:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        text = text[:start] + _NOT_SPACE.sub(" ", text[start : end + 3]) + text[end + 3 :]
        start = text.find("<!--", end)
    return text


def _blank(found: re.Match[str]) -> str:
    return _NOT_SPACE.sub(" ", found[0])
