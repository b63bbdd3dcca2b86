"""Catalogs of the interface: PO files in, values out, through Babel.

No compiled file is written: reading a catalog of some hundred messages takes milliseconds.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message

from editions.errors import Problem, SiteError
from editions.files.content import read_text
from editions.files.paths import shown
from editions.model.interface import Catalog, Key, catalog_problems
from editions.model.locales import canonical_code

#: What a line of a PO file can be. Babel reads on where a quotation mark is missing or too many, and
#: loses text.
_LINE = re.compile(
    r"\s*(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*\"(?:[^\"\\]|\\.)*\"\s*)?"
)

#: With what the first entry of a catalog begins, its header too.
_FIRST = re.compile(r"\s*(?:msgctxt|msgid|domain)\s")
#: Where more lines are damaged, the rest is counted.
_TOLD = 5

#: Where the catalog of a locale lies: the words of the theme, and the words of facts.
CATALOG = Path("LC_MESSAGES") / "messages.po"
FACT_CATALOG = Path("LC_MESSAGES") / "facts.po"


def catalog_paths(folder: Path, name: Path = CATALOG) -> dict[str, Path]:
    """Return the catalogs below a translations folder by the code of their locale."""
    found = {}
    for path in sorted(folder.glob(f"*/{name.as_posix()}")):
        code = canonical_code(path.parent.parent.name)
        if code:
            found[code] = path
    return found


def template_path(folder: Path, name: Path = CATALOG) -> Path:
    """Return where the template of the catalogs below a translations folder lies."""
    return folder / name.with_suffix(".pot").name


def read_catalogs(
    folder: Path, name: Path = CATALOG, codes: Container[str] | None = None
) -> tuple[dict[str, Catalog], dict[str, tuple[Problem, ...]]]:
    """Return the catalogs below a translations folder, or those of some locales, and what is wrong.

    Both are by locale; a catalog with anything wrong is not among those returned.
    """
    catalogs: dict[str, Catalog] = {}
    damaged: dict[str, tuple[Problem, ...]] = {}
    for code, path in catalog_paths(folder, name).items():
        if codes is None or code in codes:
            try:
                catalogs[code] = read_catalog(path, code)
            except SiteError as error:
                damaged[code] = error.problems
    return catalogs, damaged


def read_catalog(path: Path, code: str) -> Catalog:
    """Return the catalog of a PO file, without fuzzy and empty messages.

    Raises SiteError with everything that would break a page.
    """
    return _catalog_of(path, code, read_text(path), shown(path))


@lru_cache(maxsize=64)  # a server of a preview, and tests, read the same ones for each build
def _catalog_of(path: Path, code: str, text: str, told: str) -> Catalog:
    parsed = _parsed(path, text)
    try:
        plural = gettext.c2py(parsed.plural_expr)
    except ValueError as error:
        raise SiteError([_bad_plural(path, error)]) from error
    messages: dict[Key, tuple[str, ...]] = {}
    lines: dict[Key, int] = {}
    for message in parsed:
        forms = translated_forms(message)
        if message.id and forms:
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            messages[key], lines[key] = forms, message.lineno or 1
    catalog = Catalog(code, messages, plural, told, parsed.plural_expr)
    problems = catalog_problems(catalog, lines, formatted=path.name == CATALOG.name)
    if problems:
        raise SiteError(problems)
    return catalog


def translated_forms(message: Message) -> tuple[str, ...]:
    """Return the forms of a translation; nothing where it is fuzzy or one of them is empty."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return forms if all(forms) and not message.fuzzy else ()


def message_ids(path: Path) -> list[str]:
    """Return the messages of a catalog or of its template as they are to be translated."""
    return [text for _, texts in _messages_of(path, read_text(path)) for text in texts]


def message_keys(path: Path) -> frozenset[Key]:
    """Return the keys of the messages of a catalog or of its template."""
    return frozenset((context, texts[0]) for context, texts in _messages_of(path, read_text(path)))


@lru_cache(maxsize=8)  # a build asks for both, the ids and the keys of the template
def _messages_of(path: Path, text: str) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Return the messages of a catalog, as they are to be translated: context and forms of each."""
    return tuple(
        (m.context, tuple(map(str, m.id if isinstance(m.id, tuple | list) else (m.id,))))
        for m in _parsed(path, text)
        if m.id
    )


def read_po(path: Path) -> BabelCatalog:
    """Return a PO file as Babel's catalog; raises SiteError where it is none."""
    return _parsed(path, read_text(path))


def _parsed(path: Path, text: str) -> BabelCatalog:
    lines = list(enumerate(text.split("\n"), start=1))
    for number, line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            if not _FIRST.match(line):
                raise SiteError([_no_catalog(path, number)])
            break
    damaged = [number for number, line in lines if not _LINE.fullmatch(line)]
    if damaged:
        problems = [_not_a_line(path, number) for number in damaged[:_TOLD]]
        raise SiteError([*problems, *_more_lines(path, damaged[_TOLD:])])
    try:
        return pofile.read_po(io.StringIO(text), abort_invalid=True)
    except pofile.PoFileError as error:
        raise SiteError([_not_a_catalog(path, error.lineno, str(error))]) from error
    except (ValueError, AssertionError, IndexError) as error:
        raise SiteError([_not_a_catalog(path, 1, str(error))]) from error


def _not_a_line(path: Path, number: int) -> Problem:
    return Problem(
        f"{shown(path)}:{number}",
        "this is not a line of a gettext catalog.",
        'Write text as "…", with \\" for a quotation mark in it.',
    )


def _more_lines(path: Path, damaged: Sequence[int]) -> Iterator[Problem]:
    if damaged:
        more = f", nor are {len(damaged) - 1} more" if damaged[1:] else ""
        yield Problem(
            f"{shown(path)}:{damaged[0]}",
            f"this is no line of a gettext catalog either{more}.",
            "Open the file in Poedit; if that cannot read it, ask for it again.",
        )


def _no_catalog(path: Path, line: int) -> Problem:
    return Problem(
        f"{shown(path)}:{line}",
        "this is no PO file: its first line that is no comment does not begin with msgid.",
        "See that this is the file you mean.",
    )


def _not_a_catalog(path: Path, line: int, reason: str) -> Problem:
    return Problem(
        f"{shown(path)}:{line}",
        f"this is not a gettext catalog: {reason.rstrip('.')}.",
        "Mend the line, or open the file in Poedit and save it again.",
    )


def _bad_plural(path: Path, error: ValueError) -> Problem:
    return Problem(
        shown(path),
        f"the header Plural-Forms cannot be read: {error}.",
        "Copy the header of the language from the GNU gettext manual, “Plural forms”.",
    )
