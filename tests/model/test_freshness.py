"""What has happened to a source shows in the state of its translation, and nothing else does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.model.blocks import prints_of
from editions.model.freshness import (
    Freshness,
    Prints,
    Stamp,
    compare,
    metadata_prints,
    read_stamp,
)

BEFORE = "Intro.\n\n## One\n\nFirst.\n\nSecond.\n\n## Two\n\n- a\n- b\n\nThird.\n"


def prints(body: str, title: str = "Title") -> Prints:
    return Prints.of(metadata_prints([("title", title)]), prints_of(body))


def compared(before: str, after: str) -> Freshness:
    """Return how a translation made from one source stands to a later one."""
    return compare(prints(after), prints(before, "Titre"), prints(before).stamp)


def states(freshness: Freshness) -> list[str]:
    return [pair.state for pair in freshness.pairs]


@pytest.mark.parametrize(
    ("case", "after", "state", "counts"),
    [
        ("unchanged", BEFORE, "current", (0, 0, 0)),
        ("reflowed", BEFORE.replace("Intro.", " Intro. \n"), "current", (0, 0, 0)),
        ("typo mended", BEFORE.replace("First", "Furst"), "stale", (1, 0, 0)),
        ("changed", BEFORE.replace("Second.", "Quite another."), "stale", (1, 0, 0)),
        ("added", BEFORE.replace("Second.", "Second.\n\nNew."), "partial", (0, 1, 0)),
        ("removed", BEFORE.replace("Second.\n\n", ""), "stale", (0, 0, 1)),
        ("item added", BEFORE.replace("- b", "- b\n- c"), "partial", (0, 1, 0)),
        ("item changed", BEFORE.replace("- b", "- bb"), "stale", (1, 0, 0)),
        ("level changed", BEFORE.replace("## Two", "### Two"), "stale", (0, 1, 1)),
        ("changed and added", BEFORE.replace("Second.", "2nd.\n\nNew."), "stale", (1, 1, 0)),
    ],
)
def test_a_change_of_the_source_gives_the_right_state(
    case: str, after: str, state: str, counts: tuple[int, int, int]
) -> None:
    freshness = compared(BEFORE, after)
    assert freshness.state == state, case
    assert tuple(freshness.count(s) for s in ("changed", "new", "gone")) == counts, case


def test_a_moved_section_is_current_and_takes_its_new_place() -> None:
    one, two = BEFORE.index("## One"), BEFORE.index("## Two")
    freshness = compared(BEFORE, BEFORE[:one] + BEFORE[two:] + "\n" + BEFORE[one:two])
    assert freshness.state == "current"
    assert not freshness.in_order
    assert [pair.text for pair in freshness.pairs] == [0, 4, 5, 6, 7, 1, 2, 3]


def test_two_blocks_that_say_the_same_do_not_take_each_others_place() -> None:
    freshness = compared("a\n\nb\n\na\n", "a\n\na\n")
    assert [(p.source, p.text, p.state) for p in freshness.pairs] == [
        (0, 0, "current"),
        (None, 1, "gone"),
        (1, 2, "current"),
    ]


def test_a_changed_title_makes_a_page_stale() -> None:
    freshness = compare(prints("a", "New"), prints("a", "Titre"), prints("a", "Old").stamp)
    assert freshness.state == "stale"
    assert freshness.metadata == (("title", "changed"),)


def test_a_summary_that_is_not_translated_makes_a_page_partial() -> None:
    source = Prints.of(metadata_prints([("title", "T"), ("summary", "S")]))
    text = Prints.of(metadata_prints([("title", "T")]))
    assert compare(source, text, Stamp(source.stamp.metadata[:1])).state == "partial"


def test_a_translation_without_a_stamp_is_never_current() -> None:
    assert compare(prints("a"), prints("a"), None).state == "untracked"


def test_a_translation_changed_since_its_stamp_is_never_current() -> None:
    assert compare(prints("a"), prints("a\n\nb"), prints("a").stamp).state == "untracked"


def test_a_stamp_is_read_as_it_is_written() -> None:
    stamp = prints(BEFORE).stamp
    assert read_stamp(str(stamp)) == stamp
    assert read_stamp("/") == Stamp()
    for wrong in ("", "12345678", "1234567 /", "/ xyz"):
        with pytest.raises(ValueError, match=re.escape(wrong) or "^$"):
            read_stamp(wrong)


WORDS = st.lists(st.sampled_from("abcdefg"), max_size=8)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_every_block_of_source_and_translation_is_accounted_for_once(
    before: list[str], after: list[str]
) -> None:
    one, other = "\n\n".join(before), "\n\n".join(after)
    freshness = compared(one, other)
    sources = [p.source for p in freshness.pairs if p.source is not None]
    texts = sorted(p.text for p in freshness.pairs if p.text is not None)
    assert sources == list(range(len(prints_of(other))))
    assert texts == list(range(len(prints_of(one))))
    for pair in freshness.pairs:
        if pair.state == "current" and pair.source is not None and pair.text is not None:
            assert prints_of(other)[pair.source] == prints_of(one)[pair.text]
