"""Where lines may break in scripts that have no spaces between words, for programs that do not know.

Khmer, Lao and Burmese are broken between syllables as they are spelled. Readers accept that less gladly
than breaks between words, which only a dictionary finds; without any break a line runs off the page.
"""

from __future__ import annotations

import re

#: Before what a line may break, inside of a row of letters of the script.
_STARTS = {
    # A consonant or vowel of its own, unless it is written below the one before.
    "Khmr": re.compile(r"(?<=[\u1780-\u17d1\u17d3\u17dd])(?=[\u1780-\u17b3])"),
    # A consonant that neither closes the syllable before it (asat) nor is stacked on another one.
    "Mymr": re.compile(
        r"(?<=[\u1000-\u1038\u103a-\u103e])(?=[\u1000-\u102a\u103f](?![\u1039\u103a]))"
    ),
    # A vowel that is written before its consonant, or a consonant that bears a vowel or a tone.
    "Laoo": re.compile(
        r"(?<=[\u0e81-\u0ebd\u0ec8-\u0ecd])"
        r"(?=[\u0ec0-\u0ec4]|[\u0e81-\u0eae][\u0eb0-\u0ebd\u0ec8-\u0ecd])"
    ),
}
_TAG = re.compile(r"(<[^>]*>)")


def with_breaks(html: str, script: str) -> str:
    """Return HTML with ``<wbr>`` where a line may break; unchanged in other scripts."""
    starts = _STARTS.get(script)
    if starts is None:
        return html
    parts = _TAG.split(html)
    return "".join(part if part.startswith("<") else starts.sub("<wbr>", part) for part in parts)
