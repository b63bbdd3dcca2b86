"""A large edition is made in several processes, and what comes of it is the same as in one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editions.commands.build import build_site, prepare
from editions.hooks.edition import Built, EditionJob
from editions.hooks.edition_parts import OwnMistake, parts_of, run_jobs
from editions.hooks.processes import Advance
from editions.hooks.settings import read_site
from editions.hooks.surveying import survey_site
from editions.model.plans import EditionPlan
from sites import TinySite

MakeSite = Callable[..., TinySite]
#: Enough for three parts.
MANY = 130


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    """Return a site with one large edition beside a small one."""
    pages = {f"en/guide/{n}.md": f"## Part\n\nText {n}, [next]({n // 2}.md)." for n in range(MANY)}
    return tiny_site({**pages, "en/index.md": "Welcome", "en/guide/index.md": "Guide"})


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda number: monkeypatch.setattr(
        os, "sched_getaffinity", lambda _: set(range(number)), raising=False
    )


@pytest.fixture
def job(site: TinySite) -> EditionJob:
    places = {"PATH": site.content, "OUTPUT_PATH": site.output, "CACHE_PATH": site.folder / "cache"}
    read = read_site(site.settings, **{key: str(path) for key, path in places.items()})
    made_of = prepare(read, []).made_of
    plan = EditionPlan(dict.fromkeys(made_of.inventory.entries, "it is new"), "it is new")
    return EditionJob(**vars(made_of), code="en", folder=read.cache / "en", plan=plan)


def built(site: TinySite, name: str) -> dict[str, bytes]:
    """Return the files of a site, built from nothing into a folder of its own, with its Markdown."""
    folder = site.folder / name
    status = build_site(
        content=str(site.content),
        output=str(folder / "output"),
        cache=str(folder / "cache"),
        settings=site.settings,
    )
    assert status == 0
    return tree_of(folder / "output") | tree_of(folder / "cache/en/content")


def tree_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
def test_any_number_of_processors_makes_the_same_site(
    site: TinySite, processors: Callable[[int], None]
) -> None:
    processors(1)
    in_one = built(site, "one")
    processors(3)
    assert built(site, "three") == in_one
    assert len(in_one) > 2 * MANY


@pytest.mark.slow
def test_mistakes_in_several_parts_are_told_in_reading_order_and_keep_the_edition(
    site: TinySite, processors: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {f"en/guide/{n}.md": "---\nTitle: x\n---\n\n[x](gone.md)" for n in (1, 60, 61, 129)}
    site.write({**wrong, "en/guide/62.md": "---\nTitle: x\nMenu: x\n---\n\nx"})
    told = []
    for number in (1, 3):
        processors(number)
        assert site.build() == 1
        told.append(capsys.readouterr().err)
    assert told[0] == told[1]
    assert told[0].count("gone.md") >= len(wrong)
    assert "5 problems to mend" in told[0]
    assert not (site.output / "en").exists()


def test_every_page_is_in_one_part_and_what_is_no_page_in_the_first(job: EditionJob) -> None:
    parts = parts_of(job, 50)
    assert len(parts) == 3
    assert max(len(part.plan.render) for part in parts) <= 50
    pages = [page_id for part in parts for page_id in part.plan.render]
    assert sorted(pages) == sorted(job.plan.render)
    assert [part.plan.others for part in parts] == ["it is new", "", ""]


def test_with_another_plugin_an_edition_is_made_in_one_piece(job: EditionJob) -> None:
    settings = {**job.site.pelican, "PLUGINS": ["editions", "another"]}
    whole = replace(job, site=replace(job.site, pelican=settings))
    assert parts_of(whole, 50) == [whole]


def test_a_part_that_dies_is_a_problem_of_its_edition(
    job: EditionJob, processors: Callable[[int], None]
) -> None:
    def dying(part: EditionJob, _: Advance) -> Built:
        if "guide/7" in part.plan.render:
            os._exit(3)
        return Built(part.code, rendered=len(part.plan.render))

    processors(3)
    [result] = run_jobs([job], dying)
    assert result.rendered < len(job.plan.render)
    assert ["exit status 3" in problem.what for problem in result.problems] == [True]


def test_a_mistake_of_ours_in_one_part_is_no_finished_edition(
    job: EditionJob, processors: Callable[[int], None]
) -> None:
    def mistaken(part: EditionJob, _: Advance) -> Built:
        if "guide/7" in part.plan.render:
            raise ZeroDivisionError
        return Built(part.code)

    processors(3)
    results: list[Built] = []
    with pytest.raises(OwnMistake, match="ZeroDivisionError"):
        results.extend(run_jobs([job], mistaken))
    assert not results


def test_pages_parsed_in_several_processes_are_those_parsed_in_one(
    site: TinySite, processors: Callable[[int], None]
) -> None:
    site.write({"en/guide/5.md": "---\nTitle: x\nMenu: x\n---\n\nx"})
    found = []
    for number in (1, 3):
        processors(number)
        cache = site.folder / f"cache-{number}"
        read = read_site(site.settings, PATH=str(site.content), CACHE_PATH=str(cache))
        found.append((survey_site(read)[1], (cache / "pages").stat().st_size > 0))
    assert found[0] == found[1]
    assert len(found[0][0].flaws) == 1
