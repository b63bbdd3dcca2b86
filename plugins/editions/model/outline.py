"""The order of a page's headings: none skipped, none empty, none twice below the same one.

Who cannot see a page walks through it by its headings (WCAG 2.2, 1.3.1 and 2.4.6). The title is the one
heading of the first level; a page that begins with one of its own is lowered by one when it is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editions.errors import Problem
from editions.model.headings import Heading

_EMPTY = re.compile(r"^#{1,6}[ \t]*#*[ \t]*(?:\{[^{}\n]*\}[ \t]*)?$", re.MULTILINE)


def outline_problems(
    headings: Sequence[Heading], text: str, path: str, first_line: int
) -> Iterator[Problem]:
    """Yield what is wrong with the headings of a page; ``text`` is its body without code."""
    for found in _EMPTY.finditer(text) if "#" in text else ():
        line = first_line + text.count("\n", 0, found.start())
        yield Problem(f"{path}:{line}", "the heading is empty.", "Write it, or remove the line.")
    lowered = 1 if any(heading.level == 1 for heading in headings) else 0
    above = [1]  # levels of the headings that are open, the title first
    seen: dict[tuple[int, ...], set[tuple[int, str]]] = {}
    place: list[int] = []
    for number, heading in enumerate(headings):
        level = heading.level + lowered
        where = f"{path}:{first_line + heading.line}"
        while len(above) > 1 and above[-1] >= level:
            above.pop()
            place.pop()
        if level > above[-1] + 1:
            wanted = "#" * (above[-1] + 1 - lowered)
            yield Problem(
                where,
                f"the heading “{heading.text}” is of level {level}; the one above it is of {above[-1]}.",
                f"Write it with {wanted}, or add the heading between the two.",
            )
        here = seen.setdefault(tuple(place), set())
        if (level, heading.text) in here:
            yield Problem(
                where,
                f"there is a heading “{heading.text}” above it already.",
                "Name each for what stands below it.",
            )
        here.add((level, heading.text))
        above.append(level)
        place.append(number)


def repeated_headings(headings: Sequence[Heading], path: str, first_line: int) -> Iterator[Problem]:
    """Yield headings that say the same as another of their level; in different parts it may be meant."""
    seen: set[tuple[int, str]] = set()
    for heading in headings:
        if (heading.level, heading.text) in seen:
            yield Problem(
                f"{path}:{first_line + heading.line}",
                f"the heading “{heading.text}” stands more than once on this page.",
                "In a list of headings the two cannot be told apart: say of what each one is.",
            )
        seen.add((heading.level, heading.text))
