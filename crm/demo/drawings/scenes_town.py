"""Scenes of the town: a courtyard, a tower and its roof."""

# ruff: noqa: D401 (a drawing: measures and places of what one sees)

from crm.demo.drawings import buildings as b
from crm.demo.drawings import nature as nat
from crm.demo.drawings import people as pp
from crm.demo.drawings.buildings import Block
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
    PEACH,
    ROSE,
    SAGE,
    SAND,
    SEA,
    WIDTH,
    WOOD,
    disc,
    land,
    line,
    poly,
    rect,
    stroke,
)


def courtyard() -> list[str]:
    """La Cour des Tilleuls: a planted courtyard between low buildings."""
    back = Block(
        w=760,
        floors=3,
        wall=CREAM,
        pattern="fbffbf",
        ground="wdwwdw",
        seed=91,
        shutter="",
        sill=BRICK,
        storey=112,
    )
    left = Block(w=300, floors=4, wall=PEACH, pattern="fb", ground="gd", seed=93, storey=128)
    right = Block(w=300, floors=4, wall=SAND, pattern="bf", ground="dg", seed=95, storey=128)
    return [
        nat.sky(nat.DAY, horizon=420, seed=27),
        nat.sun(1010, 170, 80, APRICOT),
        nat.cloud(420, 130, 300),
        b.block(420, 650, back),
        b.slate_roof(420, 314, 760, 86),
        b.chimney(560, 238),
        b.chimney(1000, 238),
        poly([(360, 660), (1240, 660), (1660, 1090), (-60, 1090)], SAND),
        poly([(520, 700), (1080, 700), (1240, 930), (360, 930)], SAGE),
        nat.hatch(430, 740, 740, 180, GREEN, count=90, seed=5),
        b.block(60, 800, left),
        rect(46, 276, 330, 16, DEEP),
        poly([(360, 290), (470, 330), (470, 664), (360, 800)], "#dfa873"),
        *(
            poly(
                [
                    (388, 400 + k * 110),
                    (444, 402 + k * 92),
                    (444, 462 + k * 92),
                    (388, 466 + k * 110),
                ],
                NIGHT,
            )
            for k in range(3)
        ),
        b.block(1240, 800, right),
        rect(1226, 276, 330, 16, DEEP),
        poly([(1240, 290), (1130, 330), (1130, 664), (1240, 800)], "#cbb88f"),
        *(
            poly(
                [
                    (1212, 400 + k * 110),
                    (1156, 402 + k * 92),
                    (1156, 462 + k * 92),
                    (1212, 466 + k * 110),
                ],
                NIGHT,
            )
            for k in range(3)
        ),
        nat.round_tree(640, 760, 108, seed=3),
        nat.round_tree(960, 760, 108, GREEN, shade=DEEP, seed=7),
        nat.round_tree(520, 870, 140, GREEN, shade=DEEP, seed=5),
        nat.round_tree(1090, 870, 140, seed=9),
        pp.bench(720, 806, 160),
        pp.person(760, 802, 112, look=3, pose="sit"),
        pp.person(840, 802, 110, look=6, pose="sit", flip=True),
        pp.child(700, 890, look=2),
        pp.child(780, 906, look=1, pose="up"),
        disc(846, 892, 13, BRICK),
        pp.child(900, 896, look=4, flip=True),
        pp.person(300, 960, 132, look=0, pose="walk", dress=True),
        pp.bicycle(1330, 870, 1, BRICK),
        pp.bicycle(1420, 876, 1, GREEN, flip=True),
        pp.person(1240, 990, 138, look=7, pose="point", flip=True),
        pp.person(1150, 986, 134, look=5),
        nat.bush(120, 1040, 130, GREEN, flower=ROSE, seed=2),
        nat.bush(1500, 1050, 140, GREEN, flower=OCHRE, seed=5),
        nat.gulls(((800, 180, 16), (850, 160, 12)), NIGHT),
    ]


def tower() -> list[str]:
    """La Canopée: a slender tower overflowing with plants."""
    y = 900
    parts = [
        nat.sky(nat.CALM, horizon=700, seed=31),
        nat.sun(1260, 270, 110, OCHRE),
        nat.cloud(130, 210, 320),
        nat.cloud(1080, 130, 260),
        nat.cloud(1240, 470, 260),
    ]
    for x, w, h, c in (
        (40, 150, 190, "#a7c3bd"),
        (210, 120, 260, "#b4ccc3"),
        (350, 140, 160, "#a7c3bd"),
        (1130, 140, 210, "#b4ccc3"),
        (1290, 120, 280, "#a7c3bd"),
        (1430, 150, 170, "#b4ccc3"),
    ):
        parts.append(rect(x, 800 - h, w, h + 60, c))
        parts += [
            rect(x + 18 + (k % 3) * w * 0.28, 800 - h + 24 + (k // 3) * 46, 18, 22, CREAM, o=0.6)
            for k in range(9)
        ]
    parts += [
        land([(-20, 790), (400, 760), (900, 790), (1640, 755)], SAGE),
        rect(590, y - 726, 330, 726, CREAM),
        rect(920, y - 726, 90, 726, SAND),
    ]
    glasses = (NIGHT, SEA, "#f5cd7b", NIGHT, "#4d8793")
    for floor in range(11):
        top = y - 66 * (floor + 1)
        for k in range(4):
            parts.append(
                b.window(606 + k * 80, top + 14, 58, 40, glass=glasses[(floor * 3 + k) % 5])
            )
        parts.append(rect(944, top + 18, 40, 30, NIGHT))
        if floor == 0:
            continue
        shift = 22 if floor % 2 else -34
        parts += [
            rect(566 + shift, top + 58, 396, 11, DEEP),
            stroke(
                "".join(f"M{572 + shift + j * 12} {top + 58}v-24" for j in range(33)), DEEP, 2.2
            ),
            line(566 + shift, top + 34, 962 + shift, top + 34, DEEP, 3.5),
        ]
        for j in range(5):
            seed = floor * 5 + j
            px = 590 + shift + j * 82 + (seed * 37) % 40
            parts.append(
                nat.bush(
                    px,
                    top + 58,
                    20 + (seed * 13) % 22,
                    MOSS if seed % 2 else GREEN,
                    flower=(APRICOT, "", CREAM, "", ROSE)[seed % 5],
                    seed=seed,
                )
            )
            if seed % 4 == 0:
                parts.append(
                    stroke(f"M{px} {top + 70}q8 16 -2 30M{px + 12} {top + 70}q-6 12 4 22", MOSS, 6)
                )
        if floor in (1, 4, 6, 9):
            parts.append(pp.person(700 + floor * 18, top + 58, 54, look=floor))
    parts += [
        rect(576, y - 742, 446, 16, DEEP),
        *(
            nat.round_tree(x, y - 740, s, fill, shade=DEEP, seed=x)
            for x, s, fill in (
                (620, 34, MOSS),
                (700, 46, GREEN),
                (800, 38, MOSS),
                (890, 48, GREEN),
                (975, 34, MOSS),
            )
        ),
        rect(606, y - 74, 380, 74, NIGHT),
        rect(620, y - 62, 110, 62, "#f5cd7b"),
        rect(744, y - 62, 90, 62, SEA),
        rect(850, y - 62, 120, 62, "#f5cd7b"),
        rect(-20, y, WIDTH + 40, 240, MINT),
        land([(-20, 960), (300, 935), (800, 960), (1300, 930), (1640, 950)], SAGE),
        poly([(640, 1090), (742, y), (836, y), (980, 1090)], SAND),
        nat.hatch(0, 960, 640, 110, GREEN, count=90, seed=6),
        nat.hatch(980, 960, 620, 110, GREEN, count=90, seed=7),
        nat.round_tree(130, 930, 150, seed=4),
        nat.round_tree(380, 920, 120, GREEN, shade=DEEP, seed=6),
        nat.round_tree(1190, 920, 120, seed=8),
        nat.round_tree(1440, 935, 160, GREEN, shade=DEEP, seed=2),
        pp.person(770, 980, 110, look=3, pose="walk"),
        pp.child(826, 982, look=2),
        pp.person(560, 1000, 114, look=0, pose="walk", flip=True, dress=True),
        pp.cyclist(1040, 1020, 0.95, look=1, flip=True),
        pp.bench(240, 1010, 130),
        pp.person(290, 1008, 112, look=6, pose="sit"),
        nat.gulls(((470, 180, 20), (520, 150, 15), (1100, 250, 20), (1060, 300, 14)), NIGHT),
    ]
    return parts


def roof_garden() -> list[str]:
    """The garden on the roof of La Canopée."""
    parts = [
        nat.sky(nat.MORNING, horizon=640, seed=33),
        nat.rays(1130, 290, 110, CREAM),
        nat.sun(1130, 290, 110, APRICOT),
        nat.cloud(200, 160, 330),
        nat.cloud(700, 100, 230),
    ]
    for k in range(18):
        x, h = -30 + k * 94, 70 + (k * k * 67) % 190
        parts.append(
            rect(
                x, 640 - h, 96 + 20 * (k % 3), h + 90, ("#a7c3bd", "#b9cfc4", "#97b7b3")[k * 2 % 3]
            )
        )
        parts += [
            rect(
                x + 14 + (j % 3) * 24,
                640 - h + 18 + (j // 3) * 36,
                12,
                16,
                "#f5cd7b" if (j + k) % 4 == 0 else CREAM,
                o=0.7,
            )
            for j in range(6)
        ]
    parts += [
        land([(-20, 690), (400, 664), (900, 700), (1640, 660)], SAGE),
        stroke("".join(f"M{20 + k * 40} 800v-120" for k in range(40)), DEEP, 5),
        line(-20, 680, 1640, 680, DEEP, 11),
        rect(-20, 790, WIDTH + 40, 300, SAND),
        stroke("".join(f"M-20 {830 + k * 44}H1640" for k in range(6)), "#cfb78a", 4),
    ]
    for x, y, w, crop in ((60, 900, 330, 0), (450, 880, 300, 1), (1160, 900, 380, 2)):
        parts += [
            rect(x, y - 92, w, 92, WOOD),
            stroke(f"M{x} {y - 62}h{w}M{x} {y - 30}h{w}", BARK, 4),
        ]
        for k in range(int(w / 46)):
            px = x + 28 + k * 46
            if crop == 0:
                parts += [
                    b.plant(px, y - 62, 96, seed=k, pot="none"),
                    disc(px + 10, y - 112, 11, "#d9573a"),
                    disc(px - 10, y - 136, 10, "#d9573a"),
                ]
            elif crop == 1:
                parts.append(nat.bush(px, y - 88, 27, (MOSS, SAGE)[k % 2], seed=k))
            else:
                parts += [
                    line(px, y - 92, px, y - 200, MOSS, 6),
                    disc(px, y - 214, 27, OCHRE),
                    disc(px, y - 214, 12, BARK),
                    stroke(f"M{px} {y - 130}q18 -18 30 -8M{px} {y - 150}q-18 -18 -30 -8", MOSS, 7),
                ]
    parts += [
        pp.person(840, 1010, 230, look=3, pose="reach", flip=True),
        poly([(690, 838), (760, 838), (768, 900), (690, 900)], GREEN),
        stroke("M692 866l-46 -30", GREEN, 10),
        stroke("M640 842q-14 26 -20 60M648 850q-8 30 -8 60M632 838q-24 20 -36 50", "#9cc4c4", 4),
        pp.person(1040, 1000, 224, look=6, dress=True),
        pp.child(960, 1030, 150, look=2, pose="up"),
        pp.person(300, 1030, 226, look=7, pose="up", flip=True),
        b.plant(1580, 1010, 150, seed=3),
        b.plant(30, 1040, 140, seed=5),
        rect(1240, 980, 150, 14, BARK),
        line(1260, 990, 1252, 1056, BARK, 9),
        line(1370, 990, 1378, 1056, BARK, 9),
        rect(1290, 946, 20, 34, SEA),
        rect(1326, 954, 26, 26, BRICK),
        nat.gulls(((480, 300, 22), (540, 270, 16), (900, 210, 18)), NIGHT),
    ]
    return parts
