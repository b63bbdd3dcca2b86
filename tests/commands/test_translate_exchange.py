"""Words of pages out as PO and in again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.translators import state_of, with_folders
from editions.commands.translate_export import export_pages
from editions.commands.translate_import import import_files, import_pages
from editions.commands.translate_stamp import stamp_translations
from editions.hooks.translations import open_translations
from editions.model.units import words_of
from sites import TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
SHIPPED = Path(__file__).parents[2] / "content"
SOURCE = """\
---
Title: The page
Summary: What it says.
---

# Call 116

Do not pay the man. It
never ends.

- One thing
- Another thing

`code()` stays, and so does [this](https://example.org/a).

| Who | Number |
|-----|--------|
| You | 116    |
"""
FRENCH = """\
---
Title: La page
Summary: Ce qu'elle dit.
Status: draft
---

# Appelez le 116

Ne payez pas l'homme. Cela
ne finit jamais.

* Une chose
* Une autre chose

`code()` reste, et [ceci](https://example.org/a) aussi.

| Qui  | Numéro |
|------|--------|
| Vous | 116    |
"""


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    made = with_folders(tiny_site({"en/a.md": SOURCE, "en/b.md": SOURCE, "fr/a.md": FRENCH}))
    assert stamp_translations("fr", ["a"], settings=made.settings) == 0
    return made


@pytest.fixture
def po(site: TinySite) -> Path:
    path = site.folder / "pages-fr.po"
    assert export_pages("fr", output=str(path), settings=site.settings) == 0
    return path


def french(site: TinySite, name: str = "a") -> str:
    return (site.content / f"fr/{name}.md").read_text("utf-8")


def take(site: TinySite, po: Path) -> int:
    return import_pages(str(po), settings=site.settings)


def edited(po: Path, old: str, new: str) -> Path:
    text = po.read_text("utf-8")
    assert old in text
    po.write_text(text.replace(old, new, 1), "utf-8")
    return po


def sent_out(site: TinySite, ending: str) -> Path:
    """Return a PO file or a work pack of the site, in which all that is translated is done."""
    path = site.folder / f"pages-fr.{ending}"
    html = ending == "html"
    assert export_pages("fr", html=html, output=str(path), settings=site.settings) == 0
    return path


def without_bases(text: str) -> str:
    return re.sub(r"#\. Exported as \w+\n", "", text)


def by_hand(site: TinySite, old: str, new: str) -> str:
    """Change the French page as somebody with a text editor would, and return it."""
    text = french(site)
    assert old in text
    (site.content / "fr/a.md").write_text(text.replace(old, new), "utf-8")
    return french(site)


@pytest.mark.slow
def test_an_untouched_file_changes_no_byte(site: TinySite, po: Path) -> None:
    before = french(site)
    assert take(site, po) == 0
    assert french(site) == before
    assert not (site.content / "fr/b.md").exists()


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs GNU gettext")
def test_gettext_itself_finds_the_file_valid(po: Path) -> None:
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(po)], check=True)


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_windows_line_ends_and_a_byte_order_mark_are_read(
    site: TinySite, po: Path, ends: str
) -> None:
    before = french(site)
    text = po.read_text("utf-8").replace("Une chose", "Telle chose")
    po.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ends).encode())
    assert take(site, po) == 0
    lines = zip(before.split("\n"), french(site).split("\n"), strict=True)
    assert [(a, b) for a, b in lines if a != b] == [("* Une chose", "* Telle chose")]


def test_a_page_is_begun_by_its_title_and_grows(site: TinySite, po: Path, capsys: Capture) -> None:
    # These are the words of another page: nobody knows what they were when they were sent out.
    start = without_bases(po.read_text("utf-8")).replace('msgctxt "a#', 'msgctxt "b#')
    header, _, rest = start.partition("\n\n")
    entries = [
        e for e in rest.split("\n\n") if 'msgctxt "b#' in e and not e.rstrip().endswith('msgstr ""')
    ]
    title = next(e for e in entries if '"La page"' in e)
    others = [e for e in entries if e != title]
    po.write_text("\n\n".join([header, *others]) + "\n", "utf-8")
    assert take(site, po) == 0
    assert "begins with its title" in capsys.readouterr().err
    po.write_text("\n\n".join([header, title, others[3]]) + "\n", "utf-8")
    assert take(site, po) == 0
    assert state_of(site, capsys)["b"]["state"] == "partial"
    po.write_text("\n\n".join([header, title, *others]) + "\n", "utf-8")
    assert take(site, po) == 0
    assert state_of(site, capsys)["b"]["state"] == "current"
    assert french(site, "b").partition("\n\n")[2] == french(site).partition("\n\n")[2].replace(
        "\n* ", "\n- "
    ).replace("homme. Cela\nne", "homme. Cela ne")


def test_a_stale_text_goes_out_fuzzy_and_comes_back_current(
    site: TinySite, po: Path, capsys: Capture
) -> None:
    site.write({"en/a.md": SOURCE.replace("One thing", "One new thing")})
    po.unlink()
    assert export_pages("fr", pages=["a"], stale=True, output=str(po), settings=site.settings) == 0
    text = po.read_text("utf-8")
    assert text.count("\nmsgctxt") == 1
    assert "#, fuzzy" in text
    assert take(site, po) == 0
    assert state_of(site, capsys)["a"]["state"] == "stale"
    assert take(site, edited(po, "#, fuzzy\n", "")) == 0
    assert state_of(site, capsys)["a"]["state"] == "current"
    assert "* Une chose" in french(site)


def test_a_text_made_from_an_older_source_is_kept_as_older(
    site: TinySite, po: Path, capsys: Capture
) -> None:
    site.write({"en/a.md": SOURCE.replace("pay the man", "pay that man")})
    assert take(site, edited(po, "l'homme", "cet homme")) == 0
    assert "has changed since it was exported" in capsys.readouterr().err
    assert "cet homme" in french(site)
    assert state_of(site, capsys)["a"]["state"] == "stale"


def test_what_the_source_no_longer_has_is_left_out(
    site: TinySite, po: Path, capsys: Capture
) -> None:
    site.write({"en/a.md": SOURCE.replace("- Another thing\n", "")})
    assert take(site, po) == 0
    assert "no longer has this text" in capsys.readouterr().err


def test_a_new_and_a_removed_block_find_their_places(
    site: TinySite, po: Path, capsys: Capture
) -> None:
    more = SOURCE.replace("- Another thing\n", "- Another thing\n- Third thing\n")
    site.write({"en/a.md": more.replace("Do not pay the man. It\nnever ends.\n\n", "")})
    po.unlink()
    assert export_pages("fr", pages=["a"], stale=True, output=str(po), settings=site.settings) == 0
    edited(po, 'msgid "Third thing"\nmsgstr ""', 'msgid "Third thing"\nmsgstr "Troisième chose"')
    assert take(site, po) == 0
    assert "* Une autre chose\n- Troisième chose\n\n`code()`" in french(site)
    assert "Ne payez pas" not in french(site)
    assert state_of(site, capsys)["a"]["state"] == "current"


def test_new_words_end_a_review(site: TinySite, po: Path, capsys: Capture) -> None:
    path = site.content / "fr/a.md"
    path.write_text(
        french(site).replace("Status: draft", "Status: reviewed\nReviewed: 2026-01-02 Ada"), "utf-8"
    )
    assert take(site, po) == 0
    assert "Reviewed: 2026-01-02 Ada" in french(site)
    assert take(site, edited(po, "Une chose", "Telle chose")) == 0
    assert "no longer reviewed" in capsys.readouterr().out
    assert "Status: draft" in french(site)
    assert "Reviewed" not in french(site)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Appelez le 116", "Appelez le 117", "numbers differ"),
        ("https://example.org/a) aussi", "https://example.net/a) aussi", "link targets differ"),
        ("Une chose", "<script>x</script>", "HTML is not allowed"),
        ("Une chose", "Une [x](javascript:alert(1))", "javascript: are not allowed"),
        ("Une chose", "{figure:x} {{ x }}", "tokens differ"),
        ("Une chose", "Une \u202echose", "invisible character"),
        ("Une chose", "Une\\n\\nseule chose", "would not be one item"),
        ("Une chose", "Une seule\\n- chose", "would not be one item"),
        ("Une chose", "- Une chose", "would not be one item"),
        ("pas l'homme", "pas\\r\\rl'homme", "would not be one paragraph"),
        ("La page", "La\\n\\npage", "would not be one title"),
        ("La page", "La page\\nStatus: reviewed", "differ"),
        ('msgid "One thing"', 'msgid "One thingy"', "is not what was sent out"),
        ("Numéro", "NumÃ©ro", "wrong encoding"),
        ("Numéro", "Num\ufffdro", "letters of this translation were lost"),
        ('msgctxt "a#', 'msgctxt "../../a#', "no page for the context"),
        ('msgctxt "a#', 'msgctxt "/etc/passwd#', "no page for the context"),
        ("Language: fr", "X-Nothing: fr", "does not say which language"),
        ("Language: fr", "Language: de", "this is de, but the file was exported for fr"),
        ('msgstr "Une chose"', 'msgid_plural "x"\nmsgstr[0] "Une"\nmsgstr[1] "x"', "plural"),
        ('msgstr "Une chose"', 'msgstr "Une "chose"', "not a line of a gettext catalog"),
    ],
)
def test_a_damaged_or_hostile_file_is_refused_with_its_line(
    site: TinySite, po: Path, capsys: Capture, old: str, new: str, told: str
) -> None:
    before = french(site)
    edited(po, "Une autre chose", "Toute autre chose")
    status = take(site, edited(po, old, new))
    if told == "differ":  # metadata stays one line, whatever is sent
        assert french(site).count("\nStatus: ") == 1
        return
    assert status == 1
    error = capsys.readouterr().err
    assert told in error
    assert "pages-fr.po" in error
    assert french(site) == before


BOTH = pytest.mark.parametrize("ending", ["po", "html"])


@BOTH
def test_words_that_are_newer_on_the_page_stay(
    site: TinySite, capsys: Capture, ending: str
) -> None:
    sent = edited(sent_out(site, ending), "Une autre chose", "Toute autre chose")
    after = by_hand(site, "* Une chose", "* Telle chose")
    after = after.replace("Title: La page", "Title: Cette page")
    (site.content / "fr/a.md").write_text(after, "utf-8")
    assert take(site, sent) == 0
    assert "2 texts newer on the page, left as they are" in capsys.readouterr().out
    assert "* Telle chose\n* Toute autre chose" in french(site)
    assert "Title: Cette page" in french(site)


@BOTH
@pytest.mark.parametrize(
    ("old", "ours", "theirs"),
    [
        ("Une chose", "Telle chose", "Une seule chose"),
        ("Ce qu'elle dit.", "Ce qu'elle veut.", "Ce qu'elle raconte."),
    ],
)
def test_words_changed_on_both_sides_are_refused_with_both(
    site: TinySite, capsys: Capture, ending: str, old: str, ours: str, theirs: str
) -> None:
    sent = edited(sent_out(site, ending), old, theirs)
    edited(sent, "Une autre chose", "Toute autre chose")
    before = by_hand(site, old, ours)
    assert take(site, sent) == 1
    told = capsys.readouterr().err
    line = before[: before.index(ours)].count("\n") + 1
    assert f"have both changed since the file was exported: {theirs!r} here, {ours!r} in " in told
    assert f"content/fr/a.md:{line}." in told
    assert f"pages-fr.{ending}" in told.splitlines()[1]
    assert french(site) == before
    by_hand(site, ours, theirs)
    assert take(site, sent) == 0
    assert "* Toute autre chose" in french(site)


@BOTH
def test_the_same_file_again_changes_nothing(site: TinySite, capsys: Capture, ending: str) -> None:
    sent = edited(sent_out(site, ending), "Une chose", "Telle chose")
    edited(edited(sent, "La page", "Cette page"), "code()` reste", "code()` demeure")
    assert take(site, sent) == 0
    after = french(site)
    capsys.readouterr()
    assert take(site, sent) == 0
    assert capsys.readouterr().out.partition(": ")[2].startswith("fr, 0 pages changed")
    assert french(site) == after


@BOTH
def test_a_file_is_known_by_what_it_holds(site: TinySite, capsys: Capture, ending: str) -> None:
    sent = edited(sent_out(site, ending), "Une chose", "Telle chose")
    sent = sent.rename(sent.with_suffix(".html" if ending == "po" else ".po"))
    assert take(site, sent) == 0
    assert "* Telle chose" in french(site)
    told = "8 texts open or fuzzy" if ending == "po" else "8 texts not done"
    assert told in capsys.readouterr().out


def test_of_several_files_each_is_taken_whole_or_not_at_all(
    site: TinySite, po: Path, capsys: Capture
) -> None:
    pack = edited(sent_out(site, "html"), "Une chose", "Telle chose")
    files = [str(edited(po, "Appelez le 116", "Appelez le 117")), str(pack)]
    edited(po, "Une autre chose", "Toute autre chose")
    assert import_files(files, settings=site.settings) == 1
    told = capsys.readouterr()
    assert "pages-fr.po: nothing is written" in told.err
    assert "pages-fr.html: fr, 1 page changed" in told.out
    assert "* Telle chose\n* Une autre chose" in french(site)


def test_without_its_comments_a_file_is_taken_as_it_is(site: TinySite, po: Path) -> None:
    before = french(site)
    po.write_text(without_bases(po.read_text("utf-8")), "utf-8")
    by_hand(site, "* Une chose", "* Telle chose")
    assert take(site, po) == 0
    assert french(site) == before


@BOTH
@pytest.mark.parametrize(("newer", "state"), [(False, "current"), (True, "stale")])
def test_untouched_words_are_stamped_only_where_the_page_still_has_them(
    site: TinySite, capsys: Capture, ending: str, newer: bool, state: str
) -> None:
    site.write({"en/a.md": SOURCE.replace("One thing", "One new thing")})
    sent = sent_out(site, ending)
    old, new = ("#, fuzzy\n", "") if ending == "po" else ('"done":false', '"done":true')
    sent.write_text(sent.read_text("utf-8").replace(old, new), "utf-8")
    if newer:
        by_hand(site, "* Une chose", "* Telle chose")
    words = french(site).partition("\n# ")[2]
    assert take(site, sent) == 0
    assert state_of(site, capsys)["a"]["state"] == state
    assert french(site).partition("\n# ")[2] == words


def test_an_older_file_takes_no_later_stamp_away(site: TinySite, po: Path, capsys: Capture) -> None:
    assert take(site, edited(po, "l'homme", "cet homme")) == 0
    site.write({"en/a.md": SOURCE.replace("pay the man", "pay that man")})
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    before = french(site)
    assert take(site, po) == 0
    assert french(site) == before
    assert state_of(site, capsys)["a"]["state"] == "current"


@BOTH
def test_what_was_removed_by_hand_does_not_come_back_untouched(site: TinySite, ending: str) -> None:
    sent = sent_out(site, ending)
    by_hand(site, "Ne payez pas l'homme. Cela\nne finit jamais.\n\n", "")
    stamp_without(site, 1)
    before = french(site)
    assert take(site, sent) == 0
    assert french(site) == before
    assert take(site, edited(sent, "Ne payez pas l'homme", "Ne payez jamais l'homme")) == 0
    assert "Ne payez jamais l'homme" in french(site)


def stamp_without(site: TinySite, place: int) -> None:
    """Take the digest of a block out of the stamp, as it is where a page was stamped in part."""
    text = french(site)
    stamp = re.search(r"Source: (.*) / (.*)", text)
    assert stamp
    blocks = stamp[2].split()
    del blocks[place]
    (site.content / "fr/a.md").write_text(text.replace(stamp[2], " ".join(blocks)), "utf-8")


PARAGRAPH = "Ne payez pas l'homme. Cela ne finit jamais."


@BOTH
@pytest.mark.parametrize(
    "broken",
    [
        "Ne payez pas l'homme. \n\nCela ne finit jamais.",
        "Ne payez pas l'homme.\r\n\r\nCela ne finit jamais.",
        "Ne payez pas l'homme.\n# Cela ne finit jamais.",
        "Ne payez pas l'homme.\n- Cela ne finit jamais.",
        "Ne payez pas l'homme.\n  1. Cela ne finit jamais.",
        "Ne payez pas l'homme.\n> Cela ne finit jamais.",
        "Ne payez pas l'homme.\n: Cela ne finit jamais.",
        "Ne payez pas l'homme.\n---\nCela ne finit jamais.",
        "Ne payez pas l'homme.\n===",
    ],
)
def test_what_would_not_be_one_paragraph_is_refused_and_not_joined(
    site: TinySite, capsys: Capture, ending: str, broken: str
) -> None:
    before = french(site)
    sent = sent_out(site, ending)
    assert take(site, edited(sent, PARAGRAPH, json.dumps(broken)[1:-1])) == 1
    told = capsys.readouterr().err
    place = "pages-fr.po:" if ending == "po" else "pages-fr.html, “The page”, text "
    assert place in told
    assert "would not be one paragraph" in told
    assert french(site) == before


@BOTH
def test_a_text_wrapped_anywhere_is_one_text(site: TinySite, ending: str) -> None:
    before = french(site)
    wrapped = "Ne payez pas\\nl'homme. Cela\\n ne finit jamais."
    assert take(site, edited(sent_out(site, ending), PARAGRAPH, wrapped)) == 0
    assert french(site) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [('"X-Editions-Locale: fr\\n"\n', ""), ("Language: fr", "Language: FR")],
)
def test_a_file_without_our_own_field_is_read_and_so_is_another_spelling(
    site: TinySite, po: Path, old: str, new: str
) -> None:
    assert take(site, edited(edited(po, "Une chose", "Telle chose"), old, new)) == 0
    assert "* Telle chose" in french(site)


def test_an_entry_given_twice_is_refused(site: TinySite, po: Path, capsys: Capture) -> None:
    text = po.read_text("utf-8")
    po.write_text(
        text + "\n" + text.split("\n\n")[1].replace("La page", "Une page") + "\n", "utf-8"
    )
    assert take(site, po) == 1
    assert "given a second time" in capsys.readouterr().err


def test_a_file_that_may_hold_work_is_not_written_over(
    site: TinySite, po: Path, capsys: Capture
) -> None:
    text = edited(po, "Une chose", "Telle chose").read_text("utf-8")
    assert export_pages("fr", output=str(po), settings=site.settings) == 1
    assert "may hold somebody's work" in capsys.readouterr().err
    assert po.read_text("utf-8") == text


def test_a_part_of_the_words_can_be_sent(site: TinySite, po: Path) -> None:
    po.unlink()
    assert export_pages("fr", max_words=5, output=str(po), settings=site.settings) == 0
    assert po.read_text("utf-8").count("\nmsgctxt") == 2


@pytest.mark.slow
def test_every_shipped_page_comes_back_as_it_went(tiny_site: MakeSite) -> None:
    site = with_folders(tiny_site({"en/a.md": SOURCE}))
    shutil.rmtree(site.content)
    shutil.copytree(SHIPPED, site.content)
    read = open_translations(site.settings)
    before = {path: path.read_bytes() for path in sorted(site.content.rglob("*.md"))}
    again = [p for p in before if p.parent.name == "issues" and p.parts[-3] in ("ar", "th", "fr")]
    for locale in read.locales:
        po = site.folder / f"pages-{locale.code}.po"
        assert export_pages(locale.code, output=str(po), settings=site.settings) == 0
    for path in again:
        path.unlink()
    for locale in read.locales:
        po = site.folder / f"pages-{locale.code}.po"
        assert import_pages(str(po), settings=site.settings) == 0
    changed = [path for path, raw in before.items() if path.read_bytes() != raw]
    assert set(changed) <= set(again)
    after = open_translations(site.settings)
    for locale in read.locales:
        for page in read.translations(locale):
            new = after.translation(page.page_id, locale)
            assert new.freshness == page.freshness, new.page_id
            if page.text and new.text:
                pairs = zip(page.text.blocks, new.text.blocks, strict=True)
                assert all(words_of(a) == words_of(b) or a.kind == "code" for a, b in pairs)
