"""The press: sets what forms need beside the pages from the theme's templates, in an edition's words."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from jinja2 import Environment

from editions.files.writing import files_below
from editions.hooks.edition import Ingredients, interface_of
from editions.hooks.rendering import environment_of, render, site_view, template_named
from editions.hooks.words import install_words
from editions.model.locales import Locale

_TAG = re.compile(r"<[^>]+>")
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Press:
    """Renders ``theme/templates/packs/`` for one edition, as it is on the day ``made``."""

    made_of: Ingredients
    locale: Locale
    made: datetime.date

    @cached_property
    def environment(self) -> Environment:
        """The templates, with the words of the edition."""
        made_of = self.made_of
        environment = environment_of(made_of.site.theme, made_of.site.cache)
        interface = interface_of(made_of.inventory, made_of.catalogs, self.locale)
        install_words(environment, interface, made_of.inventory, self.locale)
        return environment

    @cached_property
    def digest(self) -> str:
        """What recognises all that is set: the templates, style sheets of books, and catalogs."""
        made_of = self.made_of
        digest = hashlib.blake2b(digest_size=16)
        for folder in ("templates", "packs"):
            for name in sorted(files_below(made_of.site.theme / folder)):
                digest.update(f"{folder}/{name}\0".encode())
                digest.update((made_of.site.theme / folder / name).read_bytes())
        for code in made_of.inventory.chains[self.locale.code]:
            catalogs = (made_of.catalogs.get(code), made_of.fact_catalogs.get(code))
            words = [sorted(c.messages.items(), key=repr) for c in catalogs if c]
            digest.update(repr(words).encode())
        return digest.hexdigest()

    def page(self, name: str, **values: Any) -> str:
        """Return a template of packs as HTML; raises SiteError for a mistake of the theme."""
        site = self.made_of.site
        context = {
            "site": site_view(site),
            "edition": self.locale,
            "made": self.made,
            "licence": site.pelican.get("FACTS_LICENCE", ""),
            **values,
        }
        template = template_named(self.environment, f"packs/{name}", site.theme)
        return render(template, context, site.theme)

    def text(self, name: str, **values: Any) -> str:
        """Return a template of packs as plain text: templates escape, and a text file must not."""
        words = unescape(_TAG.sub("", self.page(name, **values)))
        return _BLANK_LINES.sub("\n\n", f"{words.strip()}\n")
