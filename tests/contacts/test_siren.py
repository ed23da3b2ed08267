import pytest

from contacts import siren


@pytest.mark.parametrize("number", ["552100554", "356000000", "732829320"])
def test_a_siren_has_its_key(number):
    assert siren.is_siren(number)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not siren.is_siren(wrong)


@pytest.mark.parametrize("number", ["73282932000074", "35600000000048", "55210055400013"])
def test_a_siret_has_its_key(number):
    assert siren.is_siret(number)


def test_the_places_of_la_poste_add_up_to_a_multiple_of_five():
    assert siren.is_siret("35600000049837")
    assert not siren.luhn("35600000049837")
    assert not siren.is_siret("35600000049838")


@pytest.mark.parametrize("text", ["", "55210055", "5521005544", "55210055a", "٥٥٢١٠٠٥٥٤"])
def test_what_is_none(text):
    assert not siren.is_siren(text)
    assert not siren.is_siret(text)


def test_it_is_written_in_groups():
    assert siren.shown("552100554") == "552 100 554"
    assert siren.shown("55210055400013") == "552 100 554 00013"
