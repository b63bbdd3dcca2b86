"""Sites that are published in a test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conftest import make_tiny_site
from editions.commands.publish import Wish, publish_site
from editions.commands.workbench_machine import ROOT
from sites import TinySite

_CODE = """
import sys
sys.path[:0] = [{plugins!r}]
from editions.commands.publish import Wish, publish_site
raise SystemExit(publish_site(to={to!r}, wish=Wish(), settings={settings!r}))
"""


@dataclass(frozen=True)
class Published:
    """A tiny site whose settings say all folders, as publishconf.py does."""

    site: TinySite

    def publish(self, to: object, **wish: object) -> int:
        """Build and publish the site to a folder, or to any target; return the exit status."""
        target = to if isinstance(to, str) else f"folder:{to}"
        return publish_site(to=target, wish=Wish(**wish), settings=self.site.settings)  # type: ignore[arg-type]

    def command(self, to: str) -> list[str]:
        """Return the command that does so in a process of its own."""
        code = _CODE.format(plugins=str(ROOT / "plugins"), to=to, settings=self.site.settings)
        return [sys.executable, "-c", code]

    def publish_and_kill(self, to: str, after: float) -> bool:
        """Publish in another process and kill it after some seconds; tell whether it still ran."""
        publishing = subprocess.Popen(
            self.command(to),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(after)
        running = publishing.poll() is None
        with contextlib.suppress(ProcessLookupError):  # it may be done already
            os.killpg(publishing.pid, signal.SIGKILL)
        publishing.wait()
        return running


def compressed_once(repo: Path, folder: Path, pages: Mapping[str, str]) -> Path:
    """Publish a site of some pages in an empty folder; return its cache, for ``take_compressed``."""
    made = Published(make_tiny_site(repo, folder, pages, **folders(folder)))
    assert made.publish(folder / "place") == 0
    return folder / "cache"


def take_compressed(cache: Path, site: TinySite) -> None:
    """Give a site what was compressed for another of the same pages: it takes longer than all the rest.

    Nothing else of its cache, and nothing that lies where sites are published.
    """
    shutil.copytree(cache / "release", site.folder / "cache" / "release")
    ledger = "release.compressed"
    shutil.copyfile(cache / ledger, site.folder / "cache" / ledger)


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
