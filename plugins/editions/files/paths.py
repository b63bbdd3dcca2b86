"""How a path is told to people: from where they are, with forward slashes."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path) -> str:
    """Return a path relative to the working folder where that is shorter to read."""
    absolute = path.absolute()
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        climbed = Path(os.path.relpath(absolute)).as_posix()
        return climbed if climbed.count("../") < 2 else absolute.as_posix()
