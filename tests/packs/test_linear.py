"""What is read in one go: what countries say alike is said once, and where it is true."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editions.packs.linear import articles_of
from packing import COUNTRY_PAGES, tiny_volumes
from sites import TinySite

SERVICE = """
{id}:
  country: {country}
  kind: child_helpline
  name: Line of {country}
  name_lang: en
  {way}
  read_on: 2026-11-22
  read_at: https://example.org/read
"""
SERVICES = "".join(
    SERVICE.format(id=f"{country.lower()}_child_helpline_1", country=country, way=way)
    for country, way in (
        ("AL", "website: https://example.org/al"),
        ("GB", "phone: 0800 1111"),
        ("KE", "phone: '116'\n  short: true"),
    )
)
PAGES = {**COUNTRY_PAGES, "data/services.yaml": SERVICES}
DIALLED = "The numbers on this page are written as they are dialled inside this country."


@pytest.mark.slow
def test_what_countries_say_alike_is_said_once(tiny_site: Callable[..., TinySite]) -> None:
    (volume,) = tiny_volumes(tiny_site(PAGES)).values()
    (part,) = [part for part in volume.parts if any(c.country for c in part.chapters)]
    articles = {article.chapter.country: article for article in articles_of(volume, part)}
    assert list(articles) == ["AL", "KE", "GB"]
    said = {country: " ".join(article.body.text().split()) for country, article in articles.items()}
    assert [country for country in said if "It is not your fault." in said[country]] == ["AL"]
    # The first country has no number, so the second is the first of which this is true.
    assert [country for country in said if DIALLED in said[country]] == ["KE"]
    assert "0800 1111" in said["GB"]
    assert "116" in said["KE"]
