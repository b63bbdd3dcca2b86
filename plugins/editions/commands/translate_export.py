"""The words of pages for translators: a PO file for Poedit and its like, or a work pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from editions.commands.console import CALLED_WRONGLY, FINE, complain, counted, report, say
from editions.commands.opening import open_site
from editions.errors import Problem, SiteError
from editions.files.history import older_texts
from editions.files.page_catalogs import Entry, page_catalog
from editions.files.paths import shown
from editions.files.work_pack import FORMAT, work_pack
from editions.files.writing import write_whole
from editions.hooks.translations import TranslatedSite
from editions.model.facts import Facts
from editions.model.locales import Locale
from editions.model.page_edit import one_block
from editions.model.plurals import plural_forms
from editions.model.translations import Translation
from editions.model.units import Unit, units_of, words_of


def export_pages(
    locale: str,
    *,
    pages: Sequence[str] = (),
    stale: bool = False,
    max_words: int = 0,
    html: bool = False,
    output: str,
    settings: str = "",
) -> int:
    """Write the words of pages and their translations into one file; return the exit status.

    ``html`` makes it a work pack. ``stale`` leaves out what is current, ``max_words`` counts words of
    the source, 0 is no limit.
    """
    if max_words < 0:
        complain(f"--max-words {max_words}: give a number of words, as 500.")
        return CALLED_WRONGLY
    try:
        site = open_site(settings, locale)
        into = site.locale_called(locale)
        ids = [site.page_called(page) for page in pages] or list(site.entries)
        path = Path(output)
        chosen = _chosen(site, into, ids, stale=stale, max_words=max_words)
        if not chosen:
            say(f"{into.code}: there is nothing to export.")
            return FINE
        content = (
            work_pack(_work(site, into, chosen)).encode() if html else _catalog(site, into, chosen)
        )
        _write(path, content)
    except SiteError as error:
        return report(error.problems)
    texts = [unit for _, units in chosen for unit in units]
    words = sum(unit.words for unit in texts)
    say(
        f"{shown(path)}: {counted(len(chosen), 'page')}, {counted(len(texts), 'text')},"
        f" {words:,} words of the source"
    )
    return FINE


def _chosen(
    site: TranslatedSite, into: Locale, ids: Sequence[str], *, stale: bool, max_words: int
) -> list[tuple[Translation, list[Unit]]]:
    """Return the units to send out by page; an untracked page is left out, with a warning."""
    chosen: list[tuple[Translation, list[Unit]]] = []
    words = 0
    for page_id in ids:
        page = site.translation(page_id, into)
        if page.freshness.state == "untracked":
            complain(f"warning: {page_id}: left out, nobody has said from what it was made.")
            complain(f"  Stamp it first: ./inv translate.stamp {into.code} {page_id}")
            continue
        units: list[Unit] = []
        for unit in units_of(page):
            if stale and unit.state == "current":
                continue
            words += unit.words
            if max_words and words > max_words and (units or chosen):
                return [*chosen, (page, units)] if units else chosen
            units.append(unit)
        if units:
            chosen.append((page, units))
    return chosen


def _write(path: Path, content: bytes) -> None:
    """Write the file, unless another is there: it may hold somebody's work."""
    if path.exists() and path.read_bytes() != content:
        problem = Problem(
            shown(path),
            "there is such a file already, and it may hold somebody's work.",
            "Import it, or move it away, or name another file with --output.",
        )
        raise SiteError([problem])
    write_whole(path, content)


def _catalog(
    site: TranslatedSite, into: Locale, chosen: Sequence[tuple[Translation, list[Unit]]]
) -> bytes:
    entries = (entry for page, units in chosen for entry in _entries(site.facts, page, units))
    return page_catalog(entries, project=site.site.name, code=into.code, plural=plural_forms(into))


def _work(
    site: TranslatedSite, into: Locale, chosen: Sequence[tuple[Translation, list[Unit]]]
) -> dict[str, object]:
    """Return what a work pack holds; its form is described in ``files.work_pack``."""
    source = site.inventory.by_code[site.inventory.source_locale]
    return {
        "format": FORMAT,
        "site": site.site.name,
        "source": _language(source),
        "target": _language(into),
        "terms": [
            {"source": ours, "target": theirs, "avoid": list(avoid)}
            for ours, theirs, avoid in glossary(site.facts, source.code, into)
        ],
        "pages": [
            {
                "page": page.page_id,
                "title": page.source.metadata.get("title", page.page_id),
                "critical": page.critical,
                "units": _pack_units(page, units),
            }
            for page, units in chosen
        ],
    }


def _language(locale: Locale) -> dict[str, str]:
    return {
        "code": locale.code,
        "tag": locale.tag,
        "dir": locale.direction,
        "autonym": locale.autonym,
    }


def _pack_units(page: Translation, units: Sequence[Unit]) -> list[dict[str, object]]:
    before = _older(page, units)
    return [
        {
            "context": unit.context,
            "kind": unit.kind,
            "state": unit.state,
            "source": unit.source,
            "previous": before.get(unit.made_from, "") if unit.state == "changed" else "",
            "text": unit.text,
            "base": unit.base,
            "done": unit.state == "current",
        }
        for unit in units
    ]


def _older(page: Translation, units: Sequence[Unit]) -> dict[str, str]:
    """Return the former words of changed sources by digest, where git has them."""
    digests = frozenset(u.made_from for u in units if u.state == "changed" and u.made_from)
    found = older_texts(Path(page.source.text.path), digests)
    return {digest: _older_words(text) for digest, text in found.items()}


def _entries(facts: Facts, page: Translation, units: Sequence[Unit]) -> Iterator[Entry]:
    source = page.source
    before = _older(page, units)
    for unit in units:
        place = source.text.at(unit.kind)
        if unit.place is not None:
            place = f"{source.text.path}:{source.line_of(source.blocks[unit.place])}"
        yield Entry(
            unit.context,
            unit.source,
            unit.text,
            place,
            tuple(_notes(facts, page, unit)),
            unit.state == "changed" and bool(unit.text),
            before.get(unit.made_from, ""),
            unit.base,
        )


def _notes(facts: Facts, page: Translation, unit: Unit) -> Iterator[str]:
    headings = [b for b in page.source.blocks[: unit.place] if b.kind == "heading"]
    below = f" below “{words_of(headings[-1])}”" if unit.place is not None and headings else ""
    yield f"{unit.kind}{below}"
    if page.critical:
        yield "Readers rely on this page for their safety."
    yield from glossary_notes(facts, page.source.text.locale, page.locale, unit.source)


def glossary_notes(facts: Facts, source: str, into: Locale, text: str) -> Iterator[str]:
    """Yield what the glossary says of terms that a text has."""
    low = text.casefold()
    for ours, theirs, avoid in glossary(facts, source, into):
        if ours.casefold() in low:
            never = f" (not: {', '.join(avoid)})" if avoid else ""
            yield f"Glossary: {ours} = {theirs}{never}"


def glossary(facts: Facts, source: str, into: Locale) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (term, its translation, words to avoid) of the glossary for two languages."""
    language = into.tag.split("-")[0]
    for term in facts.terms.values():
        ours = term.term.get(source, "")
        theirs = term.term.get(into.tag) or term.term.get(language, "")
        if ours and theirs:
            yield ours, theirs, term.avoid.get(into.tag) or term.avoid.get(language, ())


def _older_words(text: str) -> str:
    block = one_block(text)
    return words_of(block) if block else text
