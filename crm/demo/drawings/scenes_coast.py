"""Scenes by the sea."""

# ruff: noqa: E501, PLR2004 (a drawing: measures and places of what one sees)

from crm.demo.drawings import buildings as b
from crm.demo.drawings import nature as nat
from crm.demo.drawings import people as pp
from crm.demo.drawings.buildings import Block
from crm.demo.drawings.ink import (
    APRICOT,
    BLUE,
    BRICK,
    CREAM,
    DEEP,
    GREEN,
    MINT,
    MOSS,
    NIGHT,
    OCHRE,
    PEACH,
    ROSE,
    SAGE,
    SAND,
    SEA,
    SLATE,
    STONE,
    WIDTH,
    WOOD,
    land,
    line,
    poly,
    rect,
    stroke,
)


def terraces() -> list[str]:
    """Les Terrasses du Rosmeur: white homes stepping down to the harbour."""
    parts = [
        nat.sky(nat.EVENING, horizon=540, seed=6),
        nat.rays(430, 330, 105, CREAM),
        nat.sun(430, 330, 105, BRICK),
        nat.cloud(820, 150, 300, "#fbe7cc"),
        land([(-20, 470), (200, 440), (420, 480), (620, 505), (760, 520)], "#8aa7a1"),
        nat.water(500, bands=("#8fb9b4", BLUE, SEA), seed=4),
        nat.glitter(430, 512, 330, "#fbe0b2", seed=2, w=70),
        pp.sail(250, 660, 0.85),
        pp.sail(560, 590, 0.55, CREAM, SEA),
        pp.sail(90, 790, 1.15, CREAM, GREEN),
        # the mole
        poly([(-20, 905), (330, 880), (352, 900), (352, 925), (-20, 955)], STONE),
        line(316, 882, 316, 770, CREAM, 22),
        rect(303, 752, 26, 24, BRICK),
        # the hill
        land([(560, 1080), (700, 930), (900, 720), (1130, 520), (1380, 380), (1660, 330)], MOSS),
        nat.hatch(900, 740, 700, 300, SAGE, count=110, seed=4),
        nat.pine(1540, 372, 270),
        nat.pine(1420, 410, 200, lean=-0.04),
    ]
    walls = (CREAM, "#f6e6c8", CREAM, PEACH)
    steps = ((1210, 512, 3), (1040, 650, 3), (880, 792, 3), (760, 938, 3))
    for place, (x, y, bays) in enumerate(steps):
        w = 124 * bays
        home = Block(
            w=w,
            floors=1,
            wall=walls[place],
            pattern="bfb" if place % 2 else "fbf",
            seed=21 + place,
            side=70,
            shade=STONE,
            storey=118,
        )
        parts += [b.block(x, y, home), rect(x - 12, y - 132, w + 94, 16, DEEP)]
        parts.append(
            stroke(
                "".join(f"M{x - 6 + k * 13} {y - 134}v-34" for k in range((w + 84) // 13)),
                DEEP,
                2.6,
            )
        )
        parts.append(line(x - 10, y - 168, x + w + 78, y - 168, DEEP, 5))
        parts.append(b.plant(x + 30, y - 132, 58, seed=place))
        parts.append(b.plant(x + w + 40, y - 132, 48, seed=place + 3))
        if place == 0:
            parts += [
                pp.person(x + 190, y - 133, 92, look=6, pose="up"),
                pp.person(x + 140, y - 133, 90, look=3),
            ]
        elif place == 1:
            parts += [
                pp.laundry(x + 90, y - 214, 180, shift=2),
                line(x + 88, y - 134, x + 88, y - 222, WOOD, 5),
                line(x + 272, y - 134, x + 272, y - 222, WOOD, 5),
            ]
        elif place == 2:
            parts += [
                pp.child(x + 110, y - 133, look=4),
                pp.person(x + 60, y - 133, 90, look=1, pose="reach"),
            ]
        else:
            parts += [pp.person(x + 250, y - 133, 92, look=5, flip=True, pose="point")]
        parts.append(nat.bush(x + w + 130, y + 2, 64, GREEN, flower=APRICOT, seed=place))
    stairs = "".join(f"M{730 + k * 0 - k * 9} {945 + k * 16}h70" for k in range(8))
    return [
        *parts,
        poly([(560, 1080), (690, 940), (1640, 938), (1640, 1080)], GREEN),
        stroke(stairs, SAND, 7),
        nat.hatch(760, 960, 860, 110, SAGE, count=90, seed=9),
        nat.bush(1480, 960, 84, MOSS, flower=ROSE, seed=4),
        nat.bush(1300, 972, 58, MOSS, flower=CREAM, seed=5),
        nat.gulls(((700, 300, 28), (790, 262, 20), (640, 420, 18)), NIGHT),
    ]


def moor() -> list[str]:
    """Le Hameau des Ajoncs: wooden houses in the heath, a lighthouse behind."""
    parts = [
        nat.sky(nat.DAY, horizon=520, seed=8),
        nat.sun(300, 205, 80, OCHRE),
        nat.cloud(960, 130, 360),
        nat.cloud(540, 250, 220),
        nat.water(468, bands=("#9cc4c4", BLUE), seed=7),
        pp.sail(560, 560, 0.5),
        pp.sail(690, 532, 0.36, CREAM, SEA),
        land([(900, 560), (1080, 486), (1240, 448), (1440, 430), (1660, 452)], "#7d9d86"),
        # the lighthouse
        poly([(1402, 440), (1414, 226), (1454, 226), (1466, 440)], CREAM),
        poly([(1405, 390), (1408, 336), (1460, 336), (1463, 390)], BRICK),
        poly([(1411, 284), (1413, 240), (1455, 240), (1457, 284)], BRICK),
        rect(1406, 214, 56, 14, NIGHT),
        rect(1416, 176, 36, 38, "#f5cd7b"),
        poly([(1408, 178), (1434, 146), (1460, 178)], NIGHT),
        land([(-20, 600), (240, 560), (560, 590), (900, 552), (1260, 590), (1640, 540)], SAGE),
        land([(-20, 690), (300, 650), (700, 690), (1100, 650), (1640, 690)], MOSS),
        nat.hatch(0, 640, WIDTH, 130, MINT, count=120, seed=2),
    ]
    for x, y, w, wall, roof in (
        (190, 820, 230, WOOD, NIGHT),
        (470, 790, 210, "#8c6a48", SLATE),
        (760, 830, 250, "#d2a877", NIGHT),
        (1090, 790, 215, WOOD, SLATE),
        (1350, 835, 220, "#8c6a48", NIGHT),
    ):
        parts += _cabin(x, y, w, wall, roof)
    parts += [
        land([(-20, 842), (300, 824), (620, 850), (980, 838), (1300, 852), (1640, 836)], GREEN),
        poly([(640, 1080), (716, 900), (700, 842), (742, 842), (790, 900), (900, 1080)], SAND),
        nat.hatch(0, 870, 640, 200, MOSS, count=90, seed=12),
        nat.hatch(900, 880, 700, 190, MOSS, count=90, seed=13),
        *(
            nat.gorse(x, y, s, seed=x)
            for x, y, s in (
                (80, 890, 74),
                (330, 905, 88),
                (1010, 900, 84),
                (1290, 915, 104),
                (1530, 905, 84),
                (150, 1050, 130),
                (470, 1056, 96),
                (1130, 1060, 120),
                (1460, 1066, 150),
            )
        ),
        pp.person(742, 952, 122, look=2, pose="walk", dress=True),
        pp.person(690, 966, 126, look=3, pose="walk"),
        pp.child(806, 958, look=1),
        nat.gulls(((1180, 300, 26), (1250, 260, 18), (830, 330, 16)), NIGHT),
    ]
    return parts


def _cabin(x: float, y: float, w: float, wall: str, roof: str) -> list[str]:
    return [
        rect(x + w * 0.72, y - 168, w * 0.62, 168, "#6f5238"),
        poly(
            [
                (x + w * 0.5, y - 262),
                (x + w * 1.26, y - 262),
                (x + w * 1.4, y - 160),
                (x + w * 0.9, y - 160),
            ],
            roof,
        ),
        b.gable(x, y, w, 160, 112, wall, roof=roof),
        b.planks(x, y - 150, w, 150, DEEP),
        b.window(x + w * 0.5 - 26, y - 226, 52, 48, glass="#f5cd7b"),
        b.window(x + w * 0.14, y - 118, 48, 62, glass=NIGHT, sill=BRICK),
        b.door(x + w * 0.58, y, 46, 92, (BRICK, SEA, OCHRE, GREEN)[int(w) // 5 % 4]),
        b.window(x + w + 22, y - 116, 36, 52, glass=SEA),
    ]


def cliff() -> list[str]:
    """Les Hauts de Gourmalon: white blocks among pines, above the fishing huts."""
    one = Block(w=300, floors=4, wall=CREAM, pattern="bfb", seed=41, side=80, shade=SAND, rail=SEA)
    two = Block(
        w=330, floors=5, wall="#fbf1da", pattern="bfb", seed=43, side=90, shade=SAND, rail=SEA
    )
    three = Block(w=260, floors=3, wall=CREAM, pattern="bb", seed=47, side=70, shade=SAND, rail=SEA)
    parts = [
        nat.sky(nat.CALM, horizon=640, seed=12),
        nat.sun(230, 190, 84, APRICOT),
        nat.cloud(430, 120, 300),
        nat.cloud(1200, 90, 260),
        nat.water(610, bands=("#8dbcc0", BLUE, SEA), seed=5),
        nat.glitter(230, 622, 300, PEACH, seed=5, w=44),
        pp.sail(110, 720, 0.7),
        pp.sail(400, 660, 0.42, CREAM, BRICK),
        land(
            [
                (300, 1120),
                (450, 1060),
                (560, 900),
                (690, 740),
                (860, 660),
                (1180, 620),
                (1640, 596),
            ],
            STONE,
        ),
        b.rubble(640, 760, 330, 280, "#b9a988", seed=6, count=70),
        land(
            [
                (330, 1130),
                (470, 1050),
                (570, 890),
                (690, 730),
                (860, 640),
                (1180, 606),
                (1640, 580),
            ],
            MOSS,
        ),
        nat.pine(742, 700, 330),
        b.block(830, 650, one),
        rect(818, 222, 404, 14, NIGHT),
        b.block(1180, 620, two),
        rect(1168, 88, 444, 14, NIGHT),
        b.block(980, 770, three),
        rect(968, 446, 352, 14, NIGHT),
        b.plant(1040, 446, 56, seed=3),
        b.plant(1190, 446, 48, seed=6),
        pp.person(1110, 446, 88, look=2, pose="point", flip=True),
        nat.pine(1500, 800, 420, lean=0.03),
        land([(360, 1110), (520, 960), (700, 830), (960, 772), (1300, 790), (1660, 760)], GREEN),
        poly([(980, 1080), (1010, 900), (1090, 786), (1130, 786), (1090, 900), (1130, 1080)], SAND),
        nat.hatch(700, 860, 300, 200, SAGE, count=60, seed=3),
        nat.hatch(1120, 830, 480, 230, SAGE, count=90, seed=4),
        nat.bush(1270, 850, 70, MOSS, flower=ROSE, seed=1),
        nat.bush(880, 860, 64, MOSS, flower=CREAM, seed=2),
        pp.person(1056, 930, 118, look=2, pose="walk", flip=True),
        pp.child(1096, 934, look=3, flip=True),
        pp.person(1230, 960, 122, look=6, pose="walk", flip=True, dress=True),
    ]
    for x, y in ((330, 930), (130, 985)):  # the fishing huts on their stilts
        parts += [
            stroke(
                f"M{x} {y}V{y + 110}M{x + 46} {y}V{y + 120}M{x + 92} {y}V{y + 110}M{x - 6} {y + 50}L{x + 96} {y + 20}",
                DEEP,
                6,
            ),
            rect(x - 16, y - 6, 126, 12, WOOD),
            rect(x + 6, y - 66, 80, 62, BRICK if x > 200 else "#7c9aa0"),
            poly([(x - 4, y - 64), (x + 46, y - 96), (x + 96, y - 64)], CREAM),
            rect(x + 56, y - 52, 20, 22, NIGHT),
            stroke(f"M{x} {y - 8}L{x - 86} {y - 58}L{x - 84} {y + 6}", DEEP, 4),
            poly(
                [(x - 116, y + 6), (x - 52, y + 6), (x - 70, y + 34), (x - 98, y + 34)],
                CREAM,
                o=0.7,
            ),
        ]
    return [*parts, nat.gulls(((620, 330, 26), (700, 280, 20), (540, 470, 16)), NIGHT)]
