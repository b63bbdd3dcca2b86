"""One page in one locale: its metadata, typed and checked, and what its text offers to others.

Knows which keys a page may have and what each value must look like. Does not hold the text itself:
the inventory of ten thousand pages travels between processes, their words need not.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from editions.errors import Problem
from editions.model.aliases import read_aliases
from editions.model.blocks import blocks_of, print_of
from editions.model.disguises import disguises_of
from editions.model.freshness import WORDED_KEYS, Prints, Stamp, metadata_prints, read_stamp
from editions.model.frontmatter import Field, Header
from editions.model.headings import (
    Heading,
    headings_in,
    headings_of,
    outline_of,
    written_anchors,
)
from editions.model.limits import excesses_of
from editions.model.notices import notice_problems
from editions.model.tokens import first_token, tokens_of

_Value = TypeVar("_Value")

#: Every key with a meaning here, and some of Pelican's that this site has no use for. Others are passed
#: over, unless they look like a misspelt one of these.
KNOWN_KEYS = (
    "title", "summary", "date", "modified", "status", "tags", "menu", "menu-title", "order", "role",
    "tag", "template", "translators", "reviewed", "source", "lang", "slug", "author", "authors",
    "category", "keywords", "description", "each", "critical", "stale", "risk", "stamped",
    "book", "aliases",
)  # fmt: skip

_STAMP_FORM = "the digests that translate.stamp writes, by the tool only: run ./inv translate.stamp"

PUBLICATIONS = ("published", "draft", "hidden")
REVIEWS = ("draft", "reviewed")
#: What readers get of a translation that is older than its source.
POLICIES = ("mark", "replace", "keep")
#: What a page is for all others: the one help links lead to, and the one about shared devices.
ROLES = ("help", "safety")
TEMPLATES = (
    "front", "section", "news", "article", "page",
    # Pages that show facts below their own text.
    "country", "countries", "figures", "sources", "words", "members", "programmes", "history", "law",
    "editions", "pages",
    # What is stored on the reader's device, and storing it.
    "privacy", "offline",
    "accessibility",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """Who read a translation, and when."""

    date: datetime.date
    name: str


class PageText(NamedTuple):
    """A page as it stands in one locale.

    ``path`` is how people find the file (``content/fr/help/index.md``); ``body_line`` the line its
    text begins on. ``status`` is as written and read by the inventory: a publication in a source
    page, a review in a translation. ``anchors`` are those the author wrote by
    hand, ``tokens`` the facts the text refers to; ``prints`` recognise its blocks, and ``stamp`` those
    of the source it was made from. A page with ``each`` is a pattern, from which one
    page for every country is made; ``country`` then says for which, and
    ``pattern`` is the page id of the pattern. ``in_books`` is False for what is
    of use on a screen only. ``aliases`` are files an edition had the page in before.
    ``outline`` holds the headings, ``lines`` the line of each key. Fields are empty or None where the
    page does not give them.

    A named tuple, because ten thousand of them are made from the store in a moment.
    """

    page_id: str
    locale: str
    path: str
    title: str
    summary: str = ""
    date: datetime.date | None = None
    modified: datetime.date | None = None
    status: str = ""
    tags: tuple[str, ...] = ()
    menu: int | None = None
    menu_title: str = ""
    order: int | None = None
    role: str = ""
    tag: str = ""
    template: str = ""
    translators: str = ""
    body_line: int = 1
    outline: str = "[]"
    anchors: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    stamped: datetime.date | None = None
    each: str = ""
    critical: bool = False
    risk: str = ""
    in_books: bool = True
    stale: str = ""
    country: str = ""
    pattern: str = ""
    aliases: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    prints: Prints = Prints()
    stamp: Stamp | None = None
    reviewed: Review | None = None

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order; few pages are ever asked for theirs."""
        return headings_in(self.outline)

    def at(self, key: str) -> str:
        """Return where a key stands, as ``path:line``."""
        return f"{self.path}:{dict(self.lines).get(key, 1)}"


def read_page(
    page_id: str, locale: str, path: str, header: Header
) -> tuple[PageText, tuple[Problem, ...]]:
    """Return the page of a header, with every mistake in its metadata."""
    reading = _Reading(path, {field.key: field for field in header.fields})
    reading.note_misspelt_keys()
    blocks = blocks_of(header.body)
    begun = {block.line for block in blocks if block.kind == "heading"}
    page = PageText(
        page_id=page_id,
        locale=locale,
        path=path,
        title=reading.needed_text("title"),
        summary=reading.text("summary"),
        date=reading.typed("date", _date, "a date, as 2025-04-10"),
        modified=reading.typed("modified", _date, "a date, as 2025-04-10"),
        status=reading.one_of("status", (*PUBLICATIONS, *REVIEWS)),
        tags=tuple(tag.strip() for tag in reading.text("tags").split(",") if tag.strip()),
        menu=reading.typed("menu", int, "a whole number, as 10"),
        menu_title=reading.text("menu-title"),
        order=reading.typed("order", int, "a whole number, as 10"),
        role=reading.one_of("role", ROLES),
        tag=reading.text("tag"),
        template=reading.one_of("template", TEMPLATES),
        translators=reading.text("translators"),
        reviewed=reading.typed("reviewed", _review, "a date and a name, as 2026-11-20 Ada Diallo"),
        body_line=header.body_line,
        # Each is a block, in the same order; what looks like a heading in a comment is none.
        outline=outline_of(h for h in headings_of(header.body) if h.line in begun),
        anchors=written_anchors(header.body),
        tokens=tokens_of(header.body),
        prints=Prints.of(
            metadata_prints([(key, reading.text(key)) for key in WORDED_KEYS]),
            tuple(print_of(block) for block in blocks),
        ),
        stamp=reading.typed("source", read_stamp, _STAMP_FORM),
        stamped=reading.typed("stamped", _date, "a date, as 2025-04-10"),
        each=reading.one_of("each", ("country",)),
        critical=reading.one_of("critical", ("yes", "no")) == "yes",
        risk=reading.one_of("risk", ("high",)),
        in_books=reading.one_of("book", ("yes", "no")) != "no",
        stale=reading.one_of("stale", POLICIES),
        aliases=reading.aliases(),
        lines=tuple({f.key: f.line for f in header.fields}.items()),
    )
    reading.problems.extend(excesses_of(header.body, path, header.body_line))
    reading.problems.extend(disguises_of(header.body, path, header.body_line))
    reading.problems.extend(notice_problems(header.body, path, header.body_line))
    for field_ in header.fields:
        reading.problems.extend(disguises_of(field_.value, path, field_.line))
    reading.check_agreement(page)
    reading.note_tokens()
    return page, tuple(reading.problems)


class _Reading:
    """The fields of one page while they are read; collects what is wrong with them."""

    def __init__(self, path: str, fields: Mapping[str, Field]) -> None:
        self.path = path
        self.fields = fields
        self.problems: list[Problem] = []

    def text(self, key: str) -> str:
        return self.fields[key].value if key in self.fields else ""

    def needed_text(self, key: str) -> str:
        value = self.text(key)
        if not value:
            line = self.fields[key].line if key in self.fields else 1
            self._note(
                line,
                f"the page has no {key}.",
                f"Add a line “{key.title()}: …” to the metadata at the top of the file.",
            )
        return value

    def typed(self, key: str, read: Callable[[str], _Value], form: str) -> _Value | None:
        value = self.text(key)
        if not value:
            return None
        try:
            return read(value)
        except ValueError:
            self._note(
                self.fields[key].line,
                f"{key.title()} is not {form.split(',')[0]}: {value!r}.",
                f"Write {form}.",
            )
            return None

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key).lower()
        if value and value not in allowed:
            self._note(
                self.fields[key].line,
                f"{key.title()} cannot be {value!r}.",
                f"It can be {', '.join(dict.fromkeys(allowed))}.",
            )
            return ""
        return value

    def aliases(self) -> tuple[str, ...]:
        """Return the old addresses of the page; a pattern, which many pages are made of, has none."""
        field = self.fields.get("aliases")
        if field is None:
            return ()
        if self.text("each"):
            what = "one old address cannot lead to the pages of all countries."
            self._note(field.line, what, "Remove the line.")
            return ()
        aliases, problems = read_aliases(field, self.path)
        self.problems.extend(problems)
        return aliases

    def note_misspelt_keys(self) -> None:
        for key, found in self.fields.items():
            if key in KNOWN_KEYS:
                continue
            near = difflib.get_close_matches(key, KNOWN_KEYS, n=1, cutoff=0.79)
            if near:
                self._note(
                    found.line,
                    f"there is no key {key.title()!r}.",
                    f"Did you mean {near[0].title()!r}?",
                )

    def check_agreement(self, page: PageText) -> None:
        """Note what the metadata says about the address and locale that the path says otherwise."""
        lang = self.text("lang").replace("-", "_").lower()
        if lang and lang != page.locale.lower():
            self._note(
                self.fields["lang"].line,
                f"Lang says {self.text('lang')!r}, but the page lies in the folder of {page.locale}.",
                "Remove the line, or move the file: the folder decides the language.",
            )
        slug = self.text("slug")
        if slug and slug != page.page_id.rpartition("/")[2]:
            self._note(
                self.fields["slug"].line,
                f"Slug says {slug!r}, but the file is called {page.page_id.rpartition('/')[2]!r}.",
                "Remove the line, or rename the file: the path decides the address.",
            )

    def note_tokens(self) -> None:
        """Note tokens in the metadata: what stands there goes into lists and feeds, without notes."""
        for key in ("title", "summary", "menu-title"):
            token = first_token(self.text(key))
            if token:
                self._note(
                    self.fields[key].line,
                    f"{key.title()} has the token {token}; only the text below can have one.",
                    "Say it in words here, and write the token into the text.",
                )

    def _note(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(f"{self.path}:{line}", what, remedy))


def _date(value: str) -> datetime.date:
    """Return the day of an ISO 8601 date or date and time."""
    return datetime.datetime.fromisoformat(value).date()


def _review(value: str) -> Review:
    day, _, name = value.partition(" ")
    if not name.strip():
        raise ValueError(value)
    return Review(datetime.date.fromisoformat(day), name.strip())
