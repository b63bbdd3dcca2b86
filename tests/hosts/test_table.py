"""No word of a page, a locale or an address ends a text in a configuration, or means more in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model.content_policy import policy_of_hosts
from editions.model.hosts.table import Hosting
from editions.model.locales import locale_named

#: What ends a text, begins a comment or stands for a value in the configuration of some host.
SPECIAL = ('"', "'", "\\", "$", "{", "}", "%", "\n", "#", "`", "(", "|", " ")


@pytest.mark.parametrize("character", SPECIAL)
def test_nothing_special_gets_into_a_configuration(character: str) -> None:
    broken = f"x{character}y"
    for editions, prefix in (({broken: "en"}, ""), ({"en": broken}, ""), ({}, f"/{broken}")):
        with pytest.raises(ValueError, match="configuration"):
            Hosting("default-src 'none'", editions, prefix)
    with pytest.raises(ValueError, match="configuration"):
        Hosting("", {}, moved={f"en/{broken}.html": "en/a.html"})
    redirect = Hosting("", {}, moved={"en/a.html": f"en/{character}"}).redirects[0]
    assert not set(redirect.new) & set(SPECIAL) - {"%"}
    if character not in " '":
        with pytest.raises(ValueError, match="configuration"):
            Hosting(f"default-src {broken}", {})


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_whatever_a_page_allows_itself_its_policy_can_be_written(pages: list[str]) -> None:
    policy = policy_of_hosts([f"script-src 'sha256-{page}' {page}" for page in pages])
    assert policy == policy_of_hosts()
    Hosting(policy, {})


@given(st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\s*") | st.text(max_size=9))
def test_whatever_is_the_name_of_a_locale_can_be_written(name: str) -> None:
    added = {name: {"autonym": "x", "direction": "ltr", "script": "Latn"}}
    locale = locale_named(name, added)
    if locale:
        Hosting("", {locale.slug: locale.tag})
