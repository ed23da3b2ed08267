"""Scenes by still water: a river, a dock."""

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
    MOSS,
    NIGHT,
    OCHRE,
    PEACH,
    ROSE,
    RUST,
    SAGE,
    SAND,
    SEA,
    STONE,
    WIDTH,
    land,
    placed,
    poly,
    rect,
    stroke,
)


def quay() -> list[str]:
    """Le Quai des Lavandières: stone and light plaster along the river."""
    y = 742
    left = Block(
        w=330, floors=4, wall=CREAM, pattern="fbf", ground="wgd", shutter=GREEN, seed=5, shade=STONE
    )
    middle = Block(w=400, floors=5, wall=SAND, pattern="bffb", ground="gdwg", seed=9, shade=STONE)
    right = Block(w=300, floors=4, wall=ROSE, pattern="fbf", ground="dgw", shutter=NIGHT, seed=14)
    return [
        nat.sky(nat.CALM, horizon=620, seed=4),
        nat.sun(1320, 210, 92, OCHRE),
        nat.cloud(160, 170, 330),
        nat.cloud(820, 120, 260),
        land([(-20, 560), (260, 500), (620, 560), (1000, 490), (1400, 550), (1640, 510)], SAGE),
        land([(-20, 640), (300, 590), (800, 640), (1300, 585), (1640, 620)], MOSS),
        nat.poplar(96, y, 400),
        nat.poplar(40, y, 330, MOSS, shade=GREEN),
        b.block(170, y, left),
        b.slate_roof(170, y - 416, 330, 96),
        b.chimney(250, y - 496),
        b.window(300, y - 480, 34, 44, glass="#f5cd7b"),
        b.block(520, y, middle),
        rect(508, y - 534, 424, 16, DEEP),
        placed([b.plant(0, 0, 60, seed=k) for k in (1,)], 580, y - 532),
        b.plant(640, y - 532, 46, seed=4),
        pp.person(770, y - 534, 88, look=3, pose="up"),
        b.plant(880, y - 532, 56, seed=2),
        stroke(
            f"M512 {y - 578}H928" + "".join(f"M{x} {y - 576}v40" for x in range(516, 930, 24)),
            DEEP,
            3,
        ),
        b.block(952, y, right),
        b.slate_roof(952, y - 416, 300, 90, fill="#55646b"),
        b.chimney(1160, y - 494),
        b.window(1080, y - 478, 34, 42),
        nat.round_tree(1352, y, 104, seed=3),
        nat.round_tree(1500, y, 136, GREEN, shade=DEEP, seed=6),
        # the quay
        rect(-20, y, WIDTH + 40, 22, SAND),
        rect(-20, y + 20, WIDTH + 40, 74, STONE),
        b.rubble(0, y + 24, WIDTH, 70, "#b9a988", seed=8, count=120),
        pp.lamp(486, y + 6, 186),
        pp.lamp(1270, y + 6, 186),
        pp.bench(1300, y + 12, 130),
        pp.person(1340, y + 10, 104, look=2, pose="sit"),
        pp.person(640, y + 14, 108, look=1, pose="walk"),
        pp.child(700, y + 14, look=2),
        pp.person(1040, y + 14, 108, look=4, pose="point", flip=True, dress=True),
        pp.person(968, y + 14, 106, look=7),
        pp.cyclist(270, y + 16, 0.8, look=0),
        # the river
        rect(-20, y + 92, WIDTH + 40, 300, BLUE),
        poly([(170, y + 92), (500, y + 92), (480, 1080), (200, 1080)], CREAM, o=0.35),
        poly([(520, y + 92), (920, y + 92), (890, 1080), (550, 1080)], SAND, o=0.45),
        poly([(952, y + 92), (1252, y + 92), (1225, 1080), (980, 1080)], ROSE, o=0.4),
        land(
            [
                (-100, 960),
                (200, 948),
                (400, 962),
                (700, 946),
                (1000, 960),
                (1300, 946),
                (1700, 960),
            ],
            SEA,
        ),
        nat.ripples(0, y + 104, WIDTH, 230, CREAM, count=95, seed=3),
        pp.rowing_boat(330, y + 150, 1.15, BRICK),
        pp.rowing_boat(1180, y + 186, 1.3, GREEN),
        *(nat.reeds(x, 1060, seed=x, count=11) for x in (24, 1420)),
        nat.gulls(((660, 70, 22), (720, 44, 16), (1330, 400, 18), (1400, 372, 14)), NIGHT),
    ]


def basin() -> list[str]:
    """Les Bateliers: brick and large windows on the dock of an inland port."""
    y = 700
    home = Block(
        w=760,
        floors=4,
        wall=BRICK,
        pattern="fbffbff",
        ground="gdgogdg"[:7],
        seed=31,
        side=150,
        shade=RUST,
        rail=NIGHT,
    )
    return [
        nat.sky(nat.MORNING, horizon=600, seed=3),
        nat.sun(250, 250, 96, APRICOT),
        nat.cloud(600, 130, 340),
        nat.cloud(1180, 200, 240),
        land([(-20, 560), (300, 520), (700, 570), (1200, 515), (1640, 560)], SAGE),
        nat.poplar(1300, y, 420),
        nat.poplar(1380, y, 350, MOSS, shade=GREEN),
        nat.poplar(1450, y, 450),
        nat.poplar(1540, y, 380, MOSS, shade=GREEN),
        nat.round_tree(120, y, 120, seed=5),
        b.block(260, y, home),
        b.bricks(260, y - 416, 760, 400, RUST, seed=3, count=130),
        *(
            poly(
                [(260 + k * 190, y - 416), (260 + k * 190, y - 500), (450 + k * 190, y - 416)], RUST
            )
            for k in range(4)
        ),
        *(
            poly(
                [
                    (270 + k * 190, y - 424),
                    (270 + k * 190, y - 478),
                    (300 + k * 190, y - 462),
                    (300 + k * 190, y - 424),
                ],
                "#f5cd7b",
            )
            for k in range(4)
        ),
        rect(246, y - 420, 940, 14, NIGHT),
        # the public way through
        rect(590, y - 108, 104, 108, DEEP),
        rect(604, y - 92, 76, 92, PEACH),
        nat.round_tree(642, y - 2, 30, seed=2),
        rect(-20, y, WIDTH + 40, 20, SAND),
        rect(-20, y + 18, WIDTH + 40, 62, STONE),
        b.rubble(0, y + 20, WIDTH, 58, "#b9a988", seed=4, count=110),
        pp.lamp(214, y + 6, 190),
        pp.lamp(1232, y + 6, 190),
        pp.person(640, y + 10, 104, look=0, pose="walk", dress=True),
        pp.person(560, y + 12, 106, look=7, pose="walk"),
        pp.bench(900, y + 10, 120),
        pp.person(936, y + 8, 102, look=4, pose="sit"),
        pp.child(1060, y + 12, look=6, flip=True),
        rect(-20, y + 78, WIDTH + 40, 320, "#7fb0b3"),
        poly([(260, y + 80), (1020, y + 80), (980, 1080), (300, 1080)], BRICK, o=0.42),
        poly([(1020, y + 80), (1170, y + 80), (1150, 1080), (980, 1080)], RUST, o=0.42),
        *(rect(330 + k * 106, y + 110, 44, 200, NIGHT, o=0.22) for k in range(6)),
        land(
            [
                (-100, 990),
                (200, 978),
                (500, 992),
                (800, 976),
                (1100, 990),
                (1400, 976),
                (1700, 990),
            ],
            SEA,
        ),
        nat.ripples(0, y + 92, WIDTH, 270, CREAM, count=110, seed=9),
        # the barge
        poly([(820, y + 172), (1500, y + 172), (1470, y + 232), (860, y + 232)], NIGHT),
        rect(812, y + 158, 694, 18, APRICOT),
        rect(1270, y + 92, 170, 68, CREAM),
        rect(1256, y + 80, 198, 14, GREEN),
        *(b.window(1290 + k * 50, y + 108, 30, 30, glass=SEA) for k in range(3)),
        *(b.plant(900 + k * 66, y + 160, 46, seed=k, pot=BRICK) for k in range(4)),
        pp.person(1214, y + 160, 92, look=1, pose="up"),
        nat.gulls(((420, 150, 20), (1120, 110, 22), (1180, 150, 14)), NIGHT),
        nat.reeds(30, 1064, count=13, seed=3),
    ]
