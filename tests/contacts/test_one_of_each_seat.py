import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from contacts.models import Mandate, Post
from directory.models import SeatKind
from tests import make

SPRING = datetime.date(2026, 3, 21)


def _refused(message: str, row: Mandate | Post) -> None:
    """The base refuses the row, and says why in French before it comes to that."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean(exclude={"seen_in"})
    assert message in str(refusal.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_one_person_at_a_time_holds_an_exclusive_seat(db):
    old = make.mandate(make.stakeholder())
    new = Mandate(
        stakeholder=make.stakeholder("Yann", "Cadiou"),
        kind=SeatKind.MAYOR,
        territory=old.territory,
        title="Maire",
        started_on=SPRING,
    )
    new.seat_key, new.exclusive_key = new.key_of_seat(), new.key_of_exclusive_seat()
    _refused("Quelqu’un d’autre occupe ce siège", new)
    old.ended_on = SPRING
    old.save()
    new.save()
    assert Mandate.objects.filter(ended_on=None).get() == new


def test_the_mayor_of_the_municipal_file_is_the_mayor(db):
    make.mandate(make.stakeholder())
    with pytest.raises(IntegrityError), transaction.atomic():
        make.councillor(make.stakeholder("Yann", "Cadiou"), title="Maire")


def test_several_people_sit_in_a_council_and_one_ended_seat_touches_no_other(db):
    for name in ("A", "B", "C"):
        make.councillor(make.stakeholder(last_name=name))
    ended = make.mandate(make.stakeholder(last_name="D"), ended_on=SPRING)
    make.mandate(make.stakeholder(last_name="E"))
    assert Mandate.objects.count() == 5
    assert ended.exclusive_key


def test_a_person_holds_a_seat_once_whatever_its_number(db):
    first = make.councillor(make.stakeholder(), title="3e adjointe au maire")
    again = Mandate(
        stakeholder=first.stakeholder,
        kind=first.kind,
        territory=first.territory,
        title="1re adjointe au maire",
    )
    again.seat_key = again.key_of_seat()
    _refused("Cette personne occupe déjà ce siège", again)
    make.councillor(first.stakeholder, title="Maire déléguée")


def test_a_person_holds_a_post_once_in_an_organization(db):
    first = make.post(make.stakeholder(), make.bank())
    again = Post(
        stakeholder=first.stakeholder, organization=first.organization, title="DIRECTRICE d'agence"
    )
    again.title_key = again.key_of_title()
    _refused("Cette personne occupe déjà cette fonction", again)
    first.ended_on = SPRING
    first.save()
    again.save()


@pytest.mark.parametrize("row", ["mandate", "post"])
def test_an_end_comes_after_its_start(db, row):
    holder = make.stakeholder()
    held = make.mandate(holder) if row == "mandate" else make.post(holder, make.bank())
    held.started_on, held.ended_on = SPRING, SPRING - datetime.timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save()


def test_older_duplicates_are_closed_with_a_note_when_the_keys_come(db):
    old = make.mandate(make.stakeholder(), started_on=datetime.date(2020, 5, 25), ended_on=SPRING)
    new = make.mandate(make.stakeholder("Yann", "Cadiou"))
    first = make.post(old.stakeholder, make.bank(), ended_on=SPRING)
    later = make.post(first.stakeholder, first.organization, started_on=SPRING)
    with connection.cursor() as cursor:
        for name in ("one_holder_of_an_exclusive_seat", "one_open_post_per_person_and_role"):
            cursor.execute(f"DROP INDEX {name}")
    Mandate.objects.filter(pk=old.pk).update(ended_on=None)
    Post.objects.filter(pk=first.pk).update(ended_on=None, started_on=None)

    import_module("contacts.migrations.0003_seats_and_their_keys").fill(apps, None)

    old.refresh_from_db()
    first.refresh_from_db()
    assert (old.ended_on, first.ended_on) == (SPRING, SPRING)
    assert list(Mandate.objects.filter(ended_on=None)) == [new]
    assert list(Post.objects.filter(ended_on=None)) == [later]
    assert old.history.latest().history_change_reason.startswith("Fermé à la mise à jour")
