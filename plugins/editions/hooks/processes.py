"""One process for each edition, as many at a time as there are processors.

Separate processes, because Pelican sets the C locale and keeps state process-wide, and because nothing
an edition does to itself shall reach another.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from editions.errors import Problem, SiteError
from editions.hooks.edition import Built, EditionJob

#: Told how many steps more are done.
Advance = Callable[[int], object]
Work = Callable[[EditionJob, Advance], Built]
#: In seconds; more often than this a child does not tell how far it is.
_TELLING = 0.1


class OwnMistake(Exception):
    """An exception of ours in a child process, with the traceback it had there."""


def run_jobs(
    jobs: Sequence[EditionJob],
    work: Work,
    advance: Advance = lambda _: None,
    workers: int | None = None,
) -> Iterator[Built]:
    """Yield what came of each job as it is done; a job that dies becomes a problem of its own.

    ``advance`` is told how many steps the jobs have done. Raises OwnMistake for an exception that is no
    SiteError, after the other jobs are done.
    """
    # Forking lets children share the inventory and everything imported without a copy.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    waiting = list(jobs)
    running: dict[Connection, tuple[EditionJob, BaseProcess]] = {}
    mistakes: list[str] = []
    try:
        while waiting or running:
            while waiting and len(running) < (workers or os.cpu_count() or 1):
                job = waiting.pop(0)
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_child, args=(theirs, work, job))
                process.start()
                theirs.close()
                running[ours] = (job, process)
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                job, process = running[connection]
                result = _received(connection)
                if isinstance(result, int):
                    advance(result)
                    continue
                del running[connection]
                connection.close()
                process.join()
                if isinstance(result, str):
                    mistakes.append(result)
                else:
                    yield result or _died(job, process)
    finally:
        for _, process in running.values():
            process.terminate()
    if mistakes:
        raise OwnMistake(mistakes[0])


def _child(connection: Connection, work: Work, job: EditionJob) -> None:
    # What is there is there to stay, and an edition is done before much of what it makes is garbage.
    gc.disable()
    try:
        connection.send(work(job, _Teller(connection)))
    except SiteError as error:
        connection.send(Built(job.code, problems=error.problems))
    except Exception:
        connection.send(traceback.format_exc())
    finally:
        connection.close()


class _Teller:
    """Tells the parent how many steps are done, not at each of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._untold, self._last = connection, 0, time.monotonic()

    def __call__(self, steps: int) -> None:
        self._untold += steps
        now = time.monotonic()
        if now - self._last > _TELLING:
            self._connection.send(self._untold)
            self._untold, self._last = 0, now


def _received(connection: Connection) -> Built | str | int | None:
    """Return what a child sends: steps done, what came of its job, a mistake of ours; None: it died."""
    try:
        result: Built | str | int | None = connection.recv()
    except EOFError:
        result = None
    return result


def _died(job: EditionJob, process: BaseProcess) -> Built:
    problem = Problem(
        f"edition {job.code}",
        f"its process ended before it was done (exit status {process.exitcode}).",
        "Build again; if it happens again, look for a lack of memory or of space on the disk.",
    )
    return Built(job.code, problems=(problem,))
