"""Style sheets made lighter than a tool may that does not know they are all there is.

Custom properties get names of one or two letters: nobody outside of the sheets names one, as pages
carry no styles of their own and scripts set none. Deliberately knows nothing of files.
"""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from collections.abc import Iterator

_PROPERTY = re.compile(r"(?<![\w-])--[a-z][\w-]*")
#: What stands between quotes is text, whatever it looks like.
_QUOTED_OR_PROPERTY = re.compile(rf"\"[^\"]*\"|'[^']*'|(?P<property>{_PROPERTY.pattern})")


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
