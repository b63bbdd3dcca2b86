"""Publishing: built with publishconf.py, and put where readers find it only when it is whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from editions.commands.build import build
from editions.commands.console import CALLED_WRONGLY, FINE, complain, report, say
from editions.errors import Problem, SiteError
from editions.files.paths import shown
from editions.files.writing import check_writable, replace_tree, write_whole
from editions.hooks.settings import Site, read_site

SETTINGS = "publishconf.py"
#: Left in a published folder, so that the next publication knows the folder is its own to change.
MARK = ".published-by-editions"


def preview() -> int:
    """Build the site as it would be published; return the exit status."""
    try:
        return build(read_site(SETTINGS)).status
    except SiteError as error:
        return report(error.problems)


def publish_site(*, to: str) -> int:
    """Build the site and publish it to a target, ``folder:PATH``; return the exit status."""
    kind, _, place = to.partition(":")
    if kind != "folder" or not place:
        complain(f"--to {to or '(nothing)'}: this is no place to publish to.")
        complain("  Write --to folder:PATH, as ./inv publish --to folder:/media/stick/site.")
        return CALLED_WRONGLY
    try:
        site = read_site(SETTINGS)
        status = build(site).status
        if status == FINE:
            changed = publish_to_folder(site, _place_of_caller(place))
            say(f"{place}: {changed} files changed")
        return status
    except SiteError as error:
        return report(error.problems)


def publish_to_folder(site: Site, place: Path) -> int:
    """Make a folder equal to the built site, file by file; return how many files changed.

    Raises SiteError where that would remove what is not ours.
    """
    if place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file():
        raise SiteError([_not_ours(place)])
    if place.is_relative_to(site.output) or site.output.is_relative_to(place):
        raise SiteError([_not_apart(place, site.output)])
    check_writable(place.parent)
    beside = place.with_name(f".{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(site.output, beside)
    write_whole(beside / MARK, b"")
    return replace_tree(beside, place)


def _place_of_caller(place: str) -> Path:
    """Return a path as its caller means it; the tasks run in the root of the project."""
    return Path(os.environ.get("EDITIONS_CALLED_FROM", ""), Path(place).expanduser()).absolute()


def _not_ours(place: Path) -> Problem:
    return Problem(
        shown(place),
        "this folder holds files that no publication put there, and publishing would remove them.",
        "Name a new or an empty folder.",
    )


def _not_apart(place: Path, output: Path) -> Problem:
    return Problem(
        shown(place),
        f"the folder and {shown(output)}, the built site, lie in one another.",
        "Publish to a folder of its own.",
    )
