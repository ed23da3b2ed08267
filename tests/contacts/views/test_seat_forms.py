import datetime
import re

from django.urls import reverse

from contacts import people
from contacts.models import Post, Stakeholder
from tests import make


def _undo(client, page):
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    return client.post("/annuler/", {"token": token}, headers={"Referer": "/personnes/"})


def test_a_post_is_added_and_taken_back(director, signed_in):
    person = make.stakeholder()
    people.add_organization(name="Banque des Embruns", kind="bank")
    client = signed_in(director)
    url = reverse("post_add", args=[person.pk])
    page = client.post(url, {"title": "Présidente", "organization": "embruns"}, follow=True)
    assert person.posts.get().line == "Présidente, Banque des Embruns"
    assert Stakeholder.objects.matching(["embruns"]).exists()
    _undo(client, page.content.decode())
    assert not Post.objects.exists()
    assert not Stakeholder.objects.matching(["embruns"]).exists()


def test_a_post_is_ended_and_stays_on_the_page(director, signed_in):
    person = make.stakeholder()
    post = make.post(person, make.bank(), started_on=datetime.date(2024, 1, 1))
    client = signed_in(director)
    url = reverse("post_edit", args=[post.pk])
    form = client.get(url).context["form"]
    typed = {
        "title": post.title,
        "organization": "Banque des Embruns",
        "organization_pk": post.organization_id,
        "started_on": "2024-01-01",
        "ended_on": "2026-06-30",
        "_seen": form.version_seen,
    }
    page = client.post(url, typed, follow=True).content.decode()
    post.refresh_from_db()
    assert post.ended_on == datetime.date(2026, 6, 30)
    assert "du 1er\N{NO-BREAK SPACE}janvier 2024 au 30\N{NO-BREAK SPACE}juin 2026" in page
    assert "fin notée par Claire" in page


def test_a_mandate_is_ended_by_hand_and_the_end_taken_back(director, signed_in):
    mandate = make.mandate(make.stakeholder())
    client = signed_in(director)
    url = reverse("mandate_end", args=[mandate.pk])
    seen = client.get(url).context["form"].version_seen
    page = client.post(url, {"ended_on": "2026-11-01", "_seen": seen}, follow=True)
    mandate.refresh_from_db()
    assert mandate.ended_on == datetime.date(2026, 11, 1)
    _undo(client, page.content.decode())
    mandate.refresh_from_db()
    assert mandate.ended_on is None


def test_a_mandate_ends_after_it_starts(director, signed_in):
    mandate = make.mandate(make.stakeholder())
    client = signed_in(director)
    url = reverse("mandate_end", args=[mandate.pk])
    seen = client.get(url).context["form"].version_seen
    answer = client.post(url, {"ended_on": "2025-01-01", "_seen": seen})
    assert answer.status_code == 422
    assert "Un mandat se termine après avoir commencé" in answer.content.decode()


def test_only_those_who_may_change_seats(stranger, reader, signed_in):
    person = make.stakeholder()
    mandate, post = make.mandate(person), make.post(person, make.bank())
    urls = [
        reverse("post_add", args=[person.pk]),
        reverse("post_edit", args=[post.pk]),
        reverse("mandate_end", args=[mandate.pk]),
    ]
    assert [signed_in(stranger).get(url).status_code for url in urls] == [404, 404, 404]
    assert [signed_in(reader).get(url).status_code for url in urls] == [403, 403, 403]
