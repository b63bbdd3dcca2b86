"""What a value of ``content/data/`` must look like: each reader returns it, or refuses it in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

from editions.model.countries import COUNTRIES, INTERNATIONAL
from editions.model.facts import KINDS
from editions.model.locales import canonical_code

_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_YEARS = re.compile(r"\d{4}([-–]\d{4})?")


class Refused(ValueError):
    """A value that is not what its key needs; the text says what would be."""


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or raw != raw.strip():
        raise Refused("text; put it in quotes where YAML takes it for something else")
    return raw


def _number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Refused("a number, without spaces, commas or a sign for per cent")
    return raw


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise Refused("a whole number")
    return raw


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise Refused("true or false")
    return raw


def _day(raw: Any) -> datetime.date:
    try:
        return raw if type(raw) is datetime.date else datetime.date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise Refused("a day, as 2026-11-23") from None


def _when(raw: Any) -> str:
    value = str(raw)
    if not _WHEN.fullmatch(value) or not _is_date(f"{value}-01-01"[:10]):
        raise Refused("a year, a month or a day, as 1996, 1996-08 or 1996-08-27")
    return value


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _years(raw: Any) -> str:
    value = str(raw)
    if not _YEARS.fullmatch(value):
        raise Refused("a year or two, as 2022 or 2019-2022")
    return value


def _address(raw: Any) -> str:
    parts = urlsplit(raw) if isinstance(raw, str) else urlsplit("")
    if parts.scheme not in ("http", "https") or "." not in parts.netloc or " " in raw:
        raise Refused("a whole address, as https://example.org/page")
    return str(raw)


def _country(raw: Any) -> str:
    if raw not in COUNTRIES and raw != INTERNATIONAL:
        raise Refused("a code of ISO 3166-1 in two capitals, in quotes for 'NO', or INT")
    return str(raw)


def _tag(raw: Any) -> str:
    code = canonical_code(raw) if isinstance(raw, str) else None
    if code is None:
        raise Refused("a language tag (BCP 47), as fr or pt-BR")
    return code.replace("_", "-")


def _tags(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise Refused("a list of language tags, as [fr, en]")
    return tuple(_tag(item) for item in raw)


def _text_by_tag(raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, dict) or not raw:
        raise Refused("texts by language, as {en: …, fr: …}")
    return {_tag(tag): _text(text) for tag, text in raw.items()}


def _texts_by_tag(raw: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(raw, dict) or not all(isinstance(v, list) for v in raw.values()):
        raise Refused("lists by language, as {en: [first, second]}")
    return {_tag(tag): tuple(_text(item) for item in items) for tag, items in raw.items()}


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if raw not in allowed:
            raise Refused(f"one of {', '.join(allowed)}")
        return str(raw)

    return read


SERVICE_KINDS: Sequence[str] = (
    "emergency", "child_helpline", "hotline_csam_report", "missing_children", "trafficking",
    "violence", "prevention", "police", "other",
)  # fmt: skip
REGIONS: Sequence[str] = ("africa", "americas", "asia_pacific", "europe", "mena")

_BY_KEY: Mapping[str, Callable[[Any], Any]] = {
    "read_on": _day, "read_at": _text, "title": _text, "publisher": _text, "year": _whole,
    "url": _address, "languages": _tags, "value": _number, "counts": _text, "scope": _text,
    "source": _text, "limits": _text, "approximate": _flag, "where": _text, "historic": _flag,
    "series": _text, "series_label": _text, "point": _text, "country": _country, "name": _text,
    "name_lang": _tag, "names": _text_by_tag, "phone": _text, "short": _flag, "unlisted": _flag,
    "website": _address, "hours": _text, "always": _flag, "says": _text, "what": _text,
    "since": _whole, "date": _when, "term": _text_by_tag, "avoid": _texts_by_tag, "why": _text,
    "recalled": _tags, "replaces": _text, "body": _text, "adopted": _when, "in_force": _when,
    "asks": _text, "not_in_force": _flag, "treaty": _flag,
    "form": _one_of("number", "percent", "money_usd"), "cost": _one_of("free", "local"),
    "region": _one_of(*REGIONS), "kind": _one_of(*SERVICE_KINDS),
    "area": _one_of("prostitution", "trafficking", "online", "travel"),
}  # fmt: skip
_BY_KIND: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("figures", "year"): _years,
    ("instruments", "title"): _text_by_tag,
    ("instruments", "short"): _text,
    ("figures", "point"): lambda raw: _text(str(raw)),
}
#: By kind and key: returns the value, or raises Refused.
READERS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    (kind, f.name): _BY_KIND.get((kind, f.name)) or _BY_KEY[f.name]
    for kind, cls in KINDS.items()
    for f in fields(cls)
    if f.name != "id"
}
