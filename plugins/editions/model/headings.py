"""Headings of a Markdown page and the anchors they carry, the same in every language.

Knows how Python-Markdown recognises a heading. Deliberately does not convert anything: it reads and
amends text line by line, so that the composed page stays Markdown people can open.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_ATX = re.compile(r"^(?P<marks>#{1,6})(?P<text>(?:\\.|[^\\])*?)#*[ \t]*$")
_SETEXT = re.compile(r"^(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})")
_OWN_ID = re.compile(r"[ \t]*\{:?[^{}]*#(?P<id>[^\s{}.#]+)[^{}]*\}[ \t]*$")
_WRITTEN_ID = re.compile(r"\{:?[^{}\n]*#([^\s{}.#]+)[^{}\n]*\}")
_ATTRIBUTES = re.compile(r"[ \t]*\{(?![a-z]+:\S):?[^{}\n]*\}[ \t]*$")
_BETWEEN, _NO_ANCHOR = re.compile(r"[ _/]"), re.compile(r"[^a-z0-9-]")
_HYPHENS = re.compile(r"-+")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKUP = re.compile(r"<[^>]*>|[*_`\\]|\{[^{}]*\}")


class Heading(NamedTuple):
    """A heading: its level (1 to 6), plain text, anchor, and line in the body, from 0.

    ``own_anchor`` says that the author wrote the anchor (``{#id}``).
    """

    level: int
    text: str
    anchor: str
    line: int
    own_anchor: bool = False


def headings_of(body: str) -> tuple[Heading, ...]:
    """Return the headings of a Markdown body in order, with anchors made from their words."""
    taken: set[str] = set()
    headings = []
    for line, level, raw in _heading_lines(body.split("\n")):
        own = _OWN_ID.search(raw)
        text = _plain(_ATTRIBUTES.sub("", raw))
        anchor = own["id"] if own else _unique(_anchor_of(text), taken)
        taken.add(anchor)
        headings.append(Heading(level, text, anchor, line, own_anchor=bool(own)))
    return tuple(headings)


def outline_of(headings: Iterable[Heading]) -> str:
    """Return headings as one text, which is kept and read again faster than they are."""
    return json.dumps(list(headings), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def headings_in(outline: str) -> tuple[Heading, ...]:
    """Return the headings that ``outline_of`` made a text of."""
    return tuple(map(Heading._make, json.loads(outline)))


def written_anchors(body: str) -> frozenset[str]:
    """Return every anchor the author wrote by hand, on a heading or on anything else."""
    return frozenset(_WRITTEN_ID.findall(body)) if "{" in body else frozenset()


def inherited_anchors(
    source: Sequence[Heading], translation: Sequence[Heading], partner: Mapping[int, int]
) -> tuple[Heading, ...]:
    """Return the translation's headings with the anchors of the source headings they stand for.

    ``partner`` gives the number of a source heading by that of its translation. An anchor the
    translator wrote stays; a heading without a partner keeps one made from its own words.
    """
    wanted = {t: source[s].anchor for t, s in partner.items()}
    # Inherited anchors are given first: a heading of its own must not take one away.
    kept = {h.anchor for h in translation if h.own_anchor}
    taken = kept | {anchor for i, anchor in wanted.items() if not translation[i].own_anchor}
    result = []
    for index, heading in enumerate(translation):
        if heading.own_anchor:
            anchor = heading.anchor
        elif index in wanted and wanted[index] not in kept:
            anchor = wanted[index]
        else:
            anchor = _unique(heading.anchor, taken)
            taken.add(anchor)
        result.append(
            Heading(heading.level, heading.text, anchor, heading.line, heading.own_anchor)
        )
    return tuple(result)


def with_anchors(body: str, headings: Sequence[Heading]) -> str:
    """Return the body with ``{#anchor}`` written behind every heading; no line is added or moved."""
    lines = body.split("\n")
    for heading in headings:
        if heading.own_anchor:
            continue
        line = lines[heading.line]
        atx = _ATX.match(line)
        text = line[: atx.end("text")] if atx else line
        text = text.rstrip()
        attributes = _ATTRIBUTES.search(text)
        if attributes and attributes[0].strip() != text.strip():
            inner = attributes[0].strip()[1:-1].removeprefix(":").strip()
            text = text[: attributes.start()]
            lines[heading.line] = f"{text} {{: #{heading.anchor} {inner} }}"
        else:
            lines[heading.line] = f"{text} {{: #{heading.anchor} }}"
    return "\n".join(lines)


def fences_and_headings(lines: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return fenced code as {first line: line behind its last}, and headings as {line: level}."""
    fences = _fences(lines)
    return fences, {line: level for line, level, _ in _heading_lines(lines, fences)}


def _fences(lines: Sequence[str]) -> dict[int, int]:
    fences: dict[int, int] = {}
    start, fence = -1, ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line) if line.startswith(("`", "~")) else None
        if not fence and found:
            start, fence = number, found["fence"]
        elif fence and found and found["fence"].startswith(fence):
            fences[start] = number + 1
            fence = ""
    if fence:
        fences[start] = len(lines)
    return fences


def _heading_lines(
    lines: Sequence[str], fences: dict[int, int] | None = None
) -> list[tuple[int, int, str]]:
    """Return (line, level, raw text) of each heading outside fenced code."""
    found = []
    behind = 0
    fences = _fences(lines) if fences is None else fences
    for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        behind = fences.get(number, behind)
        if number < behind:
            continue
        if line.startswith("#"):
            atx = _ATX.match(line)
            if atx and atx["text"].strip():
                found.append((number, len(atx["marks"]), atx["text"].strip()))
                continue
        if below.startswith(("=", "-")) and _is_setext(lines, number):
            found.append((number, 1 if below.startswith("=") else 2, line.strip()))
    return found


def _is_setext(lines: Sequence[str], number: int) -> bool:
    """Tell whether an underline makes this line a heading: only the first line of a block can be."""
    line = lines[number]
    if not line.strip() or line.startswith((" ", "\t", "|", ">")) or number + 1 >= len(lines):
        return False
    first_of_block = number == 0 or not lines[number - 1].strip()
    return first_of_block and bool(_SETEXT.match(lines[number + 1]))


def _plain(markdown: str) -> str:
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1", markdown)).split())


def _anchor_of(text: str) -> str:
    """Return an anchor of letters, marks and digits in any script, words joined by hyphens."""
    folded = unicodedata.normalize("NFC", text).lower()
    if folded.isascii():
        return (
            _HYPHENS.sub("-", _NO_ANCHOR.sub("", _BETWEEN.sub("-", folded))).strip("-") or "section"
        )
    kept = "".join(
        char if unicodedata.category(char)[0] in "LMN" else ("-" if char in " -_/" else "")
        for char in folded
    )
    return _HYPHENS.sub("-", kept).strip("-") or "section"


def _unique(anchor: str, taken: set[str]) -> str:
    candidate, count = anchor, 2
    while candidate in taken:
        candidate, count = f"{anchor}-{count}", count + 1
    return candidate
