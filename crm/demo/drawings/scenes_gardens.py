"""Scenes of gardens and orchards."""

# ruff: noqa: D401 (a drawing: measures and places of what one sees)

from crm.demo.drawings import buildings as b
from crm.demo.drawings import nature as nat
from crm.demo.drawings import people as pp
from crm.demo.drawings.ink import (
    APRICOT,
    BARK,
    BRICK,
    CREAM,
    DEEP,
    GREEN,
    MINT,
    MOSS,
    NIGHT,
    OCHRE,
    ROSE,
    SAGE,
    SAND,
    SEA,
    SLATE,
    STONE,
    WIDTH,
    WOOD,
    disc,
    land,
    line,
    path,
    poly,
    rect,
    stroke,
)


def row() -> list[str]:
    """Kerlaouen: a row of pale houses, slate roofs, doors of every colour."""
    y = 770
    parts = [
        nat.sky(nat.DAY, horizon=620, seed=15),
        nat.sun(1390, 190, 86, APRICOT),
        nat.cloud(120, 150, 320),
        nat.cloud(700, 110, 380),
        land([(-20, 560), (260, 490), (640, 550), (1040, 480), (1400, 540), (1640, 500)], SAGE),
        nat.hatch(0, 520, WIDTH, 90, MINT, count=80, seed=5),
        land([(-20, 650), (400, 600), (900, 650), (1300, 600), (1640, 640)], MOSS),
        nat.round_tree(60, 720, 110, GREEN, shade=DEEP, seed=2),
        nat.round_tree(1560, 720, 120, GREEN, shade=DEEP, seed=4),
    ]
    doors = (BRICK, SEA, OCHRE, GREEN, APRICOT, NIGHT)
    walls = (CREAM, "#f8e8c9", CREAM, "#f3d9c4", CREAM, "#f8e8c9")
    for place, wall in enumerate(walls):
        x = 110 + place * 232
        parts += [
            b.slate_roof(x, y - 218, 232, 124, over=8, hip=30),
            b.chimney(x + 168, y - 332, h=52),
            rect(x, y - 218, 232, 218, wall),
            rect(x + 226, y - 218, 6, 218, STONE),
            b.gable(x + 62, y - 200, 108, 40, 62, wall, over=10),
            b.window(x + 96, y - 256, 40, 52, glass="#f5cd7b" if place % 3 == 1 else NIGHT),
            b.window(
                x + 26,
                y - 122,
                56,
                64,
                glass=SEA if place % 2 else NIGHT,
                sill=(BRICK, APRICOT, ROSE)[place % 3],
            ),
            b.door(x + 136, y, 54, 108, doors[place]),
            poly(
                [(x + 120, y - 122), (x + 206, y - 122), (x + 196, y - 144), (x + 130, y - 144)],
                SLATE,
            ),
        ]
    parts += [
        rect(-20, y, WIDTH + 40, 330, MINT),
        land([(-20, 900), (400, 884), (900, 904), (1640, 888)], SAND),
        rect(-20, 985, WIDTH + 40, 100, SAGE),
        nat.hatch(0, 1000, WIDTH, 70, GREEN, count=110, seed=3),
    ]
    for place in range(6):
        x = 110 + place * 232
        parts += [
            b.hedge(x - 6, y + 74, 118, 44, GREEN if place % 2 else MOSS),
            poly(
                [(x + 138, y + 2), (x + 190, y + 2), (x + 214, y + 130), (x + 130, y + 130)], SAND
            ),
        ]
    parts += [
        nat.apple_tree(168, y + 70, 46, seed=3),
        nat.apple_tree(864, y + 70, 50, seed=6, fill=SAGE),
        pp.cyclist(420, 960, 0.86, look=1),
        pp.cyclist(560, 964, 0.74, look=4),
        pp.person(1010, 962, 124, look=3, pose="walk", flip=True),
        pp.child(1072, 962, look=2, flip=True),
        pp.person(1330, 900, 106, look=6, pose="up", dress=True),
        pp.person(724, 905, 106, look=7),
        pp.person(770, 907, 104, look=0, flip=True, dress=True),
        nat.gulls(((520, 300, 20), (580, 272, 15)), NIGHT),
    ]
    return parts


def garden() -> list[str]:
    """The common garden of Le Quai des Lavandières: a table under an apple tree."""
    wall = b.Block(w=1180, floors=4, wall=SAND, pattern="bfbfbfb", seed=71, shade=STONE, storey=126)
    return [
        nat.sky(nat.CALM, horizon=400, seed=5),
        b.block(210, 690, wall),
        rect(196, 172, 1210, 18, DEEP),
        nat.round_tree(80, 720, 150, GREEN, shade=DEEP, seed=9),
        nat.poplar(1500, 720, 520),
        nat.poplar(1580, 720, 430, MOSS, shade=GREEN),
        b.hedge(-20, 724, 1660, 58, MOSS),
        rect(-20, 720, WIDTH + 40, 400, SAGE),
        land([(-20, 830), (400, 800), (900, 826), (1640, 800)], MOSS),
        nat.hatch(0, 780, WIDTH, 270, MINT, count=200, seed=7),
        pp.laundry(1120, 610, 300, shift=1),
        line(1116, 740, 1116, 604, BARK, 8),
        line(1424, 740, 1424, 604, BARK, 8),
        pp.person(1262, 764, 128, look=6, pose="up", dress=True),
        nat.apple_tree(520, 900, 250, seed=8, fill="#5d9a6c"),
        pp.person(690, 900, 150, look=0, pose="reach"),
        pp.person(1010, 902, 150, look=3, pose="reach", flip=True),
        pp.person(842, 892, 140, look=6, dress=True),
        pp.table(640, 960, 440),
        pp.bench(700, 1010, 320, BARK),
        pp.child(930, 1016, 96, look=2, pose="stand", flip=True),
        pp.child(1210, 946, 96, look=4),
        disc(1290, 936, 18, CREAM),
        pp.child(350, 980, 100, look=1, pose="up"),
        nat.bush(160, 1000, 130, GREEN, flower=ROSE, seed=3),
        nat.bush(1470, 1010, 150, GREEN, flower=APRICOT, seed=6),
        pp.bicycle(1400, 800, 0.95, BRICK),
    ]


def orchard_houses() -> list[str]:
    """Le Clos du Lenn: wooden houses around an orchard."""
    parts = [
        nat.sky(nat.MORNING, horizon=600, seed=21),
        nat.rays(800, 300, 100, CREAM),
        nat.sun(800, 300, 100, OCHRE),
        nat.cloud(150, 170, 300),
        nat.cloud(1150, 140, 330),
        land([(-20, 520), (300, 470), (800, 530), (1300, 465), (1640, 510)], SAGE),
        land([(-20, 590), (360, 560), (800, 600), (1240, 560), (1640, 590)], MOSS),
    ]
    for x, y, w, wall, roof in (
        (40, 752, 250, WOOD, NIGHT),
        (330, 690, 220, "#d2a877", SLATE),
        (1050, 690, 220, "#d2a877", SLATE),
        (1310, 752, 250, WOOD, NIGHT),
        (640, 656, 150, "#8c6a48", NIGHT),
        (830, 656, 150, WOOD, NIGHT),
    ):
        k = w / 250
        parts += [
            b.gable(x, y, w, 210 * k, 128 * k, wall, roof=roof),
            b.planks(x, y - 205 * k, w, 205 * k, BARK, gap=12 * k + 2),
            b.window(x + w * 0.5 - 28 * k, y - 272 * k, 56 * k, 56 * k, glass="#f5cd7b"),
            b.window(x + w * 0.12, y - 150 * k, 74 * k, 92 * k, glass=NIGHT if x % 3 else SEA),
            b.door(x + w * 0.6, y, 60 * k, 120 * k, (BRICK, GREEN, APRICOT)[int(x / 10) % 3]),
            poly(
                [
                    (x + w * 0.5, y - 134 * k),
                    (x + w * 0.95, y - 134 * k),
                    (x + w * 0.9, y - 158 * k),
                    (x + w * 0.55, y - 158 * k),
                ],
                roof,
            ),
        ]
    parts += [
        land([(-20, 742), (300, 716), (800, 672), (1300, 716), (1640, 742)], MINT),
        land([(-20, 800), (400, 790), (800, 770), (1200, 790), (1640, 800)], SAGE),
        path(
            "M730 1090Q760 900 806 800Q820 740 812 676L836 676Q850 750 842 800Q830 920 930 1090Z",
            SAND,
        ),
        nat.hatch(0, 810, 720, 250, GREEN, count=110, seed=2),
        nat.hatch(900, 810, 700, 250, GREEN, count=110, seed=4),
        *(
            nat.apple_tree(x, y, s, seed=x)
            for x, y, s in (
                (520, 800, 66),
                (1080, 800, 66),
                (330, 880, 92),
                (1250, 880, 92),
                (140, 1000, 128),
                (1470, 1000, 130),
                (600, 940, 88),
                (1020, 940, 88),
            )
        ),
        pp.person(806, 934, 132, look=4, pose="walk"),
        pp.person(866, 938, 128, look=2, pose="walk", dress=True),
        pp.child(700, 1000, look=6),
        pp.person(1190, 1000, 128, look=1, pose="up", flip=True),
        disc(430, 1010, 9, "#d9573a"),
        disc(470, 1030, 9, "#d9573a"),
        nat.gulls(((560, 220, 16), (600, 200, 12)), NIGHT),
    ]
    return parts


def harvest() -> list[str]:
    """The orchard of Le Clos du Lenn at apple time."""
    return [
        nat.sky(nat.EVENING, horizon=640, seed=9),
        nat.sun(1180, 300, 120, BRICK),
        nat.cloud(300, 130, 300, "#fbe7cc"),
        land([(-20, 600), (400, 560), (900, 610), (1640, 560)], "#a9b98e"),
        b.gable(90, 660, 190, 120, 90, WOOD, roof=NIGHT),
        b.window(152, 566, 60, 52, glass="#f5cd7b"),
        b.gable(310, 655, 160, 104, 76, "#d2a877", roof=SLATE),
        b.window(366, 580, 48, 44, glass="#f5cd7b"),
        b.gable(1380, 660, 190, 120, 90, WOOD, roof=NIGHT),
        b.window(1444, 566, 60, 52, glass="#f5cd7b"),
        land([(-20, 668), (500, 640), (1000, 668), (1640, 640)], SAGE),
        *(nat.apple_tree(x, 700, 60, seed=x) for x in (560, 690, 1280)),
        land([(-20, 760), (500, 735), (1000, 760), (1640, 730)], MOSS),
        nat.hatch(0, 780, WIDTH, 270, MINT, count=190, seed=8),
        nat.apple_tree(470, 965, 300, seed=4),
        nat.apple_tree(1300, 950, 250, seed=12, fill="#5d9a6c"),
        # the ladder
        stroke(
            "M700 1000L610 560M770 1000L680 552"
            + "".join(f"M{692 - k * 10.6} {960 - k * 52}h72" for k in range(8)),
            WOOD,
            10,
        ),
        pp.person(664, 800, 170, look=3, pose="up", flip=True),
        pp.person(868, 1000, 178, look=6, pose="reach", dress=True),
        pp.child(1022, 1006, 118, look=2, pose="up"),
        pp.person(1104, 990, 174, look=7, pose="reach", flip=True),
        *pp.basket(930, 1010),
        *pp.basket(590, 1030),
        disc(820, 1030, 12, "#d9573a"),
        disc(770, 1044, 11, APRICOT),
        disc(1180, 1032, 12, "#d9573a"),
    ]
