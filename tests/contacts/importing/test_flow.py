"""A file from its choice to its undoing."""

import pytest

from contacts.models import Exchange, Organization, Post, Stakeholder
from tests import make
from tests.contacts.importing import files
from ui import batches

pytestmark = pytest.mark.django_db

LEA = ("Mme", "Léa", "Martin", "Directrice", "Banque des Embruns", 612345678, "lea@embruns.test")


def test_a_new_person_comes_with_organization_and_post(director):
    imported = files.previewed([LEA], director)
    assert files.states(imported) == ["new"]
    imported = files.run(imported, director)
    lea = Stakeholder.objects.get()
    assert (str(lea), lea.sex, lea.phone, lea.email) == (
        "Léa Martin",
        "F",
        "+33612345678",
        "lea@embruns.test",
    )
    assert (lea.source, lea.source_name, lea.source_on) == ("file", "contacts.xlsx", make.TODAY)
    assert Post.objects.get().line == "Directrice, Banque des Embruns"
    assert Organization.objects.get().kind == Organization.Kind.BANK
    assert imported.status == "done"


def test_the_same_file_again_is_identical(director):
    files.run(files.previewed([LEA], director), director)
    assert files.states(files.previewed([LEA], director)) == ["identical"]


def test_undo_restores_what_was_changed_and_removes_what_was_added(director):
    known = make.stakeholder("Léa", "Martin", sort_key="martin  lea", email="lea@embruns.test")
    before = Stakeholder.objects.values().get()
    rows = [LEA, ("M.", "Yann", "Prigent", "", "", "", "yann@prigent.test")]
    imported = files.previewed(rows, director)
    assert files.states(imported) == ["changed", "new"]
    imported = files.run(imported, director)
    known.refresh_from_db()
    assert (known.phone, known.sex) == ("+33612345678", "F")
    assert imported.batch is not None
    batches.undo(imported.batch, by=director)
    assert Stakeholder.objects.values().get() == before
    assert (Post.objects.count(), Organization.objects.count(), Exchange.objects.count()) == (
        0,
        0,
        0,
    )
