"""Lists that are drawn: ``!!! steps "Title"`` with a list in it is a figure, and stays a list.

Words stay words, in the order they are read; signs between them are drawn beside, in the direction of
the text, and hidden from those who listen. How it is laid out is the theme's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement

from editions.model.notices import DRAWN

#: Takes a snippet to find the line by, what is wrong, and how to mend it.
Note = Callable[[str, str, str], None]

#: What is drawn: a class, the size of the drawing in pixels, and its lines from left to right.
_DOWN = ("drawn-down", 12, 36, "M6 2v32M1 29l5 5 5-5")
_ACROSS = ("drawn-across", 36, 12, "M2 6h32M29 1l5 5-5 5")
_BRANCH = ("drawn-branch", 24, 24, "M2 0v6q0 6 6 6h14M17 7l5 5-5 5")
_BACK = ("drawn-back", 12, 12, "M11 6H1M6 1L1 6l5 5")


def drawn_lists(root: Element, direction: str, note: Note) -> None:
    """Make figures of the notices that are drawn; what is none is noted and left as it is."""
    for box in root.iter("div"):
        kind = next((name for name in box.get("class", "").split() if name in DRAWN), "")
        if not kind or "admonition" not in box.get("class", ""):
            continue
        fault = _fault(box, DRAWN[kind])
        if fault:
            note(f"!!! {kind}", f"{kind} cannot be drawn: {fault[0]}.", fault[1])
            continue
        title, stations = box
        box.tag, title.tag = "figure", "figcaption"
        box.set("class", f"drawn {kind}")
        del title.attrib["class"]
        # A list without its marks is none to Safari, unless it says so.
        stations.attrib |= {"class": "drawn-list", "role": "list"}
        for station, sign in _signs(kind, stations):
            _draw(station, sign, mirrored=direction == "rtl" and sign is not _DOWN)


def _fault(box: Element, wanted: str) -> tuple[str, str] | None:
    """Return what keeps a notice from being drawn, and how to mend it."""
    inside = list(box)
    if not inside or "admonition-title" not in inside[0].get("class", ""):
        return "it has no title", "Say in the quotes behind its kind what the drawing shows."
    if len(inside) != 2 or inside[1].tag != wanted or len(inside[1]) < 2:
        marks = "1." if wanted == "ol" else "-"
        return (
            "it holds something else than one list of its kind, with two points or more",
            f"Write a list with {marks} before each point, and any other text above or below it all.",
        )
    return None


def _signs(kind: str, stations: Element) -> Iterator[tuple[Element, tuple[str, int, int, str]]]:
    points = list(stations)
    for point in points[:-1]:
        yield point, _DOWN
        if kind == "chain":
            yield point, _ACROSS
    if kind == "circle":
        yield points[0], _BACK
    for point in points:
        for branches in point.findall("ul"):
            branches.attrib |= {"class": "drawn-list", "role": "list"}
            yield from ((branch, _BRANCH) for branch in branches)


def _draw(station: Element, sign: tuple[str, int, int, str], *, mirrored: bool) -> None:
    """Draw behind the words of a station; sizes stand in the drawing for those without our styles."""
    name, across, down, lines = sign
    drawing = SubElement(
        station,
        "svg",
        {
            "class": f"drawn-sign {name}",
            "viewBox": f"0 0 {across} {down}",
            "width": str(across),
            "height": str(down),
            "fill": "none",
            "stroke": "currentColor",
            "stroke-width": "2",
            "stroke-linecap": "round",
            "aria-hidden": "true",
        },
    )
    path = SubElement(drawing, "path", {"d": lines})
    if mirrored:
        path.set("transform", f"matrix(-1 0 0 1 {across} 0)")
