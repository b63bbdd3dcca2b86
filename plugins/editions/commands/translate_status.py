"""How every translation stands to its source: by page, and in sum."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from editions.commands.console import CALLED_WRONGLY, FINE, PROBLEMS, complain, report, say
from editions.commands.opening import open_site
from editions.errors import SiteError
from editions.files.catalogs import read_catalogs
from editions.hooks.readiness import readiness_of_all
from editions.hooks.today import today
from editions.hooks.translations import TranslatedSite
from editions.model.freshness import STATES
from editions.model.locales import Locale
from editions.model.readiness import Readiness
from editions.model.translations import Translation


@dataclass(frozen=True)
class Summary:
    """The pages of one locale by state."""

    locale: Locale
    pages: tuple[Translation, ...]
    readiness: Readiness

    def count(self, state: str) -> int:
        """Return how many pages are in a state."""
        return sum(page.freshness.state == state for page in self.pages)

    @property
    def percent(self) -> int:
        """How many of a hundred pages are current, rounded down."""
        return 100 * self.count("current") // len(self.pages) if self.pages else 100


def translation_status(
    locale: str = "", *, as_json: bool = False, fail_under: int = 0, settings: str = ""
) -> int:
    """Say how translations stand; return 1 where a locale has less than ``fail_under`` % current."""
    if not 0 <= fail_under <= 100:
        complain(f"--fail-under {fail_under}: give a number of per cent from 0 to 100.")
        return CALLED_WRONGLY
    try:
        site = open_site(settings)
        wanted = (site.locale_called(locale),) if locale else site.locales
        readiness = {one.locale.code: one for one in _readiness(site)}
    except SiteError as error:
        return report(error.problems)
    summaries = [Summary(one, tuple(site.translations(one)), readiness[one.code]) for one in wanted]
    if as_json:
        say(json.dumps(for_machines(site, summaries), ensure_ascii=False, indent=1))
    else:
        for summary in summaries:
            _tell(summary, whole=bool(locale))
    return PROBLEMS if any(s.percent < fail_under for s in summaries) else FINE


def _readiness(site: TranslatedSite) -> tuple[Readiness, ...]:
    """Return how far the editions are; what keeps a catalog from being read is told."""
    catalogs, damaged = read_catalogs(site.site.translations)
    for problems in damaged.values():
        report(problems)
    return readiness_of_all(site.site, site.inventory, catalogs)


def for_machines(site: TranslatedSite, summaries: Iterable[Summary]) -> dict[str, object]:
    """Return the state of every page of some locales in a form machines read."""
    return {
        "source": site.inventory.source_locale,
        "locales": {
            summary.locale.code: {
                "autonym": summary.locale.autonym,
                "current_percent": summary.percent,
                "interface_percent": summary.readiness.words,
                "ready": summary.readiness.ready and summary.readiness.words is not None,
                "lacking": dict(summary.readiness.lacking),
                "kept": summary.readiness.is_kept(today()),
                "totals": {state: summary.count(state) for state in STATES},
                "pages": {page.page_id: _page(page) for page in summary.pages},
            }
            for summary in summaries
        },
    }


def _page(page: Translation) -> dict[str, object]:
    freshness = page.freshness
    stamped = page.text.text.stamped if page.text else None
    return {
        "state": freshness.state,
        "critical": page.critical,
        "review": page.review or None,
        "blocks": len(page.source.text.prints.blocks),
        "changed": freshness.count("changed"),
        "new": freshness.count("new"),
        "gone": freshness.count("gone"),
        "stamped": stamped.isoformat() if stamped else None,
    }


def _tell(summary: Summary, *, whole: bool) -> None:
    totals = ", ".join(f"{n} {state}" for state in STATES if (n := summary.count(state)))
    say(f"{summary.locale.code:8} {summary.percent:3} % current of {len(summary.pages)}: {totals}")
    if summary.readiness.ready and summary.readiness.words is not None:
        say("  ready: readers are offered it")
    elif not summary.readiness.ready:
        say(f"  not ready to be listed: {summary.readiness}")
    if not summary.readiness.is_kept(today()):
        say(
            f"  needs help: nobody has stamped or reviewed a page since {summary.readiness.kept_on}"
        )
    for page in summary.pages:
        if whole or page.freshness.state not in ("current", "missing"):
            say(f"  {page.freshness.state:9} {page.review:8} {page.page_id}{_parts(page)}")


def _parts(page: Translation) -> str:
    names = (("changed", "changed"), ("new", "not translated"), ("gone", "gone from the source"))
    parts = [f"{n} {name}" for state, name in names if (n := page.freshness.count(state))]
    critical = ["critical"] if page.critical and page.freshness.state != "current" else []
    told = ", ".join(critical + parts)
    return f"  ({told})" if told else ""
