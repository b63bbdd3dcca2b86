"""Builds the shipped site as it is published: under an address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

#: An address that is no top of a host, so that a path lost on the way is seen.
ADDRESS = "https://example.org/a/path"


def build_published(repo: Path, folder: Path, address: str = ADDRESS) -> Path:
    """Build the site for an address into a folder of its own and return the output."""
    settings = folder / "published.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(repo)!r})\nfrom pelicanconf import *\n"
        f"SITEURL = {address!r}\nTHEME = {str(repo / 'theme')!r}\n",
        "utf-8",
    )
    flags = {
        "settings": settings,
        "content": repo / "content",
        "output": folder / "output",
        "cache": folder / "cache",
    }
    command = [sys.executable, str(repo / "inv"), "build"]
    built = subprocess.run(
        [*command, *(f"--{name}={path}" for name, path in flags.items())],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        told = built.stdout + built.stderr
        pytest.fail(f"The site could not be built for {address}:\n{told}", pytrace=False)
    return folder / "output"
