"""The colours of a printed visual, drawn from the cooperative's own, readable whatever it is."""

from dataclasses import dataclass

WHITE = (255, 255, 255)
INK = (29, 38, 34)
PAPER = (248, 244, 236)
FALLBACK = "#0f5c4a"
READABLE = 4.5  # WCAG 1.4.3, contrast of running text
DEEP = 7.0
LINEAR_BELOW = 0.03928  # the foot of the sRGB curve, as WCAG 2 writes it

type Rgb = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Colours as CSS writes them."""

    accent: str  # readable as text on white and on paper
    deep: str  # a ground for white text
    soft: str  # a mark beside the accent
    wash: str  # a ground for ink
    paper: str
    ink: str


def palette(accent: str) -> Palette:
    """Return the palette of an accent like "#0f5c4a"; a colour too light is darkened first."""
    base = _darkened(_rgb(accent), PAPER, READABLE)
    return Palette(
        accent=_css(base),
        deep=_css(_darkened(base, WHITE, DEEP)),
        soft=_css(mixed(base, WHITE, 0.45)),
        wash=_css(mixed(base, PAPER, 0.1)),
        paper=_css(PAPER),
        ink=_css(INK),
    )


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return `share` of one colour in the other."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _darkened(colour: Rgb, ground: Rgb, wanted: float) -> Rgb:
    for step in range(21):
        tried = mixed(colour, (0, 0, 0), 1 - step / 20)
        if contrast(tried, ground) >= wanted:
            return tried
    return INK


def _rgb(text: str) -> Rgb:
    try:
        return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
    except ValueError:
        return _rgb(FALLBACK)


def _css(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _luminance(colour: Rgb) -> float:
    parts = []
    for value in colour:
        share = value / 255
        parts.append(share / 12.92 if share <= LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
