"""Paths as people write them and as they are told to people: from where they are."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path) -> str:
    """Return a path relative to the working folder where that is shorter, with forward slashes."""
    absolute = path.absolute()
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        climbed = Path(os.path.relpath(absolute)).as_posix()
        return climbed if climbed.count("../") < 2 else absolute.as_posix()


def from_caller(path: str) -> str:
    """Return a path of the command line as the caller means it: the tasks run in the root."""
    return path and str(Path(os.environ.get("EDITIONS_CALLED_FROM", ""), path).absolute())
