"""Debian's packages: whether we may install them, whether they are there, how they are installed.

In CI what is missing is installed where apt offers it; elsewhere nothing is installed without asking.

Deliberately knows nothing of what is in them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache

from editions.commands.console import complain
from editions.commands.workbench_machine import run_quietly
from editions.errors import Problem, SiteError

_REMEDY = "Read apt's reason above; it needs a network."


def is_debian_root() -> bool:
    """Tell whether this process may install packages of Debian or Ubuntu."""
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def in_ci() -> bool:
    """Tell whether nobody is there to be asked, and the machine is there for us."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def missing(packages: Iterable[str]) -> list[str]:
    """Return the packages that are not installed."""
    return [package for package in packages if not _is_installed(package)]


def is_offered(package: str) -> bool:
    """Tell whether apt knows a version it could install, from the lists it has read last."""
    if not shutil.which("apt-cache"):
        return False
    asked = subprocess.run(
        ["apt-cache", "policy", package],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    return "Candidate: " in asked.stdout and "Candidate: (none)" not in asked.stdout


def update_command() -> tuple[str, ...]:
    """Return the command that makes apt read what there is to install."""
    return ("apt-get", "update")


def install_command(packages: Sequence[str]) -> tuple[str, ...]:
    """Return the command that installs packages without asking and without what they recommend."""
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    return ("env", "DEBIAN_FRONTEND=noninteractive", *install)


def could_install(packages: Iterable[str]) -> bool:
    """Tell whether packages that are not there are our fault: in CI, where apt offers all of them."""
    return in_ci() and is_debian_root() and all(map(is_offered, packages))


def install_offered(groups: Iterable[Sequence[str]]) -> None:
    """Install in CI every group of packages of which apt offers all; elsewhere do nothing.

    Raises SiteError with apt's reason where it cannot install what it offers.
    """
    wanted = list(groups)
    if not (wanted and in_ci() and is_debian_root()):
        return
    _read_lists()
    packages = [package for group in wanted if could_install(group) for package in group]
    if packages:
        command = install_command(packages)
        complain(f"Running {' '.join(command)} …")
        run_quietly(command, remedy=_REMEDY)


def check_found(name: str, packages: Sequence[str]) -> None:
    """Raise SiteError for what is not found though its packages could be installed."""
    if could_install(packages):
        remedy = f"See what apt-get install {' '.join(packages)} says; tests need it in CI."
        raise SiteError([Problem(name, "it was installed, yet is not found.", remedy)])


@cache
def _read_lists() -> None:
    run_quietly(update_command(), remedy=_REMEDY)


def _is_installed(package: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package]
    asked = subprocess.run(query, capture_output=True, text=True, check=False)
    return asked.stdout == "installed"
