"""What has to be done to bring an edition up to date, and why: fingerprints compared with a ledger.

A fingerprint is a set of digests, one for each thing a page is made from; the reason to render a page
is the first of them that differs from what the ledger says the page was made from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Digests by what they are of, in the order in which they are told as reasons.
Parts = Mapping[str, str]


@dataclass(frozen=True)
class Fingerprint:
    """What an edition would be made from now: what all its pages share, and each page by its id."""

    shared: Parts
    pages: Mapping[str, Parts]
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class Ledger:
    """What an edition was made from when it was last put in its place.

    ``files`` holds size in bytes and date in nanoseconds of every file that lay there then.
    ``missing`` and ``missing_facts`` are the messages that its catalogs lacked.
    """

    shared: Parts = field(default_factory=dict)
    pages: Mapping[str, Parts] = field(default_factory=dict)
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditionPlan:
    """What to do: pages to render with the reason, and whether the files no page is are made too.

    ``keep`` names the files that stay as they are; all others that lie there are removed.
    """

    render: Mapping[str, str]
    others: str = ""
    keep: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.render or self.others or self.remove)


def digest_of_values(*values: object) -> str:
    """Return a digest of values whose ``repr`` says all of them, and in one order."""
    return hashlib.blake2b(repr(values).encode(errors="surrogatepass"), digest_size=12).hexdigest()


def plan_edition(
    now: Fingerprint, ledger: Ledger, lying: Mapping[str, tuple[int, int]]
) -> EditionPlan:
    """Return what has to be done, from what lies in the edition's folder: size and date by name."""
    shared = _difference(now.shared, ledger.shared)
    untouched = {name for name, stat in lying.items() if ledger.files.get(name) == stat}
    render: dict[str, str] = {}
    for page_id, parts in now.pages.items():
        reason = shared or _reason(
            page_id, parts, ledger, untouched=now.addresses[page_id] in untouched
        )
        if reason:
            render[page_id] = reason
    written = set(now.addresses.values())
    lost = (set(ledger.files) - untouched - written) - _pages_gone(now, ledger)
    others = shared or (f"{min(lost)} was changed or removed by hand" if lost else "")
    keep = untouched - {now.addresses[page_id] for page_id in render}
    keep -= _pages_gone(now, ledger)
    if others:
        keep &= written
    made = {now.addresses[page_id] for page_id in render}
    remove = frozenset() if others else frozenset(set(lying) - keep - made)
    return EditionPlan(render, others, frozenset(keep), remove)


def _reason(page_id: str, parts: Parts, ledger: Ledger, *, untouched: bool) -> str:
    before = ledger.pages.get(page_id)
    if before is None:
        return "it is new"
    return _difference(parts, before) or ("" if untouched else "its file was changed by hand")


def _difference(now: Parts, before: Parts) -> str:
    """Return the first part that is not what it was, as a reason."""
    if not before:
        return "it was not built before"
    return next((f"{name} changed" for name in now if now[name] != before.get(name)), "")


def _pages_gone(now: Fingerprint, ledger: Ledger) -> set[str]:
    """Return addresses that were pages and are none now."""
    before = {parts["address"] for parts in ledger.pages.values()}
    return before - set(now.addresses.values())
