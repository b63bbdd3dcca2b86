"""The marks of the Observatory, and that every host's headers earn those that headers can earn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editions.model.content_policy import policy_of_hosts, policy_of_pages
from editions.model.hosts import WRITERS
from editions.model.hosts.observatory import score
from editions.model.hosts.table import Hosting

HOSTING = Hosting(
    policy_of_hosts([policy_of_pages("run()", "p{}")]),
    {"en": "en", "fr": "fr", "pt": "pt", "pt-br": "pt-BR", "zh-hans": "zh-Hans"},
)
BEST = dict(HOSTING.headers)


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in BEST.items() if name not in names}


class TestScore:
    def test_all_that_headers_can_earn(self) -> None:
        """100, and for the policy 10, framing 5, no referrer 5, resources kept to the site 10."""
        assert score(BEST) == 130
        assert score(BEST, integrity=True) == 135
        assert score(BEST, integrity=True, preloaded=True) == 140

    def test_names_of_headers_are_read_in_any_case(self) -> None:
        assert score({name.lower(): value for name, value in BEST.items()}) == 130

    @pytest.mark.parametrize(
        ("headers", "mark"),
        [
            (without("X-Content-Type-Options"), 125),
            (without("Referrer-Policy"), 125),
            (without("Cross-Origin-Resource-Policy"), 120),
            (without("Strict-Transport-Security"), 80),
            (BEST | {"Strict-Transport-Security": "max-age=86400"}, 120),
            (BEST | {"Content-Security-Policy": "default-src 'none'"}, 125),
            (BEST | {"Content-Security-Policy": "script-src 'unsafe-inline'"}, 80),
            (BEST | {"Content-Security-Policy": "default-src 'self' 'unsafe-eval'"}, 105),
            (without("Content-Security-Policy"), 75),
            (without("Content-Security-Policy", "X-Frame-Options"), 55),
            ({}, 30),
            # What a page says of itself, where no header can be set.
            ({"Content-Security-Policy": policy_of_pages("run()")}, 55),
        ],
    )
    def test_what_is_missing_costs(self, headers: dict[str, str], mark: int) -> None:
        assert score(headers) == mark


#: Those that are told headers line by line. A bucket has none; CloudFront is asked of its own.
TOLD = [host for host in WRITERS if host not in ("s3", "cloudfront")]


@pytest.mark.parametrize("host", TOLD)
def test_every_host_is_told_all_headers_as_they_are(host: str) -> None:
    told = "".join(WRITERS[host](HOSTING).values())
    for name, value in BEST.items():
        forms = (f"{name}: {value}\n", f'{name} "{value}"', f'"{name}" => "{value}"')
        assert any(form in told for form in forms)


ONION = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"


@pytest.mark.parametrize("host", WRITERS)
def test_an_onion_service_is_spoken_of_only_where_there_is_one_and_paths_can_be_said(
    host: str,
) -> None:
    without = "".join(WRITERS[host](HOSTING).values())
    told = "".join(WRITERS[host](replace(HOSTING, onion=ONION)).values())
    assert ".onion" not in without
    cannot = ("netlify", "cloudflare", "s3", "cloudfront")
    assert (ONION in told) is (host not in cannot)


class TestStaticHosts:
    def test_files_keep_to_the_limits_of_cloudflare(self) -> None:
        text = WRITERS["cloudflare"](HOSTING)["_headers"]
        rules = [line for line in text.splitlines() if line.startswith("/")]
        assert len(rules) <= 100
        assert max(map(len, text.splitlines())) <= 2000

    def test_no_header_is_told_twice_of_a_path_where_values_are_joined(self) -> None:
        """Each further rule tells other headers than the first, or takes them back before."""
        for host in ("cloudflare", "netlify"):
            first, *rest = _rules(WRITERS[host](HOSTING)["_headers"])
            names = {line.split(":")[0] for line in first[1:]}
            for _, *lines in rest:
                taken_back = {line[2:] for line in lines if line.startswith("! ")}
                assert not names & {line.split(":")[0] for line in lines} - taken_back

    def test_netlify_leads_from_the_top_alone_to_an_edition(self) -> None:
        lines = WRITERS["netlify"](HOSTING)["_redirects"].splitlines()
        words = [line.split() for line in lines if not line.startswith("#")]
        chosen = {word[3]: word[1] for word in words if len(word) == 4}
        assert chosen["Language=zh-cn"] == chosen["Language=zh"] == "/zh-hans/index.html"
        assert chosen["Language=pt-br"] == "/pt-br/index.html"
        assert chosen["Language=pt"] == "/pt/index.html"
        assert {word[0] for word in words if word[2] != "404"} == {"/"}

    def test_what_does_not_exist_is_said_by_each_edition(self) -> None:
        lines = WRITERS["netlify"](HOSTING)["_redirects"].splitlines()
        assert "/fr/* /fr/404.html 404" in lines


def _rules(text: str) -> list[list[str]]:
    rules: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append([line])
        elif line.startswith("  "):
            rules[-1].append(line.strip())
    return rules
