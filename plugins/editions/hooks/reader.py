"""Pelican's reader of composed pages: our header, our converter, no second conversion.

Replaces Pelican's Markdown reader for an edition. What it finds wrong it collects, because an exception
here would end as a line in Pelican's log and a page quietly left out.
"""

from __future__ import annotations

import os
from typing import Any

from pelican.readers import BaseReader
from pelican.urlwrappers import Category

from editions.hooks.edition import SETTING, Edition
from editions.hooks.page_making import convert_page


class ComposedPageReader(BaseReader):  # type: ignore[misc]
    """Reads pages as ``model.composition`` wrote them."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a page's HTML and Pelican's metadata for it."""
        edition: Edition = self.settings[SETTING]
        # The file is there for people; what stands in it is at hand.
        page_id = source_path[len(str(edition.job.fresh)) + 1 :].removesuffix(".md")
        composed = edition.pages[page_id.replace(os.sep, "/")]
        html, fields = convert_page(edition, composed)
        metadata: dict[str, Any] = {
            key: self.process_metadata(key, fields[key])
            for key in ("title", "summary", "date", "modified", "status", "tags", "template")
            if key in fields
        }
        # Without a summary Pelican would cut one out of the HTML, page after page, for nothing.
        metadata.setdefault("summary", "")
        # Pelican writes no draft of an article without one, even where categories have no pages.
        metadata["category"] = Category(fields["page-id"].partition("/")[0], self.settings)
        # The address is known; Pelican would make it anew from words and patterns, several times a page.
        metadata["save_as"] = metadata["url"] = composed.entry.address
        return html, {**metadata, "page_id": fields["page-id"]}
