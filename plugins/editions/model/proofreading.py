"""Proofreading: what on a page somebody should look at, and how long its sentences are.

Everything here is a matter of judgement and stops nothing. What is certain is in ``page_rules``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editions.errors import Problem
from editions.model.link_texts import link_warnings
from editions.model.locales import Locale
from editions.model.never import age_warnings, never_warnings
from editions.model.outline import repeated_headings
from editions.model.page_rules import PageRules, is_about_help
from editions.model.pages import PageText
from editions.model.plain_text import links_of, without_code
from editions.model.reading_levels import Level, level_of
from editions.model.sentences import Sentence, measure_of, sentences_of
from editions.model.wording import Advice, wording_problem

#: Fewer sentences than this have no average worth speaking of.
ENOUGH_SENTENCES = 5


@dataclass(frozen=True)
class Proof:
    """A page as read: its sentences, those that are too long, what else to look at, and its level."""

    text: PageText
    unit: str
    sentences: tuple[Sentence, ...]
    too_long: tuple[Sentence, ...]
    warnings: tuple[Problem, ...]
    level: Level | None = None

    @property
    def mean(self) -> float:
        """The average length of its sentences."""
        lengths = [sentence.length for sentence in self.sentences]
        return sum(lengths) / len(lengths) if lengths else 0.0


def proof_of(rules: PageRules, text: PageText, body: str, locale: Locale) -> Proof:
    """Return what there is to say of a page as written in a locale."""
    plain_text = without_code(body)
    measure = measure_of(locale)
    helping = is_about_help(rules, text)
    longest = measure.help_longest if helping else measure.longest
    mean = measure.help_mean if helping else measure.mean
    sentences = tuple(
        sentence._replace(line=text.body_line + sentence.line)
        for sentence in sentences_of(plain_text, locale, rules.phrases.abbreviations)
    )
    too_long = tuple(sentence for sentence in sentences if sentence.length > longest)
    links = tuple(links_of(plain_text))
    path, first = text.path, text.body_line
    kind = "help" if helping else "news" if text.page_id.startswith(rules.articles) else "page"
    level = level_of(sentences, locale.tag.partition("-")[0], kind, rules.names)
    proof = Proof(text, measure.unit, sentences, too_long, (), level)
    warnings = [
        *_lengths(proof, longest, mean),
        *_levels(proof),
        *repeated_headings(text.headings, path, first),
        *link_warnings(links, plain_text, path, first),
        *never_warnings(body, links, plain_text, rules.known_hosts, path, first),
        *(w for s in sentences for w in age_warnings(s.text, rules.phrases, f"{path}:{s.line}")),
        *_doubtful(rules, text, body),
    ]
    return replace(proof, warnings=tuple(warnings))


def _lengths(proof: Proof, longest: int, mean: float) -> Iterator[Problem]:
    for sentence in proof.too_long:
        yield Problem(
            f"{proof.text.path}:{sentence.line}",
            f"the sentence has {sentence.length} {proof.unit}, more than {longest}:"
            f" {_short(sentence.text)}",
            "Make two of it: one thing in each.",
        )
    if len(proof.sentences) >= ENOUGH_SENTENCES and proof.mean > mean:
        yield Problem(
            proof.text.path,
            f"its sentences have {proof.mean:.1f} {proof.unit} on average, more than {mean:g}.",
            f"Begin with the longest: {_worst(proof.sentences)}",
        )


def _levels(proof: Proof) -> Iterator[Problem]:
    level = proof.level
    if level and not level.is_within:
        bound = "most" if level.formula.harder else "least"
        heaviest = ", ".join(f"line {one.sentence.line}" for one in level.hardest)
        yield Problem(
            proof.text.path,
            f"its reading level is {level.value:.1f} ({level.formula.name}); for a page of this kind"
            f" it is at {bound} {level.limit:g}.",
            f"Shorter words and sentences; begin with the heaviest: {heaviest}.",
        )


def _doubtful(rules: PageRules, text: PageText, body: str) -> Iterator[Problem]:
    advice = {
        phrase: Advice("“{}” is seldom the right word here.", remedy)
        for phrase, remedy in rules.phrases.doubtful.items()
    }
    words = replace(rules.words, words=advice)
    for found in words.found_in(body):
        yield wording_problem(found, f"{text.path}:{text.body_line + found.line}")
    for key, value in (("title", text.title), ("summary", text.summary)):
        for found in words.found_in(value):
            yield wording_problem(found, text.at(key))


def _worst(sentences: Sequence[Sentence]) -> str:
    longest = sorted(sentences, key=lambda sentence: (-sentence.length, sentence.line))[:3]
    return ", ".join(f"line {sentence.line} ({sentence.length})" for sentence in longest)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
