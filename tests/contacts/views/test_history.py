"""The history of a person and of an organization, and taking one change of it back."""

import uuid
from dataclasses import astuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts import history, people
from contacts.models import ContactPoint, Exchange, Post, Stakeholder
from network.models import StanceChange
from tests import make
from ui import batches


@pytest.fixture
def person(director):
    return people.add_stakeholder(
        first_name="Maëlle", last_name="Kervelec’h", source_on=make.TODAY, created_by=director
    )


def _page(client, person):
    return client.get(f"/personnes/{person.pk}/historique/").content.decode()


def _edit(client, person, field, **typed):
    url = reverse("stakeholder_field", args=[person.pk, field])
    seen = client.get(url).context["form"].version_seen
    client.post(url, typed | {"_seen": seen, "_once": str(uuid.uuid4())})
    return person.history.latest().history_id


def _entries(person, reader):
    return history.page_of(person, reader=reader).entries


def test_it_says_who_changed_what_field_by_field(person, director, signed_in):
    client = signed_in(director)
    _edit(client, person, "phone", phone="0612345678", phone_label="portable")
    _edit(client, person, "phone", phone="0298102030", phone_label="portable")
    (change,) = _entries(person, director)[0].changes
    assert (change.label, change.before, change.after) == (
        "Téléphone",
        "06 12 34 56 78",
        "02 98 10 20 30",
    )
    page = _page(client, person)
    assert "par Claire Morvan" in page
    assert page.index("02 98 10 20 30") < page.index("portable")


def test_seats_posts_numbers_and_exchanges_are_told_too(person, director, signed_in):
    make.mandate(person)
    make.post(person, make.bank())
    ContactPoint.objects.create(stakeholder=person, kind="phone", value="+33298102030")
    make.exchange(person, director, text="Souhaite visiter.")
    StanceChange.objects.create(
        stakeholder=person,
        stance="convinced",
        reason="Elle le dit.",
        changed_on=make.TODAY,
        author=director,
    )
    page = _page(signed_in(director), person)
    for said in ("Port-Élorn", "Banque des Embruns", "02 98 10 20 30", "Souhaite visiter."):
        assert said in page
    assert "Positionnement" in page
    assert "Elle le dit." in page


def test_private_notes_are_told_to_those_who_may_read_them(person, director, reader, signed_in):
    note = make.exchange(person, director, text="Confidence.", is_private=True)
    note.text = "Autre confidence."
    note.save()
    note.delete()
    assert "confidence" not in _page(signed_in(reader), person).lower()
    assert "Confidence." in _page(signed_in(director), person)


def test_a_change_is_taken_back_and_that_is_a_change(person, director, signed_in):
    client = signed_in(director)
    version = _edit(client, person, "phone", phone="0612345678", phone_label="")
    _edit(client, person, "email", email="m@port.example", email_label="")
    client.post(reverse("change_undo", args=["stakeholder", version]))
    person.refresh_from_db()
    assert (person.phone, person.email) == ("", "m@port.example")
    latest = _entries(person, director)[0]
    assert [(change.before, change.after) for change in latest.changes] == [("06 12 34 56 78", "—")]


def test_a_value_changed_again_since_is_shown_and_one_chooses(person, director, signed_in):
    client = signed_in(director)
    _edit(client, person, "phone", phone="0612345678", phone_label="")
    version = _edit(client, person, "phone", phone="0298102030", phone_label="")
    _edit(client, person, "phone", phone="0677777777", phone_label="")
    url = reverse("change_undo", args=["stakeholder", version])
    answer = client.post(url)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "06 12 34 56 78" in page
    assert "06 77 77 77 77" in page
    person.refresh_from_db()
    assert person.phone == "+33677777777"
    client.post(url, {"anyway": "1"})
    person.refresh_from_db()
    assert person.phone == "+33612345678"


def test_a_post_added_goes_and_a_post_removed_comes_back(person, director, signed_in):
    post = make.post(person, make.bank())
    client = signed_in(director)
    added = post.history.latest().history_id
    client.post(reverse("change_undo", args=["post", added]))
    assert not Post.objects.exists()
    removed = Post.history.latest().history_id
    client.post(reverse("change_undo", args=["post", removed]))
    assert Post.objects.get().pk == post.pk
    assert Stakeholder.objects.matching(["embruns"]).get() == person


def test_a_seat_somebody_else_took_since_is_not_taken_back(person, director, signed_in):
    mandate = make.mandate(person)
    mandate.ended_on = make.TODAY
    mandate.save()
    ended = mandate.history.latest().history_id
    make.mandate(make.stakeholder("Soazig", "Tanguy"))
    client = signed_in(director)
    page = client.post(reverse("change_undo", args=["mandate", ended]), follow=True)
    mandate.refresh_from_db()
    assert mandate.ended_on == make.TODAY
    assert "Quelqu’un d’autre" in page.content.decode()


def test_nobody_takes_back_the_words_of_another(person, director, administrator, signed_in):
    note = make.exchange(person, administrator)
    url = reverse("change_undo", args=["exchange", note.history.latest().history_id])
    assert signed_in(director).post(url).status_code == 404
    assert url not in _page(signed_in(director), person)


def test_the_arrival_of_a_person_is_not_taken_back_here(person, director, signed_in):
    url = reverse("change_undo", args=["stakeholder", person.history.get().history_id])
    signed_in(director).post(url)
    assert Stakeholder.objects.filter(pk=person.pk).exists()
    assert url not in _page(signed_in(director), person)


def test_a_grouped_change_says_so_and_leads_to_it(person, director, signed_in):
    batch = batches.begin(
        kind="t", title="Import de contacts.xlsx", owner=director, permission="accounts.edit_people"
    )
    person.email = "m@port.example"
    batches.save(batch, person)
    batches.update_all(batch, Stakeholder.objects.filter(pk=person.pk), referent=director)
    batches.add_all(batch, [Post(stakeholder=person, organization=make.bank(), title="Directrice")])
    entries = _entries(person, director)
    assert [entry.batch for entry in entries if entry.batch] == [batch, batch]
    page = _page(signed_in(director), person)
    assert "Import de contacts.xlsx" in page
    assert "Directrice" in page


def test_an_organization_has_its_history_too(director, signed_in):
    bank = people.add_organization(name="Banque des Embruns", kind="bank", source_on=make.TODAY)
    person = make.stakeholder()
    make.post(person, bank)
    page = signed_in(director).get(f"/organismes/{bank.pk}/historique/").content.decode()
    assert "Banque des Embruns" in page
    assert "Maëlle Kervelec’h" in page


def test_it_is_read_page_by_page(person, director, signed_in):
    for number in range(history.PAGE_SIZE + 1):
        make.exchange(person, director, text=f"Note {number:02}.")
    first = signed_in(director).get(f"/personnes/{person.pk}/historique/")
    assert len(first.context["page"].entries) == history.PAGE_SIZE
    second = signed_in(director).get(
        f"/personnes/{person.pk}/historique/" + first.context["page"].next
    )
    assert "Note 00." in second.content.decode()


def _all(person, reader):
    """Return every entry, page by page."""
    found, below = [], None
    while True:
        page = history.page_of(person, reader=reader, below=below)
        found.append([entry.place for entry in page.entries])
        below = page.below
        if below is None:
            return found


def test_every_change_is_on_one_page_even_those_of_one_moment(person, director):
    batch = batches.begin(
        kind="t", title="Import", owner=director, permission="accounts.edit_people"
    )
    posts = [
        Post(stakeholder=person, organization=make.bank(f"B{n}"), title="X") for n in range(70)
    ]
    batches.add_all(batch, posts)
    for number in range(40):
        make.exchange(person, director, text=f"Note {number:02}.")
    Exchange.history.update(history_date=batch.begun_at)
    pages = _all(person, director)
    places = [place for page in pages for place in page]
    assert [len(page) for page in pages] == [30, 30, 30, 21]
    assert len(set(places)) == len(places) == 70 + 40 + 1
    assert places == sorted(places, reverse=True)


def test_what_says_nothing_leaves_no_hole(person, director):
    make.exchange(person, director, text="Il y a longtemps.")
    for number in range(3 * history.PAGE_SIZE):
        person.source_name = f"fichier {number}"  # no page shows it
        person.save()
    (page,) = _all(person, director)
    assert [source for _at, source, _pk in map(astuple, page)] == ["exchange", "stakeholder"]


def test_a_hundred_changes_cost_what_one_page_does(person, director, signed_in):
    client = signed_in(director)
    costs = []
    for count in (history.PAGE_SIZE + 1, 60):
        for number in range(count):
            make.exchange(person, director, text=f"Note {number:02}.")
        with CaptureQueriesContext(connection) as seen:
            _page(client, person)
        costs.append(len(seen))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("place", ["x", "2026-01-01~a~1", "2026-01-01T00:00:00Z~a~x", "~~"])
def test_an_address_that_names_no_place_shows_the_latest(person, director, signed_in, place):
    url = f"/personnes/{person.pk}/historique/"
    page = signed_in(director).get(url, {"before": place})
    assert (page.status_code, page.context["page"].is_first) == (200, True)


def test_a_longer_history_costs_no_more_queries(director, signed_in):
    client = signed_in(director)
    costs = []
    for count in (1, 3):
        person = make.stakeholder()
        for number in range(count):
            make.exchange(person, director)
            make.mandate(person, title=f"Titre {number}", ended_on=make.TODAY)
            make.post(person, make.bank(f"B{number}"))
        with CaptureQueriesContext(connection) as seen:
            _page(client, person)
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_strangers_see_nothing_and_readers_undo_nothing(person, stranger, reader, signed_in):
    url = f"/personnes/{person.pk}/historique/"
    undo = reverse("change_undo", args=["stakeholder", person.history.get().history_id])
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(stranger).post(undo).status_code == 404
    assert signed_in(reader).get(url).status_code == 200
    assert signed_in(reader).post(undo).status_code == 403
    for wrong in ("/historique/user/1/", "/historique/post/99999/"):
        assert signed_in(reader).get(wrong).status_code in {403, 404}
