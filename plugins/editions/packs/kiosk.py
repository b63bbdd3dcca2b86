"""The folder for a small server of a school or library: RACHEL installs it, Internet-in-a-Box lists it.

Served over plain http, below a path nobody here knows. Links to other sites are dead there, so their
addresses stand beside them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from editions.model.manifests import SUMS
from editions.packs.archive import write_archive
from editions.packs.pages import folder_of, readmes_of, sums_text
from editions.packs.projection import Projection
from editions.packs.theme_pictures import library_picture
from editions.packs.volume import Volume

#: The one folder at the top, and by its name the module.
MODULE = "guide"
_START = "index.html"
_LOGO = "logo.png"


def make_kiosk(volumes: Sequence[Volume], target: Path) -> None:
    """Write the zip file of all editions; raises SiteError without a picture of the theme."""
    first = volumes[0]
    pages = folder_of(volumes, _where_no_link_leads_out)
    files = {
        **pages,
        **readmes_of(volumes, start=_START),
        _START: first.start_page(volumes).encode(),
        "rachel-index.php": _fragment(volumes).encode(),
        f"{_menu_item(first)}.json": _menu_definition(first).encode(),
        _LOGO: library_picture(first.site.theme),
    }
    files[SUMS] = sums_text(files).encode()
    write_archive(target, {f"{MODULE}/{name}": files[name] for name in files}, first.made)


def _where_no_link_leads_out(projection: Projection, _: Volume) -> Projection:
    return replace(projection, addresses=True)


def _fragment(volumes: Sequence[Volume]) -> str:
    """Return what RACHEL's front page shows of the module.

    RACHEL runs it as PHP. There is no ``<`` in it that the template has not written, as all words are
    escaped, so nothing but the template's own PHP can run.
    """
    first = volumes[0]
    editions = [volume.locale for volume in volumes]
    return first.press.page(
        "rachel_index",
        editions=editions,
        start=_START,
        logo=_LOGO,
        summary=first.summary,
    )


def _menu_item(volume: Volume) -> str:
    return f"{volume.locale.tag.partition('-')[0]}-{MODULE}"


def _menu_definition(volume: Volume) -> str:
    """Return the entry for the menu of Internet-in-a-Box, whose menu takes its values as HTML."""
    name = _menu_item(volume)
    definition = {
        "intended_use": "html",
        "lang": volume.locale.tag.partition("-")[0],
        "logo_url": f"{MODULE}_{_LOGO}",
        "menu_item_name": name,
        "moddir": MODULE,
        "start_url": _START,
        "title": escape(volume.site.name),
        "description": escape(volume.summary),
        "extra_html": "",
    }
    return json.dumps(definition, ensure_ascii=False, indent=1) + "\n"
