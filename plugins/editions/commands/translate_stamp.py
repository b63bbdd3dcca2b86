"""Checking translations, and stamping those that say what the source says today."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from editions.commands.console import (
    CALLED_WRONGLY,
    FINE,
    PROBLEMS,
    complain,
    counted,
    report,
    say,
)
from editions.commands.opening import open_site
from editions.errors import Problem, SiteError, in_reading_order
from editions.files.paths import shown
from editions.files.writing import write_whole
from editions.hooks.today import today
from editions.hooks.translations import TranslatedSite
from editions.model.page_rules import PageRules, page_problems
from editions.model.pictures import pictures_lacking
from editions.model.translation_checks import Checked, check_translation
from editions.model.translations import Translation, stamp_of, stamped_text


def check_translations(locale: str = "", *, settings: str = "") -> int:
    """Compare every translation with its source, block by block; return 1 where one has an error."""
    try:
        site = open_site(settings, locale)
        wanted = (site.locale_called(locale),) if locale else site.locales
    except SiteError as error:
        return report(error.problems)
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for one in wanted:
        rules = site.rules(one)
        pages = [page for page in site.translations(one) if page.text]
        for page in pages:
            found = _checked(site, page, rules)
            errors.extend(found.errors)
            warnings.extend((*found.warnings, *pictures_lacking(site.inventory, page)))
        say(f"{one.code:8} {counted(len(pages), 'page')} compared")
    for warning in in_reading_order(warnings):
        complain(f"warning: {warning}")
    return report(errors)


def stamp_translations(
    locale: str, pages: Sequence[str] = (), *, every: bool = False, settings: str = ""
) -> int:
    """Write into translations that they are made from today's source; return the exit status.

    A page that ``translate.check`` refuses is not stamped; the others are. ``every`` leaves out those
    whose source has changed: that somebody has looked at the change is said page by page.
    """
    if not pages and not every:
        complain("Name the pages to stamp, or --all for every page whose source has not changed.")
        complain(f"  As: ./inv translate.stamp {locale} issues/travel")
        return CALLED_WRONGLY
    try:
        site = open_site(settings, locale)
        into = site.locale_called(locale)
        ids = [site.page_called(page) for page in pages] if not every else list(site.entries)
    except SiteError as error:
        return report(error.problems)
    rules = site.rules(into)
    refused: list[Problem] = []
    for page_id in ids:
        translation = site.translation(page_id, into)
        if translation.text is None:
            if not every:
                refused.append(_missing(site, page_id, translation))
            continue
        if every and translation.source_changed:
            refused.append(_stale(translation))
            continue
        found = _checked(site, translation, rules, as_of_today=True)
        if found.errors:
            refused.extend(found.errors)
            complain(f"{page_id}: not stamped, {counted(len(found.errors), 'error')}")
            continue
        _stamp(translation)
    report(refused)
    return PROBLEMS if refused else FINE


def _stamp(translation: Translation) -> None:
    written = translation.text
    assert written is not None
    stamp = stamp_of(translation)
    if written.text.stamp == stamp and translation.freshness.state != "untracked":
        say(f"{translation.page_id}: nothing to stamp, it is {translation.freshness.state}")
        return
    text = stamped_text(written.raw, stamp, today().isoformat())
    write_whole(Path(written.text.path), text.encode())
    lacking = translation.pairing.lacking
    left = f", without {counted(len(lacking), 'section')}: {', '.join(lacking)}" if lacking else ""
    say(f"{translation.page_id}: stamped{left}")


def _checked(
    site: TranslatedSite, page: Translation, rules: PageRules, *, as_of_today: bool = False
) -> Checked:
    found = check_translation(page, as_of_today=as_of_today)
    assert page.text is not None
    written = page.text
    unruly = page_problems(rules, page.entry, written.text, written.header.body)
    told = {problem.what for problem in found.errors}
    unsound = (
        flaw.problem
        for flaw in site.inventory.flaws
        if (flaw.page_id, flaw.locale) == (page.page_id, page.locale.code)
        and flaw.problem.what not in told
    )
    return Checked((*found.errors, *unsound, *unruly), found.warnings)


def _stale(translation: Translation) -> Problem:
    assert translation.text is not None
    named = f"{translation.locale.code} {translation.page_id}"
    return Problem(
        translation.text.text.path,
        "stale, not stamped: its source has changed since.",
        f"Compare it (./inv translate.diff {named}), then stamp it by name:"
        f" ./inv translate.stamp {named}",
    )


def _missing(site: TranslatedSite, page_id: str, translation: Translation) -> Problem:
    return Problem(
        shown(site.path_for(page_id, translation.locale)),
        f"{page_id} is not translated into {translation.locale.autonym} yet.",
        "Write the file first; docs/translating.md shows how.",
    )
