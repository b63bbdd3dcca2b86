"""Locales as objects: one value for every spelling of a language.

Knows what Babel knows (autonym, direction, script) and what the settings add. Deliberately does not
know which locales have content; that is the inventory's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import babel
from babel.core import get_global

from editions.errors import Problem, SiteError

_PARTS = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as the site writes it.

    ``code`` is for folders and Babel (``pt_BR``), ``tag`` for HTML (``pt-BR``, BCP 47), ``slug`` for
    addresses (``pt-br``). ``script`` is an ISO 15924 code. ``cldr`` names the Babel locale that
    formats dates and numbers, None where Babel knows none. ``fallback`` holds the codes to try next,
    nearest first, without the source locale. ``plural`` is the rule of its catalogs where the settings
    give one, in gettext's form.
    """

    code: str
    tag: str
    slug: str
    autonym: str
    direction: str
    script: str
    cldr: str | None
    fallback: tuple[str, ...] = ()
    plural: str = ""


def canonical_code(spelling: str) -> str | None:
    """Return the one code of a spelling (``pt-br`` → ``pt_BR``), or None if it is none at all.

    Case follows BCP 47, 2.1.1: language lower, script title, region upper.
    """
    if not _PARTS.fullmatch(spelling):
        return None
    language, *rest = re.split(r"[-_]", spelling)
    return "_".join([language.lower(), *(_canonical_subtag(part) for part in rest)])


def _canonical_subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    if len(part) == 2 or (len(part) == 3 and part.isdigit()):
        return part.upper()
    return part.lower()


def locale_named(spelling: str, added: Mapping[str, Mapping[str, Any]]) -> Locale | None:
    """Return the locale of a spelling, or None when neither Babel nor the settings know it.

    ``added`` is the setting ``LOCALES``: code → autonym, direction, script, cldr, fallback. What it says
    goes before what Babel says.
    """
    code = canonical_code(spelling)
    if code is None:
        return None
    known = _from_babel(code)
    extra = {canonical_code(key): value for key, value in added.items()}.get(code)
    if extra is None:
        return known
    return _with_settings(code, known, extra)


def _from_babel(code: str) -> Locale | None:
    try:
        cldr = babel.Locale.parse(code)
    except (babel.UnknownLocaleError, ValueError):
        return None
    autonym = cldr.get_display_name() or code
    return Locale(
        code=code,
        tag=code.replace("_", "-"),
        slug=code.replace("_", "-").lower(),
        # In running text CLDR writes some autonyms small; in a menu they begin a line.
        autonym=autonym[0].upper() + autonym[1:],
        direction="rtl" if cldr.character_order == "right-to-left" else "ltr",
        script=cldr.script or _likely_script(code),
        cldr=str(cldr),
        fallback=_parents(code),
    )


def _with_settings(code: str, known: Locale | None, extra: Mapping[str, Any]) -> Locale:
    if known is None:
        missing = [key for key in ("autonym", "direction", "script") if not extra.get(key)]
        if missing:
            raise SiteError([_incomplete(code, missing)])
        known = Locale(
            code=code,
            tag=code.replace("_", "-"),
            slug=code.replace("_", "-").lower(),
            autonym="",
            direction="ltr",
            script="Latn",
            cldr=None,
            fallback=_parents(code),
        )
    direction = str(extra.get("direction", known.direction))
    if direction not in ("ltr", "rtl"):
        raise SiteError([_incomplete(code, ["direction"])])
    return replace(
        known,
        autonym=str(extra.get("autonym", known.autonym)),
        direction=direction,
        script=str(extra.get("script", known.script)),
        cldr=str(extra["cldr"]) if "cldr" in extra else known.cldr,
        fallback=_codes(extra["fallback"]) if "fallback" in extra else known.fallback,
        plural=str(extra.get("plural", known.plural)),
    )


def _codes(spellings: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in map(canonical_code, spellings) if code)


def _incomplete(code: str, missing: list[str]) -> Problem:
    return Problem(
        where=f"LOCALES[{code!r}] in the settings",
        what=f"a locale that Babel does not know needs {', '.join(missing)}.",
        remedy="Give it, for instance: {'autonym': 'Tai', 'direction': 'ltr', 'script': 'Thai'}.",
    )


def _likely_script(code: str) -> str:
    likely = get_global("likely_subtags")
    parts = code.split("_")
    written = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    if written:
        return written
    for length in range(len(parts), 0, -1):
        found = likely.get("_".join(parts[:length]))
        if found:
            return str(found.split("_")[1])
    return "Latn"


def with_territory(code: str) -> str:
    """Return a code with a territory, the likeliest where it names none: ``fr`` → ``fr_FR``.

    Open Graph asks for this form (``og:locale``).
    """
    parts = code.split("_")
    if any(len(part) == 2 and part.isupper() for part in parts[1:]):
        return code
    likely = get_global("likely_subtags").get(code) or get_global("likely_subtags").get(parts[0])
    return f"{parts[0]}_{likely.split('_')[-1]}" if likely else code


def _parents(code: str) -> tuple[str, ...]:
    """Return the codes CLDR would look at next (UTS 35, locale inheritance), without the root."""
    exceptions = get_global("parent_exceptions")
    parents: list[str] = []
    while True:
        parent = exceptions.get(code) or code.rpartition("_")[0]
        # Somebody who reads traditional characters is not served with simplified ones.
        if parent in ("", "root") or _likely_script(parent) != _likely_script(code):
            return tuple(parents)
        parents.append(parent)
        code = parent
