"""Scenes of buildings with balconies, and of their site."""

# ruff: noqa: PLR2004, D401 (a drawing: measures and places of what one sees)

from crm.demo.drawings import buildings as b
from crm.demo.drawings import nature as nat
from crm.demo.drawings import people as pp
from crm.demo.drawings.buildings import Block
from crm.demo.drawings.ink import (
    APRICOT,
    BRICK,
    CREAM,
    DEEP,
    GREEN,
    MINT,
    MOSS,
    NIGHT,
    OCHRE,
    RUST,
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


def islands() -> list[str]:
    """L'Archipel: three buildings joined by footbridges, near the railway."""
    y = 850
    one = Block(
        w=340, floors=5, wall=CREAM, pattern="bfb", ground="gdg", seed=51, side=60, shade=STONE
    )
    two = Block(
        w=380,
        floors=6,
        wall=APRICOT,
        pattern="bffb",
        ground="gdwg",
        seed=57,
        side=60,
        shade="#cf7d42",
        rail=CREAM,
    )
    three = Block(
        w=320, floors=5, wall=MINT, pattern="bfb", ground="gdg", seed=63, side=60, shade=SAGE
    )
    parts = [
        nat.sky(nat.DAY, horizon=680, seed=19),
        nat.sun(200, 200, 92, OCHRE),
        nat.cloud(330, 120, 300),
        nat.cloud(1120, 110, 330),
        land([(-20, 660), (400, 610), (900, 660), (1300, 600), (1640, 640)], SAGE),
        # the train
        rect(-20, 706, WIDTH + 40, 8, SLATE),
        *(rect(30 + k * 130, 652, 122, 50, CREAM, r=10) for k in range(2)),
        *(rect(44 + k * 32, 662, 22, 20, NIGHT) for k in range(7)),
        rect(30, 690, 252, 8, BRICK),
        land([(-20, 730), (500, 716), (1000, 734), (1640, 716)], MOSS),
        nat.poplar(110, 800, 300),
        nat.poplar(50, 800, 250, MOSS, shade=GREEN),
        b.block(170, y, one),
        rect(158, y - 534, 424, 15, DEEP),
        b.block(630, y, two),
        rect(618, y - 640, 464, 16, DEEP),
        b.block(1140, y, three),
        rect(1128, y - 534, 404, 15, DEEP),
    ]
    for floor in (2, 4):  # footbridges
        top = y - 104 * floor
        for x, w in ((570, 62), (1070, 72)):
            parts += [
                rect(x, top, w, 12, DEEP),
                stroke("".join(f"M{x + 6 + k * 10} {top}v-42" for k in range(w // 10)), DEEP, 3),
                line(x, top - 44, x + w, top - 44, DEEP, 5),
            ]
    parts += [
        pp.person(600, y - 209, 84, look=6, pose="walk"),
        pp.child(1106, y - 417, look=2),
        *(b.plant(x, y - 534, 54, seed=x) for x in (210, 350, 530, 1180, 1330, 1470)),
        *(b.plant(x, y - 640, 60, seed=x) for x in (670, 830, 1010)),
        *(
            stroke("".join(f"M{x + k * 16} {top}v-40" for k in range(w // 16 + 1)), DEEP, 2.6)
            + line(x - 3, top - 42, x + w + 3, top - 42, DEEP, 5)
            for x, top, w in ((166, y - 534, 404), (626, y - 640, 428), (1136, y - 534, 376))
        ),
        pp.person(750, y - 640, 88, look=4, pose="up"),
        pp.person(1260, y - 534, 88, look=1),
        rect(-20, y, WIDTH + 40, 240, MINT),
        land([(-20, 930), (500, 900), (1000, 935), (1640, 905)], SAND),
        land([(-20, 1010), (500, 1000), (1000, 1014), (1640, 996)], SAGE),
        nat.hatch(0, 1020, WIDTH, 50, GREEN, count=110, seed=4),
        nat.round_tree(60, 900, 120, seed=8),
        nat.round_tree(604, 880, 74, GREEN, shade=DEEP, seed=2),
        nat.round_tree(1115, 880, 66, seed=5),
        nat.round_tree(1545, 900, 110, GREEN, shade=DEEP, seed=9),
        b.hedge(190, y + 26, 130, 36),
        b.hedge(960, y + 26, 130, 36, MOSS),
        pp.cyclist(420, 980, 0.95, look=3),
        pp.person(560, 960, 116, look=1, pose="walk", flip=True),
        pp.person(800, 956, 116, look=7),
        pp.person(856, 958, 114, look=0, pose="point", flip=True, dress=True),
        pp.bench(980, 966, 140),
        pp.person(1024, 964, 112, look=5, pose="sit"),
        pp.child(1240, 970, look=4),
        pp.child(1300, 974, look=1, flip=True),
        nat.gulls(((500, 220, 18), (555, 196, 14)), NIGHT),
    ]
    return parts


def site() -> list[str]:
    """The building site of L'Archipel at sunrise."""
    y = 850
    parts = [
        nat.sky(nat.EVENING, horizon=760, seed=23),
        nat.rays(640, 420, 130, CREAM),
        nat.sun(640, 420, 130, BRICK),
        nat.cloud(110, 170, 280, "#fbe7cc"),
        nat.cloud(1120, 330, 240, "#fbe7cc"),
        land([(-20, 740), (400, 700), (900, 745), (1640, 700)], "#a9b08a"),
        # the crane
        rect(1182, 120, 34, 730, NIGHT),
        stroke(
            "".join(f"M1184 {140 + k * 44}l30 44M1214 {140 + k * 44}l-30 44" for k in range(16)),
            OCHRE,
            4,
        ),
        poly([(330, 168), (1186, 128), (1186, 164), (330, 184)], NIGHT),
        poly([(1212, 128), (1480, 148), (1480, 172), (1212, 164)], NIGHT),
        rect(1420, 160, 70, 60, SLATE),
        poly([(1186, 128), (1199, 44), (1212, 128)], NIGHT),
        stroke("M1199 48L560 160M1199 48L1450 152", NIGHT, 4),
        rect(1164, 172, 60, 50, OCHRE),
        line(520, 178, 520, 470, NIGHT, 4),
        rect(452, 470, 136, 22, WOOD),
        rect(462, 446, 116, 24, STONE),
        stroke("M520 400L456 470M520 400L584 470", NIGHT, 3),
        rect(-20, y, WIDTH + 40, 240, "#b58a5c"),
        land([(-20, 900), (400, 885), (800, 915), (1640, 880)], "#9c744a"),
    ]
    for floor in range(3):
        top = y - 118 * (floor + 1)
        w = 640 if floor < 2 else 380
        parts += [
            rect(640, top, w, 16, STONE),
            *(rect(650 + k * 104, top + 16, 18, 102, SAND) for k in range(int(w / 104) + 1)),
        ]
        if floor < 2:
            parts += [rect(668 + k * 208, top + 16, 86, 102, BRICK) for k in range(3)]
            parts += [
                b.bricks(668 + k * 208, top + 16, 86, 96, RUST, seed=k + floor, count=16)
                for k in range(3)
            ]
    parts += [
        stroke(
            "".join(f"M{1300 + k * 60} {y}V{y - 360}" for k in range(3))
            + "".join(f"M1290 {y - 110 - k * 110}h150" for k in range(3)),
            NIGHT,
            6,
        ),
        stroke(
            f"M650 {y - 354}v-60M754 {y - 354}v-60M858 {y - 354}v-50M962 {y - 354}v-60", NIGHT, 5
        ),
        pp.person(820, y - 354, 96, look=2, pose="up"),
        pp.helmet(820, y - 354 - 98, 0.95, CREAM),
        pp.person(1150, y - 236, 94, look=6),
        pp.helmet(1150, y - 236 - 96, 0.95, OCHRE),
        *(rect(120 + k * 84, y - 20 - (k % 2) * 34, 150, 30, WOOD) for k in range(3)),
        # two companions in front
        pp.person(330, 1050, 330, look=1, pose="point"),
        pp.helmet(330, 1050 - 322, 3.1, OCHRE),
        pp.person(500, 1056, 318, look=4, flip=True),
        pp.helmet(498, 1056 - 310, 3.0, CREAM),
        poly([(536, 886), (640, 866), (652, 930), (548, 950)], CREAM),
        stroke("M556 904l70 -13M560 920l44 -8", SEA, 5),
        nat.gulls(((300, 320, 22), (360, 292, 16), (900, 260, 18)), NIGHT),
    ]
    return parts
