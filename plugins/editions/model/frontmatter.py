"""The metadata at the head of a page: lines ``Key: value``, best between two ``---`` lines.

Knows the form, not the meaning: which keys there are is ``pages``' business. Pelican's own form
without the ``---`` lines is read too, so that an existing Pelican page needs no change.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from editions.errors import Problem

_FENCE = "---"
_LONGEST_VALUE = 400  # a summary stays on its line, as people write it; a stamp does not
_FIELD = re.compile(r"^(?P<key>[A-Za-z][A-Za-z0-9_-]*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")
_CONTINUATION = re.compile(r"^(?: {2,}|\t)[ \t]*(?P<value>\S.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Field:
    """One metadata field: its key as ``name_of_key`` has it, its value on one line, where it starts."""

    key: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a page, and its text below them; ``body_line`` counts from 1."""

    fields: tuple[Field, ...]
    body: str
    body_line: int


def name_of_key(spelling: str) -> str:
    """Return the one name of a key: Pelican's users write ``Menu_Title`` as well as ``Menu-Title``."""
    return spelling.lower().replace("_", "-")


def read_header(text: str, where: str) -> tuple[Header, tuple[Problem, ...]]:
    """Return the header of a page's text, with everything that is wrong with its form."""
    lines = text.split("\n")
    fenced = lines[0].rstrip() == _FENCE
    start = 1 if fenced else 0
    end = _end_of_header(lines, start, fenced=fenced)
    if end is None or (fenced and _is_text(lines[start:end])):
        problem = Problem(
            f"{where}:1",
            "the metadata begins with --- but no second --- line ends it.",
            "Add a line with --- below the last line of metadata.",
        )
        return Header((), "", len(lines)), (problem,)
    fields, problems = _read_fields(lines[start:end], start + 1, where)
    body_start = end + 1 if fenced else end
    return Header(fields, "\n".join(lines[body_start:]), body_start + 1), problems


def with_fields(text: str, fields: Mapping[str, str]) -> str:
    """Return a page's text with fields of its header set, each on lines of its own, and no other change.

    A field that is there keeps its place, any other is added at the end; an empty value removes it.
    Long values are wrapped and go on indented.
    """
    lines = text.split("\n")
    fenced = lines[0].rstrip() == _FENCE
    start = 1 if fenced else 0
    end = _end_of_header(lines, start, fenced=fenced)
    end = start if end is None else end
    left = {name_of_key(key): (key, value) for key, value in fields.items()}
    header: list[str] = []
    dropping = False
    for line in lines[start:end]:
        found = _FIELD.match(line)
        if found is None:
            if not (dropping and _CONTINUATION.match(line)):
                header.append(line)
            continue
        name = name_of_key(found["key"])
        dropping = name in left
        if dropping:
            header.extend(_field_lines(*left.pop(name)))
        else:
            header.append(line)
    for key, value in left.values():
        header.extend(_field_lines(key, value))
    return "\n".join([*lines[:start], *header, *lines[end:]])


def _field_lines(key: str, value: str) -> list[str]:
    if not value:
        return []
    if len(value) <= _LONGEST_VALUE:
        return [f"{key}: {value}"]
    # A line broken within a word would come back with a space in it; not all scripts have spaces.
    return textwrap.wrap(
        f"{key}: {value}",
        100,
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _end_of_header(lines: list[str], start: int, *, fenced: bool) -> int | None:
    if fenced:
        for number in range(start, len(lines)):
            if lines[number].rstrip() in (_FENCE, "..."):
                return number
        return None
    number = start
    while number < len(lines) and (
        _FIELD.match(lines[number]) or (number > start and _CONTINUATION.match(lines[number]))
    ):
        number += 1
    return number


def _is_text(lines: list[str]) -> bool:
    """Whether what stands between two fences is no header alone: the second is a rule in the text.

    Text follows on an empty line. Where that is missing too, three lines on end that are no fields
    show it.
    """
    after_empty = False
    in_a_row = 0
    for line in lines:
        if not line.strip():
            after_empty = True
            continue
        is_field = bool(_FIELD.match(line) or _CONTINUATION.match(line))
        in_a_row = 0 if is_field else in_a_row + 1
        if (after_empty and not is_field) or in_a_row > 2:
            return True
        after_empty = False
    return False


def _read_fields(
    lines: list[str], first: int, where: str
) -> tuple[tuple[Field, ...], tuple[Problem, ...]]:
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    last: str | None = None
    for line, text in enumerate(lines, first):
        if not text.strip():
            continue
        continued = _CONTINUATION.match(text)
        if continued and last is not None:
            field = fields[last]
            joined = f"{field.value} {continued['value']}".strip()
            fields[last] = Field(field.key, joined, field.line)
            continue
        matched = _FIELD.match(text)
        if matched is None:
            problems.append(_not_a_field(f"{where}:{line}", text))
            last = None
            continue
        last = name_of_key(matched["key"])
        if last in fields:
            problems.append(_given_twice(f"{where}:{line}", matched["key"], fields[last].line))
        fields[last] = Field(last, matched["value"], line)
    return tuple(fields.values()), tuple(problems)


def _not_a_field(where: str, text: str) -> Problem:
    return Problem(
        where,
        f"this line of metadata is not of the form “Key: value”: {text.strip()[:60]!r}.",
        "Write a key, a colon and a value; indent a line that continues the one above by 4 spaces.",
    )


def _given_twice(where: str, key: str, line: int) -> Problem:
    return Problem(
        where,
        f"{key} is given twice; it stands in line {line} already.",
        "Keep one of the two lines.",
    )
