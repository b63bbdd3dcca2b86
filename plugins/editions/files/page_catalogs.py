"""Words of pages as gettext PO files: out for any editor that knows PO, and in again.

An exchange, not a store: what counts is the Markdown of the pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import normalize, write_po

from editions.errors import Problem, SiteError
from editions.files.catalogs import read_po
from editions.files.content import read_text
from editions.files.messages import catalog_header
from editions.files.paths import shown
from editions.model.encodings import LOST, damage_of
from editions.model.incoming import Delivered
from editions.model.locales import canonical_code

_CONTEXT = re.compile(r'^msgctxt "(.*)"$', re.MULTILINE)
_ENTRY = re.compile(r"^msgid ", re.MULTILINE)
#: Programs keep a field they do not know, while they let people change the language with one click.
_LOCALE = re.compile(r'^"X-Editions-Locale:[ \t]*(?P<code>[\w-]+)', re.MULTILINE)
#: The last comment of an entry, which programs keep, says what its translation was.
_BASE = re.compile(r"Exported as ([0-9a-f]{8})")
_LANGUAGE = re.compile(r'^"Language:', re.MULTILINE)
_COMMENT = "# Texts of pages. Only the translations are read back; a fuzzy one is left out.\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a page on its way to a translator; ``place`` is its file and line, ``notes`` help.

    ``base`` is the digest by which its translation is known when it comes back.
    """

    context: str
    source: str
    text: str
    place: str
    notes: tuple[str, ...] = ()
    fuzzy: bool = False
    previous: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class PageCatalog:
    """What came back: its language, the texts that count, and how many are left out, and as what."""

    language: str
    texts: tuple[Delivered, ...]
    left_out: int
    left_as: str = "open or fuzzy"


def page_catalog(entries: Iterable[Entry], *, project: str, code: str, plural: str) -> bytes:
    """Return entries in their order as a PO file."""
    header = f'{_COMMENT}{catalog_header(project, code, plural)}"X-Editions-Locale: {code}\\n"\n'
    return "\n".join((header, *map(_written, entries))).encode()


def _written(entry: Entry) -> str:
    """Return an entry as it stands in a PO file."""
    catalog = Catalog(charset="utf-8")
    message = catalog.add(
        entry.source,
        entry.text,
        [(entry.place, None)],  # type: ignore[list-item]  # Babel leaves the line out then
        flags={"fuzzy"} if entry.fuzzy else set(),
        auto_comments=(*entry.notes, f"Exported as {entry.base}") if entry.base else entry.notes,
        context=entry.context,
    )
    # Babel takes “50 % of” for a placeholder of Python.
    message.flags -= {"python-format", "python-brace-format"}
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=True)
    written = buffer.getvalue().decode().rstrip("\n") + "\n"
    # Babel wraps a former source as if it were prose, in the middle of its quoted lines.
    comments, context, rest = written.partition("\nmsgctxt ")
    return f"{comments}\n{_former(entry.previous)}{context.lstrip()}{rest}"


def _former(source: str) -> str:
    """Return a former source as gettext writes it: each line of its ``msgid`` behind ``#|``."""
    lines = f"msgid {normalize(source)}".split("\n") if source else []
    return "".join(f"#| {line}\n" for line in lines)


def read_page_catalog(path: Path) -> PageCatalog:
    """Return what is translated in a PO file of pages; raises SiteError with all that is damaged."""
    catalog = read_po(path)
    name, raw = shown(path), read_text(path)
    problems = list(_repeated(raw, name, len([m for m in catalog if m.id])))
    texts: list[Delivered] = []
    left_out = 0
    for message in catalog:
        if not message.id:
            continue
        where = f"{name}:{message.lineno or 1}"
        if not isinstance(message.id, str) or not isinstance(message.string, str):
            problems.append(_plural(where))
        elif not message.context:
            problems.append(_no_context(where))
        elif not message.string.strip() or message.fuzzy:
            left_out += 1
        else:
            problems.extend(damages(where, message.string))
            base = _base_in(message.auto_comments)
            texts.append(Delivered(where, message.context, message.id, message.string, base))
    language = str(catalog.locale_identifier or "")
    if not language:
        problems.append(_no_language(name))
    else:
        problems.extend(_other_language(raw, name, language))
    if problems:
        raise SiteError(problems)
    return PageCatalog(language, tuple(texts), left_out)


def _base_in(comments: Iterable[str]) -> str:
    found = [match[1] for comment in comments if (match := _BASE.fullmatch(comment))]
    return found[-1] if found else ""


def _repeated(raw: str, name: str, read: int) -> Iterator[Problem]:
    """Yield texts that are given twice: only one of the two would be read."""
    seen: set[str] = set()
    again = False
    for found in _CONTEXT.finditer(raw):
        if found[1] in seen:
            again = True
            line = raw.count("\n", 0, found.start()) + 1
            yield Problem(
                f"{name}:{line}",
                f"{found[1]} is given a second time.",
                "Keep the better of the two translations and remove the other entry.",
            )
        seen.add(found[1])
    if not again and len(_ENTRY.findall(raw)) - 1 > read:
        yield Problem(
            name, "a text is given twice.", "Run msguniq over the file, or export it again."
        )


def _other_language(raw: str, name: str, language: str) -> Iterator[Problem]:
    """Yield that a file says it is in another language than it was written for, where it tells both."""
    header = raw.partition("\nmsgctxt ")[0]
    given = _LOCALE.search(header)
    if given is None or canonical_code(given["code"]) == canonical_code(language):
        return
    found = _LANGUAGE.search(header)
    line = header.count("\n", 0, found.start() if found else 0) + 1
    yield Problem(
        f"{name}:{line}",
        f"the header says that this is {language}, but the file was exported for {given['code']}.",
        f'Write "Language: {given["code"]}\\n" again; for {language} export a file of its own:'
        f" ./inv translate.export {language}",
    )


def damages(where: str, text: str) -> Iterator[Problem]:
    """Yield what a wrong encoding has done to a text."""
    damage = damage_of(text)
    if damage and damage[0] == LOST:
        yield Problem(
            where,
            "letters of this translation were lost: it has the sign for an unknown character.",
            "Type them again, and save the file as UTF-8.",
        )
    elif damage:
        yield Problem(
            where,
            f"this translation was saved with a wrong encoding: {text[:40]!r}.",
            "Open your own copy as UTF-8, or mend the text, and save it as UTF-8.",
        )


def _plural(where: str) -> Problem:
    return Problem(
        where,
        "an entry with plural forms is no text of a page.",
        "Import a file that ./inv translate.export has written.",
    )


def _no_context(where: str) -> Problem:
    return Problem(
        where,
        "the entry has no msgctxt that says which page it belongs to.",
        "Catalogs of the interface stay in translations/; pages come from ./inv translate.export.",
    )


def _no_language(name: str) -> Problem:
    return Problem(
        name,
        "the header does not say which language this is.",
        'Write a line "Language: sw\\n" into the header, with the code of the language.',
    )
