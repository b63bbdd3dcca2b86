"""Publishing: built with publishconf.py, and put where readers find it only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editions.commands.build import build
from editions.commands.console import CALLED_WRONGLY, FINE, complain, counted, report, say
from editions.commands.signing import sign_release
from editions.errors import SiteError
from editions.files.paths import shown
from editions.files.publication import alone_at, changes_in, check_ours, publish_to_folder
from editions.files.releases import Release, make_release
from editions.hooks.settings import Site, read_site
from editions.model.manifests import Differences

SETTINGS = "publishconf.py"


@dataclass(frozen=True)
class Wish:
    """How a site shall be published.

    ``sign`` is the path of a key, ``dry_run`` changes nothing at the target.
    """

    compress: bool = True
    sign: str = ""
    dry_run: bool = False


def preview() -> int:
    """Build the site as it would be published; return the exit status."""
    try:
        return build(read_site(SETTINGS)).status
    except SiteError as error:
        return report(error.problems)


def publish_site(*, to: str, wish: Wish, settings: str = "") -> int:
    """Build the site and publish it to a target, ``folder:PATH``; return the exit status."""
    kind, _, place = to.partition(":")
    if kind != "folder" or not place:
        complain(f"--to {to or '(nothing)'}: this is no place to publish to.")
        complain("  Write --to folder:PATH, as ./inv publish --to folder:/media/stick/site.")
        return CALLED_WRONGLY
    try:
        site = read_site(settings or SETTINGS)
        with alone_at(site.cache / "publish.lock", shown(site.cache)):
            outcome = build(site)
            if outcome.status != FINE:
                return outcome.status
            release = _release(site, outcome.editions, wish)
            _to_folder(site, release, _place_of_caller(place), wish)
        return FINE
    except SiteError as error:
        return report(error.problems)


def _release(site: Site, editions: Mapping[str, str], wish: Wish) -> Release:
    folder = site.cache / ("release" if wish.compress else "release-plain")
    release = make_release(site.output, folder, editions, compress=wish.compress)
    sign_release(folder, wish.sign)
    return release


def _to_folder(site: Site, release: Release, place: Path, wish: Wish) -> None:
    check_ours(place, site.output)
    if wish.dry_run:
        tell_changes(changes_in(release, place))
        return
    with alone_at(place.with_name(f".{place.name}.lock"), shown(place)):
        changes = publish_to_folder(release, place)
    say(
        f"{place}: {counted(len(changes), 'file')} changed, release {release.manifest.release[:16]}"
    )


def tell_changes(changes: Differences) -> None:
    """Print what would change at a target, a line for each file."""
    marks = (("+", changes.missing), ("~", changes.changed), ("-", changes.added))
    for mark, names in marks:
        for name in names:
            say(f"{mark} {name}")
    say(f"{counted(len(changes), 'file')} would change; nothing was published.")


def _place_of_caller(place: str) -> Path:
    """Return a path as its caller means it; the tasks run in the root of the project.

    Where it leads to another by links, that one: a link would be replaced instead of the folder.
    """
    caller = os.environ.get("EDITIONS_CALLED_FROM", "")
    return Path(caller, Path(place).expanduser()).resolve()
