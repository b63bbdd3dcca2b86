"""Auditing the built site as phones get it: ``benchmarks/`` does it, this brings what it needs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from editions.commands.console import CALLED_WRONGLY, FINE, PROBLEMS, complain, report
from editions.commands.workbench_chromium import chromium_for_tests
from editions.commands.workbench_machine import (
    ROOT,
    install_audit_tools,
    install_node_tools,
    install_python_tools,
    node,
)
from editions.errors import SiteError


def audit_site(*, output: str, rounds: int, write: bool) -> int:
    """Audit some pages of a built site; return the exit status, 1 where a target is missed."""
    if rounds < 1:
        complain(f"--rounds {rounds}: nothing would be looked at.")
        complain("  Write 1 for a first look, 5 for a report.")
        return CALLED_WRONGLY
    try:
        install_python_tools()
        install_node_tools()
        install_audit_tools()
        chromium = chromium_for_tests()
    except SiteError as error:
        return report(error.problems)
    with tempfile.TemporaryDirectory() as folder:
        site, port = Path(output or Path(folder, "output")), _free_port()
        if not output and not _built(site, Path(folder, "cache"), port):
            return PROBLEMS
        flags = [f"--site={site}", f"--port={port}", f"--rounds={rounds}"]
        flags += ["--write"] if write else []
        command = [sys.executable, str(ROOT / "benchmarks" / "audit.py"), *flags]
        surroundings = {**os.environ, "CHROME_PATH": str(chromium), "NODE": node()}
        ran = subprocess.run(command, cwd=ROOT, env=surroundings, check=False)
    return FINE if ran.returncode == 0 else PROBLEMS


def _built(site: Path, cache: Path, port: int) -> bool:
    """Build the site as it is published, for the address it is audited at."""
    flags = [f"--output={site}", f"--cache={cache}", f"--settings={ROOT / 'publishconf.py'}"]
    command = [sys.executable, str(ROOT / "inv"), "build", *flags]
    surroundings = {**os.environ, "SITEURL": f"http://127.0.0.1:{port}"}
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode == 0


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
