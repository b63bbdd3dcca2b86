"""The report of a run: tables, ratios against the bars, and a chart."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence

from builders import BUILDERS
from measure import Taken

Scenarios = Mapping[str, Mapping[str, Sequence[Taken]]]
TITLES = {
    "cold": "from nothing",
    "nothing": "nothing changed",
    "edit": "one translation edited",
    "source": "one source page edited",
    "fact": "one fact changed",
    "theme": "the frame of all pages changed",
}
#: (what, size, scenario, against, bar, aim), as ratios of CPU seconds.
BARS = (
    ("nothing changed", "10x500", "nothing", "hugo", 1 / 15, 1 / 40),
    ("one page's body edited", "10x500", "edit", "hugo", 1 / 8, 1 / 20),
    ("cold", "10x500", "cold", "hugo", 2.0, 1.0),
    ("cold, against stock Pelican", "10x100", "cold", "pelican", 1 / 4, 1 / 10),
)


def report(
    found: Mapping[str, Scenarios], growth: Mapping[str, Sequence[Taken]], about: Mapping[str, str]
) -> str:
    """Return the report as Markdown."""
    lines = ["# What a build takes", "", *_about(about), "", *_bars(found, growth), ""]
    for size, scenarios in found.items():
        locales, _, pages = size.partition("x")
        lines += [f"## {locales} languages of {pages} pages", "", *_table(scenarios), ""]
    return "\n".join(lines)


def _about(about: Mapping[str, str]) -> Iterator[str]:
    yield (
        "CPU seconds of the whole process tree: median, and in brackets the least and the most. Builders"
        " took turns; made by `./inv bench --write`. Peak memory is that of the largest process."
    )
    yield ""
    yield from (f"- {name}: {value}" for name, value in about.items())


def _table(scenarios: Scenarios) -> Iterator[str]:
    names = list(dict.fromkeys(name for by_name in scenarios.values() for name in by_name))
    yield f"| | {' | '.join(BUILDERS[n].name for n in names)} | Editions / Hugo |"
    yield f"|---|{'---:|' * (len(names) + 1)}"
    for scenario, by_name in scenarios.items():
        cells = [_cell(by_name.get(name, ())) for name in names]
        ratio = _ratio(by_name, "hugo")
        yield f"| {TITLES[scenario]} | {' | '.join(cells)} | {_as_ratio(ratio)} |"
    walls = [_median(scenarios["cold"].get(name, ()), "wall") for name in names]
    peaks = [max(_median(b[n], "memory") for b in scenarios.values() if n in b) for n in names]
    yield f"| wall clock, from nothing | {' | '.join(f'{wall:.1f} s' for wall in walls)} | |"
    yield f"| peak memory | {' | '.join(f'{peak:.0f} MiB' for peak in peaks)} | |"


def _bars(found: Mapping[str, Scenarios], growth: Mapping[str, Sequence[Taken]]) -> Iterator[str]:
    yield "| bar | measured | bar | aim | |"
    yield "|---|---:|---:|---:|---|"
    for what, size, scenario, against, bar, aim in BARS:
        ratio = _ratio(found.get(size, {}).get(scenario, {}), against)
        if ratio is not None:
            yield _bar_line(f"{what}, {size}", _as_ratio(ratio), bar, aim, ratio)
    single, *_, most = (_median(taken, "cpu") for taken in growth.values())
    grown = most / single
    yield _bar_line("8 languages over 1", _as_ratio(grown), 8.2, 8.0, grown)
    if "10x500" in found:
        peak = max(_median(by["editions"], "memory") for by in found["10x500"].values())
        yield _bar_line("peak memory, MiB, 10x500", f"{peak:.0f}", 250, 150, peak)


def _bar_line(what: str, shown: str, bar: float, aim: float, value: float) -> str:
    verdict = "aim met" if value <= aim else "bar met" if value <= bar else "**missed**"
    return f"| {what} | {shown} | {_as_ratio(bar)} | {_as_ratio(aim)} | {verdict} |"


def _ratio(by_name: Mapping[str, Sequence[Taken]], against: str) -> float | None:
    """Return the median of the ratios round by round, or None where one of the two is lacking."""
    ours, theirs = by_name.get("editions"), by_name.get(against)
    if not ours or not theirs:
        return None
    return statistics.median(a.cpu / b.cpu for a, b in zip(ours, theirs, strict=True))


def _as_ratio(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:.3g}" if ratio >= 1 else f"1/{1 / ratio:.3g}"


def _median(taken: Sequence[Taken], what: str) -> float:
    return statistics.median(getattr(one, what) for one in taken) if taken else 0.0


def _cell(taken: Sequence[Taken]) -> str:
    if not taken:
        return ""
    values = [one.cpu for one in taken]
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def chart(found: Mapping[str, Scenarios]) -> str:
    """Return a drawing of CPU seconds at the largest size that all scenarios were measured at."""
    size = "10x500" if "10x500" in found else list(found)[-1]
    rows = [
        (TITLES[scenario], BUILDERS[name].name, _median(taken, "cpu"))
        for scenario, by_name in found[size].items()
        for name, taken in by_name.items()
    ]
    longest = max(seconds for _, _, seconds in rows)
    height = 22 * len(rows) + 50
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" font-family="sans-serif"'
        ' font-size="13">',
        f"<title>CPU seconds, {size}</title>",
        f'<rect width="900" height="{height}" fill="#fff"/>',
        f'<text x="10" y="24" font-weight="bold">CPU seconds, {size} pages</text>',
    ]
    for number, (title, name, seconds) in enumerate(rows):
        y = 40 + 22 * number
        colour = "#0b6e6e" if name == "Editions" else "#8a8a8a"
        width = max(1, round(500 * seconds / longest))
        lines.append(f'<text x="10" y="{y + 14}">{title}: {name}</text>')
        lines.append(f'<rect x="330" y="{y + 2}" width="{width}" height="16" fill="{colour}"/>')
        lines.append(f'<text x="{336 + width}" y="{y + 14}">{seconds:.2f}</text>')
    return "\n".join([*lines, "</svg>", ""])
