"""The words of the theme in one edition, and where they come from when a catalog lacks them.

Knows messages, plural forms and the fallback chain; has never heard of PO files. A message that is
missing is shown in the nearest locale that has it, and says so in its markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from editions.errors import Problem
from editions.model.disguises import disguises_of
from editions.model.locales import Locale

#: A message of a catalog: its context (or None) and its text in the source locale.
Key = tuple[str | None, str]

_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
_STRAY_PERCENT = re.compile(r"%(?!\(\w+\)[a-z])")
_TAG = re.compile(r"</?[A-Za-z][^>]*>|&#?\w+;")


@dataclass(frozen=True)
class Catalog:
    """The messages of one locale. ``plural`` maps a number to the index of its form, by ``rule``."""

    code: str
    messages: Mapping[Key, tuple[str, ...]]
    plural: Callable[[int], int]
    path: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Wording:
    """A message as found: its text, and the locale that text is in."""

    text: str
    locale: Locale


@dataclass
class Interface:
    """The interface of one edition: its own catalog, then those along its fallback chain.

    The source locale needs no catalog: its words stand in the templates. ``missing`` collects what
    the edition's own catalog lacks, for the report at the end of a build.
    """

    edition: Locale
    source: Locale
    catalogs: tuple[tuple[Locale, Catalog], ...]
    missing: set[str] = field(default_factory=set)

    def wording(self, message: str, context: str | None = None) -> Wording:
        """Return the wording of a message without plural."""
        return self._find((context, message), None, message)

    def plural_wording(
        self, singular: str, plural: str, number: int, context: str | None = None
    ) -> Wording:
        """Return the wording of a message for a number, by the plural rule of its own locale."""
        return self._find((context, singular), number, singular if number == 1 else plural)

    def _find(self, key: Key, number: int | None, written: str) -> Wording:
        for locale, catalog in self.catalogs:
            forms = catalog.messages.get(key)
            if forms:
                index = catalog.plural(number) if number is not None else 0
                self._note(key, locale)
                return Wording(_safe(forms[min(index, len(forms) - 1)], key[1]), locale)
        self._note(key, self.source)
        return Wording(written, self.source)

    def _note(self, key: Key, locale: Locale) -> None:
        if locale.code != self.edition.code:
            self.missing.add(key[1])


def marked_up(wording: Wording, edition: Locale) -> str:
    """Return a wording as HTML; in another language than the edition it carries its own."""
    if wording.locale.code == edition.code:
        return wording.text
    locale = wording.locale
    return f'<span lang="{locale.tag}" dir="{locale.direction}">{wording.text}</span>'


def _safe(text: str, message: str) -> str:
    """Return a translation as HTML: markup is the template's business, never a catalog's.

    A message that contains markup itself may be answered with the same tags, which the check of
    the catalog has made sure of; any other is text and is escaped.
    """
    return text if _TAG.search(message) else escape(text, quote=False)


def catalog_problems(
    catalog: Catalog, lines: Mapping[Key, int], *, formatted: bool
) -> tuple[Problem, ...]:
    """Return translations that would break a page: other placeholders or tags than their message.

    In the words of the theme values are put in, so that ``%`` has a meaning; ``formatted`` says so.
    """
    problems = []
    for key, forms in catalog.messages.items():
        for form in forms:
            where = f"{catalog.path}:{lines.get(key, 1)}"
            problems.extend(_form_problems(where, key[1], form, len(forms)))
            if formatted and _STRAY_PERCENT.search(form.replace("%%", "")):
                problems.append(_stray_percent(where, key[1]))
    return tuple(problems)


def _form_problems(where: str, message: str, form: str, forms: int) -> list[Problem]:
    problems = list(disguises_of(form, where))
    expected, found = set(_PLACEHOLDER.findall(message)), set(_PLACEHOLDER.findall(form))
    # A plural form may leave a number out (“one page”), but none may name what is not given.
    if found - expected or (forms == 1 and found != expected):
        problems.append(
            Problem(
                where,
                f"the placeholders differ: {_named(expected)} in the message,"
                f" {_named(found)} in the translation of {message[:50]!r}.",
                "Copy each %(…)s as it stands in the message.",
            )
        )
    if _TAG.search(message) and sorted(_TAG.findall(form)) != sorted(_TAG.findall(message)):
        problems.append(
            Problem(
                where,
                f"the markup differs from that of the message {message[:50]!r}.",
                "Keep every <…> of the message as it stands, once, around the same words.",
            )
        )
    return problems


def _stray_percent(where: str, message: str) -> Problem:
    return Problem(
        where,
        f"a single % stands in the translation of {message[:50]!r}.",
        "Write %% where a percent sign is meant.",
    )


def _named(names: set[str]) -> str:
    return ", ".join(f"%({name})s" for name in sorted(names)) or "none"
