"""The function CloudFront runs before it looks for a file.

It is ECMAScript 5.1, all of which CloudFront's runtime has (Developer Guide, JavaScript runtime 2.0).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from editions.model.hosts.table import ASK_AGAIN, Hosting

#: CloudFront takes no longer function, in bytes (Developer Guide, Quotas on CloudFront Functions).
LONGEST = 10_240
#: Stands for the folder of every edition.
_ANY = "*"


def function_of(hosting: Hosting) -> str:
    """Return the function; old addresses it has no room for are left to the pages that lie there."""
    kept: dict[str, str] = {}
    length = len(_code(hosting, kept))
    for old, new in _shortened(hosting.moved, frozenset(hosting.editions)):
        length += len(_line(old, new))
        if length > LONGEST:
            break
        kept[old] = new
    return _code(hosting, kept)


def _shortened(moved: Mapping[str, str], editions: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield old and new paths; what is so in all editions once, with a sign for their folders."""
    places: dict[tuple[str, str], set[str]] = {}
    for old, new in moved.items():
        edition, _, rest = old.partition("/")
        new_edition, _, new_rest = new.partition("/")
        own = edition in editions and edition == new_edition
        pair = (f"{_ANY}/{rest}", f"{_ANY}/{quote(new_rest)}") if own else (old, quote(new))
        places.setdefault(pair, set()).add(edition)
    for (old, new), found in places.items():
        if not old.startswith(_ANY) or found == editions:
            yield old, new
        else:
            yield from ((old.replace(_ANY, e), new.replace(_ANY, e)) for e in sorted(found))


def _line(old: str, new: str) -> str:
    return f"  {json.dumps(old)}: {json.dumps(new)},\n"


def _code(hosting: Hosting, moved: Mapping[str, str]) -> str:
    headers = {name.lower(): {"value": value} for name, value in hosting.headers.items()}
    answers = {**headers, "cache-control": {"value": ASK_AGAIN}}
    return f"""\
var top = {json.dumps(f"{hosting.prefix}/")};
var editions = {json.dumps(list(hosting.editions))};
// What a browser may ask for, longer ones first, with the edition.
var languages = {json.dumps([[tag.lower(), slug] for tag, slug in hosting.languages])};
// {_ANY} is any edition.
var moved = {{
{"".join(_line(old, new) for old, new in moved.items())}}};
var headers = {json.dumps(answers)};

function lead(status, description, path) {{
  var told = {{ location: {{ value: path }} }};
  for (var name in headers) {{ told[name] = headers[name]; }}
  if (status === 302) {{ told.vary = {{ value: "Accept-Language" }}; }}
  return {{ statusCode: status, statusDescription: description, headers: told }};
}}

function edition_for(accepted) {{
  var first = accepted.toLowerCase().split(/[,;]/)[0].trim();
  for (var i = 0; i < languages.length; i++) {{
    if ((first + "-").indexOf(languages[i][0] + "-") === 0) {{ return languages[i][1]; }}
  }}
  return "";
}}

function new_path(old) {{
  var slash = old.indexOf("/");
  var edition = old.slice(0, Math.max(slash, 0));
  if (editions.indexOf(edition) < 0) {{ return ""; }}
  return (moved[old] || moved["{_ANY}" + old.slice(slash)] || "").replace("{_ANY}", edition);
}}

function handler(event) {{
  var request = event.request;
  var path = request.uri;
  if (path === top) {{
    var accepted = request.headers["accept-language"];
    var edition = accepted ? edition_for(accepted.value) : "";
    if (edition) {{ return lead(302, "Found", top + edition + "/index.html"); }}
  }}
  // A folder without its slash; never one with two, which a browser would take for a host.
  if (/^(\\/[a-z0-9-]+)+$/.test(path)) {{ return lead(301, "Moved Permanently", path + "/"); }}
  if (path.charAt(path.length - 1) === "/") {{ path += "index.html"; }}
  if (path.indexOf(top) === 0) {{
    var found = new_path(path.slice(top.length));
    if (found) {{ return lead(301, "Moved Permanently", top + found); }}
  }}
  request.uri = path;
  return request;
}}
"""
