"""What no page needs and a converter chokes on: endless rows of signs, bottomless lists, huge files.

A text may come from anybody. One that would keep a build busy for minutes, or exhaust its stack, is
refused before anything is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.errors import Problem

#: In characters; the longest page of the site has a thirtieth of it.
LONGEST_PAGE = 400_000

_EXCESSES = (
    (
        re.compile(r"[\[\]()*_<>`~^!{}\\]{120,}"),
        "more than a hundred signs of markup stand in a row.",
        "Remove them; no page needs them.",
    ),
    (
        re.compile(r"^ {0,3}(?:> ?){12,}", re.MULTILINE),
        "quotes are nested more than eleven deep.",
        "Quote less deeply.",
    ),
    (
        re.compile(r"^(?: {4}|\t){12,}[ \t]*(?:[-*+]|\d+\.)[ \t]", re.MULTILINE),
        "lists are nested more than eleven deep.",
        "Make it several lists.",
    ),
)


def excesses_of(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield what is too much in a page's text, each kind once, with its line."""
    if len(body) > LONGEST_PAGE:
        yield Problem(
            path,
            f"the page has {len(body)} characters, more than {LONGEST_PAGE}.",
            "Make it several pages.",
        )
        return
    for pattern, what, remedy in _EXCESSES:
        found = pattern.search(body)
        if found:
            line = first_line + body.count("\n", 0, found.start())
            yield Problem(f"{path}:{line}", what, remedy)
