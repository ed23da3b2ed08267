"""One cell may name several seats: each becomes a mandate or a post, or the row says why not."""

import datetime
from typing import Any

import pytest

from contacts import people
from contacts.exporting import fields
from contacts.importing import deciding, several_seats
from contacts.models import Export, Mandate, Organization, Post, Stakeholder
from tests import make
from tests.contacts.importing import files
from tests.contacts.importing.test_mandates import brittany, cells, only, previewed
from tests.contacts.importing.test_round_trip import exported, rows_of
from ui import batches

__all__ = ["brittany"]
pytestmark = pytest.mark.django_db
BOTH = "Maire de Port-Élorn ; vice-présidente de la CA Élorn Agglomération"


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        (BOTH, BOTH.split(" ; ")),
        ("Maire et conseillère départementale", ["Maire", "conseillère départementale"]),
        ("Maire, vice-présidente de l’agglo", ["Maire", "vice-présidente de l’agglo"]),
        ("Maire/conseiller régional", ["Maire", "conseiller régional"]),
        ("Maire\nConseillère communautaire", ["Maire", "Conseillère communautaire"]),
        ("Mme le Maire ; M. le Député", ["Mme le Maire", "M. le Député"]),
        ("Maire ; Directrice, Banque des Embruns", ["Maire", "Directrice, Banque des Embruns"]),
        ("Maire ; ; adjoint au maire", ["Maire", "adjoint au maire"]),
        ("Adjointe au logement et à l’habitat", ["Adjointe au logement et à l’habitat"]),
        ("Adjointe au maire ; logement, urbanisme", ["Adjointe au maire ; logement, urbanisme"]),
        ("2e adjoint, délégué à l’habitat", ["2e adjoint, délégué à l’habitat"]),
        ("Maire\nde Port-Élorn", ["Maire de Port-Élorn"]),
        ("Directrice et gérante", ["Directrice et gérante"]),
        ("", []),
    ],
)
def test_a_cell_is_parted_where_a_seat_begins(text, seats):
    assert [seat for seat in several_seats.parted(text) if seat] == seats


def shown(row: Any) -> list[tuple[str, str]]:
    return [(one["key"], one["after"]) for one in row.changes if one["key"].split(".")[0] == "post"]


def lines() -> list[str]:
    seats: list[Any] = [*Mandate.objects.select_related("territory"), *Post.objects.all()]
    return sorted(seat.line for seat in seats)


@pytest.mark.parametrize(
    ("post", "more", "expected"),
    [
        (BOTH, {}, ["Maire de Port-Élorn", "Vice-présidente de la CA"]),
        ("Maire et vice-présidente de l’agglo", {"Commune": "Port-Élorn"},
         ["Maire de Port-Élorn", "Vice-présidente de la CA"]),
        ("Conseillère départementale et maire de Port-Élorn", {},
         ["Conseillère départementale de Finisterre", "Maire de Port-Élorn"]),
        ("Conseillère municipale et maire", {"Commune": "Port-Élorn"}, ["Maire de Port-Élorn"]),
        ("Maire ; Maire", {"Commune": "Port-Élorn"}, ["Maire de Port-Élorn"]),
        ("Maire ; Directrice, Banque des Embruns", {"Commune": "Port-Élorn"},
         ["Directrice, Banque des Embruns", "Maire de Port-Élorn"]),
        ("Maire de Port-Élorn ; Présidente", {"Organisme": "Banque des Embruns"},
         ["Maire de Port-Élorn", "Présidente, Banque des Embruns"]),
        ("Directrice, Banque des Embruns ; Trésorière, Maison des Ajoncs", {},
         ["Directrice, Banque des Embruns", "Trésorière, Maison des Ajoncs"]),
        ("Adjointe au maire ; conseillère régionale",
         {"Commune": "Port-Élorn", "Délégation": "Logement ; Mer", "Depuis": "21/03/2026;"},
         ["Adjointe au maire de Port-Élorn", "Conseillère régionale de Armor"]),
    ],
)  # fmt: skip
def test_each_seat_is_previewed_written_and_found_again(director, brittany, post, more, expected):
    brittany["council"].name_of = "de la CA"
    brittany["council"].save()
    row = cells(post, **more)
    imported = previewed(director, row)
    assert files.states(imported) == ["new"], only(imported).reasons
    assert len(shown(only(imported))) == len(expected)
    imported = files.run(imported, director)
    assert only(imported).outcome == "written"
    assert lines() == expected
    again = only(previewed(director, row))
    assert (again.state, again.changes) == ("identical", [])
    batches.undo(imported.batch, by=director)
    assert (lines(), Organization.objects.count(), Stakeholder.objects.count()) == ([], 0, 0)


def test_values_beside_are_parted_likewise_or_said_of_the_first(director, brittany):
    row = cells(
        "Maire ; conseillère régionale", "Port-Élorn",
        Délégation="Mer", Depuis="21/03/2026 ; 02/07/2021",
    )  # fmt: skip
    imported = previewed(director, row)
    assert "dit de « Maire » seulement" in only(imported).reasons[0].replace("\xa0", " ")
    files.run(imported, director)
    mayor, councillor = Mandate.objects.order_by("rank")
    assert (mayor.delegation, mayor.started_on) == ("Mer", datetime.date(2026, 3, 21))
    assert (councillor.delegation, councillor.started_on) == ("", datetime.date(2021, 7, 2))


@pytest.mark.parametrize(
    ("row", "named", "sentence"),
    [
        (
            cells("Maire de Port-Élorn ; maire de Nulle-Part"),
            "maire de Nulle-Part",
            "Aucune commune",
        ),
        (cells("Maire et vice-présidente", "Port-Élorn"), "vice-présidente", "de quoi"),
    ],
)
def test_a_part_that_is_unclear_is_named(director, brittany, row, named, sentence):
    found = only(previewed(director, row))
    assert found.state == "refused"
    assert any(f"« {named} »" in said.replace("\xa0", " ") for said in found.reasons), found.reasons
    assert sentence in " ".join(found.reasons)
    files.run(found.file_import, director)
    assert (Mandate.objects.count(), Stakeholder.objects.count()) == (0, 0)


def test_one_of_two_may_be_left_as_it_is(director, brittany):
    someone = people.add_stakeholder(
        first_name="Hélène", last_name="Le Goff", sex="F", source_on=make.TODAY
    )
    make.councillor(someone)
    row = only(previewed(director, cells("Maire ; conseillère régionale", "Port-Élorn")))
    assert row.state == "changed", row.reasons
    keys = [one["key"] for one in row.changes]
    assert keys == ["post", "commune", "post.2", "commune.2"]
    deciding.decide(row, {"do": "keep"}, kept=["post", "commune"], on=make.TODAY)
    files.run(row.file_import, director)
    held = sorted(Mandate.objects.values_list("title", flat=True))
    assert "Maire" in held
    assert "Conseillère régionale" not in held


def test_two_seats_that_are_taken_are_given_one_after_the_other(director, brittany):
    holder, other = make.stakeholder("Yann", "Prigent"), make.stakeholder("Inès", "Tanguy")
    first = make.mandate(holder)
    second = make.mandate(
        other, brittany["council"], kind="intercommunal", title="Présidente", rank=30
    )
    text = "Maire de Port-Élorn ; présidente de la CA Élorn Agglomération"
    row = only(previewed(director, cells(text)))
    assert {one["holder"] for one in row.candidates} == {first.pk, second.pk}
    for mandate in (first, second):
        deciding.decide(row, {"do": f"succeeds:{mandate.pk}"}, kept=[], on=make.TODAY)
        row.refresh_from_db()
    assert row.state == "new", row.reasons
    files.run(row.file_import, director)
    assert Mandate.objects.filter(ended_on=None).count() == 2
    assert {row.stakeholder.last_name for row in Mandate.objects.filter(ended_on=None)} == {
        "Le Goff"
    }


def test_a_close_organization_is_asked_for_the_part_that_names_it(director, brittany):
    known = people.add_organization(name="Banque des Embruns", kind="bank")
    row = only(previewed(director, cells("Maire de Port-Élorn ; Directrice, Banque des Embrunts")))
    assert (row.state, row.candidates[0]["organization"]) == ("duplicate", known.pk)
    deciding.decide(row, {"do": f"same_organization:{known.pk}"}, kept=[], on=make.TODAY)
    row.refresh_from_db()
    assert row.state == "new", row.reasons
    files.run(row.file_import, director)
    assert lines() == ["Directrice, Banque des Embruns", "Maire de Port-Élorn"]
    assert Organization.objects.get() == known


def test_a_post_called_like_two_comes_back_as_one(director, brittany):
    someone = people.add_stakeholder(
        first_name="Hélène", last_name="Le Goff", sex="F", source_on=make.TODAY
    )
    bank = people.add_organization(name="Banque des Embruns", kind="bank")
    title = "Présidente ; directrice, crédit"
    make.post(someone, bank, title=title)
    row = only(previewed(director, cells(title, Organisme="Banque des Embruns")))
    assert (row.state, row.changes) == ("identical", [])


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_several_seats_brought_is_exported_and_comes_back_identical(
    director, brittany, settings, tmp_path, file_format
):
    settings.MEDIA_ROOT = tmp_path / "media"
    files.run(previewed(director, cells(f"{BOTH} ; Directrice, Banque des Embruns")), director)
    names = [one.name for one in fields.everything(Export.Subject.PEOPLE, reader=director)]
    rows = rows_of(exported(director, file_format, names), director, file_format)
    assert [(row.state, row.changes) for row in rows] == [("identical", [])]
    assert (Mandate.objects.count(), Post.objects.count()) == (2, 1)
