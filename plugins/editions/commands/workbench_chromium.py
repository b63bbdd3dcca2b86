"""The Chromium of the browser tests, and the fonts it needs to show more than boxes.

Finds one, or has it installed: on Debian as root by apt-get, elsewhere by Playwright. Asks before,
except in CI. Deliberately knows nothing of tests; Playwright itself is asked in a process of its
own, because its synchronous interface allows one owner a process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from editions.commands.console import complain, say
from editions.commands.workbench_apt import (
    in_ci,
    install_command,
    is_debian_root,
    missing,
    update_command,
)
from editions.commands.workbench_machine import run_quietly
from editions.errors import Problem, SiteError

#: What a Chromium is called on the path, in the order we look.
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
FONTS = ("fonts-noto-core", "fonts-noto-cjk")

_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)
_PLAYWRIGHT_INSTALL = (sys.executable, "-m", "playwright", "install", "chromium")
_REMEDY = (
    "Install one by hand (Debian as root: apt-get install chromium fonts-noto-core fonts-noto-cjk; "
    "elsewhere: .venv/bin/playwright install --with-deps chromium), or name one: "
    "CHROMIUM=/path/to/chromium ./inv test. ./inv test --fast needs none."
)


def chromium_for_tests() -> Path:
    """Return the path of a Chromium, installed now where there was none.

    Raises SiteError when there is none and none may or can be installed.
    """
    found = find_chromium(os.environ)
    if found and not in_ci():
        return found
    installation = installation_commands(
        chromium=found is None, missing_fonts=missing(FONTS) if is_debian_root() else None
    )
    if not found and not in_ci() and not _agreed_to(installation):
        raise SiteError(
            [Problem("Chromium", "the browser tests need one, none was found.", _REMEDY)]
        )
    for command in installation:
        complain(f"Running {' '.join(command)} …")
        run_quietly(command, remedy=_REMEDY)
    found = found or find_chromium(os.environ)
    if not found:
        raise SiteError([Problem("Chromium", "it was installed, yet is not found.", _REMEDY)])
    return found


def find_chromium(environment: Mapping[str, str]) -> Path | None:
    """Return the Chromium named in CHROMIUM, else one on the path, else Playwright's own.

    Raises SiteError when CHROMIUM names none: it was set on purpose.
    """
    path = environment.get("PATH", "")
    named = environment.get("CHROMIUM")
    if named:
        found = shutil.which(named, path=path)
        if not found:
            raise SiteError(
                [
                    Problem(
                        "CHROMIUM", f"{named} is no program.", "Correct the variable or unset it."
                    )
                ]
            )
        return Path(found)
    for name in NAMES:
        found = shutil.which(name, path=path)
        if found:
            return Path(found)
    return _chromium_of_playwright()


def installation_commands(
    *, chromium: bool, missing_fonts: Sequence[str] | None
) -> list[tuple[str, ...]]:
    """Return the commands that install what is missing.

    ``missing_fonts`` are names of Debian packages, or None where we cannot install any: not on
    Debian, or not root.
    """
    if missing_fonts is None:
        return [_PLAYWRIGHT_INSTALL] if chromium else []
    packages = (*(("chromium",) if chromium else ()), *missing_fonts)
    if not packages:
        return []
    return [update_command(), install_command(packages)]


def _chromium_of_playwright() -> Path | None:
    asked = subprocess.run(
        [sys.executable, "-c", _ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = Path(asked.stdout.strip())
    return path if path.is_file() else None


def _agreed_to(commands: Sequence[Sequence[str]]) -> bool:
    if not sys.stdin.isatty():
        return False
    say("The browser tests need a Chromium, and none was found. To install one:")
    for command in commands:
        say("  " + " ".join(command))
    try:
        return input("Do this now? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False
