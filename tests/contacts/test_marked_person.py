"""Show 6: a copy of everything about a person; once erased, nothing is left, nothing comes back."""

import io
import json
import logging
import zipfile
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from contacts import access, access_files, compacting, erasing
from contacts.models import Exchange, Stakeholder
from contacts.models.privacy import AccessFile
from directory import reporting, tombstones
from directory.importing import load_file
from directory.models import RegisterPerson
from events.models import Guest
from network.models import StanceChange
from tests.contacts import marked

REFUSAL = "Ligne 2\N{NO-BREAK SPACE}: une personne effacée à sa demande, non reprise."
FILE = (
    "Code du département;Libellé du département;Code de la collectivité à statut particulier;"
    "Libellé de la collectivité à statut particulier;Code de la commune;Libellé de la commune;"
    "Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
    "Code de la catégorie socio-professionnelle;Libellé de la catégorie socio-professionnelle;"
    "Date de début du mandat;Date de début de la fonction\n"
    "29;Finistère;;;29901;Port-Élorn;{last};Yzaline;F;{born};31;x;18/03/2026;21/03/2026\n"
    "29;Finistère;;;29902;Loc-Élorn;KERBRAT;Yvonne;F;01/02/1970;31;x;18/03/2026;21/03/2026\n"
)


@pytest.fixture
def person(director, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return marked.person(director)


def statistics():
    return {
        "exchanges": Exchange.objects.count(),
        "guests": list(Guest.objects.values_list("event", "answer").order_by("pk")),
        "stances": sorted(StanceChange.objects.values_list("stance", flat=True)),
    }


def erase(person, director):
    planned = erasing.plan(person=person, reason="request", author=director, now=timezone.now())
    return erasing.carry_out(planned, now=timezone.now())


def load(tmp_path, last, born="03/04/1961"):
    connection.check_constraints()  # as at the end of a request: PostgreSQL waits for it
    path = tmp_path / "maires.csv"
    path.write_text(FILE.format(last=last, born=born))
    return load_file(path=path, published_on=timezone.localdate())


def bundle_of(person, director):
    file = AccessFile.objects.create(stakeholder=person, owner=director)
    access.write(file, now=timezone.now())
    with zipfile.ZipFile(access_files.path_of(file)) as bundle:
        return json.loads(bundle.read("donnees.json")), bundle.read("donnees.pdf")


def test_the_copy_holds_every_mark(person, director):
    marks = marked.fill(person, director)
    assert len(marks) > 25
    said, pdf = bundle_of(person, director)
    text = json.dumps(said, ensure_ascii=False)
    assert [mark for mark in marks if mark not in text] == []
    document = pypdf.PdfReader(io.BytesIO(pdf))
    printed = "".join(page.extract_text() for page in document.pages)
    printed = "".join(printed.split())
    assert [mark for mark in marks if "".join(mark.split()) not in printed] == []
    assert "3avril1961" in printed
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Voisine" not in printed


def test_nothing_is_left_of_an_erased_person(person, director, caplog):
    marked.fill(person, director)
    bundle_of(person, director)
    before = statistics()
    assert marked.found_in_base() != []
    with caplog.at_level(logging.DEBUG):
        erase(person, director)
    assert marked.found_in_base() == []
    assert marked.MARK not in caplog.text.lower()
    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path for path in left if marked.MARK.encode() in path.read_bytes().lower()] == []
    assert not list((Path(settings.MEDIA_ROOT) / "access").glob("*.zip"))
    assert statistics() == before
    assert not Stakeholder.objects.filter(pk=person.pk).exists()


def test_what_others_said_stays_without_the_name(person, director):
    marked.fill(person, director)
    erase(person, director)
    note = Exchange.objects.get(stakeholder__last_name="Voisine")
    assert note.text == "Vue avec […], joindre au […]. À suivre."


def test_the_next_file_does_not_bring_them_back(person, director, tmp_path):
    erase(person, director)
    loaded = load(tmp_path, marked.NAME[1].upper())
    assert (loaded.counts.added, loaded.counts.refused) == (1, 1)
    assert loaded.refusals == [REFUSAL]
    figures = dict(reporting.facts(loaded))  # a line of their own, not among the refused
    assert (figures["Refusées"], figures["Effacées à leur demande, non reprises"]) == ("0", "1")
    assert [one.last_name for one in RegisterPerson.objects.all()] == ["Kerbrat"]


def test_nor_under_another_spelling_of_the_surname(person, director, tmp_path):
    erase(person, director)
    assert load(tmp_path, f"{marked.NAME[1].upper()} LE GALL").counts.refused == 1


def test_a_namesake_born_another_day_is_taken_up(person, director, tmp_path):
    erase(person, director)
    assert load(tmp_path, marked.NAME[1].upper(), born="04/04/1961").counts.added == 2


def test_a_spreadsheet_does_not_bring_them_back_nor_swallow_a_namesake(person, director):
    assert tombstones.guard() is None
    erase(person, director)
    known = tombstones.guard()
    first, last = marked.NAME
    assert known.knows(first_name=first, last_name=last.upper(), emails=[marked.EMAIL.upper()])
    assert known.knows(first_name=last, last_name=first, phones=["02 98 76 54 32"])
    assert not known.knows(first_name=first, last_name=last)
    assert not known.knows(first_name=first, last_name=last, emails=["autre@exemple.test"])
    assert not known.knows(first_name="Anne", last_name=last, emails=[marked.EMAIL])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file of SQLite")
def test_the_file_of_the_base_forgets_the_bytes(person, director):
    marked.fill(person, director)
    erase(person, director)
    assert compacting.compact()
    path = Path(connection.settings_dict["NAME"])
    held = path.read_bytes().lower()
    wal = path.with_name(f"{path.name}-wal")
    held += wal.read_bytes().lower() if wal.exists() else b""
    at = held.find(marked.MARK.encode())
    assert held[max(0, at - 80) : at + 80] == b"" or at < 0
