"""Old addresses in a page's metadata: what is let in, and what each host may be told."""

from __future__ import annotations

import pytest

from editions.model.aliases import LONGEST, read_aliases
from editions.model.frontmatter import Field
from editions.model.hosts.table import Hosting


def read(value: str) -> tuple[tuple[str, ...], list[str]]:
    aliases, problems = read_aliases(Field("aliases", value, 3), "content/en/a.md")
    assert all(problem.where == "content/en/a.md:3" for problem in problems)
    return aliases, [problem.what for problem in problems]


def test_a_folder_is_the_file_that_is_asked_for_there() -> None:
    aliases, problems = read("about/old-name/, help/former.html,, help/former.html")
    assert (aliases, problems) == (("about/old-name/index.html", "help/former.html"), [])


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("https://example.org/a.html", "full address"),
        ("//example.org/a.html", "full address"),
        ("javascript:alert.html", "full address"),
        ("/a.html", "begins with a slash"),
        ("a//b.html", "empty part"),
        ("../a.html", "leads up"),
        ("a/../b.html", "leads up"),
        ("a/./b.html", "leads up"),
        (".well-known/a.html", "something else"),
        ("a./b.html", "something else"),
        ("a b.html", "something else"),
        ('a";return 200.html', "something else"),
        ("a'b.html", "something else"),
        ("a{b}.html", "something else"),
        ("a$1.html", "something else"),
        ("a*.html", "something else"),
        ("a%41.html", "something else"),
        ("a\\b.html", "something else"),
        ("a.html?x=1", "something else"),
        ("a\x00.html", "something else"),
        ("a\tb.html", "something else"),
        ("été.html", "something else"),
        ("a.html/b.html", "called as a page"),
        ("a.html/", "ends neither"),
        ("a.php", "ends neither"),
        ("a", "ends neither"),
        (f"{'a' * LONGEST}.html", "more than"),
    ],
)
def test_what_a_host_could_misread_is_refused(value: str, fault: str) -> None:
    aliases, problems = read(value)
    assert aliases == ()
    assert len(problems) == 1
    assert fault in problems[0]


def test_every_wrong_address_of_a_line_is_named() -> None:
    aliases, problems = read("a b.html, sound.html, /c.html")
    assert aliases == ("sound.html",)
    assert len(problems) == 2


class TestRedirects:
    def test_the_address_of_a_folder_is_redirected_too(self) -> None:
        moved = {"en/old/index.html": "en/new page.html"}
        found = {(r.old, r.new) for r in Hosting("", {"en": "en"}, "/site", moved=moved).redirects}
        assert found == {
            ("/site/en/old/index.html", "/site/en/new%20page.html"),
            ("/site/en/old/", "/site/en/new%20page.html"),
        }

    def test_those_to_pages_of_help_are_quiet(self) -> None:
        moved = {"en/a.html": "en/help/a.html", "en/b.html": "en/about/help.html"}
        assert [r.quiet for r in Hosting("", {"en": "en"}, "", moved=moved).redirects] == [
            True,
            False,
        ]

    @pytest.mark.parametrize(
        ("old", "new", "one"),
        [
            ("en/a/index.html", "en/a.html", True),
            ("en/a.html", "en/a/index.html", True),
            ("en/a.html", "en/b.html", False),
        ],
    )
    def test_addresses_that_differ_in_their_suffix_only_are_known(
        self, old: str, new: str, one: bool
    ) -> None:
        redirects = Hosting("", {"en": "en"}, "", moved={old: new}).redirects
        assert {redirect.of_one_name for redirect in redirects} == {one}
