"""The site in pseudo-languages, for whoever works on the theme: built aside, never published."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from editions.commands.build import build
from editions.commands.console import report
from editions.errors import SiteError
from editions.files.content import read_content
from editions.files.messages import fill_catalog, new_catalog
from editions.files.writing import write_whole
from editions.hooks.catalog_templates import catalog_templates
from editions.hooks.settings import Site, read_site
from editions.model.frontmatter import read_header, with_fields
from editions.model.pages import read_page
from editions.model.pseudo import PSEUDO_LOCALES, pseudo_body, pseudo_message, pseudo_text
from editions.model.translations import FIELD_NAMES, worded_metadata


def build_pseudo(*, content: str = "", cache: str = "", settings: str = "") -> int:
    """Build the source's pages in every pseudo-language, below the cache; return the exit status."""
    try:
        site = read_site(settings or "pelicanconf.py", PATH=content, CACHE_PATH=cache)
        return build(_made(site)).status
    except SiteError as error:
        return report(error.problems)


def _made(site: Site) -> Site:
    """Write content and catalogs of the pseudo-languages; return the site they make."""
    place = site.cache / "pseudo"
    folders = {name: place / name for name in ("content", "translations")}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("data", "media", site.source_locale):
        if (site.content / name).is_dir():
            shutil.copytree(site.content / name, folders["content"] / name)
    for page in read_content(site.content).pages:
        if page.folder == site.source_locale:
            for code in PSEUDO_LOCALES:
                written = _page(page.text, page.path, code)
                write_whole(folders["content"] / code / page.name, written.encode())
    for catalog, template in catalog_templates(site).items():
        for code, described in PSEUDO_LOCALES.items():
            path = folders["translations"] / code / catalog
            new_catalog(path, site.name, code, described["plural"])
            fill_catalog(path, template, partial(pseudo_message, code=code))
    return _site(site, place, folders["content"], folders["translations"])


def _site(site: Site, place: Path, content: Path, translations: Path) -> Site:
    output, cache = place / "output", place / "cache"
    changed = {"PATH": content, "OUTPUT_PATH": output, "CACHE_PATH": cache}
    pelican = {**site.pelican, **{key: str(path) for key, path in changed.items()}}
    return replace(
        site,
        pelican=pelican,
        url="",
        content=content,
        output=output,
        cache=cache,
        translations=translations,
        added_locales={**site.added_locales, **PSEUDO_LOCALES},
        unready="list",
    )


def _page(text: str, path: str, code: str) -> str:
    """Return a source page as its translation into a pseudo-language, made from it as it is."""
    header, _ = read_header(text, path)
    worded = worded_metadata(header)
    head = text[: len(text) - len(header.body)]
    stamp = read_page("", code, path, header)[0].prints.stamp
    fields = {FIELD_NAMES[key]: pseudo_text(value, code) for key, value in worded.items()}
    # Structure is said once, in the source.
    ours = {"Menu": "", "Order": "", "Role": "", "Tag": "", "Each": "", "Critical": "", "Risk": ""}
    fields |= {**ours, "Stale": "", "Status": "draft", "Source": str(stamp)}
    return with_fields(head + pseudo_body(header.body, code), fields)
