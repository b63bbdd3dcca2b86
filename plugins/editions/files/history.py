"""Older texts of a file, where git has them; everything works without, only with less to show."""

from __future__ import annotations

import subprocess
from pathlib import Path

from editions.model.blocks import blocks_of, digest_of, digest_of_text
from editions.model.frontmatter import read_header
from editions.model.translations import worded_metadata

#: How many older texts are looked at. One changed a thousand times ago is best translated anew.
_COMMITS = 200


def older_texts(path: Path, digests: frozenset[str]) -> dict[str, str]:
    """Return older texts of a page's blocks and worded metadata by their digests, where found."""
    found: dict[str, str] = {}
    listed = _git(path, "log", f"-{_COMMITS}", "--format=%H", "--", path.name) if digests else ""
    for commit in listed.split():
        text = _git(path, "show", f"{commit}:./{path.name}")
        header, _ = read_header(text, path.name)
        parts = [(digest_of(block), block.text) for block in blocks_of(header.body)]
        parts += [
            (digest_of_text(key, text), text) for key, text in worded_metadata(header).items()
        ]
        found.update((digest, text) for digest, text in parts if digest in digests)
        if len(found) == len(digests):
            break
    return found


def _git(path: Path, *arguments: str) -> str:
    try:
        told = subprocess.run(
            ["git", "-C", str(path.parent), *arguments],
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("utf-8", "replace") if told.returncode == 0 else ""
