import datetime

import pytest
from django.urls import reverse

from contacts import people
from tests import make

HTMX = {"HX-Request": "true"}
URL = "/personnes/"


def _banker(number=0):
    banker = people.add_stakeholder(
        first_name="Yann", last_name=f"Le Goff {number}", source_on=make.TODAY
    )
    people.add_post(
        stakeholder=banker, organization=make.bank(f"Banque {number}"), title="Directeur"
    )
    return banker


def test_it_shows_name_seat_since_when_and_the_last_exchange(director, signed_in):
    mayor = make.stakeholder()
    make.mandate(mayor)
    make.exchange(mayor, director, happened_on=make.TODAY - datetime.timedelta(days=3))
    page = signed_in(director).get(URL).content.decode()
    assert "Maëlle Kervelec’h" in page
    assert "Maire de Port-Élorn · depuis mars 2026" in page
    assert "Dernier échange" in page
    assert "<h1>Personnes</h1>" in page


def test_nobody_yet_offers_the_next_step(director, signed_in):
    page = signed_in(director).get(URL).content.decode()
    assert "Vous ne suivez encore personne" in page
    assert reverse("stakeholder_add") in page


def test_nothing_found_says_so(director, signed_in):
    _banker()
    page = signed_in(director).get(URL, {"q": "zzz"}).content.decode()
    assert "Personne ne correspond" in page


def test_htmx_gets_the_rows_only(director, signed_in):
    _banker()
    answer = signed_in(director).get(URL, {"q": "le goff"}, headers=HTMX)
    page = answer.content.decode()
    assert page.strip().startswith('<div id="rows">')
    assert "Yann Le Goff 0" in page
    assert "HX-Request" in answer.headers["Vary"]


def test_the_back_button_gets_the_whole_page(director, signed_in):
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert "<html" in signed_in(director).get(URL, headers=headers).content.decode()


def test_a_stranger_cannot_see_that_it_exists(stranger, signed_in):
    assert signed_in(stranger).get(URL).status_code == 404


def test_the_whole_team_reads_it_and_only_some_are_offered_to_add(reader, signed_in):
    page = signed_in(reader).get(URL).content.decode()
    assert reverse("stakeholder_add") not in page


def test_a_private_note_is_no_last_exchange_for_a_reader(director, reader, signed_in):
    make.exchange(make.stakeholder(), director, is_private=True)
    assert "aucun échange noté" in signed_in(reader).get(URL).content.decode()
    assert "aucun échange noté" not in signed_in(director).get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_more_people_cost_no_more_queries(director, signed_in, django_assert_num_queries, count):
    for number in range(count):
        make.councillor(_banker(number))
    client = signed_in(director)
    with django_assert_num_queries(14):
        client.get(URL)


def test_pages_follow_one_another_in_the_order_of_names(director, signed_in):
    for number in range(53):
        make.stakeholder(last_name=f"Nom{number:02}")
    client = signed_in(director)
    first = client.get(URL)
    second = client.get(URL + first.context["page"].next)
    names = [person.last_name for person in second.context["page"].rows]
    assert names == ["Nom50", "Nom51", "Nom52"]


def test_a_private_note_breaks_no_silence_for_those_who_may_not_read_it(
    director, reader, signed_in
):
    make.exchange(make.stakeholder(), director, is_private=True)
    listed = [
        "Kervelec’h" in signed_in(user).get("/personnes/", {"silence": "3"}).content.decode()
        for user in (director, reader)
    ]
    assert listed == [False, True]
