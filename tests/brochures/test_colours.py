from hypothesis import given
from hypothesis import strategies as st

from brochures.colours import DEEP, PAPER, READABLE, WHITE, _rgb, contrast, palette


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_accent_becomes_readable(rgb):
    colours = palette("#{:02x}{:02x}{:02x}".format(*rgb))
    assert contrast(_rgb(colours.accent), PAPER) >= READABLE
    assert contrast(_rgb(colours.deep), WHITE) >= DEEP


def test_a_colour_that_is_none_gives_the_green_of_the_house():
    assert palette("rouge").accent == palette("#0f5c4a").accent
