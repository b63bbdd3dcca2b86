"""Hosts get a release whole: by rsync and ssh, by rclone, or as a branch; each on the real thing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands.hosts import program, ssh_host, webdav_host
from commands.publishing import Published, compressed_once, folders, take_compressed, tree
from editions.commands.verify import verify_copy
from sites import TinySite

MakeSite = Callable[..., TinySite]
pytestmark = pytest.mark.slow


PAGES = {
    f"{code}/{name}.md": f"{name}. " * 90 for code in ("en", "fr") for name in ("index", "a", "b")
}


@pytest.fixture(scope="module")
def compressed(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what was compressed for the same site."""
    return compressed_once(repo, tmp_path_factory.mktemp("compressed"), PAGES)


@pytest.fixture
def made(tiny_site: MakeSite, compressed: Path, tmp_path: Path) -> Published:
    """Return a site of two editions that can be published."""
    site = tiny_site(PAGES, PUBLISH_KEEP=2, **folders(tmp_path))
    take_compressed(compressed, site)
    return Published(site)


def page(folder: Path, name: str = "en/a.html") -> str:
    return (folder / name).read_text("utf-8")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return how rsync reaches a host that runs while these tests do."""
    program("rsync")
    with ssh_host(tmp_path_factory.mktemp("host") / "sshd") as shell:
        yield shell


class TestRsync:
    @pytest.fixture
    def place(self, shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a folder at the host."""
        monkeypatch.setenv("RSYNC_RSH", shell)
        return tmp_path / "at the host"

    def test_a_release_is_switched_to_and_back(self, made: Published, place: Path) -> None:
        to = f"rsync:site:{place}"
        assert made.publish(to) == 0
        assert verify_copy(copy=str(place / "current")) == 0
        first = (place / "current").readlink()
        made.site.write({"en/a.md": "Something else."})
        assert made.publish(to) == 0
        assert (place / "current").readlink() != first
        assert "Something" in page(place / "current")
        same = "current/en/b.html", f"{first}/en/b.html"
        assert (place / same[0]).stat().st_ino == (place / same[1]).stat().st_ino
        assert made.publish(to, rollback=True) == 0
        assert (place / "current").readlink() == first
        assert verify_copy(copy=str(place / "current")) == 0
        assert made.publish(to, rollback=True) == 1
        assert made.publish(to) == 0
        assert "Something" in page(place / "current")

    def test_old_releases_go_and_the_current_stays(self, made: Published, place: Path) -> None:
        for text in ("One.", "Two.", "Three.", "Three."):
            made.site.write({"en/a.md": text})
            assert made.publish(f"rsync:site:{place}") == 0
        assert len(list((place / "releases").iterdir())) == 2
        assert "Three" in page(place / "current")

    def test_dates_decide_nothing(self, made: Published, place: Path) -> None:
        to = f"rsync:site:{place}"
        assert made.publish(to) == 0
        published = place / "current" / "en" / "a.html"
        stat, whole = published.stat(), published.read_bytes()
        published.write_bytes(whole.replace(b"a", b"b"))
        os.utime(published, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert made.publish(to) == 0
        assert published.read_bytes() == whole

    def test_a_dry_run_changes_nothing(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        to = f"rsync:site:{place}"
        assert made.publish(to, dry_run=True) == 0
        assert not place.exists()
        assert made.publish(to) == 0
        before = tree(place)
        made.site.write({"en/a.md": "Something else."})
        capsys.readouterr()
        assert made.publish(to, dry_run=True) == 0
        assert "~ en/a.html" in capsys.readouterr().out.splitlines()
        assert tree(place) == before

    def test_a_second_publication_is_told_to_wait(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        to = f"rsync:site:{place}"
        assert made.publish(to) == 0
        made.site.write({"en/a.md": "Something else."})
        with subprocess.Popen(["flock", place / ".lock", "cat"], stdin=subprocess.PIPE) as other:
            while (
                subprocess.run(["flock", "-n", place / ".lock", "true"], check=False).returncode
                == 0
            ):
                pass
            assert made.publish(to) == 1
            assert other.stdin
            other.stdin.close()
        assert "another publication is under way" in capsys.readouterr().err
        assert "Something" not in page(place / "current")
        assert made.publish(to) == 0

    def test_a_folder_of_somebody_else_is_not_touched(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place.mkdir()
        (place / "mine.txt").write_text("mine")
        assert made.publish(f"rsync:site:{place}") == 1
        assert "no publication put there" in capsys.readouterr().err
        assert list(tree(place)) == ["mine.txt"]

    def test_a_release_that_was_cut_short_is_completed(self, made: Published, place: Path) -> None:
        to = f"rsync:site:{place}"
        assert made.publish(to) == 0
        before = (place / "current").readlink()
        made.site.write({"en/a.md": "Something else."})
        assert made.publish(to) == 0
        after = place / (place / "current").readlink()
        # As a connection that broke would leave it: half a release, to which nothing leads.
        (place / "current").unlink()
        (place / "current").symlink_to(before)
        shutil.rmtree(after / "fr")
        (after / "en" / "a.html").write_text("half")
        assert made.publish(to) == 0
        assert verify_copy(copy=str(place / "current")) == 0
        assert "Something" in page(place / "current")

    def test_killed_at_any_moment_readers_see_one_whole_release(
        self, made: Published, place: Path
    ) -> None:
        chance = random.Random(11)  # noqa: S311 - seeded on purpose
        to = f"rsync:site:{place}"
        assert made.publish(to) == 0
        killed = 0
        for round_ in range(int(os.environ.get("EDITIONS_KILLS", "6"))):
            made.site.write({f"en/{name}.md": f"Round {round_}. " * 50 for name in "ab"})
            killed += made.publish_and_kill(to, chance.uniform(0.5, 3))
            assert verify_copy(copy=str(place / "current")) == 0
        assert killed, "none was killed while it ran"
        # The lock goes with the connection, a moment after the process.
        give_up = time.monotonic() + 30
        while made.publish(to) and time.monotonic() < give_up:
            time.sleep(0.5)
        assert verify_copy(copy=str(place / "current")) == 0
        assert f"Round {round_}." in page(place / "current").replace("\N{NO-BREAK SPACE}", " ")

    def test_a_host_that_cannot_be_reached_is_named(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(f"rsync:nobody@127.0.0.1:{place}") == 1
        told = capsys.readouterr().err
        assert f"rsync:nobody@127.0.0.1:{place}: ssh says" in told
        assert "Traceback" not in told


class TestRclone:
    @pytest.fixture
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """Return what a WebDAV server shows as ``T:``, set up by rclone's own variables."""
        with webdav_host(tmp_path / "store") as address:
            monkeypatch.setenv("RCLONE_CONFIG_T_TYPE", "webdav")
            monkeypatch.setenv("RCLONE_CONFIG_T_URL", address)
            yield tmp_path / "store" / "site"

    def test_a_place_becomes_equal_to_the_release(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish("rclone:T:site") == 0
        assert verify_copy(copy=str(place)) == 0
        made.site.write({"en/a.md": "b. " * 90, "en/c.md": "New."})  # as many bytes as before
        (made.site.content / "fr" / "b.md").unlink()
        capsys.readouterr()
        assert made.publish("rclone:T:site", dry_run=True) == 0
        assert {"~ en/a.html", "+ en/c.html"} <= set(capsys.readouterr().out.splitlines())
        assert not (place / "en" / "c.html").exists()
        assert made.publish("rclone:T:site") == 0
        assert verify_copy(copy=str(place)) == 0
        assert "b. b. b. " in page(place)

    def test_what_was_cut_short_is_sent_again(self, made: Published, place: Path) -> None:
        assert made.publish("rclone:T:site") == 0
        (place / "manifest.json").unlink()
        old = page(place)
        (place / "en" / "a.html").write_text(old.replace("a", "b"), "utf-8")
        assert made.publish("rclone:T:site") == 0
        assert page(place) == old
        assert verify_copy(copy=str(place)) == 0

    def test_what_arrives_otherwise_is_told_and_sent_again(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish("rclone:T:site") == 0
        (place / "en" / "a.html").write_text("half")
        assert made.publish("rclone:T:site") == 1
        assert "what was begun is sent anew" in capsys.readouterr().err
        assert made.publish("rclone:T:site") == 0
        assert verify_copy(copy=str(place)) == 0

    def test_files_of_somebody_else_are_not_touched(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place.mkdir()
        (place / "mine.txt").write_text("mine")
        assert made.publish("rclone:T:site") == 1
        assert "no publication put there" in capsys.readouterr().err
        assert list(tree(place)) == ["mine.txt"]


class TestPages:
    @pytest.fixture
    def forge(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a bare repository; the working folder is a clone of it."""
        forge, clone = tmp_path / "forge.git", tmp_path / "clone"
        subprocess.run(["git", "init", "-q", "--bare", forge], check=True)
        subprocess.run(["git", "clone", "-q", forge, clone], check=True, capture_output=True)
        for key, value in (("name", "A test"), ("email", "test@example.org")):
            subprocess.run(["git", "-C", clone, "config", f"user.{key}", value], check=True)
        (clone / ".gitignore").write_text("*.js\n")
        monkeypatch.chdir(clone)
        return forge

    def shown(self, forge: Path, folder: Path) -> Path:
        """Return what the forge would show."""
        branch = ["--quiet", "--branch", "gh-pages", str(forge), str(folder)]
        subprocess.run(["git", "clone", *branch], check=True)
        shutil.rmtree(folder / ".git")
        return folder

    def test_the_branch_holds_the_release(
        self, made: Published, forge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish("pages:") == 0
        shown = self.shown(forge, tmp_path / "shown")
        assert verify_copy(copy=str(shown)) == 0
        assert (shown / ".nojekyll").read_bytes() == b""
        made.site.write({"en/a.md": "Something else."})
        capsys.readouterr()
        assert made.publish("pages:gh-pages", dry_run=True) == 0
        assert "~ en/a.html" in capsys.readouterr().out
        assert made.publish("pages:") == 0
        assert made.publish("pages:") == 0
        assert "Something" in page(self.shown(forge, tmp_path / "again"))
        log = ["git", "-C", str(forge), "rev-list", "--count", "gh-pages"]
        assert subprocess.run(log, capture_output=True, check=True).stdout == b"2\n"

    def test_the_name_of_the_site_stays(self, made: Published, forge: Path, tmp_path: Path) -> None:
        assert made.publish("pages:") == 0
        shown = tmp_path / "named"
        subprocess.run(["git", "clone", "-q", "-b", "gh-pages", forge, shown], check=True)
        (shown / "CNAME").write_text("www.example.org\n")
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", shown, "add", "CNAME"], check=True)
        subprocess.run(["git", "-C", shown, *identity, "commit", "-qm", "Name"], check=True)
        subprocess.run(["git", "-C", shown, "push", "-q"], check=True)
        made.site.write({"en/a.md": "Something else."})
        assert made.publish("pages:") == 0
        again = self.shown(forge, tmp_path / "again")
        assert (again / "CNAME").read_text() == "www.example.org\n"
        assert verify_copy(copy=str(again)) == 0

    @pytest.mark.usefixtures("forge")
    def test_a_branch_of_sources_is_not_touched(
        self, made: Published, capsys: pytest.CaptureFixture[str]
    ) -> None:
        subprocess.run(["git", "add", ".gitignore"], check=True)
        subprocess.run(["git", "commit", "-qm", "Begin"], check=True)
        subprocess.run(["git", "push", "-q", "origin", "HEAD:main"], check=True)
        assert made.publish("pages:main") == 1
        assert (
            "pages:main: this branch holds what no publication put there" in capsys.readouterr().err
        )


def test_a_missing_program_is_named_with_its_package(
    made: Published, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    for to, package in (
        ("rsync:site:/srv/site", "openssh-client"),
        ("rclone:T:site", "rclone"),
        ("pages:", "git"),
    ):
        assert made.publish(to) == 1
        assert f"apt-get install {package}." in capsys.readouterr().err


def test_only_rsync_rolls_back(made: Published, capsys: pytest.CaptureFixture[str]) -> None:
    assert made.publish("pages:", rollback=True) == 2
    assert "keeps no earlier release" in capsys.readouterr().err


def test_the_settings_may_name_the_target(tiny_site: MakeSite, tmp_path: Path) -> None:
    to = f"folder:{tmp_path / 'place'}"
    site = tiny_site({"en/index.md": "Index."}, PUBLISH_TO=to, **folders(tmp_path))
    assert Published(site).publish("") == 0
    assert verify_copy(copy=str(tmp_path / "place")) == 0
