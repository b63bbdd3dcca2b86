"""Setting pages for paper: an HTML document becomes a PDF file that can be read aloud.

WeasyPrint does the work. It is given what it may read and nothing else: no address is ever fetched.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from editions.errors import Problem, SiteError
from editions.files.content import read_text
from editions.packs.fonts import fonts_for, missing_fonts, missing_letters, stack_of
from editions.packs.volume import Volume

#: Where the files given to a document seem to lie; nothing is there (RFC 2606).
_INSIDE = "https://inside.invalid/"
_NO_GLYPH = re.compile(r"\.notdef glyph rendered.*\(U\+([0-9A-F]+)\)", re.DOTALL)
#: Stands for the number of a page in words; no text has it.
NUMBER = "\ue000"
#: What would end a string of CSS, or begin something else in it.
_UNQUOTABLE = re.compile(r'["\\\n\r\f]')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Sheet:
    """What is set: HTML, the style sheet of its form, pictures by name, an identifier that stays.

    ``foot`` are the words at the foot of each page, ``NUMBER`` in the place of its number.
    """

    html: str
    style: str
    pictures: Mapping[str, bytes]
    identifier: bytes
    foot: str = ""


def set_pages(volume: Volume, sheet: Sheet, target: Path) -> None:
    """Write a document as a tagged PDF (ISO 14289-1).

    Raises SiteError where the machine lacks a library or a font, or a picture says nothing in words.
    """
    name = target.name
    fonts = fonts_for(_TAG.sub("", sheet.html), volume.locale.script)
    problems = missing_fonts(fonts, name)
    if problems:
        raise SiteError(problems)
    own = read_text(volume.site.theme / "packs" / sheet.style)
    stack = stack_of(fonts, volume.locale.script)
    style = f":root {{ --fonts: {stack} }}\n{own}\n{_foot_rule(sheet.foot)}"
    told = _Told()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(told)
    # Hundreds of thousands of boxes live until the end; looking for dead ones takes a fifth of the time.
    gc.disable()
    try:
        _set(sheet, style, target)
    finally:
        gc.enable()
        logger.removeHandler(told)
    problems = missing_letters(sorted(told.letters), name) + [
        Problem(name, said, "Mend the template or the style sheet of this form.")
        for said in told.rest
    ]
    if problems:
        raise SiteError(problems)


def _foot_rule(words: str) -> str:
    """Return the rule that writes words at the foot of pages and counts these."""
    strings = (f'"{_UNQUOTABLE.sub(" ", part).strip(chr(10))}"' for part in words.split(NUMBER))
    content = " counter(page) ".join(strings)
    return f"@page {{ @bottom-center {{ content: {content} }} }}" if words else ""


def _set(sheet: Sheet, style: str, target: Path) -> None:
    weasyprint = library()
    fetcher = _fetcher(sheet.pictures)
    page = weasyprint.HTML(string=sheet.html, base_url=_INSIDE, url_fetcher=fetcher)
    page.write_pdf(
        target,
        stylesheets=[weasyprint.CSS(string=style, base_url=_INSIDE, url_fetcher=fetcher)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=sheet.identifier,
    )


def library() -> ModuleType:
    """Return WeasyPrint; raises SiteError where the machine lacks what it stands on."""
    try:
        return import_module("weasyprint")
    except OSError as reason:
        raise SiteError(
            [
                Problem(
                    "WeasyPrint",
                    f"needs libraries that are not on this machine: {str(reason).splitlines()[0]}",
                    "Debian as root: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
                    "libharfbuzz-subset0",
                )
            ]
        ) from reason


def _fetcher(pictures: Mapping[str, bytes]) -> object:
    urls = import_module("weasyprint.urls")

    class Inside(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Gives what was handed over, and refuses to fetch anything from anywhere."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> object:
            name = url.removeprefix(_INSIDE)
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if name == url or name not in pictures:
                raise ValueError(f"{url} was not given to this document")
            return urls.URLFetcherResponse(url, pictures[name])

    return Inside(allowed_protocols=["data"])


class _Told(logging.Handler):
    """What WeasyPrint says while it works: letters without a glyph, and everything else."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: set[int] = set()
        self.rest: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if found := _NO_GLYPH.search(said):
            self.letters.add(int(found[1], 16))
        else:
            self.rest[said] = None
