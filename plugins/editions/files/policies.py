"""The policies that stand in built pages, for hosts that send one in a header."""

from __future__ import annotations

import html
import re
from pathlib import Path

from editions.files.writing import files_below

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


def policies_below(folder: Path, *, without: str) -> frozenset[str]:
    """Return each policy that stands in a page of a folder, but for those of one folder in it."""
    pages = [
        name
        for name in files_below(folder)
        if name.endswith(".html") and not name.startswith(f"{without}/")
    ]
    found = (_POLICY.search((folder / name).read_text("utf-8")) for name in pages)
    return frozenset(html.unescape(match[1]) for match in found if match)
