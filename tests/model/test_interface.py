"""The words of the theme, and what a catalog may not do to a page."""

from __future__ import annotations

from editions.model.interface import Catalog, Interface, Key, catalog_problems, marked_up
from editions.model.locales import Locale, locale_named


def locale(code: str) -> Locale:
    found = locale_named(code, {})
    assert found is not None
    return found


def catalog(code: str, messages: dict[Key, tuple[str, ...]]) -> Catalog:
    return Catalog(code, messages, lambda n: int(n != 1), f"{code}.po")


def test_a_message_comes_from_the_nearest_catalog_along_the_chain() -> None:
    chain = (
        (locale("pt_BR"), catalog("pt_BR", {(None, "a"): ("x",)})),
        (locale("pt"), catalog("pt", {(None, "a"): ("y",), (None, "b"): ("z",)})),
    )
    interface = Interface(locale("pt_BR"), locale("en"), chain)
    assert [interface.wording(m).text for m in "abc"] == ["x", "z", "c"]
    assert [interface.wording(m).locale.code for m in "abc"] == ["pt_BR", "pt", "en"]
    assert interface.missing == {"b", "c"}


def test_a_borrowed_message_carries_its_language() -> None:
    interface = Interface(locale("ar"), locale("en"), ())
    assert marked_up(interface.wording("Menu"), locale("ar")) == (
        '<span lang="en" dir="ltr">Menu</span>'
    )


def test_plural_forms_follow_the_catalog_they_are_found_in() -> None:
    words = catalog("fr", {(None, "%(n)s page"): ("%(n)s page", "%(n)s pages")})
    interface = Interface(locale("fr"), locale("en"), ((locale("fr"), words),))
    assert interface.plural_wording("%(n)s page", "%(n)s pages", 5).text == "%(n)s pages"


def test_a_translation_is_text_and_never_markup() -> None:
    words = catalog("fr", {(None, "Menu"): ("<b>Menu</b> & co",)})
    interface = Interface(locale("fr"), locale("en"), ((locale("fr"), words),))
    assert interface.wording("Menu").text == "&lt;b&gt;Menu&lt;/b&gt; &amp; co"


def test_other_placeholders_other_tags_and_single_percents_are_told() -> None:
    bad: dict[Key, tuple[str, ...]] = {
        (None, "by %(name)s"): ("par %(nom)s",),
        (None, "see <b>it</b>"): ("voir <i>ça</i>",),
        (None, "all"): ("100 %",),
    }
    told = catalog_problems(catalog("fr", bad), {}, formatted=True)
    assert len(told) == 3


def test_a_plural_form_may_leave_its_number_out() -> None:
    good: dict[Key, tuple[str, ...]] = {(None, "%(n)s page"): ("une page", "%(n)s pages")}
    assert catalog_problems(catalog("fr", good), {}, formatted=True) == ()
