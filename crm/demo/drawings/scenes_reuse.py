"""Scenes of what was renovated: a farm, a cannery and its workshop."""

# ruff: noqa: E501, D401 (a drawing: measures and places of what one sees)

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
    SKY,
    STONE,
    WIDTH,
    WOOD,
    disc,
    land,
    line,
    oval,
    path,
    placed,
    poly,
    rect,
    stroke,
)


def farm() -> list[str]:
    """La Ferme aux Hirondelles: a long stone farm, its barn open, in the evening."""
    y = 800
    return [
        nat.sky(nat.EVENING, horizon=680, seed=13),
        nat.rays(350, 280, 112, CREAM),
        nat.sun(350, 280, 112, BRICK),
        nat.cloud(900, 130, 340, "#fbe7cc"),
        nat.cloud(560, 230, 200, "#fbe7cc"),
        land([(-20, 640), (300, 590), (700, 640), (1200, 580), (1640, 620)], "#b3bd8d"),
        nat.poplar(60, 760, 330, "#5f8b62", shade=GREEN),
        nat.poplar(120, 760, 270, MOSS, shade=GREEN),
        # the long house
        rect(560, y - 230, 720, 230, STONE),
        b.rubble(560, y - 230, 720, 224, "#b09f7c", seed=5, count=150),
        b.slate_roof(560, y - 230, 720, 150, over=18, hip=22),
        b.chimney(600, y - 366, h=70),
        b.chimney(1200, y - 366, h=70),
        *(b.gable(x, y - 236, 96, 36, 52, CREAM, over=10) for x in (690, 870, 1050)),
        *(b.window(x + 26, y - 282, 44, 50, glass="#f5cd7b") for x in (690, 870, 1050)),
        *(
            b.window(x, y - 158, 58, 88, glass=g, shutter=SEA)
            for x, g in ((640, "#f5cd7b"), (840, NIGHT), (1130, "#f5cd7b"))
        ),
        b.door(980, y, 66, 140, GREEN),
        b.door(742, y, 62, 136, BRICK),
        # the barn
        b.gable(1240, y + 16, 320, 270, 150, "#cdb98f", roof=NIGHT, over=20),
        b.rubble(1246, y - 240, 306, 240, "#a8936a", seed=9, count=70),
        path(f"M1310 {y + 16}V{y - 130}a90 90 0 0 1 180 0V{y + 16}Z", BARK),
        path(f"M1324 {y + 16}V{y - 128}a76 76 0 0 1 152 0V{y + 16}Z", "#f5cd7b"),
        stroke(f"M1330 {y - 150}Q1400 {y - 118} 1470 {y - 150}", NIGHT, 3),
        *(
            disc(
                1346 + k * 27, y - 137 + (9 if k in (1, 2, 3) else 0), 6, BRICK if k % 2 else CREAM
            )
            for k in range(5)
        ),
        pp.person(1372, y + 12, 104, look=4, pose="up"),
        pp.person(1432, y + 12, 102, look=1, flip=True),
        b.window(1378, y - 340, 44, 44, glass=NIGHT),
        # the yard
        land([(-20, 806), (400, 790), (900, 806), (1640, 800)], SAND),
        land([(-20, 900), (300, 870), (700, 920), (1100, 960), (1640, 930)], MOSS),
        nat.hatch(0, 920, WIDTH, 140, MINT, count=130, seed=4),
        nat.round_tree(300, 850, 230, MOSS, seed=7),
        pp.table(420, 890, 330),
        pp.person(462, 838, 112, look=3),
        pp.person(560, 836, 110, look=0, dress=True),
        pp.person(648, 838, 112, look=5, pose="reach", flip=True),
        pp.bench(450, 916, 270),
        pp.child(860, 890, look=2),
        pp.child(930, 892, look=4, flip=True),
        pp.person(1130, 880, 118, look=6, pose="walk", flip=True),
        b.plant(1090, y + 6, 60, seed=2),
        b.plant(920, y + 4, 52, seed=5),
        nat.bush(1520, 1010, 120, GREEN, flower=APRICOT, seed=2),
        nat.bush(120, 1030, 140, GREEN, flower=ROSE, seed=4),
        *(
            nat.swallow(x, yy, s)
            for x, yy, s in (
                (690, 330, 34),
                (820, 250, 46),
                (980, 330, 30),
                (1110, 210, 40),
                (560, 160, 28),
                (1290, 300, 26),
            )
        ),
    ]


def cannery() -> list[str]:
    """La Friture: a cannery turned into homes."""
    y = 830
    parts = [
        nat.sky(nat.CALM, horizon=600, seed=17),
        nat.sun(240, 220, 92, OCHRE),
        nat.cloud(420, 150, 300),
        nat.cloud(1220, 200, 300),
        land([(-20, 640), (500, 600), (1000, 640), (1640, 600)], SAGE),
        # the chimney
        poly([(1262, y - 420), (1280, 90), (1340, 90), (1358, y - 420)], BRICK),
        b.bricks(1280, 110, 60, 320, "#94432a", seed=2, count=26),
        rect(1270, 84, 80, 22, NIGHT),
        rect(1274, 150, 72, 10, CREAM),
    ]
    for place in range(4):  # the saw-tooth roofs
        x = 190 + place * 300
        parts += [
            poly([(x, y - 420), (x, y - 570), (x + 300, y - 420)], "#94432a"),
            poly(
                [(x + 14, y - 426), (x + 14, y - 538), (x + 62, y - 514), (x + 62, y - 426)],
                "#f5cd7b",
            ),
            stroke(f"M{x + 14} {y - 470}h48M{x + 38} {y - 426}v-100", CREAM, 4),
            stroke(f"M{x - 4} {y - 576}L{x + 306} {y - 420}", NIGHT, 12),
        ]
    home = b.Block(
        w=1200,
        floors=4,
        wall=BRICK,
        pattern="fbfbfbfb",
        ground="gggdoggd",
        seed=83,
        side=90,
        shade="#94432a",
        rail=NIGHT,
        storey=105,
    )
    parts += [
        b.block(190, y, home),
        b.bricks(190, y - 420, 1200, 410, "#94432a", seed=6, count=170),
        rect(180, y - 428, 1310, 14, CREAM),
        rect(190, y - 108, 1290, 8, CREAM),
        # the sign of the common workshop
        rect(300, y - 128, 250, 34, DEEP),
        stroke(f"M330 {y - 111}h190", "#f5cd7b", 8, dash="18 12"),
        path(f"M818 {y}V{y - 70}a48 48 0 0 1 96 0V{y}Z", NIGHT),
        path(f"M828 {y}V{y - 68}a38 38 0 0 1 76 0V{y}Z", "#f5cd7b"),
        rect(-20, y, WIDTH + 40, 260, SAND),
        land([(-20, 950), (500, 930), (1000, 955), (1640, 935)], STONE),
        *(line(x, y + 26, x + 60, 1080, "#c2b08a", 3) for x in range(40, 1600, 190)),
        nat.round_tree(90, y + 20, 120, seed=6),
        nat.round_tree(1540, y + 20, 108, GREEN, shade=DEEP, seed=3),
        pp.bicycle(300, 892, 0.9, GREEN),
        pp.bicycle(392, 896, 0.9, OCHRE, flip=True),
        pp.bicycle(484, 892, 0.9, SEA),
        pp.person(650, 930, 122, look=1, pose="walk"),
        pp.child(716, 930, look=2),
        pp.person(866, 850, 104, look=6, pose="up"),
        pp.cyclist(1110, 985, 1.0, look=4, flip=True),
        pp.person(1300, 920, 120, look=7, flip=True),
        pp.person(1356, 922, 118, look=0, pose="point", flip=True, dress=True),
        b.plant(1180, y + 10, 66, seed=2),
        b.plant(1000, y + 10, 60, seed=5),
        nat.gulls(((760, 160, 24), (830, 130, 18), (1110, 120, 20)), NIGHT),
    ]
    return parts


def workshop() -> list[str]:
    """The common workshop of La Friture, under its glass roof."""
    return [
        rect(-20, -20, WIDTH + 40, 1110, "#f4dfc0"),
        b.bricks(0, 330, WIDTH, 420, "#e3bd94", seed=12, count=190),
        # the glass roof
        poly([(-20, 300), (-20, -20), (1640, -20), (1640, 300), (800, 70)], SKY),
        poly([(-20, 300), (-20, 190), (800, -20), (1000, -20)], CREAM, o=0.35),
        stroke(
            "".join(
                f"M{x} -20L{x * 0.86 + 112} {300 - 230 * (1 - abs(x - 800) / 820)}"
                for x in range(0, 1601, 160)
            ),
            DEEP,
            6,
        ),
        stroke("M-20 300L800 70L1640 300M-20 170L800 -40L1640 170", DEEP, 12),
        # the window
        rect(560, 330, 480, 350, DEEP),
        rect(576, 346, 448, 318, "#a9cdd2"),
        land([(576, 600), (700, 560), (860, 600), (1024, 570)], SAGE, bottom=664),
        nat.sun(910, 440, 44, OCHRE),
        pp.sail(680, 580, 0.5),
        stroke("M725 346V664M875 346V664M576 452H1024M576 558H1024", DEEP, 8),
        # the tools on the wall
        rect(110, 360, 330, 220, WOOD),
        stroke(
            "M160 400v110M160 400h34M230 396v130M222 396h18M300 396l34 110M300 506l34 -110M384 400v70",
            NIGHT,
            12,
        ),
        disc(384, 500, 28, NIGHT),
        disc(384, 500, 14, WOOD),
        rect(1170, 380, 320, 16, BARK),
        rect(1170, 500, 320, 16, BARK),
        *(
            rect(1186 + k * 44, 380 - h, 34, h, c)
            for k, (h, c) in enumerate(
                ((60, BRICK), (44, GREEN), (74, OCHRE), (52, SEA), (66, CREAM), (48, APRICOT))
            )
        ),
        *(b.plant(1200 + k * 82, 500, 64, seed=k) for k in range(4)),
        pp.laundry(1060, 300, 100, shift=2),
        rect(-20, 750, WIDTH + 40, 340, SAND),
        stroke(
            "".join(f"M{x} 750L{x * 1.5 - 400} 1090" for x in range(0, 1700, 130)), "#cdb68a", 4
        ),
        # the bench
        rect(1080, 660, 480, 26, BARK),
        rect(1110, 686, 26, 190, BARK),
        rect(1500, 686, 26, 190, BARK),
        rect(1200, 610, 90, 50, BRICK),
        oval(1400, 650, 46, 12, NIGHT),
        pp.person(1330, 880, 220, look=7, pose="reach", flip=True),
        # the bicycle on its stand
        stroke("M700 960L760 800L820 960M760 800V720", NIGHT, 14),
        placed([pp.bicycle(0, 0, 3.1, BRICK)], 740, 900),
        pp.person(500, 985, 290, look=6, pose="reach"),
        pp.child(1000, 1000, 190, look=1, pose="up", flip=True),
        *pp.basket(250, 1000),
        rect(1120, 950, 120, 80, GREEN),
        rect(1104, 938, 152, 18, DEEP),
    ]
