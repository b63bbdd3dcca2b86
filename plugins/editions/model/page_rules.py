"""What every page is held to, in one place: with one of these problems an edition is not built.

Puts together what other modules know of words, headings, links, pictures and of what never stands here.
What is a matter of judgement is not among it; that is ``proofreading``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from editions.errors import Problem
from editions.model.facts import Facts
from editions.model.headings import headings_of
from editions.model.inventory import Entry, Inventory
from editions.model.link_texts import link_problems
from editions.model.locales import Locale
from editions.model.never import help_page_problems, hosts_of, never_problems
from editions.model.outline import outline_problems
from editions.model.pages import PageText
from editions.model.phrases import Phrases, phrases_for, plain
from editions.model.plain_text import Link, links_of, without_code
from editions.model.reading_levels import names_of
from editions.model.wording import (
    Advice,
    WordList,
    page_wording_problems,
    word_list,
    wording_problem,
)

#: The message of the theme that stands before every link to a place for reports (HELP-4).
REPORT_RULE = (
    "Do not search for more. Do not copy, screenshot, download, forward or post."
    " Note the web address, then leave."
)
_QUOTES = str.maketrans(dict.fromkeys('‘’ʼ"', "'") | {"\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True)
class PageRules:
    """What pages written in one locale are held to.

    ``help_folder`` is that of the page with the role help, None without one. ``report_rule`` is what
    stands before places for reports, in the words of the locale and empty where they are not known;
    ``report_sites`` is where those places are. ``articles`` are the folders of news.
    """

    words: WordList
    help_words: WordList
    phrases: Phrases
    facts: Facts
    help_folder: str | None
    report_rule: str
    report_sites: tuple[str, ...]
    articles: tuple[str, ...] = ()

    @cached_property
    def known_hosts(self) -> frozenset[str]:
        """The hosts of every address that an entry of the data gives."""
        return hosts_of(self.facts)

    @cached_property
    def names(self) -> re.Pattern[str] | None:
        """What finds names of several words that the data know."""
        return names_of(self.facts)


def rules_for(inventory: Inventory, facts: Facts, locale: Locale, report_rule: str) -> PageRules:
    """Return the rules of a locale; ``report_rule`` is the wording of REPORT_RULE in it, or empty."""
    phrases = phrases_for(facts.phrases, locale)
    words = word_list(facts, locale)
    advice = {
        phrase: Advice("“{}” does not stand on a page about help.", remedy)
        for phrase, remedy in phrases.refused_on_help.items()
    }
    helping = next((i for i, e in inventory.entries.items() if e.source.role == "help"), None)
    sites = [
        s.website for s in facts.services.values() if s.kind == "hotline_csam_report" and s.website
    ]
    return PageRules(
        words=words,
        help_words=replace(words, words=advice),
        phrases=phrases,
        facts=facts,
        help_folder=None if helping is None else helping.rpartition("/")[0],
        report_rule=_comparable(unescape(report_rule)),
        report_sites=tuple(sorted({_site(website) for website in sites})),
        articles=tuple(f"{folder}/" for folder in inventory.articles),
    )


def page_problems(rules: PageRules, entry: Entry, text: PageText, body: str) -> list[Problem]:
    """Return what is certainly wrong with a page as written, in its text and in its names."""
    plain_text = without_code(body)
    links = tuple(links_of(plain_text))
    path, first = text.path, text.body_line
    # Those of a page that was not read from the store; a heading in a comment is none.
    headings = text.headings or headings_of(plain_text)
    problems = page_wording_problems(rules.words, rules.facts, entry, text, body)
    problems.extend(outline_problems(headings, plain_text, path, first))
    problems.extend(link_problems(links, rules.phrases, plain_text, path, first))
    problems.extend(never_problems(plain_text, body, links, path, first))
    if is_about_help(rules, text):
        problems.extend(help_page_problems(body, links, plain_text, path, first))
        problems.extend(
            wording_problem(found, f"{path}:{first + found.line}")
            for found in rules.help_words.found_in(body)
        )
        problems.extend(_without_report_rule(rules, text, body, links))
    if entry.source.risk == "high":
        problems.extend(_revealing_names(rules, entry, text))
    return problems


def is_about_help(rules: PageRules, text: PageText) -> bool:
    """Tell whether a page is the help page or lies in its folder, where that is not the top."""
    if rules.help_folder is None:
        return False
    if not rules.help_folder:
        return text.role == "help"
    written = text.pattern or text.page_id
    return written.startswith(f"{rules.help_folder}/")


def _without_report_rule(
    rules: PageRules, text: PageText, body: str, links: Iterable[Link]
) -> Iterator[Problem]:
    """Yield where a page leads to a place for reports without a word of how to report safely."""
    place = next((link for link in links if _site(link.target) in rules.report_sites), None)
    if place and rules.report_rule and rules.report_rule not in _comparable(body):
        line = text.body_line + body.count("\n", 0, place.start)
        yield Problem(
            f"{text.path}:{line}",
            "the page leads to a place for reports and does not say how to report safely.",
            f"Write above it, word for word: {rules.report_rule}",
        )


def _revealing_names(rules: PageRules, entry: Entry, text: PageText) -> Iterator[Problem]:
    """Yield words that tell everybody near the screen, or in its history, what a page is about."""
    names = [("title", text.title), ("menu-title", text.menu_title)]
    if text is entry.source:
        names.append(("", re.sub(r"[/_-]", " ", text.page_id)))
    advice = Advice("", "")
    words = replace(rules.words, words=dict.fromkeys(rules.phrases.revealing, advice))
    for key, name in names:
        for found in words.found_in(name):
            what = f"the {key or 'path'} of a page with Risk: high says “{found.word}”."
            yield Problem(
                text.at(key) if key else text.path,
                what,
                "It stands in the history, in the tab and on paper. Describe the page in words that give"
                " nothing away, as in “Get help”.",
            )


def _comparable(text: str) -> str:
    """Return a text in which quotes and spaces are alike, as catalogs and pages write them otherwise."""
    return plain(text.translate(_QUOTES))


def _site(address: str) -> str:
    """Return an address as far as it tells whose it is: without scheme, www and a final slash."""
    without_scheme = address.partition("://")[2]
    return without_scheme.removeprefix("www.").rstrip("/") if without_scheme else "-"
