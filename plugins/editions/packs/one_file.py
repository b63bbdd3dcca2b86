"""The whole edition in one HTML file: styles inside, nothing loaded, small enough for Bluetooth."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from editions.model.content_policy import policy_of_one_file
from editions.packs.joined import entries_of, places_in
from editions.packs.linear import articles_of
from editions.packs.projection import target_of
from editions.packs.volume import Volume


def make_one_file(volumes: Sequence[Volume], target: Path) -> None:
    """Write the file of one edition."""
    (volume,) = volumes
    found = [(part, tuple(articles_of(volume, part))) for part in volume.parts]
    places = places_in(article.chapter for _, articles in found for article in articles)
    for article in (article for _, articles in found for article in articles):
        for picture in article.body.css("img[src]"):
            _put_inside(picture, article.chapter.path, volume.output)
    assets = volume.press.made_of.assets
    sheet = assets.contents[assets.names["whole.css"]].decode()
    text = volume.press.page(
        "one_file",
        policy=Markup(policy_of_one_file(sheet)),
        style=Markup(sheet),
        age_note=Markup(volume.press.page("age_note")),
        parts=[entries_of(volume, part, all_, places) for part, all_ in found if all_],
    )
    target.write_bytes(text.encode())


def _put_inside(picture: LexborNode, path: str, output: Path) -> None:
    target, _ = target_of(picture.attributes.get("src") or "", path)
    if target is None:
        return
    kind = mimetypes.guess_type(target)[0] or "application/octet-stream"
    content = base64.b64encode((output / target).read_bytes()).decode()
    picture.attrs["src"] = f"data:{kind};base64,{content}"
