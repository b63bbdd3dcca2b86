"""The text edition: for each country one text message with its numbers, for any phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from editions.model.text_messages import Need, message_of
from editions.packs.help_numbers import HelpCountry, help_countries
from editions.packs.volume import Volume


def make_sms(volumes: Sequence[Volume], target: Path) -> None:
    """Write a text file with a line for each country."""
    (volume,) = volumes
    countries = help_countries(volume)
    kinds = {number.kind for country in countries for number in country.numbers}
    words = {kind: volume.press.text("sms/need", kind=kind).strip() for kind in kinds}
    messages = [_message(volume, country, words) for country in countries]
    head = volume.press.text("sms/head").strip()
    target.write_bytes("\n".join([head, "", *messages, ""]).encode())


def _message(volume: Volume, country: HelpCountry, words: Mapping[str, str]) -> str:
    """Return the message of a country; it says the day on which the oldest of its numbers was read."""
    needs: dict[str, list[str]] = {}
    for number in country.numbers:
        needs.setdefault(words[number.kind], []).append(number.phone)
    day = min(number.read_on for number in country.numbers)
    closing = volume.press.text("sms/read", day=day.isoformat()).strip()
    return message_of(
        country.name, [Need(asked, tuple(found)) for asked, found in needs.items()], closing
    )
