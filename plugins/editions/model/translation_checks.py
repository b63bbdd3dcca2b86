"""Everything that can be wrong with one translated page, each with its line and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editions.errors import Problem
from editions.model.blocks import Piece
from editions.model.pairing import kind_difference
from editions.model.translations import Translation, WrittenPage
from editions.model.tripwire import Finding, findings_of, metadata_findings, text_findings

#: Blocks in these states say what today's source says, so that the two can be compared.
_COMPARABLE = ("current",)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: errors keep a page from being stamped, warnings are for a second look."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def check_translation(translation: Translation, *, as_of_today: bool = False) -> Checked:
    """Return what is wrong with a translation.

    A block that is known to be older than its source is not compared with it, unless ``as_of_today``
    says that the translation shall be taken as made from today's source.
    """
    text = translation.text
    if text is None:
        return Checked()
    found = [*_metadata(translation, text), *_structure(translation, text, as_of_today)]
    found.extend(_blocks(translation, text, as_of_today))
    found.extend(_review(translation, text))
    errors = tuple(problem for problem, error in found if error)
    return Checked(errors, tuple(problem for problem, error in found if not error))


_Found = tuple[Problem, bool]


def _metadata(translation: Translation, text: WrittenPage) -> Iterator[_Found]:
    source = translation.source.metadata
    for key, value in text.metadata.items():
        findings = (
            metadata_findings(source[key], value, translation.locale)
            if key in source
            else text_findings(value, translation.locale)
        )
        for finding in findings:
            yield _told(text.text.at(key), finding, source.get(key, ""), value)


def _structure(translation: Translation, text: WrittenPage, as_of_today: bool) -> Iterator[_Found]:
    path = text.text.path
    untracked = translation.freshness.state == "untracked"
    if text.text.stamp is not None and untracked and not as_of_today:
        problem = Problem(
            text.text.at("source"),
            "the page has more or fewer blocks than when it was stamped.",
            f"Make it whole, then run ./inv translate.stamp {translation.locale.code}"
            f" {translation.page_id}.",
        )
        yield problem, True
    pairing = translation.pairing
    for mismatch in pairing.mismatches if untracked or as_of_today else ():
        line = text.header.body_line + mismatch.line
        remedy = f"Give it the same parts in the same order as {translation.source.text.path}."
        yield Problem(f"{path}:{line}", mismatch.what, remedy), True
    for name in pairing.lacking:
        remedy = "Translate it; until then readers see it in the language of the source."
        yield Problem(path, f"the section {name} is not translated.", remedy), False


def _blocks(translation: Translation, text: WrittenPage, as_of_today: bool) -> Iterator[_Found]:
    states = {pair.text: pair.state for pair in translation.freshness.pairs}
    partner = {t: s for s, t in translation.pairing.pairs}
    whole = not translation.pairing.mismatches
    for place, block in enumerate(text.blocks):
        where = f"{text.text.path}:{text.line_of(block)}"
        comparable = as_of_today or states.get(place, "current") in _COMPARABLE
        source = translation.source.blocks[partner[place]] if place in partner else None
        other_kind = kind_difference(source, block) if source and comparable else ""
        if source is None or not comparable or other_kind:
            for finding in text_findings(block.text, translation.locale):
                yield _told(where, finding, "", block.text)
        if other_kind and source:
            remedy = f"Write it as in {_place(translation.source, source)}"
            yield Problem(where, other_kind, remedy), True
        elif source and comparable:
            for finding in findings_of(source, block, translation.locale):
                yield _told(where, finding, _place(translation.source, source), block.text)
        elif as_of_today and whole:  # where a section differs as a whole, that is said instead
            yield _gone(where, block), True


def _gone(where: str, block: Piece) -> Problem:
    return Problem(
        where,
        f"the source does not have this part any more: {_short(block.text)}",
        "Remove it, then stamp the page.",
    )


def _place(page: WrittenPage, block: Piece) -> str:
    return f"{page.text.path}:{page.line_of(block)}: {_short(block.text)}"


def _review(translation: Translation, text: WrittenPage) -> Iterable[_Found]:
    state = translation.freshness.state
    if text.text.status != "reviewed":
        return
    if not text.text.reviewed:
        yield (
            Problem(
                text.text.at("status"),
                "the page says reviewed, but not by whom and when.",
                "Add a line “Reviewed: 2026-11-20 Ada Diallo”, or write Status: draft.",
            ),
            True,
        )
    elif state in ("stale", "partial", "untracked"):
        yield (
            Problem(
                text.text.at("reviewed"),
                f"the page says reviewed, but it is {state}.",
                "Write Status: draft, bring it up to date and stamp it; it is reviewed when somebody has"
                " read it again.",
            ),
            True,
        )


def _told(where: str, finding: Finding, source: str, text: str) -> _Found:
    beside = f"\n  source: {source}\n  here:   {_short(text)}" if source else ""
    return Problem(where, finding.what, f"{finding.remedy}{beside}"), finding.error


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89]}…"
