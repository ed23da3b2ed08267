"""A resident who is also a contact: tied, taken in, parted; the kind that follows."""

import pytest

from contacts import kinds, merging
from contacts.models import NOBODY_TODAY, Stakeholder
from contacts.privacy_kinds import kind_of
from operations import tying
from operations.models import Consent, Resident
from tests import make
from ui import batches
from ui.undo import CannotUndo


@pytest.fixture
def resident(db):
    return make.resident(
        make.operation(), phone="06 39 98 00 11", email="nolwenn@e.test", address="7 rue du Lenn"
    )


def test_a_new_contact_takes_the_name_and_how_to_reach_them_only(resident, director):
    batch, contact = tying.follow(resident=resident, author=director, on=make.TODAY)
    assert (str(contact), contact.phone, contact.email) == (
        "Nolwenn Quéré",
        "+33639980011",
        "nolwenn@e.test",
    )
    assert contact.street == ""
    assert contact.informed_on is None
    assert Resident.objects.get().stakeholder == contact
    batches.undo(batch, by=director)
    assert not Stakeholder.everyone.exists()
    assert Resident.objects.get().stakeholder is None


def test_what_was_noted_since_is_not_undone_away(resident, director):
    batch, contact = tying.follow(resident=resident, author=director, on=make.TODAY)
    make.exchange(contact, director)
    with pytest.raises(CannotUndo, match="ajouté"):
        batches.undo(batch, by=director)
    assert Stakeholder.objects.get() == contact


def test_those_who_may_be_the_same_are_proposed_with_reasons(resident):
    same = make.stakeholder("Nolwenn", "Quéré", phone="+33639980011")
    make.stakeholder("Yann", "Autre")
    (match,) = tying.alike(resident)
    assert match.stakeholder == same
    assert match.reasons


def test_a_resident_is_one_contact(resident, director):
    contact, other = make.stakeholder(), make.stakeholder("Yann", "Le Bihan")
    tying.tie(resident=resident, stakeholder=contact, author=director)
    with pytest.raises(tying.CannotTie, match="déjà"):
        tying.tie(resident=resident, stakeholder=other, author=director)
    batch = tying.untie(resident=resident, author=director)
    assert Resident.objects.get().stakeholder is None
    with pytest.raises(tying.CannotTie):
        tying.untie(resident=resident, author=director)
    batches.undo(batch, by=director)
    assert Resident.objects.get().stakeholder == contact


def test_the_kind_follows_and_is_never_typed(resident, director):
    contact = make.stakeholder(sex="F")
    assert kinds.kinds_of(contact, make.TODAY) == [NOBODY_TODAY]
    tying.tie(resident=resident, stakeholder=contact, author=director)
    make.post(contact, make.bank())
    assert kinds.words(contact, make.TODAY) == ["banque", "habitante"]
    of_kind = Stakeholder.objects.of_kind
    assert list(of_kind("resident", make.TODAY)) == [contact]
    assert list(of_kind(NOBODY_TODAY, make.TODAY)) == []
    assert kind_of(contact, on=make.TODAY) == "bank"


def test_somebody_who_is_only_a_resident_has_their_own_rule(resident, director):
    contact = make.stakeholder()
    tying.tie(resident=resident, stakeholder=contact, author=director)
    assert kinds.words(contact, make.TODAY) == ["habitant·e"]
    assert kind_of(contact, on=make.TODAY) == "resident"
    tying.untie(resident=resident, author=director)
    assert kind_of(contact, on=make.TODAY) == "other"


def test_a_list_of_residents_costs_no_query_more_per_person(db, django_assert_num_queries):
    operation = make.operation()
    for number in range(3):
        contact = make.stakeholder(last_name=f"N{number}")
        make.resident(operation, last_name=f"N{number}", stakeholder=contact)
    people = list(Stakeholder.objects.with_seats(make.TODAY).with_kinds())
    with django_assert_num_queries(0):
        assert [kinds.kinds_of(one, make.TODAY) for one in people] == [["resident"]] * 3


def test_a_merge_carries_the_home_and_gives_it_back(resident, director):
    kept, other = make.stakeholder("Nolwenn", "Quéré"), make.stakeholder("Nolwen", "Quéré")
    tying.tie(resident=resident, stakeholder=other, author=director)
    make.consent(resident, Consent.Kind.HOSTING, director)
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    assert Resident.objects.get().stakeholder == kept
    assert kinds.kinds_of(kept, make.TODAY) == ["resident"]
    batches.undo(batch, by=director)
    assert Resident.objects.get().stakeholder == other
    assert kinds.kinds_of(kept, make.TODAY) == [NOBODY_TODAY]
    assert resident.consents.count() == 1


def test_residents_are_found_by_name_or_operation_as_it_is_called_now(resident):
    from operations import naming

    assert list(Resident.objects.matching(["quere", "pins"])) == [resident]
    operation = resident.operation
    operation.name = "Les Ajoncs"
    operation.save()
    naming.refresh_of(operation)
    assert list(Resident.objects.matching(["nolwenn", "ajonc"])) == [resident]
    assert list(Resident.objects.matching(["pins"])) == []
