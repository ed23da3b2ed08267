"""Show 6, the spreadsheet: somebody erased comes back in a whole file, and is not taken in.

From the choice of the file to its run, through the pages: a sentence that names nobody, nothing of
her in any table, file, log or search.
"""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone

from contacts import erasing
from contacts.importing import uploads
from contacts.models import FileImport, Stakeholder
from tests import make
from tests.contacts import marked
from tests.contacts.importing import files
from tests.contacts.views.test_imports import post_file, text_of

pytestmark = pytest.mark.django_db
HEADERS = ("Civilité", "Prénom", "Nom", "Téléphone", "Courriel", "Fonction", "Organisme", "Notes")
HER = (
    *("Mme", marked.NAME[0].upper(), marked.NAME[1].upper(), "02 98 76 54 32", marked.EMAIL),
    *("Directrice", f"Banque {marked.MARK}", f"Vue à {marked.MARK}ville"),
)
OTHER = ("M.", "Yvon", "Kerbrat", "", "yvon@kerbrat.test", "Directeur", "Banque des Embruns", "")
SENTENCE = "Cette personne a demandé son effacement"


@pytest.fixture
def erased(director: Any, settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    person = marked.person(director)
    marked.fill(person, director)
    planned = erasing.plan(person=person, reason="request", author=director, now=timezone.now())
    erasing.carry_out(planned, now=timezone.now())
    assert marked.found_in_base() == []


def read(client: Any, rows: list[tuple[str, ...]], callbacks: Any, headers: Any = HEADERS) -> Any:
    """Choose the file, confirm its columns, return its import."""
    post_file(client, files.xlsx(rows, headers))
    chosen = FileImport.objects.get()
    typed = {f"column-{at}": key for at, key in enumerate(chosen.mapping)}
    with callbacks(execute=True):
        client.post(
            reverse("import_columns", args=[chosen.pk]),
            typed | {"dated_on": "2026-03-03", "header_at": "0"},
        )
    return chosen


def files_left() -> list[Path]:
    folders = (Path(django_settings.MEDIA_ROOT), uploads.folder())
    held = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in held if marked.MARK.encode() in path.read_bytes().lower()]


def test_a_file_does_not_bring_an_erased_person_back(
    erased, director, signed_in, caplog, django_capture_on_commit_callbacks
):
    client = signed_in(director)
    with caplog.at_level(logging.DEBUG):
        imported = read(client, [HER, OTHER], django_capture_on_commit_callbacks)
        page = text_of(client.get(reverse("import_detail", args=[imported.pk])))
        assert SENTENCE in page
        assert marked.MARK not in page.lower()
        assert marked.found_in_base() == []  # refused, her row is emptied at once
        assert files.states(imported) == ["refused", "new"]
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("import_run", args=[imported.pk]))
    assert [str(one) for one in Stakeholder.objects.filter(last_name="Kerbrat")] == ["Yvon Kerbrat"]
    assert marked.found_in_base() == []
    assert files_left() == []
    assert marked.MARK not in caplog.text.lower()
    found = text_of(client.get(reverse("search"), {"q": marked.MARK}))
    assert found.lower().count(marked.MARK) == text_of(
        client.get(reverse("search"), {"q": "zqpersonne"})
    ).lower().count("zqpersonne")  # the box that repeats what was typed, and nothing else


def test_a_wrong_cell_beside_her_name_keeps_nothing_of_her_either(
    erased, director, signed_in, django_capture_on_commit_callbacks
):
    client = signed_in(director)
    headers = (*HEADERS, "Informé le")
    row = (*HER, "31/02/2026")
    imported = read(client, [row], django_capture_on_commit_callbacks, headers)
    assert files.states(imported) == ["refused"]
    assert marked.found_in_base() == []


def test_a_reader_sees_nothing_of_the_import(
    erased, director, reader, signed_in, django_capture_on_commit_callbacks
):
    imported = read(signed_in(director), [HER], django_capture_on_commit_callbacks)
    answer = signed_in(reader).get(reverse("import_detail", args=[imported.pk]))
    assert answer.status_code == 403
    assert marked.MARK not in text_of(answer).lower()


@pytest.fixture
def mayor(director: Any) -> None:
    """Erase a mayor, who works in a bank too, as the page does."""
    someone = make.stakeholder("Jean-Yves", "Le Goff", email="jy@ploun.test", phone="+33612345678")
    make.mandate(someone)
    make.post(someone, make.bank())
    planned = erasing.plan(person=someone, reason="request", author=director, now=timezone.now())
    erasing.carry_out(planned, now=timezone.now())


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"Prénom": "Jean Yves", "Nom": "LE GOFF", "Fonction": "Maire"}, "refused"),
        ({"Fonction": "Caissier", "Organisme": "banque des embruns"}, "refused"),
        ({"Prénom": "J.-Y.", "Courriel": "JY@ploun.test"}, "refused"),
        ({"Téléphone": "06.12.34.56.78"}, "refused"),
        # A namesake elsewhere, and whoever shares the mailbox, the number or the seat.
        ({"Fonction": "Gérant", "Organisme": "Ker Menuiserie"}, "new"),
        ({"Prénom": "Anne", "Téléphone": "0612345678", "Courriel": "jy@ploun.test"}, "new"),
        ({"Nom": "Quéré", "Fonction": "Maire", "Courriel": "jy@ploun.test"}, "new"),
    ],
)
def test_an_erased_mayor_comes_back_by_no_other_spelling_nor_by_the_seat(
    mayor, director, said, state
):
    row = {"Prénom": "Jean-Yves", "Nom": "Le Goff"} | said
    if "Organisme" not in row:
        row["Commune"] = "Port-Élorn"
    imported = files.previewed([tuple(row.values())], director, tuple(row))
    assert files.states(imported) == [state]
