"""Sites that are published in a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editions.commands.publish import Wish, publish_site
from sites import TinySite


@dataclass(frozen=True)
class Published:
    """A tiny site whose settings say all folders, as publishconf.py does."""

    site: TinySite

    def publish(self, to: object, **wish: object) -> int:
        """Build and publish the site to a folder, or to any target; return the exit status."""
        target = to if isinstance(to, str) else f"folder:{to}"
        return publish_site(to=target, wish=Wish(**wish), settings=self.site.settings)  # type: ignore[arg-type]


def folders(tmp_path: Path) -> dict[str, str]:
    """Return the settings for the folders of a tiny site."""
    return {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "CACHE_PATH": str(tmp_path / "cache"),
    }


def tree(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files of a folder by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def dates(folder: Path) -> Mapping[str, int]:
    """Return when each file of a folder was written."""
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*.html")}
