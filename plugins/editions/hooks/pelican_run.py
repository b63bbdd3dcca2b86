"""Pelican run for one edition: what it is told, what it calls of ours, and what it logs.

Imported only where a whole edition is built: it takes a quarter of a second.
"""

from __future__ import annotations

import logging
from typing import Any

import pelican
from jinja2 import Environment
from pelican.contents import Content
from pelican.writers import Writer
from rich.console import Console

from editions.errors import Problem, SiteError
from editions.hooks.edition import SETTING, Edition
from editions.hooks.page_making import render_page
from editions.hooks.reader import ComposedPageReader
from editions.hooks.settings import edition_settings

#: The setting that carries the one template environment of an edition.
ENVIRONMENT = "EDITION_ENVIRONMENT"


def run_pelican(edition: Edition, environment: Environment) -> None:
    """Let Pelican convert and render the composed pages of an edition; problems are collected."""
    job = edition.job
    log = _listen_to_pelican()
    settings = edition_settings(job.site, edition.locale.slug, job.fresh, job.staging)
    settings |= _files_to_read(edition)
    settings[SETTING] = edition
    settings[ENVIRONMENT] = environment
    pelican.Pelican(settings).run()
    log.raise_own_mistakes()
    edition.problems.extend(log.problems)


def use_our_reader(readers: Any) -> None:
    """Read pages of an edition with our reader and nothing else (signal ``readers_init``)."""
    if SETTING in readers.settings:
        readers.reader_classes = {"md": ComposedPageReader}


def share_environment(generator: Any) -> None:
    """Give all generators of an edition one environment, templates compiled once.

    Pelican builds an environment for each of its generators (signal ``generator_init``).
    """
    if ENVIRONMENT in generator.settings:
        generator.env = generator.settings[ENVIRONMENT]


def writer_of(running: Any) -> type[EditionWriter] | None:
    """Return our writer for Pelican runs that build an edition (signal ``get_writer``)."""
    return EditionWriter if SETTING in running.settings else None


class EditionWriter(Writer):  # type: ignore[misc]
    """Writes the pages of an edition, each rendered from our view of it."""

    def write_file(self, name: str, template: Any, *_: Any, **kwargs: Any) -> None:
        """Render a page and write it; mistakes of the theme are collected."""
        edition: Edition = self.settings[SETTING]
        content: Content | None = kwargs.get("page") or kwargs.get("article")
        if not name or content is None:
            return
        # Of Pelican's context (all its settings, all its pages) templates need nothing; a page is
        # made from what our plan knows it is made from.
        render_page(edition, edition.pages[content.page_id], template, content._content)

    def write_feed(self, *_: Any, path: str = "", **__: Any) -> None:
        """Leave feeds to ``feeds``: Pelican's have no language and links that break under a path."""


def _files_to_read(edition: Edition) -> dict[str, list[str]]:
    """Return Pelican's settings that name the composed files of pages and of articles."""
    articles = [i for i in edition.pages if edition.inventory.is_article(i)]
    pages = [i for i in edition.pages if not edition.inventory.is_article(i)]
    return {
        "ARTICLE_PATHS": [f"{page_id}.md" for page_id in articles],
        "PAGE_PATHS": [f"{page_id}.md" for page_id in pages],
    }


class _PelicanLog(logging.Handler):
    """Keeps what Pelican logs as an error; it would go on, and leave a page out."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.problems: list[Problem] = []
        self._mistakes: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, SiteError):
            self.problems.extend(error.problems)
        elif error is not None:
            self._mistakes.append(error)
        else:
            self.problems.append(
                Problem("Pelican", record.getMessage(), "See Pelican's documentation.")
            )

    def raise_own_mistakes(self) -> None:
        """Raise what Pelican caught and only logged: a bug of ours must not pass as a warning."""
        if self._mistakes:
            raise self._mistakes[0]


class _Silence(Console):
    """A console that prints nothing; a quiet one lays out everything first."""

    def print(self, *_: object, **__: object) -> None:
        """Print nothing."""


def _listen_to_pelican() -> _PelicanLog:
    """Return a log in the place of Pelican's, which would print from several processes at once."""
    handler = _PelicanLog()
    root = logging.getLogger()
    root.handlers = [handler]
    # The console is shared with a parent that may be printing while this process is forked off.
    pelican.console = _Silence(quiet=True)
    return handler
