"""What nobody wrote and every edition has: its 404, its feed, lists without a text of their own.

And what is shown without a network in the place of a page that is not saved, or at an old address.
"""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from editions.files.writing import write_new
from editions.hooks.edition import SETTING, Edition
from editions.hooks.feeds import feed_of
from editions.hooks.rendering import write_page
from editions.hooks.views import generated_context, redirect_context, rooted
from editions.model.redirects import redirects_in
from editions.model.saved import NOT_SAVED


class GeneratedPages(Generator):  # type: ignore[misc]
    """Writes what every edition has, whether or not its authors thought of it."""

    def generate_output(self, _writer: Any) -> None:
        """Write these, and a front page and news lists where none was written."""
        edition: Edition = self.settings[SETTING]
        if not edition.job.plan.others:
            return
        site = edition.job.site
        title = edition.interface.wording("Page not found").text
        context = generated_context(edition, "404", title, "404")
        context = rooted(context, site.url, f"{edition.locale.slug}/404.html")
        write_page(edition, "404.html", self.get_template("404"), context)
        title = edition.interface.wording("This page is not saved").text
        context = generated_context(edition, NOT_SAVED.removesuffix(".html"), title, "not_saved")
        write_page(edition, NOT_SAVED, self.get_template("not_saved"), context)
        feed = self.settings["FEED_ALL_ATOM"]
        content = feed_of(edition, feed, self.settings["FEED_MAX_ITEMS"]) if feed else None
        if content:
            write_new(f"{self.output_path}/{feed}", content)
        for old, entry in redirects_in(edition.inventory, edition.locale.code).items():
            context = redirect_context(edition, entry, f"{edition.locale.slug}/{old}")
            write_page(edition, old, self.get_template("redirect"), context)
        for name, title, template in _unwritten_lists(edition):
            context = generated_context(edition, name, title, template)
            write_page(edition, f"{name}.html", self.get_template(template), context)


def _unwritten_lists(edition: Edition) -> list[tuple[str, str, str]]:
    """Return (page id, title, template) of the lists that no page introduces."""
    shown = edition.navigator.shown
    lists = []
    if "index" not in shown:
        lists.append(("index", edition.job.site.name, "front"))
    news = edition.interface.wording("News").text
    for folder in edition.inventory.articles:
        has_articles = any(i.startswith(f"{folder}/") for i in edition.navigator.article_ids)
        if has_articles and f"{folder}/index" not in shown:
            lists.append((f"{folder}/index", news, "news"))
    return lists


def generators_of(pelican: Any) -> type[GeneratedPages] | None:
    """Return our generator for Pelican runs that build an edition (signal ``get_generators``)."""
    return GeneratedPages if SETTING in pelican.settings else None
