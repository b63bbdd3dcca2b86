"""What a page is held to: headings, links, pictures, and what never stands on the site."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.errors import Problem
from editions.model.facts import Facts, Service
from editions.model.frontmatter import read_header
from editions.model.locales import Locale, locale_named
from editions.model.page_rules import REPORT_RULE, page_problems, rules_for
from editions.model.pages import read_page
from editions.model.phrases import Phrases
from editions.model.proofreading import Proof, proof_of
from editions.model.stocktaking import take_inventory

PHRASES = Phrases(
    refused={"you are safe now": "Say what to do next."},
    refused_on_help={"donate": "Ask for nothing."},
    doubtful={"shocking": "Let facts speak."},
    links=("click here", "here"),
    pictures=("image of",),
    revealing=("abuse",),
    ages=("aged {age}",),
)
HOTLINE = Service(
    id="h",
    read_on=datetime.date(2026, 1, 1),
    read_at="https://known.example",
    country="INT",
    kind="hotline_csam_report",
    name="A hotline",
    name_lang="en",
    website="https://www.hotline.example/",
)
FACTS = Facts(services={"h": HOTLINE}, phrases={"en": PHRASES, "zh_Hans": Phrases(links=("这里",))})


def locale(code: str) -> Locale:
    found = locale_named(code, {})
    assert found
    return found


def read(body: str, page_id: str, head: str, code: str) -> tuple[list[Problem], Proof]:
    ids = (
        {page_id: head, "help/index": "Role: help\n"}
        if page_id != "help/index"
        else {page_id: head}
    )
    texts = []
    for id_, more in ids.items():
        raw = f"---\nTitle: {id_}\n{more}---\n" + (body if id_ == page_id else "Help.")
        header, wrong = read_header(raw, f"{code}/{id_}.md")
        text, mistakes = read_page(id_, code, f"{code}/{id_}.md", header)
        assert not wrong
        assert not mistakes
        texts.append(text)
    inventory = take_inventory([locale(code)], code, texts, media={}, articles=(), flaws=[])
    rules = rules_for(inventory, FACTS, locale(code), REPORT_RULE)
    entry = inventory.entries[page_id]
    return (
        page_problems(rules, entry, entry.source, body),
        proof_of(rules, entry.source, body, locale(code)),
    )


def errors(body: str, page_id: str = "a", head: str = "", code: str = "en") -> list[str]:
    return [str(problem) for problem in read(body, page_id, head, code)[0]]


def warnings(body: str, page_id: str = "a", head: str = "", code: str = "en") -> list[str]:
    return [str(problem) for problem in read(body, page_id, head, code)[1].warnings]


SOUND = "Text.\n\n## One\n\n### Two\n\n### Three\n\n## Four\n\n### Two\n\n[The report](b.md)\n\n`https://x.example`"


def test_a_sound_page_has_nothing_wrong() -> None:
    assert errors(SOUND) == []


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("## One\n\n#### Deep", 6, "is of level 4; the one above it is of 2"),
        ("### First", 4, "is of level 3; the one above it is of 1"),
        ("## One\n\n##\n\nText", 6, "the heading is empty"),
        ("## One\n\nx\n\n## One", 8, "there is a heading “One” above it already"),
        ("[Click here!](b.md)", 4, "“Click here!” does not say where it leads"),
        ("x\n\n[*Here*][a]\n\n[a]: b.md", 6, "does not say where it leads"),
        ("[](b.md)", 4, "has no text"),
        ("<https://example.org/x>", 4, "the link text is an address"),
        ("[https://example.org](https://example.org)", 4, "the link text is an address"),
        ("![](a.svg)", 4, "has no description"),
        ("![a.svg](a.svg)", 4, "is the name of a file"),
        ("![IMG_2041](a.svg)", 4, "is the name of a file"),
        ("![route-2](media/route-2.svg)", 4, "is the name of a file"),
        ("![Image of a map](a.svg)", 4, "begins with “image of”"),
        ("![A map](a.svg){.decorative}", 4, "is decorative and has a description"),
        ("Go to abcdefabcdefabcd.onion.", 4, "address of a hidden service"),
        ("`d41d8cd98f00b204e9800998ecf8427e`", 4, "looks like the digest of a file"),
        ("Case `4711471147`.", 4, "could be that of a person"),
        ("[The group](https://x.example/joinchat/AAAA)", 4, "invites into a group"),
        ("[The site](https://192.0.2.1/)", 4, "does not say in plain words whose site it is"),
        ("[The site](https://a@b.example/)", 4, "does not say in plain words whose site it is"),
        ("You\nare safe\nnow.", 4, "“You are safe now” does not stand on this site"),
    ],
)
def test_what_is_certain_is_named_with_its_line(body: str, line: int, what: str) -> None:
    (found,) = errors(body)
    assert found.startswith(f"en/a.md:{line}: ")
    assert what in found


@pytest.mark.parametrize(
    "body",
    [
        "# Own title\n\n## Below it\n\n### And below",  # the whole page is lowered by one
        "## One\n\n### Notes\n\nx\n\n## Two\n\n### Notes",
        "```\n##\n[here](b.md)\nabcdefabcdefabcd.onion\n```".replace("abcdefabcdefabcd.onion", "x"),
        "<!-- [here](b.md) -->",
        "![](a.svg){.decorative}",
        "![Map](media/map.svg)",
        "[![A map](a.svg)](b.md)",
        "[{term:child}](b.md)",
        "A note[^1](in brackets).\n\n[^1]: Here.",
        "[the report](https://x.example/d41d8cd98f00b204e9800998ecf8427e/123456789)",
        "Write you are safe nowhere.",
    ],
)
def test_what_only_looks_like_it_is_let_pass(body: str) -> None:
    assert errors(body) == []


def test_links_are_judged_in_the_language_of_the_page() -> None:
    assert errors("[这里](b.md)", code="zh_Hans") != []
    assert errors("[这里](b.md)") == []


@pytest.mark.parametrize("page_id", ["help/index", "help/report"])
@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("[Mail](mailto:a@b.example)", "gives an e-mail address"),
        ("Write to a@b.example.", "gives an e-mail address"),
        ("Please donate.", "does not stand on a page about help"),
        ("[The hotline](https://hotline.example)", "does not say how to report safely"),
    ],
)
def test_pages_about_help_are_held_to_more(page_id: str, body: str, what: str) -> None:
    head = "Role: help\n" if page_id == "help/index" else ""
    (found,) = errors(body, page_id, head)
    assert what in found
    assert errors(body) == []


def test_the_rule_for_reports_may_be_wrapped_and_set_with_other_quotes() -> None:
    wrapped = REPORT_RULE.replace(". ", ".\n    ").replace(" web", "\u00a0web")
    assert errors(f"{wrapped}\n\n[The hotline](https://hotline.example)", "help/report") == []


def test_pages_at_risk_have_names_that_give_nothing_away() -> None:
    head = "Menu-Title: About abuse\nRisk: high\n"
    (found,) = errors("x", head=head)
    assert "the menu-title of a page with Risk: high says “abuse”" in found
    assert errors("x", head="Menu-Title: About abuse\n") == []
    (found,) = errors("x", "help/report-abuse", "Menu-Title: Report\nRisk: high\n")[1:]
    assert "the path of a page with Risk: high says “abuse”" in found


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f"{'word ' * 26}end.", "the sentence has 27 words, more than 25"),
        ("Long " + "and longer it goes on. It " * 5 + "ends.", None),
        ("[One](a.md) and [one](b.md)", "leads to b.md here, and to a.md above"),
        ("[A](https://unknown.example/x)", "no entry of the data names unknown.example"),
        ("[A](https://known.example/x)", None),
        ("Call 0800 123 45 67.", "looks like a telephone number"),
        ("Between 2016 2017 2018 it grew.", None),
        ("Write to office@b.example.", "is an e-mail address"),
        ("It was Amina, 14, who told.", "somebody is 14 years old"),
        ("A child aged 12 told.", "somebody is 12 years old"),
        ("A person aged 18 told.", None),
        ("It is shocking.", "is seldom the right word"),
        ("## One\n\n### Two\n\n## Three\n\n### Two", "stands more than once"),
        (f"![{'x' * 151}](a.svg)", "the description of the picture has 151 characters"),
    ],
)
def test_what_needs_judgement_is_a_warning(body: str, what: str | None) -> None:
    assert errors(body) == []
    found = warnings(body)
    assert len(found) == (what is not None), found
    assert what is None or what in found[0]


def test_sentences_on_pages_about_help_are_shorter() -> None:
    body = f"{'word ' * 21}end."
    assert warnings(body) == []
    assert "more than 20" in warnings(body, "help/report")[0]


def test_a_page_of_long_sentences_is_told_as_a_whole_with_its_worst() -> None:
    (found,) = warnings("\n\n".join(f"{'word ' * (15 + n)}end." for n in range(6)))
    assert "on average, more than 15" in found
    assert "line 14 (21)" in found


@given(st.text(alphabet="[]()!<>{}#`*\\^a:/. \n@1", max_size=400))
def test_no_text_stops_it(body: str) -> None:
    read(body.replace("!!!", "!"), "help/report", "Risk: high\n", "en")


@pytest.mark.parametrize(
    "piece", ["[a](b) [", "![", "](", "[a][", "<!--", "`", "{", "1 2 3 4-", "a@"]
)
def test_long_texts_of_markup_take_no_long_time(piece: str) -> None:
    started = datetime.datetime.now(tz=datetime.UTC)
    read("x\n" + f"{piece} x " * (90_000 // len(piece)), "help/report", "", "en")
    assert (datetime.datetime.now(tz=datetime.UTC) - started).total_seconds() < 10
