"""Style sheets made lighter than a tool may that does not know they are all there is.

Nobody outside of the sheets names a custom property, as pages carry no styles of their own and scripts
set none: one that never changes is written out where it is used, the others get names of one or two
letters. What belongs to a layer is put into one block of it: between layers their order decides, so
nothing else can change. Deliberately knows nothing of files.
"""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from collections.abc import Iterator

_PROPERTY = re.compile(r"(?<![\w-])--[a-z][\w-]*")
_LAYER = re.compile(r"@layer ([\w-]+)\{")
_QUOTED_OR_BRACE = re.compile(r"\"[^\"]*\"|'[^']*'|[{}]")
#: What stands between quotes is text, whatever it looks like.
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_QUOTED_OR_PROPERTY = re.compile(rf"{_QUOTED}|(?P<property>{_PROPERTY.pattern})")
#: A rule for the whole document and under no condition: the first of the sheet, or of a layer.
_FOR_ALL = re.compile(rf"(?:^|@layer [\w-]+\{{):root\{{(?P<body>(?:{_QUOTED}|[^{{}}\"'])*)\}}")
_DECLARATION = re.compile(
    rf"(?P<name>{_PROPERTY.pattern}):(?P<value>(?:{_QUOTED}|[^;{{}}\"'])*)(?:;|(?=\}}|$))"
)
_QUOTED_OR_PART = re.compile(
    rf"{_QUOTED}|;?{_DECLARATION.pattern}|var\((?P<used>{_PROPERTY.pattern})\)"
)


def by_layers(sheet: str) -> str:
    """Return a sheet without comments with one block for each layer, in the order they came up.

    What stands in no layer stays in its order, before them: it wins over all layers wherever it stands.
    """
    outside, blocks, at = "", dict[str, str](), 0
    while found := _LAYER.search(sheet, at):
        end = _end_of_block(sheet, found.end())
        outside += sheet[at : found.start()]
        blocks[found[1]] = blocks.get(found[1], "") + sheet[found.end() : end]
        at = end + 1
    layers = "".join(f"@layer {name}{{{rules}}}" for name, rules in blocks.items())
    return outside + sheet[at:] + layers


def _end_of_block(sheet: str, start: int) -> int:
    """Return where the brace stands that closes the block begun before a place."""
    depth = 1
    for found in _QUOTED_OR_BRACE.finditer(sheet, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    raise ValueError("a block of a style sheet is never closed")


def with_constants(sheet: str) -> str:
    """Return a sheet without comments in which a property that never changes is its value.

    It never does where it is declared once, for the whole document and under no condition, its value
    names no other property, and nobody has something else ready in its place.
    """
    mentions = Counter(found["property"] for found in _QUOTED_OR_PROPERTY.finditer(sheet))
    uses = Counter(found["used"] for found in _QUOTED_OR_PART.finditer(sheet))
    values = {
        one["name"]: one["value"]
        for rule in _FOR_ALL.finditer(sheet)
        for one in _DECLARATION.finditer(rule["body"])
        if mentions[one["name"]] == uses[one["name"]] + 1 and "var(" not in one["value"]
    }

    def written(part: re.Match[str]) -> str:
        if part["name"] in values:
            return ";" if part[0].startswith(";") and part[0].endswith(";") else ""
        return values.get(part["used"], part[0]) if part["used"] else part[0]

    return _QUOTED_OR_PART.sub(written, sheet)


def with_short_names(sheet: str) -> str:
    """Return a sheet without comments with short names for its custom properties.

    The most frequent ones get the shortest; the same sheet gets the same names each time.
    """
    found = Counter(
        name for match in _QUOTED_OR_PROPERTY.finditer(sheet) if (name := match["property"])
    )
    ordered = sorted(found, key=lambda name: (-found[name], name))
    short = dict(zip(ordered, _names(), strict=False))
    return _QUOTED_OR_PROPERTY.sub(
        lambda match: short[match["property"]] if match["property"] else match[0], sheet
    )


def _names() -> Iterator[str]:
    for length in itertools.count(1):
        for letters in itertools.product(string.ascii_letters, repeat=length):
            yield "--" + "".join(letters)
