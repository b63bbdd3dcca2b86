"""The report of an audit: marks, seconds, and one picture of all films."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Mapping, Sequence

from filmstrip import MOMENTS, Film
from lighthouse import CATEGORIES, Marks
from playwright.sync_api import Browser

#: How wide a picture of a moment is in the film strip.
WIDTH = 80

_STYLE = f"""
  body {{ margin: 8px; font: 11px sans-serif; background: white; color: black; width: max-content }}
  table {{ border-collapse: collapse }}
  th {{ text-align: start; padding: 2px 6px; font-weight: 400 }}
  td {{ padding: 2px }}
  img, .nothing {{ display: block; inline-size: {WIDTH}px; aspect-ratio: 2 / 3; border: 1px solid #999 }}
"""


def audit_report(marks: Sequence[Marks], films: Sequence[Film], about: Mapping[str, str]) -> str:
    """Return the report as Markdown."""
    lines = [
        "# What a phone gets",
        "",
        "Made by `./inv audit --write`, from pages served compressed by brotli.",
        "",
        *(f"- {name}: {value}" for name, value in about.items()),
        "",
        "## Lighthouse, mobile, median",
        "",
        *_marks(marks),
        "",
        "## Until something is seen",
        "",
        "Seconds of a first visit with name, TCP and TLS.",
        "",
        *_films(films),
        "",
        "![Each page after 1, 2, 4 and 8 s](filmstrip.png)",
        "",
    ]
    return "\n".join(lines)


def joined(browser: Browser, films: Sequence[Film]) -> bytes:
    """Return one picture (PNG) with a row for each film."""
    rows = "".join(_row(one) for one in films)
    heads = "".join(f"<th>{moment} s</th>" for moment in MOMENTS)
    page = browser.new_page()
    page.set_content(f"<style>{_STYLE}</style><table><tr><th></th>{heads}</tr>{rows}</table>")
    picture = page.locator("table").screenshot()
    page.close()
    return picture


def _marks(marks: Sequence[Marks]) -> Iterator[str]:
    yield f"| page | {' | '.join(CATEGORIES)} | lost by |"
    yield f"|---|{'---:|' * len(CATEGORIES)}---|"
    for one in marks:
        shown = " | ".join(f"{one.marks[category]:g}" for category in CATEGORIES)
        lost = "" if one.is_full else "; ".join(one.lost.values())
        yield f"| `{one.page}` | {shown} | {lost} |"


def _films(films: Sequence[Film]) -> Iterator[str]:
    yield "| page | network | first paint | target | bytes |"
    yield "|---|---|---:|---:|---:|"
    for one in films:
        paint = f"{one.first_paint:.1f} s"
        shown = paint if one.is_quick else f"**{paint}**"
        cells = (f"`{one.page}`", one.network.name, shown, f"{one.network.target:g} s")
        yield f"| {' | '.join(cells)} | {one.weight:,} |"


def _row(one: Film) -> str:
    name = f"{html.escape(one.page)}<br>{one.network.name}<br>first paint {one.first_paint:.1f} s"
    return f"<tr><th>{name}</th>{''.join(_cell(picture) for picture in one.pictures)}</tr>"


def _cell(picture: bytes | None) -> str:
    if picture is None:
        return "<td><span class=nothing></span></td>"
    return f'<td><img src="data:image/jpeg;base64,{base64.b64encode(picture).decode()}"></td>'
