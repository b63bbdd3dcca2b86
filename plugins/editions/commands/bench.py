"""Measuring builds beside those of peers: ``benchmarks/`` does it, this brings what it needs."""

from __future__ import annotations

import re
import subprocess

from editions.commands.console import CALLED_WRONGLY, FINE, PROBLEMS, complain, report
from editions.commands.workbench_machine import ROOT, install_benchmarks
from editions.errors import SiteError

_SIZES = re.compile(r"[1-9]\d*x[1-9]\d*(,[1-9]\d*x[1-9]\d*)*")


def run_benchmarks(*, sizes: str, rounds: int, builders: str, write: bool) -> int:
    """Measure builds of a generated corpus; return the exit status."""
    if sizes and not _SIZES.fullmatch(sizes):
        complain(f"--sizes {sizes}: this is no list of sizes.")
        complain("  Write languages x pages, as 3x50,10x100.")
        return CALLED_WRONGLY
    try:
        python = install_benchmarks()
    except SiteError as error:
        return report(error.problems)
    given = {"--sizes": sizes, "--rounds": str(rounds or ""), "--builders": builders}
    flags = [f"{flag}={value}" for flag, value in given.items() if value]
    command = [str(python), str(ROOT / "benchmarks" / "run.py"), *flags]
    ran = subprocess.run([*command, *(["--write"] if write else [])], cwd=ROOT, check=False)
    return FINE if ran.returncode == 0 else PROBLEMS
