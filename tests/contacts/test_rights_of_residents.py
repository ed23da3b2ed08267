"""Residents are people too: a copy of everything, erasure, requests, on the same pages."""

import datetime
import io
import json
import zipfile

import pytest
from django.utils import timezone

from brochures.models import Brochure
from contacts import access, access_files, erasing, retention
from contacts.models.privacy import AccessFile, Erasure, PrivacyRequest
from directory import tombstones
from events.models import Event, Host
from operations.models import Consent, Resident
from tests import make
from tests.contacts import marked

RIGHTS = "/donnees-personnelles/habitants/{}/"


@pytest.fixture
def resident(director, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return marked.resident(director)


def erase(person, author):
    planned = erasing.plan(person=person, reason="request", author=author, now=timezone.now())
    return erasing.carry_out(planned, now=timezone.now())


def bundle_of(person, owner):
    file = AccessFile.objects.create(about="operations.resident", about_pk=person.pk, owner=owner)
    access.write(file, now=timezone.now())
    with zipfile.ZipFile(access_files.path_of(file)) as bundle:
        return bundle.read("donnees.json").decode(), bundle.read("donnees.pdf")


def test_the_copy_holds_every_mark(resident, director):
    marks = marked.fill_resident(resident, director)
    said, pdf = bundle_of(resident, director)
    assert [
        mark for mark in marks if mark not in json.dumps(json.loads(said), ensure_ascii=False)
    ] == []
    assert pdf.startswith(b"%PDF")


def test_nothing_is_left_of_an_erased_resident(resident, director):
    marked.fill_resident(resident, director)
    bundle_of(resident, director)
    assert marked.found_in_base() != []
    erase(resident, director)
    assert marked.found_in_base() == []
    left = Resident.everyone.get(pk=resident.pk)
    assert (str(left), left.operation) == ("Personne effacée", resident.operation)
    assert not Resident.objects.exists()


def test_visits_that_took_place_keep_their_count_those_to_come_lose_the_host(resident, scheduler):
    past = make.event(scheduler, starts_at=timezone.now() - datetime.timedelta(days=30))
    coming = make.event(scheduler, starts_at=timezone.now() + datetime.timedelta(days=30))
    for event in (past, coming):
        Host.objects.create(event=event, resident=resident)
    erase(resident, scheduler)
    assert [host.event for host in Host.objects.all()] == [past]
    assert Event.objects.count() == 2
    assert str(Host.objects.get()) == "Personne effacée"


def test_their_words_leave_the_drafts(resident, director):
    testimonial = resident.testimonials.create(
        quote="On est bien ici.",
        signature="Une habitante",
        collected_on=make.TODAY,
        collected_by=director,
    )
    brochure = Brochure.objects.create(
        audience="commune",
        commune=make.commune(),
        headline="Habiter",
        author=director,
        testimonial=testimonial,
    )
    erase(resident, director)
    brochure.refresh_from_db()
    assert brochure.testimonial is None
    assert not resident.testimonials.exists()


def test_a_spreadsheet_does_not_bring_them_back(resident, director):
    erase(resident, director)
    assert tombstones.guard().knows(
        first_name=marked.NAME[0], last_name=marked.NAME[1], emails=[marked.EMAIL]
    )


def test_one_person_is_erased_whole(resident, director):
    contact = make.stakeholder(*marked.NAME)
    Resident.objects.filter(pk=resident.pk).update(stakeholder=contact)
    make.consent(resident, Consent.Kind.HOSTING, director)
    labels = [place.label for place in erasing.places(contact)]
    assert "Ce à quoi la personne a donné son accord, comme habitant·e" in labels
    erase(contact, director)
    assert not Resident.objects.exists()
    assert not Consent.objects.exists()


def test_the_page_lists_what_goes_and_plans_it(resident, administrator, signed_in):
    client = signed_in(administrator)
    page = client.get(RIGHTS.format(resident.pk))
    assert "Domicile, comme habitant·e" in page.text
    client.post(RIGHTS.format(resident.pk), {"reason": "request"})
    planned = Erasure.objects.get()
    assert planned.person == resident
    assert str(resident) in client.get("/donnees-personnelles/").text
    later = timezone.now() + datetime.timedelta(hours=25)
    assert erasing.carry_out_due(later) == 1
    assert client.get(RIGHTS.format(resident.pk)).status_code == 404


def test_the_page_of_somebody_tied_is_that_of_the_contact(resident, administrator, signed_in):
    contact = make.stakeholder()
    Resident.objects.filter(pk=resident.pk).update(stakeholder=contact)
    answer = signed_in(administrator).get(RIGHTS.format(resident.pk))
    assert answer.url == f"/personnes/{contact.pk}/effacer/"


def test_a_copy_is_made_from_the_page(
    resident, administrator, signed_in, django_capture_on_commit_callbacks
):
    client = signed_in(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{RIGHTS.format(resident.pk)}copie/")
    file = AccessFile.objects.get()
    assert file.person == resident
    answer = client.get(f"/donnees-personnelles/copies/{file.pk}/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as bundle:
        assert sorted(bundle.namelist()) == ["donnees.json", "donnees.pdf"]


@pytest.mark.parametrize(("who", "status"), [("scheduler", 403), ("stranger", 404)])
def test_others_may_not(resident, who, status, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(RIGHTS.format(resident.pk)).status_code == status
    assert (
        client.get(RIGHTS.format(resident.pk).replace("habitants", "autres")).status_code == status
    )


def test_a_request_is_about_a_resident(resident, administrator, signed_in):
    client = signed_in(administrator)
    found = client.get("/donnees-personnelles/habitants/choix/?q=zqmarque").text
    assert str(resident) in found
    sent = {
        "kind": "access",
        "other_habitants": f"{resident}, {resident.operation}",
        "other_habitants_pk": resident.pk,
        "received_on": "2026-11-20",
        "means": "letter",
    }
    client.post("/donnees-personnelles/demandes/ajouter/", sent)
    asked = PrivacyRequest.objects.get()
    assert asked.person == resident
    page = client.get(f"/donnees-personnelles/demandes/{asked.pk}/").text
    assert RIGHTS.format(resident.pk) in page
    erase(resident, administrator)
    assert str(PrivacyRequest.objects.get().person) == "Personne effacée"


def test_a_request_answered_long_ago_forgets_who(administrator):
    answered = PrivacyRequest.objects.create(
        kind="access",
        name="Ève Zarkadel",
        note="12 rue des Ajoncs",
        answer="Envoyée",
        received_on=datetime.date(2020, 3, 1),
        answered_on=datetime.date(2020, 3, 20),
        means="email",
        author=administrator,
    )
    assert retention.forget_requests(now=timezone.now().replace(year=2024)) == 0
    assert retention.forget_requests(now=timezone.now().replace(year=2026)) == 1
    answered.refresh_from_db()
    assert (answered.name, answered.note, answered.answer) == ("", "", "")
    assert retention.forget_requests(now=timezone.now().replace(year=2026)) == 0
