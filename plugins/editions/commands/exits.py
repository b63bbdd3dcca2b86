"""A visit to every address the exit leads to: there, at once, and light. To be run once a week."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from editions.commands.console import report, say
from editions.errors import Problem, SiteError
from editions.hooks.settings import read_site

#: In bytes. A reader who leaves on a slow network waits for this page (EXIT-7 in docs/requirements.md).
LIGHT = 100_000
#: In seconds, for each address.
PATIENCE = 20


def visit_exits(*, settings: str = "") -> int:
    """Open each address of EXIT_ADDRESSES, say what came of it; return the exit status.

    The addresses have to be there, to lead nowhere else, and to weigh little.
    """
    try:
        exits = read_site(settings or "pelicanconf.py").exits
    except SiteError as error:
        return report(error.problems)
    addresses = sorted(set(exits.values()))
    with ThreadPoolExecutor(max_workers=4) as visitors:
        found = dict(zip(addresses, visitors.map(weight_or_fault, addresses), strict=True))
    for code, address in sorted(exits.items()):
        said = found[address]
        say(f"{code:8} {said if isinstance(said, str) else f'{said / 1000:.0f} kB'}  {address}")
    return report(problems_of(exits, found))


def weight_or_fault(address: str) -> int | str:
    """Return how many bytes an address sends, or what is wrong with it."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            # One byte more than allowed is enough to know.
            return len(answer.read(LIGHT + 1))
    except urllib.error.HTTPError as error:
        moved = error.headers.get("Location", "")
        return f"leads on to {moved}" if moved else f"answers {error.code}"
    except (OSError, http.client.HTTPException) as error:
        return f"cannot be reached: {getattr(error, 'reason', error)}"


def problems_of(exits: Mapping[str, str], found: Mapping[str, int | str]) -> Iterator[Problem]:
    """Yield what is wrong with addresses, each with the locales it is set for."""
    for address, said in found.items():
        where = ", ".join(f"'{code}'" for code in sorted(exits) if exits[code] == address)
        if isinstance(said, str):
            what = f"{address} {said}."
        elif said > LIGHT:
            what = f"{address} sends more than {LIGHT // 1000} kB."
        else:
            continue
        yield Problem(
            f"EXIT_ADDRESSES in the settings, {where}",
            what,
            "Choose an address that answers at once, leads nowhere else and weighs little.",
        )


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Takes an answer that leads elsewhere for what it is: a step more on a slow network."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""
