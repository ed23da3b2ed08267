"""What a cell says of an elected office, in the words people type."""

import pytest

from contacts.importing import offices
from directory.models import SeatKind


@pytest.mark.parametrize(
    ("text", "kind", "function", "place", "delegation"),
    [
        (
            *("3e vice-présidente du conseil communautaire de Rennes Métropole",),
            *(SeatKind.INTERCOMMUNAL, "3e Vice-président", "Rennes Métropole", ""),
        ),
        (
            *("Vice-président du conseil communautaire de la CA Élorn Agglo, logement",),
            *(SeatKind.INTERCOMMUNAL, "Vice-président", "CA Élorn Agglo", "logement"),
        ),
        ("Président du conseil communautaire", SeatKind.INTERCOMMUNAL, "Président", "", ""),
        ("1ere Adj. urbanisme", SeatKind.MUNICIPAL, "1er Adjoint au maire", "", "urbanisme"),
        ("Adj. au maire de Brest", SeatKind.MUNICIPAL, "Adjoint au maire", "Brest", ""),
        ("Cons. mun. délégué", SeatKind.MUNICIPAL, "", "", ""),
        (
            *("Pdte de Morlaix Communauté",),
            *(SeatKind.INTERCOMMUNAL, "Président", "Morlaix Communauté", ""),
        ),
    ],
)
def test_an_office_is_understood(text, kind, function, place, delegation):
    office = offices.read(text)
    assert office is not None
    assert (office.kind, office.function) == (kind, function)
    assert (office.place, office.delegation) == (place, delegation)


def test_an_employee_is_no_elected_official():
    assert [offices.read(text) for text in ("Adjt technique", "Cons. juridique")] == [None, None]
