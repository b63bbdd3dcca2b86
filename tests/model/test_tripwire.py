"""What must be the same in a translation is compared, however languages write it."""

from __future__ import annotations

import pytest

from editions.model.blocks import blocks_of
from editions.model.locales import locale_named
from editions.model.pairing import pair_blocks
from editions.model.tripwire import findings_of, numbers_of

FRENCH = locale_named("fr", {})
ARABIC = locale_named("ar", {})


def told(source: str, text: str, locale: object = FRENCH) -> list[tuple[bool, str]]:
    ours, theirs = blocks_of(source)[0], blocks_of(text)[0]
    return [(f.error, f.what) for f in findings_of(ours, theirs, locale)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Call 116 111 now.", "Appelez le 116 111 maintenant."),
        ("Over 1,700 people.", "Plus de 1\u202f700 personnes."),
        ("It is 3.5 percent.", "C'est 3,5 pour cent."),
        ("In the 1990s.", "Dans les années quatre-vingt-dix."),
        ("The 9th assembly.", "La neuvième assemblée."),
        ("See [this](../help/index.md#a).", "Voyez [ceci](../help/index.md#a)."),
        ("Write {figure:a} and `code`.", "Écrivez `code` et {figure:a}."),
        ("A **strong** word.", "Un mot **fort**."),
        ("Call [us](tel:116).", "Appelez-[nous](tel:116)."),
        ("On 23 November 2026.", "2026年11月23日"),
    ],
)
def test_what_is_rightly_translated_passes(source: str, text: str) -> None:
    assert told(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        ("Call 116 111.", "Appelez le 116 11.", "the numbers differ"),
        ("Not 10 but 15.", "Pas 10.", "missing here: 15"),
        ("Write {figure:a}.", "Écrivez {figure:b}.", "the tokens differ"),
        ("Write `a b`.", "Écrivez `a c`.", "the code differ"),
        ("[a](x.md)", "[b](y.md)", "the link targets differ"),
        ("[a](https://a.org/x)", "[b](https://b.org/x)", "the link targets differ"),
        ("Write to a@b.org.", "Écrivez à a@c.org.", "the addresses differ"),
        ("![A map](map.png)", "![](map.png)", "has no description"),
        ("A word.", "Un\u202emot.", "invisible character, right-to-left override"),
        ("A word.", "Un mot <script>x</script>.", "this HTML is not allowed on a page: <script"),
        ("A word.", "Un <b onclick=x>mot</b>.", "this HTML is not allowed on a page: onclick"),
        ("See https://ecpat.org.", "Voyez https://ecp\u0430t.org.", "letters that look like"),
        ("A word.", "Un [mot](javascript:alert(1)).", "begin with javascript: are not allowed"),
        ("[a](b.md)", "[mot](JavaScript:alert(1))", "begin with javascript: are not allowed"),
        ("A word.", "[mot]: <data:text/html,x>", "begin with data: are not allowed"),
        ("```\na\n```", "```\nb\n```", "the code differs"),
    ],
)
def test_what_is_dangerous_is_an_error(source: str, text: str, words: str) -> None:
    assert any(error and words in what for error, what in told(source, text))


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        ("A **strong** word.", "Un mot fort.", "emphasised"),
        ("Nobody translated this line.", "Nobody translated this line.", "not translated"),
        ("[a](https://a.org/en/)", "[b](https://a.org/fr/)", "link targets differ"),
    ],
)
def test_what_is_only_suspicious_is_a_warning(source: str, text: str, words: str) -> None:
    found = told(source, text)
    assert any(words in what for _, what in found)
    assert not any(error for error, _ in found)


def test_a_text_in_another_script_is_found_and_a_name_is_not() -> None:
    english = "this was never translated at all"
    assert any("script" in what for _, what in told("x", english, ARABIC))
    assert not any("script" in what for _, what in told("x", "تقرير WeProtect Global", ARABIC))


def test_digits_of_every_script_are_one_number() -> None:
    assert numbers_of("١١٦ و 1,700 و 3٫5") == ["116", "1700", "35"]


def test_sections_pair_by_structure_and_may_lack_as_a_whole() -> None:
    source = blocks_of("Intro.\n\n## A\n\na\n\na\n\n## B\n\n- b\n\n## C\n\nc\n")
    whole = pair_blocks(source, source)
    assert whole.pairs == tuple((n, n) for n in range(len(source)))
    part = pair_blocks(source, blocks_of("Intro.\n\n## A\n\na\n\na\n\n## C\n\nc\n"))
    assert part.lacking == ("“B”",)
    assert not part.mismatches


def test_a_section_built_otherwise_is_named_with_what_differs() -> None:
    source = blocks_of("## A\n\none\n\ntwo\n")
    found = pair_blocks(source, blocks_of("## A\n\none\n")).mismatches
    assert [m.what for m in found] == [
        "the section “A” has 1 paragraph; in the source “A” has 2 paragraphs."
    ]
