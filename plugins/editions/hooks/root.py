"""What belongs to no edition: the language chooser, the site's own 404, sitemap, robots, media."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from editions.files.writing import copy_files, remove_empty_folders, size_and_date, write_whole
from editions.hooks.edition import Ingredients, interface_of
from editions.hooks.rendering import environment_of, render, site_view, template_named
from editions.hooks.settings import Site
from editions.hooks.views import AssetFinder
from editions.hooks.words import as_html
from editions.model.facts import KINDS, Facts
from editions.model.inventory import Inventory
from editions.model.locales import Locale
from editions.model.manifests import SUMS
from editions.model.navigation import LanguageLink
from editions.model.onion import onion_address
from editions.model.packs import FOLDER as PACKS
from editions.model.progress import SectionProgress, progress_of
from editions.model.redirects import REDIRECTS, redirects_of, redirects_text
from editions.model.security_txt import PLACE as SECURITY
from editions.model.security_txt import security_text
from editions.model.sitemap import robots_text, sitemap_files

#: How far every edition is, for machines.
STATUS = "status.json"


def root_files(made_of: Ingredients) -> dict[str, bytes]:
    """Return the files at the top of the site by name; raises SiteError for the theme's mistakes.

    The one that says how far editions are is not among them: it changes with every translation.
    """
    site, inventory, assets = made_of.site, made_of.inventory, made_of.assets
    # A host shows its 404 page at any depth; only an absolute path holds there.
    top = f"{urlsplit(site.url).path}/" if site.url else ""
    files = {
        "index.html": _root_page(made_of, "chooser", inventory.listed).encode(),
        "404.html": _root_page(made_of, "root_404", inventory.listed, top, top).encode(),
    }
    for name, text in sitemap_files(inventory, site.url).items():
        files[name] = text.encode()
    files |= fact_files(made_of.facts, site)
    security = security_text(site.pelican, site.url)
    if security:
        files[SECURITY] = security.encode()
    redirects = redirects_of(inventory)
    if redirects:
        files[REDIRECTS] = redirects_text(redirects).encode()
    files["robots.txt"] = robots_text(site.url).encode()
    return {**files, **assets.contents}


def chooser_page(made_of: Ingredients, locales: Iterable[Locale], theme: str) -> str:
    """Return the page that leads to some editions beside it; ``theme`` leads to where its files lie."""
    return _root_page(made_of, "chooser", locales, theme=theme)


def _root_page(
    made_of: Ingredients, name: str, locales: Iterable[Locale], base: str = "", theme: str = ""
) -> str:
    site, inventory = made_of.site, made_of.inventory
    environment = environment_of(site.theme, site.cache)
    interfaces = {
        locale.code: interface_of(inventory, made_of.catalogs, locale)
        for locale in inventory.locales
    }

    def words_of(language: LanguageLink, message: str) -> Markup:
        interface = interfaces[language.locale.code]
        return as_html(interface.wording(message), language.locale)

    context: dict[str, Any] = {
        "site": site_view(site),
        "root": base,
        "asset": AssetFinder(theme, made_of.assets),
        "languages": tuple(
            LanguageLink(urljoin(base, f"{locale.slug}/index.html"), locale, False, True, True)
            for locale in locales
        ),
        "words_of": words_of,
        # The 404 page stands at any address, and the one of a zip at none.
        "onion": ""
        if name != "chooser" or theme
        else onion_address(site.onion, site.url, "index.html"),
    }
    return render(template_named(environment, name, site.theme), context, site.theme)


def status_text(inventory: Inventory) -> str:
    """Return how far every listed edition is, as JSON: pages by section, and in sum."""
    names = ("pages", "current", "older", "missing", "reviewed")

    def numbers(one: SectionProgress) -> dict[str, int]:
        return {name: getattr(one, name) for name in names}

    editions = {
        one.locale.tag: {
            "autonym": one.locale.autonym,
            "kept": one.locale.code not in inventory.unkept,
            "interface_percent": one.interface,
            **numbers(one.total),
            "sections": {section.section or "other": numbers(section) for section in one.sections},
        }
        for one in progress_of(inventory)
    }
    told = {"source": inventory.source_locale, "editions": editions}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def fact_files(facts: Facts, site: Site) -> dict[str, bytes]:
    """Return the facts as JSON, a file for each kind, with licence and the day of the last reading."""
    files = {}
    for kind in KINDS:
        entries = getattr(facts, kind)
        if entries:
            copy = {
                "publisher": site.name,
                "licence": site.pelican.get("FACTS_LICENCE", ""),
                "read_on": max(fact.read_on for fact in entries.values()),
                kind: {id_: _without_empty(asdict(fact)) for id_, fact in entries.items()},
            }
            text = json.dumps(copy, ensure_ascii=False, indent=1, default=str, sort_keys=True)
            files[f"data/{kind}.json"] = f"{text}\n".encode()
    return files


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if k != "id" and v not in ("", (), {}, None, False)}


def write_root(made_of: Ingredients, made_from: str) -> int:
    """Write the files at the top of the site, remove those written there before; return changes.

    ``made_from`` is a digest of what they are made from: where it is that of the last time, and they lie
    as they were left then, only how far editions are is written.
    """
    site = made_of.site
    ledger = site.cache / "root.json"
    before = _noted(ledger)
    progress = write_whole(site.output / STATUS, status_text(made_of.inventory).encode())
    if before and before == _note(site, before["files"], made_from):
        return int(progress)
    files = root_files(made_of)
    changed = progress + sum(write_whole(site.output / n, files[n]) for n in files)
    for name in sorted(set(before.get("files", ())) - set(files)):
        (site.output / name).unlink(missing_ok=True)
        changed += 1
    if (site.output / "theme").is_dir():
        remove_empty_folders(site.output / "theme")
    write_whole(ledger, json.dumps(_note(site, sorted(files), made_from), indent=0).encode())
    return changed


def _noted(ledger: Path) -> dict[str, Any]:
    """Return what was noted last; nothing of a note that is damaged or has another form."""
    try:
        noted = json.loads(ledger.read_bytes())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) and isinstance(noted.get("files"), dict) else {}


def _note(site: Site, names: Iterable[str], made_from: str) -> dict[str, Any]:
    """Return what the files of some names are made from, and their sizes and dates."""
    return {"made_from": made_from, "files": {n: size_and_date(site.output / n) for n in names}}


def copy_packs(made_of: Ingredients) -> int:
    """Copy the packs there are to where pages link to them; return how many files changed."""
    names = {pack.name for pack in made_of.packs}
    files = frozenset({*names, SUMS} if names else ())
    return copy_files(made_of.site.packs or Path(), files, made_of.site.output / PACKS)


def copy_shared_media(site: Site, inventory: Inventory) -> int:
    """Copy the media all editions share; return how many files changed."""
    names = inventory.media.get("", frozenset())
    return copy_files(site.content / "media", names, site.output / "media")
