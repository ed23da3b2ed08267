"""Choosing a file of the register, reading what it is, loading it."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.permissions import Role
from directory import uploads
from directory.models import RegisterEdition, RegisterPerson
from tests.directory.loading import APRIL, DATA, load_april
from ui.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def _text(answer: Any) -> str:
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    text = text.replace("\N{NON-BREAKING HYPHEN}", "-")
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def _send(client: Client, content: bytes, name: str = "elus-maires-mai.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/annuaire/fichiers/", {"file": file, "_once": str(uuid.uuid4())})


def _april(name: str = "2026-04_layout/elus-maires-mai.csv") -> bytes:
    return (DATA / name).read_bytes()


def test_a_file_is_read_told_loaded_and_reported(administrator: User, signed_in: Any) -> None:
    client = signed_in(administrator)

    sent = _send(client, _april())
    shown = client.get(sent.url)

    page = _text(shown)
    assert "<h1>Maires</h1>" in page
    assert "5 lignes ; présentation en usage depuis 2022, points-virgules, UTF-8." in page
    assert 'value="2026-03-28"' not in page
    assert "28 mars 2026" in page
    assert "il ne clôt aucun mandat" in page
    assert RegisterPerson.objects.count() == 0

    asked = client.post(sent.url, {"published_on": "2026-04-28", "_once": str(uuid.uuid4())})
    report = _text(client.get(asked.url))

    assert re.fullmatch(r"/travaux/\d+/", asked.url)
    assert "5 lignes lues : 5 ajoutées, 0 mise à jour, 0 inchangée, 0 refusée." in report
    assert 'href="/annuaire/"' in report
    assert RegisterPerson.objects.count() == 5
    assert RegisterEdition.objects.get().file_name == "elus-maires-mai.csv"
    assert list(uploads.folder().iterdir()) == []


def test_the_day_is_proposed_from_the_name(administrator: User, signed_in: Any) -> None:
    client = signed_in(administrator)

    sent = _send(client, _april(), "elus-maires-2026-05-06.csv")

    assert 'value="2026-05-06"' in _text(client.get(sent.url))


def test_a_file_under_a_wrong_name_is_told(administrator: User, signed_in: Any) -> None:
    name = "elus-conseillers-communautaires-epci.csv"
    client = signed_in(administrator)

    sent = _send(client, _april(f"wrong_content/{name}"), name)

    page = _text(client.get(sent.url))
    assert "<h1>Conseillers régionaux</h1>" in page
    assert "Son nom annonce « Conseillers communautaires »" in page


def test_a_file_that_was_loaded_already_is_told(administrator: User, signed_in: Any) -> None:
    load_april()
    client = signed_in(administrator)

    sent = _send(client, _april())

    page = _text(client.get(sent.url))
    assert "Ce même fichier a déjà été chargé, comme fichier du 28 avril 2026." in page


def test_refused_rows_are_in_the_report(administrator: User, signed_in: Any) -> None:
    client = signed_in(administrator)
    sent = _send(client, _april("hostile/elus-maires-mai.csv"))

    asked = client.post(sent.url, {"published_on": "2026-04-28", "_once": str(uuid.uuid4())})

    report = _text(client.get(asked.url))
    assert "Ligne 4 : la ligne répète la ligne 3." in report
    assert "HYPERLINK" not in report


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04xxxx", "C’est un classeur (.xlsx) ou une archive .zip"),
        (b"<html></html>", "C’est une page web"),
        (b"a;b\n1;2\n", "Les colonnes de ce fichier ne sont pas celles du Répertoire"),
        (b"", "Ce fichier est vide"),
    ],
)
def test_another_file_is_refused_with_what_to_do(
    administrator: User, signed_in: Any, content: bytes, said: str
) -> None:
    answer = _send(signed_in(administrator), content)

    assert answer.status_code == 422
    assert said in _text(answer)
    assert list(uploads.folder().iterdir()) == []


def test_no_file_at_all_says_so(administrator: User, signed_in: Any) -> None:
    answer = signed_in(administrator).post("/annuaire/fichiers/", {"_once": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert "Ce champ est obligatoire" in _text(answer)


@pytest.mark.parametrize(
    ("day", "said"), [("", "obligatoire"), ("x", "valide"), ("2999-01-01", "pas encore venu")]
)
def test_a_day_that_cannot_be_is_refused(
    administrator: User, signed_in: Any, day: str, said: str
) -> None:
    client = signed_in(administrator)
    sent = _send(client, _april())

    answer = client.post(sent.url, {"published_on": day, "_once": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert said in _text(answer)
    assert not Job.objects.exists()


def test_the_same_form_posted_twice_starts_one_job(administrator: User, signed_in: Any) -> None:
    client = signed_in(administrator)
    sent = _send(client, _april())
    form = {"published_on": "2026-04-28", "_once": str(uuid.uuid4())}

    first = client.post(sent.url, form)
    job = Job.objects.get()

    assert first.url == f"/travaux/{job.pk}/"
    assert client.post(sent.url, form).url == first.url
    assert Job.objects.count() == 1


def test_the_editions_are_listed_with_what_they_brought(
    administrator: User, signed_in: Any
) -> None:
    load_april()

    page = _text(signed_in(administrator).get("/annuaire/fichiers/"))

    assert "Conseillers départementaux" in page
    assert "Fichier du 28 avril 2026 · 7 lignes · 7 ajoutées" in page
    assert RegisterEdition.objects.filter(published_on=APRIL).count() == 7


def test_only_who_manages_the_register_may(
    director: User, stranger: User, administrator: User, signed_in: Any
) -> None:
    sent = _send(signed_in(administrator), _april())

    for path in ("/annuaire/fichiers/", sent.url):
        assert signed_in(director).get(path).status_code == 403
        assert signed_in(stranger).get(path).status_code == 404
        assert signed_in(director).post(path).status_code == 403


def test_the_file_of_somebody_else_is_not_there(administrator: User, signed_in: Any) -> None:
    sent = _send(signed_in(administrator), _april())
    other = User.objects.create_user("max@coop.test", "secret", roles=(Role.ADMINISTRATOR,))

    assert signed_in(other).get(sent.url).status_code == 404


def test_the_private_folder_is_private(administrator: User, signed_in: Any) -> None:
    _send(signed_in(administrator), _april())

    assert uploads.folder().stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in uploads.folder().glob("*.csv"))
