"""What every host is told, whatever it is called: headers by path, languages, redirects.

One table, from which the configuration of each host is written. What a host cannot do is said where its
configuration is written, and in ``docs/deploying.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from editions.model.packs import FOLDER as PACKS

#: Two years, as browsers ask of hosts in their list of https only (hstspreload.org).
TWO_YEARS = 63_072_000
_ONE_YEAR = 31_536_000
#: What no page of ours ever asks a browser for.
_NEVER_ASKED = (
    "geolocation", "camera", "microphone", "browsing-topics", "interest-cohort", "payment", "usb",
    "serial", "bluetooth", "display-capture", "idle-detection", "publickey-credentials-get",
)  # fmt: skip
#: A name with a digest in it never stands for anything else.
FOR_EVER = f"public, max-age={_ONE_YEAR}, immutable"
#: Kept, but asked for again before it is shown.
ASK_AGAIN = "no-cache"
#: Folders whose files have a digest in their names.
DIGESTED = "theme"
#: The folder of an edition whose readers no log should tell of.
UNLOGGED = "help"
#: Files to carry away. They are saved and not shown: the policy of pages is not the one they need.
CARRIED = PACKS
#: Tags browsers send for the languages we write by their script (CLDR, likely subtags).
_ALSO_SENT: Mapping[str, tuple[str, ...]] = {
    "zh-Hans": ("zh", "zh-CN", "zh-SG"),
    "zh-Hant": ("zh-TW", "zh-HK", "zh-MO"),
}
#: Paths that mean the same in every configuration.
PLAIN_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9-]+")
_PLAIN_HOST = re.compile(r"(https?://[a-z2-7]+[.]onion)?")
_PLAIN_POLICY = re.compile(r"[A-Za-z0-9 '+/=:;.*-]*")


@dataclass(frozen=True)
class Redirect:
    """An old address with its new one, as paths of the host; ``quiet``: no log tells of who asks.

    The old one needs no quoting in any configuration; of the new one everything is quoted that could.
    """

    old: str
    new: str
    quiet: bool = False

    @property
    def of_one_name(self) -> bool:
        """Whether both are one address to a host that takes away ``.html`` and slashes."""
        return _without_suffix(self.old) == _without_suffix(self.new)


@dataclass(frozen=True)
class Hosting:
    """All that hosts are told.

    ``policy`` is the Content Security Policy as a header, ``editions`` maps the folder of each edition
    to the tag of its locale, ``prefix`` is the path of the site on its host: ``""`` or ``/site``,
    ``onion`` the address of its onion service, ``""`` where pages shall not be said to lie there.
    ``moved`` maps old addresses to new ones, as paths from the top of the site.
    Raises ValueError for a character that ends a text, or means more than itself, in the configuration
    of any host.
    """

    policy: str
    editions: Mapping[str, str]
    prefix: str = ""
    onion: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could be read as more than a text; no caller should let it come so far."""
        names = (*self.editions, *self.editions.values())
        checks = [
            (PLAIN_PATH, self.prefix),
            (_PLAIN_POLICY, self.policy),
            (_PLAIN_HOST, self.onion),
        ]
        checks += [(PLAIN_PATH, f"/{old}") for old in self.moved]
        for rule, text in (*checks, *((_PLAIN_NAME, name) for name in names)):
            if not rule.fullmatch(text):
                raise ValueError(f"not to be written into a configuration: {text!r}")

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of every answer, errors among them; but not for how long it is kept."""
        return {
            "Content-Security-Policy": self.policy,
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER_ASKED),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Strict-Transport-Security": f"max-age={TWO_YEARS}; includeSubDomains",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Each tag a browser may send with the folder that answers it, the longer ones first."""
        pairs = [(tag, slug) for slug, own in self.editions.items() for tag in _tags_of(own)]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """Each old address with its new one; a folder by its own address, too."""
        return tuple(
            Redirect(
                f"{self.prefix}/{asked}", f"{self.prefix}/{quote(new)}", quiet=_is_unlogged(new)
            )
            for old, new in self.moved.items()
            for asked in _asked_for(old)
        )


def _asked_for(path: str) -> Iterator[str]:
    """Yield the paths by which readers ask for a file: that of the index of a folder is two."""
    yield path
    if path.endswith("/index.html"):
        yield path.removesuffix("index.html")


def _is_unlogged(path: str) -> bool:
    return path.split("/")[1] == UNLOGGED


def _without_suffix(path: str) -> str:
    return path.rstrip("/").removesuffix(".html").removesuffix("/index")


def _tags_of(tag: str) -> Iterable[str]:
    return (tag, *_ALSO_SENT.get(tag, ()))
