"""One page made again in a site that is kept in memory, while somebody writes it.

A page whose text alone has changed, with its title, headings, anchors and facts as they were,
changes nothing around it: it is read, converted and put in its place, and no other page is looked at.
Whatever else has changed is the business of a whole build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.code import code_version
from editions.files.content import decoded
from editions.files.found import take_found
from editions.files.ledgers import read_ledger, write_ledger
from editions.files.sealed import digest_of_bytes
from editions.files.writing import put_whole, stats_below
from editions.hooks.building import build_editions
from editions.hooks.edition import EditionJob, Ingredients
from editions.hooks.fingerprints import page_fingerprint, place_of_page
from editions.hooks.searching import INDEX
from editions.model.frontmatter import read_header
from editions.model.inventory import Entry
from editions.model.locales import canonical_code
from editions.model.pages import PageText, read_page
from editions.model.plans import EditionPlan, Ledger
from editions.model.saved import MANIFEST


@dataclass(frozen=True)
class PageAgain:
    """A page that has changed by itself: the site with it, the edition it is written for, its entry."""

    made_of: Ingredients
    code: str
    entry: Entry
    others: bool

    @property
    def edition(self) -> Path:
        """Where the edition lies."""
        return self.made_of.site.output / self.made_of.inventory.by_code[self.code].slug

    @property
    def place(self) -> Path:
        """Where the page lies when it is made."""
        return self.edition / self.entry.address

    @property
    def made(self) -> tuple[str, ...]:
        """What is made with it, as paths from where the edition lies."""
        return self.entry.address, INDEX, MANIFEST


def page_again(made_of: Ingredients, path: Path) -> PageAgain | None:
    """Return the page that a changed file is, where nothing around it has changed; else None."""
    inventory, content = made_of.inventory, made_of.site.content.absolute()
    if path.suffix != ".md" or not path.is_relative_to(content) or path.is_symlink():
        return None
    folder, _, name = path.relative_to(content).as_posix().partition("/")
    page_id, code = name.removesuffix(".md"), canonical_code(folder) or ""
    entry = inventory.entries.get(page_id)
    before = entry.texts.get(code) if entry else None
    if entry is None or before is None or inventory.flaws:
        return None
    try:
        text, digest = _read(before, path)
    except SiteError:
        return None
    texts: Mapping[str, PageText] = {**entry.texts, code: text}
    source = text if entry.source is before else entry.source
    changed = replace(entry, source=source, texts=texts)
    after = replace(inventory, entries={**inventory.entries, page_id: changed})
    same = place_of_page(inventory, entry, before) == place_of_page(after, changed, text)
    if text is before or not same or text.tokens != before.tokens or text.each or text.country:
        return None
    now = replace(made_of, inventory=after, digests={**made_of.digests, text.path: digest})
    return PageAgain(now, code, changed, others=_matters_elsewhere(now, changed, code))


def make_page(again: PageAgain) -> tuple[Problem, ...]:
    """Render a page and put it in its place; return what is wrong with it, then nothing is changed."""
    page_id, made_of, code = again.entry.page_id, again.made_of, again.code
    folder = made_of.site.cache / code
    before = read_ledger(folder / "ledger", code_version(), again.edition)
    lying = stats_below(again.edition).items()
    keep = frozenset(name for name, stat in lying if before.files.get(name) == stat)
    plan = EditionPlan({page_id: "its text changed"}, keep=keep)
    job = EditionJob(**vars(made_of), code=code, folder=folder, plan=plan)
    for built in build_editions([job]):
        if built.problems:
            return built.problems
    for name in again.made:
        put_whole(job.staging / name, again.edition / name)
    _note(again, before, take_found(job.folder))
    return ()


def _note(again: PageAgain, ledger: Ledger, found: tuple[int, int]) -> None:
    """Bring the ledger of the edition up to date, so that the next build leaves the page alone."""
    if again.entry.page_id not in ledger.pages:
        return
    made = {name: (again.edition / name).stat() for name in again.made}
    text = again.entry.texts[again.code]
    fingerprint = {
        **ledger.pages[again.entry.page_id],
        **page_fingerprint(again.made_of.digests, again.entry, text),
    }
    write_ledger(
        again.made_of.site.cache / again.code / "ledger",
        code_version(),
        again.edition,
        replace(
            ledger,
            pages={**ledger.pages, again.entry.page_id: fingerprint},
            files={**ledger.files, **{n: (s.st_size, s.st_mtime_ns) for n, s in made.items()}},
            whole="",
            found=found,
        ),
    )


def _matters_elsewhere(made_of: Ingredients, entry: Entry, code: str) -> bool:
    """Whether other pages or editions may show something of the text: a source's translations do."""
    inventory = made_of.inventory
    shown = [
        locale.code
        for locale in inventory.locales
        if (text := inventory.text_for(entry, locale.code)) and text.locale == code
    ]
    lists = any(one.source.template == "editions" for one in inventory.entries.values())
    return lists or shown != [code] or (entry.source.locale == code and len(entry.texts) > 1)


def _read(before: PageText, path: Path) -> tuple[PageText, str]:
    """Return a page as it stands now, and the digest of its file; raises SiteError for its mistakes."""
    raw = path.read_bytes()
    header, malformed = read_header(decoded(raw, path), before.path)
    text, mistakes = read_page(before.page_id, before.locale, before.path, header)
    if malformed or mistakes:
        raise SiteError([*malformed, *mistakes])
    return text, digest_of_bytes(raw)
