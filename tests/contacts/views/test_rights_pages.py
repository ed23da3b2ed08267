"""A copy of everything, erasure with its day of grace, those kept long enough."""

import datetime
import zipfile
from io import BytesIO

import pytest
from django.utils import timezone

from contacts import access_files, erasing, retention
from contacts.models import Stakeholder
from contacts.models.privacy import AccessDownload, AccessFile, Erasure, RetentionDecision
from tests import make

LATER = datetime.timedelta(hours=25)


@pytest.fixture
def person(director, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return make.stakeholder("Yvonne", "Zarkadel", search_text=" yvonne zarkadel ")


def test_a_copy_is_made_fetched_noted_and_removed(
    person, administrator, signed_in, django_capture_on_commit_callbacks
):
    client = signed_in(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/personnes/{person.pk}/copie/")
    file = AccessFile.objects.get()
    answer = client.get(f"/donnees-personnelles/copies/{file.pk}/")
    bundle = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert sorted(bundle.namelist()) == ["donnees.json", "donnees.pdf"]
    assert AccessDownload.objects.get().user == administrator
    assert access_files.remove_old(now=timezone.now() + datetime.timedelta(days=8)) == 1
    assert not access_files.path_of(file).exists()
    assert client.get(f"/donnees-personnelles/copies/{file.pk}/").status_code == 404


def test_a_copy_is_for_who_asked(person, administrator, director, signed_in):
    file = AccessFile.objects.create(stakeholder=person, owner=director, made_at=timezone.now())
    assert (
        signed_in(administrator).get(f"/donnees-personnelles/copies/{file.pk}/").status_code == 404
    )
    assert signed_in(director).get(f"/donnees-personnelles/copies/{file.pk}/").status_code == 403


def test_an_erasure_waits_a_day_and_is_taken_back(person, administrator, signed_in):
    client = signed_in(administrator)
    page = client.get(f"/personnes/{person.pk}/effacer/")
    assert "Identité et coordonnées" in page.text
    client.post(f"/personnes/{person.pk}/effacer/", {"reason": "request"})
    planned = Erasure.objects.get()
    assert erasing.carry_out_due(timezone.now()) == 0
    client.post(f"/donnees-personnelles/effacements/{planned.pk}/annuler/")
    assert erasing.carry_out_due(timezone.now() + LATER) == 0
    assert Stakeholder.objects.filter(pk=person.pk).exists()


def test_the_worker_erases_when_the_day_has_come(person, administrator, signed_in):
    client = signed_in(administrator)
    client.post(f"/personnes/{person.pk}/effacer/", {"reason": "retention"})
    assert erasing.carry_out_due(timezone.now() + LATER) == 1
    assert client.get(f"/personnes/{person.pk}/").status_code == 404
    assert "Zarkadel" not in client.get("/donnees-personnelles/").text


def test_at_once_needs_a_plan_and_is_for_good(person, administrator, signed_in):
    client = signed_in(administrator)
    client.post(f"/personnes/{person.pk}/effacer/", {"reason": "request"})
    planned = Erasure.objects.get()
    client.post(f"/donnees-personnelles/effacements/{planned.pk}/effacer/")
    assert not Stakeholder.objects.filter(pk=person.pk).exists()
    with pytest.raises(erasing.CannotErase):
        erasing.take_back(planned, by=administrator, now=timezone.now())


def test_an_erasure_says_why(person, administrator, signed_in):
    answer = signed_in(administrator).post(f"/personnes/{person.pk}/effacer/", {"reason": ""})
    assert answer.status_code == 422
    assert Erasure.objects.count() == 0


def test_those_kept_long_enough_are_listed_kept_or_left(person, director, administrator, signed_in):
    on = timezone.localdate()
    old = timezone.now() - datetime.timedelta(days=5 * 366)
    held = make.stakeholder("Maëlle", "Encore-Maire", search_text="")
    make.mandate(held)
    Stakeholder.objects.all().update(created_at=old)
    assert list(retention.due(on)) == [person]
    client = signed_in(administrator)
    assert "Yvonne Zarkadel" in client.get("/donnees-personnelles/a-revoir/").text
    until = on.replace(day=1, year=on.year + 1)
    kept = {"keep_until": until.isoformat(), "reason": "Projet en cours"}
    client.post(f"/personnes/{person.pk}/garder/", kept)
    assert RetentionDecision.objects.get().author == administrator
    assert list(retention.due(on)) == []
    assert list(retention.due(until)) == [person]


def test_keeping_needs_a_day_to_come(person, administrator, signed_in):
    answer = signed_in(administrator).post(
        f"/personnes/{person.pk}/garder/", {"keep_until": "2020-01-01", "reason": "x"}
    )
    assert answer.status_code == 422
    assert "Choisissez un jour à venir" in answer.text
