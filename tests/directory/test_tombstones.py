"""Somebody erased is known again under a shorter name, and nobody else of the same mailbox."""

import datetime

import pytest

from directory import tombstones

pytestmark = pytest.mark.django_db
MAIL = "anne.legoff@exemple.test"
ON = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("buried", "met", "is_known"),
    [
        (("Anne", "Le Goff"), ("Anne", "Le Goff"), True),
        (("Anne", "Le Goff"), ("A.", "Le Goff"), True),
        (("Anne", "Le Goff"), ("", "Le Goff"), True),
        (("Anne", "Le Goff"), ("", "Kerbrat"), False),
        (("Anne", "Le Goff"), ("Yann", "Le Goff"), False),
        (("", "Le Goff"), ("Anne", "Le Goff"), True),
        (("", "Le Goff"), ("", "Le Goff"), True),
        (("", "Le Goff"), ("Anne", "Kerbrat"), False),
    ],
)
def test_a_name_with_its_address_is_known_again(buried, met, is_known):
    tombstones.bury_contact(
        first_name=buried[0], last_name=buried[1], emails=[MAIL], phones=["0612345678"], on=ON
    )
    guard = tombstones.guard()
    assert guard is not None
    assert guard.knows(first_name=met[0], last_name=met[1], emails=[MAIL]) is is_known
    assert guard.knows(first_name=met[0], last_name=met[1], phones=["06 12 34 56 78"]) is is_known
