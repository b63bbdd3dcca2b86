"""Gettext files of the interface: written so that nothing changes in them but messages.

No line numbers and no dates of extraction: a template moved by a line, or a second extraction, is no
difference that a translator has to look at.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po
from jinja2.exceptions import TemplateSyntaxError

from editions.errors import Problem, SiteError
from editions.files.catalogs import read_po, translated_forms
from editions.files.paths import shown
from editions.files.writing import write_whole
from editions.model.facts import Facts

#: How messages are asked for, beside gettext's own names: in templates and in Python.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "plain_gettext": None,
    "words_of": (2,),
    "wording": None,
    "message": None,
}
#: A message that only its first argument names; the context of a wording is never written so far.
_JINJA = {
    "newstyle_gettext": "true",
    "trimmed": "true",
    "silent": "false",  # Babel's default skips a template with a mistake without a word.
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}
#: A message as Babel finds it: one text, or singular and plural.
Message = str | tuple[str, ...]

#: A value as templates write it; translators see the message, where it looks otherwise.
_VALUE = re.compile(r"\{\{ *(\w+) *\}\}")

#: Lines of a header that change by themselves, or that nobody has filled in.
_VOLATILE = re.compile(
    r'"(?:POT-Creation-Date|Generated-By|Report-Msgid-Bugs-To: EMAIL@|Last-Translator: FULL NAME'
    r"|PO-Revision-Date: YEAR|Language-Team: (?:LANGUAGE|\w+ <LL@))"
)

_HEADER = """\
# Translations template for the words of the site that are not pages.
# This file is distributed under the same licence as the project.
#"""


def extracted(theme: Path, plugin: Path, project: str) -> Catalog:
    """Return every message of the templates and of our own code; raises SiteError."""
    catalog = Catalog(project=project, charset="utf-8", header_comment=_HEADER)
    try:
        for path, message, comments, context in _found(theme, plugin):
            catalog.add(
                message, None, [(path, 0)], auto_comments=_readable(comments), context=context
            )
    except TemplateSyntaxError as error:
        problem = Problem(
            f"{shown(Path(error.filename or theme))}:{error.lineno}",
            f"the template cannot be read: {error.message}.",
            "Mend the line, then extract again.",
        )
        raise SiteError([problem]) from error
    return catalog


def fact_words(facts: Facts, project: str) -> Catalog:
    """Return every text of the facts that is words, with the places it stands at."""
    catalog = Catalog(project=project, charset="utf-8", header_comment=_HEADER)
    for place, text in facts.words():
        catalog.add(text, None, [(place.partition(" ")[0], 0)], auto_comments=[place])
    return catalog


def write_template(catalog: Catalog, path: Path) -> bool:
    """Write the template of all catalogs; return whether it changed."""
    return write_whole(path, _bytes_of(catalog))


def new_catalog(path: Path, project: str, code: str, plural: str) -> None:
    """Write an empty catalog of a locale; ``plural`` is its header ``Plural-Forms``."""
    write_whole(path, catalog_header(project, code, plural).encode())


def catalog_header(project: str, code: str, plural: str) -> str:
    """Return the header of a catalog as its first entry; ``plural`` is its ``Plural-Forms``."""
    return f"""\
msgid ""
msgstr ""
"Project-Id-Version: {project}\\n"
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def update_catalog(path: Path, template: Catalog) -> tuple[int, int]:
    """Bring a catalog up to a template; return how many messages it has and how many are open."""
    catalog = read_po(path)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    write_whole(path, _with_plural(_bytes_of(catalog), catalog.plural_forms))
    messages = [message for message in catalog if message.id]
    open_ones = [message for message in messages if not translated_forms(message)]
    return len(messages), len(open_ones)


def fill_catalog(
    path: Path, template: Catalog, written: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> None:
    """Fill a catalog with what a function makes of the forms of each message of a template."""
    catalog = read_po(path)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    for message in catalog:
        if message.id:
            forms = written((message.id,) if isinstance(message.id, str) else tuple(message.id))
            message.string = forms[0] if isinstance(message.id, str) else forms
    write_whole(path, _with_plural(_bytes_of(catalog), catalog.plural_forms))


def _with_plural(content: bytes, plural: str) -> bytes:
    """Add the header that Babel leaves out for a language it does not know."""
    if b'\n"Plural-Forms:' in content:
        return content
    line = f'"Plural-Forms: {plural}\\n"\n'.encode()
    return content.replace(b'"MIME-Version:', line + b'"MIME-Version:', 1)


def _found(theme: Path, plugin: Path) -> Iterator[tuple[str, Message, list[str], str | None]]:
    places: tuple[tuple[Path, str, dict[str, str], str], ...] = (
        (theme / "templates", "jinja2", _JINJA, "theme/templates"),
        (plugin, "python", {}, "plugins/editions"),
    )
    for folder, method, options, name in places:
        pattern = "**.html" if method == "jinja2" else "**.py"
        for filename, _, message, comments, context in extract_from_dir(
            folder,
            [(pattern, method)],
            {pattern: options},
            KEYWORDS,
            ("Translators:",),
            strip_comment_tags=True,
        ):
            yield f"{name}/{Path(filename).as_posix()}", message, comments, context


def _readable(comments: list[str]) -> list[str]:
    """Return comments as one, with values named as the message names them: ``%(date)s``."""
    joined = " ".join(" ".join(comments).split())
    return [_VALUE.sub(r"%(\1)s", joined)] if joined else []


def _bytes_of(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, sort_by_file=True, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").split("\n")
    kept = (line for line in lines if not _VOLATILE.match(line))
    return ("\n".join(kept).rstrip("\n") + "\n").encode()
