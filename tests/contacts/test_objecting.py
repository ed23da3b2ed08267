"""« Ne plus contacter »: nothing invites or writes around it."""

import datetime

import pytest

from brochures.making import hand_over
from brochures.models import Brochure, Edition, Handover
from contacts import objecting
from contacts.models import Stakeholder
from events import guest_search, inviting
from events.attention import Lacking, missing_for
from events.models import Event, Guest
from tests import make

DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def objector(director):
    person = make.stakeholder("Yvonne", "Zarkadel", search_text="yvonne zarkadel")
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    return person


def edition(author):
    brochure = Brochure.objects.create(
        audience="commune", commune=make.commune(), headline="Habiter", author=author
    )
    return Edition.objects.create(
        brochure=brochure, number=1, title="Habiter", page_count=1, frozen_by=author
    )


def test_the_query_layer_leaves_them_out(objector):
    assert objector not in Stakeholder.objects.contactable()
    assert objector in Stakeholder.objects.all()


def test_inviting_refuses_with_a_sentence(objector, director):
    event = make.event(director)
    with pytest.raises(objecting.ObjectionStands, match="Yvonne Zarkadel"):
        inviting.invite(event=event, stakeholder=objector)
    with pytest.raises(objecting.ObjectionStands):
        inviting.invite_all(event=event, chosen={objector.pk: ""})
    assert Guest.objects.count() == 0


def test_a_stale_object_is_refused_too(director):
    person = make.stakeholder()
    stale = Stakeholder.objects.get(pk=person.pk)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    with pytest.raises(objecting.ObjectionStands):
        inviting.invite(event=make.event(director), stakeholder=stale)


def test_they_are_not_proposed_but_one_is_told_why(objector, director):
    event = make.event(director)
    assert guest_search.proposals(event, text="zarkadel", ticked={}) == []
    assert guest_search.proposals(event, text="", ticked={objector.pk: ""}) == []
    assert guest_search.left_out("zarkadel") == [objector]


@pytest.mark.parametrize("means", [Handover.Means.POST, Handover.Means.EMAIL])
def test_nothing_is_sent_to_them(objector, director, means):
    with pytest.raises(objecting.ObjectionStands):
        hand_over(
            edition=edition(director), stakeholder=objector, author=director, on=DAY, means=means
        )


def test_what_was_given_from_hand_to_hand_is_a_fact(objector, director):
    made = hand_over(edition=edition(director), stakeholder=objector, author=director, on=DAY)
    assert made.means == Handover.Means.IN_PERSON


def test_an_invitation_from_before_the_objection_is_told(director):
    person, event = make.stakeholder(), make.event(director)
    Guest.objects.create(event=event, stakeholder=person)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    found = Event.objects.with_parts().get(pk=event.pk)
    kinds = [lack.kind for lack in missing_for(found, make.TODAY)]
    assert Lacking.OBJECTION in kinds


def test_lifting_and_standing_again(objector, director):
    (objection,) = objector.objections.all()
    objecting.lift(objection, on=make.TODAY, author=director, lifting_note="sa lettre")
    assert Stakeholder.objects.get(pk=objector.pk).objected_on is None
    objecting.stand_again(objection)
    assert Stakeholder.objects.get(pk=objector.pk).objected_on == DAY
    with pytest.raises(objecting.NoObjection):
        objecting.note(stakeholder=objector, received_on=DAY, means="email", author=director)


def test_an_objection_noted_by_mistake_is_forgotten(objector):
    objecting.forget(objector.objections.get())
    assert Stakeholder.objects.get(pk=objector.pk).objected_on is None


def test_the_page_proposes_to_withdraw_what_is_to_come(director, scheduler, signed_in):
    person, event = make.stakeholder(), make.event(scheduler)
    Guest.objects.create(event=event, stakeholder=person)
    objecting.note(stakeholder=person, received_on=DAY, means="letter", author=director)
    page = signed_in(scheduler).get(f"/personnes/{person.pk}/").text
    assert "Retirer l’invitation" in page


def test_an_objection_without_a_row_is_lifted_too(director, signed_in):
    person = make.stakeholder(objected_on=DAY)
    signed_in(director).post(f"/personnes/{person.pk}/opposition/lever/", {"lifting_note": "Oui"})
    assert Stakeholder.objects.get().objected_on is None
    assert person.objections.get().received_on == DAY
