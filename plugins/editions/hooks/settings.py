"""The settings file, read by Pelican and checked by us.

Knows which settings are ours and what Pelican must be told to build one edition. Every setting named
here is described in ``docs/settings.md``; a test compares the two.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from editions.errors import Problem, SiteError
from editions.files.paths import shown
from editions.model.exits import exit_problems
from editions.model.onion import onion_problems
from editions.model.security_txt import security_problems

#: Settings this plugin adds to Pelican's, or gives a meaning of its own.
OWN_SETTINGS = (
    "TRANSLATIONS_PATH",
    "LOCALES",
    "SITENAME_LANG",
    "FACTS_LICENCE",
    "UNREADY_EDITIONS",
    "TRANSLATION_REPORTS",
    "EXIT_ADDRESSES",
    "PACKS_PATH",
    "PUBLISH_TO",
    "PUBLISH_KEEP",
    "SECURITY_CONTACT",
    "SECURITY_EXPIRES",
    "SECURITY_POLICY",
    "SECURITY_LANGUAGES",
    "ONION_ADDRESS",
)
#: What can become of an edition that is not ready: named as any other, built but not named, not built.
UNREADY = ("list", "preview", "leave out")
_REPORTS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|https?://[^\s<>\"']+")
USED_SETTINGS = (
    "SITENAME", "SITEURL", "PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "DEFAULT_LANG", "TIMEZONE",
    "ARTICLE_PATHS", "FEED_ALL_ATOM", "FEED_MAX_ITEMS", "PLUGIN_PATHS", "PLUGINS",
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The site as its settings describe it; ``pelican`` holds all of Pelican's own settings."""

    pelican: Mapping[str, Any]
    name: str
    name_lang: str
    url: str
    content: Path
    output: Path
    cache: Path
    theme: Path
    translations: Path
    source_locale: str
    added_locales: Mapping[str, Mapping[str, Any]]
    articles: tuple[str, ...]
    unready: str = "preview"
    reports: str = ""
    exits: Mapping[str, str] = field(default_factory=dict)
    packs: Path | None = None
    onion: str = ""


def read_site(settings_file: str, **overrides: str) -> Site:
    """Return the site of a settings file; overrides with an empty value do not count."""
    path = Path(settings_file)
    if not path.is_file():
        raise SiteError(
            [
                Problem(
                    shown(path),
                    "there is no such settings file.",
                    "Run the command in the folder of pelicanconf.py, or name one with --settings.",
                )
            ]
        )
    # Where nothing but pages is made again Pelican is not needed, and takes long to import.
    from pelican.settings import read_settings

    # Pelican warns of feeds without an address; ours then have relative links, as the whole site.
    logging.getLogger("pelican.settings").setLevel(logging.ERROR)
    given = {key: str(Path(value).absolute()) for key, value in overrides.items() if value}
    try:
        settings = read_settings(str(path), override=given)
    except (ValueError, SyntaxError, NameError, ImportError) as error:
        raise SiteError([_unreadable(path, error)]) from error
    return site_of(settings)


def site_of(settings: Mapping[str, Any]) -> Site:
    """Return the site of Pelican's settings; raises SiteError naming every setting that is wrong."""
    problems = [
        *_address_problems(settings),
        *_locale_problems(settings),
        *_edition_problems(settings),
        *_publishing_problems(settings),
        *security_problems(settings),
        *onion_problems(settings.get("ONION_ADDRESS")),
        *exit_problems(settings.get("EXIT_ADDRESSES", {}), str(settings.get("SITEURL") or "")),
    ]
    if problems:
        raise SiteError(problems)
    return Site(
        # Pelican makes objects of its rules for pagination; nothing is paginated here.
        pelican={k: value for k, value in settings.items() if k != "PAGINATION_PATTERNS"},
        name=str(settings.get("SITENAME", "")),
        name_lang=str(settings.get("SITENAME_LANG", settings["DEFAULT_LANG"])),
        url=str(settings.get("SITEURL") or "").rstrip("/"),
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]).absolute(),
        cache=Path(settings["CACHE_PATH"]).absolute(),
        theme=Path(settings["THEME"]),
        translations=Path(settings.get("TRANSLATIONS_PATH", "translations")),
        source_locale=str(settings["DEFAULT_LANG"]),
        added_locales=dict(settings.get("LOCALES", {})),
        articles=tuple(settings["ARTICLE_PATHS"]),
        unready=str(settings.get("UNREADY_EDITIONS", "preview")),
        reports=str(settings.get("TRANSLATION_REPORTS", "")),
        exits=dict(settings.get("EXIT_ADDRESSES", {})),
        packs=Path(settings["PACKS_PATH"]).absolute() if settings.get("PACKS_PATH") else None,
        onion=str(settings.get("ONION_ADDRESS") or ""),
    )


def edition_settings(site: Site, slug: str, composed: Path, staging: Path) -> dict[str, Any]:
    """Return what Pelican is told to build one edition; which files it reads is still to be said."""
    return {
        **site.pelican,
        "PATH": str(composed),
        "OUTPUT_PATH": str(staging),
        "SITEURL": f"{site.url}/{slug}" if site.url else "",
        "FEED_DOMAIN": f"{site.url}/{slug}" if site.url else "",
        "DEFAULT_LANG": slug,
        "ARTICLE_EXCLUDES": [],
        "PAGE_EXCLUDES": [],
        # The path decides the address, in every locale the same; words in slugs would be lossy.
        **{f"{kind}_{key}": "{page_id}.html" for kind in ("PAGE", "ARTICLE") for key in _ADDRESSES},
        **{
            f"DRAFT_{kind}_{key}": "drafts/{page_id}.html"
            for kind in ("PAGE",)
            for key in _ADDRESSES
        },
        **{f"DRAFT_{key}": "drafts/{page_id}.html" for key in _ADDRESSES},
        # Pages of one slug in two folders are no translations of each other, and translations are
        # found by path, not by Pelican.
        "PAGE_TRANSLATION_ID": None,
        "ARTICLE_TRANSLATION_ID": None,
        **_NOTHING_ELSE,
        # Which files are pages, and whether a page is shown, is decided before.
        "IGNORE_FILES": [],
        "WITH_FUTURE_DATES": True,
        "TYPOGRIFY": False,
        "RELATIVE_URLS": False,
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "DELETE_OUTPUT_DIRECTORY": False,
    }


_ADDRESSES = ("URL", "SAVE_AS")

#: Pages that Pelican makes by default and this site does not have: lists by author, category, period
#: and tag, and files copied by Pelican itself.
_NOTHING_ELSE: Mapping[str, Any] = {
    "DIRECT_TEMPLATES": [],
    "PAGINATED_TEMPLATES": {},
    "PAGINATION_PATTERNS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "TEMPLATE_PAGES": {},
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "YEAR_ARCHIVE_SAVE_AS": "",
    "MONTH_ARCHIVE_SAVE_AS": "",
    "DAY_ARCHIVE_SAVE_AS": "",
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
}


def _address_problems(settings: Mapping[str, Any]) -> list[Problem]:
    address = str(settings.get("SITEURL") or "")
    parts = urlsplit(address)
    if not address or (parts.scheme in ("http", "https") and parts.netloc and not parts.query):
        return []
    return [
        Problem(
            "SITEURL in the settings",
            f"this is not the address of a site: {address!r}.",
            "Write the whole address, as https://example.org/path, or leave it empty.",
        )
    ]


def _locale_problems(settings: Mapping[str, Any]) -> list[Problem]:
    locales = settings.get("LOCALES", {})
    if isinstance(locales, dict) and all(isinstance(value, dict) for value in locales.values()):
        return []
    return [
        Problem(
            "LOCALES in the settings",
            "this is not a dictionary from a locale's code to its description.",
            "Write for instance LOCALES = {'pt_BR': {'fallback': ['pt']}}.",
        )
    ]


def _edition_problems(settings: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if settings.get("UNREADY_EDITIONS", "preview") not in UNREADY:
        problems.append(
            Problem(
                "UNREADY_EDITIONS in the settings",
                f"this says nothing known: {settings['UNREADY_EDITIONS']!r}.",
                f"Write one of {', '.join(map(repr, UNREADY))}.",
            )
        )
    reports = str(settings.get("TRANSLATION_REPORTS", ""))
    if reports and not _REPORTS.fullmatch(reports):
        problems.append(
            Problem(
                "TRANSLATION_REPORTS in the settings",
                f"this is neither an e-mail address nor one of a page: {reports!r}.",
                "Write for instance 'translations@example.org', or leave it empty.",
            )
        )
    return problems


def _publishing_problems(settings: Mapping[str, Any]) -> list[Problem]:
    keep = settings.get("PUBLISH_KEEP", 1)
    if isinstance(keep, int) and not isinstance(keep, bool) and keep > 0:
        return []
    return [
        Problem(
            "PUBLISH_KEEP in the settings",
            f"this is no number of releases: {keep!r}.",
            "Write a whole number from 1 on, or remove the line: five releases stay.",
        )
    ]


def _unreadable(path: Path, error: Exception) -> Problem:
    line = f":{error.lineno}" if isinstance(error, SyntaxError) else ""
    return Problem(
        f"{shown(path)}{line}",
        f"the settings cannot be read: {error}.",
        "Mend the line; a settings file is plain Python.",
    )
