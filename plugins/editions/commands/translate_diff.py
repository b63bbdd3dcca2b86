"""What has changed in a source since it was translated, block by block, beside the translation."""

from __future__ import annotations

import difflib
from pathlib import Path

from editions.commands.console import FINE, report, say
from editions.commands.opening import open_site
from editions.errors import SiteError
from editions.files.history import older_texts
from editions.model.translations import Translation

_NOTHING = {
    "current": "made from today's source; nothing to do.",
    "missing": "not translated yet.",
    "untracked": "nobody has said from which source it was made; check it, then stamp it.",
}


def translation_diff(locale: str, page: str, *, settings: str = "") -> int:
    """Print what a translator has to look at on a page; return the exit status."""
    try:
        site = open_site(settings, locale)
        translation = site.translation(site.page_called(page), site.locale_called(locale))
    except SiteError as error:
        return report(error.problems)
    freshness = translation.freshness
    if freshness.state in _NOTHING:
        say(f"{translation.page_id}: {_NOTHING[freshness.state]}")
        return FINE
    _tell(translation)
    return FINE


def _tell(translation: Translation) -> None:
    written, source = translation.text, translation.source
    assert written is not None
    stamp = written.text.stamp
    for key, state in translation.freshness.metadata:
        if state != "current":
            say(f"{key}: {_STATES[state]}")
            say(f"  source: {source.metadata[key]}")
            if key in written.metadata:
                say(f"  here:   {written.metadata[key]}")
    changed = {
        stamp.blocks[pair.text]
        for pair in translation.freshness.pairs
        if stamp and pair.text is not None and pair.state == "changed"
    }
    before = older_texts(Path(source.text.path), frozenset(changed))
    for pair in translation.freshness.pairs:
        if pair.state == "current":
            continue
        ours = source.blocks[pair.source] if pair.source is not None else None
        theirs = written.blocks[pair.text] if pair.text is not None else None
        places = [f"{source.text.path}:{source.line_of(ours)}"] if ours else []
        places += [f"{written.text.path}:{written.line_of(theirs)}"] if theirs else []
        say(f"{', '.join(places)}: {_STATES[pair.state]}")
        old = before.get(stamp.blocks[pair.text]) if stamp and pair.text is not None else None
        if ours and old:
            say(f"  source: {words_changed(old, ours.text)}")
        elif ours:
            say(f"  source: {' '.join(ours.text.split())}")
        if theirs:
            say(f"  here:   {' '.join(theirs.text.split())}")


_STATES = {
    "changed": "the source has changed",
    "new": "not translated",
    "gone": "the source no longer has this",
}


def words_changed(before: str, after: str) -> str:
    """Return a text with its changes since an older one: [-removed-] and {+added+}, as git's words."""
    old, new = before.split(), after.split()
    told = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            told.append(" ".join(new[c:d]))
            continue
        if a < b:
            told.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            told.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(told)
