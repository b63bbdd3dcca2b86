"""What the sources are checked for, one entry of a table per check.

Knows which tool looks at which files. Deliberately knows nothing of the tools' settings, which
stand in pyproject.toml, stylelint.config.mjs and tsconfig.json.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from editions.commands.workbench_machine import ROOT, node
from editions.errors import Problem, SiteError
from editions.files.catalogs import read_catalog, read_po

#: Whether all is well, and what was found.
Finding = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Check:
    """One look at some files: patterns below the root, and what is done with the files found.

    With no patterns, it looks at every file git has or would take.
    """

    name: str
    patterns: tuple[str, ...]
    look: Callable[[Sequence[Path]], Finding]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a check went: over how many files, in how many seconds, with what findings."""

    name: str
    files: int
    seconds: float
    passed: bool
    findings: str


def verdict_of(check: Check) -> Verdict:
    """Run a check. One whose tool cannot run fails, and so does one that finds no file."""
    started = time.monotonic()
    paths: list[Path] = []
    try:
        paths = sorted(files_of(check))
        passed, findings = check.look(paths) if paths else (False, _nothing_to_look_at(check))
    except OSError as reason:
        passed, findings = False, f"The check could not be run: {reason}"
    return Verdict(check.name, len(paths), time.monotonic() - started, passed, findings)


def files_of(check: Check) -> set[Path]:
    """Return the files a check looks at."""
    if not check.patterns:
        return set(_files_of_git())
    return {path for pattern in check.patterns for path in ROOT.glob(pattern)}


def by_tool(*command: str, with_files: bool = True) -> Callable[[Sequence[Path]], Finding]:
    """Return a look by a command line tool, which takes the files as its last arguments.

    ``with_files=False`` is for a tool that finds them through its own settings.
    """

    def look(paths: Sequence[Path]) -> Finding:
        files = [str(path.relative_to(ROOT)) for path in paths] if with_files else []
        finished = subprocess.run(
            [*command, *files], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return finished.returncode == 0, finished.stdout + finished.stderr

    return look


def by_node_tool(
    script: str, *arguments: str, with_files: bool = True
) -> Callable[[Sequence[Path]], Finding]:
    """Return a look by a script below node_modules; Node is looked for when the check runs."""

    def look(paths: Sequence[Path]) -> Finding:
        tool = by_tool(node(), f"node_modules/{script}", *arguments, with_files=with_files)
        return tool(paths)

    return look


def look_for_addresses(paths: Sequence[Path]) -> Finding:
    """Look for what names one machine: addresses of package registries, folders of a person.

    Whoever clones the repository has other ones. Files that are not text are left out.
    """
    problems = [problem for path in paths for problem in addresses_in(path)]
    return not problems, "\n".join(map(str, problems))


def addresses_in(path: Path) -> list[Problem]:
    """Return a problem for each line of a file that names a registry or a machine's folder."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [
        Problem(
            f"{_shown(path)}:{number}",
            f"“{found.group()}” names a registry or a folder of one machine.",
            "Leave registries to everyone's own settings; write paths from the root or with ~.",
        )
        for number, line in enumerate(lines, start=1)
        if (found := _ADDRESS.search(line))
    ]


def look_at_catalogs(paths: Sequence[Path]) -> Finding:
    """Look at PO files as ``msgfmt --check`` does: syntax, header, plural forms, placeholders."""
    problems = [problem for path in paths for problem in problems_of_catalog(path)]
    return not problems, "\n".join(map(str, problems))


def problems_of_catalog(path: Path) -> list[Problem]:
    """Return what a build would refuse in a PO file, and what else Babel finds wrong with it."""
    try:
        read_catalog(path, path.parent.parent.name)
        catalog = read_po(path)
    except SiteError as error:
        return list(error.problems)
    return [
        Problem(f"{_shown(path)}:{message.lineno}", f"{error}.", "Compare it with the msgid.")
        for message, errors in catalog.check()
        for error in errors
    ]


# Written so that it does not find itself.
_ADDRESS = re.compile(
    r"registry\.(?:npmjs|yarnpkg)\.|pythonhosted\.org|pypi\.org/simple"
    r"|(?:deb|security)\.debian\.org"
    r"|(?<![\w.~$}/:-])/(?:home|root|Users|opt|work|tmp)/\w[\w./-]*"
    r"|\b[A-Z]:\\Users\\"
)


def _files_of_git() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def _nothing_to_look_at(check: Check) -> str:
    patterns = ", ".join(check.patterns) or "git ls-files"
    return f"There is no file to look at ({patterns}), so nothing was checked."


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


_PYTHON = ("inv", "*.py", "plugins/**/*.py", "tests/**/*.py", "benchmarks/**/*.py")
_SCHEMA = (sys.executable, "-m", "check_jsonschema", "--quiet", "--builtin-schema")
_TYPED = ("inv", "tasks.py", "plugins/**/*.py", "tests/**/*.py", "benchmarks/**/*.py")

CHECKS = (
    Check("ruff check", _PYTHON, by_tool(sys.executable, "-m", "ruff", "check", "--quiet")),
    Check("ruff format", _PYTHON, by_tool(sys.executable, "-m", "ruff", "format", "--check")),
    Check("mypy", _TYPED, by_tool(sys.executable, "-m", "mypy")),
    Check(
        "djlint",
        ("theme/templates/**/*.html",),
        by_tool(sys.executable, "-m", "djlint", "--lint", "--quiet"),
    ),
    Check(
        "stylelint",
        ("theme/static/css/**/*.css", "theme/packs/*.css", "plugins/editions/workpack/*.css"),
        by_node_tool("stylelint/bin/stylelint.mjs", "--max-warnings", "0"),
    ),
    Check(
        "tsc",
        ("theme/static/js/**/*.js", "plugins/editions/workpack/*.js"),
        by_node_tool("typescript/bin/tsc", "--project", "tsconfig.json", with_files=False),
    ),
    Check(
        "GitHub",
        (".github/workflows/*.yml",),
        by_tool(*_SCHEMA, "vendor.github-workflows"),
    ),
    Check("GitLab", (".gitlab-ci.yml",), by_tool(*_SCHEMA, "vendor.gitlab-ci")),
    Check(
        "zizmor",
        (".github/workflows/*.yml",),
        by_tool(str(Path(sys.executable).with_name("zizmor")), "--offline", "--quiet"),
    ),
    Check("addresses", (), look_for_addresses),
    Check("catalogs", ("translations/*/LC_MESSAGES/*.po",), look_at_catalogs),
    Check(
        "proofread",
        ("content/**/*.md", "content/data/**/*.yaml", "content/**/media/**/*.*"),
        by_tool(sys.executable, "-m", "invoke", "proofread", with_files=False),
    ),
)
