"""The editions of a build: what each would be made from, what is left to do, and putting it in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from editions.commands.console import PROBLEMS, complain, progress
from editions.errors import Problem
from editions.files.code import code_version
from editions.files.found import found_stat, take_found
from editions.files.ledgers import read_ledger, write_ledger
from editions.files.writing import replace_tree, stats_below
from editions.hooks.building import build_editions as build_all
from editions.hooks.edition import Built, EditionJob, Ingredients
from editions.hooks.edition_parts import OwnMistake
from editions.hooks.fingerprints import Fingerprints
from editions.hooks.warming import warm_up_pelican
from editions.model.plans import Fingerprint, Ledger, plan_edition


def build_editions(
    fingerprints: Fingerprints, codes: Sequence[str], problems: Mapping[str, Sequence[Problem]]
) -> list[Built]:
    """Bring editions up to date and put those that are sound in their places.

    ``problems`` are those that keep an edition from being begun, by its code.
    """
    made_of = fingerprints.made_of
    done = []
    begun: dict[str, tuple[EditionJob, Fingerprint, Ledger]] = {}
    for code in codes:
        if problems.get(code):
            done.append(Built(code, problems=tuple(problems[code])))
            continue
        before = _ledger_of(made_of, code)
        lying = stats_below(_place_of(made_of, code))
        sound = lying == before.files and not made_of.inventory.flaws_of(code)
        now = fingerprints.of(code, before.whole if sound else "")
        plan = plan_edition(now, before, lying)
        if plan.empty and not made_of.inventory.flaws_of(code):
            done.append(_counted(made_of, Built(code, plan=plan), before))
        else:
            folder = made_of.site.cache / code
            job = EditionJob(**vars(made_of), code=code, folder=folder, plan=plan)
            begun[code] = job, now, before
    jobs = [job for job, _, _ in begun.values()]
    if any(job.plan.others for job in jobs):
        warm_up_pelican()
    steps = sum(2 * len(job.plan.render) for job in jobs)
    try:
        with progress("making pages", steps) as advance:
            for built in build_all(jobs, advance):
                done.append(built if built.problems else _put_in_place(built, *begun[built.code]))
    except OwnMistake as mistake:
        complain(str(mistake))
        raise SystemExit(PROBLEMS) from None
    return done


def _put_in_place(built: Built, job: EditionJob, now: Fingerprint, before: Ledger) -> Built:
    """Put what was made in its place, then say so in the ledger; return what came of the edition."""
    place = _place_of(job, job.code)
    replace_tree(job.staging, place, job.plan.keep)
    found = take_found(job.folder)
    # What pages that stay have lacked, they lack now.
    kept = Ledger() if len(job.plan.render) == len(now.pages) else before
    ledger = Ledger(
        now.shared,
        now.pages,
        stats_below(place),
        tuple(sorted({*built.missing, *kept.missing})),
        tuple(sorted({*built.missing_facts, *kept.missing_facts})),
        now.whole,
        now.asked,
        found,
        now.media,
    )
    write_ledger(_ledger_path(job, job.code), code_version(), place, ledger)
    return _counted(job, replace(built, plan=job.plan), ledger)


def _counted(made_of: Ingredients, built: Built, ledger: Ledger) -> Built:
    """Return what came of an edition with what holds for all its pages, rendered or not."""
    shown = made_of.inventory.shown_in(built.code).values()
    return replace(
        built,
        pages=len(shown),
        borrowed=sum(text.locale != built.code for text in shown),
        missing=ledger.missing,
        missing_facts=ledger.missing_facts,
    )


def _ledger_of(made_of: Ingredients, code: str) -> Ledger:
    # Other plugins of Pelican may look at all pages, and know of no plan.
    if list(made_of.site.pelican.get("PLUGINS") or ()) != ["editions"]:
        return Ledger()
    ledger = read_ledger(_ledger_path(made_of, code), code_version(), _place_of(made_of, code))
    # Without the entries of pages that stay, there is no index of all pages.
    return ledger if ledger.found == found_stat(made_of.site.cache / code) else Ledger()


def _ledger_path(made_of: Ingredients, code: str) -> Path:
    return made_of.site.cache / code / "ledger"


def _place_of(made_of: Ingredients, code: str) -> Path:
    return made_of.site.output / made_of.inventory.by_code[code].slug
