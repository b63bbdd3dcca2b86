"""A published folder is whole, provable, and the same wherever it was made; nothing else is touched."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from commands.publishing import Published, compressed_once, dates, folders, take_compressed, tree
from editions.commands.verify import verify_copy
from editions.files.publication import alone_at
from sites import TinySite

MakeSite = Callable[..., TinySite]
PAGES = {f"{code}/{name}.md": f"Words of {name}. " * 40 for code in ("en", "fr") for name in "abc"}
SITE = {**PAGES, "en/index.md": "Index.", "fr/index.md": "Accueil."}


@pytest.fixture(scope="module")
def compressed(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what was compressed for the same site."""
    return compressed_once(repo, tmp_path_factory.mktemp("compressed"), SITE)


@pytest.fixture
def made(tiny_site: MakeSite, compressed: Path, tmp_path: Path) -> Published:
    """Return a site of two editions that can be published."""
    site = tiny_site(SITE, **folders(tmp_path))
    take_compressed(compressed, site)
    return Published(site)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a place to publish to."""
    return tmp_path / "with spaces" / "ខ្មែរ"


class TestProof:
    def test_the_manifest_names_every_file_with_size_digest_and_locale(
        self, made: Published, place: Path
    ) -> None:
        assert made.publish(place) == 0
        listed = {
            file["path"]: file
            for file in json.loads((place / "manifest.json").read_bytes())["files"]
        }
        files = tree(place)
        assert files.keys() - listed.keys() == {
            "manifest.json",
            "SHA256SUMS",
            ".published-by-editions",
        }
        for name, file in listed.items():
            assert file["bytes"] == len(files[name])
            assert file["sha256"] == hashlib.sha256(files[name]).hexdigest()
            assert file.get("locale", "") == (name[:2] if name[2:3] == "/" else "")

    def test_sha256sum_agrees(self, made: Published, place: Path) -> None:
        assert made.publish(place) == 0
        checked = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")

    @pytest.mark.slow
    def test_the_same_sources_make_the_same_release_anywhere(
        self, made: Published, place: Path, tmp_path: Path
    ) -> None:
        assert made.publish(place) == 0
        elsewhere = tmp_path / "elsewhere"
        shutil.copytree(made.site.content, elsewhere / "content")
        settings = (
            Path(made.site.settings)
            .read_text("utf-8")
            .replace(str(tmp_path / "c"), str(elsewhere / "c"))
        )
        settings = settings.replace(str(tmp_path / "output"), str(elsewhere / "built"))
        (elsewhere / "pelicanconf.py").write_text(settings, "utf-8")
        other = Published(TinySite(elsewhere, str(elsewhere / "pelicanconf.py")))
        environment = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
        subprocess.run(
            other.command(f"folder:{elsewhere / 'published'}"),
            env=environment,
            umask=0o077,
            check=True,
            capture_output=True,
        )
        assert tree(elsewhere / "published") == tree(place)

    def test_a_plain_build_has_no_manifest(self, made: Published) -> None:
        assert made.site.build() == 0
        assert not list(made.site.output.glob("*SUMS*")) + list(made.site.output.glob("manifest*"))


class TestVerify:
    def test_a_copy_without_a_network_is_as_published(
        self, made: Published, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place) == 0
        shutil.copytree(place, tmp_path / "copy")
        assert verify_copy(copy=str(tmp_path / "copy")) == 0
        assert "as published" in capsys.readouterr().out

    def test_every_difference_is_named_at_once_with_what_to_do(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place) == 0
        (place / "en" / "a.html").unlink()
        (place / "fr" / "b.html").write_bytes((place / "fr" / "b.html").read_bytes() + b" ")
        (place / "more.html").write_text("more")
        assert verify_copy(copy=str(place)) == 1
        told = capsys.readouterr().err
        for line in ("en/a.html: missing.", "fr/b.html: changed.", "more.html: additional."):
            assert f"{place}/{line}" in told
        assert told.count("\n  ") == 3
        assert "3 files not as published." in told

    def test_a_list_that_contradicts_the_manifest_is_named(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place) == 0
        (place / "SHA256SUMS").write_text("")
        assert verify_copy(copy=str(place)) == 1
        assert "contradicts manifest.json" in capsys.readouterr().err

    def test_what_is_no_release_is_told_apart(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert verify_copy(copy=str(tmp_path)) == 2
        (tmp_path / "manifest.json").write_text("{}")
        assert verify_copy(copy=str(tmp_path)) == 2
        assert verify_copy(copy="http://127.0.0.1:9/") == 2
        assert capsys.readouterr().err.count("cannot be read") == 3

    def test_a_host_is_asked_for_every_file(
        self,
        made: Published,
        place: Path,
        serve: Callable[..., str],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert made.publish(place) == 0
        address = serve(place, "/a/path/")
        assert verify_copy(copy=address) == 0
        assert "cannot be seen from outside" in capsys.readouterr().out
        (place / "en" / "a.html").unlink()
        (place / "fr" / "b.html").write_text("other")
        assert verify_copy(copy=address.rstrip("/")) == 1
        told = capsys.readouterr().err
        assert "a/path/en/a.html: missing." in told
        assert "a/path/fr/b.html: changed." in told
        assert "2 files not as published." in told


class TestSignature:
    @pytest.fixture
    def key(self, tmp_path: Path) -> Path:
        """Return the path of a new key of ssh."""
        path = tmp_path / "key"
        quiet = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
        subprocess.run(quiet, check=True)
        return path

    def signers(self, key: Path) -> str:
        public = key.with_name(f"{key.name}.pub").read_text("ascii")
        path = key.with_name("signers")
        path.write_text(f"web@example.org {public}")
        return str(path)

    def test_a_signed_release_names_its_signer(
        self, made: Published, place: Path, key: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place, sign=str(key)) == 0
        assert verify_copy(copy=str(place), signers=self.signers(key)) == 0
        assert "signed by web@example.org" in capsys.readouterr().out

    def test_the_environment_may_name_the_key(
        self, made: Published, place: Path, key: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PUBLISH_SIGN_KEY", str(key))
        assert made.publish(place) == 0
        assert verify_copy(copy=str(place), signers=self.signers(key)) == 0

    def test_a_list_that_was_changed_with_its_manifest_is_not_vouched_for(
        self, made: Published, place: Path, key: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place, sign=str(key)) == 0
        signature = (place / "SHA256SUMS.sig").read_bytes()
        made.site.write({"en/a.md": "Something else."})
        assert made.publish(place, sign=str(key)) == 0
        (place / "SHA256SUMS.sig").write_bytes(signature)
        assert verify_copy(copy=str(place)) == 0
        assert verify_copy(copy=str(place), signers=self.signers(key)) == 1
        assert "SHA256SUMS.sig" in capsys.readouterr().err

    def test_without_a_key_an_older_signature_goes(
        self, made: Published, place: Path, key: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place, sign=str(key)) == 0
        assert made.publish(place) == 0
        assert not (place / "SHA256SUMS.sig").exists()
        assert verify_copy(copy=str(place), signers=self.signers(key)) == 1
        assert "there is no signature" in capsys.readouterr().err

    def test_a_key_that_is_not_there_publishes_nothing(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place, sign="/none") == 1
        assert "the key /none: ssh-keygen says" in capsys.readouterr().err
        assert not place.exists()


class TestCompression:
    def test_copies_hold_the_same_words_and_no_time(self, made: Published, place: Path) -> None:
        assert made.publish(place) == 0
        files = tree(place)
        for suffix, unpack in ((".br", brotli.decompress), (".gz", gzip.decompress)):
            copies = [name for name in files if name.endswith(suffix)]
            assert {name.split(".")[-2] for name in copies} >= {"html", "css", "js", "xml"}
            for name in copies:
                assert unpack(files[name]) == files[name.removesuffix(suffix)]
                assert len(files[name]) < len(files[name.removesuffix(suffix)])
                assert suffix == ".br" or files[name][3:8] == b"\0" * 5  # no name, no time

    def test_only_what_has_changed_is_compressed_again(
        self, made: Published, place: Path, tmp_path: Path
    ) -> None:
        assert made.publish(place) == 0
        release = tmp_path / "cache" / "release"
        before = {p: p.stat().st_mtime_ns for p in release.rglob("*.br")}
        made.site.write({"en/a.md": "Something else entirely."})
        os.utime(release / "en" / "b.html", (0, 0))  # dates say nothing
        assert made.publish(place) == 0
        after = {p: p.stat().st_mtime_ns for p in release.rglob("*.br")}
        changed = {p.relative_to(release).as_posix() for p in after if after[p] != before.get(p)}
        assert "en/a.html.br" in changed
        assert not {"en/b.html.br", "fr/a.html.br"} & changed

    def test_copies_of_what_is_gone_are_gone(self, made: Published, place: Path) -> None:
        assert made.publish(place) == 0
        (made.site.content / "en" / "c.md").unlink()
        (made.site.content / "fr" / "c.md").unlink()
        assert made.publish(place) == 0
        assert [name for name in tree(place) if "/c.html" in name] == []
        assert made.publish(place, compress=False) == 0
        assert [name for name in tree(place) if name.endswith((".br", ".gz"))] == []

    def test_a_damaged_copy_in_the_cache_is_made_again(
        self, made: Published, place: Path, tmp_path: Path
    ) -> None:
        assert made.publish(place) == 0
        before = tree(place)
        (tmp_path / "cache" / "release" / "en" / "a.html.gz").write_bytes(b"damaged")
        assert made.publish(place) == 0
        assert tree(place) == before

    def test_a_file_of_the_site_is_never_taken_for_a_copy(
        self, made: Published, place: Path
    ) -> None:
        drawing = '<svg xmlns="http://www.w3.org/2000/svg">' + "<g/>" * 50 + "</svg>"
        made.site.write({"media/x.svg": drawing})
        assert made.publish(place) == 0
        (made.site.output / "media").mkdir(exist_ok=True)
        assert (place / "media" / "x.svg.gz").is_file()


class TestAFolder:
    def test_what_has_not_changed_keeps_its_date_and_what_is_gone_goes(
        self, made: Published, place: Path
    ) -> None:
        assert made.publish(place) == 0
        for path in place.rglob("*"):
            os.utime(path, (1_000_000, 1_000_000))
        made.site.write({"en/a.md": "Something else."})
        (made.site.content / "fr" / "c.md").unlink()
        assert made.publish(place) == 0
        written = dates(place)
        assert written["en/a.html"] != 1_000_000 * 10**9
        assert written["fr/b.html"] == 1_000_000 * 10**9
        assert verify_copy(copy=str(place)) == 0

    def test_nothing_is_touched_where_nothing_has_changed(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place) == 0
        inode = place.stat().st_ino
        assert made.publish(place) == 0
        assert place.stat().st_ino == inode
        assert "0 files changed" in capsys.readouterr().out

    def test_dates_decide_nothing(self, made: Published, place: Path) -> None:
        """A clock that was set back, or a copy that kept a date, hides no change."""
        assert made.publish(place) == 0
        whole = tree(place)
        page = place / "en" / "a.html"
        stat = page.stat()
        page.write_bytes(page.read_bytes().replace(b"Words", b"Swords"[:5]))
        os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        for path in place.rglob("*.css"):
            os.utime(path, (2**32, 2**32))
        assert made.publish(place) == 0
        assert tree(place) == whole

    def test_a_dry_run_names_what_would_change_and_changes_nothing(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert made.publish(place) == 0
        before = tree(place)
        made.site.write({"en/a.md": "Something else.", "en/d.md": "New."})
        (made.site.content / "fr" / "c.md").unlink()
        (place / "left.txt").write_text("mine")
        capsys.readouterr()
        assert made.publish(place, dry_run=True) == 0
        told = capsys.readouterr().out.splitlines()
        assert {"+ en/d.html", "~ en/a.html", "- left.txt"} <= set(told)
        (place / "left.txt").unlink()
        assert tree(place) == before

    def test_a_folder_of_somebody_else_is_not_touched(
        self, made: Published, place: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place.mkdir(parents=True)
        (place / "mine.txt").write_text("mine")
        assert made.publish(place) == 1
        assert "no publication put there" in capsys.readouterr().err
        assert list(tree(place)) == ["mine.txt"]

    def test_a_site_with_problems_leaves_yesterdays(self, made: Published, place: Path) -> None:
        assert made.publish(place) == 0
        before = tree(place)
        made.site.write({"en/a.md": "[dead](none.md)"})
        assert made.publish(place) == 1
        assert tree(place) == before

    def test_a_link_to_a_folder_stays_a_link(
        self, made: Published, place: Path, tmp_path: Path
    ) -> None:
        link = tmp_path / "link"
        assert made.publish(place) == 0
        link.symlink_to(place)
        made.site.write({"en/a.md": "Something else."})
        assert made.publish(link) == 0
        assert link.is_symlink()
        assert "Something" in (place / "en" / "a.html").read_text("utf-8")

    def test_two_at_once_are_told_apart(
        self, made: Published, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with alone_at(place.with_name(f".{place.name}.lock"), "the other"):
            assert made.publish(place) == 1
        assert "another publication is under way" in capsys.readouterr().err
        with alone_at(tmp_path / "cache" / "publish.lock", "the other"):
            assert made.publish(place) == 1
        assert not place.exists()
        assert made.publish(place) == 0

    @pytest.mark.slow
    def test_without_room_yesterdays_site_stands(self, made: Published, place: Path) -> None:
        assert made.publish(place) == 0
        before = tree(place)
        made.site.write({"en/a.md": "Something else."})
        assert made.site.build() == 0

        def without_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

        ran = subprocess.run(
            made.command(f"folder:{place}"),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=without_room,
        )
        assert ran.returncode == 1, ran.stderr
        assert "this cannot be written" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert tree(place) == before

    @pytest.mark.slow
    def test_killed_at_any_moment_it_leaves_one_whole_release_or_the_other(
        self, made: Published, place: Path
    ) -> None:
        chance = random.Random(7)  # noqa: S311 - seeded on purpose
        whole = {}
        for mark in ("one", "two"):
            made.site.write(dict.fromkeys(PAGES, f"Words {mark}. " * 40))
            assert made.publish(place) == 0
            whole[mark] = tree(place)
        killed = 0
        for round_ in range(int(os.environ.get("EDITIONS_KILLS", "8"))):
            mark = ("one", "two")[round_ % 2]
            made.site.write(dict.fromkeys(PAGES, f"Words {mark}. " * 40))
            killed += made.publish_and_kill(f"folder:{place}", chance.uniform(0.5, 2.5))
            assert tree(place) in whole.values()
        assert killed, "none was killed while it ran"
        assert made.publish(place) == 0
        assert tree(place) == whole[mark]
        assert sorted(p.name for p in place.parent.iterdir()) == [f".{place.name}.lock", place.name]


def test_a_place_that_is_none_is_a_wrong_call(
    made: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    assert made.publish("nowhere") == 2
    assert "this is no place to publish to" in capsys.readouterr().err


def test_security_txt_is_published_when_it_is_configured(
    tiny_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01
    contact = {"SECURITY_CONTACT": "mailto:a@example.org", "SECURITY_EXPIRES": "2027-01-20"}
    made = Published(tiny_site({"en/index.md": "Index."}, **folders(tmp_path), **contact))
    assert made.publish(tmp_path / "place") == 0
    assert "security.txt expires in 19 days" in capsys.readouterr().err
    text = (tmp_path / "place" / ".well-known" / "security.txt").read_text("ascii")
    assert "\nContact: mailto:a@example.org\nExpires: 2027-01-20T00:00:00Z\n" in text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1808761600")
    assert made.publish(tmp_path / "place") == 1
    assert "security.txt expired on 2027-01-20" in capsys.readouterr().err
