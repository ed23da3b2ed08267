"""People, what they hold, and what stands around them. They face right; feet at (x, y)."""

from crm.demo.drawings.ink import (
    APRICOT,
    BARK,
    BRICK,
    CLOTHES,
    CREAM,
    DEEP,
    NIGHT,
    OCHRE,
    SKIN,
    SLATE,
    WOOD,
    disc,
    line,
    n,
    oval,
    path,
    placed,
    poly,
    rect,
    stroke,
)

HAIR = (NIGHT, BARK, "#2b2220", "#d8c9b0", "#8c4a2b")


def person(
    x: float,
    y: float,
    h: float = 104,
    *,
    look: int = 0,
    pose: str = "stand",
    flip: bool = False,
    dress: bool = False,
) -> str:
    """Return somebody `h` tall; `look` chooses skin, hair and clothes."""
    skin, hair = SKIN[look % 4], HAIR[(look * 3 + 1) % 5]
    top, legs = CLOTHES[look % 8], (NIGHT, DEEP, SLATE, BARK)[(look // 2) % 4]
    parts = [
        _legs(legs, pose),
        _body(top, dress=dress),
        _arms(top, skin, pose),
        *_head(skin, hair, look),
    ]
    return placed(parts, x, y, h / 100, flip=flip)


def _legs(color: str, pose: str) -> str:
    if pose == "walk":
        return stroke("M0-46L-13-24L-20-2M0-46L12-24L10-2L17-1", color, 10)
    if pose == "sit":
        return stroke("M0-34L24-34L25-2L31-1", color, 11)
    return stroke("M-5-46L-6-2M6-46L7-2", color, 10.5)


def _body(color: str, *, dress: bool) -> str:
    if dress:
        return path("M-9-82Q0-87 9-82L20-28Q0-22-20-28Z", color)
    return path("M-12-79Q0-88 12-79L13-40Q0-35-13-40Z", color)


def _arms(color: str, skin: str, pose: str) -> str:
    if pose == "up":
        return stroke("M-9-76L-22-58M9-76L26-98", color, 8.5) + disc(27, -101, 4.6, skin)
    if pose == "point":
        return stroke("M-9-76L-17-52M8-75L33-78", color, 8.5) + disc(36, -78, 4.6, skin)
    if pose == "walk":
        return stroke("M-8-76L-17-54M8-76L17-56", color, 8) + disc(18, -53, 4.4, skin)
    if pose == "reach":
        return stroke("M-6-75L18-64M8-75L28-66", color, 8) + disc(31, -65, 4.6, skin)
    return (
        stroke("M-10-76L-15-50M10-76L15-50", color, 8)
        + disc(15, -47, 4.4, skin)
        + disc(-15, -47, 4.4, skin)
    )


def _head(skin: str, hair: str, look: int) -> list[str]:
    parts = [rect(-4, -90, 8, 10, skin), disc(0, -95, 9.6, skin)]
    if look % 3 == 0:  # long hair
        parts.append(path("M9-99Q5-109-5-106Q-14-101-12-84Q-8-80-5-86Q-8-98 9-99Z", hair))
    elif look % 3 == 1:  # short hair
        parts.append(path("M10-98Q8-107-2-106Q-12-104-10-93Q-4-101 10-98Z", hair))
    else:  # a bun
        parts.append(path("M10-98Q8-107-2-106Q-12-104-10-92Q-4-101 10-98Z", hair))
        parts.append(disc(-9, -106, 5, hair))
    return parts


def child(
    x: float, y: float, h: float = 70, *, look: int = 0, pose: str = "walk", flip: bool = False
) -> str:
    """Return a child."""
    return person(x, y, h, look=look, pose=pose, flip=flip, dress=look % 2 == 0)


def bench(x: float, y: float, w: float = 120, color: str = BARK) -> str:
    """Return a bench."""
    return rect(x, y - 36, w, 8, color, r=3) + "".join(
        line(px, y - 30, px, y, color, 7) for px in (x + 12, x + w - 12)
    )


def bicycle(x: float, y: float, s: float = 1, color: str = BRICK, *, flip: bool = False) -> str:
    """Return a bicycle, its wheels on y."""
    wheels = "".join(
        f'<circle cx="{cx}" cy="-25" r="23" fill="none" stroke="{NIGHT}" stroke-width="5"/>'
        for cx in (-38, 38)
    )
    frame = stroke(
        "M-38-25L-12-58L24-58L0-25L-38-25M0-25L-16-66M24-58L38-25M24-58L20-72L32-74", color, 5
    )
    return placed([wheels, frame, stroke("M-24-67h16", NIGHT, 6)], x, y, s, flip=flip)


def cyclist(x: float, y: float, s: float = 1, *, look: int = 1, flip: bool = False) -> str:
    """Return somebody riding a bicycle."""
    top, skin = CLOTHES[look % 8], SKIN[look % 4]
    rider = [
        bicycle(0, 0, 1, CREAM),
        stroke("M-14-72L14-50L2-22", NIGHT, 10),
        path("M-22-72Q-24-112-2-118Q10-118 8-104L0-68Z", top),
        stroke("M0-108L20-90L32-78", top, 8),
        disc(8, -130, 11, skin),
        path("M19-133Q14-145 2-142Q-6-138-3-126Q4-134 19-133Z", HAIR[look % 5]),
    ]
    return placed(rider, x, y, s, flip=flip)


def helmet(x: float, y: float, s: float, color: str = OCHRE) -> str:
    """Return a site helmet on a head centred on (x, y)."""
    return path(
        f"M{n(x - 12 * s)} {n(y)}a{n(12 * s)} {n(12 * s)} 0 0 1 {n(24 * s)} 0Z", color
    ) + rect(x - 14 * s, y - 2 * s, 31 * s, 4 * s, color, r=2)


def lamp(x: float, y: float, h: float = 190, color: str = NIGHT) -> str:
    """Return a street lamp."""
    return (
        line(x, y, x, y - h, color, 6)
        + poly([(x - 14, y - h), (x + 14, y - h), (x + 9, y - h - 26), (x - 9, y - h - 26)], OCHRE)
        + rect(x - 16, y - h - 32, 32, 7, color, r=3)
    )


def sail(x: float, y: float, s: float, color: str = CREAM, hull: str = BRICK) -> str:
    """Return a small sailing boat on the water."""
    return placed(
        [
            poly([(-2, -18), (-2, -128), (-58, -22)], color),
            poly([(6, -18), (6, -112), (50, -20)], APRICOT),
            line(2, -4, 2, -136, BARK, 4),
            path("M-62-14L62-14Q50 10 34 12L-38 12Q-54 6-62-14Z", hull),
        ],
        x,
        y,
        s,
    )


def rowing_boat(x: float, y: float, s: float = 1, color: str = BRICK) -> str:
    """Return a moored boat."""
    return placed(
        [
            oval(0, 13, 92, 7, NIGHT, o=0.4),
            path("M-90-22Q0 0 92-24Q78 14 54 16L-56 16Q-80 10-90-22Z", color),
            path("M-90-22Q0 0 92-24L88-15Q0 9-86-13Z", CREAM),
            line(-34, -13, -30, 6, BARK, 5),
        ],
        x,
        y,
        s,
    )


def laundry(x: float, y: float, w: float, *, shift: int = 0) -> str:
    """Return a line with clothes between (x, y) and (x + w, y)."""
    parts = [stroke(f"M{n(x)} {n(y)}q{n(w / 2)} 13 {n(w)} 0", NIGHT, 2.4)]
    place, number = x + 14, shift
    while place < x + w - 30:
        drop = 26 + 13 * (number % 3)
        parts.append(
            poly(
                [
                    (place, y + 7),
                    (place + 21, y + 8),
                    (place + 23, y + 8 + drop),
                    (place - 1, y + 6 + drop),
                ],
                (CREAM, APRICOT, OCHRE, CREAM, BRICK)[number % 5],
            )
        )
        place, number = place + 29, number + 1
    return "".join(parts)


def table(x: float, y: float, w: float = 210) -> str:
    """Return a long table with what one eats."""
    return (
        rect(x, y - 56, w, 11, CREAM, r=3)
        + line(x + 22, y - 46, x + 14, y, BARK, 7)
        + line(x + w - 22, y - 46, x + w - 14, y, BARK, 7)
        + poly(
            [(x + 10, y - 46), (x + w - 10, y - 46), (x + w - 16, y - 30), (x + 16, y - 30)],
            APRICOT,
        )
        + rect(x + w * 0.28, y - 84, 11, 28, DEEP, r=4)
        + oval(x + w * 0.5, y - 60, 24, 7, BRICK)
        + disc(x + w * 0.46, y - 67, 8, OCHRE)
        + disc(x + w * 0.54, y - 67, 8, "#d9573a")
        + rect(x + w * 0.7, y - 70, 13, 15, "#bfdcdc", r=2)
    )


def basket(x: float, y: float) -> list[str]:
    """Return a basket of apples."""
    apples = [
        disc(x - 36 + k * 18, y - 62 - (k % 2) * 8, 13, ("#d9573a", APRICOT, "#d9573a")[k % 3])
        for k in range(5)
    ]
    return [
        *apples,
        poly([(x - 54, y - 58), (x + 54, y - 58), (x + 42, y), (x - 42, y)], WOOD),
        stroke(f"M{x - 50} {y - 42}h100M{x - 48} {y - 26}h96M{x - 45} {y - 11}h90", BARK, 4),
    ]
