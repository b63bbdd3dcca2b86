"""Typography by the table of a locale: quotes, dashes, spaces, line breaks.

Works on the text runs of one block, in order, so that quotes pair across emphasis and links. Knows no
markup: whoever calls leaves out code, addresses and everything that is not prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editions.model.locales import Locale

NBSP = "\N{NO-BREAK SPACE}"
NNBSP = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Typography:
    """What is right in a language.

    ``double`` and ``single`` are the opening and closing marks that take the place of straight
    ones, with the spaces that belong inside; None leaves straight marks alone. ``before_high`` is the
    space before ``; : ! ?``. ``dashes`` says whether ``--`` and ``---`` become dashes. ``filters``
    names the filters of typogrify that are right for the language, in order.
    """

    double: tuple[str, str] | None = None
    single: tuple[str, str] | None = None
    before_high: str = ""
    dashes: bool = True
    filters: tuple[str, ...] = ()


_CURLED = Typography(double=("“", "”"), single=("‘", "’"))
_LOW = Typography(double=("„", "“"), single=("‚", "‘"))
_LOW_HIGH = Typography(double=("„", "”"), single=("‚", "’"))
_RIGHT = Typography(double=("”", "”"), single=("’", "’"))
_GUILLEMETS = Typography(double=("«", "»"), single=("“", "”"))
_NESTED_LOW = Typography(double=("«", "»"), single=("„", "“"))
_NONE = Typography(dashes=False)

#: By language, after CLDR's delimiters and the house styles of each language's public bodies. Only
#: English takes filters of typogrify: they know no other language.
_BY_LANGUAGE: dict[str, Typography] = {
    "en": Typography(double=("“", "”"), single=("‘", "’"), filters=("amp", "widont")),
    "fr": Typography(
        double=(f"«{NBSP}", f"{NBSP}»"), single=("“", "”"), before_high=NNBSP
    ),
    "es": _GUILLEMETS, "it": _GUILLEMETS, "pt": _CURLED, "ca": _GUILLEMETS, "gl": _GUILLEMETS,
    "ru": _NESTED_LOW, "uk": _NESTED_LOW, "be": _NESTED_LOW, "el": _GUILLEMETS, "hy": _GUILLEMETS,
    "de": _LOW, "cs": _LOW, "sk": _LOW, "sl": _LOW, "bg": _LOW, "lt": _LOW, "is": _LOW,
    "pl": _LOW_HIGH, "ro": Typography(double=("„", "”"), single=("«", "»")), "hu": _LOW_HIGH,
    "hr": _LOW_HIGH, "sr": _LOW_HIGH, "fi": _RIGHT, "sv": _RIGHT, "nb": _GUILLEMETS, "da": _CURLED,
    "nl": _CURLED, "tr": _CURLED, "sw": _CURLED, "id": _CURLED, "ms": _CURLED, "fil": _CURLED,
    "vi": _CURLED, "hi": _CURLED, "ne": _CURLED, "bn": _CURLED,
    "ar": Typography(double=("«", "»")), "fa": Typography(double=("«", "»")),
    "ur": Typography(double=("“", "”")),
    "zh": Typography(double=("“", "”"), single=("‘", "’")),
    "ja": Typography(double=("「", "」"), single=("『", "』")),
}  # fmt: skip
_BY_CODE: dict[str, Typography] = {
    "zh_Hant": Typography(double=("「", "」"), single=("『", "』")),
    "de_CH": Typography(double=("«", "»"), single=("‹", "›")),
    "pt_PT": _GUILLEMETS,
    "fr_CH": Typography(double=(f"«{NNBSP}", f"{NNBSP}»"), single=("‹", "›"), before_high=NNBSP),
}

_STRAIGHT = re.compile(r"[\"']")
_HIGH = re.compile(r"(?<=\S)[ \u00a0\u202f]*(?<![:/])([;:!?»])(?=\s|$|[)\]”\u00a0])")
_OPEN_GUILLEMET = re.compile(r"«[ \u00a0\u202f]*(?=\S)")
_DASHES = re.compile(r"(?<!-)(---?)(?!-)")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
#: A dot that parts one thing from the next stays with what it follows, in every language. So do the
#: signs of Thai and Lao that say the word before them again (Royal Society of Thailand, ไม้ยมก).
_STAYING = re.compile(r"\s+(·(?=\s|$)|[ๆໆ])")
#: CJK ideographs, kana and their punctuation: between two of these a line break is no space.
_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_BREAK = re.compile(f"(?<=[{_CJK}])[ \t]*\n[ \t]*(?=[{_CJK}])")
_OPENS_AFTER = frozenset(" \t\n\r([{<—–-/\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}“‘«„‚「『")


def typography_of(locale: Locale) -> Typography:
    """Return the table of a locale; a language that has none keeps its text as it was typed."""
    language = locale.code.partition("_")[0]
    found = _BY_CODE.get(locale.code) or _BY_CODE.get(f"{language}_{locale.script}")
    return found or _BY_LANGUAGE.get(language, _NONE)


def set_runs(runs: Sequence[str], table: Typography) -> list[str]:
    """Return the text runs of one block as the table wants them: same number, same order.

    What stands right before and behind a run counts, so that marks at its ends are set as within.
    """
    before = ""
    result = []
    for index, run in enumerate(runs):
        behind = next((later[0] for later in runs[index + 1 :] if later), "")
        text = _set_run(run, before, behind, table)
        result.append(text)
        before = text[-1:] or before
    return result


def set_text(text: str, table: Typography) -> str:
    """Return a text that stands alone, a title for instance, as the table wants it."""
    return _set_run(text, "", "", table)


def _set_run(run: str, before: str, behind: str, table: Typography) -> str:
    text = _CJK_BREAK.sub("", run) if "\n" in run else run
    if table.dashes:
        text = _with_dashes(text)
    if table.double and ('"' in text or "'" in text):
        text = _with_quotes(text, before, behind, table)
    if "·" in text or "ๆ" in text or "ໆ" in text:
        text = _STAYING.sub(rf"{NBSP}\1", text)
    if table.before_high:
        text = _with_spaces(before + text, table.before_high)[len(before) :]
    return text


def _with_dashes(text: str) -> str:
    if "--" in text:
        text = _DASHES.sub(lambda m: "—" if len(m[1]) == 3 else "–", text)
    return _ELLIPSIS.sub("…", text) if "..." in text else text


def _with_quotes(text: str, first: str, last: str, table: Typography) -> str:
    def replaced(match: re.Match[str]) -> str:
        mark, at = match[0], match.start()
        before = text[at - 1] if at else first
        after = text[at + 1 : at + 2] or last
        opens = (not before or before in _OPENS_AFTER) and not (after and after.isspace())
        if mark == '"':
            return table.double[0 if opens else 1] if table.double else mark
        apostrophe = (before.isalnum() and after.isalpha()) or (opens and after.isdigit())
        if apostrophe or table.single is None:
            return "’"  # l’enfant, don’t, the ’90s
        return table.single[0 if opens else 1]

    return _STRAIGHT.sub(replaced, text)


def _with_spaces(text: str, narrow: str) -> str:
    """Return text with French spaces: narrow before ; ! ?, full before : and inside « »."""

    def spaced(match: re.Match[str]) -> str:
        return (NBSP if match[1] in ":»" else narrow) + match[1]

    return _OPEN_GUILLEMET.sub(f"«{NBSP}", _HIGH.sub(spaced, text))
