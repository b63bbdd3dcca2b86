"""What is shown of long work: on a terminal how far it is, in a log nothing."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys, time
sys.path.insert(0, {plugins!r})
from editions.commands.console import progress
with progress("making pages", {steps}) as advance:
    for _ in range(4):
        time.sleep({pause})
        advance(5)
"""


def shown(repo: Path, steps: int | None, pause: float) -> str:
    code = CODE.format(plugins=str(repo / "plugins"), steps=steps, pause=pause)
    ours, theirs = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    ran = subprocess.run([sys.executable, "-c", code], stderr=theirs, check=False, env=surroundings)
    os.close(theirs)
    assert ran.returncode == 0
    written = b""
    try:
        while part := os.read(ours, 4096):
            written += part
    except OSError:  # the terminal is closed
        pass
    os.close(ours)
    return written.decode()


@pytest.mark.parametrize(("steps", "told"), [(20, "%"), (None, "15")])
def test_what_takes_longer_than_a_second_is_shown_on_a_terminal(
    repo: Path, steps: int | None, told: str
) -> None:
    written = shown(repo, steps, 0.4)
    assert "making pages" in written
    assert told in written


def test_what_is_done_at_once_shows_nothing(repo: Path) -> None:
    assert shown(repo, 20, 0.01) == ""


def test_nothing_is_shown_in_a_log(repo: Path) -> None:
    code = CODE.format(plugins=str(repo / "plugins"), steps=20, pause=0.3)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stderr == ran.stdout == b""
