"""The first file of an empty register: what the base writes is what each row says by itself."""

from pathlib import Path

import pytest
from django.db import connection

from directory import bulk, search_text, territories
from directory.importing import load_file
from directory.models import RegisterMandate, RegisterPerson
from directory.register_file import recognise
from directory.register_rows import Row, rows_of
from tests.directory.loading import APRIL, COLUMNS, councillor, load_rows, mayor

COLUMNS_OF_A_PERSON = (
    *("last_name", "first_name", "sex", "identity"),
    *("folded_last", "folded_first", "match_key", "sort_key"),
)
ROWS = (
    councillor("LE GOFF-D'HERVÉ", "Maï-Ly Rose", "01/02/1971", "2ème adjoint au Maire"),
    councillor("DE KERSAUSON", "Yves", "03/04/1950"),
    councillor("ÇELİK", "Ömer", ""),
    councillor("L'HOSTIS", "Anne Œda", "05/06/1966", "Maire", code="99999"),
    councillor("ΠΑΠΑΣ", "Ελένη", "07/08/1980", "", code="29232"),
    councillor("MARTIN", "Zoé", "09/10/1990").replace(";F;", ";X;"),
)


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "councillors.csv"
    path.write_text("\n".join([COLUMNS["municipal"], *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_people_and_mandates_are_what_their_rows_say(tmp_path: Path) -> None:
    territories.load()
    path = _file(tmp_path, *ROWS)
    read = [row for row in rows_of(recognise(path), on=APRIL) if isinstance(row, Row)]
    assert len(read) == len(ROWS)

    load_file(path=path, published_on=APRIL)

    people = {person.identity: person for person in RegisterPerson.objects.all()}
    mandates = {
        mandate.person.identity: mandate
        for mandate in RegisterMandate.objects.select_related("person", "territory")
    }
    for row in read:
        person, mandate = people[row.identity], mandates[row.identity]
        for column in COLUMNS_OF_A_PERSON:
            assert getattr(person, column) == getattr(row, column)
        assert (person.born_on.isoformat() if person.born_on else "") == row.born_on
        assert (mandate.territory.kind, mandate.territory.code) == (row.place.kind, row.place.code)
        assert (mandate.key, mandate.function) == (row.key, row.function)
        assert mandate.started_on is not None
        assert mandate.started_on.isoformat() == row.started_on


@pytest.mark.django_db
def test_people_are_found_by_what_is_written_for_people_already_there(tmp_path: Path) -> None:
    territories.load()
    load_file(path=_file(tmp_path, *ROWS), published_on=APRIL)
    written = dict(RegisterPerson.objects.values_list("pk", "search_text"))

    search_text.write(list(written))

    assert dict(RegisterPerson.objects.values_list("pk", "search_text")) == written
    assert any("finistere 29 " in text for text in written.values())


@pytest.mark.django_db
def test_a_second_file_writes_the_same_mandate_as_a_first(tmp_path: Path) -> None:
    columns = ("district", "district_code", "function", "started_on", "search_words", "digest")
    territories.load()
    load_file(path=_file(tmp_path, *ROWS), published_on=APRIL)
    first = set(RegisterMandate.objects.values_list(*columns))
    RegisterMandate.objects.all().delete()
    # Somebody is there, and no row is known word for word: all are compared.
    load_file(path=_file(tmp_path, *ROWS, ""), published_on=APRIL)

    assert set(RegisterMandate.objects.values_list(*columns)) == first


@pytest.mark.django_db
def test_a_name_whose_letters_are_long_when_folded_is_refused(tmp_path: Path) -> None:
    long = councillor("\ufb03" * 60, "Ana", "01/01/1970")  # sixty times "ffi"

    loaded = load_rows(tmp_path, "municipal", long, ROWS[0])

    assert (loaded.counts.added, loaded.counts.refused) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_all_indexes_are_there_again_and_one_may_be_asked_for_twice(tmp_path: Path) -> None:
    before = _indexes()
    load_rows(tmp_path, "mayor", mayor("PY", "Ana", "01/01/1970"))

    assert _indexes() == before
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexdef FROM pg_indexes WHERE indexname = %s", ["directory_person_search"]
            )
            (made,) = cursor.fetchone()
        assert bulk.longest(["CREATE INDEX other", made]) == made
        with bulk.making(made):
            pass
        assert _indexes() == before


def _indexes() -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for model in (RegisterPerson, RegisterMandate):
            table = model._meta.db_table
            constraints = connection.introspection.get_constraints(cursor, table)
            found |= {name for name in constraints if not name.startswith("__")}
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            found |= {name for (name,) in cursor.fetchall()}
    return found
