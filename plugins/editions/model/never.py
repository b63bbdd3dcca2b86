"""What never stands on this site, as far as a machine can see it: the list of reader.md, 2.7.

Most of that list only people can judge. Nothing here names a site, a program or a word of those who do
harm: what is looked for are forms (addresses that hide who answers, digests of files, long numbers)
and the site's own record of whom it links to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from editions.errors import Problem
from editions.model.facts import Facts
from editions.model.phrases import AGE, Phrases
from editions.model.plain_text import Link, line_at
from editions.model.tokens import is_year

_LONG_ROW = re.compile(r"[\dA-Fa-f]{9}")
#: MD5, SHA-1, SHA-256, SHA-384 and SHA-512 as people copy them, letters and digits mixed.
_DIGEST = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9A-Fa-f]*[0-9])(?=[0-9A-Fa-f]*[A-Fa-f])"
    r"(?:[0-9A-Fa-f]{128}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?![0-9A-Za-z])"
)
_HIDDEN_SERVICE = re.compile(r"(?<![\w.-])[\w.-]{1,200}\.onion\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<![\w.])\d{9,}(?!\w)")
_GROUPED = re.compile(r"(?<![\w.,])\+?\d{2,4}(?:[ \u00a0\u202f./-]\d{2,4}){2,}(?![\w.,]?\d)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60})+")
_INVITATION = re.compile(
    r"/(?:invites?|joinchat|joingroup)(?:[/?]|$)|/\+[\w-]{8,}|[?&]invite=", re.IGNORECASE
)
_NUMBERED_HOST = re.compile(r"[\d.]+|\[.*\]|0x.*")
#: A name in a script with capitals, and an age: “Anna, 14,” or “Anna (14)”.
_NAME_AND_AGE = re.compile(
    r"(?<!\w)[^\W\d_a-zß-öø-ÿа-яё]\w+(?:,[^\S\n]+(\d{1,2}),|[^\S\n]+\((\d{1,2})\))"
)
ADULT = 18


def never_problems(
    text: str, raw: str, links: Iterable[Link], path: str, first_line: int
) -> Iterator[Problem]:
    """Yield what a machine is sure of.

    ``raw`` is the body of a page, ``text`` the same without code, ``links`` those of the text.
    """
    for found in _HIDDEN_SERVICE.finditer(raw) if ".onion" in raw.lower() else ():
        yield Problem(
            _at(raw, found.start(), path, first_line),
            "this is the address of a hidden service.",
            "Remove it: nobody can know what stands there tomorrow.",
        )
    # Nearly every page ends here: looking closely takes ten times as long.
    words = _without_targets(raw) if _LONG_ROW.search(raw) else ""
    for found in _DIGEST.finditer(words):
        yield Problem(
            _at(words, found.start(), path, first_line),
            f"this looks like the digest of a file: {found[0][:12]}….",
            "Remove it: with a digest a file can be looked for.",
        )
    for found in _LONG_NUMBER.finditer(words):
        yield Problem(
            _at(words, found.start(), path, first_line),
            f"the number {found[0]} could be that of a person, an account or a case.",
            "Remove it; telephone numbers of services stand in content/data/services.yaml.",
        )
    for link in links:
        wrong = _wrong_address(link.target)
        if wrong:
            yield Problem(_at(text, link.start, path, first_line), *wrong)


def help_page_problems(
    raw: str, links: Iterable[Link], text: str, path: str, first_line: int
) -> Iterator[Problem]:
    """Yield what pages about help do not offer: a mail leaves traces, and nobody here can answer it."""
    places = {m.start() for m in _EMAIL.finditer(_without_targets(raw))} if "@" in raw else set()
    places |= {link.start for link in links if link.target.startswith("mailto:")}
    for line in sorted({line_at(text, place) for place in places}):
        yield Problem(
            f"{path}:{first_line + line}",
            "a page about help gives an e-mail address.",
            "Lead to a service that can answer: a mail leaves traces, and nobody can receive it here.",
        )


def never_warnings(
    raw: str, links: Iterable[Link], text: str, known: frozenset[str], path: str, first_line: int
) -> Iterator[Problem]:
    """Yield what somebody should look at; ``known`` are the hosts the data name."""
    words = _without_targets(raw)
    for found in _GROUPED.finditer(words):
        groups = re.findall(r"\d+", found[0])
        if sum(map(len, groups)) > 8 and not all(map(is_year, groups)):
            yield Problem(
                _at(words, found.start(), path, first_line),
                f"{found[0].strip()} looks like a telephone number or the number of a case.",
                "Numbers of services stand in content/data/services.yaml; others have no place here.",
            )
    for found in _EMAIL.finditer(words) if "@" in words else ():
        yield Problem(
            _at(words, found.start(), path, first_line),
            f"{found[0]} is an e-mail address.",
            "Make sure that it is an office's and no person's.",
        )
    for link in links:
        host = _host(link.target)
        if host and known and host not in known:
            yield Problem(
                _at(text, link.start, path, first_line),
                f"no entry of the data names {host}, so nobody has noted who is behind it.",
                "Link to a source, a service or a member of content/data/, or add it there.",
            )


def age_warnings(sentence: str, phrases: Phrases, where: str) -> Iterator[Problem]:
    """Yield an age below 18 beside a name, which together may tell who a child is."""
    pairs = [m[1] or m[2] for m in _NAME_AND_AGE.finditer(sentence)]
    pairs += [age for phrase in phrases.ages for age in _ages(phrase, sentence)]
    young = next((age for age in pairs if 0 < int(age) < ADULT), None)
    if young is not None:
        yield Problem(
            where,
            f"the sentence says that somebody is {int(young)} years old.",
            "Make sure that nobody can tell who it is, by name, place, date or school.",
        )


def hosts_of(facts: Facts) -> frozenset[str]:
    """Return the hosts of every address that an entry of the data gives."""
    found = set()
    for fact in facts.all:
        for key in ("url", "website", "read_at"):
            host = _host(str(getattr(fact, key, "")))
            if host:
                found.add(host)
    return frozenset(found)


def _ages(phrase: str, sentence: str) -> list[str]:
    before, _, behind = phrase.partition(AGE)
    pattern = rf"{re.escape(before)}(?<!\d)(\d{{1,2}})(?!\d){re.escape(behind)}"
    return re.findall(pattern, sentence, re.IGNORECASE)


def _wrong_address(target: str) -> tuple[str, str] | None:
    if "://" not in target:
        return None
    if _INVITATION.search(target):
        return (
            f"{target} invites into a group or a chat.",
            "Lead to a service that says who answers; a machine cannot tell what is said in a group.",
        )
    host = _place(target)
    if "@" in host or ":" in host or _NUMBERED_HOST.fullmatch(host):
        return (
            f"{target} does not say in plain words whose site it is.",
            "Write an address with a name, without a user, a port or a number in its place.",
        )
    return None


def _host(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return ""
    return _place(address).lower().removeprefix("www.")


def _place(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # brackets without a number between them
        return "[]"


def _without_targets(raw: str) -> str:
    """Return a text of the same length without addresses: digits and letters mean nothing there."""
    return re.sub(
        r"\]\([^)\s]{0,2000}|https?://[^\s)>\]]{0,2000}|^ {0,3}\[[^\]\n]{1,200}\]:.{0,2000}",
        _spaces,
        raw,
        flags=re.M,
    )


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _at(text: str, place: int, path: str, first_line: int) -> str:
    return f"{path}:{first_line + line_at(text, place)}"
