import pytest
from django.db import IntegrityError, transaction

from contacts import reaching
from contacts.models import Assistant, ContactPoint
from tests import make
from ui import batches

pytestmark = pytest.mark.django_db
PHONE = ContactPoint.Kind.PHONE


def test_the_first_number_is_the_preferred_one_the_next_stand_beside():
    person = make.stakeholder()
    first = reaching.add_contact_point(
        stakeholder=person, kind=PHONE, value="+33612345678", label="portable"
    )
    second = reaching.add_contact_point(stakeholder=person, kind=PHONE, value="+33298102030")
    assert first is None
    assert (person.phone, person.phone_label) == ("+33612345678", "portable")
    assert list(person.contact_points.all()) == [second]


def test_preferring_another_number_swaps_the_two_and_is_taken_back_as_one(director):
    person = make.stakeholder(phone="+33612345678", phone_label="portable")
    other = reaching.add_contact_point(
        stakeholder=person, kind=PHONE, value="+33298102030", label="secrétariat"
    )
    batch = reaching.prefer(other, by=director)
    person.refresh_from_db()
    assert (person.phone, person.phone_label) == ("+33298102030", "secrétariat")
    assert list(person.contact_points.values_list("value", "label")) == [
        ("+33612345678", "portable")
    ]
    batches.undo(batch, by=director)
    person.refresh_from_db()
    assert (person.phone, person.phone_label) == ("+33612345678", "portable")
    assert person.contact_points.get().value == "+33298102030"


def test_the_same_number_stands_once():
    person = make.stakeholder(email="a@port.example")
    reaching.add_contact_point(stakeholder=person, kind="email", value="b@port.example")
    assert reaching.knows(person, kind="email", value="a@port.example")
    assert reaching.knows(person, kind="email", value="b@port.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.create(stakeholder=person, kind="email", value="b@port.example")


def test_nobody_is_their_own_assistant():
    person = make.stakeholder()
    other = make.stakeholder("Soazig", "Tanguy")
    tie = reaching.add_assistant(stakeholder=person, assistant=other, role="secrétariat")
    assert list(person.assistants.all()) == [tie] == list(other.assists.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistant.objects.create(stakeholder=person, assistant=person, role="x")
