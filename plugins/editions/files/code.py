"""The version of what makes a site: this package's own code and everything installed beside it.

What was made by other code is made again, also while the code is being written: a number that somebody
has to raise would be forgotten.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

import markdown

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def code_version() -> str:
    """Return a digest of this package's files, of Python, and of the names of what is installed."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(
        p for p in _PACKAGE.rglob("*") if p.suffix in (".py", ".js", ".html", ".css")
    ):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    # Folders of what is installed are named with their versions.
    installed = {path.name for path in Path(markdown.__file__).parent.parent.iterdir()}
    for name in sorted(installed - {"__pycache__"}):  # there or not, as pip was told
        digest.update(name.encode())
    return digest.hexdigest()
