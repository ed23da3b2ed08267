import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role
from contacts import people
from contacts.models import Exchange
from tests import make
from tests.contacts import register


def _page(client, stakeholder):
    return client.get(reverse("stakeholder_detail", args=[stakeholder.pk])).content.decode()


def test_it_shows_seats_sources_and_how_to_reach_them(director, signed_in):
    mayor = make.stakeholder(phone="+33298000001", email="m@port.example", referent=director)
    make.mandate(mayor, seen_in=register.edition())
    page = _page(signed_in(director), mayor)
    assert "Maire de Port-Élorn" in page
    assert "RNE du 6\N{NO-BREAK SPACE}mai 2026" in page
    assert 'href="tel:+33298000001"' in page
    assert 'href="mailto:m@port.example"' in page


def test_somebody_who_does_not_exist_is_not_found(director, signed_in):
    assert signed_in(director).get("/personnes/999/").status_code == 404


def test_a_stranger_cannot_see_that_the_person_exists(stranger, signed_in):
    holder = make.stakeholder()
    assert signed_in(stranger).get(f"/personnes/{holder.pk}/").status_code == 404


def test_private_notes_are_hidden_from_readers(director, reader, signed_in):
    holder = make.stakeholder()
    make.exchange(holder, director, text="Confidence.", is_private=True)
    make.exchange(holder, director, text="Public.")
    assert "Confidence." not in _page(signed_in(reader), holder)
    assert "Public." in _page(signed_in(reader), holder)
    assert "Confidence." in _page(signed_in(director), holder)


def test_a_reader_is_offered_nothing_to_write(reader, signed_in):
    holder = make.stakeholder()
    make.mandate(holder)
    page = _page(signed_in(reader), holder)
    assert "quick-note" not in page
    assert reverse("stakeholder_edit", args=[holder.pk]) not in page


def test_only_ones_own_notes_may_be_changed(director, signed_in):
    other = make.stakeholder()
    colleague = User.objects.create_user("x@coop.test", "secret", roles=(Role.DIRECTOR,))
    theirs = make.exchange(other, colleague)
    client = signed_in(director)
    assert reverse("exchange_edit", args=[theirs.pk]) not in _page(client, other)
    assert client.get(reverse("exchange_edit", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("exchange_delete", args=[theirs.pk])).status_code == 404
    assert Exchange.objects.filter(pk=theirs.pk).exists()


def test_what_is_typed_is_never_markup(director, signed_in):
    holder = people.add_stakeholder(
        first_name="<b>A", last_name="B&C", source_on=make.TODAY, created_by=director
    )
    make.exchange(holder, director, text="<script>alert(1)</script>")
    page = _page(signed_in(director), holder)
    assert "<script>alert" not in page
    assert "&lt;b&gt;A B&amp;C" in page


def test_a_longer_page_costs_no_more_queries(director, signed_in):
    client = signed_in(director)
    costs = []
    for count in (1, 3):
        holder = make.stakeholder(referent=director)
        for number in range(count):
            make.exchange(holder, director)
            make.councillor(holder, title=f"Titre {number}", seen_in=register.edition())
            make.post(holder, make.bank(f"B{number}"))
        _page(client, holder)
        with CaptureQueriesContext(connection) as seen:
            _page(client, holder)
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_thread_shows_the_latest_first_and_leads_to_the_older_ones(director, signed_in):
    holder = make.stakeholder()
    for number in range(22):
        make.exchange(
            holder,
            director,
            text=f"Note {number:02}.",
            happened_on=make.TODAY - datetime.timedelta(days=number),
        )
    client = signed_in(director)
    answer = client.get(f"/personnes/{holder.pk}/")
    assert "Note 21." not in answer.content.decode()
    older = client.get(f"/personnes/{holder.pk}/" + answer.context["page"].next)
    assert [row.text for row in older.context["page"].rows] == ["Note 20.", "Note 21."]
