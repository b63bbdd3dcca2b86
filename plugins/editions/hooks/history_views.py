"""The history of the network and of treaties: a list in order, and where each entry stands in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from editions.hooks.edition import Edition
from editions.hooks.fact_views import Context
from editions.model.facts import Event, Instrument
from editions.model.time_scale import TimeScale


def history_context(edition: Edition, _: str, start: str) -> Context:
    """Return the dated events and the treaties, oldest first, and the scale they are drawn on."""
    facts = edition.job.facts
    law = edition.navigator.link_to_template("law", start)
    dated: list[tuple[str, Mapping[str, Any]]] = [
        (event.date, _event(edition, event)) for event in facts.events.values()
    ]
    dated += [
        (treaty.adopted, _treaty(edition, treaty, law.href if law else ""))
        for treaty in facts.instruments.values()
        if treaty.treaty
    ]
    dated.sort(key=lambda pair: pair[0])
    return {"events": tuple(view for _, view in dated), "time": _drawn(edition, dated)}


def _event(edition: Edition, event: Event) -> Mapping[str, Any]:
    words = edition.words_in(edition.locale)
    return {
        "kind": "network",
        "when": words.when(event.date),
        "what": words.words(event.what),
        "href": "",
        "body": "",
        "read_at_href": _address(event.read_at),
    }


def _treaty(edition: Edition, treaty: Instrument, page: str) -> Mapping[str, Any]:
    words = edition.words_in(edition.locale)
    return {
        "kind": "treaty",
        "when": words.when(treaty.adopted),
        "what": words.words(treaty.short),
        "href": f"{page}#{treaty.id}" if page else "",
        "body": words.words(treaty.body),
        "read_at_href": _address(treaty.read_at),
    }


def _address(read_at: str) -> str:
    return read_at if read_at.startswith("http") else ""


def _drawn(
    edition: Edition, dated: Sequence[tuple[str, Mapping[str, Any]]]
) -> Mapping[str, Any] | None:
    """Return places on the scale, None where there is nothing that took time."""
    scale = TimeScale.over([date for date, _ in dated])
    if scale is None:
        return None
    words = edition.words_in(edition.locale)
    backwards = edition.locale.direction == "rtl"

    def places(kind: str) -> tuple[str, ...]:
        found = (scale.place_of(date) for date, view in dated if view["kind"] == kind)
        return tuple(_percent(place, backwards=backwards) for place in found)

    return {
        "first": words.when(str(scale.first)),
        "last": words.when(str(scale.last - 1)),
        "network": places("network"),
        "treaties": places("treaty"),
        "decades": tuple(
            (_plain_year(words.when(str(year))), _percent(place, backwards=backwards))
            for year, place in scale.decades
        ),
    }


def _percent(place: float, *, backwards: bool) -> str:
    """Return a place on the scale as a share of its width, from the left whatever the direction."""
    return f"{100 * (1 - place if backwards else place):.1f}%"


def _plain_year(year: Markup) -> str:
    """Return a year as text: an element of HTML means nothing inside of a drawing."""
    return year.striptags()
