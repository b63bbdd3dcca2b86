"""What a command takes, as the operating system accounts for it: the whole tree of its processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Taken:
    """CPU seconds of all processes, seconds of wall clock, peak memory of the largest one in MiB."""

    cpu: float
    wall: float
    memory: float


def measured(command: Sequence[str]) -> Taken:
    """Run a command and return what it took; one that fails ends everything, and says why."""
    started = time.perf_counter()
    process = subprocess.Popen(
        list(command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}:\n{told[-2000:]}")
    # Linux counts KiB; of a tree of processes it is the largest that counts.
    return Taken(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def code_of(module: str, call: str) -> str:
    """Return a program that calls a command of ours, from its module, and ends with its status."""
    return f"""
import sys
sys.path.insert(0, {str(ROOT / "plugins")!r})
from editions.commands.{module} import *
raise SystemExit({call})
"""
