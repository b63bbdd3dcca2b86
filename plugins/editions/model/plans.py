"""What has to be done to bring an edition up to date, and why: fingerprints compared with a ledger.

A fingerprint is a set of digests, one for each thing a page is made from; the reason to render a page
is the first of them that differs from what the ledger says the page was made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

#: Digests by what they are of, in the order in which they are told as reasons.
Parts = Mapping[str, str]
ADDRESS = "its address"
_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")
#: Of more pages with one reason than this only their number is told.
_NAMED = 10


@dataclass(frozen=True)
class Fingerprint:
    """What an edition would be made from now: what all its pages share, and each page by its id.

    Of a page the part ``ADDRESS`` is its address itself. ``whole`` is one digest of all that, which is
    the same only where everything is. ``asked`` is what people type for what, which the index alone has;
    ``media`` the files all editions share, which only the list of what may be saved tells apart.
    """

    shared: Parts
    pages: Mapping[str, Parts]
    whole: str = ""
    asked: str = ""
    media: str = ""


@dataclass(frozen=True)
class Ledger:
    """What an edition was made from when it was last put in its place.

    ``files`` holds size in bytes and date in nanoseconds of every file that lay there then.
    ``missing`` and ``missing_facts`` are the messages that its catalogs lacked. ``found`` are size and
    date of the entries that its index was made from.
    """

    shared: Parts = field(default_factory=dict)
    pages: Mapping[str, Parts] = field(default_factory=dict)
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] = ()
    whole: str = ""
    asked: str = ""
    found: tuple[int, int] = (0, 0)
    media: str = ""


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

    def reasons(self) -> Iterator[str]:
        """Yield what is done and why, as people read it; pages that share a reason on one line."""
        pages: dict[str, list[str]] = {}
        for page_id, reason in self.render.items():
            pages.setdefault(reason, []).append(page_id)
        for reason, ids in pages.items():
            if len(ids) > _NAMED:
                yield f"{len(ids)} pages, {ids[0]} among them: {reason}"
            else:
                yield from (f"{page_id}: {reason}" for page_id in ids)
        if self.others and self.others not in pages:
            yield f"the files that are no pages: {self.others}"
        for name in sorted(self.remove):
            yield f"{name} is removed: nothing is made there any more"


def digest_of_values(*values: object) -> str:
    """Return a digest of values whose ``repr`` says all of them, and in one order."""
    return hashlib.blake2b(repr(values).encode(errors="surrogatepass"), digest_size=12).hexdigest()


def without_addresses(text: str) -> str:
    """Return the text of values without addresses in memory, as a function in the settings has one."""
    return _ADDRESS_IN_MEMORY.sub("", text)


def plan_edition(
    now: Fingerprint, ledger: Ledger, lying: Mapping[str, tuple[int, int]]
) -> EditionPlan:
    """Return what has to be done, from what lies in the edition's folder: size and date by name."""
    if now.whole == ledger.whole != "" and lying == ledger.files:
        return EditionPlan({}, keep=frozenset(lying))
    address = {page_id: parts[ADDRESS] for page_id, parts in now.pages.items()}
    pages = set(address.values())
    gone = {parts[ADDRESS] for parts in ledger.pages.values()} - pages
    untouched = {name for name, stat in lying.items() if ledger.files.get(name) == stat}
    shared = _difference(now.shared, ledger.shared)
    render = {
        page_id: reason
        for page_id, parts in now.pages.items()
        if (
            reason := shared
            or _reason(parts, ledger.pages.get(page_id), untouched=address[page_id] in untouched)
        )
    }
    lost = set(ledger.files) - untouched - pages - gone
    asked = "the words people search with changed" if now.asked != ledger.asked else ""
    media = "a shared file of media/ changed" if now.media != ledger.media else ""
    by_hand = f"{min(lost)} was changed or removed by hand" if lost else ""
    others = shared or asked or media or by_hand
    made = {address[page_id] for page_id in render}
    keep = untouched - made - gone
    if others:
        return EditionPlan(render, others, frozenset(keep & pages))
    return EditionPlan(render, "", frozenset(keep), frozenset(set(lying) - keep - made))


def _reason(parts: Parts, before: Parts | None, *, untouched: bool) -> str:
    if before is None:
        return "it is new"
    return _difference(parts, before) or ("" if untouched else "its file was changed by hand")


def _difference(now: Parts, before: Parts) -> str:
    """Return the first part that is not what it was, as a reason."""
    if not before:
        return "it was not built before"
    return next((f"{name} changed" for name in now if now[name] != before.get(name)), "")
