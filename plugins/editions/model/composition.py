"""The page an edition shows, composed as Markdown before anything is converted.

Takes the text of the reader's locale, or of the nearest one along the fallback chain, gives its headings
the anchors of the source, and brings in what the source says by now where the text is older. The result
is a Pelican page people can open under ``build/``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editions.model.anchors import headings_as_shown
from editions.model.assembly import Assembled, Mark, Written, assemble
from editions.model.freshness import Freshness
from editions.model.headings import Heading, with_anchors
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.pages import PageText
from editions.model.tokens import with_country


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """A page as one edition shows it.

    ``locale`` is the one its text is really in, ``source_locale`` that of the blocks that stand in for
    it. ``freshness`` is None where the text is no translation. Headings with ``source_anchors``
    are in the source's language. ``places`` say of each line of the body
    where it was written; they are empty where all lines are those of ``text``.
    """

    entry: Entry
    text: PageText
    locale: Locale
    source_locale: Locale
    headings: tuple[Heading, ...]
    markdown: str
    freshness: Freshness | None = None
    marks: tuple[Mark, ...] = ()
    source_anchors: frozenset[str] = frozenset()
    places: tuple[tuple[str, int], ...] = ()

    def place_of(self, line: int) -> str:
        """Return where a line of the body, from 0, was written, as ``path:line``."""
        if line < len(self.places):
            path, number = self.places[line]
            return f"{path}:{number}"
        return f"{self.text.path}:{self.text.body_line + line}"

    def shown(self, key: str) -> tuple[str, Locale]:
        """Return the title or the summary readers are shown, and the locale it is in."""
        states = dict(self.freshness.metadata) if self.freshness else {}
        replaced = states.get(key) == "changed" and policy_of(self.entry) == "replace"
        if states.get(key) == "new" or replaced:
            return str(getattr(self.entry.source, key)), self.source_locale
        return str(getattr(self.text, key)), self.locale

    @property
    def parts_told(self) -> tuple[int, int]:
        """How many parts are older than the source, and how many stand in its language."""
        if self.freshness is None:
            return 0, 0
        older, lacking = self.freshness.count("changed", "gone"), self.freshness.count("new")
        if policy_of(self.entry) == "replace":
            return 0, lacking + self.freshness.count("changed")
        return older, lacking


def compose(
    inventory: Inventory, entry: Entry, text: PageText, body_of: Callable[[PageText], str]
) -> ComposedPage:
    """Return the composed page for a text of an entry; ``body_of`` gives what follows its metadata."""
    body = body_of(text)
    freshness = inventory.freshness_of(entry, text)
    headings: Sequence[Heading] = text.headings
    assembled: Assembled | None = None
    if freshness and not freshness.in_order:
        assembled = assemble(
            Written(entry.source.path, entry.source.body_line, body_of(entry.source)),
            Written(text.path, text.body_line, body),
            freshness,
            entry.source.headings,
            policy_of(entry),
        )
        body, headings = assembled.body, assembled.headings
    elif freshness:
        headings = headings_as_shown(entry.source, text)
    if text.country:
        body = with_country(body, text.country)
    header = "\n".join(f"{key}: {value}" for key, value in _header(inventory, entry, text) if value)
    return ComposedPage(
        entry=entry,
        text=text,
        locale=inventory.by_code[text.locale],
        source_locale=inventory.by_code[entry.source.locale],
        headings=tuple(headings),
        markdown=f"---\n{header}\n---\n{with_anchors(body, headings)}",
        freshness=freshness,
        marks=assembled.marks if assembled else (),
        source_anchors=assembled.source_anchors if assembled else frozenset(),
        places=assembled.places if assembled else (),
    )


def policy_of(entry: Entry) -> str:
    """Return what readers get of a translation of this page that is older than its source.

    On a critical page something that is no longer true must not stand, marked or not.
    """
    return "replace" if entry.source.critical else entry.source.stale or "mark"


def _header(inventory: Inventory, entry: Entry, text: PageText) -> list[tuple[str, str]]:
    source = entry.source
    article = inventory.is_article(entry.page_id)
    modified = text.modified or source.modified
    return [
        ("Title", text.title),
        ("Summary", text.summary),
        ("Date", source.date.isoformat() if source.date else ""),
        ("Modified", modified.isoformat() if modified else ""),
        ("Status", entry.publication),
        ("Tags", ", ".join(source.tags) if article else ""),
        ("Template", template_of(inventory, entry)),
        ("Page-Id", entry.page_id),
        ("Content-Locale", text.locale),
        ("Composed-From", text.path),
    ]


def template_of(inventory: Inventory, entry: Entry) -> str:
    """Return the template of a page: the one it names, else the one its place suggests."""
    page_id = entry.page_id
    if entry.source.template:
        return entry.source.template
    if inventory.is_article(page_id):
        return "article"
    if page_id == "index":
        return "front"
    if page_id in (f"{folder}/index" for folder in inventory.articles):
        return "news"
    return "section" if page_id.endswith("/index") else "page"
