"""The code somebody may mean who writes another one, or the name of a language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import babel
from babel.localedata import locale_identifiers

from editions.model.locales import canonical_code


def near_code(spelling: str) -> str | None:
    """Return the code for another code of a language or for its name, in English or its own.

    ``deu``, ``German``, ``deutsch`` and ``germann`` give ``de``; ``de`` and what nobody knows give
    None. It takes a second or two where no code is given: all names are looked through.
    """
    code = canonical_code(spelling)
    known = _known(code) if code else None
    if code and known:
        language, *rest = code.split("_")
        return None if known == language else "_".join([known, *rest])
    names: dict[str, str] = {}
    for name, of in (*_english_names(), *_autonyms()):
        names.setdefault(name.casefold(), of)
    (near,) = difflib.get_close_matches(spelling.casefold(), names, n=1, cutoff=0.8) or [""]
    return names.get(near)


def _known(code: str) -> str | None:
    """Return the language CLDR knows under a code, whose own code may be another one."""
    try:
        return babel.Locale.parse(code).language
    except (babel.UnknownLocaleError, ValueError):
        return None


def _english_names() -> Iterator[tuple[str, str]]:
    for code, name in babel.Locale("en").languages.items():
        if _known(code) == code.partition("_")[0]:
            yield name, code


def _autonyms() -> Iterator[tuple[str, str]]:
    for code in sorted(locale_identifiers()):
        name = "" if "_" in code else babel.Locale(code).languages.get(code)
        if name:
            yield name, code
