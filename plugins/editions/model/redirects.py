"""Redirects: which old addresses each edition has, where they lead, and what contradicts.

An old address leads to a page that exists and is none itself, so no two of them can make a loop.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from editions.errors import Problem
from editions.model.addresses import comparable, is_reserved
from editions.model.inventory import Entry, Flaw, Inventory
from editions.model.pages import PageText
from editions.model.saved import NOT_SAVED

#: All redirects of a site as JSON, at its top: for mirrors, and for whoever verifies a host.
REDIRECTS = "redirects.json"
#: Addresses of an edition that the generator writes itself.
_RESERVED = frozenset({"index.html", "404.html", NOT_SAVED})
_REMEDY = "Take it out of the line: only an address where nothing else is can lead to a page."


def redirects_in(inventory: Inventory, code: str) -> dict[str, Entry]:
    """Return the old addresses an edition has, sorted, each with the page it leads to.

    A draft has none: who follows an old link is no reader of drafts. What ``redirect_flaws`` names is
    left out: an edition that the flaw does not reach is built, and no page there is written over.
    """
    shown = inventory.shown_in(code)
    pairs = (
        (old, entry)
        for entry, old, fault in _claims(inventory)
        if not fault and entry.page_id in shown and entry.publication != "draft"
    )
    return dict(sorted(pairs, key=lambda pair: pair[0]))


def redirects_of(inventory: Inventory) -> dict[str, str]:
    """Return all redirects of the site: from and to are paths from its top, not quoted."""
    return {
        f"{locale.slug}/{old}": f"{locale.slug}/{entry.address}"
        for locale in sorted(inventory.locales, key=lambda locale: locale.slug)
        for old, entry in redirects_in(inventory, locale.code).items()
    }


def redirect_flaws(inventory: Inventory) -> Iterator[Flaw]:
    """Yield each old address that cannot lead to its page."""
    for entry in inventory.entries.values():
        yield from _repeated(inventory, entry)
    for entry, old, fault in _claims(inventory):
        if fault:
            yield _flaw(entry.source, f"the old address {old} {fault}", _REMEDY)


def _claims(inventory: Inventory) -> Iterator[tuple[Entry, str, str]]:
    """Yield every old address with its page, and why it cannot lead there, or nothing."""
    claiming = [
        entry
        for entry in inventory.entries.values()
        if entry.source.aliases and not inventory.is_unreadable(entry, entry.source)
    ]
    if not claiming:
        return
    pages = {comparable(entry.address): entry for entry in inventory.entries.values()}
    folders = {
        comparable(up) for entry in inventory.entries.values() for up in _folders(entry.address)
    }
    claimed: dict[str, Entry] = {}
    for entry in claiming:
        for old in entry.source.aliases:
            key = comparable(old)
            fault = _fault(entry, pages.get(key), claimed.setdefault(key, entry))
            if not fault and (_is_reserved(inventory, key) or key in folders):
                fault = "is an address that the generator writes itself."
            yield entry, old, fault


def _fault(entry: Entry, page: Entry | None, first: Entry) -> str:
    if page is entry:
        return "is the address the page has now; it would lead to itself."
    if page:
        return f"is the address of another page, {page.source.path}."
    return f"is claimed by {first.source.path}, too." if first is not entry else ""


def _repeated(inventory: Inventory, entry: Entry) -> Iterator[Flaw]:
    """Yield translations with old addresses of their own; those of the source hold for all editions."""
    for text in entry.texts.values():
        if text.aliases and entry.is_translation(text) and not inventory.is_unreadable(entry, text):
            yield _flaw(
                text,
                "old addresses stand in a translation.",
                f"Remove the line; those in {entry.source.path} hold in every edition.",
            )


def _is_reserved(inventory: Inventory, key: str) -> bool:
    lists = {comparable(f"{folder}/index.html") for folder in inventory.articles}
    return key in _RESERVED | lists or is_reserved(key)


def _folders(address: str) -> Iterator[str]:
    parts = address.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


def _flaw(text: PageText, what: str, remedy: str) -> Flaw:
    return Flaw(Problem(text.at("aliases"), what, remedy), text.locale, text.page_id)


def redirects_text(redirects: Mapping[str, str]) -> str:
    """Return redirects as JSON, one on each line."""
    return json.dumps(redirects, ensure_ascii=False, indent=0) + "\n"


def read_redirects(text: bytes) -> dict[str, str]:
    """Return the redirects of such a text; raises ValueError where it is something else."""
    told = json.loads(text)
    if not isinstance(told, dict) or not all(isinstance(to, str) for to in told.values()):
        raise ValueError(REDIRECTS)
    return told
