"""Firefox as an engine of ``engines``: a Node with Puppeteer speaks WebDriver BiDi to it for us."""

from __future__ import annotations

import itertools
import json
import subprocess
from pathlib import Path
from typing import Any

from browser.engines import AnyPage
from editions.commands.workbench_browsers import Firefox
from editions.commands.workbench_machine import ROOT, node

_BRIDGE = Path(__file__).with_suffix(".mjs")


class FirefoxEngine:
    """A headless Firefox behind a process that takes a request a line."""

    name, title = "firefox", "Firefox"

    def __init__(self, firefox: Firefox) -> None:
        self._bridge = subprocess.Popen(
            [node(), _BRIDGE, firefox.program],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._ids = itertools.count()
        self.version = str(self.ask("version")).rpartition("/")[2]

    def new_page(self) -> AnyPage:
        number = next(self._ids)
        self.ask("open", number)
        return _FirefoxPage(self, number)

    def ask(self, *request: object) -> Any:
        """Return the answer to a request; one that went wrong is an error here."""
        assert self._bridge.stdin
        assert self._bridge.stdout
        self._bridge.stdin.write(json.dumps(request) + "\n")
        self._bridge.stdin.flush()
        line = self._bridge.stdout.readline()
        answer = json.loads(line) if line else {"error": "Firefox or its bridge has ended"}
        if "error" in answer:
            raise AssertionError(f"{request[:3]}: {answer['error']}")
        return answer["value"]

    def close(self) -> None:
        """Let the bridge come to its end; it closes the browser."""
        self._bridge.communicate(timeout=30)


class _FirefoxPage:
    engine = FirefoxEngine.name

    def __init__(self, firefox: FirefoxEngine, number: int) -> None:
        self._firefox, self._number = firefox, number

    def goto(self, address: str) -> None:
        self._ask("goto", address)

    def back(self) -> None:
        self._ask("back")

    def evaluate(self, function: str, argument: object = None) -> Any:
        return self._ask("evaluate", f"({function})({json.dumps(argument)})")

    def click(self, selector: str) -> None:
        self._ask("click", selector)

    def press(self, key: str) -> None:
        self._ask("press", key)

    def resize(self, width: int, height: int) -> None:
        self._ask("resize", width, height)

    def complaints(self) -> list[str]:
        told = [str(complaint) for complaint in self._ask("complaints")]
        # Firefox asks every host for this by itself when a page has not named its icon yet.
        return [complaint for complaint in told if not complaint.endswith("/favicon.ico")]

    def close(self) -> None:
        self._ask("close")

    def _ask(self, action: str, *further: object) -> Any:
        return self._firefox.ask(action, self._number, *further)
