"""How a translation stands to its source today, block by block.

Goes by what the blocks say and by nothing else: no dates, no commits. A translation carries the digests
of the source blocks it was made from, one for each of its own blocks; compared with today's source
they tell what is unchanged, changed, new and gone, wherever it has moved to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import NamedTuple, Self

from editions.model.blocks import Print, digest_of_text

#: Metadata that readers see in their language, in the order of digests.
WORDED_KEYS = ("title", "summary", "menu-title")

_STAMP = re.compile(r"(?P<meta>(?:[0-9a-f]{8} *)*)/ *(?P<body>(?:[0-9a-f]{8} *)*)")

#: What a page in a locale can be.
STATES = ("current", "stale", "partial", "untracked", "missing")


class Stamp(NamedTuple):
    """The source a translation was made from: digests of its metadata, and of each block in order."""

    metadata: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the stamp as it is written behind ``Source:``."""
        return " ".join((*self.metadata, "/", *self.blocks))


class Pair(NamedTuple):
    """A source block and its translation, by their places among the blocks; one may be lacking.

    ``state`` is current, changed (the source has changed since), new (not translated), or gone (the
    source has no such block any more).
    """

    source: int | None
    text: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """How a translation stands to its source.

    ``pairs`` are in the order of the source, each block that is gone behind the one it followed; they
    are empty for an untracked page. ``metadata`` are the states of title, summary and menu title.
    """

    state: str
    pairs: tuple[Pair, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    def count(self, *states: str) -> int:
        """Return how many parts of the page, metadata included, are in given states."""
        parts = [pair.state for pair in self.pairs] + [state for _, state in self.metadata]
        return sum(state in states for state in parts)

    @property
    def in_order(self) -> bool:
        """Whether the text can be shown as it stands: untracked, or current block by block."""
        return all(
            pair.state == "current" and pair.source == pair.text == place
            for place, pair in enumerate(self.pairs)
        )


UNTRACKED = Freshness("untracked")
MISSING = Freshness("missing")


def read_stamp(written: str) -> Stamp:
    """Return the stamp as it stands behind ``Source:``; raises ValueError where it is none."""
    found = _STAMP.fullmatch(written.strip())
    if found is None:
        raise ValueError(written)
    return Stamp(tuple(found["meta"].split()), tuple(found["body"].split()))


def metadata_prints(values: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return (key, digest) of the worded metadata a page has, from its (key, value)."""
    given = dict(values)
    return tuple((key, digest_of_text(key, given[key])) for key in WORDED_KEYS if given.get(key))


@dataclass(frozen=True)
class Prints:
    """What is kept of a page's words to compare it: digests of its metadata, and its blocks.

    Of the blocks ``digests`` and ``shapes`` (kind and level) are kept side by side: most pages are only
    asked whether their digests are those of another.
    """

    metadata: tuple[tuple[str, str], ...] = ()
    digests: tuple[str, ...] = ()
    shapes: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, metadata: tuple[tuple[str, str], ...], blocks: Sequence[Print] = ()) -> Self:
        """Return what is kept of metadata and blocks."""
        shapes = tuple((block.kind, block.level) for block in blocks)
        return cls(metadata, tuple(block.digest for block in blocks), shapes)

    @cached_property
    def blocks(self) -> tuple[Print, ...]:
        """The prints of its blocks."""
        return tuple(
            Print(kind, level, digest)
            for (kind, level), digest in zip(self.shapes, self.digests, strict=True)
        )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its worded metadata."""
        return tuple(key for key, _ in self.metadata)

    @cached_property
    def stamp(self) -> Stamp:
        """The stamp of a translation that is made from exactly this."""
        return Stamp(tuple(digest for _, digest in self.metadata), self.digests)


def compare(source: Prints, text: Prints, stamp: Stamp | None) -> Freshness:
    """Return how a translation stands to its source.

    A translation with another number of blocks than its stamp has been changed by hand since, and
    nobody has said from what: it is untracked, as one that never had a stamp.
    """
    if stamp is None or len(stamp.blocks) != len(text.digests):
        return UNTRACKED
    if _is_current(source, text, stamp):
        return _current(len(stamp.blocks), source.keys)
    return _compared(source, text, stamp)


def _is_current(source: Prints, text: Prints, stamp: Stamp) -> bool:
    """Whether a translation was made from exactly today's source, as most are."""
    return source.stamp == stamp and source.keys == text.keys


@lru_cache(maxsize=256)
def _current(blocks: int, keys: tuple[str, ...]) -> Freshness:
    pairs = tuple(Pair(place, place, "current") for place in range(blocks))
    return Freshness("current", pairs, tuple((key, "current") for key in keys))


@lru_cache(maxsize=8192)
def _compared(source: Prints, text: Prints, stamp: Stamp) -> Freshness:
    """Return how a translation stands to a source that is not what it was made from."""
    metadata = _metadata_states(source, text, stamp)
    pairs = _pairs(source.blocks, text.blocks, stamp.blocks)
    states = {pair.state for pair in pairs} | {state for _, state in metadata}
    state = "stale" if states & {"changed", "gone"} else "partial" if "new" in states else "current"
    return Freshness(state, pairs, metadata)


def _metadata_states(source: Prints, text: Prints, stamp: Stamp) -> tuple[tuple[str, str], ...]:
    own = {key for key, _ in text.metadata}
    made_from = frozenset(stamp.metadata)
    return tuple(
        (key, "new" if key not in own else "current" if digest in made_from else "changed")
        for key, digest in source.metadata
    )


def _pairs(
    source: Sequence[Print], text: Sequence[Print], made_from: Sequence[str]
) -> tuple[Pair, ...]:
    today = [block.digest for block in source]
    partner: dict[int, tuple[int, str]] = {}
    left_source: list[range] = []
    left_text: list[range] = []
    matcher = SequenceMatcher(None, today, list(made_from), autojunk=False)
    for tag, s1, s2, t1, t2 in matcher.get_opcodes():
        if tag == "equal":
            partner |= {s1 + n: (t1 + n, "current") for n in range(s2 - s1)}
        else:
            left_source.append(range(s1, s2))
            left_text.append(range(t1, t2))
    _pair_moved(today, made_from, left_source, left_text, partner)
    taken = {t for t, _ in partner.values()}
    for sources, texts in zip(left_source, left_text, strict=True):
        _pair_changed(
            [s for s in sources if s not in partner],
            [t for t in texts if t not in taken],
            source,
            text,
            partner,
        )
    return _in_order_of_source(len(source), len(text), partner)


def _pair_moved(
    today: Sequence[str],
    made_from: Sequence[str],
    left_source: Sequence[range],
    left_text: Sequence[range],
    partner: dict[int, tuple[int, str]],
) -> None:
    """Pair blocks that say the same at another place."""
    waiting: dict[str, list[int]] = {}
    for texts in left_text:
        for t in texts:
            waiting.setdefault(made_from[t], []).append(t)
    for sources in left_source:
        for s in sources:
            if waiting.get(today[s]):
                partner[s] = (waiting[today[s]].pop(0), "current")


def _pair_changed(
    sources: Sequence[int],
    texts: Sequence[int],
    source: Sequence[Print],
    text: Sequence[Print],
    partner: dict[int, tuple[int, str]],
) -> None:
    """Pair what is left of one place, in order, each with the next of its own kind."""
    waiting = list(texts)
    for s in sources:
        kind = (source[s].kind, source[s].level)
        found = next((t for t in waiting if (text[t].kind, text[t].level) == kind), None)
        if found is not None:
            partner[s] = (found, "changed")
            del waiting[: waiting.index(found) + 1]


def _in_order_of_source(
    sources: int, texts: int, partner: dict[int, tuple[int, str]]
) -> tuple[Pair, ...]:
    taken = {t for t, _ in partner.values()}
    gone = [t for t in range(texts) if t not in taken]
    pairs: list[Pair] = [Pair(None, t, "gone") for t in gone if not any(u < t for u in taken)]
    placed = {pair.text for pair in pairs}
    for s in range(sources):
        if s not in partner:
            pairs.append(Pair(s, None, "new"))
            continue
        t, state = partner[s]
        pairs.append(Pair(s, t, state))
        follower = t + 1
        while follower in gone and follower not in placed:
            pairs.append(Pair(None, follower, "gone"))
            placed.add(follower)
            follower += 1
    return tuple(pairs)
