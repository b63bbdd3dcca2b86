"""Configurations for web servers and hosts, written from one table for the site as it is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from editions.commands.build import build
from editions.commands.console import CALLED_WRONGLY, FINE, complain, report, say
from editions.commands.publish import SETTINGS
from editions.errors import Problem, SiteError
from editions.files.paths import shown
from editions.files.policies import policies_below
from editions.files.writing import write_whole
from editions.hooks.settings import read_site
from editions.model.content_policy import policy_of_hosts
from editions.model.hosts import WRITERS
from editions.model.hosts.table import CARRIED, PLAIN_PATH, Hosting
from editions.model.onion import onion_host

#: Where the files go, unless --output says otherwise.
FOLDER = "dist/hosts"


def write_hosts(names: Sequence[str] = (), *, settings: str = "", output: str = "") -> int:
    """Build the site and write what hosts are told of it, for some or all; return the exit status."""
    unknown = [name for name in names if name not in WRITERS]
    for name in unknown:
        complain(f"--host {name}: nothing is written for this host.")
        complain(f"  There are {', '.join(WRITERS)}; others are described in docs/deploying.md.")
    if unknown:
        return CALLED_WRONGLY
    try:
        site = read_site(settings or SETTINGS)
        prefix = _prefix_of(site.url)
        outcome = build(site, quiet=True)
        if outcome.status != FINE:
            return outcome.status
        policy = policy_of_hosts(policies_below(site.output, without=CARRIED))
        onion = onion_host(site.onion, site.url)
        editions = dict(sorted(outcome.editions.items()))
        hosting = Hosting(policy, editions, prefix, onion, outcome.redirects)
        _write(hosting, names or list(WRITERS), Path(output or FOLDER))
        return FINE
    except SiteError as error:
        return report(error.problems)


def _write(hosting: Hosting, names: Sequence[str], folder: Path) -> None:
    for host in names:
        for name, text in WRITERS[host](hosting).items():
            path = folder / host / name
            write_whole(path, text.encode())
            say(shown(path))


def _prefix_of(url: str) -> str:
    """Return the path of the site on its host; raises SiteError where no host would read it well."""
    prefix = urlsplit(url).path.rstrip("/")
    if PLAIN_PATH.fullmatch(prefix):
        return prefix
    raise SiteError(
        [
            Problem(
                "SITEURL",
                f"configurations cannot be written for the path {prefix!r}.",
                "Publish below a path of letters, digits, hyphens and dots.",
            )
        ]
    )
