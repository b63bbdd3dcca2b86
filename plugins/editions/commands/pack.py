"""Packing: built editions in the forms people carry, each made again only when something changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from editions.commands.build import Prepared, build, wanted_codes
from editions.commands.console import CALLED_WRONGLY, FINE, complain, progress, report, say
from editions.commands.publish import SETTINGS
from editions.commands.workbench_machine import install_pack_tools
from editions.errors import Problem, SiteError
from editions.files.code import code_version
from editions.files.digests import size_and_sha256
from editions.files.pack_records import read_packs, write_packs
from editions.files.sealed import digest_of_bytes
from editions.files.writing import check_writable, put_whole
from editions.hooks.processes import Advance, Failed, run_all
from editions.hooks.settings import read_site
from editions.model.locales import Locale
from editions.model.packs import Pack
from editions.packs.formats import BY_NAME, Format
from editions.packs.press import Press
from editions.packs.volume import Volume, parts_of


@dataclass(frozen=True)
class Order:
    """A pack to be made in ``scratch`` and put into ``folder``."""

    form: Format
    volumes: tuple[Volume, ...]
    folder: Path
    scratch: Path

    @property
    def name(self) -> str:
        """The file name of the pack."""
        return self.form.file_name([volume.locale.slug for volume in self.volumes])

    @cached_property
    def made_of(self) -> str:
        """What recognises all that the pack is made from.

        Asked for before processes begin: each would look at all files of an edition again.
        """
        digests = [volume.digest for volume in self.volumes]
        return digest_of_bytes(repr((code_version(), self.form, digests)).encode())


def pack_site(
    *,
    locales: Sequence[str] = (),
    formats: Sequence[str] = (),
    settings: str = "",
    output: str = "",
) -> int:
    """Build editions and pack them, say what came of it; return the exit status."""
    if _misnamed(formats, locales):
        return CALLED_WRONGLY
    forms = [BY_NAME[name] for name in BY_NAME if not formats or name in formats]
    try:
        # Before the build: what is installed is a part of what pages are made from.
        if any(find_spec(module) is None for form in forms for module in form.modules):
            install_pack_tools()
        site = read_site(settings or SETTINGS, PACKS_PATH=output)
        if site.packs is None:
            raise SiteError([_nowhere(settings)])
        outcome = build(site, locales, quiet=True)
        if outcome.status != FINE or outcome.plan is None:
            return outcome.status
        chosen = _chosen(outcome.plan, locales)
        if chosen is None:
            return CALLED_WRONGLY
        status = _pack(site.packs, outcome.plan, chosen, forms, whole=not locales)
        # Pages list the packs there are now.
        return max(status, build(site, locales, quiet=True).status)
    except SiteError as error:
        return report(error.problems)


def _misnamed(formats: Sequence[str], locales: Sequence[str]) -> bool:
    """Say which forms there are not, or not of some editions; tell whether there was one."""
    unknown = [name for name in formats if name not in BY_NAME]
    for name in unknown:
        complain(f"--format {name}: there is no such form of a pack.")
        complain(f"  There are {', '.join(BY_NAME)}.")
    whole = [n for n in formats if locales and n in BY_NAME and not BY_NAME[n].apart]
    for name in whole:
        complain(f"--format {name}: this form holds all editions at once.")
        complain("  Leave --locale out.")
    return bool(unknown or whole)


def _nowhere(settings: str) -> Problem:
    return Problem(
        settings,
        "PACKS_PATH does not say where packs go.",
        'Name a folder with --output, or write PACKS_PATH = "dist" into the settings.',
    )


def _chosen(plan: Prepared, wanted: Sequence[str]) -> list[Locale] | None:
    listed = {locale.code: locale for locale in plan.inventory.listed}
    codes = wanted_codes(wanted, list(listed), "no such edition is published", "There are")
    return None if codes is None else [listed[code] for code in codes]


def _pack(
    folder: Path, plan: Prepared, locales: Sequence[Locale], forms: Sequence[Format], *, whole: bool
) -> int:
    check_writable(folder)
    known = {pack.name: pack for pack in read_packs(folder)}
    volumes = [_volume(plan, locale) for locale in locales]
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as scratch:
        orders = list(_orders(folder, volumes, forms, Path(scratch), whole=whole))
        due = [order for order in orders if not _is_kept(order, known.get(order.name))]
        with progress("packing", len(due)) as advance:
            for order, made in run_all(due, _make):
                advance(1)
                if isinstance(made, Failed):
                    problems.extend(_failures(order, made))
                    continue
                known[made.name] = made
                _tell(made)
        if whole and len(forms) == len(BY_NAME):
            known = _without_strangers(folder, known, {order.name for order in orders})
        write_packs(folder, known.values())
    # What the machine lacks, each edition finds again.
    return report(list(dict.fromkeys(problems)))


def _volume(plan: Prepared, locale: Locale) -> Volume:
    press = Press(plan.made_of, locale, plan.made_of.today)
    return Volume(press, parts_of(plan.made_of, locale))


def _orders(
    folder: Path,
    volumes: Sequence[Volume],
    forms: Sequence[Format],
    scratch: Path,
    *,
    whole: bool,
) -> Iterator[Order]:
    """Yield what is to be made, what takes longest first; all editions together only of the whole."""
    for form in forms:
        sets: list[tuple[Volume, ...]] = [(volume,) for volume in volumes] if form.apart else []
        if form.together and whole and (len(volumes) > 1 or not form.apart):
            sets.insert(0, tuple(volumes))
        yield from (Order(form, chosen, folder, scratch) for chosen in sets)


def _is_kept(order: Order, pack: Pack | None) -> bool:
    """Tell whether a pack is what it would become again, and say so."""
    if pack is None or pack.made_of != order.made_of:
        return False
    _tell(pack, "  nothing has changed")
    return True


def _make(order: Order, _: Advance) -> Pack:
    """Make a pack and put it in its place when it is whole; return how it is recorded."""
    started = order.scratch / order.name
    order.form.maker_of()(order.volumes, started)
    target = order.folder / order.name
    size, digest = size_and_sha256(started)
    put_whole(started, target)
    codes = tuple(volume.locale.code for volume in order.volumes)
    made = order.volumes[0].made
    return Pack(order.name, order.form.name, codes, size, digest, made, order.made_of)


def _tell(pack: Pack, more: str = "") -> None:
    say(f"{pack.name:24} {pack.size / 1000:8,.0f} kB{more}")


def _failures(order: Order, failed: Failed) -> tuple[Problem, ...]:
    if failed.mistake:
        raise RuntimeError(f"{order.name} could not be made:\n{failed.mistake}")
    if failed.problems:
        return failed.problems
    return (
        Problem(
            order.name,
            f"the process that made it ended with {failed.status}.",
            "Most likely memory was short: pack fewer editions at once with --locale.",
        ),
    )


def _without_strangers(folder: Path, known: dict[str, Pack], names: set[str]) -> dict[str, Pack]:
    """Return the packs there are, the files of editions that are gone removed."""
    for name in set(known) - names:
        (folder / name).unlink(missing_ok=True)
    return {name: pack for name, pack in known.items() if name in names}
