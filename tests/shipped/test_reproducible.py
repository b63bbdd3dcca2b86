"""The shipped site and its packs are the same bytes wherever and on however many machines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from editions.files.releases import digests_of

pytestmark = pytest.mark.slow

#: What a build needs of the repository.
SOURCES = (
    "content",
    "theme",
    "translations",
    "plugins",
    "pelicanconf.py",
    "publishconf.py",
    "tasks.py",
)
#: Forms that are made in seconds; those that take longer have tests of their own on small sites.
LIGHT = ("html", "epub", "sms", "zip")


@dataclass(frozen=True)
class Machine:
    """A copy of the project with surroundings of its own: its folder, processors, mask, variables."""

    folder: Path
    processors: int
    umask: int
    variables: dict[str, str]

    def run(self, *arguments: str) -> None:
        """Run a task there; fail the test where it fails."""
        chosen = sorted(os.sched_getaffinity(0))[: self.processors]
        ran = subprocess.run(
            [sys.executable, "-m", "invoke", *arguments],
            cwd=self.folder,
            env={**os.environ, **self.variables, "EDITIONS_CALLED_FROM": str(self.folder)},
            umask=self.umask,
            preexec_fn=lambda: os.sched_setaffinity(0, chosen),
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            pytest.fail(f"{' '.join(arguments)}:\n{ran.stdout}{ran.stderr}", pytrace=False)


def _machine(repo: Path, folder: Path, *surroundings: object) -> Machine:
    for name in SOURCES:
        if (repo / name).is_dir():
            shutil.copytree(repo / name, folder / name)
        else:
            shutil.copyfile(repo / name, folder / name)
    return Machine(folder, *surroundings)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def machines(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Machine]:
    """Return two machines that have nothing in common but what is installed."""
    east = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
    west = {"TZ": "America/Caracas", "PYTHONHASHSEED": "2024", "LC_ALL": "C.UTF-8"}
    far = tmp_path_factory.mktemp("far")
    (far / "away ខ្មែរ").mkdir()
    return (
        _machine(repo, tmp_path_factory.mktemp("one"), 1, 0o077, east),
        _machine(repo, far / "away ខ្មែរ", 2, 0o022, west),
    )


def test_machines_that_share_the_editions_make_the_site_of_one(
    machines: Sequence[Machine], built_site: Path, tmp_path: Path
) -> None:
    slugs = sorted(path.parent.name for path in built_site.glob("*/index.html"))
    parts = []
    for number, machine in enumerate(machines):
        flags = [f"--locale={slug}" for slug in slugs[number::2]]
        machine.run("build", *flags)
        parts.append(str(machine.folder / "output"))
    machines[0].run(
        "merge", f"--part={parts[0]}", f"--more={parts[1]}", f"--output={tmp_path / 'all'}"
    )
    assert digests_of(tmp_path / "all") == digests_of(built_site)


def test_machines_make_the_same_packs(machines: Sequence[Machine]) -> None:
    made = []
    for machine in machines:
        forms = [f"--format={form}" for form in LIGHT]
        machine.run("pack", "--locale=fr", *forms, "--output=packs", "--settings=pelicanconf.py")
        made.append(digests_of(machine.folder / "packs"))
    assert {Path(name).suffix for name in made[0]} == {".html", ".epub", ".txt", ".zip", ".json"}
    assert made[0] == made[1]
