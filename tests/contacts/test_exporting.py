"""Exported files: real days, texts that stay texts, cards that parse, nobody who objected."""

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from contacts import people, tags
from contacts.exporting import exports, writing
from contacts.models import ContactPoint, Export, Stakeholder
from contacts.selecting import Selection
from tests import make
from tests.contacts.exporting_samples import cards, sheet, table
from ui import jobs
from ui.models import Job

EVERYBODY = "all=1&query="
NAMES = ["prenom", "nom", "telephone", "etiquettes", "dernier_echange", "source_du"]


def export(owner, file_format="xlsx", names=NAMES, query=EVERYBODY):
    selection = Selection.of(QueryDict(query), reader=owner, on=make.TODAY)
    made, job = exports.start_people(
        selection=selection, file_format=file_format, names=names, owner=owner
    )
    return made, job


def content(made):
    with made.file.open() as file:
        return file.read()


@pytest.fixture
def yann(director, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    banker = people.add_stakeholder(
        first_name="=1+1",
        last_name="Le Goff",
        source_on=datetime.date(2026, 3, 1),
        phone="+442079460958",
        email="yann@e.test",
        sex="M",
    )
    people.add_post(stakeholder=banker, organization=make.bank("Embruns; Cie"), title="Directeur")
    ContactPoint.objects.create(stakeholder=banker, kind="phone", value="+33612345678")
    ContactPoint.objects.create(stakeholder=banker, kind="email", value="autre@e.test")
    tags.put(stakeholder=banker, tag=tags.named("@Juin", author=director), author=director)
    make.exchange(banker, director)
    return banker


def test_a_spreadsheet_has_real_days_and_no_formula(yann, director):
    made, _job = export(director)
    head, row = sheet(content(made))
    assert [cell.value for cell in head] == [
        "Prénom",
        "Nom",
        "Téléphone",
        "Étiquettes",
        "Dernier échange",
        "Date de la source",
    ]
    assert [cell.data_type for cell in row] == ["s", "s", "s", "s", "d", "d"]
    assert row[0].value == "=1+1"
    assert row[4].value == datetime.datetime.combine(make.TODAY, datetime.time())
    assert row[4].number_format == "DD/MM/YYYY"


def test_a_french_csv_has_semicolons_french_days_and_no_formula(yann, director):
    made, _job = export(director, "csv")
    assert table(content(made))[1] == [
        "'=1+1",
        "Le Goff",
        "'+44 20 7946 0958",
        "'@Juin",
        "22/11/2026",
        "01/03/2026",
    ]


def test_numbers_take_a_decimal_comma():
    assert writing._written(1.5) == "1,5"
    assert writing._written(12) == "12"
    assert writing._written(None) == ""


def test_a_card_has_every_number_and_never_a_birth_date(yann, director):
    made, _job = export(director, "vcard")
    (card,) = cards(content(made))
    assert card.fn.value == "=1+1 Le Goff"
    assert [line.value for line in card.contents["tel"]] == ["+442079460958", "+33612345678"]
    assert [line.value for line in card.contents["email"]] == ["yann@e.test", "autre@e.test"]
    assert card.org.value == ["Embruns; Cie"]
    assert card.title.value == "Directeur"
    assert "bday" not in card.contents


def test_somebody_who_objected_is_never_in_the_file(yann, director):
    quiet = make.stakeholder(objected_on=make.TODAY)
    made, _job = export(director, "csv", ["nom"])
    assert table(content(made)) == [["Nom"], ["Le Goff"]]
    assert (made.row_count, made.left_out_count) == (1, 1)
    ticked, _job = export(director, "csv", ["nom"], f"ids={quiet.pk}&query=")
    assert (table(content(ticked)), ticked.row_count) == ([["Nom"]], 0)


def test_an_objection_after_the_asking_counts_too(yann, director, monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    made, job = export(director, "csv", ["nom"])
    Stakeholder.objects.filter(pk=yann.pk).update(objected_on=make.TODAY)
    jobs.perform(job.pk)
    made.refresh_from_db()
    assert table(content(made)) == [["Nom"]]


def test_a_long_export_runs_as_a_job_that_leads_to_the_file(yann, director, monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    made, job = export(director, "csv", ["nom"])
    assert not made.file
    jobs.perform(job.pk)
    made.refresh_from_db()
    job = Job.objects.get(pk=job.pk)
    assert job.report["next_url"] == f"/exports/{made.pk}/"
    assert table(content(made)) == [["Nom"], ["Le Goff"]]


def test_the_record_says_what_in_words_and_keeps_nothing_of_it(yann, director):
    made, _job = export(director, "csv", ["nom", "prenom"], "all=1&query=kind%3Dbank")
    assert made.said.replace("\N{NO-BREAK SPACE}", " ") == "1 personne · Qui : banque"
    assert made.columns == "Prénom, Nom"
    assert "Le Goff" not in made.said


def test_the_file_goes_after_a_day_and_the_record_stays(yann, director):
    made, _job = export(director)
    path = made.file.path
    Export.objects.update(made_at=timezone.now() - datetime.timedelta(hours=25))
    made.refresh_from_db()
    assert not exports.is_there(made, now=timezone.now())
    assert exports.delete_old(now=timezone.now()) == 1
    made.refresh_from_db()
    assert not made.file
    with pytest.raises(FileNotFoundError):
        open(path).close()  # noqa: PTH123 - the file itself, not through the storage


def test_fifty_at_once_cost_no_query_each(yann, director, django_assert_max_num_queries):
    for number in range(50):
        people.add_stakeholder(
            first_name="A", last_name=f"Nom{number:02}", source_on=make.TODAY, referent=director
        )
    every = [field.name for field in exports.fields.everything("people", reader=director)]
    with django_assert_max_num_queries(25):
        made, _job = export(director, "csv", every)
    assert len(table(content(made))) == 52
