"""The history of the network and of treaties: a list in order, and where each entry stands in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from editions.hooks.edition import Edition
from editions.hooks.fact_views import Context, link_to_source
from editions.model.time_scale import TimeScale

#: A date as it was read, and what templates are told of what happened then.
_Dated = tuple[str, Mapping[str, Any]]


def history_context(edition: Edition, _: str, start: str) -> Context:
    """Return the dated events and the treaties, oldest first, and the scale they are drawn on."""
    facts, words = edition.job.facts, edition.words_in(edition.locale)
    law = edition.navigator.link_to_template("law", start)

    def entry(date: str, read_at: str, view: Mapping[str, Any]) -> _Dated:
        return date, {"when": words.when(date), "read_at_href": link_to_source(read_at), **view}

    dated = [
        entry(event.date, event.read_at, {"kind": "network", "what": words.words(event.what)})
        for event in facts.events.values()
    ]
    for treaty in facts.instruments.values():
        view = {
            "kind": "treaty",
            "what": words.words(treaty.short),
            "href": f"{law.href}#{treaty.id}" if law else "",
            "body": words.words(treaty.body),
        }
        if treaty.treaty:
            dated.append(entry(treaty.adopted, treaty.read_at, view))
    dated.sort(key=lambda pair: pair[0])
    return {"events": tuple(view for _, view in dated), "time": _drawn(edition, dated)}


def _drawn(edition: Edition, dated: Sequence[_Dated]) -> Mapping[str, Any] | None:
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
