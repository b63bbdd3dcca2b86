"""Notices of a page (``!!! warning "Title"``): every one has a title, or says that it has none.

Python-Markdown would write its kind over it, in English, whatever the language of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.errors import Problem
from editions.model.headings import fences_and_headings

_UNTITLED = re.compile(r"!!! ?[\w-]+(?: +[\w-]+)*[ \t]*")


def untitled_notices(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield the notices without a title, each with its line; those in fenced code are none."""
    if "!!!" not in body:
        return
    lines = body.split("\n")
    fences, _ = fences_and_headings(lines)
    code = {number for start, end in fences.items() for number in range(start, end)}
    for number, line in enumerate(lines):
        if number not in code and _UNTITLED.fullmatch(line):
            yield Problem(
                f"{path}:{first_line + number}",
                "the notice has no title.",
                'Write one in quotes behind its kind, as !!! note "Before you read"; "" for none.',
            )
