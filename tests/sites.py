"""Tiny sites written in a test: a folder of pages, built with the real theme and settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from selectolax.lexbor import LexborHTMLParser

from editions.commands.build_at_rest import build_unless_at_rest
from editions.hooks.rendering import environment_of

#: The least drawing there is.
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'

#: What is recorded of a file of media, in YAML.
RECORD = "{author: A test, licence: CC0-1.0, shows: A shape, people: none}"


@dataclass(frozen=True)
class TinySite:
    """A site in a temporary folder; ``content``, ``output`` and ``cache`` lie below it."""

    folder: Path
    settings: str

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, pages: Mapping[str, str]) -> None:
        """Write pages by their paths below content; ``Title`` is added where there is no header.

        Files of media get the record that each has to have.
        """
        for name, text in pages.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(with_title(name, text), "utf-8")
        self.record(name for name in pages if "media/" in name)

    def record(self, names: Iterable[str]) -> None:
        """Add the records of files of media that have none yet."""
        path = self.content / "data" / "pictures.yaml"
        before = path.read_text("utf-8") if path.is_file() else ""
        more = [f"{name}: {RECORD}\n" for name in names if f"{name}:" not in before]
        if more:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(before + "".join(more), "utf-8")

    def build(self, *locales: str, explain: bool = False) -> int:
        """Build the site and return the exit status."""
        return build_unless_at_rest(
            locales=locales,
            content=str(self.content),
            output=str(self.output),
            cache=str(self.folder / "cache"),
            settings=self.settings,
            explain=explain,
        )

    def html(self, name: str) -> str:
        """Return a written page as text."""
        return (self.output / name).read_text("utf-8")

    def page(self, name: str) -> LexborHTMLParser:
        """Return a written page, parsed."""
        return LexborHTMLParser(self.html(name))


def compiled_templates(theme: Path) -> Path:
    """Return a folder with the compiled templates of a theme, as a build leaves them in its cache."""
    return Path(_compiled(theme).name, "templates")


@cache
def _compiled(theme: Path) -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="templates-")
    environment = environment_of(theme, Path(folder.name))
    for name in environment.list_templates(extensions=("html",)):
        environment.get_template(name)
    return folder


def with_title(name: str, text: str) -> str:
    """Return a page's text, with the least header a page can have where it has none."""
    if not name.endswith(".md") or text.startswith(("---", "Title:")):
        return text
    return f"---\nTitle: {name}\n---\n\n{text}"
