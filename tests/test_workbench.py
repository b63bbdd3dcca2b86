"""The wrapper, the tasks and the workbench do what CONTRIBUTING promises."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from invoke.parser.context import translate_underscores as to_flag

import tasks
from editions.commands.workbench import status_of_tests
from editions.commands.workbench_browsers import (
    OTHER_BROWSERS,
    Firefox,
    find_firefox,
    find_webkit,
)
from editions.commands.workbench_checks import (
    CHECKS,
    Check,
    addresses_in,
    by_tool,
    problems_of_catalog,
    verdict_of,
)
from editions.commands.workbench_chromium import find_chromium, installation_commands
from editions.commands.workbench_machine import install_once, version_of
from editions.errors import SiteError
from editions.files.paths import shown

RunInv = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def inv(repo: Path) -> ModuleType:
    """Return the wrapper as a module."""
    spec = spec_from_loader("inv", SourceFileLoader("inv", str(repo / "inv")))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run_inv(repo: Path, tmp_path: Path) -> RunInv:
    """Return a function that runs ./inv from another folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(repo / "inv"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes a program of a given name, alone in a folder for the path."""

    def make(name: str) -> Path:
        path = tmp_path / name
        path.write_text("#!/bin/sh\nexit 0\n", "utf-8")
        path.chmod(0o755)
        return path

    return make


class TestTheWrapper:
    def test_python_36_can_read_it(self, repo: Path) -> None:
        ast.parse((repo / "inv").read_text("utf-8"), feature_version=(3, 6))

    def test_too_old_a_python_without_another_is_told_what_to_install(
        self, repo: Path, tmp_path: Path
    ) -> None:
        clone = tmp_path / "a clone"
        clone.mkdir()
        shutil.copy(repo / "inv", clone)
        shutil.copy(repo / "requirements.txt", clone)
        as_python_36 = (
            "import runpy, sys; sys.version_info = (3, 6, 0); sys.argv = ['inv', 'build'];"
            "runpy.run_path('inv', run_name='__main__')"
        )
        refused = subprocess.run(
            [sys.executable, "-c", as_python_36],
            cwd=clone,
            env={**os.environ, "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert refused.returncode == 2
        assert "Python 3.11 or newer is needed, this is 3.6." in refused.stderr
        assert "Install" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert not (clone / ".venv").exists()

    def test_a_python_that_cannot_make_a_venv_is_told_which_package_it_lacks(
        self, repo: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "ensurepip.py").write_text("raise ImportError", "utf-8")
        shutil.copy(repo / "inv", tmp_path)
        shutil.copy(repo / "requirements.txt", tmp_path)
        refused = subprocess.run(
            [sys.executable, "inv", "build"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert refused.returncode == 2
        major, minor = sys.version_info[:2]
        assert f"apt-get install python{major}.{minor}-venv" in refused.stderr
        assert "Traceback" not in refused.stderr

    def test_a_shim_that_starts_nothing_is_no_python(
        self, inv: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shim = tmp_path / "python3.14"
        shim.write_text("#!/bin/sh\nexit 127\n", "utf-8")
        shim.chmod(0o755)
        real = tmp_path / "python3.11"
        real.symlink_to(sys.executable)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert inv.newer_python() == str(real)

    def test_an_installation_counts_only_when_it_finished_and_the_lock_is_the_same(
        self, inv: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lock, stamp = tmp_path / "requirements.txt", tmp_path / "stamp"
        lock.write_text("pelican==4.12.0\n", "utf-8")
        monkeypatch.setattr(inv, "LOCK", str(lock))
        monkeypatch.setattr(inv, "STAMP", str(stamp))
        monkeypatch.setattr(inv, "VENV_PYTHON", sys.executable)
        assert not inv.venv_is_ready()
        stamp.write_text(inv.digest_of(str(lock)), "ascii")
        assert inv.venv_is_ready()
        lock.write_text("pelican==4.13.0\n", "utf-8")
        assert not inv.venv_is_ready()

    @pytest.mark.parametrize(
        ("words", "named"),
        [
            ("translate.status sw --json", "translate.status --locale=sw --json"),
            ("translate.status --json", "translate.status --json"),
            ("translate.stamp sw a b", "translate.stamp sw --page=a --page=b"),
            ("translate.status --fail-under 80", "translate.status --fail-under 80"),
            ("translate.status --fail-under 80 sw", "translate.status --fail-under 80 --locale=sw"),
            ("translate.status --locale sw", "translate.status --locale sw"),
            ("translate.check --locale sw", "translate.check --locale sw"),
            ("translate.stamp --locale sw a", "translate.stamp --locale sw --page=a"),
            ("translate.stamp --locale=sw a", "translate.stamp --locale=sw --page=a"),
            ("translate.accept a --line 4", "translate.accept a --line 4"),
            (
                "translate.export sw --max-words 5 --output f",
                "translate.export sw --max-words 5 --output f",
            ),
            ("build --locale fr", "build --locale fr"),
            ("translate.diff --help", "--help translate.diff"),
            ("translate.stamp sw --page a b", "translate.stamp sw --page a --page=b"),
            ("translate.import a b c", "translate.import a --more=b --more=c"),
            ("translate.stamp sw -h", "--help translate.stamp"),
            ("--help", "--help"),
        ],
    )
    def test_a_language_one_may_omit_needs_no_name(
        self, inv: ModuleType, words: str, named: str
    ) -> None:
        assert inv.with_names(words.split()) == named.split()

    def test_every_flag_that_takes_a_value_is_known(self, inv: ModuleType) -> None:
        taking = {
            flag
            for name in tasks.namespace.task_names
            for argument in tasks.namespace[name].get_arguments()
            if argument.takes_value
            for flag in (f"--{to_flag(one)}" for one in argument.names)
        }
        assert taking == inv.FLAGS_WITH_VALUE

    @pytest.mark.slow
    def test_a_share_asked_for_is_no_language(self, run_inv: RunInv) -> None:
        assert run_inv("translate.status", "--fail-under", "0").returncode == 0
        assert run_inv("translate.status", "--fail-under", "101").returncode == 2

    def test_without_arguments_every_task_has_one_line(self, run_inv: RunInv) -> None:
        listed = run_inv()
        assert listed.returncode == 0, listed.stderr
        lines = [line for line in listed.stdout.splitlines()[1:] if line]
        names = [line.split()[0] for line in lines]
        quickstart = ["build", "clean", "livereload", "preview", "publish", "rebuild", "serve"]
        assert set(quickstart) < set(names)
        assert all(re.fullmatch(r"  [\w.]+ {3,}[A-Z].*\.", line) for line in lines), listed.stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["biuld"], "./inv: there is no task biuld.\n  Did you mean build?"),
            (["build", "--contnet", "x"], "there is no flag --contnet.\n  Did you mean --content?"),
            (["serve", "--port", "many"], "./inv: invalid literal for int()"),
            (["build", "--content"], "needed value"),
            (["xyzzy"], "there is no task xyzzy.\n  ./inv without arguments lists the tasks."),
        ],
    )
    def test_a_wrong_call_is_explained(
        self, run_inv: RunInv, arguments: list[str], said: str
    ) -> None:
        refused = run_inv(*arguments)
        assert refused.returncode == 2
        assert said in refused.stderr
        assert "Traceback" not in refused.stderr


class TestTheLocks:
    def test_the_development_lock_agrees_with_the_run_time_lock(self, repo: Path) -> None:
        run_time, development = (
            dict(re.findall(r"^([\w.-]+)==(\S+)", (repo / name).read_text("utf-8"), re.M))
            for name in ("requirements.txt", "requirements-dev.txt")
        )
        assert run_time
        assert run_time.items() <= development.items()

    def test_every_direct_requirement_is_locked(self, repo: Path) -> None:
        project = tomllib.loads((repo / "pyproject.toml").read_text("utf-8"))
        wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
        names = {re.split(r"[^\w-]", requirement)[0] for requirement in wanted}
        locked = re.findall(
            r"^([\w.-]+)==", (repo / "requirements-dev.txt").read_text("utf-8"), re.M
        )
        assert names <= set(locked)

    @pytest.mark.parametrize(
        "name", ["requirements.txt", "requirements-dev.txt", "package-lock.json"]
    )
    def test_no_lock_says_where_its_packages_come_from(self, repo: Path, name: str) -> None:
        text = (repo / name).read_text("utf-8")
        assert not re.search(r'"resolved"|index-url|find-links|file:', text)
        assert not addresses_in(repo / name)


class TestAnInstallation:
    def test_runs_once_for_a_lock_and_again_when_the_lock_changes(self, tmp_path: Path) -> None:
        lock, stamp, log = (tmp_path / name for name in ("lock", "folder/stamp", "log"))
        lock.write_text("first", "utf-8")
        append = [sys.executable, "-c", f"open({str(log)!r}, 'a').write('x')"]
        for _ in range(2):
            install_once(append, lock=lock, stamp=stamp)
        assert log.read_text() == "x"
        lock.write_text("second", "utf-8")
        install_once(append, lock=lock, stamp=stamp)
        assert log.read_text() == "xx"

    def test_that_fails_leaves_no_stamp(self, tmp_path: Path) -> None:
        lock, stamp = tmp_path / "lock", tmp_path / "stamp"
        lock.write_text("new", "utf-8")
        stamp.write_text("that of an older lock", "utf-8")
        with pytest.raises(SiteError, match="failed with 3"):
            install_once([sys.executable, "-c", "import sys; sys.exit(3)"], lock=lock, stamp=stamp)
        assert not stamp.exists()

    def test_by_a_program_that_is_missing_is_a_problem_and_no_traceback(
        self, tmp_path: Path
    ) -> None:
        lock = tmp_path / "lock"
        lock.touch()
        with pytest.raises(SiteError, match="cannot be run"):
            install_once([str(tmp_path / "none")], lock=lock, stamp=tmp_path / "stamp")


class TestTheChromium:
    def test_that_is_named_comes_before_the_path(self, program: Callable[[str], Path]) -> None:
        program("chromium")
        named = program("my-chromium")
        environment = {"CHROMIUM": str(named), "PATH": str(named.parent)}
        assert find_chromium(environment) == named

    def test_that_is_named_wrongly_is_a_problem(self, program: Callable[[str], Path]) -> None:
        path = str(program("chromium").parent)
        with pytest.raises(SiteError, match="no-such-browser is no program"):
            find_chromium({"CHROMIUM": "no-such-browser", "PATH": path})

    def test_of_debian_comes_before_chrome(self, program: Callable[[str], Path]) -> None:
        chrome, chromium = program("google-chrome"), program("chromium")
        path = str(chromium.parent)
        assert find_chromium({"PATH": path}) == chromium
        chromium.unlink()
        assert find_chromium({"PATH": path}) == chrome

    def test_and_its_fonts_are_installed_together_on_debian(self) -> None:
        update, install = installation_commands(chromium=True, missing_fonts=["fonts-noto-cjk"])
        assert update == ("apt-get", "update")
        assert install[-2:] == ("chromium", "fonts-noto-cjk")
        assert "--yes" in install

    def test_is_left_to_playwright_elsewhere(self) -> None:
        (install,) = installation_commands(chromium=True, missing_fonts=None)
        assert install[-3:] == ("playwright", "install", "chromium")

    def test_that_is_there_with_its_fonts_needs_no_command(self) -> None:
        assert installation_commands(chromium=False, missing_fonts=[]) == []
        assert installation_commands(chromium=False, missing_fonts=None) == []


class TestTheOtherBrowsers:
    def test_a_firefox_that_is_named_comes_before_the_path(
        self, program: Callable[[str], Path]
    ) -> None:
        path = str(program("firefox-esr").parent)
        assert find_firefox({"PATH": path}) == Firefox(Path(path, "firefox-esr"))
        named = program("my-firefox")
        assert find_firefox({"FIREFOX": str(named), "PATH": path}) == Firefox(named)
        with pytest.raises(SiteError, match="no-such-browser is no program"):
            find_firefox({"FIREFOX": "no-such-browser", "PATH": path})

    def test_a_webkit_without_a_display_is_none(self, program: Callable[[str], Path]) -> None:
        assert find_webkit({"PATH": str(program("WebKitWebDriver").parent)}) is None

    def test_that_is_not_there_is_told_with_its_packages(
        self, repo: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        command = "from editions.commands.workbench_browsers import *; provide_other_browsers()"
        surroundings = {"PATH": str(tmp_path), "PYTHONPATH": str(repo / "plugins"), "CI": ""}
        subprocess.run([sys.executable, "-c", command], env=surroundings, check=True)
        told = capfd.readouterr().err
        for browser in OTHER_BROWSERS.values():
            assert f"NOT RUN IN {browser.name}" in told
            assert " ".join(browser.packages) in told


class TestACheck:
    def test_over_no_file_fails(self) -> None:
        verdict = verdict_of(Check("x", ("no/such/*.file",), lambda _paths: (True, "")))
        assert not verdict.passed
        assert "nothing was checked" in verdict.findings

    def test_whose_tool_cannot_run_fails(self) -> None:
        verdict = verdict_of(Check("x", ("tasks.py",), by_tool("no-such-tool")))
        assert not verdict.passed
        assert "could not be run" in verdict.findings

    def test_has_a_name_of_its_own(self) -> None:
        assert len({check.name for check in CHECKS}) == len(CHECKS) == 12

    @pytest.mark.parametrize(
        "line",
        [
            "https://registry.npm" + "js.org/axe-core",
            "https://files.python" + "hosted.org/packages",
            "cp site /ho" + "me/amina/site",
            'path = "/ro' + 'ot/site"',
            "C:" + "\\Users\\amina",
        ],
    )
    def test_finds_what_names_one_machine(self, tmp_path: Path, line: str) -> None:
        path = tmp_path / "notes.md"
        path.write_text(f"fine\n{line}\n", "utf-8")
        (problem,) = addresses_in(path)
        assert problem.where == f"{path}:2"

    #: Whole as they stand, unlike those above: were one of them found, this file would fail the check.
    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("https://example.org/home/page.html", id="below a host"),
            pytest.param("/usr/bin/chromium", id="where systems put programs"),
            pytest.param("../work/page.md", id="from the folder one is in"),
            pytest.param("~/work/site", id="of whoever reads it"),
            pytest.param("content/home/index.md", id="below the repository"),
        ],
    )
    def test_lets_other_paths_pass(self, tmp_path: Path, line: str) -> None:
        path = tmp_path / "notes.md"
        path.write_text(line, "utf-8")
        assert addresses_in(path) == []

    def test_finds_a_placeholder_lost_in_translation(self, tmp_path: Path) -> None:
        catalog = tmp_path / "messages.po"
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        entry = '#, python-format\nmsgid "%(count)s pages"\nmsgstr "{}"\n'
        catalog.write_text(header + entry.format("%(count)s pages"), "utf-8")
        assert problems_of_catalog(catalog) == []
        catalog.write_text(header + entry.format("%(nombre)s pages"), "utf-8")
        assert len(problems_of_catalog(catalog)) == 1

    def test_finds_a_catalog_that_breaks_off(self, tmp_path: Path) -> None:
        catalog = tmp_path / "messages.po"
        catalog.write_text('msgid "Menu"\nmsgstr "Menü\n', "utf-8")
        found = [problem.where for problem in problems_of_catalog(catalog)]
        assert found == [f"{shown(catalog)}:2"]


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([0, 0], 0),
        ([0, 5], 0),
        ([5, 0], 0),
        ([1, 0], 1),
        ([0, 1], 1),
        ([5, 5], 1),
        ([5], 1),
        ([2, 0], 1),
        ([4, 4], 2),
    ],
)
def test_a_run_is_well_when_some_test_was_executed_and_none_failed(
    codes: list[int], status: int
) -> None:
    assert status_of_tests(codes) == status


def test_a_tool_that_does_not_run_has_no_version() -> None:
    assert version_of([sys.executable, "--version"])[:2] == sys.version_info[:2]
    assert version_of(["no-such-tool", "--version"]) == ()
    assert version_of([sys.executable, "-c", "import sys; print('1.2'); sys.exit(1)"]) == ()
