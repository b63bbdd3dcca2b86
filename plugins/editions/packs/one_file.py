"""The whole edition in one HTML file: styles inside, nothing loaded, small enough for Bluetooth."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from editions.model.content_policy import policy_of_one_file
from editions.model.media_types import media_type_of
from editions.packs.joined import entries_of, places_in
from editions.packs.linear import articles_of, pictures_of
from editions.packs.trimmed import trimmed
from editions.packs.volume import Volume


def make_one_file(volumes: Sequence[Volume], target: Path) -> None:
    """Write the file of one edition."""
    (volume,) = volumes
    found = [(part, tuple(articles_of(volume, part))) for part in volume.parts]
    places = places_in(article.chapter for _, articles in found for article in articles)
    for article in (article for _, articles in found for article in articles):
        pictures_of(article, volume.output, _inside)
    assets = volume.press.made_of.assets
    sheet = assets.contents[assets.names["whole.css"]].decode()
    text = volume.press.page(
        "one_file",
        policy=Markup(policy_of_one_file(sheet)),
        style=Markup(sheet),
        age_note=Markup(volume.press.page("age_note")),
        parts=[entries_of(volume, part, all_, places) for part, all_ in found if all_],
    )
    target.write_bytes(trimmed(text, sheet).encode())


def _inside(path: str, content: bytes) -> str:
    """Return a file as the address that holds all of it."""
    return f"data:{media_type_of(path)};base64,{base64.b64encode(content).decode()}"
