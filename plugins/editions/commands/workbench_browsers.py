"""The browsers beside Chromium in which some tests run: Firefox ESR and WebKitGTK.

Finds them; in CI they are installed where apt offers them. Elsewhere nothing is installed: what is
not there is said before the tests, and its tests are listed as skipped. Deliberately knows nothing
of how they are driven, which is the business of ``tests/browser``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from editions.commands.console import complain
from editions.commands.workbench_apt import check_found, could_install, install_offered
from editions.errors import Problem, SiteError

_FIREFOXES = ("firefox-esr", "firefox")
#: Below the folders of libraries, with that of the machine's kind between them or without.
_MINI_BROWSERS = ("*/webkit*gtk-*/MiniBrowser", "webkit*gtk-*/MiniBrowser")


@dataclass(frozen=True, slots=True)
class Firefox:
    """A Firefox, driven by WebDriver BiDi."""

    program: Path


@dataclass(frozen=True, slots=True)
class WebKit:
    """The small browser of WebKitGTK, its driver, and the X server it is shown on."""

    program: Path
    driver: Path
    display: Path


@dataclass(frozen=True, slots=True)
class OtherBrowser:
    """A browser tests would also run in: what it is called, how it is found and installed."""

    name: str
    packages: tuple[str, ...]
    find: Callable[[Mapping[str, str]], Firefox | WebKit | None]


def find_firefox(environment: Mapping[str, str]) -> Firefox | None:
    """Return the Firefox named in FIREFOX, else one on the path.

    Raises SiteError when FIREFOX names none: it was set on purpose.
    """
    path = environment.get("PATH", "")
    if named := environment.get("FIREFOX"):
        if found := shutil.which(named, path=path):
            return Firefox(Path(found))
        remedy = "Correct the variable or unset it."
        raise SiteError([Problem("FIREFOX", f"{named} is no program.", remedy)])
    programs = (shutil.which(name, path=path) for name in _FIREFOXES)
    return next((Firefox(Path(found)) for found in programs if found), None)


def find_webkit(environment: Mapping[str, str]) -> WebKit | None:
    """Return WebKitGTK's browser with all it needs, or None where a part is missing."""
    path = environment.get("PATH", "")
    driver, display = (shutil.which(name, path=path) for name in ("WebKitWebDriver", "Xvfb"))
    programs = [
        found
        for folder in (Path("/usr/lib"), Path("/usr/libexec"))
        for pattern in _MINI_BROWSERS
        for found in sorted(folder.glob(pattern), reverse=True)  # the newest first
    ]
    if not (driver and display and programs):
        return None
    return WebKit(programs[0], Path(driver), Path(display))


#: By the name tests call them.
OTHER_BROWSERS = {
    "firefox": OtherBrowser("Firefox ESR", ("firefox-esr",), find_firefox),
    "webkit": OtherBrowser("WebKitGTK", ("webkit2gtk-driver", "xvfb"), find_webkit),
}


def provide_other_browsers() -> None:
    """Install the other browsers in CI; say of each that is not to be had that nothing runs in it.

    Raises SiteError where apt offers one and yet it is not there afterwards.
    """
    install_offered(one.packages for one in _lacking())
    for browser in _lacking():
        check_found(browser.name, browser.packages)
        complain(
            f"NOT RUN IN {browser.name}: there is none on this machine. "
            f"Debian as root: apt-get install {' '.join(browser.packages)}"
        )


def must_be_there(browser: OtherBrowser) -> bool:
    """Tell whether tests fail without a browser: in CI, where we could have installed it."""
    return could_install(browser.packages)


def _lacking() -> list[OtherBrowser]:
    return [one for one in OTHER_BROWSERS.values() if not one.find(os.environ)]
