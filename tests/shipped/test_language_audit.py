"""The audit finds every fault planted in a page, and nothing in a page without one."""

from __future__ import annotations

import pytest

from shipped.language_audit import (
    direction_of,
    faults_of_direction,
    faults_of_language,
    names_of_script,
    script_of,
)

THAI = "ข้อความภาษาไทย"
ARABIC = "نص مكتوب باللغة العربية"


def page(body: str, lang: str = "en", direction: str = "ltr") -> str:
    return f'<!doctype html><html lang="{lang}" dir="{direction}"><title>x</title>{body}'


class TestLanguages:
    @pytest.mark.parametrize(
        ("body", "lang"),
        [
            (f"<p>{THAI}</p>", "en"),
            (f"<p>An English text <b>{THAI}</b> goes on.</p>", "en"),
            ("<p>Not translated</p>", "ar"),
            ("<p>Читать дальше</p>", "fr"),
            ("<p>阅读更多</p>", "ru"),
            (f'<img alt="{THAI}">', "es"),
            ('<nav aria-label="Languages"></nav>', "ar"),
            ('<p lang="en">A note in <span lang="th">English</span></p>', "en"),
            (f'<p lang="en">{ARABIC}</p>', "ar"),
            (f"<ul><li>{ARABIC}</li><li>Child Helpline International</li></ul>", "ar"),
            (f"<p>{ARABIC} <a>Read all about it</a></p>", "ar"),
            ("<p>اقرأ Read all about this page</p>", "ar"),
        ],
    )
    def test_a_text_in_the_wrong_script_is_found(self, body: str, lang: str) -> None:
        assert len(faults_of_language(page(body, lang))) == 1

    def test_the_fault_names_language_script_and_text(self) -> None:
        (fault,) = faults_of_language(page("<p>Not translated</p>", "ar"))
        assert fault == "<p> is said to be 'ar', but is in Latin letters: 'Not translated'"

    @pytest.mark.parametrize(
        ("body", "lang"),
        [
            (f'<p lang="th">{THAI}</p>', "en"),
            (f"<p>{ARABIC} ECPAT International.</p>", "ar"),
            ("<p>كتاب PDF</p><p>PDF</p>", "ar"),
            ("<li><a>اقرأ</a>، Child Helpline International</li>", "ar"),
            ("<li>مع Defence for Children-ECPAT Netherlands</li>", "ar"),
            ("<p>116 111 · +33 1 2345</p>", "th"),
            ("<p>https://example.org/address</p><p>www.example.org</p><bdi>moi-cpc.ae</bdi>", "ar"),
            ("<code>print</code><script>let words</script>", "ar"),
            ("<p>漢字とひらがなとカタカナ</p>", "ja"),
            ("<p>阅读更多内容</p>", "zh"),
            ("<p>閱讀更多內容</p>", "zh-Hant"),
            ("<p>বাংলা লেখা</p>", "bn"),
            ("<p>አማርኛ ጽሑፍ</p>", "am"),
            ("<p>Ўзбекча матн</p>", "uz-Cyrl"),
            (f"<!-- {THAI} -->", "en"),
            ('<p lang="">Xqzt krrp</p>', "ar"),
        ],
    )
    def test_a_text_in_the_script_of_its_language_is_no_fault(self, body: str, lang: str) -> None:
        assert faults_of_language(page(body, lang)) == []


class TestDirections:
    @pytest.mark.parametrize(
        ("body", "lang", "direction"),
        [
            (f'<p lang="ar">{ARABIC}</p>', "en", "ltr"),
            ('<p lang="en">English</p>', "ar", "rtl"),
            ("", "ar", "ltr"),
            ('<div dir="rtl"><p lang="en">English</p></div>', "en", "ltr"),
        ],
    )
    def test_a_language_that_runs_the_wrong_way_is_found(
        self, body: str, lang: str, direction: str
    ) -> None:
        assert len(faults_of_direction(page(body, lang, direction))) == 1

    @pytest.mark.parametrize(
        ("body", "lang", "direction"),
        [
            (f'<p lang="ar" dir="rtl">{ARABIC}</p>', "en", "ltr"),
            ('<p lang="fr">Français</p>', "en", "ltr"),
            ('<bdi lang="en">ECPAT International</bdi>', "ar", "rtl"),
            ('<p dir="auto"><span lang="en">English</span></p>', "ar", "rtl"),
        ],
    )
    def test_a_language_that_runs_its_own_way_is_no_fault(
        self, body: str, lang: str, direction: str
    ) -> None:
        assert faults_of_direction(page(body, lang, direction)) == []


class TestWhatIsKnown:
    @pytest.mark.parametrize(
        ("language", "script", "direction"),
        [
            ("en", "Latn", "ltr"),
            ("pt-BR", "Latn", "ltr"),
            ("ar", "Arab", "rtl"),
            ("he", "Hebr", "rtl"),
            ("ur", "Arab", "rtl"),
            ("th", "Thai", "ltr"),
            ("zh-Hant", "Hant", "ltr"),
            ("zh-TW", "Hant", "ltr"),
        ],
    )
    def test_a_language_has_its_script_and_direction(
        self, language: str, script: str, direction: str
    ) -> None:
        assert (script_of(language), direction_of(language)) == (script, direction)

    @pytest.mark.parametrize(
        ("script", "letters"),
        [("Khmr", "KHMER"), ("Deva", "DEVANAGARI"), ("Mymr", "MYANMAR"), ("Beng", "BENGALI")],
    )
    def test_a_script_is_known_by_the_names_of_its_letters(self, script: str, letters: str) -> None:
        assert names_of_script(script) == (letters,)
