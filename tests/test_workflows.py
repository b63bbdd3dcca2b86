"""What the forges run: safe by its own text, naming no language, and giving the site one build makes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from editions.commands.workbench_machine import ROOT
from sites import TinySite

GITHUB, GITLAB = ".github/workflows/site.yml", ".gitlab-ci.yml"
#: What a machine checks out, all but the pages.
SOURCES = (
    "theme",
    "translations",
    "plugins",
    "inv",
    "tasks.py",
    "requirements.txt",
    "pelicanconf.py",
)
PAGES = {
    "en/index.md": "Welcome. See [a](a.md).",
    "en/a.md": "Words of a.",
    "fr/index.md": "Bienvenue.",
    "zh_Hans/index.md": "欢迎。",
}


def written(name: str) -> dict[str, Any]:
    """Return a file of the repository that is YAML."""
    return dict(yaml.safe_load((ROOT / name).read_text("utf-8")))


def github_jobs() -> dict[str, dict[str, Any]]:
    """Return the jobs of the workflow by their names."""
    return dict(written(GITHUB)["jobs"])


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    """Return the jobs of the pipeline by their names."""
    told = written(GITLAB)
    return {name: job for name, job in told.items() if isinstance(job, dict) and "script" in job}


def commands_of(forge: str, job: str) -> str:
    """Return what a job runs in a shell, as one text."""
    if forge == GITLAB:
        return "\n".join(gitlab_jobs()[job]["script"])
    return "\n".join(step["run"] for step in github_jobs()[job]["steps"] if "run" in step)


def all_commands() -> Iterator[tuple[str, str, str]]:
    """Yield forge, job and commands of every job that runs any."""
    for forge, jobs in ((GITHUB, github_jobs()), (GITLAB, gitlab_jobs())):
        yield from ((forge, job, text) for job in jobs if (text := commands_of(forge, job)))


class TestTheirText:
    @pytest.mark.slow
    def test_every_task_and_flag_that_is_called_exists(self) -> None:
        calls = {
            call
            for _, _, text in all_commands()
            for call in re.findall(r"\./inv ([\w.]+)((?:[^\n;|)]|\$\([^)]*\))*)", text)
        }
        assert {task for task, _ in calls} >= {
            *("editions", "build", "merge", "verify", "pack", "check", "publish"),
        }
        flags: dict[str, set[str]] = defaultdict(set)
        for task, rest in calls:
            flags[task].update(re.findall(r"--[a-z-]+", rest))
        for task, called in flags.items():
            asked: list[str | Path] = [
                ROOT / ".venv" / "bin" / "python",
                ROOT / "inv",
                task,
                "--help",
            ]
            told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            assert {flag for flag in called if flag not in told} == set(), task

    def test_no_language_is_written_into_them(self) -> None:
        codes = [
            path.name for path in (ROOT / "content").iterdir() if (path / "index.md").is_file()
        ]
        assert len(codes) > 5
        for name in (GITHUB, GITLAB):
            text = (ROOT / name).read_text("utf-8")
            assert not [code for code in codes if re.search(rf"[\"'\[ ,]{code}[\"',\]]", text)]

    def test_no_secret_is_read_or_written(self) -> None:
        for name in (GITHUB, GITLAB):
            text = (ROOT / name).read_text("utf-8")
            assert not re.search(r"secrets\.|TOKEN|PASSWORD|PRIVATE_KEY", text)

    def test_every_action_is_held_at_a_commit(self) -> None:
        used = [
            step["uses"]
            for job in github_jobs().values()
            for step in job["steps"]
            if "uses" in step
        ]
        assert len(used) > 10
        assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action) for action in used)
        lines = re.findall(r"uses: .*", (ROOT / GITHUB).read_text("utf-8"))
        assert all(re.search(r" # v\d+\.\d+\.\d+$", line) for line in lines)

    def test_no_hidden_file_of_the_site_is_left_behind(self) -> None:
        handed = [
            step["with"]
            for job in ("build", "merge")
            for step in github_jobs()[job]["steps"]
            if "upload-" in step.get("uses", "")
        ]
        assert len(handed) == 2
        assert all(given["include-hidden-files"] is True for given in handed)

    def test_only_the_job_that_publishes_may_write(self) -> None:
        assert written(GITHUB)["permissions"] == {}
        rights = {name: job["permissions"] for name, job in github_jobs().items()}
        assert rights.pop("publish") == {"pages": "write", "id-token": "write"}
        assert all(right == {"contents": "read"} for right in rights.values())

    def test_no_text_of_others_becomes_a_command(self) -> None:
        for job in github_jobs():
            assert "${{" not in commands_of(GITHUB, job)

    def test_nothing_is_published_unless_it_was_checked_on_the_main_branch(self) -> None:
        github, gitlab = github_jobs()["publish"], gitlab_jobs()["pages"]
        assert set(github["needs"]) == set(gitlab["needs"]) == {"check", "merge"}
        assert "github.ref == 'refs/heads/main'" in github["if"]
        assert gitlab["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


@dataclass(frozen=True)
class Forge:
    """Machines of a forge, each with a fresh copy of the project that has a few pages."""

    folder: Path
    site: TinySite

    def machine(self, name: str) -> Path:
        """Return the folder of a new machine."""
        place = self.folder / name
        place.mkdir(parents=True)
        shutil.copytree(self.site.content, place / "content")
        for source in SOURCES:
            if (ROOT / source).is_dir():
                (place / source).symlink_to(ROOT / source)
            else:
                shutil.copy2(ROOT / source, place / source)
        (place / ".venv").symlink_to((ROOT / ".venv").resolve())
        # A handful of pages is never a ready edition.
        told = (ROOT / "publishconf.py").read_text("utf-8") + '\nUNREADY_EDITIONS = "list"\n'
        (place / "publishconf.py").write_text(told, "utf-8")
        return place

    def run(self, place: Path, commands: str, **variables: str) -> str:
        """Run commands on a machine as forges do: until the first that fails; return what is said."""
        environment = {**os.environ, **variables, "SITEURL": "https://example.org/site"}
        ran = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", commands],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout


@pytest.fixture
def forge(tiny_site: Callable[..., TinySite], tmp_path: Path) -> Forge:
    """Return a forge with nothing on its machines yet."""
    return Forge(tmp_path / "machines", tiny_site(PAGES))


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return what lies in a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.slow
class TestTheirRun:
    def test_on_github_the_machines_make_the_site_of_one_build(self, forge: Forge) -> None:
        first = forge.machine("editions")
        forge.run(first, commands_of(GITHUB, "editions"), GITHUB_OUTPUT=str(first / "told"))
        told = dict(line.split("=", 1) for line in (first / "told").read_text().splitlines())
        codes, day = json.loads(told["codes"]), {"SOURCE_DATE_EPOCH": told["second"]}
        assert codes == ["en", "fr", "zh_Hans"]
        last = forge.machine("merge")
        for code in codes:
            machine = forge.machine(f"build-{code}")
            forge.run(machine, commands_of(GITHUB, "build"), EDITION=code, **day)
            shutil.copytree(machine / "part", last / "parts" / f"part-{code}")
        forge.run(last, commands_of(GITHUB, "merge"))
        one = forge.machine("one")
        forge.run(one, './inv publish --no-compress --to "folder:$PWD/site"', **day)
        assert contents(last / "site") == contents(one / "site")

    def test_on_gitlab_they_do_too_with_compressed_copies(self, forge: Forge) -> None:
        last = forge.machine("pages")
        # As many machines as this small site can use.
        variables = {"CI_PIPELINE_CREATED_AT": "2026-11-27T03:17:00Z", "CI_NODE_TOTAL": "2"}
        assert gitlab_jobs()["build"]["parallel"] > 1
        for index in ("1", "2"):
            machine = forge.machine(f"build-{index}")
            forge.run(machine, commands_of(GITLAB, "build"), CI_NODE_INDEX=index, **variables)
            shutil.copytree(machine / "parts", last / "parts", dirs_exist_ok=True)
        forge.run(last, commands_of(GITLAB, "merge"))
        forge.run(last, commands_of(GITLAB, "pages"), CI_PROJECT_DIR=str(last))
        one = forge.machine("one")
        whole = 'export SOURCE_DATE_EPOCH=1795749420; ./inv publish --to "folder:$PWD/public"'
        forge.run(one, whole)
        assert contents(last / "public") == contents(one / "public")
        assert (last / "public" / "fr" / "index.html.br").is_file()
