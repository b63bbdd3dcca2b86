"""Text that is not what it seems: letters nobody sees, that look like others, or of a wrong encoding.

Nobody types them by intention into a page, and whoever does it by intention must not get it onto one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from editions.errors import Problem
from editions.model.encodings import LOST, damage_of

#: Characters nobody sees that hide, reverse or join text. Joiners of scripts that need them, and the
#: two plain marks of direction, are not among them.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_HOST = re.compile(r"(?:\bhttps?:|[(<\"'\s])//(?P<host>[^\s/?#)>\]\"'`]+)", re.IGNORECASE)


def invisible_characters(text: str) -> list[tuple[int, str]]:
    """Return the place and the Unicode name of each kind of character nobody sees, where it is first."""
    found: dict[str, int] = {}
    for match in _INVISIBLE.finditer(text):
        found.setdefault(match[0], match.start())
    return [
        (place, unicodedata.name(character, "").lower() or f"U+{ord(character):04X}")
        for character, place in sorted(found.items())
    ]


def disguises_of(text: str, path: str, first_line: int | None = None) -> Iterator[Problem]:
    """Yield what a text disguises, each kind once, with its line where its first line is known."""

    def line(place: int) -> str:
        return (
            path if first_line is None else f"{path}:{first_line + text.count(chr(10), 0, place)}"
        )

    for place, name in invisible_characters(text):
        yield Problem(
            line(place),
            f"the text has an invisible character, {name}.",
            "Type the words around it again; the site sets the direction of text itself.",
        )
    early = text.find("--!>")
    if early >= 0:  # HTML, 13.2.5.52: readers of Markdown take it for a part of the comment
        yield Problem(
            line(early),
            "a browser ends the comment here, at --!>, and shows what follows.",
            "End comments with --> alone.",
        )
    if text.isascii():
        return
    damage = damage_of(text)
    if damage:
        kind, number = damage
        where = path if first_line is None else f"{path}:{first_line + number}"
        yield _damaged(where, kind, text.split("\n")[number])
    for found in _HOST.finditer(text) if "//" in text else ():
        if not found["host"].isascii():
            yield Problem(
                line(found.start("host")),
                f"the name of the host {found['host']} has letters that look like others.",
                "Copy the address again; a name in another script is written in its xn-- form.",
            )


def _damaged(where: str, kind: str, line: str) -> Problem:
    if kind == LOST:
        return Problem(
            where,
            "letters were lost: the text has the sign for an unknown character.",
            "Type them again, and save the file as UTF-8.",
        )
    at = next(n for n, character in enumerate(line) if not character.isascii())
    return Problem(
        where,
        f"the text was saved with a wrong encoding: {line[max(at - 20, 0) : at + 20]!r}.",
        "Open a copy from before as UTF-8, or mend the text, and save it as UTF-8.",
    )
