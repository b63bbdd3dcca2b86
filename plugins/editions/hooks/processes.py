"""Work in processes of its own, as many at a time as there are processors.

Separate processes, because Pelican sets the C locale and keeps state process-wide, and because nothing
an edition does to itself shall reach another.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from editions.errors import Problem, SiteError
from editions.files.processors import processors

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
#: Told how many steps more are done.
Advance = Callable[[int], object]
#: In seconds; more often than this a child does not tell how far it is.
_TELLING = 0.1


@dataclass(frozen=True)
class Failed:
    """Work that came to nothing: problems of the site, a traceback of ours, or a process that died."""

    problems: tuple[Problem, ...] = ()
    mistake: str = ""
    status: int | None = None


def run_all(
    tasks: Sequence[_Task],
    work: Callable[[_Task, Advance], _Result],
    advance: Advance = lambda _: None,
) -> Iterator[tuple[_Task, _Result | Failed]]:
    """Yield each task with what came of it as it is done; they are begun in their order.

    ``advance`` is told how many steps they have done.
    """
    # Forking lets children share the inventory and everything imported without a copy.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    waiting = list(tasks)
    running: dict[Connection, tuple[_Task, BaseProcess]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < processors():
                task = waiting.pop(0)
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_child, args=(theirs, work, task))
                process.start()
                theirs.close()
                running[ours] = (task, process)
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                task, process = running[connection]
                told = _received(connection)
                if isinstance(told, int):
                    advance(told)
                    continue
                del running[connection]
                connection.close()
                process.join()
                yield task, told[0] if told else Failed(status=process.exitcode)
    finally:
        for _, process in running.values():
            process.terminate()


def _child(connection: Connection, work: Callable[[_Task, Advance], object], task: _Task) -> None:
    # What is there is there to stay, and the work is done before much of what it makes is garbage.
    gc.disable()
    try:
        result = work(task, _Teller(connection))
    except SiteError as error:
        result = Failed(problems=error.problems)
    except Exception:
        result = Failed(mistake=traceback.format_exc())
    try:
        connection.send((result,))
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


def _received(connection: Connection) -> tuple[Any] | int | None:
    """Return what a child sends: steps done, or what came of its task; None: it died."""
    try:
        told: tuple[Any] | int | None = connection.recv()
    except EOFError:
        told = None
    return told
