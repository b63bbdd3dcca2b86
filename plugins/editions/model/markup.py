"""What HTML a page may contain. Translations are untrusted: words are welcome, scripts are not.

Both ways in are covered: raw HTML in the Markdown, and attribute lists (``{: onclick=… }``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from editions.model.locales import locale_named

#: Inline elements an author may write as HTML, beside what Markdown itself makes.
ALLOWED_TAGS = frozenset(
    "abbr b bdi br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup"
    " time var wbr".split()
)
_WITH_LANG = re.compile(r"""<[a-z]+\b[^>]*?\blang=["'](?P<tag>[\w-]+)["'](?![^>]*\bdir=)""")
_ATTRIBUTE_LIST = re.compile(r"\{:?([^{}\n]*=[^{}\n]*)\}")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=")
_FROM_FENCES = frozenset({"pre", "code"})
ALLOWED_ATTRIBUTES = frozenset({"id", "class", "lang", "dir", "title", "datetime"})
#: Attributes that Python-Markdown and our tokens give to their own elements.
MADE_BY_MARKDOWN = frozenset(
    {"value", "href", "src", "alt", "start", "type", "rel", "role", "style"}
)


def refused_in_html(html: str) -> Iterator[str]:
    """Yield each piece of raw HTML that is outside the allow-list, as its author would find it."""
    if "<" not in html:
        return
    if "--!>" in html:
        yield "<!-- --!>"
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.refused


def refused_in_markdown(text: str) -> Iterator[str]:
    """Yield what is refused in Markdown, code left out: HTML, and what attribute lists would add."""
    yield from refused_in_html(text)
    for attributes in _ATTRIBUTE_LIST.findall(text):
        for name in _ATTRIBUTE.findall(attributes):
            if name.lower() not in ALLOWED_ATTRIBUTES:
                yield f"{name}="


def with_direction(html: str) -> str:
    """Return raw HTML in which whatever names a language also runs in its direction."""

    def added(match: re.Match[str]) -> str:
        locale = None if "dir=" in match[0] else locale_named(match["tag"], {})
        return f'{match[0]} dir="{locale.direction}"' if locale else match[0]

    return _WITH_LANG.sub(added, html) if "lang=" in html else html


def is_comment(html: str) -> bool:
    """Tell whether raw HTML is nothing but a comment, a note among authors that is not published."""
    stripped = html.strip()
    return stripped.startswith("<!--") and stripped.endswith("-->") and stripped.count("-->") == 1


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS | _FROM_FENCES:
            self.refused.append(f"<{tag}")
        for name, _ in attrs:
            if name not in ALLOWED_ATTRIBUTES:
                self.refused.append(f"{name}=")

    def handle_decl(self, decl: str) -> None:
        self.refused.append(f"<!{decl[:20]}")

    def handle_pi(self, data: str) -> None:
        self.refused.append(f"<?{data[:20]}")

    def unknown_decl(self, data: str) -> None:
        self.refused.append(f"<![{data[:20]}")
