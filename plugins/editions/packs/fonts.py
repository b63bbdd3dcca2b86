"""The fonts printed forms are set in: which a text needs, and whether the machine has them.

A text that needs a font which is not there is not set at all: a reader would find boxes in place of
words. All are of the family Noto, under the SIL Open Font License, and part of Debian.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from editions.errors import Problem


@dataclass(frozen=True, slots=True)
class Font:
    """A family and the Debian package that holds it."""

    family: str
    package: str = "fonts-noto-core"


_CJK = {
    script: Font(f"Noto Sans CJK {letters}", "fonts-noto-cjk")
    for script, letters in (("Hans", "SC"), ("Hant", "TC"), ("Jpan", "JP"), ("Kore", "KR"))
}
#: By the first word of a letter's name in Unicode, which is that of its script.
_BY_SCRIPT = {
    "LATIN": Font("Noto Sans"),
    "GREEK": Font("Noto Sans"),
    "CYRILLIC": Font("Noto Sans"),
    "ARABIC": Font("Noto Naskh Arabic"),
    "HEBREW": Font("Noto Sans Hebrew"),
    "THAI": Font("Noto Sans Thai"),
    "LAO": Font("Noto Sans Lao"),
    "KHMER": Font("Noto Sans Khmer"),
    "MYANMAR": Font("Noto Sans Myanmar"),
    "DEVANAGARI": Font("Noto Sans Devanagari"),
    "BENGALI": Font("Noto Sans Bengali"),
    "GURMUKHI": Font("Noto Sans Gurmukhi"),
    "GUJARATI": Font("Noto Sans Gujarati"),
    "ORIYA": Font("Noto Sans Oriya"),
    "TAMIL": Font("Noto Sans Tamil"),
    "TELUGU": Font("Noto Sans Telugu"),
    "KANNADA": Font("Noto Sans Kannada"),
    "MALAYALAM": Font("Noto Sans Malayalam"),
    "SINHALA": Font("Noto Sans Sinhala"),
    "ARMENIAN": Font("Noto Sans Armenian"),
    "GEORGIAN": Font("Noto Sans Georgian"),
    "ETHIOPIC": Font("Noto Sans Ethiopic"),
    "HIRAGANA": _CJK["Jpan"],
    "KATAKANA": _CJK["Jpan"],
    "HANGUL": _CJK["Kore"],
}


def fonts_for(text: str, script: str) -> tuple[Font, ...]:
    """Return the fonts a text needs, that of its letters without any other first.

    ``script`` is that of the edition: it decides between the Chinese and the Japanese form of a letter.
    """
    names = {unicodedata.name(c, "").partition(" ")[0].partition("-")[0] for c in set(text)}
    fonts = {_BY_SCRIPT[name]: None for name in _BY_SCRIPT if name in names}
    if "CJK" in names:
        fonts[_CJK.get(script, _CJK["Hans"])] = None
    return tuple({_BY_SCRIPT["LATIN"]: None, **fonts})


def stack_of(fonts: Iterable[Font], script: str) -> str:
    """Return fonts as CSS lists them; Latin letters and digits within Chinese are those of that font."""
    families = [font.family for font in fonts]
    own = _CJK.get(script)
    if own and own.family in families:
        families.sort(key=lambda family: family != own.family)
    return ", ".join(f'"{family}"' for family in families)


def missing_fonts(fonts: Iterable[Font], where: str) -> list[Problem]:
    """Return a problem for each font the machine does not have."""
    return [
        Problem(
            where,
            f"needs the font {font.family}, which is not on this machine.",
            f"Debian as root: apt-get install {font.package}",
        )
        for font in fonts
        if not _is_there(font.family)
    ]


def missing_letters(codepoints: Iterable[int], where: str) -> list[Problem]:
    """Return a problem for the letters no font of the machine has; none where there are none."""
    letters = [f"U+{point:04X} ({unicodedata.name(chr(point), '?')})" for point in codepoints]
    if not letters:
        return []
    return [
        Problem(
            where,
            f"has letters that no font of this machine can show: {', '.join(letters[:5])}.",
            "Install a font that has them, for example Debian's fonts-noto-core, fonts-noto-cjk or "
            "fonts-noto-extra.",
        )
    ]


def _is_there(family: str) -> bool:
    """Ask fontconfig, which is what looks for fonts when text is set."""
    try:
        asked = subprocess.run(
            ["fc-list", f":family={family}", "family"], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return family in asked.stdout
