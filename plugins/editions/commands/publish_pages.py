"""Publication to the branch that GitHub, GitLab, Codeberg and their like show as pages.

Made with git's own means: one commit holds the release, one push shows it whole or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from editions.commands.programs import ask
from editions.errors import Problem, SiteError
from editions.files.releases import Release
from editions.model.manifests import MANIFEST, Manifest, read_manifest
from editions.model.targets import Target

_REMEDY = "See that git can push to the remote origin of this folder, and publish again."
_REMOTE = "origin"
#: Says that pages are not to be made by Jekyll, and which name they have; a release has neither.
NO_JEKYLL, NAME = ".nojekyll", "CNAME"


def manifest_of_branch(target: Target) -> Manifest | None:
    """Return the manifest of what a branch shows; None where there is none."""
    tip = _tip(target)
    return _manifest(target, tip) if tip else None


def publish_to_branch(release: Release, target: Target) -> str:
    """Push a commit that holds a release; return its id, which is the old one where nothing changed.

    Raises SiteError, above all for a branch on which something else lies.
    """
    tip = _tip(target)
    if tip and _manifest(target, tip) is None:
        what = "this branch holds what no publication put there."
        raise SiteError([Problem(str(target), what, "Name a branch for the pages alone.")])
    tree = _tree_of(release, target, tip)
    if tip and _git(target, "rev-parse", f"{tip}^{{tree}}") == tree:
        return tip
    message = f"Publish release {release.manifest.release[:16]}"
    parents = ["-p", tip] if tip else []
    commit = _git(target, "commit-tree", tree, *parents, "-m", message)
    # Refused where somebody else has pushed in the meantime.
    _git(target, "push", "--quiet", _REMOTE, f"{commit}:refs/heads/{target.path}")
    return commit


def _tree_of(release: Release, target: Target, tip: str) -> str:
    """Return the tree of a release as git keeps it, with the name of the site that was there."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = {
            "GIT_INDEX_FILE": str(Path(scratch, "index")),
            "GIT_WORK_TREE": str(release.folder),
        }
        # Whatever this machine ignores, or does to line ends, the release is published as it is.
        plain = ["-c", "core.autocrlf=false", "-c", f"core.attributesFile={os.devnull}"]
        _git(
            target, *plain, "add", "--force", "--all", str(release.folder), environment=environment
        )
        empty = _git(target, "hash-object", "-w", "--stdin")
        entries = [f"100644,{empty},{NO_JEKYLL}"]
        kept = _git(target, "ls-tree", tip, NAME).split() if tip else []
        entries += [f"100644,{kept[2]},{NAME}"] if kept else []
        for entry in entries:
            _git(target, "update-index", "--add", "--cacheinfo", entry, environment=environment)
        return _git(target, "write-tree", environment=environment)


def _tip(target: Target) -> str:
    """Return the commit the branch of the remote has now; nothing where there is no such branch."""
    branch = f"refs/heads/{target.path}"
    if not _git(target, "ls-remote", _REMOTE, branch):
        return ""
    _git(target, "fetch", "--quiet", "--depth=1", _REMOTE, branch)
    return _git(target, "rev-parse", "FETCH_HEAD")


def _manifest(target: Target, tip: str) -> Manifest | None:
    try:
        command = ["git", "cat-file", "blob", f"{tip}:{MANIFEST}"]
        return read_manifest(ask(command, where=str(target), remedy=_REMEDY))
    except (SiteError, ValueError):
        return None


def _git(target: Target, *words: str, environment: Mapping[str, str] | None = None) -> str:
    said = ask(["git", *words], where=str(target), remedy=_REMEDY, environment=environment)
    return said.decode().strip()
