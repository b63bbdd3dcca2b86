"""Problems as people see them: where, what, and how to mend it.

Knows how a problem is told and how several travel together. Deliberately knows nothing of pages,
Pelican or the console; printing is the business of ``commands``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing somebody has to mend.

    ``where`` is a path, with ``:line`` when a line is known; ``what`` is a sentence; ``remedy``
    tells what to do and is never empty.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the three parts as they are printed."""
        return f"{self.where}: {self.what}\n  {self.remedy}"


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems, each once, by file and line: line 2 before line 11."""

    def place(problem: Problem) -> tuple[str, int, str]:
        path, _, line = problem.where.rpartition(":")
        return (
            (path, int(line), problem.what) if line.isdigit() else (problem.where, 0, problem.what)
        )

    return tuple(sorted(set(problems), key=place))


def the_first_of(names: Sequence[str], most: int = 5) -> str:
    """Return names in a row, for a sentence; beyond ``most`` only how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


class SiteError(Exception):
    """Problems of the site, collected so that all can be mended in one go.

    Raised for mistakes in content, settings, theme or surroundings; never for our own. A traceback
    is therefore only ever shown for other exceptions.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, each once, in reading order."""
        self.problems: tuple[Problem, ...] = in_reading_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[SiteError], tuple[tuple[Problem, ...]]]:
        """Travel between processes: the default would pass the message instead of the problems."""
        return (type(self), (self.problems,))
