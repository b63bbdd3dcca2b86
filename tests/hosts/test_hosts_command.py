"""``./inv hosts`` writes what it is asked for, for the site as it is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commands.publishing import folders
from editions.commands.hosts import write_hosts
from sites import TinySite

MakeSite = Callable[..., TinySite]
PAGES = {"en/index.md": "Hello.", "fr/index.md": "Bonjour."}


def written(site: TinySite, *hosts: str) -> dict[str, str]:
    folder = site.folder / "hosts"
    assert write_hosts(hosts, settings=site.settings, output=str(folder)) == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def test_only_the_hosts_that_are_named_get_files(tiny_site: MakeSite, tmp_path: Path) -> None:
    files = written(tiny_site(PAGES, **folders(tmp_path)), "nginx")
    assert files.keys() == {"nginx/nginx-http.conf", "nginx/nginx-server.conf"}


def test_every_file_says_first_where_it_goes(tiny_site: MakeSite, tmp_path: Path) -> None:
    files = written(tiny_site(PAGES, **folders(tmp_path)))
    assert {name.partition("/")[0] for name in files} == {
        "nginx", "apache", "caddy", "lighttpd", "netlify", "cloudflare", "s3", "cloudfront",
    }  # fmt: skip
    starts = ("# Goes into ", "# Lies at ", "-- Lies beside ", "# A stack of ")
    # In JSON nothing can be said beside the matter.
    assert all(text.startswith(starts) for name, text in files.items() if ".json" not in name)


def test_digests_of_the_pages_stand_in_the_policy(tiny_site: MakeSite, tmp_path: Path) -> None:
    site = tiny_site(PAGES, **folders(tmp_path))
    files = written(site, "netlify")
    digest = site.html("en/index.html").partition("sha256-")[2][:44]
    assert len(digest) == 44
    assert f"'sha256-{digest}'" in files["netlify/_headers"].replace("&#43;", "+")


def test_paths_are_those_of_the_address(tiny_site: MakeSite, tmp_path: Path) -> None:
    site = tiny_site(PAGES, SITEURL="https://example.org/a/b", **folders(tmp_path))
    redirects = written(site, "netlify")["netlify/_redirects"]
    assert "/a/b/fr/* /a/b/fr/404.html 404\n" in redirects


def test_a_path_no_host_reads_well_is_refused(
    tiny_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site(PAGES, SITEURL='https://example.org/a"b', **folders(tmp_path))
    assert write_hosts(settings=site.settings, output=str(tmp_path / "hosts")) == 1
    assert "SITEURL" in capsys.readouterr().err
    assert not (tmp_path / "hosts").exists()


def test_a_host_that_is_not_known_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert write_hosts(["iis"]) == 2
    error = capsys.readouterr().err
    assert "iis" in error
    assert "nginx, apache, caddy, lighttpd, netlify, cloudflare, s3, cloudfront" in error
