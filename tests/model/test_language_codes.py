"""The codes of three letters, by which libraries of archives sort them."""

from __future__ import annotations

import pytest
from babel.core import get_global

from editions.model.language_codes import iso_639_3
from editions.model.locales import locale_named


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("en", "eng"),
        ("ar", "ara"),  # not arb, which is but its standard form
        ("fr", "fra"),  # not fre, which is the older code of libraries
        ("zh_Hans", "zho"),
        ("pt_BR", "por"),
        ("sw", "swa"),
        ("fil", "fil"),
    ],
)
def test_a_language_has_one_code(spelling: str, code: str) -> None:
    locale = locale_named(spelling, {})
    assert locale is not None
    assert iso_639_3(locale) == code


def test_a_language_nobody_knows_is_called_undetermined() -> None:
    added = {"xx": {"autonym": "X", "direction": "ltr", "script": "Latn"}}
    locale = locale_named("xx", added)
    assert locale is not None
    assert iso_639_3(locale) == "und"


def test_where_there_are_several_codes_one_of_them_is_chosen_on_purpose() -> None:
    aliases = get_global("language_aliases").items()
    short = {short for long, short in aliases if len(long) == 3 and len(short) == 2}
    locales = [locale for code in short if (locale := locale_named(code, {}))]
    codes = [iso_639_3(locale) for locale in locales]
    assert len(codes) > 100
    assert len(set(codes)) == len(codes)
    assert not {"fre", "ger", "arb", "cmn", "swh", "chi", "per", "pes", "gre"} & set(codes)
