"""Which pages show which facts: the template of a page decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from editions.hooks.edition import Edition
from editions.hooks.fact_views import Context, figures_context, sources_context
from editions.hooks.help_views import countries_context, country_context
from editions.hooks.history_views import history_context
from editions.hooks.list_views import (
    accessibility_context,
    editions_context,
    law_context,
    members_context,
    programmes_context,
    words_context,
)
from editions.hooks.pack_views import packs_context
from editions.hooks.page_list import pages_context

#: Makes what a template shows beside its page; takes edition, country and the path of the page.
Maker = Callable[[Edition, str, str], Context]


def fact_context(edition: Edition, template: str, country: str, start: str) -> Context:
    """Return what a template that shows facts is given beside its page; nothing for others."""
    make = _CONTEXTS.get(template)
    return make(edition, country, start) if make else {}


_CONTEXTS: Mapping[str, Maker] = {
    "country": country_context,
    "countries": countries_context,
    "figures": figures_context,
    "sources": sources_context,
    "words": words_context,
    "members": members_context,
    "programmes": programmes_context,
    "history": history_context,
    "law": law_context,
    "editions": editions_context,
    "pages": pages_context,
    "accessibility": accessibility_context,
    "offline": packs_context,
}
#: Templates that show facts, or how far the editions are, whatever their own text refers to.
FACT_TEMPLATES = frozenset(_CONTEXTS)
