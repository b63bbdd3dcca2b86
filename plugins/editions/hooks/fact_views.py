"""Facts as templates see them: in the edition's language, sorted as it sorts, ready to be shown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from editions.hooks.collation import collation_of
from editions.hooks.edition import Edition
from editions.hooks.fact_tokens import Cited
from editions.hooks.words import name_of_language
from editions.model.facts import Figure, Source
from editions.model.locales import locale_named
from editions.model.navigation import Link
from editions.model.typography import set_text, typography_of

Context = dict[str, Any]
#: Units of the view box that the longest bar of a chart has.
CHART_UNITS = 1000


@dataclass(frozen=True)
class SourceView:
    """A publication. ``figures`` are given on the page of sources only, ``pages`` not in notes."""

    id: str
    anchor: str
    title_html: Markup
    publisher: Markup
    year: int
    url: str
    languages: tuple[Markup, ...]
    read_on: datetime.date
    pages: tuple[Link, ...] = ()
    figures: tuple[FigureView, ...] = ()


@dataclass(frozen=True)
class FigureView:
    """A figure with what it counts and what it cannot say. ``pages`` are not given in notes."""

    id: str
    anchor: str
    value: float
    number: Markup
    counts: Markup
    year: str
    scope: Markup
    where: Markup
    limits: Markup
    historic: bool
    source: SourceView
    pages: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Note:
    """A numbered note of a page. ``refs`` are the ids of the places that refer to it."""

    number: int
    id: str
    refs: tuple[str, ...]
    source: SourceView
    figure: FigureView | None = None


def notes_of(edition: Edition, cited: Iterable[Cited]) -> tuple[Note, ...]:
    """Return the notes of a page, in the order of their numbers."""
    notes = []
    for item in cited:
        facts = edition.job.facts
        figure = facts.figures[item.id] if item.kind == "figure" else None
        source = facts.sources[figure.source if figure else item.id]
        notes.append(
            Note(
                number=item.number,
                id=f"note-{item.number}",
                refs=tuple(item.refs),
                source=_source_in(edition, source),
                figure=_figure_in(edition, figure) if figure else None,
            )
        )
    return tuple(notes)


def figure_view(edition: Edition, figure: Figure, start: str) -> FigureView:
    """Return a figure in the edition's language, with links to the pages that cite it."""
    return replace(
        _figure_in(edition, figure),
        source=source_view(edition, edition.job.facts.sources[figure.source], start),
        pages=_pages_citing(edition, f"figure:{figure.id}", start),
    )


def _figure_in(edition: Edition, figure: Figure) -> FigureView:
    """Return a figure in the edition's language; the same for every page, so it is made once."""
    return edition.once("figure", figure.id, lambda: _figure_made(edition, figure))


def _figure_made(edition: Edition, figure: Figure) -> FigureView:
    words = edition.words_in(edition.locale)
    return FigureView(
        id=figure.id,
        anchor=figure.id,
        value=figure.value,
        number=words.number(figure),
        counts=words.words(figure.counts),
        year=figure.year.replace("-", "–"),
        scope=words.words(figure.scope),
        where=words.words(figure.where),
        limits=words.words(figure.limits),
        historic=figure.historic,
        source=_source_in(edition, edition.job.facts.sources[figure.source]),
    )


def source_view(edition: Edition, source: Source, start: str) -> SourceView:
    """Return a publication with links to the pages that cite it."""
    pages = _pages_citing(edition, f"source:{source.id}", start)
    return replace(_source_in(edition, source), pages=pages)


def _source_in(edition: Edition, source: Source) -> SourceView:
    """Return a publication with its title in its own language; made once, as a figure is."""
    return edition.once("source", source.id, lambda: _source_made(edition, source))


def _source_made(edition: Edition, source: Source) -> SourceView:
    words = edition.words_in(edition.locale)
    return SourceView(
        id=source.id,
        anchor=source.id,
        title_html=words.name(source.title, source.language),
        publisher=words.name(source.publisher, "en"),
        year=source.year,
        url=source.url,
        languages=language_names(edition, source.languages),
        read_on=source.read_on,
    )


def figures_context(edition: Edition, _: str, start: str) -> Context:
    """Return all figures, and charts of those that may be compared."""
    figures = edition.job.facts.figures.values()
    return {
        "figures": tuple(figure_view(edition, f, start) for f in figures),
        "charts": _charts(edition, start),
    }


def _charts(edition: Edition, start: str) -> tuple[Mapping[str, Any], ...]:
    """Return a chart for each series: figures one source counts the same way."""
    words = edition.words_in(edition.locale)
    series: dict[str, list[Figure]] = {}
    for figure in edition.job.facts.figures.values():
        if figure.series:
            series.setdefault(figure.series, []).append(figure)
    charts = []
    for name, figures in series.items():
        if len(figures) < 2:
            continue
        longest = 100.0 if figures[0].form == "percent" else max(f.value for f in figures)
        rows = tuple(
            (
                words.words(f.point) if f.point and not f.point.isdigit() else f.point or f.year,
                words.number(f),
                round(CHART_UNITS * f.value / longest),
            )
            for f in figures
        )
        label = next((f.series_label for f in figures if f.series_label), figures[0].counts)
        source = edition.job.facts.sources[figures[0].source]
        charts.append(
            {
                "id": f"chart-{name.replace('_', '-')}",
                "title": words.words(label),
                "source": source_view(edition, source, start),
                "rows": rows,
                "kind": "bars",
            }
        )
    return tuple(charts)


def sources_context(edition: Edition, _: str, start: str) -> Context:
    """Return all publications with the figures taken from each, sorted by title."""
    facts = edition.job.facts
    taken: dict[str, list[FigureView]] = {}
    for figure in facts.figures.values():
        taken.setdefault(figure.source, []).append(figure_view(edition, figure, start))
    in_order = collation_of(edition.locale)
    listed = sorted(facts.sources.values(), key=lambda source: in_order(source.title))
    views = (
        replace(source_view(edition, s, start), figures=tuple(taken.get(s.id, ()))) for s in listed
    )
    return {"sources": tuple(views)}


def _pages_citing(edition: Edition, token: str, start: str) -> tuple[Link, ...]:
    pages = edition.navigator.pages_citing.get(token, ())
    links = (edition.navigator.link_to(page, start) for page in pages)
    return tuple(link for link in links if link)


def language_names(edition: Edition, tags: Iterable[str]) -> tuple[Markup, ...]:
    """Return the names of languages, in the edition's language."""
    return tuple(language_called(edition, tag) for tag in tags)


def language_called(edition: Edition, tag: str) -> Markup:
    """Return the name of the language of a tag, in the edition's language."""
    locale = locale_named(tag, edition.job.site.added_locales)
    if locale is None:
        return Markup("<bdi>{}</bdi>").format(tag)
    return name_of_language(locale, edition.inventory, edition.locale)


def in_language(edition: Edition, text: str, tag: str) -> Markup:
    """Return a word in a language; in the edition's own it needs no mark."""
    if tag in (edition.locale.tag, edition.locale.tag.split("-")[0]):
        return escape(set_text(text, typography_of(edition.locale)))
    locale = locale_named(tag, edition.job.site.added_locales)
    direction = locale.direction if locale else "ltr"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(tag, direction, text)


def link_to_source(read_at: str) -> str:
    """Return where a fact was read as an address to link to; empty where it was not read on the web."""
    return read_at if read_at.startswith("http") else ""


def bare_address(address: str) -> str:
    """Return an address as people read and type it: without scheme, www and a last slash."""
    if not address.startswith("http"):
        return address
    return re.sub(r"^https?://(www\.)?", "", address).removesuffix("/")
