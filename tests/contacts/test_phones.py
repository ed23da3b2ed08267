import pytest

from contacts import phones


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "06 12 34 56 78"),
        ("+33 6 12 34 56 78", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "06 12 34 56 78"),
        ("+44 20  7946 0958", "+44 20 7946 0958"),
    ],
)
def test_a_number_is_written_as_france_reads_it(typed, written):
    assert phones.written(typed) == written


@pytest.mark.parametrize("typed", ["demander Anne", "12", "06 12 34 56 78 le soir", ""])
def test_what_cannot_be_dialled_is_no_number(typed):
    assert not phones.is_number(typed)


def test_a_link_dials_digits():
    assert phones.dialled("+44 (0)20 7946-0958") == "+4402079460958"
