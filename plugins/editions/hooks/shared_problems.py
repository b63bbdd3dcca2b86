"""What is wrong with words and pictures that belong to no single page: each reaches every edition."""

from __future__ import annotations

from collections.abc import Mapping

from editions.errors import Problem
from editions.files.catalogs import message_ids, template_path
from editions.files.paths import shown
from editions.files.pictures import media_problems, theme_problems
from editions.hooks.edition import source_stand_in
from editions.hooks.settings import Site
from editions.model.facts import Facts
from editions.model.inventory import Inventory
from editions.model.wording import (
    allowed_problems,
    fact_wording_problems,
    theme_wording_problems,
    word_list,
)


def shared_problems(
    site: Site, inventory: Inventory, facts: Facts, media: Mapping[str, frozenset[str]]
) -> list[Problem]:
    """Return words to avoid in facts and theme, what the list of them lacks, and faults of pictures.

    ``media`` are the files of each folder of media, as ``read_content`` finds them.
    """
    words = word_list(facts, source_stand_in(inventory))
    template = template_path(site.translations)
    messages = message_ids(template) if template.is_file() else []
    return [
        *allowed_problems(facts, inventory),
        *fact_wording_problems(words, facts, shown(site.content / "data")),
        *theme_wording_problems(words, messages, shown(template)),
        *media_problems(site.content, media, facts.pictures),
        *theme_problems(site.theme),
    ]
