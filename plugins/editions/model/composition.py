"""The page an edition shows, composed as Markdown before anything is converted.

Takes the text of the reader's locale, or of the nearest one along the fallback chain, and gives its
headings the anchors of the source. The result is a Pelican page people can open under ``build/``.
Lines of the body stay where they are, so that whatever is found later has the author's line number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editions.model.headings import Heading, inherited_anchors, with_anchors
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.pages import PageText
from editions.model.tokens import with_country


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """A page as one edition shows it. ``locale`` is the one its text is really in."""

    entry: Entry
    text: PageText
    locale: Locale
    headings: tuple[Heading, ...]
    markdown: str


def compose(inventory: Inventory, entry: Entry, text: PageText, body: str) -> ComposedPage:
    """Return the composed page for a text of an entry; ``body`` is what follows its metadata."""
    headings: Sequence[Heading] = text.headings
    if entry.is_translation(text):
        headings = inherited_anchors(entry.source.headings, headings)
    if text.country:
        body = with_country(body, text.country)
    locale = inventory.by_code[text.locale]
    header = "\n".join(f"{key}: {value}" for key, value in _header(inventory, entry, text) if value)
    return ComposedPage(
        entry, text, locale, tuple(headings), f"---\n{header}\n---\n{with_anchors(body, headings)}"
    )


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
