"""Drawings made for print: a motif where no photo is, the production chart, the path."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape

from brochures.colours import Palette

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}"{more}>'
)
FONT = 'font-family="Print Sans"'


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One year of the chart: homes by series, in the order of the legend; planned ones are pale."""

    label: str
    done: tuple[int, ...]
    planned: int = 0

    @property
    def total(self) -> int:
        """Return the homes of the year, planned ones included."""
        return sum(self.done) + self.planned


class _Dice:
    """A sequence of numbers that is the same for the same seed, on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 2654435761 + 12345) % 2**32

    def pick(self, low: int, high: int) -> int:
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return low + (self.state >> 8) % (high - low + 1)


def houses(palette: Palette, *, seed: int, width: int = 600, height: int = 400) -> str:
    """Return a street of gabled houses: what stands where a photo is missing."""
    dice = _Dice(seed)
    base = round(height * 0.86)
    sun = dice.pick(width // 6, 5 * width // 6)
    parts = [
        _SVG.format(w=width, h=height, more=' preserveAspectRatio="xMidYMax slice"'),
        f'<rect width="{width}" height="{height}" fill="{palette.wash}"/>',
        f'<circle cx="{sun}" cy="{height * 0.3:.0f}" r="{height * 0.12:.0f}" fill="#f0c987"/>',
        (
            f'<path d="M0 {base} C{width * 0.3:.0f} {height * 0.62:.0f}'
            f" {width * 0.6:.0f} {height * 0.8:.0f} {width} {height * 0.6:.0f}"
            f' V{height} H0 Z" fill="{palette.soft}" opacity=".45"/>'
        ),
    ]
    left = -dice.pick(10, 40)
    while left < width:
        house = dice.pick(70, 120) * height // 400
        parts.append(_house(palette, dice, left=left, base=base, width=house, height=height))
        left += house + dice.pick(-4, 10)
    parts.append(
        f'<rect y="{base}" width="{width}" height="{height - base}" fill="{palette.deep}"/>'
    )
    return "".join(parts) + "</svg>"


def _house(palette: Palette, dice: _Dice, *, left: int, base: int, width: int, height: int) -> str:
    walls = dice.pick(95, 170) * height // 400
    roof = round(width * dice.pick(50, 75) / 100)
    top = base - walls
    wall = (palette.paper, "#ffffff", palette.wash)[dice.pick(0, 2)]
    slate = (palette.accent, palette.deep, palette.soft)[dice.pick(0, 2)]
    chimney = left + round(width * 0.68)
    parts = [
        (
            f'<rect x="{chimney}" y="{top - roof * 0.82:.0f}" width="{width * 0.1:.0f}"'
            f' height="{roof * 0.6:.0f}" fill="{palette.deep}"/>'
        ),
        f'<rect x="{left}" y="{top}" width="{width}" height="{walls}" fill="{wall}"/>',
        (
            f'<path d="M{left - 4} {top} L{left + width / 2:.0f} {top - roof}'
            f' L{left + width + 4} {top} Z" fill="{slate}"/>'
        ),
    ]
    pane = round(width * 0.17)
    for floor in range(max(1, walls // (pane * 3))):
        for column in (0.16, 0.42, 0.68):
            lit = "#f0c987" if dice.pick(0, 4) == 0 else palette.soft
            parts.append(
                f'<rect x="{left + width * column:.0f}" y="{top + pane * (0.8 + floor * 2.6):.0f}"'
                f' width="{pane}" height="{pane * 1.4:.0f}" fill="{lit}"/>'
            )
    return "".join(parts)


def production_chart(
    bars: Sequence[Bar], series: Sequence[str], palette: Palette, *, planned_label: str
) -> str:
    """Return stacked bars of homes per year, with their numbers and a legend."""
    width, height, base, top = 504, 190, 148, 22
    highest = max([bar.total for bar in bars] + [1])
    colours = (palette.deep, palette.soft, "#c9a15c")
    slot = width / max(len(bars), 1)
    parts = [
        _SVG.format(w=width, h=height, more=""),
        f'<line x1="0" y1="{base}" x2="{width}" y2="{base}" stroke="{palette.ink}"/>',  # ground
    ]
    for place, bar in enumerate(bars):
        left = slot * place + slot * 0.26
        wide = slot * 0.48
        level = float(base)
        for count, colour in zip(
            (*bar.done, bar.planned), (*colours[: len(bar.done)], "none"), strict=True
        ):
            tall = (base - top) * count / highest
            if not count:
                continue
            level -= tall
            edge = f' stroke="{palette.ink}" stroke-dasharray="3 2"' if colour == "none" else ""
            parts.append(
                f'<rect x="{left:.1f}" y="{level:.1f}" width="{wide:.1f}" height="{tall:.1f}"'
                f' fill="{colour}"{edge}/>'
            )
        middle = left + wide / 2
        parts.append(
            f'<text x="{middle:.1f}" y="{level - 6:.1f}" text-anchor="middle" font-size="13"'
            f' font-weight="600" fill="{palette.ink}" {FONT}>{bar.total}</text>'
            f'<text x="{middle:.1f}" y="{base + 16}" text-anchor="middle" font-size="11"'
            f' fill="{palette.ink}" {FONT}>{escape(bar.label)}</text>'
        )
    parts.append(_legend([*series, planned_label], [*colours[: len(series)], "none"], palette))
    return "".join(parts) + "</svg>"


def _legend(labels: Sequence[str], colours: Sequence[str], palette: Palette) -> str:
    parts, left = [], 0.0
    for label, colour in zip(labels, colours, strict=True):
        edge = f' stroke="{palette.ink}" stroke-dasharray="2 1.5"' if colour == "none" else ""
        parts.append(
            f'<rect x="{left + 0.5:.1f}" y="175" width="9" height="9" fill="{colour}"{edge}/>'
            f'<text x="{left + 14:.1f}" y="183" font-size="10" fill="{palette.ink}" {FONT}>'
            f"{escape(label)}</text>"
        )
        left += 30 + len(label) * 5.3
    return "".join(parts)


def residential_path(steps: Sequence[tuple[str, str]], palette: Palette) -> str:
    """Return the steps of a life in our homes along one line, each a word and a phrase."""
    width, height, line = 696, 150, 62
    slot = width / len(steps)
    parts = [
        _SVG.format(w=width, h=height, more=""),
        (
            f'<path d="M{slot / 2:.0f} {line} H{width - slot / 2:.0f}" stroke="{palette.soft}"'
            ' stroke-width="2.5" stroke-dasharray="1 7" stroke-linecap="round" fill="none"/>'
        ),
    ]
    for place, (word, phrase) in enumerate(steps):
        middle = slot * (place + 0.5)
        parts.append(
            f'<circle cx="{middle:.0f}" cy="{line}" r="46" fill="#ffffff"/>'
            f'<circle cx="{middle:.0f}" cy="{line}" r="40" fill="{palette.wash}"/>'
            f'<g transform="translate({middle - 24:.0f} {line - 25})" fill="none"'
            f' stroke="{palette.accent}" stroke-width="2.6" stroke-linejoin="round"'
            f' stroke-linecap="round">{_PATH_ICONS[place % 3]}</g>'
            f'<text x="{middle:.0f}" y="124" text-anchor="middle" font-size="17"'
            f' fill="{palette.ink}" font-family="Print Display, Print Sans">{escape(word)}</text>'
            f'<text x="{middle:.0f}" y="142" text-anchor="middle" font-size="10.5"'
            f' fill="{palette.ink}" {FONT}>{escape(phrase)}</text>'
        )
    return "".join(parts) + "</svg>"


_PATH_ICONS = (
    '<path d="M8 42V21L24 8l16 13v21z"/><path d="M20 42V30h8v12"/>',
    (
        '<path d="M8 42V21L24 8l16 13v21z"/><circle cx="20" cy="27" r="4.5"/>'
        '<path d="M23 30l8 8m-3-3l3-3"/>'
    ),
    '<path d="M4 42V24l12-10 12 10v18z"/><path d="M28 30l8-7 8 7v12H28"/><path d="M13 42V33h6v9"/>',
)
