import pytest

from contacts import phones


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("0612345678", "+33612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "+33612345678", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("0033612345678", "+33612345678", "06 12 34 56 78"),
        ("02-98/10 20 30", "+33298102030", "02 98 10 20 30"),
        ("02 98 10 20 30 poste 12", "+33298102030;ext=12", "02 98 10 20 30, poste 12"),
        ("02 98 10 20 30, ext. 45", "+33298102030;ext=45", "02 98 10 20 30, poste 45"),
        ("0 800 12 34 56", "+33800123456", "0 800 12 34 56"),
        ("0590 12 34 56", "+590590123456", "0590 12 34 56"),
        ("0262 40 00 00", "+262262400000", "0262 40 00 00"),
        ("36 39", "3639", "36 39"),
        ("06 39 98 21 07", "+33639982107", "06 39 98 21 07"),
        ("+44 (0)20 7946-0958", "+442079460958", "+44 20 7946 0958"),
        ("+32 2 555 12 12", "+3225551212", "+32 2 555 12 12"),
        ("+1 650-253-0000 x12", "+16502530000;ext=12", "+1 650-253-0000, poste 12"),
    ],
)
def test_a_number_is_kept_for_dialling_and_shown_for_reading(typed, stored, shown):
    assert phones.read(typed) == stored
    assert phones.shown(stored) == shown
    assert phones.read(stored) == stored
    assert phones.read(shown) == stored
    assert phones.is_read(stored)
    assert phones.dialled(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        *("", "+", "1", "demander Anne", "06 12 34 56 78 (Anne)", "06 12 34 56 7"),
        *("06 12 34 56 78 90", "0A 12 34 56 78", "+999 123456", "<script>", "0" * 300),
    ],
)
def test_what_is_no_number_says_what_one_looks_like(typed):
    with pytest.raises(phones.NotANumber) as refusal:
        phones.read(typed)
    assert "06\u00a012\u00a034\u00a056\u00a078" in str(refusal.value)


def test_what_cannot_be_read_stays_as_it_was_typed_and_calls_nobody():
    assert phones.kept("  demander   Anne ") == "demander Anne"
    assert phones.kept("06 12 34 56 78") == "+33612345678"
    assert phones.shown("demander Anne") == "demander Anne"
    assert not phones.is_read("06 12 34 56 7")
    assert phones.dialled("06 12 34 56 7") == ""
