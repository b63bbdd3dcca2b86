"""The template for CloudFront says what the table says, and its function answers as servers do.

CloudFront itself is not asked. The function is run by a Node, with events as Amazon describes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from subprocess import PIPE, Popen
from typing import Any

import pytest
import yaml

from editions.commands.workbench_machine import node
from editions.model.content_policy import policy_of_hosts, policy_of_pages
from editions.model.hosts.cloudfront import cloudfront_files
from editions.model.hosts.cloudfront_function import LONGEST, function_of
from editions.model.hosts.observatory import score
from editions.model.hosts.table import ASK_AGAIN, Hosting
from hosts.servers import LED_NOWHERE, LED_TO

POLICY = policy_of_hosts([policy_of_pages("run()", "p{}")])
EDITIONS = {"en": "en", "fr": "fr", "pt": "pt", "pt-br": "pt-BR", "zh-hans": "zh-Hans"}
MOVED = {f"{edition}/who/index.html": f"{edition}/about.html" for edition in EDITIONS} | {
    f"{edition}/now.html": f"{edition}/help/100% now $1.html" for edition in EDITIONS
} | {"fr/ici.html": "fr/about.html"}  # fmt: skip


@pytest.fixture(params=["", "/site"])
def hosting(request: pytest.FixtureRequest) -> Hosting:
    return Hosting(POLICY, EDITIONS, request.param, moved=MOVED)


#: Amazon runs nothing but the function, and so does this.
_EDGE = """
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [code, event] = JSON.parse(line);
  console.log(JSON.stringify(new Function(`${code}; return handler;`)()(event)));
});
"""
Answer = Callable[..., Mapping[str, Any]]


def resources(hosting: Hosting) -> Mapping[str, Any]:
    text = cloudfront_files(hosting)["cloudfront.yaml"]
    return {name: told["Properties"] for name, told in yaml.safe_load(text)["Resources"].items()}


@pytest.fixture(scope="module")
def edge() -> Iterator[Popen[str]]:
    """Run what answers each line, a function with an event for it, with a line."""
    with Popen([node(), "-e", _EDGE], stdin=PIPE, stdout=PIPE, text=True) as running:
        yield running
        running.terminate()


@pytest.fixture
def answer(edge: Popen[str], hosting: Hosting) -> Answer:
    """Return a function that gives what CloudFront's gives: the request to go on with, or an answer."""
    code = resources(hosting)["Asked"]["FunctionCode"]

    def answered(uri: str, accepted: str | None = None) -> Mapping[str, Any]:
        headers = {} if accepted is None else {"accept-language": {"value": accepted}}
        event = {
            "version": "1.0",
            "context": {"eventType": "viewer-request"},
            "request": {"method": "GET", "uri": uri, "querystring": {}, "headers": headers},
        }
        assert edge.stdin
        assert edge.stdout
        edge.stdin.write(json.dumps([code, event]) + "\n")
        edge.stdin.flush()
        given: Mapping[str, Any] = json.loads(edge.stdout.readline())
        return given

    return answered


@pytest.mark.parametrize(("sent", "folder"), [*LED_TO.items(), ("pt-BR", "pt-br"), ("pt-PT", "pt")])
def test_the_top_leads_to_the_edition_a_browser_asks_for(
    hosting: Hosting, answer: Answer, sent: str, folder: str
) -> None:
    given = answer(f"{hosting.prefix}/", sent)
    assert given["statusCode"] == 302
    headers = {name: told["value"] for name, told in given["headers"].items()}
    assert headers["location"] == f"{hosting.prefix}/{folder}/index.html"
    assert (headers["vary"], headers["cache-control"]) == ("Accept-Language", ASK_AGAIN)
    assert score(headers) == 130


@pytest.mark.parametrize("sent", [None, *LED_NOWHERE, "*", "constructor"])
def test_the_top_is_the_chooser_for_other_languages(
    hosting: Hosting, answer: Answer, sent: str | None
) -> None:
    given = answer(f"{hosting.prefix}/", sent)
    assert given["uri"] == f"{hosting.prefix}/index.html"


@pytest.mark.parametrize("path", ["index.html", "en/", "en/index.html", "en/help/now.html"])
def test_no_other_page_depends_on_the_language(hosting: Hosting, answer: Answer, path: str) -> None:
    asked = f"{hosting.prefix}/{path}"
    page = f"{asked}index.html" if asked.endswith("/") else asked
    assert answer(asked, "fr")["uri"] == page


@pytest.mark.parametrize("edition", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("who/", "about.html"),
        ("who/index.html", "about.html"),
        ("now.html", "help/100%25%20now%20%241.html"),
    ],
)
def test_an_old_address_leads_to_the_new_one_for_good(
    hosting: Hosting, answer: Answer, edition: str, old: str, new: str
) -> None:
    given = answer(f"{hosting.prefix}/{edition}/{old}")
    assert given["statusCode"] == 301
    headers = {name: told["value"] for name, told in given["headers"].items()}
    assert headers["location"] == f"{hosting.prefix}/{edition}/{new}"
    assert score(headers) == 130


def test_an_old_address_of_one_edition_is_none_of_the_others(
    hosting: Hosting, answer: Answer
) -> None:
    at = hosting.prefix
    led = answer(f"{at}/fr/ici.html")["headers"]["location"]["value"]
    assert led == f"{at}/fr/about.html"
    for path in ("en/ici.html", "xx/now.html", "*/now.html", "en/en/now.html", "constructor.html"):
        assert answer(f"{at}/{path}").get("uri") == f"{at}/{path}", path


def test_a_folder_gets_its_slash_and_never_a_host(hosting: Hosting, answer: Answer) -> None:
    """A path with two slashes at its beginning would lead to a host of that name."""
    at = hosting.prefix
    assert answer(f"{at}/fr/help")["headers"]["location"]["value"] == f"{at}/fr/help/"
    for path in ("//evil", "//evil/x", "/\\evil", "//evil.example/now.html", f"/{at}/fr"):
        given = answer(path)
        assert "statusCode" not in given, path
    assert answer(f"{at}/SHA256SUMS")["uri"] == f"{at}/SHA256SUMS"


def test_what_the_function_has_no_room_for_is_left_to_the_pages() -> None:
    moved = {f"{e}/{n}.html": f"{e}/help/{n}.html" for n in range(999) for e in EDITIONS}
    code = function_of(Hosting(POLICY, EDITIONS, moved=moved))
    assert LONGEST - 40 < len(code.encode()) <= LONGEST
    some = function_of(Hosting(POLICY, EDITIONS, moved={f"{e}/a.html": f"{e}/b.html" for e in "x"}))
    assert '"x/a.html": "x/b.html"' in some
    few = function_of(Hosting(POLICY, EDITIONS, moved=MOVED))
    # One line for all editions, and one for the edition that is alone with it.
    assert few.count('.html": "') == 3


def test_all_headers_of_the_table_are_told_of_every_answer(hosting: Hosting) -> None:
    told = resources(hosting)
    policy = told["Headers"]["ResponseHeadersPolicyConfig"]
    own = policy["SecurityHeadersConfig"]
    transport = own["StrictTransportSecurity"]
    assert transport["IncludeSubdomains"] is True
    read = {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]} | {
        "Content-Security-Policy": own["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": own["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Frame-Options": own["FrameOptions"]["FrameOption"],
        "Strict-Transport-Security": f"max-age={transport['AccessControlMaxAgeSec']}; includeSubDomains",
        "X-Content-Type-Options": "nosniff" if own["ContentTypeOptions"]["Override"] else "",
    }
    assert read == dict(hosting.headers)
    assert all(
        item["Override"] for item in (*own.values(), *policy["CustomHeadersConfig"]["Items"])
    )
    behaviour = told["Site"]["DistributionConfig"]["DefaultCacheBehavior"]
    assert behaviour["ResponseHeadersPolicyId"] == {"Ref": "Headers"}
    assert "CacheBehaviors" not in told["Site"]["DistributionConfig"]


def test_what_does_not_exist_is_said_by_the_page_of_the_site(hosting: Hosting) -> None:
    errors = resources(hosting)["Site"]["DistributionConfig"]["CustomErrorResponses"]
    assert {error["ErrorCode"] for error in errors} == {403, 404}
    for error in errors:
        assert (error["ResponseCode"], error["ResponsePagePath"]) == (
            404,
            f"{hosting.prefix}/404.html",
        )


def test_nobody_else_reads_the_bucket_and_nothing_is_logged(hosting: Hosting) -> None:
    told = resources(hosting)
    assert set(told["Store"]["PublicAccessBlockConfiguration"].values()) == {True}
    (allowed,) = told["Reading"]["PolicyDocument"]["Statement"]
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert allowed["Action"] == "s3:GetObject"
    assert "Site" in json.dumps(allowed["Condition"])
    assert "Logging" not in json.dumps(told)


#: What the function calls: ECMAScript 5.1 has it (15.5.4, 15.8.2, 15.10.6), and so has CloudFront.
_OLD_ENOUGH = frozenset("charAt indexOf max replace slice split test toLowerCase trim".split())


def test_the_function_is_of_a_language_its_runtime_knows(hosting: Hosting) -> None:
    code = re.sub(r'"[^"]*"|//.*', "", function_of(hosting))
    assert set(re.findall(r"[.](\w+)\(", code)) <= _OLD_ENOUGH
    assert not re.findall(r"=>|`|[.]{3}|\b(?:let|const|class|async|of|import|export)\b", code)
