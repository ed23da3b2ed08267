"""What lists sort by says what the rows say, whichever way these were written."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.permissions import Permission
from contacts import exchanges, naming, people, refreshing
from contacts.models import NOBODY_TODAY, Exchange, Mandate, Stakeholder
from network import stances
from network.models import Stance, StanceChange, Standing
from tests import make
from ui import batches

DAY = datetime.timedelta(days=1)


def stored() -> dict[int, dict[str, Any]]:
    rows = Stakeholder.everyone.values("pk", *refreshing.COLUMNS)
    return {row.pop("pk"): row for row in rows}


def assert_true() -> None:
    assert stored() == refreshing.truth(sorted(stored()), timezone.localdate())
    steps = StanceChange.objects.order_by("changed_on", "pk")
    wanted = {step.stakeholder_id: stances.standing_of(step) for step in steps}
    kept = {row.stakeholder_id: row for row in Standing.objects.all()}
    shown = ("stance", "height", "is_target", "changed_on")
    assert {pk: [getattr(row, name) for name in shown] for pk, row in kept.items()} == {
        pk: [getattr(row, name) for name in shown] for pk, row in wanted.items()
    }


@pytest.fixture
def mayor(db):
    person = people.add_stakeholder(
        first_name="Maëlle", last_name="Kervelec’h", source_on=make.TODAY
    )
    people.add_mandate(
        stakeholder=person, kind="mayor", territory=make.commune(), title="Maire", rank=20
    )
    return person


def test_a_note_a_correction_and_a_deletion(mayor, director):
    values: dict[str, Any] = {"stakeholder": mayor, "author": director, "text": "Vue."}
    first = people.note_exchange(happened_on=make.TODAY - 9 * DAY, **values)
    people.note_exchange(happened_on=make.TODAY - 2 * DAY, is_private=True, **values)
    assert stored()[mayor.pk]["exchanged_on"] == make.TODAY - 2 * DAY
    assert stored()[mayor.pk]["openly_exchanged_on"] == make.TODAY - 9 * DAY
    assert_true()
    first.happened_on = make.TODAY
    exchanges.correct(first)
    assert stored()[mayor.pk]["openly_exchanged_on"] == make.TODAY
    exchanges.delete(first)
    assert stored()[mayor.pk]["openly_exchanged_on"] is None
    assert_true()


def test_seats_and_posts(mayor):
    assert stored()[mayor.pk]["main_rank"] == 20
    assert stored()[mayor.pk]["main_place"] == "port-élorn"
    banker = people.add_stakeholder(first_name="Yann", last_name="B", source_on=make.TODAY)
    people.add_post(stakeholder=banker, organization=make.bank(), title="Directeur")
    assert stored()[banker.pk]["main_rank"] == refreshing.POST_RANK
    assert_true()


def test_a_seat_counts_from_the_day_it_begins_to_the_day_before_it_ends(db):
    on = timezone.localdate()
    person = people.add_stakeholder(first_name="Anne", last_name="A", source_on=make.TODAY)
    bank = make.bank()
    values = {"stakeholder": person, "organization": bank}
    people.add_post(title="Chargée", ended_on=on + 2 * DAY, **values)
    people.add_mandate(
        stakeholder=person,
        kind="mayor",
        territory=make.commune(),
        title="Maire",
        rank=20,
        started_on=on + DAY,
        ended_on=on + 9 * DAY,
    )
    nobody = Stakeholder.objects.of_kind(NOBODY_TODAY, on)
    seen = []
    for days in (0, 1, 2, 8, 9, 10):
        now = timezone.now() + days * DAY
        with time_machine.travel(now, tick=False):
            naming.follow_the_day(timezone.now())
        kept = stored()[person.pk]
        change = kept["seats_change_on"]
        seen.append((days, kept["main_rank"], (change - on).days if change else None))
        assert kept == refreshing.truth([person.pk], on + days * DAY)[person.pk]
        assert nobody.exists() == (kept["main_rank"] is None)
    assert seen == [
        (0, refreshing.POST_RANK, 1),
        *((1, 20, 2), (2, 20, 9), (8, 20, 9)),
        *((9, None, None), (10, None, None)),
    ]


def test_the_worker_looks_at_nobody_whose_seats_stay(mayor, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert naming.follow_the_day(timezone.now()) == 0


def test_a_correction_and_its_undo_from_the_page(mayor, director, signed_in):
    note = make.exchange(mayor, director, happened_on=make.TODAY - DAY)
    client = signed_in(director)
    form = client.get(f"/echanges/{note.pk}/modifier/").context["form"]
    typed = {
        "text": "Vue au salon.",
        "channel": "note",
        "happened_on": "2026-10-01",
        "_seen": form.version_seen,
    }
    assert client.post(f"/echanges/{note.pk}/modifier/", typed).status_code == 302
    assert stored()[mayor.pk]["exchanged_on"] == datetime.date(2026, 10, 1)
    page = client.get(f"/personnes/{mayor.pk}/")
    token = page.content.decode().split('name="token" value="')[1].split('"')[0]
    client.post("/annuler/", {"token": token})
    assert stored()[mayor.pk]["exchanged_on"] == make.TODAY - DAY
    assert_true()


def test_an_end_and_its_undo_from_the_page(mayor, director, signed_in):
    client, seat = signed_in(director), Mandate.objects.get()
    form = client.get(f"/mandats/{seat.pk}/terminer/").context["form"]
    client.post(
        f"/mandats/{seat.pk}/terminer/", {"ended_on": "2026-10-01", "_seen": form.version_seen}
    )
    assert stored()[mayor.pk]["main_rank"] is None
    assert_true()


def test_a_batch_and_its_undo(mayor, director):
    batch = batches.begin(
        kind="tests", title="x", owner=director, permission=f"accounts.{Permission.EDIT_PEOPLE}"
    )
    batches.add_all(
        batch,
        [Exchange(stakeholder=mayor, author=director, text="x", happened_on=make.TODAY)],
    )
    step = StanceChange(
        stakeholder=mayor,
        stance=Stance.ADVOCATE,
        reason="Le dit.",
        changed_on=make.TODAY,
        author=director,
    )
    batches.save(batch, step)
    refreshing.refresh([mayor.pk])
    assert stored()[mayor.pk]["exchanged_on"] == make.TODAY
    assert Standing.objects.get().stance == Stance.ADVOCATE
    batches.undo(batch, by=director)
    assert stored()[mayor.pk]["exchanged_on"] is None
    assert_true()


def test_derived_columns_are_no_change_since(mayor, director):
    batch = batches.begin(kind="tests", title="x", owner=director, permission="accounts.read")
    mayor.phone = "06 12 34 56 78"
    batches.save(batch, mayor)
    make.exchange(mayor, director)
    batches.undo(batch, by=director)
    assert Stakeholder.objects.get(pk=mayor.pk).phone == ""
    assert_true()


def test_a_stance_and_its_taking_back(mayor, director):
    first = stances.change_stance(
        stakeholder=mayor, stance=Stance.INFORMED, author=director, on=make.TODAY, reason="Reçue."
    )
    second = stances.change_stance(
        stakeholder=mayor,
        stance=Stance.RESERVED,
        author=director,
        on=make.TODAY,
        reason="Attend.",
        is_target=True,
    )
    assert (Standing.objects.get().height, Standing.objects.get().is_target) == (0, True)
    assert_true()
    stances.take_back(second, author=director)
    stances.take_back(first, author=director)
    assert not Standing.objects.exists()
    assert_true()


def test_the_command_computes_all_again(mayor, director, capsys):
    Exchange.objects.create(stakeholder=mayor, author=director, text="x", happened_on=make.TODAY)
    assert stored()[mayor.pk]["exchanged_on"] is None
    found_by = Stakeholder.objects.get().search_text
    Stakeholder.objects.update(search_text=" forgotten ")
    call_command("refresh_people")
    assert capsys.readouterr().out == "1 people refreshed\n"
    assert Stakeholder.objects.get().search_text == found_by
    assert_true()
