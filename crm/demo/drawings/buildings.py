"""Walls, roofs, windows and balconies, drawn face on; (x, y) is the left foot of a wall."""

# ruff: noqa: E501, PLR0917, PLR2004, S311 (a drawing: measures, and chance with a fixed seed)

from dataclasses import dataclass
from random import Random

from crm.demo.drawings import people
from crm.demo.drawings.ink import (
    APRICOT,
    BRICK,
    CREAM,
    DEEP,
    GREEN,
    MOSS,
    NIGHT,
    OCHRE,
    SAGE,
    SEA,
    SLATE,
    STONE,
    disc,
    line,
    n,
    path,
    poly,
    rect,
    stroke,
)

GLASS = (NIGHT, SEA, NIGHT, "#4d8793", "#f5cd7b", NIGHT, SEA)
STOREY = 104


def window(
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    glass: str = NIGHT,
    frame: str = CREAM,
    shutter: str = "",
    sill: str = "",
) -> str:
    """Return a window whose upper left corner is (x, y); `sill` colours flowers below it."""
    parts = []
    if shutter:
        parts += [
            rect(x - w * 0.5, y - 2, w * 0.42, h + 4, shutter),
            rect(x + w * 1.08, y - 2, w * 0.42, h + 4, shutter),
        ]
        parts.append(
            stroke(
                "".join(
                    f"M{n(left)} {n(y + h * k)}h{n(w * 0.26)}"
                    for left in (x - w * 0.42, x + w * 1.16)
                    for k in (0.2, 0.4, 0.6, 0.8)
                ),
                DEEP,
                1.8,
                o=0.45,
            )
        )
    parts += [
        rect(x - 4, y - 4, w + 8, h + 8, frame),
        rect(x, y, w, h, glass),
        poly(
            [(x, y + h * 0.62), (x + w * 0.62, y), (x + w * 0.9, y), (x, y + h * 0.9)],
            CREAM,
            o=0.16,
        ),
        rect(x + w / 2 - 2, y, 4, h, frame),
    ]
    if h > w * 1.25:
        parts.append(rect(x, y + h * 0.36, w, 3.5, frame))
    if sill:
        parts.append(rect(x - 7, y + h + 2, w + 14, 8, STONE))
        parts += [
            disc(x + w * k, y + h, 5.5, sill if i % 2 else MOSS)
            for i, k in enumerate((0.05, 0.28, 0.5, 0.74, 0.96))
        ]
    return "".join(parts)


def door(x: float, y: float, w: float, h: float, color: str, *, frame: str = CREAM) -> str:
    """Return a door standing at (x, y)."""
    return (
        rect(x - 5, y - h - 5, w + 10, h + 5, frame)
        + rect(x, y - h, w, h, color)
        + rect(x + w * 0.22, y - h * 0.88, w * 0.56, h * 0.3, NIGHT)
        + disc(x + w * 0.82, y - h * 0.45, 3.4, OCHRE)
        + rect(x - 9, y - 5, w + 18, 8, STONE)
    )


def balcony(
    x: float,
    y: float,
    w: float,
    *,
    rail: str = DEEP,
    slab: str = STONE,
    life: int = 0,
    h: float = 46,
) -> str:
    """Return a balcony whose floor is at y; `life` chooses who or what is on it."""
    parts = []
    kind = life % 7
    if kind == 1:
        parts.append(people.person(x + w * 0.62, y, 88, look=life, flip=life % 2 == 0))
    elif kind == 2:
        parts += [plant(x + 16, y, 34, seed=life), plant(x + w - 18, y, 44, seed=life + 1)]
    elif kind == 3:
        parts.append(people.laundry(x + 6, y - h - 22, w - 12, shift=life))
    elif kind == 4:
        parts += [plant(x + w - 22, y, 52, seed=life), disc(x + 24, y - h - 6, 10, APRICOT)]
    elif kind == 5:
        parts += [
            people.person(x + w * 0.3, y, 86, look=life + 1),
            plant(x + w - 16, y, 36, seed=life),
        ]
    bars = "".join(
        f"M{n(x + 4 + place * 9)} {n(y - 2)}v{n(-h + 3)}" for place in range(int((w - 4) / 9))
    )
    parts += [
        stroke(bars, rail, 2.5),
        line(x, y - h, x + w, y - h, rail, 5.5),
        rect(x - 4, y - 3, w + 8, 10, slab),
        rect(x - 4, y + 5, w + 8, 4, DEEP, o=0.28),
    ]
    return "".join(parts)


def plant(x: float, y: float, h: float, *, seed: int = 1, pot: str = BRICK) -> str:
    """Return a potted plant."""
    random = Random(seed)
    leaves = "".join(
        f"M{n(x)} {n(y - h * 0.3)}q{n(tilt * 0.4)} {n(-h * 0.3)} {n(tilt)} {n(-h * random.uniform(0.4, 0.75))}"
        for tilt in (-18, -9, 0, 8, 17)
    )
    return stroke(leaves, MOSS if seed % 2 else GREEN, 7) + poly(
        [(x - 11, y - h * 0.34), (x + 11, y - h * 0.34), (x + 8, y), (x - 8, y)], pot
    )


@dataclass(frozen=True, kw_only=True)
class Block:
    """A building of several storeys: `pattern` gives each bay "w"indow, "b"alcony, "f"rench window."""

    w: float
    floors: int
    wall: str
    pattern: str
    shade: str = STONE
    side: float = 0
    shutter: str = ""
    sill: str = ""
    rail: str = DEEP
    ground: str = ""
    seed: int = 1
    storey: float = STOREY


def block(x: float, y: float, b: Block) -> str:
    """Return the building without its roof."""
    random = Random(b.seed)
    height = b.floors * b.storey
    parts = [rect(x, y - height, b.w, height, b.wall)]
    if b.side:
        parts.append(rect(x + b.w, y - height, b.side, height, b.shade))
        parts += [
            rect(
                x + b.w + b.side * 0.34,
                y - b.storey * (floor + 1) + 26,
                b.side * 0.3,
                b.storey * 0.44,
                NIGHT,
            )
            for floor in range(b.floors)
        ]
    bay = b.w / len(b.pattern)
    for floor in range(b.floors):
        top = y - b.storey * (floor + 1)
        for place, kind in enumerate(b.ground if floor == 0 and b.ground else b.pattern):
            parts.append(
                _bay(
                    kind,
                    x + place * bay,
                    top,
                    bay,
                    b,
                    random.choice(GLASS),
                    random.randrange(21),
                    floor,
                )
            )
    return "".join(parts)


def _bay(
    kind: str, x: float, top: float, bay: float, b: Block, glass: str, life: int, floor: int
) -> str:
    h = b.storey
    if kind == "b":
        w = bay * 0.74
        left = x + (bay - w) / 2
        return window(left + w * 0.1, top + h * 0.2, w * 0.8, h * 0.74, glass=glass) + balcony(
            left, top + h - 3, w, rail=b.rail, life=life
        )
    if kind == "f":
        w = bay * 0.44
        return window(x + (bay - w) / 2, top + h * 0.2, w, h * 0.72, glass=glass, shutter=b.shutter)
    if kind == "d":
        w = min(50, bay * 0.5)
        return door(x + (bay - w) / 2, top + h, w, h * 0.78, (BRICK, GREEN, SEA, OCHRE)[life % 4])
    if kind == "g":  # a wide shop or common room
        return (
            rect(x + bay * 0.06, top + h * 0.16, bay * 0.88, h * 0.84, CREAM)
            + rect(x + bay * 0.1, top + h * 0.22, bay * 0.8, h * 0.78, glass)
            + "".join(
                line(x + bay * k, top + h * 0.22, x + bay * k, top + h, CREAM, 4)
                for k in (0.37, 0.63)
            )
        )
    if kind == "o":
        return ""
    w = min(bay * 0.46, 46)
    return window(
        x + (bay - w) / 2,
        top + h * 0.24,
        w,
        h * 0.5,
        glass=glass,
        shutter=b.shutter,
        sill=b.sill if (floor + life) % 2 else "",
    )


def slate_roof(
    x: float, y: float, w: float, h: float, *, fill: str = SLATE, over: float = 14, hip: float = 26
) -> str:
    """Return a long roof whose eaves are at y."""
    parts = [
        poly(
            [
                (x - over, y),
                (x - over + hip, y - h),
                (x + w + over - hip, y - h),
                (x + w + over, y),
            ],
            fill,
        )
    ]
    d = "".join(
        f"M{n(x - over + hip * k + 8 + (i % 2) * 20)} {n(y - h * k)}H{n(x + w + over - hip * k - 8)}"
        for i, k in enumerate((0.2, 0.4, 0.6, 0.8))
    )
    parts.append(stroke(d, NIGHT, 2.2, o=0.5, dash="34 14"))
    parts.append(rect(x - over, y - 3, w + 2 * over, 8, CREAM))
    return "".join(parts)


def gable(
    x: float,
    y: float,
    w: float,
    wall_h: float,
    roof_h: float,
    wall: str,
    *,
    roof: str = SLATE,
    over: float = 14,
) -> str:
    """Return a house seen from its gable."""
    peak = (x + w / 2, y - wall_h - roof_h)
    slope = roof_h / (w / 2)
    return poly([(x, y), (x, y - wall_h), peak, (x + w, y - wall_h), (x + w, y)], wall) + stroke(
        f"M{n(x - over)} {n(y - wall_h + over * slope)}L{n(peak[0])} {n(peak[1])}"
        f"L{n(x + w + over)} {n(y - wall_h + over * slope)}",
        roof,
        15,
    )


def planks(
    x: float, y: float, w: float, h: float, color: str, *, gap: float = 13, upright: bool = True
) -> str:
    """Return the joints of wooden cladding over a wall whose upper left corner is (x, y)."""
    if upright:
        d = "".join(f"M{n(x + gap * k)} {n(y)}v{n(h)}" for k in range(1, int(w / gap)))
    else:
        d = "".join(f"M{n(x)} {n(y + gap * k)}h{n(w)}" for k in range(1, int(h / gap)))
    return stroke(d, color, 2, o=0.5)


def bricks(
    x: float, y: float, w: float, h: float, color: str, *, seed: int = 1, count: int = 60
) -> str:
    """Return some bricks, here and there, over a wall whose upper left corner is (x, y)."""
    random = Random(seed)
    d = ""
    for _place in range(count):
        row = random.randrange(int(h / 12))
        px = x + 6 + random.random() * (w - 34) // 13 * 13
        d += f"M{n(px)} {n(y + 8 + row * 12)}h20"
    return stroke(d, color, 5, o=0.5)


def rubble(
    x: float, y: float, w: float, h: float, color: str, *, seed: int = 1, count: int = 46
) -> str:
    """Return some stones of a rubble wall whose upper left corner is (x, y)."""
    random = Random(seed)
    parts = []
    for _place in range(count):
        px, py = x + 8 + random.random() * (w - 40), y + 6 + random.random() * (h - 24)
        parts.append(
            rect(px, py, random.uniform(14, 32), random.uniform(8, 14), color, r=4, o=0.55)
        )
    return "".join(parts)


def chimney(x: float, y: float, *, h: float = 50, color: str = BRICK) -> str:
    """Return a chimney whose foot is at (x, y)."""
    return rect(x, y - h, 30, h, color) + rect(x - 4, y - h - 8, 38, 10, STONE)


def hedge(x: float, y: float, w: float, h: float = 40, color: str = GREEN) -> str:
    """Return a clipped hedge."""
    bumps = f"M{n(x)} {n(y)}V{n(y - h * 0.8)}"
    count = max(2, int(w / 26))
    for _place in range(count):
        bumps += f"q{n(w / count / 2)} {n(-h * 0.42)} {n(w / count)} 0"
    d = "".join(
        f"M{n(x + 12 + k * 23)} {n(y - h * (0.3 + 0.25 * (k % 3)))}l6 -8"
        for k in range(int((w - 16) / 23))
    )
    return path(bumps + f"V{n(y)}Z", color) + stroke(d, SAGE, 2.6)
