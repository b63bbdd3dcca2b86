"""Pocket cards: the numbers of each country on a card of A6, each with a code a camera reads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from editions.packs.help_numbers import HelpCountry, help_countries
from editions.packs.setting import NUMBER, Sheet, set_pages
from editions.packs.volume import Volume


def make_cards(volumes: Sequence[Volume], target: Path) -> None:
    """Write the cards of one edition as PDF."""
    (volume,) = volumes
    countries = help_countries(volume)
    sheet = Sheet(
        volume.press.page("cards/cards", countries=countries),
        "cards.css",
        _codes(countries),
        identifier=volume.identifier("cards").bytes,
        foot=volume.press.text("pdf/foot", number=NUMBER),
    )
    set_pages(volume, sheet, target)


def _codes(countries: Iterable[HelpCountry]) -> dict[str, bytes]:
    """Return a QR code for each number, by the name templates give it.

    It holds the number and no address: nobody hears of a scan but the phone.
    """
    import segno

    codes = {}
    for tel in {number.tel for country in countries for number in country.numbers}:
        drawn = io.BytesIO()
        segno.make_qr(tel, error="m").save(drawn, kind="svg", border=4)
        codes[f"{tel.removeprefix('tel:')}.svg"] = drawn.getvalue()
    return codes
