"""An author's word that a change of a source changes no meaning: its translations stay current."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editions.commands.console import FINE, complain, counted, report, say
from editions.commands.opening import open_site
from editions.commands.translate_diff import words_changed
from editions.errors import Problem, SiteError
from editions.files.history import older_texts
from editions.files.writing import write_whole
from editions.model.acceptance import accepted_stamp, objections
from editions.model.blocks import digest_of_text
from editions.model.frontmatter import with_fields
from editions.model.locales import Locale
from editions.model.translations import Translation


@dataclass
class _Change:
    """A part of a source that differs from what some translations were made from."""

    where: str
    text: str
    digest: str
    #: Digests of what the translations were made from, and in which locales.
    made_from: dict[str, list[str]] = field(default_factory=dict)
    key: str = ""


def accept_change(
    page: str, *, minor: bool = False, lines: Sequence[str] = (), settings: str = ""
) -> int:
    """Show the changes of a source, and with ``minor`` stamp its translations as made from today's.

    ``lines`` are lines of the source file; without any, all changes are meant. Nothing is written
    where one of them cannot be minor; return the exit status.
    """
    try:
        site = open_site(settings)
        page_id = site.page_called(page)
        translations = [
            one
            for locale in site.locales
            if (one := site.translation(page_id, locale)).text and one.freshness.pairs
        ]
        source = site.entries[page_id].source
        changes = _chosen(_changes(translations), lines, source.path)
    except SiteError as error:
        return report(error.problems)
    if not changes:
        say(f"{page_id}: {_nothing_to_accept(translations)}")
        return FINE
    digests = frozenset(digest for change in changes for digest in change.made_from)
    before = older_texts(Path(source.path), digests)
    locale = site.inventory.by_code[source.locale]
    problems = [p for change in changes for p in _problems(change, before, locale)]
    for change in changes:
        _tell(change, before)
    if problems:
        return report(problems)
    if not minor:
        complain("Nothing is written. If this means what it meant before, say so with --minor.")
        return FINE
    same = {digest: change.digest for change in changes for digest in change.made_from}
    for translation in translations:
        _accept(translation, same)
    return FINE


def _nothing_to_accept(translations: Sequence[Translation]) -> str:
    """Return why no change can be accepted: there is none, or only what has no partner."""
    new: set[int | str] = set()
    gone: set[str] = set()
    for one in translations:
        stamp = one.text.text.stamp if one.text else None
        new |= {key for key, state in one.freshness.metadata if state == "new"}
        for pair in one.freshness.pairs:
            if pair.source is not None and pair.state == "new":
                new.add(pair.source)
            elif pair.text is not None and pair.state == "gone" and stamp:
                gone.add(stamp.blocks[pair.text])
    if not new and not gone:
        return "no translation was made from other words than today's."
    parts = [f"{counted(len(new), 'part')} {'is' if len(new) == 1 else 'are'} new"] if new else []
    if gone:
        number = str(len(gone)) if new else counted(len(gone), "part")
        parts.append(f"{number} {'is' if len(gone) == 1 else 'are'} gone")
    return (
        f"{', '.join(parts)}, and nothing else differs: have it translated;"
        " ./inv translate.status shows where."
    )


def _changes(translations: Sequence[Translation]) -> list[_Change]:
    """Return the changed parts of a page in its order, from what its translations were made from."""
    found: dict[str, _Change] = {}
    for translation in translations:
        for change, digest in _changes_for(translation):
            kept = found.setdefault(change.where, change)
            kept.made_from.setdefault(digest, []).append(translation.locale.code)
    return sorted(found.values(), key=lambda change: int(change.where.rpartition(":")[2]))


def _changes_for(translation: Translation) -> Iterator[tuple[_Change, str]]:
    source, written = translation.source, translation.text
    assert written is not None
    stamp = written.text.stamp
    assert stamp is not None
    today = dict(source.text.prints.metadata)
    for key, state in translation.freshness.metadata:
        # Which of the digests was that of this key is known once its older text is found.
        for digest in stamp.metadata if state == "changed" else ():
            if digest not in today.values():
                change = _Change(source.text.at(key), source.metadata[key], today[key], key=key)
                yield change, digest
    for pair in translation.freshness.pairs:
        if pair.state == "changed" and pair.source is not None and pair.text is not None:
            block = source.blocks[pair.source]
            where = f"{source.text.path}:{source.line_of(block)}"
            digest = source.text.prints.blocks[pair.source].digest
            yield _Change(where, block.text, digest), stamp.blocks[pair.text]


def _chosen(changes: list[_Change], lines: Sequence[str], path: str) -> list[_Change]:
    """Return the changes at given lines of the source; raises SiteError where a line has none."""
    by_line = {change.where.rpartition(":")[2]: change for change in changes}
    unknown = [line for line in lines if line not in by_line]
    if unknown:
        known = ", ".join(by_line) or "none"
        raise SiteError(
            Problem(f"{path}:{line}", "no changed part begins on this line.", f"There is {known}.")
            for line in unknown
        )
    return [by_line[line] for line in sorted(set(lines), key=int)] if lines else changes


def _problems(change: _Change, before: dict[str, str], locale: Locale) -> Iterator[Problem]:
    change.made_from = {
        digest: codes
        for digest, codes in change.made_from.items()
        if not change.key or _is_of(change.key, digest, before)
    }
    if not change.made_from or any(digest not in before for digest in change.made_from):
        yield Problem(
            change.where,
            "its older words are not found, so nobody can see what has changed.",
            "Work in a clone with the whole history (git fetch --unshallow), or have it translated.",
        )
    for digest in change.made_from:
        for objection in (
            objections(before[digest], change.text, locale) if digest in before else ()
        ):
            yield Problem(
                change.where,
                f"this is no minor change: {objection}.",
                "Have it translated; ./inv translate.status shows where. To accept other changes of"
                " the page, name their lines with --line.",
            )


def _is_of(key: str, digest: str, before: dict[str, str]) -> bool:
    return digest in before and digest_of_text(key, before[digest]) == digest


def _tell(change: _Change, before: dict[str, str]) -> None:
    for digest, codes in change.made_from.items():
        told = words_changed(before[digest], change.text) if digest in before else change.text
        say(f"{change.where}: changed since {', '.join(codes)} was made")
        say(f"  {' '.join(told.split())}")


def _accept(translation: Translation, same: dict[str, str]) -> None:
    written = translation.text
    assert written is not None
    stamp = accepted_stamp(translation, same)
    # The day of the stamp stays: nobody has looked at the translation.
    text = with_fields(written.raw, {"Source": str(stamp)})
    if write_whole(Path(written.text.path), text.encode()):
        assert written.text.stamp is not None
        parts = zip(
            (*written.text.stamp.metadata, *written.text.stamp.blocks),
            (*stamp.metadata, *stamp.blocks),
            strict=True,
        )
        number = sum(old != new for old, new in parts)
        say(f"{written.text.path}: {counted(number, 'part')} accepted")
