"""Editions in processes of their own; a large one in several, each making some of its pages.

So all processors are busy to the end, also when one edition is much larger than the others, or alone.
Pages do not see each other while they are made, only the inventory: what comes of an edition is the same
in however many parts it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from editions.errors import Problem, SiteError
from editions.files.processors import processors
from editions.hooks.edition import Built, EditionJob
from editions.hooks.processes import Advance, Failed, run_all
from editions.model.plans import EditionPlan

Work = Callable[[EditionJob, Advance], Built]
#: Fewer pages than this are made in one process: beginning another costs as much as ten pages.
_LEAST = 60
#: A process has so many parts to do at least, so that none is left waiting for long at the end.
_ROUNDS = 3


class OwnMistake(Exception):
    """An exception of ours in a child process, with the traceback it had there."""


def run_jobs(
    jobs: Sequence[EditionJob], work: Work, advance: Advance = lambda _: None
) -> Iterator[Built]:
    """Yield what came of each job as it is done; a job that dies becomes a problem of its own.

    ``advance`` is told how many steps the jobs have done. Raises OwnMistake for an exception that is no
    SiteError, after the other jobs are done.
    """
    parts = {job.code: parts_of(job, _most(jobs)) for job in jobs}
    largest_first = sorted(
        (part for several in parts.values() for part in several),
        key=lambda part: -len(part.plan.render),
    )
    found: dict[str, list[Built]] = {job.code: [] for job in jobs}
    mistakes: list[str] = []
    for part, result in run_all(largest_first, work, advance):
        if isinstance(result, Failed) and result.mistake:
            mistakes.append(result.mistake)
            continue
        built = _failed(part, result) if isinstance(result, Failed) else result
        found[part.code].append(built)
        if len(found[part.code]) == len(parts[part.code]):
            yield joined(found[part.code])
    if mistakes:
        raise OwnMistake(mistakes[0])


def parts_of(job: EditionJob, most: int) -> list[EditionJob]:
    """Return a job as jobs of no more pages than ``most`` each; the first makes what is no page."""
    pages = list(job.plan.render)
    number = -(-len(pages) // most) or 1
    # Other plugins of Pelican may look at all pages.
    if number == 1 or list(job.site.pelican.get("PLUGINS") or ()) != ["editions"]:
        return [job]
    plans = (
        EditionPlan(
            {page_id: job.plan.render[page_id] for page_id in pages[first::number]},
            job.plan.others if first == 0 else "",
        )
        for first in range(number)
    )
    return [replace(job, plan=plan) for plan in plans]


def joined(parts: Sequence[Built]) -> Built:
    """Return what came of an edition, from what came of its parts."""
    return replace(
        parts[0],
        rendered=sum(part.rendered for part in parts),
        found={i: entry for part in parts for i, entry in part.found.items()},
        problems=SiteError([p for part in parts for p in part.problems]).problems,
        missing=tuple(sorted({m for part in parts for m in part.missing})),
        missing_facts=tuple(sorted({m for part in parts for m in part.missing_facts})),
    )


def _most(jobs: Sequence[EditionJob]) -> int:
    """Return how many pages a part may have."""
    pages = sum(len(job.plan.render) for job in jobs)
    return max(_LEAST, -(-pages // (processors() * _ROUNDS))) if processors() > 1 else pages or 1


def _failed(job: EditionJob, failed: Failed) -> Built:
    if failed.problems:
        return Built(job.code, problems=failed.problems)
    problem = Problem(
        f"edition {job.code}",
        f"its process ended before it was done (exit status {failed.status}).",
        "Build again; if it happens again, look for a lack of memory or of space on the disk.",
    )
    return Built(job.code, problems=(problem,))
