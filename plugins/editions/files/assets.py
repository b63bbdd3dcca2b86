"""The files a theme gives to its pages: two style sheets, scripts, icons.

Style sheets are joined below the line that orders their layers: all of them into ``whole.css``, and all
but those in ``css/seldom/`` into ``site.css``. A page asks for the one or the other. Scripts in ``js/``
are joined into ``site.js``, those of a folder in it into a script of that name, for pages that ask for
it. All are shrunk, and carry a digest in their name so that a host may keep them for ever. What is in
``js/first/`` becomes no file: it stands in every page, to run before anything is shown. What is in
``js/worker/`` becomes the service worker, which has one name for ever and lies above all it answers for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

from editions.files.content import read_text
from editions.files.writing import files_below
from editions.model.style_sheets import by_layers, with_constants, with_short_names

#: The file whose one line orders the layers; it has to come first, all others may come in any order.
LAYERS = "layers.css"
#: Holds the styles of what stands on few pages.
SELDOM = "seldom/"


@dataclass(frozen=True)
class Assets:
    """Theme files as written: ``names`` maps ``site.css`` to ``theme/site.1f2e3d4c.css``.

    ``first`` is the script that stands in every page, ``worker`` the service worker; both may be empty.
    """

    names: Mapping[str, str]
    contents: Mapping[str, bytes]
    first: str = ""
    worker: bytes = b""


def gather_assets(theme: Path) -> Assets:
    """Return the assets of a theme folder."""
    static = theme / "static"
    joined = {name: text.encode() for name, text in _sheets(static / "css").items()}
    scripts = {name: rjsmin.jsmin(text) for name, text in _bundles(static / "js").items()}
    first = scripts.pop("first.js", "").strip()
    worker = scripts.pop("worker.js", "").encode()
    joined |= {name: text.encode() for name, text in scripts.items()}
    for name in sorted(files_below(static / "icons")):
        joined[f"icons/{name}"] = (static / "icons" / name).read_bytes()
    names = {name: _with_digest(name, content) for name, content in joined.items() if content}
    return Assets(names, {names[name]: joined[name] for name in names}, first, worker)


def _sheets(folder: Path) -> dict[str, str]:
    """Return the style sheet of most pages, and the one with what few pages need."""
    names = sorted(name for name in files_below(folder) if name.endswith(".css"))
    names.sort(key=lambda name: name != LAYERS)
    often = [name for name in names if not name.startswith(SELDOM)]

    def text_of(name: str) -> str:
        return read_text(folder / name)

    def shrunk(joined: list[str]) -> str:
        sheet = by_layers(rcssmin.cssmin("\n".join(map(text_of, joined))))
        return with_short_names(with_constants(sheet))

    return {sheet: shrunk(joined) for sheet, joined in (("site.css", often), ("whole.css", names))}


def _bundles(folder: Path) -> dict[str, str]:
    """Return the scripts by the name of what they are joined to, each in the order of its names."""
    bundles: dict[str, list[str]] = {"site.js": []}
    for name in sorted(name for name in files_below(folder) if name.endswith(".js")):
        inner, slash, _ = name.partition("/")
        bundles.setdefault(f"{inner}.js" if slash else "site.js", []).append(name)
    return {
        bundle: "\n".join(read_text(folder / name) for name in names)
        for bundle, names in bundles.items()
    }


def _with_digest(name: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:8]
    stem, dot, suffix = name.rpartition(".")
    return f"theme/{stem}.{digest}{dot}{suffix}"
