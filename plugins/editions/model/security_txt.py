"""``.well-known/security.txt``: whom to tell of a weakness of the site (RFC 9116).

There is none unless the settings name a contact: none is ever made up.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from editions.errors import Problem

PLACE = ".well-known/security.txt"
#: Passing such material on is an offence in many countries, also for someone who means well; its
#: address is enough to act on. A comment, because the RFC has no field for it (RFC 9116, 2.1).
NO_MATERIAL = "# Never send suspected abuse material here: tell only the address of the page."
#: How many days ahead it should expire, at least and at most (RFC 9116, 2.5.5: within a year).
SOON, LATE = 30, 365
_CONTACT = re.compile(r"(mailto:[^\s@]+@[^\s@]+\.[^\s@]+|https://[^\s/]+\.[^\s]+|tel:\+[0-9-]+)")
_TAGS = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*(, ?[A-Za-z]{2,3}(-[A-Za-z0-9]+)*)*")


def security_text(settings: Mapping[str, Any], site_url: str) -> str:
    """Return the file the settings ask for; empty where they name no contact."""
    contacts = _contacts(settings)
    if not contacts:
        return ""
    lines = [NO_MATERIAL, *(f"Contact: {contact}" for contact in contacts)]
    lines.append(f"Expires: {_expiry(settings).isoformat()}T00:00:00Z")
    for setting, field in (("POLICY", "Policy"), ("LANGUAGES", "Preferred-Languages")):
        if settings.get(f"SECURITY_{setting}"):
            lines.append(f"{field}: {settings[f'SECURITY_{setting}']}")
    # Programs look for it at the top of a host; below, it is a copy for whoever puts it there.
    if site_url and not urlsplit(site_url).path:
        lines.append(f"Canonical: {site_url}/{PLACE}")
    return "".join(f"{line}\n" for line in lines)


def security_problems(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the settings, whatever day it is."""
    contacts = _contacts(settings)
    for contact in contacts:
        if not _CONTACT.fullmatch(contact):
            what = f"this is no address to write to: {contact!r}."
            remedy = (
                "Write for instance 'mailto:security@example.org' or 'https://example.org/report'."
            )
            yield Problem("SECURITY_CONTACT in the settings", what, remedy)
    try:
        _expiry(settings)
    except ValueError:
        if contacts:
            what = "this does not say on which day the contact has to be looked at again."
            yield Problem("SECURITY_EXPIRES in the settings", what, "Write a day, as '2027-06-30'.")
    policy, languages = (str(settings.get(f"SECURITY_{n}") or "") for n in ("POLICY", "LANGUAGES"))
    if policy and not re.fullmatch(r"https://\S+", policy):
        what = f"this is no address of a page: {policy!r}."
        yield Problem("SECURITY_POLICY in the settings", what, "It begins with https://.")
    if languages and not _TAGS.fullmatch(languages):
        what = f"these are no tags of languages: {languages!r}."
        yield Problem("SECURITY_LANGUAGES in the settings", what, "Write for instance 'en, fr'.")


def expired(settings: Mapping[str, Any], today: datetime.date) -> Iterator[Problem]:
    """Yield the problem of a file that counts as old today."""
    if _contacts(settings) and _expiry(settings) <= today:
        yield Problem(
            "SECURITY_EXPIRES in the settings",
            f"security.txt expired on {_expiry(settings)}.",
            "See that the contact still answers, then write a day within a year.",
        )


def expiry_warning(settings: Mapping[str, Any], today: datetime.date) -> str:
    """Return what to say of a file that expires soon, or too late to be believed; else nothing."""
    if not _contacts(settings):
        return ""
    days = (_expiry(settings) - today).days
    if 0 < days < SOON:
        return f"security.txt expires in {days} days: see that its contact answers, then renew it."
    if days > LATE:
        return (
            f"security.txt expires in {days} days: write a day within a year into SECURITY_EXPIRES."
        )
    return ""


def _contacts(settings: Mapping[str, Any]) -> list[str]:
    named = settings.get("SECURITY_CONTACT") or []
    return [named] if isinstance(named, str) else [str(contact) for contact in named]


def _expiry(settings: Mapping[str, Any]) -> datetime.date:
    return datetime.date.fromisoformat(str(settings.get("SECURITY_EXPIRES") or ""))
