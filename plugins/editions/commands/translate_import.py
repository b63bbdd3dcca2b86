"""Words that come back from a translator, put into the pages: all of a file, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from editions.commands.console import FINE, complain, counted, report, say
from editions.commands.opening import open_site
from editions.errors import Problem, SiteError, in_reading_order
from editions.files.deliveries import read_delivery
from editions.files.page_catalogs import PageCatalog
from editions.files.paths import shown
from editions.files.writing import write_whole
from editions.hooks.today import today
from editions.hooks.translations import TranslatedSite
from editions.model.frontmatter import read_header, with_fields
from editions.model.incoming import Delivered, by_page, matched, received
from editions.model.locales import Locale
from editions.model.page_edit import EditedPage
from editions.model.page_rules import PageRules, page_problems
from editions.model.pages import read_page
from editions.model.translation_checks import check_translation
from editions.model.translations import Translation, WrittenPage, stamped_text
from editions.model.units import units_of


@dataclass(frozen=True)
class _Ready:
    """A page that can be written."""

    page_id: str
    path: Path
    text: str
    changed: int
    was_reviewed: bool


def import_files(files: Iterable[str], *, settings: str = "") -> int:
    """Import files one after the other, each by itself; return the worst exit status."""
    return max(import_pages(file, settings=settings) for file in files)


def import_pages(file: str, *, settings: str = "") -> int:
    """Read a PO file or a work pack, check it, write the pages and stamp them; return the exit status.

    Nothing is written where anything is wrong.
    """
    path = Path(file)
    try:
        catalog = read_delivery(path)
        site = open_site(settings, catalog.language)
        into = site.locale_called(catalog.language)
    except SiteError as error:
        return report(error.problems)
    ready, problems, warnings, newer = _made_ready(site, into, catalog)
    for warning in in_reading_order(warnings):
        complain(f"warning: {warning}")
    if problems:
        complain(f"{shown(path)}: nothing is written.")
        return report(problems)
    for page in ready:
        write_whole(page.path, page.text.encode())
        draft = "; no longer reviewed, its words have changed" if page.was_reviewed else ""
        say(f"{shown(page.path)}: {counted(page.changed, 'text')} taken over{draft}")
    told = [f"{shown(path)}: {into.code}, {counted(len(ready), 'page')} changed"]
    if catalog.left_out:
        told.append(f"{counted(catalog.left_out, 'text')} {catalog.left_as}")
    if newer:
        told.append(f"{counted(newer, 'text')} newer on the page, left as they are")
    say("; ".join(told))
    return FINE


def _made_ready(
    site: TranslatedSite, into: Locale, catalog: PageCatalog
) -> tuple[list[_Ready], list[Problem], list[Problem], int]:
    """Return the pages to write, what is wrong, what is only worth knowing, and how many texts stay."""
    ready: list[_Ready] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    newer = 0
    rules = site.rules(into)
    for page_id, texts in by_page(catalog.texts).items():
        if page_id not in site.entries:
            problems.extend(map(_no_such_page, texts))
            continue
        page = site.translation(page_id, into)
        if page.freshness.state == "untracked":
            problems.append(_untracked(page, texts[0]))
            continue
        found, wrong, known = matched(units_of(page), texts)
        warnings.extend(known)
        edited, more, staying = received(page, found)
        newer += staying
        problems.extend((*wrong, *more))
        if not edited.changed or wrong or more:
            continue
        if page.text is None and not any(unit.kind == "title" for unit, _, _ in found):
            warnings.append(_no_title(page, texts[0]))
            continue
        one, errors = _checked(site, page, edited, rules)
        problems.extend(errors)
        ready.append(one)
    return ready, problems, warnings, newer


def _checked(
    site: TranslatedSite, page: Translation, edited: EditedPage, rules: PageRules
) -> tuple[_Ready, list[Problem]]:
    """Return a page as it would be written, and what ``translate.check`` would say of it."""
    path = site.path_for(page.page_id, page.locale)
    raw = stamped_text(edited.raw, edited.stamp, today().isoformat())
    reviewed = edited.worded and page.review == "reviewed"
    if reviewed:
        raw = with_fields(raw, {"Status": "draft", "Reviewed": ""})
    header, malformed = read_header(raw, shown(path))
    text, mistakes = read_page(page.page_id, page.locale.code, shown(path), header)
    written = WrittenPage(text, raw)
    found = [*malformed, *mistakes]
    if not found:
        found.extend(check_translation(replace(page, text=written)).errors)
        found.extend(page_problems(rules, page.entry, text, header.body))
    origins = _origins(written, edited)
    return (
        _Ready(page.page_id, path, raw, edited.changed, reviewed),
        [replace(problem, where=origins.get(problem.where, problem.where)) for problem in found],
    )


def _origins(written: WrittenPage, edited: EditedPage) -> dict[str, str]:
    """Return the places in the translator's file by those in the page that would be written."""
    origins = {written.text.at(key): origin for key, origin in edited.field_origins.items()}
    for block, origin in zip(written.blocks, edited.origins, strict=False):
        if origin:
            first = written.line_of(block)
            lines = range(first, first + block.lines)
            origins |= {f"{written.text.path}:{line}": origin for line in lines}
    return origins


def _no_such_page(text: Delivered) -> Problem:
    return Problem(
        text.where,
        f"the site has no page for the context {text.context[:80]!r}.",
        "Leave msgctxt as it was exported; for a page that was renamed, export again.",
    )


def _untracked(page: Translation, text: Delivered) -> Problem:
    return Problem(
        text.where,
        f"nobody has said from which source {page.page_id} was made.",
        f"Stamp it first: ./inv translate.stamp {page.locale.code} {page.page_id}",
    )


def _no_title(page: Translation, text: Delivered) -> Problem:
    return Problem(
        text.where,
        f"{page.page_id} is left out: a new page begins with its title, which is not translated.",
        "Translate the title, then import the file again.",
    )
