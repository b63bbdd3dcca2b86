"""Words that come back from translators, put into a page: only what they have changed is touched.

A text carries the digest of the translation it was when it was sent out, its base: it tells who has
changed the words since, the translator, the page, or both. What came back is untrusted: a text goes
where its context says and nowhere else, and has to be one block of the kind it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editions.errors import Problem
from editions.model.page_edit import EditedPage, PageEdit, one_block
from editions.model.translations import Translation
from editions.model.units import (
    Unit,
    base_of,
    in_one_piece,
    normal_words,
    read_context,
    with_words,
    words_of,
)

#: From here on two texts are taken for versions of one another.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Delivered:
    """A text that came back. ``where`` names its place in the file, ``source`` what it was made from.

    ``base`` is the digest of the translation that was sent out, empty where that is lost.
    """

    where: str
    context: str
    source: str
    text: str
    base: str = ""


def matched(
    units: Sequence[Unit], delivered: Iterable[Delivered]
) -> tuple[list[tuple[Unit, Delivered, str]], list[Problem], list[Problem]]:
    """Return (unit, text, digest it was made from) for texts of one page; problems; and warnings.

    A text whose source has changed since it was sent out is matched with what its source has become,
    and stays marked as made from the older one.
    """
    by_context = {unit.context: unit for unit in units}
    texts = list(delivered)
    given = {text.context for text in texts}
    waiting = [unit for unit in units if unit.context not in given]
    found: list[tuple[Unit, Delivered, str]] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for text in texts:
        unit = by_context.get(text.context)
        if unit is not None:
            if normal_words(text.source) != normal_words(unit.source):
                problems.append(_source_touched(text, unit))
            found.append((unit, text, unit.digest))
            continue
        _, digest = read_context(text.context)
        unit = _most_alike(waiting, text.source)
        if unit is None:
            warnings.append(_no_longer(text))
            continue
        waiting.remove(unit)
        warnings.append(_older(text))
        found.append((unit, text, digest))
    return found, problems, warnings


def received(
    translation: Translation, texts: Iterable[tuple[Unit, Delivered, str]]
) -> tuple[EditedPage, list[Problem], int]:
    """Return the page with these texts in it; what keeps them from being put there; and how many stay.

    Those that stay are newer on the page than in the file.
    """
    edit = PageEdit(translation)
    problems: list[Problem] = []
    newer = 0
    in_order = sorted(texts, key=lambda found: -1 if found[0].place is None else found[0].place)
    for unit, text, digest in in_order:
        # A bare carriage return would begin a line as soon as the page is read again.
        given = text.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if given != unit.text and not in_one_piece(unit, given):
            problems.append(_not_one_block(text, unit))
            continue
        words = _words_in(unit, given)
        outcome = _outcome(translation, unit, words, text.base)
        if outcome == "newer":
            newer += 1
        elif outcome == "disputed":
            problems.append(_disputed(translation, unit, text, words))
        elif outcome == "taken" and _placed(translation, unit, words) is None:
            problems.append(_not_one_block(text, unit))
        elif outcome == "taken":
            edit.put(unit, words, digest, text.where)
        elif not _known_as(translation, unit, digest):
            edit.put(unit, unit.text, digest, text.where)
    page = edit.finished()
    if not page.whole and not problems:
        problems.append(_not_whole(translation))
    return page, problems, newer


def _words_in(unit: Unit, given: str) -> str:
    if unit.place is None:
        return " ".join(given.split())
    return given if unit.kind == "table" else normal_words(given)


def _outcome(translation: Translation, unit: Unit, words: str, base: str) -> str:
    """Return what becomes of words: same, taken, newer (those of the page stay), or disputed.

    Where the page has no words, what somebody wrote is taken; what nobody touched does not come back.
    """
    known = base_of(words)
    if known == unit.base or _placed(translation, unit, words) == unit.text:
        return "same"
    if not base or base == unit.base or translation.text is None:
        return "taken"
    if base == known:
        return "newer"
    return "disputed" if unit.text else "taken"


def _known_as(translation: Translation, unit: Unit, digest: str) -> bool:
    """Whether the page says already that its words are made from a source, or from today's."""
    if unit.state == "current" or unit.place is not None:
        return unit.state == "current" or unit.made_from == digest
    stamp = translation.text.text.stamp if translation.text else None
    return stamp is None or digest in stamp.metadata


def _placed(translation: Translation, unit: Unit, words: str) -> str | None:
    """Return words as they would be read from the page, or None where they would be no such block."""
    if unit.place is None:
        return words
    template = translation.source.blocks[unit.place]
    made = one_block(with_words(template, words)) if words else None
    fits = made is not None and (made.kind, made.level) == (template.kind, template.level)
    return words_of(made) if made and fits else None


def _most_alike(units: Sequence[Unit], source: str) -> Unit | None:
    def likeness(unit: Unit) -> float:
        return SequenceMatcher(None, unit.source.split(), source.split(), autojunk=False).ratio()

    best = max(units, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _ALIKE else None


def _source_touched(text: Delivered, unit: Unit) -> Problem:
    return Problem(
        text.where,
        f"the source text of {unit.context} is not what was sent out.",
        "Only the translation may be edited; export again and copy your translation over.",
    )


def _not_one_block(text: Delivered, unit: Unit) -> Problem:
    return Problem(
        text.where,
        f"this translation of a {unit.kind} would not be one {unit.kind} on the page.",
        "Write it in one piece: no line of it can begin as another kind of text does (-, 1., #, >, :)"
        " or be empty.",
    )


def _disputed(translation: Translation, unit: Unit, text: Delivered, words: str) -> Problem:
    return Problem(
        text.where,
        "this translation and the page have both changed since the file was exported:"
        f" {words!r} here, {unit.text!r} in {_place_of(translation, unit)}.",
        "Give both the same words, in the file or on the page; then import again.",
    )


def _place_of(translation: Translation, unit: Unit) -> str:
    written = translation.text
    assert written is not None
    for pair in translation.freshness.pairs:
        if unit.place is not None and pair.source == unit.place and pair.text is not None:
            return f"{written.text.path}:{written.line_of(written.blocks[pair.text])}"
    return written.text.at(unit.kind)


def _not_whole(translation: Translation) -> Problem:
    return Problem(
        translation.text.text.path if translation.text else translation.page_id,
        "a text put into this page would run into the one beside it.",
        "Set the texts of the file apart by empty lines, then import again.",
    )


def _no_longer(text: Delivered) -> Problem:
    return Problem(
        text.where,
        f"the page no longer has this text; its translation is left out ({text.context}).",
        "Nothing to do, unless it stands on another page now.",
    )


def _older(text: Delivered) -> Problem:
    return Problem(
        text.where,
        "the source of this text has changed since it was exported; it is kept, marked as older.",
        "Export again with --stale to bring it up to date.",
    )


def by_page(delivered: Iterable[Delivered]) -> Mapping[str, list[Delivered]]:
    """Return texts by the page their contexts name, empty where it names none."""
    pages: dict[str, list[Delivered]] = {}
    for text in delivered:
        page_id, _ = read_context(text.context)
        pages.setdefault(page_id, []).append(text)
    return pages
