"""Notices of a page (``!!! warning "Title"``): of a kind there is, and with a title or none on purpose.

Python-Markdown takes any kind, and would write it over a notice without a title, in English, whatever
the language of the page.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from editions.errors import Problem
from editions.model.headings import fences_and_headings

#: Kinds of notices whose one list is drawn, and the kind of list each needs.
DRAWN = {"steps": "ol", "chain": "ul", "circle": "ul"}
KINDS = ("note", "help", "warning", *DRAWN)

_NOTICE = re.compile(r"!!! ?(?P<kind>[\w-]+)")
_UNTITLED = re.compile(r"!!! ?[\w-]+(?: +[\w-]+)*[ \t]*")


def notice_problems(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield what is wrong with the notices of a text, each with its line; those in code are none."""
    if "!!!" not in body:
        return
    lines = body.split("\n")
    fences, _ = fences_and_headings(lines)
    code = {number for start, end in fences.items() for number in range(start, end)}
    for number, line in enumerate(lines):
        notice = _NOTICE.match(line) if number not in code else None
        if notice is None:
            continue
        where = f"{path}:{first_line + number}"
        if notice["kind"] not in KINDS:
            near = difflib.get_close_matches(notice["kind"], KINDS, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(KINDS)}."
            yield Problem(where, f"there is no kind of notice {notice['kind']!r}.", remedy)
        elif _UNTITLED.fullmatch(line):
            yield Problem(
                where,
                "the notice has no title.",
                'Write one in quotes behind its kind, as !!! note "Before you read"; "" for none.',
            )
