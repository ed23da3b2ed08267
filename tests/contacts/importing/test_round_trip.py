"""What an export writes, an import reads: the same rows again, and nothing to change anywhere."""

import datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from contacts import list_kinds, people, references, tags
from contacts.exporting import exports, fields
from contacts.exporting.fields import TwoWay
from contacts.importing.mapping import IGNORED, recognised
from contacts.list_kinds import ListKind
from contacts.models import ContactPoint, Export, Organization, Stakeholder
from contacts.selecting import Selection
from directory.models import SeatKind, Territory
from tests import make
from tests.contacts.importing import files

pytestmark = pytest.mark.django_db
PEOPLE, BODIES = Export.Subject.PEOPLE, Export.Subject.ORGANIZATIONS
NAMES = (
    ("Maëlle", "Kervelec’h"), ("Anne-Sophie", "Le Goff–D'Hervé (née Çelik)"), ("=1+1", "L'HOSTIS"),
    ("Aymeric", "de Sallevert Duprat"), ("JEAN", "PY"), ("ýs", "O’Connor"), ("@zoé", "+33 Martin"),
    ("Élise  Marie", "Saint-Pol"), ("Yann", "Prigent"), ("Yann", "Prigent"), ("Yann", "Prigent"),
    ("", "Tanguy"),
)  # fmt: skip


@pytest.fixture
def world(director: Any, settings: Any, tmp_path: Any) -> list[Stakeholder]:
    """Return people of every sort, homonyms without an address among them."""
    settings.MEDIA_ROOT = tmp_path / "media"
    found = [
        people.add_stakeholder(first_name=first, last_name=last, source_on=make.TODAY, sex=sex)
        for (first, last), sex in zip(NAMES, "FFMMMFFF  MM", strict=True)
    ]
    Stakeholder.objects.filter(sex=" ").update(sex="")
    port = make.commune()
    council = Territory.objects.create(
        kind="intercommunality", code="200099990", name="CA Élorn Agglomération",
        name_of="de la CA Élorn Agglomération", sort_key="elorn agglomeration", legal_kind="CA",
    )  # fmt: skip
    make.mandate(found[0], port, delegation="Finances")
    make.post(found[0], make.bank("Embruns; Cie"))
    make.councillor(found[1], port, title="2e adjointe au maire", delegation="Logement, habitat")
    make.councillor(found[2], port, title="Conseiller délégué à l’eau", started_on=None)
    make.mandate(
        found[3], council, kind=SeatKind.INTERCOMMUNAL, title="Président de la commission habitat"
    )
    make.mandate(found[4], council, kind=SeatKind.INTERCOMMUNAL, title="Président", district="x")
    make.post(found[5], make.bank("=Banque"), title="Présidente", delegation="Crédit",
              started_on=datetime.date(2020, 2, 29))  # fmt: skip
    make.post(found[6], people.add_organization(name="Mairie de Port-Élorn", kind="local_authority",
              territory=port), title="DGS", ended_on=datetime.date(2030, 1, 1))  # fmt: skip
    phones = ("+33298000000", "poste 12", "+442079460958", "", "+33612345678")
    for at, phone in enumerate(phones):
        Stakeholder.objects.filter(pk=found[at].pk).update(
            phone=phone, email=f"p{at}@e.test" if at % 2 else "", street="Bât. A\n3 quai",
            postal_code="01000", city="Port-Élorn", country="Belgique" if at else "",
            informed_on=make.TODAY if at == 1 else None,
        )  # fmt: skip
    for value in ("+33611111111", "standard", "+33622222222"):
        ContactPoint.objects.create(stakeholder=found[7], kind="phone", value=value)
    for value in ("a@e.test", "b@e.test"):
        ContactPoint.objects.create(stakeholder=found[7], kind="email", value=value)
    for name in ("=Salon 2026", "Élus du littoral", "à voir"):
        tags.put(stakeholder=found[1], tag=tags.named(name, author=director), author=director)
    make.exchange(found[2], director)
    return found


def exported(
    director: Any, file_format: str, names: list[str], kind: ListKind = list_kinds.PEOPLE
) -> bytes:
    typed = QueryDict("all=1&query=")
    selection = Selection.of(typed, reader=director, on=make.TODAY, kind=kind)
    is_people = kind is list_kinds.PEOPLE
    start = exports.start_people if is_people else exports.start_organizations
    made, _job = start(selection=selection, file_format=file_format, names=names, owner=director)
    with made.file.open() as file:
        return bytes(file.read())


def rows_of(content: bytes, director: Any, file_format: str) -> Any:
    chosen = files.choose(content, director, f"export.{file_format}")
    return files.check(chosen, director).rows.order_by("number")


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_people_come_back_identical(world, director, file_format):
    names = [one.name for one in fields.everything(PEOPLE, reader=director)]
    rows = rows_of(exported(director, file_format, names), director, file_format)
    told = [(row.label, row.state, row.changes, row.reasons) for row in rows]
    assert [one for one in told if one[1] != "identical"] == []
    assert sorted(row.stakeholder_id for row in rows) == sorted(one.pk for one in world)


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_usual_columns_come_back_identical(world, director, file_format):
    names = [one.name for one in fields.everything(PEOPLE, reader=director) if one.is_usual]
    rows = rows_of(exported(director, file_format, names), director, file_format)
    assert {row.state for row in rows} == {"identical"}, [(r.label, r.changes) for r in rows]


def test_cards_come_back_identical(director, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    council = Territory.objects.create(
        kind="intercommunality", code="200099990", name="CA Élorn Agglomération",
        name_of="de la CA Élorn Agglomération", sort_key="elorn agglomeration", legal_kind="CA",
    )  # fmt: skip
    someone = make.stakeholder(
        "Maëlle", "Kervelec’h", sex="F", email="m@e.test", phone="+33612345678",
        street="Bât. A, porte 2\n3 quai", postal_code="01000", city="Port-Élorn",
        country="Belgique", sort_key="kervelech  maelle",
    )  # fmt: skip
    make.mandate(
        someone, council, kind=SeatKind.INTERCOMMUNAL, title="3e vice-présidente du conseil"
        " communautaire",
    )  # fmt: skip
    ContactPoint.objects.create(stakeholder=someone, kind="email", value="b@e.test")
    ContactPoint.objects.create(stakeholder=someone, kind="phone", value="+33298000000")
    (row,) = rows_of(exported(director, "vcard", []), director, "vcf")
    assert (row.state, row.changes, row.reasons) == ("identical", [], [])


def test_what_was_changed_in_the_file_is_what_is_shown(world, director):
    content = exported(director, "csv", ["prenom", "nom", "telephone", "reference"]).decode(
        "utf-8-sig"
    )
    changed = content.replace("02 98 00 00 00", "02 98 11 11 11").replace("Saint-Pol", "Saint-Paul")
    rows = rows_of(changed.encode("utf-8-sig"), director, "csv")
    shown = {(one["key"], one["after"]) for row in rows for one in row.changes}
    assert shown == {("phone", "02 98 11 11 11"), ("last_name", "Saint-Paul")}


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_organizations_come_back_identical(world, director, file_format):
    bank = make.bank("Banque de l’Aber")
    for name in ("Agence, Brest", "Agence; Quimper", "Agence-Brest"):
        people.add_organization(
            name=name, kind="bank", parent=bank, siren="552100554", phone="02 98 00 00 00",
            email="a@banque.test", website="https://banque.test/", territory=make.commune(),
        )  # fmt: skip
    names = [one.name for one in fields.everything(BODIES, reader=director)]
    rows = rows_of(
        exported(director, file_format, names, list_kinds.ORGANIZATIONS), director, file_format
    )
    told = [(row.label, row.state, row.changes, row.reasons) for row in rows]
    assert [one for one in told if one[1] != "identical"] == []
    assert rows.count() == Organization.objects.count()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("subject", [PEOPLE, BODIES])
def test_each_header_means_what_its_column_holds(director, subject, language):
    with translation.override(language):
        for one in fields.everything(subject, reader=director):
            found = recognised(str(one.label))
            if isinstance(one, TwoWay):
                assert found == one.target, one.label
            else:  # told, never taken back
                assert found in (IGNORED, "exchange_on"), one.label


def test_the_reference_of_another_base_means_nothing(world, settings):
    made = references.of(world[0])
    assert references.read(made) == (Stakeholder, world[0].pk)
    assert references.read(made.replace("P", "O")) == (None, 0)
    assert references.read(f"P{world[0].pk}-000000") == (None, 0)
    settings.SECRET_KEY = "another base"
    assert references.read(made) == (None, 0)


def test_a_reference_beside_another_name_is_a_question(world, director):
    cells = ("Zoé", "Ailleurs", references.of(world[0]))
    row = files.previewed([cells], director, ("Prénom", "Nom", "Référence")).rows.get()
    assert (row.state, row.candidates[0]["pk"]) == ("duplicate", world[0].pk)
