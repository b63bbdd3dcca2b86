"""A page as templates see it, and what it says of itself to machines."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from editions.hooks.edition import Edition
from editions.hooks.fact_views import Note
from editions.model.locales import Locale, with_territory
from editions.model.navigation import Card, Link


@dataclass(frozen=True)
class TocEntry:
    """A line of the table of contents; ``children`` are the headings one level below."""

    id: str
    title: str
    locale: Locale
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True)
class PageView:
    """A page as templates see it; ``docs/theming.md`` describes every field."""

    id: str
    title: str
    title_html: Markup
    menu_title: str
    summary: str
    summary_html: Markup
    content: Markup
    locale: Locale
    title_locale: Locale
    summary_locale: Locale
    kind: str
    template: str
    borrowed: bool = False
    status: str | None = None
    translators: str = ""
    reviewed_on: datetime.date | None = None
    reviewed_by: str = ""
    date: datetime.date | None = None
    modified: datetime.date | None = None
    tags: tuple[Link, ...] = ()
    tag: str = ""
    drawn: bool = False
    toc: tuple[TocEntry, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    children: tuple[Card, ...] = ()
    source: Link | None = None
    publication: str = "published"
    older: int = 0
    lacking: int = 0
    unkept: bool = False
    report: str = ""
    report_sections: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()


def open_graph(edition: Edition, view: PageView, canonical: str) -> tuple[tuple[str, str], ...]:
    """Return Open Graph properties (ogp.me); the address only where it is absolute."""
    site = edition.job.site
    pairs = [
        ("og:type", "article" if view.kind == "article" else "website"),
        ("og:title", view.title),
        ("og:description", view.summary),
        ("og:site_name", site.name),
        ("og:locale", with_territory(view.locale.code)),
        ("og:url", canonical if site.url else ""),
    ]
    return tuple((name, value) for name, value in pairs if value)


def structured_data(edition: Edition, view: PageView, canonical: str) -> Markup | None:
    """Return what schema.org calls the page, where that is plainly true; None for other pages."""
    site = edition.job.site
    if view.publication != "published" or view.borrowed:
        return None
    publisher = {"@type": "NGO", "name": site.name}
    facts: dict[str, Any] = {"@context": "https://schema.org", "inLanguage": view.locale.tag}
    if view.kind == "article" and view.date:
        facts |= {
            "@type": "NewsArticle",
            "headline": view.title,
            "description": view.summary,
            "datePublished": view.date.isoformat(),
            "dateModified": (view.modified or view.date).isoformat(),
            "publisher": publisher,
        }
    elif view.template == "front":
        facts |= {"@type": "WebSite", "name": site.name, "publisher": publisher}
    else:
        return None
    if site.url:
        facts["url"] = canonical
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
