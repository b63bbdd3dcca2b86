"""Words that come back from translators, put into a page: only what has changed is touched.

What came back is untrusted: a text goes where its context says and nowhere else, and has to be one block
of the kind it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editions.errors import Problem
from editions.model.blocks import Piece
from editions.model.page_edit import EditedPage, PageEdit, one_block
from editions.model.translations import Translation
from editions.model.units import Unit, in_one_piece, normal_words, read_context, with_words

#: From here on two texts are taken for versions of one another.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Delivered:
    """A text that came back. ``where`` names its place in the file, ``source`` what it was made from."""

    where: str
    context: str
    source: str
    text: str


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
) -> tuple[EditedPage, list[Problem]]:
    """Return the page with these texts in it, and what keeps them from being put there."""
    edit = PageEdit(translation)
    problems: list[Problem] = []
    in_order = sorted(texts, key=lambda found: -1 if found[0].place is None else found[0].place)
    for unit, text, digest in in_order:
        # A bare carriage return would begin a line as soon as the page is read again.
        given = text.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        words = given if unit.kind == "table" else normal_words(given)
        if given != unit.text and not in_one_piece(unit, given):
            problems.append(_not_one_block(text, unit))
        elif unit.place is None:
            value = " ".join(words.split())
            if _differs(translation, unit.kind, value, digest):
                edit.put_field(unit.kind, value, digest, text.where)
        elif words != unit.text or unit.made_from != digest:
            if words != unit.text and not _fits(translation.source.blocks[unit.place], words):
                problems.append(_not_one_block(text, unit))
            edit.put(unit.place, words, digest, text.where)
    page = edit.finished()
    if not page.whole and not problems:
        problems.append(_not_whole(translation))
    return page, problems


def _differs(translation: Translation, key: str, value: str, digest: str) -> bool:
    written = translation.text
    if written is None or written.metadata.get(key, "") != value:
        return True
    stamp = written.text.stamp
    return stamp is not None and digest not in stamp.metadata


def _fits(template: Piece, words: str) -> bool:
    made = one_block(with_words(template, words)) if words else None
    return made is not None and (made.kind, made.level) == (template.kind, template.level)


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
