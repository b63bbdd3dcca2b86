"""The table of forms a pack can have, and what each needs beyond the generator itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from editions.model.packs import FORMATS
from editions.packs.volume import Volume

Maker = Callable[[Sequence[Volume], Path], None]


@dataclass(frozen=True)
class Format:
    """A form of packs.

    ``apart``: made of each edition by itself; ``together``: made of all editions. ``modules`` are what
    it imports, ``stem`` is how its files are called before the edition.
    """

    name: str
    suffix: str
    module: str
    maker: str
    together: bool = False
    apart: bool = True
    modules: tuple[str, ...] = ()
    stem: str = "guide"

    def maker_of(self) -> Maker:
        """Return what makes the pack; imported now, because some of it is large."""
        maker: Maker = getattr(import_module(f"editions.packs.{self.module}"), self.maker)
        return maker

    def file_name(self, slugs: Sequence[str]) -> str:
        """Return the neutral name of a pack: that of an edition, of all of them, or of the form."""
        if not self.apart:
            return f"{self.stem}-{self.name}{self.suffix}"
        return f"{self.stem}-{slugs[0] if len(slugs) == 1 else 'all'}{self.suffix}"


_TABLE = (
    Format("html", ".html", "one_file", "make_one_file"),
    Format("epub", ".epub", "epub", "make_epub"),
    Format("pdf", ".pdf", "pdf", "make_pdf", modules=("weasyprint",)),
    Format("cards", ".pdf", "cards", "make_cards", modules=("weasyprint", "segno"), stem="cards"),
    Format("sms", "-sms.txt", "sms", "make_sms"),
    Format("zip", ".zip", "zips", "make_zip", together=True),
    Format("zim", ".zim", "zims", "make_zim", together=True, modules=("libzim",)),
    Format("kiosk", ".zip", "kiosk", "make_kiosk", together=True, apart=False),
)
BY_NAME = {one.name: one for one in sorted(_TABLE, key=lambda one: FORMATS.index(one.name))}
