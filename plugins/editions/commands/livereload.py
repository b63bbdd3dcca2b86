"""Writing with the site beside it: what is saved is made at once, in a process that stays warm.

A page whose text alone has changed is made by itself, from what is in memory; then a whole build
looks at everything that may follow from it, in a process of its own that the next save ends. Any other
change is built as ``./inv build`` does.
"""

from __future__ import annotations

import contextlib
import http.server
import multiprocessing
import os
import signal
import threading
import time
import webbrowser
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from editions.commands.build import build, prepare
from editions.commands.console import CALLED_WRONGLY, FINE, complain, report, say
from editions.commands.live_server import Bulletin, LiveHandler
from editions.commands.serve import HERE
from editions.errors import Problem, SiteError
from editions.files.paths import shown
from editions.hooks.edition import Ingredients
from editions.hooks.page_again import make_page, page_again
from editions.hooks.settings import Site, read_site
from editions.hooks.warming import warm_up

#: In milliseconds: so long after a change others that belong to it are waited for.
_PATIENCE = 30


def livereload(*, port: int, settings: str = "", open_browser: bool = True) -> int:
    """Serve the site, make anew whatever is saved, reload the browser; until Ctrl-C."""
    from watchfiles import watch

    path = Path(settings or "pelicanconf.py").absolute()
    try:
        site = read_site(str(path))
    except SiteError as error:
        return report(error.problems)
    workshop = Workshop(path, site)
    handler = type("Handler", (LiveHandler,), {"bulletin": workshop.bulletin})
    site.output.mkdir(parents=True, exist_ok=True)
    try:
        server = http.server.ThreadingHTTPServer(
            (HERE, port), partial(handler, directory=str(site.output))
        )
    except OSError as error:
        complain(f"port {port}: {error.strerror}.\n  Choose another with --port.")
        return CALLED_WRONGLY
    server.daemon_threads = True
    workshop.build_all()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{HERE}:{server.server_port}/"
    say(f"{address} serves {shown(site.output)}; Ctrl-C ends it")
    if open_browser:
        threading.Timer(1, webbrowser.open, [address]).start()
    places = [p for p in (site.content, site.theme, site.translations, path) if p.exists()]
    try:
        for changes in watch(*places, debounce=_PATIENCE, step=10):
            workshop.saved({Path(name) for _, name in changes})
    except KeyboardInterrupt:
        say("")
    workshop.stop_looking()
    server.shutdown()
    return FINE


@dataclass
class Workshop:
    """The site in memory, the news of it, and the whole build that may be running beside it."""

    settings: Path
    site: Site
    bulletin: Bulletin = field(default_factory=Bulletin)
    _made_of: Ingredients | None = None
    looking: BaseProcess | None = None

    def saved(self, paths: Iterable[Path]) -> None:
        """Make anew what follows from files that were saved."""
        started = time.monotonic()
        changed = list(paths)
        self.stop_looking()
        again = None
        if self._made_of and len(changed) == 1 and not self.bulletin.mistakes:
            again = page_again(self._made_of, changed[0])
        if again is None:
            self.build_all()
            return
        problems = make_page(again)
        if problems:
            report(problems)
            self.bulletin.publish(problems)
            return
        self._made_of = again.made_of
        self.bulletin.publish()
        say(f"{shown(again.place)} made in {time.monotonic() - started:.2f} s")
        if again.others:
            self._look_at_all()

    def build_all(self) -> None:
        """Build everything that has changed, and take what is there now into memory."""
        self._made_of = None
        problems: list[Problem] = []
        try:
            self.site = read_site(str(self.settings))
            outcome = build(self.site)
            problems.extend(outcome.problems)
            if outcome.status == FINE:
                self._made_of = warm_up(prepare(self.site, ()).made_of)
        except SiteError as error:
            report(error.problems)
            problems.extend(error.problems)
        self.bulletin.publish(problems)

    def stop_looking(self) -> None:
        """End the whole build that runs beside; whatever it was doing, the next one mends it."""
        looking, self.looking = self.looking, None
        if looking and looking.is_alive() and looking.pid:
            with contextlib.suppress(ProcessLookupError):  # it may be done by now
                os.killpg(looking.pid, signal.SIGKILL)
            looking.join()

    def _look_at_all(self) -> None:
        """Build what else follows from a page, in a process of its own."""
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        self.looking = context.Process(target=_build_quietly, args=(self.site, theirs))
        self.looking.start()
        assert self.looking.pid
        with contextlib.suppress(OSError):  # the child does it too; whoever comes first
            os.setpgid(self.looking.pid, self.looking.pid)
        theirs.close()
        threading.Thread(target=self._hear, args=(ours,), daemon=True).start()

    def _hear(self, connection: Connection) -> None:
        """Publish what came of the whole build, unless it was ended."""
        try:
            problems, rendered = connection.recv()
        except EOFError:
            return
        if problems or rendered:
            self.bulletin.publish(problems)


def _build_quietly(site: Site, connection: Connection) -> None:
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        outcome = build(site, quiet=True)
        connection.send((tuple(outcome.problems), outcome.rendered))
    except SiteError as error:
        report(error.problems)
        connection.send((error.problems, 0))
