"""The Atom feed of an edition: its newest articles, each in the language it is really in.

Summaries only: a feed is fetched again and again, often over slow networks. Ids stay the same when the
site moves to another address, so that no reader is shown old articles as new.
"""

from __future__ import annotations

import datetime
import io
import uuid
from typing import Any

from feedgenerator import Atom1Feed

from editions.hooks.edition import Edition
from editions.model.addresses import absolute_address, relative_href


class EditionFeed(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose entries may be in another language than the feed (RFC 4287, 2)."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return the attributes of an entry: its language, where that is not the feed's."""
        return {"xml:lang": item["tag"]} if item["tag"] != self.feed["language"] else {}


def feed_of(edition: Edition, name: str, limit: int) -> bytes | None:
    """Return the feed of an edition as it stands at ``name``, or None where there are no articles."""
    navigator, site = edition.navigator, edition.job.site
    path = f"{edition.locale.slug}/{name}"
    cards = navigator.articles(path, limit)
    if not cards:
        return None

    def href(target: str) -> str:
        return absolute_address(site.url, target) if site.url else relative_href(target, path)

    feed = EditionFeed(
        title=site.name,
        link=href(f"{edition.locale.slug}/index.html"),
        feed_url=href(path),
        feed_guid=_lasting_id(site.name, path),
        description="",
        author_name=site.name,
        language=edition.locale.tag,
    )
    for card in cards:
        entry = edition.inventory.entries[card.page_id]
        page = navigator.path_of(entry)
        changed = edition.inventory.text_for(entry, edition.locale.code) or entry.source
        feed.add_item(
            title=card.title,
            link=href(page),
            description=card.summary or None,
            unique_id=_lasting_id(site.name, page),
            pubdate=_noon(card.date),
            updateddate=_noon(changed.modified or entry.source.modified or card.date),
            tag=card.locale.tag,
        )
    buffer = io.StringIO()
    feed.write(buffer, "utf-8")
    return buffer.getvalue().encode()


def _lasting_id(site_name: str, path: str) -> str:
    """Return an id that depends on neither time nor address (RFC 4287, 4.2.6; RFC 9562, v5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site_name}/{path}").urn


def _noon(day: datetime.date | None) -> datetime.datetime | None:
    """Return noon of a day in UTC, which is that same day nearly everywhere on earth."""
    if day is None:
        return None
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
