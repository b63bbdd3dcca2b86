"""What is printed, and where: findings to standard output, problems to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from editions.errors import Problem, in_reading_order

#: Exit statuses: all is well; the site has problems; the command was called wrongly.
FINE, PROBLEMS, CALLED_WRONGLY = 0, 1, 2

#: A line that is told: whether it is a warning or a problem, and its words.
Line = tuple[bool, str]


def say(line: str) -> None:
    """Print a finding; end quietly where nobody reads on, as behind ``| head``."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # What Python flushes at its end would fail again, with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(FINE) from None


def complain(line: str) -> None:
    """Print a warning or a problem's line."""
    print(line, file=sys.stderr, flush=True)


def tell(line: Line) -> None:
    """Print a line where it belongs."""
    if line[0]:
        complain(line[1])
    else:
        say(line[1])


def report(problems: Iterable[Problem]) -> int:
    """Print problems, each once, and return the exit status they mean."""
    listed = in_reading_order(problems)
    for problem in listed:
        complain(str(problem))
    if listed:
        complain(f"{len(listed)} {'problem' if len(listed) == 1 else 'problems'} to mend.")
    return PROBLEMS if listed else FINE


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 page``, ``2 pages``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
