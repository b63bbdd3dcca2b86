"""Style sheets made lighter than a tool may that does not know they are all there is.

Custom properties get names of one or two letters: nobody outside of the sheets names one, as pages
carry no styles of their own and scripts set none. What belongs to a layer is put into one block of it:
between layers their order decides, so nothing else can change. Deliberately knows nothing of files.
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
_QUOTED_OR_PROPERTY = re.compile(rf"\"[^\"]*\"|'[^']*'|(?P<property>{_PROPERTY.pattern})")


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
