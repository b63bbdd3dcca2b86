"""What is printed, and where: findings to standard output, problems to standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

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


@contextmanager
def progress(what: str, steps: int | None = None) -> Iterator[Callable[[int], object]]:
    """Give a function that is told of steps done; on a terminal they are shown after a second.

    ``steps`` is how many there will be, None where nobody knows. In a log nothing is shown.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    bar = _Bar(what, steps)
    try:
        yield bar.advance
    finally:
        bar.end()


class _Bar:
    """A line that shows how far something is and how long it will take."""

    def __init__(self, what: str, steps: int | None) -> None:
        self._what, self._steps, self._done = what, steps, 0
        self._begun = time.monotonic()
        self._shown: Any = None

    def advance(self, steps: int) -> None:
        """Show that steps are done, once the whole has taken longer than a second."""
        self._done += steps
        if self._shown is None:
            if time.monotonic() - self._begun < 1:
                return
            self._show()
        self._shown.update(self._task, completed=self._done)

    def end(self) -> None:
        """Remove the line."""
        if self._shown is not None:
            self._shown.stop()

    def _show(self) -> None:
        # Imported here: it takes as long as a whole build of which nothing is shown.
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        known = [BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn()]
        columns = known if self._steps else [TextColumn("{task.completed:,}")]
        console = Console(stderr=True, highlight=False)
        self._shown = Progress(
            TextColumn("{task.description}"), *columns, console=console, transient=True
        )
        self._task = self._shown.add_task(self._what, total=self._steps)
        self._shown.start()


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 page``, ``2 pages``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
