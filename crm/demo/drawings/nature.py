"""Skies, land, water, trees and birds."""

# ruff: noqa: E501, S311 (a drawing: measures, and chance with a fixed seed)

import math
from random import Random

from crm.demo.drawings.ink import (
    APRICOT,
    BARK,
    BLUE,
    CREAM,
    DEEP,
    GREEN,
    HEIGHT,
    MOSS,
    NIGHT,
    OCHRE,
    PALE,
    PEACH,
    SAGE,
    SEA,
    SKY,
    WIDTH,
    disc,
    land,
    line,
    n,
    oval,
    path,
    rect,
    stroke,
)

DAY = (SKY, "#cfe3df", PALE, "#efecd9")
EVENING = ("#e9b27c", PEACH, "#f9dcb4", "#fbebcf")
MORNING = (PALE, "#efe9d2", "#f8ddb6", PEACH)
CALM = ("#a9cdd2", SKY, "#d3e5df", PALE)


def sky(bands: tuple[str, ...] = DAY, *, horizon: float = 700, seed: int = 1) -> str:
    """Return a sky in flat bands, each with its soft edge, down to the horizon."""
    random = Random(seed)
    parts = [rect(0, 0, WIDTH, HEIGHT, bands[0])]
    height = horizon / len(bands)
    for place, band in enumerate(bands[1:], start=1):
        points = [
            (x, height * place + random.uniform(-26, 26)) for x in range(-40, WIDTH + 200, 210)
        ]
        parts.append(land(points, band))
    return "".join(parts)


def sun(x: float, y: float, r: float, fill: str = APRICOT, *, halo: str = CREAM) -> str:
    """Return the sun, printed slightly out of register."""
    return disc(x, y, r * 1.42, halo, o=0.45) + disc(x - 4, y - 3, r, CREAM) + disc(x, y, r, fill)


def rays(x: float, y: float, r: float, color: str, *, count: int = 26) -> str:
    """Return cut rays around the sun."""
    parts = []
    for place in range(count):
        angle = 2 * math.pi * place / count
        start, end = r * 1.25, r * (1.5 if place % 2 else 1.72)
        parts.append(
            line(
                x + start * math.cos(angle),
                y + start * math.sin(angle),
                x + end * math.cos(angle),
                y + end * math.sin(angle),
                color,
                5,
            )
        )
    return "".join(parts)


def cloud(x: float, y: float, w: float, fill: str = CREAM) -> str:
    """Return a long cloud with its flat belly."""
    h = w * 0.11
    return (
        rect(x, y, w, h, fill, r=h / 2)
        + rect(x + w * 0.14, y - h * 0.72, w * 0.52, h * 1.2, fill, r=h * 0.6)
        + rect(x + w * 0.3, y - h * 1.3, w * 0.24, h * 1.3, fill, r=h * 0.6)
        + rect(x + w * 0.55, y + h * 0.62, w * 0.62, h * 0.8, fill, r=h * 0.4)
    )


def gulls(places: tuple[tuple[float, float, float], ...], color: str = CREAM) -> str:
    """Return birds far away: x, y and the width of the wings."""
    return "".join(
        stroke(
            f"M{n(x - w)} {n(y - w * 0.25)}Q{n(x - w * 0.4)} {n(y - w * 0.55)} {n(x)} {n(y)}"
            f"Q{n(x + w * 0.45)} {n(y - w * 0.6)} {n(x + w)} {n(y - w * 0.35)}",
            color,
            max(3, w * 0.16),
        )
        for x, y, w in places
    )


def swallow(x: float, y: float, s: float, color: str = NIGHT) -> str:
    """Return a swallow with its forked tail."""
    return path(
        f"M{n(x)} {n(y)}q{n(-s * 0.7)} {n(-s * 0.1)} {n(-s)} {n(-s * 0.75)}"
        f"q{n(s * 0.55)} {n(s * 0.28)} {n(s * 1.05)} {n(s * 0.42)}"
        f"q{n(s * 0.3)} {n(-s * 0.5)} {n(s * 0.95)} {n(-s * 0.72)}"
        f"q{n(-s * 0.2)} {n(s * 0.6)} {n(-s * 0.62)} {n(s * 1)}"
        f"l{n(s * 0.22)} {n(s * 0.62)}l{n(-s * 0.32)} {n(-s * 0.34)}l{n(-s * 0.1)} {n(s * 0.5)}Z",
        color,
    )


def hatch(
    x: float,
    y: float,
    w: float,
    h: float,
    color: str,
    *,
    count: int = 60,
    seed: int = 1,
    lean: float = 0.2,
) -> str:
    """Return the cuts of the gouge in grass: short upright strokes."""
    random = Random(seed)
    d = ""
    for _place in range(count):
        px, py = x + random.random() * w, y + random.random() * h
        size = 9 + 15 * random.random() * (0.5 + (py - y) / max(h, 1))
        d += f"M{n(px)} {n(py)}l{n(size * lean * random.uniform(-1, 1.6))} {n(-size)}"
    return stroke(d, color, 3.2)


def ripples(
    x: float, y: float, w: float, h: float, color: str, *, count: int = 40, seed: int = 1
) -> str:
    """Return the cuts in water: level strokes, longer towards us."""
    random = Random(seed)
    d = ""
    for _place in range(count):
        depth = random.random()
        py = y + depth * h
        size = 18 + 90 * depth * random.random()
        px = x + random.random() * max(1, w - size)
        d += f"M{n(px)} {n(py)}q{n(size / 2)} {n(-3 - 4 * depth)} {n(size)} 0"
    return stroke(d, color, 3.4)


def glitter(x: float, y: float, h: float, color: str, *, seed: int = 1, w: float = 60) -> str:
    """Return the path of the sun on the water below (x, y)."""
    random = Random(seed)
    d = ""
    step = 0.0
    while step < h:
        half = w * (0.35 + 0.9 * step / h) * random.uniform(0.6, 1.2)
        shift = random.uniform(-14, 14)
        d += f"M{n(x - half + shift)} {n(y + step)}h{n(2 * half)}"
        step += 11 + 9 * step / h
    return stroke(d, color, 5)


def water(y: float, *, bands: tuple[str, ...] = (BLUE, SEA), seed: int = 1) -> str:
    """Return a sea from y down, darker towards us."""
    parts = [rect(0, y, WIDTH, HEIGHT - y, bands[0])]
    depth = (HEIGHT - y) / len(bands)
    for place, band in enumerate(bands[1:], start=1):
        top = y + depth * place
        points = [(x, top + (9 if (x // 200) % 2 else -9)) for x in range(-100, WIDTH + 250, 200)]
        parts.append(land(points, band))
    parts.append(ripples(0, y + 12, WIDTH, HEIGHT - y - 20, CREAM, count=70, seed=seed))
    return "".join(parts)


def round_tree(
    x: float, y: float, s: float, fill: str = MOSS, *, shade: str = GREEN, seed: int = 1
) -> str:
    """Return a broad tree standing at (x, y), `s` the radius of its crown."""
    random = Random(seed)
    top = y - s * 2.15
    parts = [
        path(
            f"M{n(x - s * 0.1)} {n(y)}L{n(x - s * 0.05)} {n(top + s)}h{n(s * 0.12)}"
            f"L{n(x + s * 0.12)} {n(y)}Z",
            BARK,
        ),
        stroke(f"M{n(x)} {n(top + s * 1.5)}L{n(x + s * 0.35)} {n(top + s * 0.95)}", BARK, s * 0.07),
        disc(x + s * 0.06, top + s * 0.62, s * 0.86, shade),
        disc(x - s * 0.52, top + s * 0.86, s * 0.56, shade),
        disc(x - s * 0.08, top + s * 0.52, s * 0.8, fill),
        disc(x + s * 0.46, top + s * 0.84, s * 0.5, fill),
        disc(x - s * 0.5, top + s * 0.78, s * 0.46, fill),
    ]
    d = ""
    for _place in range(int(14 + s * 0.1)):
        angle, reach = random.uniform(math.pi, 2 * math.pi), s * 0.7 * math.sqrt(random.random())
        px, py = x - s * 0.08 + reach * math.cos(angle), top + s * 0.62 + reach * math.sin(angle)
        d += f"M{n(px)} {n(py)}q{n(s * 0.06)} {n(-s * 0.09)} {n(s * 0.14)} {n(-s * 0.06)}"
    parts.append(stroke(d, SAGE if fill != SAGE else CREAM, max(2.5, s * 0.032)))
    return "".join(parts)


def poplar(x: float, y: float, h: float, fill: str = GREEN, *, shade: str = DEEP) -> str:
    """Return a tall narrow tree."""
    w = h * 0.13
    d = "".join(
        f"M{n(x - w * 0.45)} {n(y - h * k)}l{n(w * 0.42)} {n(-h * 0.07)}"
        for k in (0.25, 0.37, 0.49, 0.61, 0.73)
    )
    return (
        rect(x - w * 0.09, y - h * 0.2, w * 0.18, h * 0.2, BARK)
        + oval(x + w * 0.12, y - h * 0.54, w, h * 0.46, shade)
        + oval(x - w * 0.08, y - h * 0.54, w * 0.9, h * 0.46, fill)
        + stroke(d, SAGE, 3)
    )


def pine(
    x: float, y: float, h: float, *, fill: str = GREEN, shade: str = DEEP, lean: float = 0.08
) -> str:
    """Return a maritime pine, bent by the wind."""
    top = x + h * lean
    parts = [
        stroke(
            f"M{n(x)} {n(y)}Q{n(x - h * 0.03)} {n(y - h * 0.5)} {n(top)} {n(y - h * 0.84)}",
            BARK,
            h * 0.042,
        ),
        stroke(
            f"M{n(x + h * 0.01)} {n(y - h * 0.5)}L{n(x + h * 0.17)} {n(y - h * 0.68)}",
            BARK,
            h * 0.022,
        ),
        stroke(
            f"M{n(x + h * 0.02)} {n(y - h * 0.6)}L{n(x - h * 0.12)} {n(y - h * 0.74)}",
            BARK,
            h * 0.02,
        ),
    ]
    for dx, dy, rx, ry in (
        (0.17, 0.7, 0.15, 0.06),
        (-0.14, 0.76, 0.14, 0.058),
        (0.08, 0.84, 0.26, 0.085),
        (0.05, 0.93, 0.17, 0.07),
    ):
        parts.append(oval(x + h * dx + 4, y - h * dy + 6, h * rx, h * ry, shade))
        parts.append(oval(x + h * dx, y - h * dy, h * rx, h * ry, fill))
        parts.append(
            stroke(
                f"M{n(x + h * (dx - rx * 0.5))} {n(y - h * (dy + ry * 0.3))}h{n(h * rx * 0.5)}"
                f"M{n(x + h * (dx - rx * 0.1))} {n(y - h * (dy + ry * 0.02))}h{n(h * rx * 0.6)}",
                SAGE,
                2.8,
            )
        )
    return "".join(parts)


def apple_tree(x: float, y: float, s: float, *, seed: int = 1, fill: str = MOSS) -> str:
    """Return a round tree full of apples."""
    random = Random(seed)
    parts = [round_tree(x, y, s, fill, seed=seed)]
    for _place in range(10 + int(s / 24)):
        angle, reach = random.uniform(0, 2 * math.pi), s * 0.66 * math.sqrt(random.random())
        px, py = (
            x - s * 0.05 + reach * math.cos(angle),
            y - s * 1.55 + reach * math.sin(angle) * 0.8,
        )
        parts.append(disc(px, py, min(s * 0.065, 13), "#d9573a"))
    return "".join(parts)


def bush(x: float, y: float, s: float, fill: str = MOSS, *, flower: str = "", seed: int = 1) -> str:
    """Return a low bush, in flower when a colour is given."""
    random = Random(seed)
    parts = [
        path(
            f"M{n(x - s)} {n(y)}Q{n(x - s * 1.05)} {n(y - s * 0.55)} {n(x - s * 0.5)} {n(y - s * 0.55)}"
            f"Q{n(x - s * 0.25)} {n(y - s * 0.95)} {n(x + s * 0.15)} {n(y - s * 0.7)}"
            f"Q{n(x + s * 0.6)} {n(y - s * 0.85)} {n(x + s * 0.7)} {n(y - s * 0.42)}"
            f"Q{n(x + s * 1.08)} {n(y - s * 0.36)} {n(x + s)} {n(y)}Q{n(x)} {n(y + s * 0.2)} {n(x - s)} {n(y)}Z",
            fill,
        )
    ]
    for _place in range(int(s * 0.3) if flower else 0):
        px, py = x + random.uniform(-0.85, 0.85) * s, y - random.uniform(0.08, 0.6) * s
        parts.append(disc(px, py, random.uniform(2.6, 4.6), flower))
    return "".join(parts)


def gorse(x: float, y: float, s: float, *, seed: int = 1) -> str:
    """Return gorse in bloom."""
    return bush(x, y, s, "#2f7a58", flower=OCHRE, seed=seed) + bush(
        x + s * 0.5, y + 4, s * 0.7, MOSS, flower=OCHRE, seed=seed + 1
    )


def reeds(x: float, y: float, *, count: int = 9, seed: int = 1, color: str = DEEP) -> str:
    """Return reeds at the edge of water."""
    random = Random(seed)
    d = ""
    heads = ""
    for place in range(count):
        px = x + place * 11 + random.uniform(-4, 4)
        h = random.uniform(45, 95)
        tilt = random.uniform(-10, 14)
        d += f"M{n(px)} {n(y)}q{n(tilt * 0.3)} {n(-h * 0.5)} {n(tilt)} {n(-h)}"
        if place % 3 == 0:
            heads += oval(px + tilt, y - h - 6, 4, 13, BARK)
    return stroke(d, color, 3.5) + heads
