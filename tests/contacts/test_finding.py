"""People and organizations found by a few words, for the search and the pick boxes."""

import pytest
from django.core.exceptions import ValidationError

from contacts import fields, finding, people, search_index
from contacts.finding import asked_for, find_people
from contacts.models import Organization, Stakeholder
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def helene(db):
    return people.add_stakeholder(
        first_name="Hélène", last_name="Le Goff", phone="+33298010203", source_on=make.TODAY
    )


def test_the_surname_comes_before_the_first_name_and_before_the_inside_of_a_name():
    for first_name, last_name in (
        ("Anna", "Plemartin"),
        ("Martin", "Kerdoncuff"),
        ("Zoé", "Martin"),
        ("Ana", "Martineau"),
        ("Paul", "Kervella-Martin"),
    ):
        people.add_stakeholder(first_name=first_name, last_name=last_name, source_on=make.TODAY)
    found = [str(one) for one in fields.find_stakeholders("martin")]
    assert found == [
        "Zoé Martin",
        "Ana Martineau",
        "Martin Kerdoncuff",
        "Paul Kervella-Martin",
        "Anna Plemartin",
    ]


def test_proposals_forgive_an_error_a_form_does_not(helene):
    for other in ("Kervelech", "Kervella"):
        people.add_stakeholder(first_name="Anna", last_name=other, source_on=make.TODAY)
    assert [str(row) for row in fields.find_stakeholders("kervelch", is_forgiving=True)] == [
        "Anna Kervelech"
    ]
    assert fields.find_stakeholders("kervelch") == []
    with pytest.raises(ValidationError):
        fields.StakeholderField().clean(("Anna Kervelch", ""))
    assert fields.StakeholderField().clean(("Anna Kervelech", "")).last_name == "Kervelech"


@pytest.mark.parametrize(
    "typed", ["02 98 01 02 03", "0298010203", "02.98.01", "+33298", "+33 2 98"]
)
def test_a_phone_number_is_found_however_it_is_parted(helene, typed):
    assert [one.pk for one in find_people(asked_for(typed))] == [helene.pk]


def test_merged_and_erased_people_answer_nothing(helene):
    other = make.stakeholder("Paul", "Ailleurs")
    Stakeholder.objects.filter(pk=helene.pk).update(merged_into=other)
    assert find_people(asked_for("le goff"), is_forgiving=True) == []


def test_an_organization_is_found_by_its_initials_its_kind_and_its_territory():
    bank = people.add_organization(
        name="Caisse des Embruns", kind=Organization.Kind.BANK, territory=make.commune()
    )
    for typed in ("caisse embruns", "banque port elorn", "embrun", "CE"):
        assert fields.find_organizations(typed) == [bank], typed
    assert fields.find_organizations("embrnus") == []
    assert fields.find_organizations("embrnus", is_forgiving=True) == [bank]
    assert fields.find_organizations("!!") == []


def test_what_a_list_was_meant_to_be_asked_for():
    people.add_stakeholder(first_name="Maïwenn", last_name="Kervelec’h", source_on=make.TODAY)
    people.add_stakeholder(first_name="Marie", last_name="Goff", source_on=make.TODAY)
    index = search_index.STAKEHOLDERS
    assert finding.meant("kervelch", index) == "kervelech"
    assert finding.meant("KERVELCH maïwen", index) == "kervelech maiwen"
    assert finding.meant("maire goff", index) == "marie goff"
    assert finding.meant("kervelech", index) == ""
    assert finding.meant("kervelech goff", index) == ""
    assert finding.meant("zzzzzzz", index) == ""
    assert finding.meant("", index) == ""
