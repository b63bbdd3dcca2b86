"""How much work can be done at once on this machine."""

from __future__ import annotations

import os


def processors() -> int:
    """Return how many threads or processes can work at once: not all of a machine's are always ours."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
