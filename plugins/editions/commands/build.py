"""Building: survey once, build every edition alone, put each in its place when it is whole."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editions.commands.build_at_rest import Question
from editions.commands.build_editions import build_editions
from editions.commands.console import (
    CALLED_WRONGLY,
    FINE,
    Line,
    complain,
    counted,
    progress,
    report,
    say,
    tell,
)
from editions.errors import Problem, SiteError, the_first_of
from editions.files.assets import gather_assets
from editions.files.catalogs import CATALOG, FACT_CATALOG, read_catalogs
from editions.files.facts import read_facts
from editions.files.pack_records import read_packs
from editions.files.parts import forget_part, write_part
from editions.files.search_words import read_searches
from editions.files.writing import check_writable, write_whole
from editions.hooks.edition import SETTING, Built, Ingredients
from editions.hooks.fingerprints import Fingerprints
from editions.hooks.kept_settings import keep_site, kept_site
from editions.hooks.part_records import part_of
from editions.hooks.readiness import gated, readiness_of_all, without_unready
from editions.hooks.root import copy_packs, copy_shared_media, write_root
from editions.hooks.settings import Site, read_site, site_of
from editions.hooks.shared_problems import shared_problems
from editions.hooks.surveying import survey_of, survey_site
from editions.hooks.today import today
from editions.model.interface import Catalog
from editions.model.inventory import Inventory
from editions.model.locales import canonical_code
from editions.model.parts import brings_packs
from editions.model.readiness import Readiness
from editions.model.redirects import redirects_of
from editions.model.search_words import place_problems
from editions.model.security_txt import expired, expiry_warning


def build_site(
    *,
    locales: Sequence[str] = (),
    content: str = "",
    output: str = "",
    cache: str = "",
    settings: str = "",
    explain: bool = False,
    question: Question | None = None,
) -> int:
    """Build the site, or some of its editions, and say what came of it; return the exit status.

    The answer to a question is kept when all is well: what the next build says if nothing changes.
    """
    try:
        kept = kept_site(question.kept_settings, question.values) if question else None
        site = kept or read_site(
            settings or "pelicanconf.py", PATH=content, OUTPUT_PATH=output, CACHE_PATH=cache
        )
        status = build(site, locales, question, explain=explain).status
        if question and status == FINE and not kept:
            keep_site(question.kept_settings, question.values, site)
        return status
    except SiteError as error:
        return report(error.problems)


@dataclass(frozen=True)
class Outcome:
    """What came of a build: its exit status, what is wrong, and how many pages were rendered.

    ``plan`` is what it went by, where it could go by anything.
    """

    status: int
    problems: Sequence[Problem] = ()
    rendered: int = 0
    plan: Prepared | None = None

    @property
    def editions(self) -> dict[str, str]:
        """The folder of each edition, with the tag of its locale."""
        locales = self.plan.inventory.locales if self.plan else ()
        return {locale.slug: locale.tag for locale in locales}

    @property
    def redirects(self) -> dict[str, str]:
        """Each old address with the one it leads to, as paths from the top of the site."""
        return redirects_of(self.plan.inventory) if self.plan else {}


def build(
    site: Site,
    wanted: Sequence[str] = (),
    question: Question | None = None,
    *,
    explain: bool = False,
    quiet: bool = False,
) -> Outcome:
    """Build editions of a site; raises SiteError where nothing can be built at all.

    ``explain`` says for every page that is rendered why, ``quiet`` says only what is wrong.
    """
    started = time.monotonic()
    check_writable(site.output)
    check_writable(site.cache)
    if question:
        question.forget()
    plan = prepare(site, wanted)
    known = [locale.code for locale in plan.inventory.locales]
    codes = wanted_codes(wanted, known, "the content has no such locale", "It has")
    if codes is None:
        return Outcome(CALLED_WRONGLY)
    forget_part(site.output)
    copy_shared_media(site, plan.inventory)
    problems = list(plan.inventory.site_flaws)
    said = [*plan.warnings, (False, _findings(plan.inventory))]
    _tell_all(said, quiet=quiet)
    blocked = {code: plan.problems_of(code) for code in codes}
    rendered = 0
    fingerprints = Fingerprints(plan.made_of)
    for built in build_editions(fingerprints, codes, blocked):
        problems.extend(built.problems)
        rendered += built.rendered
        said.extend(_lines_of(replace(built, rendered=0), plan.inventory))
        _tell_all(_lines_of(built, plan.inventory), quiet=quiet)
        for reason in built.plan.reasons() if explain and built.plan else ():
            say(f"  {reason}")
    problems.extend(_finish_root(plan, fingerprints, codes))
    status = report(problems)
    if status == FINE:
        if wanted:
            write_part(site.output, part_of(plan.made_of, codes))
        _tell_all(
            [(False, f"done in {time.monotonic() - started:.1f} s: {site.output}")], quiet=quiet
        )
        if question:
            question.keep([*said, (False, f"nothing has changed: {site.output}")])
    return Outcome(status, problems, rendered, plan)


def _tell_all(lines: Iterable[Line], *, quiet: bool) -> None:
    for line in () if quiet else lines:
        tell(line)


def clean_site(*, output: str = "", cache: str = "", settings: str = "") -> int:
    """Remove what builds have made: output and cache."""
    try:
        site = read_site(settings or "pelicanconf.py", OUTPUT_PATH=output, CACHE_PATH=cache)
    except SiteError as error:
        return report(error.problems)
    for folder in (site.output, site.cache):
        shutil.rmtree(folder, ignore_errors=True)
    return FINE


def build_from_pelican(pelican: Any) -> None:
    """Build every edition when Pelican itself is called (signal ``get_generators``).

    Pelican's own run then has nothing left to do. The signal is used because it is the first that
    is sent again for every rebuild of ``pelican --autoreload``.
    """
    if SETTING in pelican.settings:
        return
    try:
        status = build(site_of(pelican.settings)).status
    except SiteError as error:
        status = report(error.problems)
    if status != FINE and not {"-r", "--autoreload"} & set(sys.argv):
        # Any other exception would be shown by Pelican with a traceback.
        raise SystemExit(status)


def leave_nothing_to_pelican(pelican: Any) -> None:
    """Tell a Pelican run that is not an edition to build nothing itself (signal ``initialized``)."""
    if SETTING not in pelican.settings:
        pelican.settings.update(
            PAGE_PATHS=[], ARTICLE_PATHS=[], STATIC_PATHS=[], THEME_STATIC_PATHS=[],
            DIRECT_TEMPLATES=[], FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None,
        )  # fmt: skip
        pelican.delete_outputdir = False


@dataclass(frozen=True)
class Prepared:
    """What a build goes by.

    ``broken`` maps locales to problems of their catalogs; ``mistakes`` are those of the facts, which
    every edition shows.
    """

    made_of: Ingredients
    broken: Mapping[str, Sequence[Problem]]
    mistakes: Sequence[Problem]
    warnings: Sequence[Line]

    @property
    def inventory(self) -> Inventory:
        """The inventory all editions share."""
        return self.made_of.inventory

    def problems_of(self, code: str) -> list[Problem]:
        """Return what keeps an edition from being begun."""
        chain = self.inventory.chains[code]
        return [*self.mistakes, *(p for c in chain for p in self.broken.get(c, ()))]


def prepare(site: Site, wanted: Sequence[str]) -> Prepared:
    """Read everything a build is made from; raises SiteError where nothing can be built at all."""
    with progress("reading pages") as advance:
        tree, inventory = survey_site(site, advance=advance)
    broken: dict[str, list[Problem]] = {}
    catalogs = _catalogs_of(site, inventory, broken)
    readiness = readiness_of_all(site, inventory, catalogs)
    named = {canonical_code(spelling) for spelling in wanted}
    warnings = tuple(_unready(site, readiness, named))
    if site.unready == "leave out" and not all(one.ready for one in readiness):
        inventory = survey_of(site, without_unready(tree, readiness))
        readiness = tuple(one for one in readiness if one.ready)
    inventory = gated(inventory, readiness, site.unready, today())
    fact_catalogs = _catalogs_of(site, inventory, broken, FACT_CATALOG)
    facts, mistakes = read_facts(site.content / "data")
    words_folder = site.content / "data" / "search"
    searches, mistyped = read_searches(words_folder, site.added_locales, site.cache)
    made_of = Ingredients(
        site=site,
        inventory=inventory,
        catalogs=catalogs,
        fact_catalogs=fact_catalogs,
        facts=facts,
        assets=gather_assets(site.theme),
        searches=searches,
        digests={page.path: page.digest for page in tree.pages},
        today=today(),
        packs=read_packs(site.packs) if site.packs else (),
    )
    mistakes = (*mistakes, *shared_problems(site, inventory, facts, tree.media))
    mistakes = (*mistakes, *mistyped, *place_problems(searches, inventory))
    mistakes = (*mistakes, *expired(site.pelican, made_of.today))
    expiring = expiry_warning(site.pelican, made_of.today)
    if expiring:
        warnings = (*warnings, (True, f"warning: {expiring}"))
    return Prepared(made_of, broken, mistakes, warnings)


def _unready(
    site: Site, readiness: Iterable[Readiness], wanted: Collection[str | None]
) -> Iterator[Line]:
    what = {"list": "listed all the same", "preview": "built, not listed", "leave out": "left out"}
    for one in readiness:
        if not one.ready and (not wanted or one.locale.code in wanted):
            yield True, f"warning: {one.locale.code}: not ready, {what[site.unready]}: {one}."


def _catalogs_of(
    site: Site, inventory: Inventory, broken: dict[str, list[Problem]], name: Path = CATALOG
) -> dict[str, Catalog]:
    catalogs, damaged = read_catalogs(site.translations, name, inventory.by_code)
    for code, problems in damaged.items():
        broken.setdefault(code, []).extend(problems)
    return catalogs


def wanted_codes(
    wanted: Sequence[str], known: Sequence[str], lacking: str, there: str
) -> list[str] | None:
    """Return the codes of the locales asked for, all where none was; None where one is not known.

    ``lacking`` is said of that one, ``there`` before the list of those that are.
    """
    codes = [canonical_code(spelling) or spelling for spelling in wanted]
    unknown = [code for code in codes if code not in known]
    for code in unknown:
        complain(f"--locale {code}: {lacking}.")
        complain(f"  {there} {', '.join(known)}.")
    return None if unknown else (codes or list(known))


def _finish_root(
    plan: Prepared, fingerprints: Fingerprints, codes: Sequence[str]
) -> tuple[Problem, ...]:
    """Write what lies at the top of the site, and remove editions whose locale is gone."""
    if plan.mistakes:  # an entry with a mistake must not vanish from the copies machines read
        return ()
    try:
        write_root(plan.made_of, fingerprints.of_root())
        locales = plan.inventory.locales
        # Of a folder with other editions, built before, people follow the links.
        whole = all((plan.made_of.site.output / locale.slug).is_dir() for locale in locales)
        if whole or brings_packs([locale.code for locale in locales], codes):
            copy_packs(plan.made_of)
    except SiteError as error:
        return error.problems
    _remove_gone_editions(plan.made_of.site, plan.inventory)
    return ()


def _remove_gone_editions(site: Site, inventory: Inventory) -> None:
    ledger = site.cache / "editions.json"
    before = json.loads(ledger.read_text()) if ledger.is_file() else {}
    known = before.get(str(site.output), [])
    slugs = sorted(locale.slug for locale in inventory.locales)
    for slug in set(known) - set(slugs):
        shutil.rmtree(site.output / slug, ignore_errors=True)
    write_whole(ledger, json.dumps({**before, str(site.output): slugs}, indent=1).encode())


def _findings(inventory: Inventory) -> str:
    pages = counted(len(inventory.entries), "page")
    return f"{pages} in {counted(len(inventory.locales), 'locale')}"


def _lines_of(built: Built, inventory: Inventory) -> Iterator[Line]:
    """Yield what is told of an edition."""
    locale = inventory.by_code[built.code]
    if built.problems:
        kept = "what was there before stays"
        yield True, f"{locale.code:8} {counted(len(built.problems), 'problem')}; {kept}"
        return
    borrowed = f", {built.borrowed} borrowed" if built.borrowed else ""
    made = f", {built.rendered} rendered" if built.rendered != built.pages else ""
    yield False, f"{locale.code:8} {counted(built.pages, 'page')}{borrowed}{made}"
    for missing, place in ((built.missing, "interface"), (built.missing_facts, "words of facts")):
        if missing:
            named = the_first_of([f"“{message}”" for message in missing], most=3)
            yield True, f"{locale.code:8} not translated in the {place}: {named}"
