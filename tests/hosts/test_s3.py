"""A bucket that is told what we write for it shows the site; what goes wrong on the way is mended.

The store is s3rver, which speaks as Amazon's S3 does and shows a bucket as a website. Amazon is not
asked.
"""

from __future__ import annotations

import datetime
import json
import os
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from commands.failing import failing_every_third
from commands.hosts import program, s3_store, speak_s3
from commands.publishing import Published, folders
from conftest import make_tiny_site
from editions.commands.hosts import write_hosts
from editions.commands.verify import verify_copy
from editions.commands.workbench_machine import ROOT
from editions.files.digests import size_and_sha256
from editions.files.pack_records import write_packs
from editions.model.hosts.s3 import s3_files
from editions.model.hosts.table import ASK_AGAIN, FOR_EVER, Hosting
from editions.model.packs import Pack
from hosts.servers import Answer, answer_of
from sites import TinySite

pytestmark = pytest.mark.slow
MakeSite = Callable[..., TinySite]

PAGES = {
    f"{code}/{name}.md": f"Words of {name} in {code}. " * 40
    for code in ("en", "fr")
    for name in ("index", "help/index", "help/now")
} | {"en/help/100% now $1.md": "---\nTitle: Now\nAliases: now.html\n---\n\nWords."}
FEW = {f"en/{name}.md": f"Words of {name}. " * 40 for name in ("index", "more")}
_XML = """\
<WebsiteConfiguration>
<IndexDocument><Suffix>{IndexDocument[Suffix]}</Suffix></IndexDocument>
<ErrorDocument><Key>{ErrorDocument[Key]}</Key></ErrorDocument>
</WebsiteConfiguration>
"""


def ask(address: str) -> Answer:
    there = urlsplit(address)
    with closing(HTTPConnection(there.netloc, timeout=20)) as connection:
        return answer_of(connection, there.path, {})


@pytest.fixture(scope="module", autouse=True)
def _rclone() -> None:
    program("rclone")


@pytest.fixture(scope="module", params=["", "/site"])
def shown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """Publish a site with a pack to a bucket; give its address as a website, and the built site."""
    folder = tmp_path_factory.mktemp("bucket")
    packs = folder / "packs"
    packs.mkdir()
    (packs / "guide-fr.txt").write_text("A pack.", "utf-8")
    found = size_and_sha256(packs / "guide-fr.txt")
    day = datetime.date(2026, 1, 2)
    write_packs(packs, [Pack("guide-fr.txt", "sms", ("fr",), *found, day, "")])
    address = f"https://example.org{request.param}"
    settings = {**folders(folder), "SITEURL": address, "PACKS_PATH": str(packs)}
    made = Published(make_tiny_site(ROOT, folder, PAGES, **settings))
    written = folder / "hosts"
    assert write_hosts(["s3"], settings=made.site.settings, output=str(written)) == 0
    website = json.loads((written / "s3" / "website.json").read_text("utf-8"))
    with (
        s3_store(folder / "s3", _XML.format(**website)) as store,
        pytest.MonkeyPatch.context() as patch,
    ):
        speak_s3(patch, store)
        assert made.publish(f"rclone:S3:store{request.param}") == 0
        yield f"{store}/store{request.param}", made.site.output


def test_every_file_is_there_as_it_was_published(
    shown: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_copy(copy=shown[0]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("pattern", "kind", "kept"),
    [
        ("en/help/now.html", "text/html; charset=utf-8", ASK_AGAIN),
        ("en/theme/*.css", "text/css; charset=utf-8", FOR_EVER),
        ("en/theme/*.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("en/saved.json", "application/json", ASK_AGAIN),
        ("sitemap.xml", "application/xml; charset=utf-8", ASK_AGAIN),
    ],
)
def test_each_file_has_its_type_and_is_kept_as_long_as_it_may(
    shown: tuple[str, Path], pattern: str, kind: str, kept: str
) -> None:
    address, site = shown
    name = sorted(site.glob(pattern))[0].relative_to(site).as_posix()
    told = ask(f"{address}/{name}").headers
    assert (told["content-type"], told["cache-control"]) == (kind, kept)
    assert "content-disposition" not in told


def test_a_file_to_carry_is_saved_and_not_shown(shown: tuple[str, Path]) -> None:
    told = ask(f"{shown[0]}/packs/guide-fr.txt")
    assert (told.status, told.headers["content-disposition"]) == (200, "attachment")


@pytest.mark.parametrize("folder", ["", "en/", "en/help/"])
def test_a_folder_is_its_page(shown: tuple[str, Path], folder: str) -> None:
    address, site = shown
    answer = ask(f"{address}/{folder}")
    assert (answer.status, answer.body) == (200, (site / folder / "index.html").read_bytes())


@pytest.mark.parametrize("path", ["nowhere.html", "fr/nowhere.html", "xx/", "packs/no.zip"])
def test_what_does_not_exist_is_said_by_the_page_of_the_site(
    shown: tuple[str, Path], path: str
) -> None:
    address, site = shown
    answer = ask(f"{address}/{path}")
    assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes())
    assert answer.headers["content-type"].startswith("text/html")


def test_an_old_address_is_a_page_that_leads_on(shown: tuple[str, Path]) -> None:
    answer = ask(f"{shown[0]}/en/now.html")
    assert answer.status == 200
    assert b'http-equiv="refresh" content="0; url=help/100%25%20now%20$1.html"' in answer.body


class TestFaults:
    @pytest.fixture
    def made(self, tiny_site: MakeSite, tmp_path: Path) -> Published:
        return Published(tiny_site(FEW, **folders(tmp_path)))

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[str]:
        website = json.loads(s3_files(Hosting("", {}))["website.json"])
        with s3_store(tmp_path / "s3", _XML.format(**website)) as address:
            yield address

    def test_killed_at_any_moment_it_is_known_and_mended(
        self, made: Published, store: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What readers see then may be of both days; but nothing says that it is whole."""
        speak_s3(monkeypatch, store)
        chance = random.Random(11)  # noqa: S311 - seeded on purpose
        to, shown = "rclone:S3:store", f"{store}/store"
        assert made.publish(to) == 0
        killed = 0
        for round_ in range(int(os.environ.get("EDITIONS_KILLS", "4"))):
            made.site.write({f"en/{n}.md": f"Round {round_}. " * 50 for n in ("index", "more")})
            killed += made.publish_and_kill(to, chance.uniform(1, 4))
            whole = ask(f"{shown}/manifest.json").status == 200
            assert not whole or verify_copy(copy=shown) == 0
        assert killed, "none was killed while it ran"
        assert made.publish(to) == 0
        assert verify_copy(copy=shown) == 0
        page = ask(f"{shown}/en/more.html").body.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert f"Round {round_}." in page

    def test_a_store_that_fails_every_third_time_gets_all_of_it(
        self, made: Published, store: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with failing_every_third(store) as (address, failed):
            speak_s3(monkeypatch, address)
            assert made.publish("rclone:S3:store") == 0
        assert len(failed) > 10
        assert verify_copy(copy=f"{store}/store") == 0

    def test_two_at_once_are_told_when_both_have_written(
        self,
        made: Published,
        store: str,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        """A store knows no lock. Whoever ends last sees whether the other one has mixed in."""
        speak_s3(monkeypatch, store)
        elsewhere = tmp_path_factory.mktemp("other")
        pages = {name: text.replace("Words", "Others") for name, text in FEW.items()}
        other = Published(make_tiny_site(ROOT, elsewhere, pages, **folders(elsewhere)))
        to, shown = "rclone:S3:store", f"{store}/store"
        both = [
            subprocess.Popen(one.command(to), stderr=subprocess.DEVNULL) for one in (made, other)
        ]
        ended = [one.wait() for one in both]
        if ask(f"{shown}/manifest.json").status == 200 and 1 not in ended:
            assert verify_copy(copy=shown) == 0
        assert made.publish(to) == 0
        assert verify_copy(copy=shown) == 0
