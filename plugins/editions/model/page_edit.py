"""A translated page in the making: some of its blocks are replaced or added, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editions.model.blocks import COPIED, Piece, blocks_of, split
from editions.model.freshness import Stamp
from editions.model.frontmatter import read_header, with_fields
from editions.model.translations import FIELD_NAMES, Translation
from editions.model.units import Unit, with_words, words_of


@dataclass(frozen=True, slots=True)
class EditedPage:
    """A page as it is to be written.

    ``raw`` is its whole file without the stamp, ``changed`` the number of parts that were given,
    ``worded`` whether any of them reads otherwise than before. ``origins`` say where the text of each
    block came from, empty where it was there before, and ``field_origins`` that of each field.
    ``whole`` is false where a block does not stand by itself.
    """

    raw: str
    stamp: Stamp = field(default_factory=Stamp)
    changed: int = 0
    worded: bool = False
    origins: tuple[str, ...] = ()
    field_origins: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True


@dataclass
class _Part:
    """A piece of the new page; ``digest`` is that of the source block it was made from."""

    text: str
    digest: str = ""
    origin: str = ""
    #: The place of its source block among the blocks of the source.
    source: int | None = None


class PageEdit:
    """Puts words into the translation of a page, which may not exist yet."""

    def __init__(self, translation: Translation) -> None:
        """Take the page apart; the translation is tracked, or missing."""
        self._translation = translation
        self._fields: dict[str, tuple[str, str, str]] = {}
        self._changed = 0
        self._worded = False
        self._parts = _parts_of(translation)

    def put(self, unit: Unit, words: str, digest: str, origin: str) -> None:
        """Give a unit its translation, made from its source as that had ``digest``."""
        if unit.place is None:
            self._put_field(unit.kind, words, digest, origin)
        else:
            self._put_block(unit.place, words, digest, origin)

    def _put_block(self, place: int, words: str, digest: str, origin: str) -> None:
        block = self._translation.source.blocks[place]
        part = self._part_for(place)
        self._changed += 1
        if part is None:
            self._worded = True
            self._insert(place, with_words(block, words), digest, origin)
            return
        own = one_block(part.text)
        part.digest, part.origin = digest, origin
        if own is None or words_of(own) != words:
            same_kind = own is not None and (own.kind, own.level) == (block.kind, block.level)
            part.text = with_words(own if own and same_kind else block, words)
            self._worded = True

    def _put_field(self, key: str, value: str, digest: str, origin: str) -> None:
        written = self._translation.text
        self._changed += 1
        self._worded |= written is None or written.metadata.get(key, "") != value
        self._fields[key] = (value, digest, origin)

    def finished(self) -> EditedPage:
        """Return the page; where nothing was given it is as it was, byte for byte."""
        written = self._translation.text
        if not self._changed:
            return EditedPage(written.raw if written else "")
        self._add_copied()
        self._drop_gone()
        raw = self._raw()
        spoken = [part for part in self._parts if part.digest]
        blocks = blocks_of(read_header(raw, "")[0].body)
        whole = [block.text for block in blocks] == [part.text for part in spoken]
        stamp = Stamp(self._metadata_digests(), tuple(part.digest for part in spoken))
        return EditedPage(
            raw,
            stamp,
            self._changed,
            self._worded,
            tuple(part.origin for part in spoken),
            {key: origin for key, (_, _, origin) in self._fields.items()},
            whole,
        )

    def _raw(self) -> str:
        body = "\n".join(part.text for part in self._parts)
        values = {FIELD_NAMES[key]: value for key, (value, _, _) in self._fields.items()}
        written = self._translation.text
        if written is None:
            return with_fields(f"---\n---\n\n{body.strip(chr(10))}\n", values | {"Status": "draft"})
        head = written.raw[: len(written.raw) - len(written.header.body)]
        return with_fields(head + body, values)

    def _metadata_digests(self) -> tuple[str, ...]:
        prints = self._translation.source.text.prints
        states = dict(self._translation.freshness.metadata)
        written = self._translation.text
        before = written.text.stamp.metadata if written and written.text.stamp else ()
        today = {digest for _, digest in prints.metadata}
        older = [digest for digest in before if digest not in today]
        digests: list[str] = []
        for key, digest in prints.metadata:
            if key in self._fields:
                digests.append(self._fields[key][1])
            elif states.get(key) == "current":
                digests.append(digest)
            elif states.get(key) == "changed" and older:
                digests.append(older.pop(0))
        return tuple(digests)

    def _part_for(self, place: int) -> _Part | None:
        return next((part for part in self._parts if part.source == place), None)

    def _insert(self, place: int, text: str, digest: str, origin: str) -> None:
        """Put a block behind the one before it in the source, set apart as it is there."""
        new = _Part(text, digest, origin, place)
        known = [n for n, part in enumerate(self._parts) if part.source is not None]
        before = [n for n in known if (self._parts[n].source or 0) < place]
        if before:
            at = max(before, key=lambda n: self._parts[n].source or 0)
            apart = self._between(self._parts[at].source or 0, place)
            behind = self._parts[at + 1 : at + 2]
            more = [_Part("")] if behind and behind[0].text.strip() and apart else []
            self._parts[at + 1 : at + 1] = [*apart, new, *more]
        elif known:
            first = known[0]
            following = self._parts[first].source or 0
            self._parts[first:first] = [new, *self._between(place, following)]
        else:
            self._parts.append(new)

    def _between(self, first: int, second: int) -> list[_Part]:
        """Return what sets two blocks of the source apart: an empty line, a rule, or nothing."""
        pieces = split(self._translation.source.header.body)
        spoken = [n for n, piece in enumerate(pieces) if piece.speaks]
        silent = [p for p in pieces[spoken[first] + 1 : spoken[second]] if not p.speaks]
        if second == first + 1:
            return [_Part(piece.text) for piece in silent if piece.kind != "comment"]
        return [_Part("")] if any(piece.kind == "gap" for piece in silent) else []

    def _add_copied(self) -> None:
        """Add code and link addresses, which are the same in every language."""
        prints = self._translation.source.text.prints.blocks
        for place, block in enumerate(self._translation.source.blocks):
            if block.kind in COPIED and self._part_for(place) is None:
                self._insert(place, block.text, prints[place].digest, "")

    def _drop_gone(self) -> None:
        """Remove what the source no longer has, once all the rest is made from today's source."""
        prints = self._translation.source.text.prints.blocks
        made_from = {part.source: part.digest for part in self._parts if part.source is not None}
        gone = any(part.digest and part.source is None for part in self._parts)
        if not gone or any(made_from.get(n) != known.digest for n, known in enumerate(prints)):
            return
        kept: list[_Part] = []
        dropped = False
        for part in self._parts:
            if part.digest and part.source is None:
                dropped = True
            elif not (dropped and not part.text.strip()):
                dropped = False
                kept.append(part)
        while kept and not kept[-1].text.strip():
            kept.pop()
        self._parts = [*kept, _Part("")]


def one_block(text: str) -> Piece | None:
    """Return the block a text is, or None where it is none or several."""
    blocks = blocks_of(text)
    return blocks[0] if len(blocks) == 1 and blocks[0].text == text else None


def _parts_of(translation: Translation) -> list[_Part]:
    written = translation.text
    if written is None:
        return []
    stamp = written.text.stamp
    assert stamp is not None
    sources = {p.text: p.source for p in translation.freshness.pairs if p.text is not None}
    parts: list[_Part] = []
    spoken = 0
    for piece in split(written.header.body):
        parts.append(_Part(piece.text))
        if piece.speaks:
            parts[-1].digest, parts[-1].source = stamp.blocks[spoken], sources[spoken]
            spoken += 1
    return parts
