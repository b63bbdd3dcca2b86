"""Work packs: one page that holds words to translate, for a browser without a network, and back again.

What it holds stands as JSON in the page itself::

    {"format": 1, "site": …, "source": LANGUAGE, "target": LANGUAGE, "terms": […], "pages": [
        {"page": "issues/travel", "title": …, "critical": false, "units": [
            {"context": "issues/travel#8d21e6f0", "kind": …, "state": …, "source": …, "previous": …,
             "text": …, "base": "5f0c11aa", "done": false}]}]}

The base is the digest of the text as it was sent out; older packs have none. The page marks texts that
somebody has worked on as ``edited``, for itself.
Its policy allows this script and this style by their digests and nothing else, so that words from
outside cannot become code, and nothing can leave the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from editions.errors import Problem, SiteError
from editions.files.content import read_text
from editions.files.page_catalogs import PageCatalog, damages
from editions.files.paths import shown
from editions.model.content_policy import digest_of
from editions.model.incoming import Delivered

FORMAT = 1
_FOLDER = Path(__file__).parents[1] / "workpack"
_WORK = re.compile(r'<script type="application/json" id="work">(?P<json>.*?)</script>', re.DOTALL)
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
#: A pack of all pages of a large site stays below; what is larger is none.
_LARGEST = 20_000_000


def work_pack(work: Mapping[str, object]) -> str:
    """Return the page of a work pack."""
    style = (_FOLDER / "pack.css").read_text("utf-8")
    script = "".join((_FOLDER / name).read_text("utf-8") for name in ("tripwire.js", "pack.js"))
    target = work["target"]
    assert isinstance(target, Mapping)
    values = {
        "title": html.escape(f"{work['site']}: {target['autonym']}"),
        "csp": f"default-src 'none'; style-src '{digest_of(style)}'; script-src '{digest_of(script)}';"
        " base-uri 'none'; form-action 'none'",
        "style": style,
        "script": script,
        "work": json.dumps(work, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),
    }
    page = (_FOLDER / "page.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: values[slot[1]], page)


def read_work_pack(path: Path) -> PageCatalog:
    """Return what is done in a work pack; raises SiteError with all that is damaged."""
    name = shown(path)
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise SiteError([_none(name, "it is far too large")])
    found = _WORK.search(read_text(path))
    if found is None:
        raise SiteError([_none(name, "it holds no work")])
    try:
        work = json.loads(found["json"])
        language = work["target"]["code"]
        if work["format"] != FORMAT or not isinstance(language, str):
            raise ValueError("it is of another version")
        units = list(_units(work, name))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SiteError([_none(name, f"its data are damaged ({error})")]) from error
    problems = [problem for where, unit in units for problem in damages(where, unit["text"])]
    if problems:
        raise SiteError(problems)
    done = tuple(
        Delivered(where, unit["context"], unit["source"], unit["text"], unit.get("base", ""))
        for where, unit in units
        if unit["done"] and unit["text"].strip()
    )
    return PageCatalog(language, done, len(units) - len(done), "not done")


def _units(work: Mapping[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for page in work["pages"]:
        for number, unit in enumerate(page["units"], start=1):
            own = (unit["context"], unit["source"], unit["text"], unit.get("base", ""))
            texts = (*own, page["title"])
            if not all(isinstance(text, str) for text in texts):
                raise TypeError(f"text {number} of a page is none")
            yield f"{name}, “{page['title'][:60]}”, text {number}", unit


def _none(name: str, why: str) -> Problem:
    return Problem(
        name,
        f"this is no work pack: {why}.",
        "Ask for the copy that “Save a copy” has put into the downloads.",
    )
