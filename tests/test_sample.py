"""The sample has everything on it that there is, so that what is opened stands for all the rest."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sample import Apart, Sample

#: Found in another way than the sample finds parts: the names of classes, whatever they are on.
CLASSES = re.compile(r' class="?([^">]*)')


def classes_of(site: Path, paths: list[str]) -> set[str]:
    """Return the names of all classes on some pages."""
    texts = ((site / path).read_text("utf-8") for path in paths)
    return {name for text in texts for found in CLASSES.findall(text) for name in found.split()}


@pytest.mark.slow
class TestOfTheShippedSite:
    def test_it_is_a_small_part(self, sample: Sample) -> None:
        if not sample.every_page:
            assert len(sample.covering("script")) < len(sample.pages) / 10
        assert len(sample.pages) > 1000

    @pytest.mark.parametrize("apart", ["site", "direction", "script"])
    def test_every_class_there_is_stands_on_a_page_of_it(
        self, sample: Sample, apart: Apart
    ) -> None:
        covering = set(sample.covering(apart))
        for group in {page.group(apart) for page in sample.pages}:
            members = [page.path for page in sample.pages if page.group(apart) == group]
            chosen = [path for path in members if path in covering]
            assert classes_of(sample.site, chosen) == classes_of(sample.site, members)

    def test_every_script_and_direction_is_in_it(self, sample: Sample) -> None:
        by_path = {page.path: page for page in sample.pages}
        chosen = [by_path[path] for path in sample.covering("script")]
        there = {(page.direction, page.script) for page in sample.pages}
        assert {(page.direction, page.script) for page in chosen} == there
        assert {direction for direction, _ in there} == {"ltr", "rtl"}
        assert len(there) > 2

    @pytest.mark.parametrize("apart", ["direction", "script"])
    def test_the_front_page_of_every_edition_is_in_it(self, sample: Sample, apart: Apart) -> None:
        fronts = {
            path.relative_to(sample.site).as_posix() for path in sample.site.glob("*/index.html")
        }
        assert len(fronts) > 1
        assert fronts | {"index.html", "404.html"} <= set(sample.covering(apart))


class TestOfAFewPages:
    @pytest.fixture
    def site(self, tmp_path: Path) -> Path:
        """Return pages of two editions, of which most have nothing of their own."""
        for edition, root in (
            ("en", "lang=en data-script=Latn"),
            ("ar", "dir=rtl data-script=Arab"),
        ):
            (tmp_path / edition).mkdir()
            for name in ("index", "a", "b", "c"):
                page = f"<!doctype html><html {root}><body><main class=text><p>x</p></main>"
                (tmp_path / edition / f"{name}.html").write_text(page, "utf-8")
        return tmp_path

    def add(self, site: Path, path: str, html: str) -> None:
        (site / path).write_text((site / path).read_text("utf-8") + html, "utf-8")

    def test_pages_with_nothing_of_their_own_are_left_out(self, site: Path) -> None:
        assert Sample(site).covering("direction") == ["ar/index.html", "en/index.html"]
        assert len(Sample(site).covering("site")) == 1

    def test_pages_of_no_edition_are_always_chosen(self, site: Path) -> None:
        self.add(site, "en/index.html", "<table></table>")
        shutil.copy(site / "en/a.html", site / "404.html")
        assert Sample(site).covering("site") == ["404.html", "en/index.html"]

    @pytest.mark.parametrize(
        "new", ["<table></table>", "<p class=notice>x</p>", "<aside><p class=text>x</p></aside>"]
    )
    def test_a_page_with_something_new_is_chosen(self, site: Path, new: str) -> None:
        self.add(site, "en/b.html", new)
        assert "en/b.html" in Sample(site).covering("site")

    def test_what_stands_on_another_page_in_another_direction_is_chosen_in_both(
        self, site: Path
    ) -> None:
        self.add(site, "en/b.html", "<table></table>")
        self.add(site, "ar/c.html", "<table></table>")
        sample = Sample(site)
        assert len(sample.covering("site")) == 1
        assert {"en/b.html", "ar/c.html"} <= set(sample.covering("direction"))
        assert {"en/b.html", "ar/c.html"} <= set(sample.covering("script"))

    def test_a_small_sample_is_a_part_of_the_larger_ones(self, site: Path) -> None:
        for path in ("en/a.html", "en/b.html", "ar/c.html"):
            self.add(site, path, "<table></table>")
        (site / "en/a.html").write_text((site / "en/c.html").read_text("utf-8") + "<ol><table>")
        sample = Sample(site)
        assert set(sample.covering("site")) < set(sample.covering("direction"))
        assert set(sample.covering("direction")) <= set(sample.covering("script"))

    def test_editions_may_be_chosen(self, site: Path) -> None:
        assert Sample(site).covering("script", ["ar"]) == ["ar/index.html"]

    def test_every_page_means_every_page(self, site: Path) -> None:
        assert len(Sample(site, every_page=True).covering("site")) == 8
        assert len(Sample(site, every_page=True).covering("site", ["en"])) == 4
