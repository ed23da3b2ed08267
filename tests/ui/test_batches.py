"""Many rows written by one gesture, and taken back as one."""

import datetime

import pytest
from django.core import serializers
from django.urls import reverse

from contacts import naming
from contacts.models import Exchange, Organization, Post, Stakeholder
from tests import make
from ui import batches, taking_back
from ui.models import Batch


@pytest.fixture
def batch(director) -> Batch:
    return batches.begin(
        kind="tests", title="Import", owner=director, permission="accounts.edit_people"
    )


def dump() -> str:
    rows = [*Organization.objects.all(), *Stakeholder.objects.all(), *Post.objects.all()]
    return serializers.serialize("json", [*rows, *Exchange.objects.all()])


def test_what_was_added_goes_what_was_changed_is_as_before(director, batch):
    person, bank = make.stakeholder(), make.bank()
    post = make.post(person, bank)
    naming.refresh(person)
    before = dump()
    other = Stakeholder(first_name="Yann", last_name="Le Goff", source_on=make.TODAY, sort_key="x")
    batches.save(batch, other)
    person.email = "m@exemple.test"
    batches.save(batch, person)
    person.phone = "06 00 00 00 00"
    batches.save(batch, person)
    batches.add_all(batch, [Post(stakeholder=other, organization=bank, title="Chargé d’affaires")])
    batches.delete(batch, post)
    assert dump() != before
    undone = batches.undo(batch, by=director)
    assert (undone.restored_count, undone.kept) == (4, [])
    assert dump() == before


def test_many_rows_change_at_once_and_come_back(director, batch):
    for number in range(5):
        make.stakeholder(last_name=f"Nom{number}")
    before = dump()
    assert batches.update_all(batch, Stakeholder.objects.all(), referent=director) == 5
    assert batches.delete_all(batch, Stakeholder.objects.filter(last_name="Nom3")) == 1
    batches.undo(batch, by=director)
    assert dump() == before


def test_a_row_changed_since_is_named_and_left_alone(director, batch):
    person, other = make.stakeholder(), make.stakeholder("Yann", "Le Goff")
    for row in (person, other):
        row.email = "un@exemple.test"
        batches.save(batch, row)
    person.email = "deux@exemple.test"
    person.save()
    with pytest.raises(batches.ChangedSince) as refusal:
        batches.undo(batch, by=director)
    assert taking_back.readable(refusal.value.changes) == [
        ("partie prenante", "Maëlle Kervelec’h", "modifiée depuis")
    ]
    undone = batches.undo(batch, by=director, keep_changed=True)
    assert (undone.restored_count, len(undone.kept)) == (1, 1)
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.email, other.email) == ("deux@exemple.test", "")


def test_what_something_rests_on_stays(director, batch):
    bank = Organization(name="Banque des Embruns", kind="bank")
    batches.save(batch, bank)
    make.post(make.stakeholder(), bank)
    with pytest.raises(batches.ChangedSince) as refusal:
        batches.undo(batch, by=director)
    assert taking_back.readable(refusal.value.changes) == [
        ("organisme", "Banque des Embruns", "ajouté depuis\N{NO-BREAK SPACE}: fonction (1)")
    ]
    undone = batches.undo(batch, by=director, keep_changed=True)
    assert [change.row_pk for change in undone.kept] == [bank.pk]
    assert Organization.objects.filter(pk=bank.pk).exists()


def test_it_is_undone_once(director, batch):
    batches.undo(batch, by=director)
    with pytest.raises(batches.AlreadyUndone):
        batches.undo(batch, by=director)


def test_moments_come_back_as_they_were(director, batch):
    exchange = make.exchange(make.stakeholder(), director)
    earlier = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    Exchange.objects.update(created_at=earlier)
    exchange.refresh_from_db()
    batches.delete(batch, exchange)
    batches.undo(batch, by=director)
    assert Exchange.objects.get().created_at == earlier


def test_the_page_undoes_and_says_how_much(director, signed_in, batch):
    batches.save(batch, Organization(name="Banque des Embruns", kind="bank"))
    client = signed_in(director)
    assert "Import" in client.get(reverse("batch_list")).content.decode()
    answer = client.post(reverse("batch_undo", args=[batch.pk]), follow=True)
    assert "Annulé" in answer.content.decode()
    assert not Organization.objects.exists()
    assert "déjà annulé" in client.get(reverse("batch_undo", args=[batch.pk])).content.decode()


def test_the_page_shows_what_was_changed_since(director, signed_in, batch):
    bank = Organization(name="Banque des Embruns", kind="bank")
    batches.save(batch, bank)
    bank.name = "Banque du Large"
    bank.save()
    client = signed_in(director)
    answer = client.post(reverse("batch_undo", args=[batch.pk]))
    assert answer.status_code == 409
    assert "Banque du Large" in answer.content.decode()
    client.post(reverse("batch_undo", args=[batch.pk]), {"keep": "1"})
    assert Organization.objects.get().name == "Banque du Large"


def test_those_without_the_permission_do_not_see_it(reader, signed_in, batch):
    client = signed_in(reader)
    assert client.get(reverse("batch_undo", args=[batch.pk])).status_code == 404
    assert "Import" not in client.get(reverse("batch_list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_more_batches_cost_no_more_queries(director, signed_in, django_assert_num_queries, count):
    for number in range(count):
        batches.begin(
            kind="tests", title=f"{number}", owner=director, permission="accounts.edit_people"
        )
    client = signed_in(director)
    with django_assert_num_queries(6):
        client.get(reverse("batch_list"))
