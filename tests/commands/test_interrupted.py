"""A build that is killed, or runs out of room, leaves whole files; the next one mends everything."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.test_incremental import built_from_nothing, tree_of
from sites import TinySite

MakeSite = Callable[..., TinySite]
CODE = """
import sys
sys.path.insert(0, {plugins!r})
from editions.commands.build_at_rest import build_unless_at_rest
raise SystemExit(build_unless_at_rest(
    locales=(), content={content!r}, output={output!r}, cache={cache!r}, settings={settings!r}))
"""
WORDS = "Some words that make a page as long as pages are. " * 40


def pages(mark: str) -> dict[str, str]:
    """Return the pages of a site, every one of which says a mark."""
    return {
        f"{code}/guide/page-{number}.md": f"## Part {mark}\n\n{WORDS} {mark}.\n"
        for code in ("en", "fr", "ar")
        for number in range(12)
    } | {f"{code}/index.md": f"Index {mark}." for code in ("en", "fr", "ar")}


def command(site: TinySite, repo: Path) -> list[str]:
    code = CODE.format(
        plugins=str(repo / "plugins"),
        content=str(site.content),
        output=str(site.output),
        cache=str(site.folder / "cache"),
        settings=site.settings,
    )
    return [sys.executable, "-c", code]


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_whole_files_and_is_mended(
    tiny_site: MakeSite, repo: Path
) -> None:
    chance = random.Random(5)  # noqa: S311 - seeded on purpose
    site = tiny_site(pages("one"))
    old = built_from_nothing(site)
    site.write(pages("two"))
    new = built_from_nothing(site)
    site.write(pages("one"))
    assert site.build() == 0
    killed = 0
    for round_ in range(int(os.environ.get("EDITIONS_KILLS", "6"))):
        site.write(pages("two" if round_ % 2 == 0 else "one"))
        building = subprocess.Popen(
            command(site, repo),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.3, 2.0))
        killed += building.poll() is None
        with contextlib.suppress(ProcessLookupError):  # it may be done already
            os.killpg(building.pid, signal.SIGKILL)
        building.wait()
        for name, content in tree_of(site.output).items():
            # A file in the making has a name that no page and no host would ever ask for.
            assert content in (old.get(name), new.get(name)) or name.endswith(".part"), name
    assert killed, "no build was killed while it ran"
    for mark, expected in (("two", new), ("one", old)):
        site.write(pages(mark))
        assert site.build() == 0
        assert tree_of(site.output) == expected


@pytest.mark.slow
def test_without_room_nothing_changes_and_the_message_says_so(
    tiny_site: MakeSite, repo: Path
) -> None:
    site = tiny_site(pages("one"))
    assert site.build() == 0
    before = tree_of(site.output)
    site.write(pages("two"))

    def without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    ran = subprocess.run(
        command(site, repo), capture_output=True, text=True, check=False, preexec_fn=without_room
    )
    assert ran.returncode == 1, ran.stderr
    assert "this cannot be written" in ran.stderr
    assert "the free space" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert tree_of(site.output) == before
    assert site.build() == 0
    assert tree_of(site.output) == built_from_nothing(site)
