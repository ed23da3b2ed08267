"""Words that have no place are warned about before they are saved: tags, notes of privacy."""

import pytest

from contacts.models import Tag, Tagging
from contacts.models.privacy import Erasure, Information, Objection, RetentionDecision
from tests import make

WORDS = "malade, dit-on : arrêt maladie"
KEPT = "arret maladie"


@pytest.fixture
def person(db):
    return make.stakeholder()


FORMS = {
    "informer": ("director", {"informed_on": "2026-11-20", "means": "letter"}, "note", Information),
    "opposition": (
        "director",
        {"received_on": "2026-11-20", "means": "letter"},
        "note",
        Objection,
    ),
    "garder": ("administrator", {"keep_until": "2030-01-01"}, "reason", RetentionDecision),
    "effacer": ("administrator", {"reason": "request"}, "note", Erasure),
}


@pytest.mark.parametrize("page", FORMS)
def test_a_note_of_privacy_is_watched_before_it_is_saved(person, page, request, signed_in):
    who, values, field, model = FORMS[page]
    client = signed_in(request.getfixturevalue(who))
    address = f"/personnes/{person.pk}/{page}/"
    answer = client.post(address, values | {field: WORDS})
    assert answer.status_code == 422
    assert "n’a pas sa place" in answer.text
    assert not model.objects.exists()
    client.post(address, values | {field: WORDS, "words_kept": KEPT})
    assert getattr(model.objects.get(), field) == WORDS


def test_a_lifting_is_watched(person, director, signed_in):
    from contacts import objecting

    objecting.note(stakeholder=person, received_on=make.TODAY, means="letter", author=director)
    client = signed_in(director)
    answer = client.post(f"/personnes/{person.pk}/opposition/lever/", {"lifting_note": WORDS})
    assert answer.status_code == 422
    assert Objection.objects.get().lifted_on is None


def test_a_tag_is_watched_before_it_is_put(person, director, signed_in):
    client = signed_in(director)
    address = f"/personnes/{person.pk}/etiquettes/"
    address = next(
        line.split('action="')[1].split('"')[0]
        for line in client.get(f"/personnes/{person.pk}/").text.splitlines()
        if "etiquette" in line and 'action="' in line and "post" in line
    )
    answer = client.post(address, {"name": "CFDT"})
    assert answer.status_code == 422
    assert "n’a pas sa place" in answer.text
    assert not Tag.objects.exists()
    client.post(address, {"name": "CFDT", "words_kept": "cfdt"})
    assert Tagging.objects.get().tag.name == "CFDT"
    client.post(address, {"name": "cfdt"})  # decided when it was made
    assert Tagging.objects.count() == 1


def test_the_day_of_a_request_is_today_unless_said(administrator, signed_in):
    page = signed_in(administrator).get("/donnees-personnelles/demandes/ajouter/").text
    received = next(line for line in page.splitlines() if 'name="received_on"' in line)
    assert 'value="20' in received
