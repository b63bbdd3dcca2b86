"""Older texts of a file, where git has them; everything works without, only with less to show."""

from __future__ import annotations

import subprocess
from pathlib import Path

from editions.model.blocks import blocks_of, digest_of
from editions.model.frontmatter import read_header

#: How many older texts are looked at. One changed a thousand times ago is best translated anew.
_COMMITS = 200


def older_blocks(path: Path, digests: frozenset[str]) -> dict[str, str]:
    """Return the texts of blocks of a page's older versions by their digests, those that are found."""
    found: dict[str, str] = {}
    listed = _git(path, "log", f"-{_COMMITS}", "--format=%H", "--", path.name) if digests else ""
    for commit in listed.split():
        text = _git(path, "show", f"{commit}:./{path.name}")
        header, _ = read_header(text, path.name)
        for block in blocks_of(header.body):
            digest = digest_of(block)
            if digest in digests:
                found.setdefault(digest, block.text)
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
