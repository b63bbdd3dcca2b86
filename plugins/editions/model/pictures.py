"""Pictures that belong to one language: what has words in it lies in the media of its locale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.errors import Problem
from editions.model.inventory import Inventory
from editions.model.translations import Translation

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*?media/(?P<name>[^)\s#?]+)")


def pictures_lacking(inventory: Inventory, translation: Translation) -> Iterator[Problem]:
    """Yield pictures a translated page shows in the source's language, for want of one in its own."""
    written, source = translation.text, translation.source
    if written is None:
        return
    theirs = {
        name
        for code in inventory.own_chain(translation.locale.code)
        for name in inventory.media.get(code, ())
    }
    lacking = inventory.media.get(source.text.locale, frozenset()) - theirs
    for number, line in enumerate(written.raw.split("\n"), start=1):
        for found in _PICTURE.finditer(line):
            if found["name"] in lacking:
                yield Problem(
                    f"{written.text.path}:{number}",
                    f"the picture {found['name']} has words in another language.",
                    f"Put one with the same name into the folder {translation.locale.code}/media/;"
                    " until then readers see that of the source.",
                )
