"""What a wrong encoding has done to a text: letters that were lost, or read as others.

Judged line by line, so that one damaged line in a long page is found.
"""

from __future__ import annotations

import re

#: What can be wrong: a sign stands for letters nobody knows any more; the bytes of UTF-8 were read as
#: those of Windows, which turns “für” into “fÃ¼r”.
LOST, TWICE = "lost", "twice"

#: What looks like that and is none: a quotation mark, a dash or a hard space behind a word that ends
#: with an accented letter (“Spaß”, « là »), where the other mark stands on another line.
_END_OF_A_WORD = re.compile("(?:Ã[’”»…]|[\u00c4-\u00ef][\u00a0‘’“”»…–—]{1,2})(?!\\w)")

#: Bytes that mean nothing in the encoding of Windows; programs take them over as they are.
_LEFT_OPEN = re.compile("[\x81\x8d\x8f\x90\x9d]")


def damage_of(text: str) -> tuple[str, int] | None:
    """Return what is damaged in a text, LOST or TWICE, and the line, from 0; None where nothing is."""
    if text.isascii():
        return None
    for number, line in enumerate(text.split("\n")):
        if "\ufffd" in line:
            return LOST, number
        if _twice_encoded(line):
            return TWICE, number
    return None


def _twice_encoded(line: str) -> bool:
    if line.isascii():
        return False
    try:
        _windows_bytes(line).decode("utf-8")
    except UnicodeError:
        return False
    return not _END_OF_A_WORD.sub("", line).isascii()


def _windows_bytes(line: str) -> bytes:
    """Return the bytes a line has in the encoding of Windows; raises UnicodeError where it has none."""
    if not _LEFT_OPEN.search(line):
        return line.encode("cp1252")
    return b"".join(
        character.encode("latin-1" if _LEFT_OPEN.match(character) else "cp1252")
        for character in line
    )
