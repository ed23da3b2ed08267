import datetime

import pytest

from contacts import following
from directory.models import SeatKind, Territory
from tests import make
from tests.contacts import register

OLD = datetime.date(2020, 5, 25)


def _old_edition(kind=SeatKind.MAYOR):
    return register.edition(kind, published_on=datetime.date(2026, 1, 6), sha256="old")


@pytest.fixture
def town(db):
    """A commune whose mayor changed between two files."""
    old = _old_edition()
    register.seat(
        register.person("Yann", "Cadiou", sex="M"),
        started_on=OLD,
        function_started_on=OLD,
        first_seen_in=old,
        last_seen_in=old,
    )
    register.seat(register.person())
    return make.commune()


def test_holders_one_after_the_other_the_present_one_first(town, director, signed_in):
    answer = signed_in(director).get(f"/sieges/{town.pk}/mayor/")
    text = answer.content.decode()
    assert [holder.name for holder in answer.context["holders"]] == ["Anne Le Goff", "Yann Cadiou"]
    assert "Maire de Port-Élorn" in text
    assert "plus dans le dernier fichier" in text
    assert "vu dans le fichier du 6\N{NO-BREAK SPACE}mai 2026" in text
    assert "1971" not in text


def test_somebody_of_the_register_and_of_ours_is_one_line(town, director, signed_in):
    person = register.RegisterPerson.objects.get(last_name="Le Goff")
    stakeholder, _new = following.follow(person, author=director)
    make.exchange(stakeholder, director, text="Une confidence", is_private=True)
    make.operation()
    answer = signed_in(director).get(f"/sieges/{town.pk}/mayor/")
    text = answer.content.decode()
    assert [holder.url for holder in answer.context["holders"]] == [
        f"/personnes/{stakeholder.pk}/",
        "",
    ]
    assert "Le Clos des Pins" in text
    assert "Une confidence" not in text


def test_a_canton_and_a_presidency_are_seats_of_their_own(director, signed_in):
    department = Territory.objects.create(
        kind="department", code="99", name="Armor", name_of="de l’Armor", sort_key="armor"
    )
    for name, function in (("A", ""), ("B", "Président du conseil départemental")):
        person = register.person("Anne", name)
        register.seat(
            person, department, SeatKind.DEPARTMENTAL, function=function, district="Le Faou"
        )
    client = signed_in(director)
    canton = client.get(f"/sieges/{department.pk}/departmental--faou/")
    above = client.get(f"/sieges/{department.pk}/departmental--president/")
    assert [holder.name for holder in canton.context["holders"]] == ["Anne A"]
    assert "canton du Faou" in canton.content.decode()
    assert [holder.name for holder in above.context["holders"]] == ["Anne B"]
    town = make.commune(department=department)
    page = client.get(f"/territoires/{town.pk}/").content.decode()
    assert "Présidente du conseil départemental de l’Armor" in page


def test_a_seat_that_is_none_is_not_found(town, director, stranger, signed_in):
    client = signed_in(director)
    assert client.get(f"/sieges/{town.pk}/roi/").status_code == 404
    assert client.get(f"/sieges/{town.pk}/departmental--faou/").status_code == 404
    assert client.get("/sieges/999999/mayor/").status_code == 404
    assert signed_in(stranger).get(f"/sieges/{town.pk}/mayor/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_one_holder_and_three_cost_the_same(count, director, signed_in, django_assert_num_queries):
    for number in range(count):
        person = register.person("Anne", f"Nom{number}")
        register.seat(person, kind=SeatKind.MUNICIPAL, function="1er adjoint au Maire")
    client = signed_in(director)
    with django_assert_num_queries(14):
        client.get(f"/sieges/{make.commune().pk}/municipal--adjoint-au-maire/")
