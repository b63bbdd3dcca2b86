"""The workbench: check the sources, run the tests, renew the locks.

Sequences the tools and says how they fared. What has to be on the machine for them is the business
of ``workbench_machine``, ``workbench_chromium``, ``workbench_browsers`` and ``workbench_archives``,
what each check looks at that of ``workbench_checks``. Deliberately knows nothing of pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from editions.commands.console import CALLED_WRONGLY, FINE, PROBLEMS, report, say
from editions.commands.workbench_archives import provide_archive_tools
from editions.commands.workbench_browsers import provide_other_browsers
from editions.commands.workbench_checks import CHECKS, Verdict, verdict_of
from editions.commands.workbench_chromium import chromium_for_tests
from editions.commands.workbench_machine import (
    ROOT,
    install_node_tools,
    install_pack_tools,
    install_python_tools,
    npm_command,
    run_quietly,
)
from editions.commands.workbench_paper import provide_paper
from editions.errors import SiteError
from editions.files.processors import processors

FAST_PART = "not slow and not browser"
REST = "slow or browser"
#: At the end of a run stand the tests that took longest, if they took some seconds.
_SLOWEST = ("--durations=15", "--durations-min=5")
#: What the page on accessibility shows.
RECORD = "content/data/accessibility.yaml"

_UV_FLAGS = (
    "--universal --python-version 3.11 --generate-hashes --upgrade --quiet --no-header"
    " --no-emit-index-url --no-emit-find-links"
).split()


def check_sources() -> int:
    """Run every check, print what each found and a line for each; return the exit status."""
    return _telling_problems(_check_sources)


def run_tests(*, fast: bool, only: str, every_page: bool) -> int:
    """Run the fast tests and, unless ``fast``, the others; return the exit status.

    ``only`` is an expression as pytest's ``-k`` takes it, empty for all tests; with ``every_page``
    the browser opens them all, in place of a sample. Nothing is printed after the last part, so
    that the output ends with pytest's closing line.
    """
    pages = _pages(every_page=every_page)
    return _telling_problems(lambda: _run_tests(fast=fast, only=only, pages=pages))


def record_accessibility(*, every_page: bool) -> int:
    """Run the tests of accessibility and write what they find for the page that shows it."""
    return _telling_problems(lambda: _record_accessibility(_pages(every_page=every_page)))


def renew_locks() -> int:
    """Renew the requirements*.txt and both package-lock.json; return the exit status.

    What the run-time lock says binds the others. No registry address gets into the files.
    """
    return _telling_problems(_renew_locks)


def status_of_tests(codes: Sequence[int]) -> int:
    """Return one exit status for those of several runs of pytest.

    A part without tests (5) is fine as long as another part had some. Ctrl-C reaches this process
    too, so a 2 is a module that could not be read.
    """
    if 4 in codes:  # pytest did not understand its arguments
        return CALLED_WRONGLY
    executed = [code for code in codes if code != 5]
    return PROBLEMS if any(executed) or not executed else FINE


def _check_sources() -> int:
    install_python_tools()
    install_pack_tools()  # types are looked up in what is installed
    install_node_tools()
    with ThreadPoolExecutor(max_workers=processors()) as workers:
        verdicts = list(workers.map(verdict_of, CHECKS))
    for verdict in verdicts:
        if not verdict.passed:
            say(f"── {verdict.name} ──\n{verdict.findings.strip()}\n")
    for verdict in verdicts:
        say(_summary(verdict))
    return FINE if all(verdict.passed for verdict in verdicts) else PROBLEMS


def _summary(verdict: Verdict) -> str:
    outcome = "ok" if verdict.passed else "FAILED"
    return f"{verdict.name:<14}{verdict.files:>5} files {verdict.seconds:>5.1f} s  {outcome}"


def _run_tests(*, fast: bool, only: str, pages: Sequence[str]) -> int:
    install_python_tools()
    install_pack_tools()
    if fast:
        return status_of_tests([_pytest(FAST_PART, only, *_workers(only))])
    install_node_tools()
    # The fixtures of tests/browser take the browser from here.
    os.environ["CHROMIUM"] = str(chromium_for_tests())
    provide_other_browsers()
    provide_archive_tools()
    provide_paper()
    parts = (FAST_PART, REST)
    return status_of_tests([_pytest(part, only, *_workers(only), *pages) for part in parts])


def _record_accessibility(pages: Sequence[str]) -> int:
    install_python_tools()
    install_node_tools()
    os.environ["CHROMIUM"] = str(chromium_for_tests())
    provide_other_browsers()
    provide_paper()
    os.environ["ACCESSIBILITY_RECORD"] = str(ROOT / RECORD)
    return status_of_tests([_pytest("accessibility", "", *_workers(""), *pages)])


def _pages(*, every_page: bool) -> tuple[str, ...]:
    # One test then looks at thousands of pages: what ends one that hangs would end it, too.
    return ("--every-page", "--override-ini=faulthandler_timeout=0") if every_page else ()


def _pytest(part: str, only: str, *further: str) -> int:
    selection = ["-k", only] if only else []
    command = [sys.executable, "-m", "pytest", "-m", part, *_SLOWEST, *selection, *further]
    return subprocess.run(command, cwd=ROOT, env=_surroundings(), check=False).returncode


def _surroundings() -> dict[str, str]:
    """Return the environment of tests, in which Python keeps what it has compiled.

    Where it was told not to write that beside the sources, it goes into a folder of its own: tests start
    Python hundreds of times.
    """
    surroundings = dict(os.environ)
    if surroundings.pop("PYTHONDONTWRITEBYTECODE", ""):
        surroundings.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "build" / "bytecode"))
    return surroundings


def _workers(only: str) -> tuple[str, ...]:
    # Starting them costs seconds, which a few selected tests do not win back. In their own order the
    # files with a browser come first: a long one at the end would leave the other workers idle.
    flags = ("--numprocesses", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    return () if only else flags


def _renew_locks() -> int:
    install_python_tools()
    run_time = "requirements.txt"
    compilations = (
        ["--output-file", run_time],
        *(
            [
                "--group",
                group,
                "--constraint",
                run_time,
                "--output-file",
                f"requirements-{group}.txt",
            ]
            for group in ("pack", "dev", "bench")
        ),
    )
    for target in compilations:
        run_quietly(
            [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *_UV_FLAGS, *target],
            remedy="Read uv's reason above; mend pyproject.toml or try again with a network.",
        )
    npm_flags = ["--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    for folder in (ROOT, ROOT / "benchmarks"):
        run_quietly(
            [*npm_command(), "install", "--prefix", str(folder), *npm_flags],
            remedy="Read npm's reason above; mend package.json or try again with a network.",
        )
    say("Renewed; git diff shows what changed, ./inv check test whether it still works.")
    return FINE


def _telling_problems(command: Callable[[], int]) -> int:
    try:
        return command()
    except SiteError as error:
        return report(error.problems)
