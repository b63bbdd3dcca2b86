"""Proofreading: quiet when all is well, everything in one run, and a build refuses what is certain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editions.commands.media import strip_media
from editions.commands.proofread import proofread_site
from model.pictures_made import chunk, png
from sites import SVG, TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
LISTS = (
    "links: [here]\nrefused: {safe now: Say what to do.}\ndoubtful: {shocking: Let facts speak.}\n"
)


def settings(site: TinySite) -> str:
    path = site.folder / "own.py"
    text = open(site.settings).read()  # noqa: PTH123, SIM115
    path.write_text(
        f"{text}\nPATH = {str(site.content)!r}\nCACHE_PATH = {str(site.folder / 'c')!r}\n"
    )
    return str(path)


def test_a_sound_site_is_told_in_a_line_for_each_language(
    tiny_site: MakeSite, capsys: Capture
) -> None:
    site = tiny_site({"en/index.md": "One word. And two.", "fr/index.md": "Un mot."})
    assert proofread_site(settings=settings(site)) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        "en       1 page, 2 sentences of 2.0 words, the longest 2",
        "fr       1 page, 1 sentence of 2.0 words, the longest 2",
    ]


def test_everything_is_named_in_one_run(tiny_site: MakeSite, capsys: Capture) -> None:
    site = tiny_site(
        {
            "en/index.md": f"[here](a.md)\n\nIt is shocking. {'word ' * 30}end.",
            "en/a.md": "You are safe now.",
            "data/phrases/en.yaml": LISTS,
        }
    )
    (site.content / "media").mkdir()
    (site.content / "media/a.png").write_bytes(png(chunk(b"tEXt", b"A Name")))
    assert proofread_site(settings=settings(site)) == 1
    told = capsys.readouterr()
    for what in ("“here” does not say", "“safe now” does not stand", "holds more than the picture"):
        assert what in told.err
    assert "warning: " in told.err
    assert "nobody has recorded" in told.err
    assert "4 problems to mend" in told.err
    assert "1 sentence too long, the worst: " in told.out


def test_one_language_can_be_read_alone(tiny_site: MakeSite, capsys: Capture) -> None:
    site = tiny_site({"en/index.md": "One word.", "fr/index.md": "## Un\n\n#### Deux"})
    assert proofread_site("en", settings=settings(site)) == 0
    assert proofread_site("fr", pages=True, settings=settings(site)) == 1
    assert "  " in capsys.readouterr().out
    assert proofread_site("xx", settings=settings(site)) == 1
    assert "It has en, fr." in capsys.readouterr().err


def test_a_change_of_a_list_finds_problems_on_pages_nobody_touched(
    tiny_site: MakeSite, capsys: Capture
) -> None:
    site = tiny_site({"en/index.md": "[here](a.md)", "en/a.md": "x"})
    assert site.build() == 0
    site.write({"data/phrases/en.yaml": LISTS})
    assert site.build() == 1
    assert "index.md:5: the link text “here” does not say" in capsys.readouterr().err
    site.write({"data/phrases/en.yaml": "links: [there]\n"})
    assert site.build() == 0


def test_metadata_are_taken_out_of_pictures_and_only_of_those(
    tiny_site: MakeSite, capsys: Capture
) -> None:
    site = tiny_site({"en/index.md": "x", "media/b.svg": SVG, "en/media/a.png": ""})
    picture = site.content / "en/media/a.png"
    picture.write_bytes(png(chunk(b"tEXt", b"A Name")))
    assert site.build() == 1
    capsys.readouterr()
    assert strip_media(settings=settings(site)) == 0
    assert "a.png: 18 bytes taken out" in capsys.readouterr().out
    assert picture.read_bytes() == png()
    assert site.build() == 0
    assert strip_media(settings=settings(site)) == 0
    assert "nothing to take out" in capsys.readouterr().out
