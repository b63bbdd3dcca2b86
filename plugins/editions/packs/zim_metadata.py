"""What a ZIM archive says of itself: title, language, day, licence. The keys are those of openZIM."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from editions.model.language_codes import iso_639_3
from editions.packs.volume import Volume

#: openZIM, "Metadata": in letters as readers see them.
TITLE_SIZE = 30
DESCRIPTION_SIZE = 80


def metadata_of(volumes: Sequence[Volume]) -> dict[str, str]:
    """Return what an archive of some editions says of itself; nothing is empty."""
    first = volumes[0]
    site = first.site
    slug = first.locale.slug if len(volumes) == 1 else "all"
    told = first.summary or site.name
    metadata = {
        "Name": f"guide_{slug}",
        "Title": shortened(site.name, TITLE_SIZE),
        "Creator": site.name,
        "Publisher": site.name,
        "Date": first.made.isoformat(),
        "Description": shortened(told, DESCRIPTION_SIZE),
        "LongDescription": told,
        "Language": ",".join(dict.fromkeys(iso_639_3(volume.locale) for volume in volumes)),
        "License": str(site.pelican.get("FACTS_LICENCE", "")),
        "Flavour": "maxi",
        "Tags": "_category:other;_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
        "Scraper": "Editions",
        "Source": site.url,
    }
    return {key: value for key, value in metadata.items() if value}


def shortened(text: str, size: int) -> str:
    """Return a text of at most so many letters, cut between words where there are any.

    A sign that stands above or below a letter is no letter of its own. Of what Unicode joins beyond that
    (UAX 29) nothing is joined here, so that a text may be shorter than it has to, never longer.
    """
    starts = [i for i, char in enumerate(text) if unicodedata.category(char) not in ("Mn", "Me")]
    if len(starts) <= size:
        return text
    cut = text[: starts[size - 1]]
    words = cut.rpartition(" ")[0] if text[starts[size - 1]] != " " else cut
    return f"{(words or cut).rstrip(' ,;:.،؛')}…"
