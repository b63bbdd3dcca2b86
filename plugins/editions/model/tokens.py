"""Tokens: where a page refers to a fact instead of repeating it.

``{figure:id}``, ``{source:id}``, ``{term:id}``, ``{instrument:id}``, ``{country:KE}``,
``{date:2025-04-10}``; a backslash before the brace makes it plain text.
"""

from __future__ import annotations

import re

KINDS_OF_TOKENS = ("figure", "source", "term", "instrument", "country", "date")

#: A token as it stands in Markdown, of any kind: one that does not exist is a mistake, not a text.
#: Not anchored: used to search, and by the converter.
_INNER = r"(?P<kind>[A-Za-z]+):(?P<id>[^{}\s]*)\}"
PATTERN_OF_TOKENS = rf"\{{{_INNER}"

# The brace comes before the look behind it: a search for one sign is a hundred times as fast.
_FREE = re.compile(rf"\{{(?<!\\\{{){_INNER}")
_HERE = re.compile(r"(?<!\\)\{country:this\}")

#: Numbers that have to be facts: four digits or more, grouped or not, and no year.
_LONG = re.compile(r"(?<![\d.,])(?:\d{5,}|\d{4}|\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3})+)(?!\d)")
_DIGIT = re.compile(r"\d")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


def tokens_of(body: str) -> frozenset[str]:
    """Return the facts a page refers to, each as ``figure:id``."""
    if "{" not in body:
        return frozenset()
    found = _FREE.finditer(body)
    return frozenset(f"{m['kind']}:{m['id']}" for m in found if m["kind"] in KINDS_OF_TOKENS)


def first_token(text: str) -> str:
    """Return the first token of a text as it is written, or an empty string."""
    found = _FREE.search(text)
    return found[0] if found else ""


def with_country(body: str, code: str) -> str:
    """Return the text of a page made for one country: ``{country:this}`` is that country."""
    return _HERE.sub(f"{{country:{code}}}", body)


def unsourced_numbers(text: str) -> tuple[str, ...]:
    """Return numbers of running text that are neither years nor short enough to be words."""
    if _DIGIT.search(text) is None:
        return ()
    found = (match[0] for match in _LONG.finditer(text))
    return tuple(number for number in found if not is_year(number))


def is_year(number: str) -> bool:
    """Tell whether a number may be a year."""
    return number.isdigit() and len(number) == 4 and _FIRST_YEAR <= int(number) <= _LAST_YEAR
