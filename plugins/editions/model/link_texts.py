"""What links and pictures say to those who hear them one by one.

Sources: WCAG 2.2, 2.4.4 and 2.4.9 (a link's purpose), 1.1.1 (text for pictures). Which texts say nothing
is listed for each language, and so is how descriptions of pictures do not begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editions.errors import Problem
from editions.model.phrases import Phrases, plain
from editions.model.plain_text import Link, line_at

#: In characters: what a screen reader says in one breath. No standard has a number; editors use this.
LONGEST_DESCRIPTION = 150

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
#: Not among it: a token, which stands for words.
_MARKUP = re.compile(r"<[^>]*>|[*_`\\]|\{(?![a-z]+:\S)[^{}]*\}")
_FILE = re.compile(
    r"[\w .-]*\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)|(?:img|dsc|image|pic)[_ -]?\d+", re.I
)
_NO_WORD = re.compile(r"[\d_-]")
_DECORATIVE = re.compile(r"\.decorative\b")
_EDGES = " \t\n.,:;!?…»«>→←↗›。！？：؟،।"


def link_problems(
    links: Iterable[Link], phrases: Phrases, text: str, path: str, first_line: int
) -> Iterator[Problem]:
    """Yield what is certainly wrong with the texts of links and pictures."""
    empty = frozenset(phrases.links)
    for link in links:
        where = f"{path}:{first_line + line_at(text, link.start)}"
        found = _wrong_picture(link, phrases) if link.picture else _wrong_link(link, empty)
        if found:
            yield Problem(where, *found)


def link_warnings(
    links: Iterable[Link], text: str, path: str, first_line: int
) -> Iterator[Problem]:
    """Yield what somebody should look at: one text for two targets, descriptions that go on and on."""
    leads: dict[str, str] = {}
    for link in links:
        where = f"{path}:{first_line + line_at(text, link.start)}"
        if link.picture:
            if len(link.text) > LONGEST_DESCRIPTION:
                yield Problem(
                    where,
                    f"the description of the picture has {len(link.text)} characters.",
                    f"Keep to {LONGEST_DESCRIPTION}; what is longer stands in the text, for everybody.",
                )
            continue
        said = said_by(link)
        if leads.setdefault(said, link.target) != link.target:
            yield Problem(
                where,
                f"“{said}” leads to {link.target} here, and to {leads[said]} above.",
                "Give links to different places different words.",
            )


def said_by(link: Link) -> str:
    """Return what is read out of a link: its words, or the description of the picture in it."""
    words = re.sub(r"!\[([^\[\]]*)\]\([^)]*\)", r"\1", link.text)
    return plain(_MARKUP.sub("", words)).strip(_EDGES)


def _wrong_link(link: Link, empty: frozenset[str]) -> tuple[str, str] | None:
    said = said_by(link)
    if not said:
        return f"the link to {link.target} has no text.", "Write where it leads between [ and ]."
    if said in empty:
        return (
            f"the link text “{link.text.strip()}” does not say where it leads.",
            "Name the page, or what is found there: links are also read one by one, without the text.",
        )
    if _ADDRESS.fullmatch(said):
        return (
            f"the link text is an address: {link.text.strip()}.",
            "Write the name of the page or the site; on paper the address is printed behind it.",
        )
    return None


def _wrong_picture(link: Link, phrases: Phrases) -> tuple[str, str] | None:
    said = plain(_MARKUP.sub("", link.text))
    if _DECORATIVE.search(link.attributes):
        if said:
            return (
                f"the picture {link.target} is decorative and has a description.",
                "Remove the words, or {.decorative}.",
            )
        return None
    if not said:
        return (
            f"the picture {link.target} has no description.",
            "Write what it shows between [ and ]; one that says nothing is marked {.decorative}.",
        )
    stem = plain(link.target.rpartition("/")[2].rpartition(".")[0])
    # A word may be name and description; one with digits or hyphens is what a program called it.
    if _FILE.fullmatch(said) or (said == stem and _NO_WORD.search(stem)):
        return (
            f"the description of the picture is the name of a file: {link.text}.",
            "Write what it shows.",
        )
    opening = next((p for p in phrases.pictures if said.startswith(p)), "")
    if opening:
        return (
            f"the description of the picture begins with “{opening}”.",
            "Leave that out: whoever hears it is told that it is a picture. Say what it shows.",
        )
    return None
