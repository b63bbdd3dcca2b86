"""Tokens in the text of a page become what they stand for, with a numbered note of the source.

``{figure:id}`` shows the number as the text's language writes it, readable by machines; what exactly
it counts and where it comes from stands in the note, in the reader's language.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup

from editions.hooks.fact_words import FactWords
from editions.model.countries import COUNTRIES
from editions.model.facts import Facts, Figure, Source, own_or_english
from editions.model.locales import locale_named
from editions.model.tokens import KINDS_OF_TOKENS, PATTERN_OF_TOKENS

_Entry = TypeVar("_Entry")


@dataclass
class Cited:
    """A fact a page has cited: its note's number, and the places in the text that refer to it."""

    number: int
    kind: str
    id: str
    refs: list[str] = field(default_factory=list)


class UnknownFact(Exception):
    """A token that stands for nothing; ``what`` and ``remedy`` are for its author."""

    def __init__(self, what: str, remedy: str) -> None:
        """Keep the two parts the place is still to be added to."""
        super().__init__(what)
        self.what, self.remedy = what, remedy


class FactTokens(InlineProcessor):
    """The inline pattern of tokens; ``begin`` is called before each page."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts of the site; a site without any still has countries and dates."""
        super().__init__(PATTERN_OF_TOKENS)
        self.facts = facts
        self.cited: dict[tuple[str, str], Cited] = {}
        self._links: list[Element] = []
        self._is_alone = False

    def begin(
        self,
        words: FactWords,
        glossary: str,
        note: Callable[[str, str, str], None],
        is_of_source: Callable[[str], bool] = lambda _: False,
        source_words: FactWords | None = None,
    ) -> None:
        """Start a page: in whose words tokens are written, and where problems are noted.

        ``glossary`` is the href of the page with the terms from this one, or empty. Blocks that are
        of the source, as ``is_of_source`` tells from their text, are written in ``source_words``.
        """
        self.glossary = glossary
        self.words = self._own_words = words
        self._is_of_source, self._source_words = is_of_source, source_words or words
        self.note = note
        self.cited = {}
        self._links = []

    def has_made(self, link: Element) -> bool:
        """Tell whether a link is ours and resolved already; nothing in a text can pretend to be."""
        return any(link is made for made in self._links)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | str, int, int]:
        """Return the element of a token; one that stands for nothing is noted and left as it is."""
        self.words = self._source_words if self._is_of_source(data) else self._own_words
        self._is_alone = data.strip() == m[0]
        made: Element | str
        try:
            made = self._made(m["kind"], m["id"])
        except UnknownFact as unknown:
            self.note(m[0], unknown.what, unknown.remedy)
            made = m[0]
        return made, m.start(0), m.end(0)

    def _made(self, kind: str, id_: str) -> Element:
        if kind in KINDS_OF_TOKENS:
            made: Element = getattr(self, f"_{kind}")(id_)
            return made
        near = difflib.get_close_matches(kind.lower(), KINDS_OF_TOKENS, n=1)
        remedy = (
            f"Did you mean {{{near[0]}:{id_}}}?"
            if near
            else f"There are {', '.join(KINDS_OF_TOKENS)}."
        )
        escape = "A backslash before the brace makes it plain text."
        raise UnknownFact(f"there is no kind of token {kind!r}.", f"{remedy} {escape}")

    def _figure(self, id_: str) -> Element:
        figure = _known("figure", id_, self.facts.figures)
        whole = Element("span", {"class": "cited"})
        number = SubElement(whole, "data", {"class": "figure", "value": _machine(figure)})
        _fill(number, str(self.words.number(figure)))
        whole.append(self._reference("figure", id_))
        return whole

    def _source(self, id_: str) -> Element:
        source = _known("source", id_, self.facts.sources)
        if self._is_alone:
            return self._source_in_list(source)
        whole = Element("span", {"class": "cited"})
        title = SubElement(whole, "cite", {"lang": source.language})
        language = locale_named(source.language, {})
        if language and language.direction != self.words.locale.direction:
            title.set("dir", language.direction)
        title.text = source.title
        whole.append(self._reference("source", id_))
        return whole

    def _source_in_list(self, source: Source) -> Element:
        """Return a publication that is all of its block: a note would say the same again below."""
        title = self.words.name(source.title, source.language)
        link = Markup('<cite><a href="{}" rel="external">{}</a></cite>').format(source.url, title)
        publisher = self.words.name(source.publisher, "en")
        whole = Element("span")
        line = self.words.message(
            "%(title)s, %(publisher)s, %(year)s.", title=link, publisher=publisher, year=source.year
        )
        _fill(whole, str(line))
        return whole

    def _term(self, id_: str) -> Element:
        term = _known("term", id_, self.facts.terms)
        href = f"{self.glossary}#{id_}"
        made = Element("a", {"class": "term", "href": href}) if self.glossary else Element("span")
        self._links.append(made)
        self._say_own_or_english(made, made, term.term)
        return made

    def _instrument(self, id_: str) -> Element:
        law = _known("instrument", id_, self.facts.instruments)
        cite = Element("cite")
        link = SubElement(cite, "a", {"href": law.url, "rel": "external"})
        self._say_own_or_english(link, cite, law.title)
        return cite

    def _country(self, id_: str) -> Element:
        if id_ not in COUNTRIES:
            raise UnknownFact(
                f"there is no country {id_!r}.", "Write its two letters of ISO 3166-1, as KE."
            )
        made = Element("span")
        _fill(made, str(self.words.country(id_)))
        return made

    def _date(self, id_: str) -> Element:
        try:
            day = datetime.date.fromisoformat(id_)
        except ValueError:
            raise UnknownFact(f"{id_!r} is no day.", "Write it as 2025-04-10.") from None
        made = Element("span")
        _fill(made, str(self.words.day(day)))
        return made

    def _say_own_or_english(
        self, holder: Element, marked: Element, texts: Mapping[str, str]
    ) -> None:
        """Put a text in the language of the page into an element, or the English one, marked."""
        tag = self.words.locale.tag
        holder.text, own = own_or_english(texts, tag)
        if own not in (tag, tag.split("-")[0]):
            marked.set("lang", "en")
            marked.set("dir", "ltr")

    def _reference(self, kind: str, id_: str) -> Element:
        """Return the raised number that leads to a note; one note serves all places of a fact."""
        cited = self.cited.setdefault((kind, id_), Cited(len(self.cited) + 1, kind, id_))
        place = f"note-ref-{cited.number}" + (f"-{len(cited.refs) + 1}" if cited.refs else "")
        cited.refs.append(place)
        raised = Element("sup", {"class": "note-ref"})
        link = SubElement(raised, "a", {"href": f"#note-{cited.number}", "id": place})
        link.text = str(cited.number)
        self._links.append(link)
        return raised


def _known(kind: str, id_: str, entries: Mapping[str, _Entry]) -> _Entry:
    if id_ in entries:
        return entries[id_]
    near = difflib.get_close_matches(id_, list(entries), n=1, cutoff=0.5)
    remedy = (
        f"Did you mean {{{kind}:{near[0]}}}?" if near else f"Add it to content/data/{kind}s.yaml."
    )
    raise UnknownFact(f"there is no {kind} {id_!r}.", remedy)


def _machine(figure: Figure) -> str:
    """Return a value as HTML's ``data`` has it: digits, and a point where there is a fraction."""
    return f"{figure.value:.10g}"


def _fill(element: Element, html: str) -> None:
    """Put HTML we made ourselves, which is well-formed, into an element."""
    parsed = fromstring(f"<span>{html}</span>")  # noqa: S314 - our own, a line above
    element.text = parsed.text
    element.extend(list(parsed))
