"""« Ne plus contacter »: every path that reaches somebody who objected, one by one."""

import datetime
import uuid

import pytest
from django.core import serializers
from django.http import QueryDict

from brochures.making import hand_over
from brochures.models import Handover
from contacts import informing, merging, objecting
from contacts.exporting import exports
from contacts.models import Stakeholder
from contacts.models.contacting import ObjectionStands
from contacts.models.privacy import Information, Means
from contacts.selecting import Selection
from events import calendar, guest_search, inviting
from events.models import Event, Guest
from events.views.guests import undo_removal
from tests import make
from tests.contacts.test_objecting import edition
from ui import batches, taking_back, undo

DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def objector(director):
    person = make.stakeholder("Yvonne", "Zarkadel", email="yvonne@e.test")
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    return person


@pytest.fixture
def event(director):
    return make.event(director)


@pytest.fixture
def batch(director):
    return batches.begin(kind="t", title="t", owner=director, permission="accounts.edit_people")


def _post(event, person, author):
    return {"edition": edition(author), "stakeholder": person, "author": author, "on": DAY}


WAYS_IN = {
    "invite": lambda e, p, b: inviting.invite(event=e, stakeholder=p),
    "invite several": lambda e, p, b: inviting.invite_all(event=e, chosen={p.pk: ""}),
    "a row of an invitation": lambda e, p, b: Guest.objects.create(event=e, stakeholder=p),
    "its base manager": lambda e, p, b: Guest._base_manager.create(event=e, stakeholder=p),
    "from the event": lambda e, p, b: e.guests.create(stakeholder=p),
    "from the person": lambda e, p, b: p.invitations.create(event=e),
    "found or made": lambda e, p, b: Guest.objects.get_or_create(event=e, stakeholder=p),
    "many at once": lambda e, p, b: Guest.objects.bulk_create([Guest(event=e, stakeholder=p)]),
    "many from the event": lambda e, p, b: e.guests.bulk_create([Guest(event=e, stakeholder=p)]),
    "one of a grouped change": lambda e, p, b: batches.save(b, Guest(event=e, stakeholder=p)),
    "a grouped change": lambda e, p, b: batches.add_all(b, [Guest(event=e, stakeholder=p)]),
    "a brochure by post": lambda e, p, b: hand_over(means="post", **_post(e, p, b.owner)),
    "a brochure by mail": lambda e, p, b: hand_over(means="email", **_post(e, p, b.owner)),
    "a row of a brochure sent": lambda e, p, b: Handover.objects.bulk_create(
        [
            Handover(
                edition=edition(b.owner),
                stakeholder=p,
                author=b.owner,
                handed_on=DAY,
                means=Handover.Means.EMAIL,
            )
        ]
    ),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_reaches_them(objector, event, batch, way):
    with pytest.raises(ObjectionStands, match="Yvonne Zarkadel a demandé le 20"):
        WAYS_IN[way](event, Stakeholder.objects.get(pk=objector.pk), batch)
    assert not Guest._base_manager.exists()
    assert not Handover._base_manager.exists()


def test_whoever_was_merged_into_an_objector_is_not_reached_either(objector, event, director):
    other = make.stakeholder("Yvonne", "Zarkadelle")
    merging.merge(kept=objector, other=other, taken=(), author=director)
    with pytest.raises(ObjectionStands):
        Guest._base_manager.create(event=event, stakeholder=other)


def _guest_taken_off(batch, event, person):
    guest = Guest.objects.create(event=event, stakeholder=person)
    batches.delete(batch, guest)
    return guest


def test_undoing_a_grouped_change_leaves_that_row_out_and_says_so(
    batch, event, director, signed_in
):
    person, other = make.stakeholder("Yvonne", "Zarkadel"), make.stakeholder()
    _guest_taken_off(batch, event, person)
    _guest_taken_off(batch, event, other)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    page = signed_in(director).post(f"/modifications/{batch.pk}/annuler/", follow=True)
    assert [guest.stakeholder for guest in Guest.objects.all()] == [other]
    assert "1 ligne est redevenue comme avant" in page.text
    assert "1 ligne ne revient pas" in page.text
    assert "Yvonne Zarkadel a demandé" in page.text


def test_a_message_that_offers_to_undo_says_so_too(batch, event, director, signed_in):
    person = make.stakeholder("Yvonne", "Zarkadel")
    _guest_taken_off(batch, event, person)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    request = signed_in(director).get("/").wsgi_request
    taking_back.take_back(request, pk=batch.pk)
    (told,) = request._messages
    assert "Yvonne Zarkadel a demandé" in str(told)
    assert Guest.objects.count() == 0


def test_taking_a_removal_back_is_refused(event, director, scheduler, signed_in):
    person = make.stakeholder()
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    request = signed_in(scheduler).get("/").wsgi_request
    with pytest.raises(undo.CannotUndo, match="a demandé"):
        undo_removal(
            request, event=event.pk, person=person.pk, seat="", answer="waiting", answered_on=""
        )


def test_what_was_there_before_stays_and_is_flagged(event, director):
    person = make.stakeholder()
    guest = Guest.objects.create(event=event, stakeholder=person)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    inviting.answer(guest, answer="declined", on=make.TODAY)
    (known,) = Event.objects.with_parts().get(pk=event.pk).guests.all()
    assert known.objected_on == DAY


def test_a_copy_of_the_base_is_read_back_whole(event, director):
    person = make.stakeholder()
    guest = Guest.objects.create(event=event, stakeholder=person)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    said = serializers.serialize("json", [guest])
    Guest._base_manager.all().delete()
    for row in serializers.deserialize("json", said):
        row.save()
    assert Guest.objects.get().pk == guest.pk


def test_nobody_proposes_or_exports_them(objector, event, director, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert guest_search.proposals(event, text="zarkadel", ticked={}) == []
    everybody = Selection.of(QueryDict("all=1&query="), reader=director, on=make.TODAY)
    made, _job = exports.start_people(
        selection=everybody, file_format="csv", names=["nom"], owner=director
    )
    assert (made.row_count, made.left_out_count) == (0, 1)


def test_no_card_no_letter_no_mail(objector, director, signed_in):
    client = signed_in(director)
    assert objector not in informing.not_informed()
    assert client.post(f"/personnes/{objector.pk}/fiche.vcf").status_code == 404
    letter = client.get(f"/personnes/{objector.pk}/informer/lettre/", follow=True)
    assert "Yvonne Zarkadel a demandé le 20" in letter.text
    assert "mailto:" not in letter.text


def test_letters_leave_out_whoever_objected_since(director, signed_in):
    person = make.stakeholder()
    series = uuid.uuid4()
    Information.objects.create(
        stakeholder=person, informed_on=DAY, means=Means.LETTER, series=series, author=director
    )
    address = f"/donnees-personnelles/lettres/{series}/"
    assert signed_in(director).get(address).status_code == 200
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    assert signed_in(director).get(address).status_code == 404


def test_a_calendar_file_names_no_guest(event, director):
    person = make.stakeholder("Yvonne", "Zarkadel", email="yvonne@e.test")
    Guest.objects.create(event=event, stakeholder=person)
    text = calendar.event_file(event, address="https://e.test").decode()
    assert "Zarkadel" not in text
    assert "ATTENDEE" not in text


@pytest.mark.parametrize("objects", ["kept", "other"])
def test_a_merge_keeps_the_objection_of_either_and_gives_it_back(director, objects):
    cards = {"kept": make.stakeholder("Ana", "Bozec"), "other": make.stakeholder("Anna", "Bozec")}
    objecting.note(stakeholder=cards[objects], received_on=DAY, means="letter", author=director)
    before = {
        name: Stakeholder.everyone.get(pk=card.pk).objected_on for name, card in cards.items()
    }
    batch = merging.merge(taken=(), author=director, **cards)
    kept = Stakeholder.objects.get(pk=cards["kept"].pk)
    assert kept.objected_on == DAY
    assert kept.objections.standing().count() == 1
    with pytest.raises(ObjectionStands):
        Guest.objects.create(event=make.event(director), stakeholder=kept)
    batches.undo(batch, by=director)
    after = {name: Stakeholder.everyone.get(pk=card.pk).objected_on for name, card in cards.items()}
    assert after == before
    assert cards[objects].objections.standing().count() == 1
