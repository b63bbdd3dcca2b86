"""Proofreading the whole site: what is wrong, what to look at, and how long sentences are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from editions.commands.console import complain, counted, report, say
from editions.commands.opening import open_site
from editions.errors import Problem, SiteError, in_reading_order
from editions.files.content import read_content
from editions.files.facts import read_facts
from editions.hooks.shared_problems import shared_problems
from editions.hooks.translations import TranslatedSite
from editions.model.inventory import Entry, Flaw
from editions.model.locales import Locale, canonical_code
from editions.model.page_rules import page_problems
from editions.model.pages import PageText
from editions.model.proofreading import Proof, proof_of
from editions.model.sentences import Sentence

#: How many of the longest sentences are named of a locale that has too long ones.
_WORST = 5


def proofread_site(locale: str = "", *, pages: bool = False, settings: str = "") -> int:
    """Say what is wrong and what to look at, in a locale or in all; return 1 where something is wrong.

    ``pages`` says of every page how many sentences it has and how long they are.
    """
    try:
        site = open_site(settings)
        wanted = (_locale_called(site, locale),) if locale else site.inventory.locales
        errors = [flaw.problem for flaw in site.inventory.flaws if _matters(flaw, wanted)]
        errors.extend([] if locale else _of_the_whole(site))
    except SiteError as error:
        return report(error.problems)
    warnings: list[Problem] = []
    for one in wanted:
        rules = site.rules(one)
        proofs = []
        for entry, text in written_in(site, one):
            body = site.written(text).header.body
            errors.extend(page_problems(rules, entry, text, body))
            proofs.append(proof_of(rules, text, body, one))
        warnings.extend(warning for proof in proofs for warning in proof.warnings)
        _tell(one, proofs, pages=pages)
    for warning in in_reading_order(warnings):
        complain(f"warning: {warning}")
    return report(errors)


def written_in(site: TranslatedSite, locale: Locale) -> Iterator[tuple[Entry, PageText]]:
    """Yield the sound pages written in a locale; a pattern once for all pages made from it."""
    seen: set[str] = set()
    for entry in site.inventory.entries.values():
        text = entry.texts.get(locale.code)
        if text and text.path not in seen and not site.inventory.is_flawed(text):
            seen.add(text.path)
            yield entry, text


def _of_the_whole(site: TranslatedSite) -> list[Problem]:
    facts, mistakes = read_facts(site.site.content / "data")
    media = read_content(site.site.content).media
    return [*mistakes, *shared_problems(site.site, site.inventory, facts, media)]


def _matters(flaw: Flaw, locales: Sequence[Locale]) -> bool:
    return flaw.locale is None or any(locale.code == flaw.locale for locale in locales)


def _locale_called(site: TranslatedSite, spelling: str) -> Locale:
    found = site.inventory.by_code.get(canonical_code(spelling) or spelling)
    if found is None:
        codes = ", ".join(site.inventory.by_code)
        raise SiteError([Problem(spelling, "the content has no such locale.", f"It has {codes}.")])
    return found


def _tell(locale: Locale, proofs: Sequence[Proof], *, pages: bool) -> None:
    for proof in proofs if pages else ():
        told = (_lengths(proof.sentences, proof.unit), *_level(proof), *_to_look_at(proof))
        say(f"  {proof.text.path}: {', '.join(told)}")
    sentences = [sentence for proof in proofs for sentence in proof.sentences]
    unit = proofs[0].unit if proofs else "words"
    say(f"{locale.code:8} {counted(len(proofs), 'page')}, {_lengths(sentences, unit)}")
    worst = sorted(
        ((s.length, proof.text.path, s.line) for proof in proofs for s in proof.too_long),
        reverse=True,
    )
    if worst:
        named = ", ".join(f"{path}:{line} ({length})" for length, path, line in worst[:_WORST])
        say(f"         {counted(len(worst), 'sentence')} too long, the worst: {named}")


def _lengths(sentences: Sequence[Sentence], unit: str) -> str:
    lengths = [sentence.length for sentence in sentences]
    if not lengths:
        return "no sentences"
    mean = sum(lengths) / len(lengths)
    return f"{counted(len(lengths), 'sentence')} of {mean:.1f} {unit}, the longest {max(lengths)}"


def _level(proof: Proof) -> Iterator[str]:
    if proof.level:
        yield f"{proof.level.formula.name} {proof.level.value:.1f} of {proof.level.limit:g}"


def _to_look_at(proof: Proof) -> Iterator[str]:
    if proof.warnings:
        yield counted(len(proof.warnings), "warning")
