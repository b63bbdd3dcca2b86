"""Publishing: built with publishconf.py, and put where readers find it only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from editions.commands.build import build
from editions.commands.console import CALLED_WRONGLY, FINE, complain, counted, report, say
from editions.commands.publish_pages import manifest_of_branch, publish_to_branch
from editions.commands.publish_rclone import manifest_at, publish_by_rclone
from editions.commands.publish_rsync import current_manifest, publish_by_rsync, roll_back
from editions.commands.signing import sign_release
from editions.errors import SiteError
from editions.files.parts import merged_site
from editions.files.paths import shown
from editions.files.publication import alone_at, changes_in, check_ours, publish_to_folder
from editions.files.releases import Release, make_release
from editions.hooks.settings import Site, read_site
from editions.model.manifests import Differences, Manifest, differences
from editions.model.targets import FORMS, Target, target_of

SETTINGS = "publishconf.py"
#: Releases that stay at a host, unless PUBLISH_KEEP says otherwise.
KEEP = 5
#: Targets that hand out the compressed copies; the others would only keep them.
_COMPRESSING = frozenset({"folder", "rsync"})


@dataclass(frozen=True)
class Wish:
    """How a site shall be published.

    ``sign`` is the path of a key, ``dry_run`` changes nothing at the target, ``rollback`` shows the
    release before again. ``merged`` is a folder that parts were joined to, in place of a build.
    """

    compress: bool = True
    sign: str = ""
    dry_run: bool = False
    rollback: bool = False
    merged: str = ""


def preview() -> int:
    """Build the site as it would be published; return the exit status."""
    try:
        return build(read_site(SETTINGS)).status
    except SiteError as error:
        return report(error.problems)


def publish_site(*, to: str, wish: Wish, settings: str = "") -> int:
    """Build the site and publish it to a target; return the exit status.

    Without a target PUBLISH_TO in the settings names it.
    """
    try:
        site = read_site(settings or SETTINGS)
        written = to or str(site.pelican.get("PUBLISH_TO") or "")
        target = target_of(written)
        if target is None:
            return _no_target(written)
        if wish.rollback:
            return _roll_back(target)
        with alone_at(site.cache / "publish.lock", shown(site.cache)):
            return _publish_whole(site, target, wish)
    except SiteError as error:
        return report(error.problems)


def _publish_whole(site: Site, target: Target, wish: Wish) -> int:
    """Publish what is built now, or was joined from parts before; return the exit status."""
    if wish.merged:
        whole = merged_site(Path(wish.merged).resolve())
        site, editions = replace(site, output=whole.folder), whole.manifest.editions
    else:
        outcome = build(site)
        if outcome.status != FINE:
            return outcome.status
        editions = outcome.editions
    _publish(site, _release(site, editions, target, wish), target, wish)
    return FINE


def _no_target(written: str) -> int:
    complain(f"--to {written or '(nothing)'}: this is no place to publish to.")
    complain(
        f"  Write one of {', '.join(FORMS.values())}: ./inv publish --to folder:/media/stick/site."
    )
    return CALLED_WRONGLY


def _roll_back(target: Target) -> int:
    if target.kind != "rsync":
        complain(f"--rollback: {target} keeps no earlier release.")
        complain(f"  Only {FORMS['rsync']} does. Publish the sources as they were before.")
        return CALLED_WRONGLY
    say(f"{target}: shows release {roll_back(target)} again")
    return FINE


def _release(site: Site, editions: Mapping[str, str], target: Target, wish: Wish) -> Release:
    compress = wish.compress and target.kind in _COMPRESSING
    folder = site.cache / ("release" if compress else "release-plain")
    release = make_release(site.output, folder, editions, compress=compress)
    sign_release(folder, wish.sign)
    return release


def _publish(site: Site, release: Release, target: Target, wish: Wish) -> None:
    place = _place_of_caller(target.path)
    if target.kind == "folder":
        check_ours(place, site.output)
    if wish.dry_run:
        _tell_changes(_changes_at(release, target, place))
        return
    done = f"release {release.manifest.release[:16]}"
    if target.kind == "folder":
        with alone_at(place.with_name(f".{place.name}.lock"), shown(place)):
            changes = publish_to_folder(release, place)
        done = f"{counted(len(changes), 'file')} changed, {done}"
    elif target.kind == "rsync":
        publish_by_rsync(release, target, site.pelican.get("PUBLISH_KEEP", KEEP))
    elif target.kind == "rclone":
        done = f"{counted(len(publish_by_rclone(release, target)), 'file')} changed, {done}"
    else:
        done = f"{done}, commit {publish_to_branch(release, target)[:12]}"
    say(f"{target}: {done}")


def _changes_at(release: Release, target: Target, place: Path) -> Differences:
    """Return what publishing would change; at a host its manifest says what is there."""
    if target.kind == "folder":
        return changes_in(release, place)
    manifests = {"rsync": current_manifest, "rclone": manifest_at, "pages": manifest_of_branch}
    there = manifests[target.kind](target) or Manifest(())
    return differences(release.manifest, {f.path: (f.bytes, f.sha256) for f in there.files})


def _tell_changes(changes: Differences) -> None:
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
