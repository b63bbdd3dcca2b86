"""Locales are objects, whatever way their folder is spelt."""

from __future__ import annotations

import pytest

from editions.errors import SiteError
from editions.model.locale_names import near_code
from editions.model.locales import canonical_code, locale_named, with_territory


@pytest.mark.parametrize("spelling", ["pt_BR", "pt-BR", "pt-br", "PT_br"])
def test_every_spelling_of_a_locale_is_one_locale(spelling: str) -> None:
    locale = locale_named(spelling, {})
    assert locale is not None
    assert (locale.code, locale.tag, locale.slug) == ("pt_BR", "pt-BR", "pt-br")


def test_a_script_is_written_with_a_capital() -> None:
    assert canonical_code("ZH-hans-cn") == "zh_Hans_CN"


@pytest.mark.parametrize(
    ("spelling", "autonym", "direction", "script"),
    [
        ("fr", "Français", "ltr", "Latn"),
        ("ar", "العربية", "rtl", "Arab"),
        ("zh_Hans", "中文 (简体)", "ltr", "Hans"),
        ("th", "ไทย", "ltr", "Thai"),
        ("ur", "اردو", "rtl", "Arab"),
        ("hi", "हिन्दी", "ltr", "Deva"),
    ],
)
def test_babel_gives_name_direction_and_script(
    spelling: str, autonym: str, direction: str, script: str
) -> None:
    locale = locale_named(spelling, {})
    assert locale is not None
    assert (locale.autonym, locale.direction, locale.script) == (autonym, direction, script)


@pytest.mark.parametrize("spelling", ["xx", "data", "english", "fr!", "", "../fr"])
def test_what_is_no_locale_is_none(spelling: str) -> None:
    assert locale_named(spelling, {}) is None


def test_the_settings_add_a_language_babel_does_not_know() -> None:
    added = {"qyn": {"autonym": "Qyn", "direction": "rtl", "script": "Arab", "fallback": ["ar"]}}
    locale = locale_named("qyn", added)
    assert locale is not None
    assert (locale.direction, locale.fallback, locale.cldr) == ("rtl", ("ar",), None)


def test_a_language_added_by_half_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(SiteError, match="direction, script"):
        locale_named("qyn", {"qyn": {"autonym": "Qyn"}})


def test_a_region_falls_back_to_its_language_but_never_across_scripts() -> None:
    brazilian, traditional = locale_named("pt_BR", {}), locale_named("zh_Hant", {})
    assert brazilian is not None
    assert traditional is not None
    assert brazilian.fallback == ("pt",)
    assert traditional.fallback == ()


def test_open_graph_gets_the_likeliest_territory() -> None:
    assert [with_territory(code) for code in ("fr", "pt_BR", "zh_Hans")] == [
        "fr_FR",
        "pt_BR",
        "zh_CN",
    ]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("deu", "de"),
        ("ger", "de"),
        ("cmn-Hans", "zh_Hans"),
        ("deutsch", "de"),
        ("German", "de"),
        ("germann", "de"),
        ("Kiswahili", "sw"),
        ("中文", "zh"),
        ("Simplified Chinese", "zh_Hans"),
        ("Brazilian Portuguese", "pt_BR"),
        ("de", None),
        ("no", None),
        ("pt_BR", None),
        ("xyzzyx", None),
    ],
)
def test_another_code_or_the_name_of_a_language_leads_to_its_code(
    spelling: str, code: str | None
) -> None:
    assert near_code(spelling) == code
