"""The user's word on a row: corrected, the same person, somebody else, left out, undone."""

from typing import Any

import pytest

from contacts import people, scanning
from contacts.importing import deciding
from contacts.matters import MATTERS
from contacts.models import Stakeholder, StakeholderPair
from tests import make
from tests.contacts.importing import files
from ui import batches

pytestmark = pytest.mark.django_db
HEADERS = ("Prénom", "Nom", "Téléphone", "Courriel")


@pytest.fixture
def helene(db: Any) -> Stakeholder:
    return people.add_stakeholder(
        first_name="Hélène",
        last_name="Le Goff",
        email="helene@b.test",
        phone="02 98 00 00 00",
        source_on=make.TODAY,
    )


def row_of(director: Any, *cells: Any) -> Any:
    return files.previewed([cells], director, HEADERS).rows.get()


def say(row: Any, what: str, kept: list[str] | None = None, **cells: str) -> Any:
    said = {"do": what} | {name.replace("_", "-"): text for name, text in cells.items()}
    deciding.decide(row, said, kept=kept or [], on=make.TODAY)
    row.refresh_from_db()
    return row


def test_a_refused_row_is_corrected_and_checked_again(director):
    row = row_of(director, "Yann", "Prigent", "06 12", "")
    assert row.state == "refused"
    row = say(row, "correct", cell_2="06 12 34 56 78")
    assert (row.state, row.reasons, row.cells[2]) == ("new", [], "06 12 34 56 78")


def test_the_same_person_becomes_changed(director, helene):
    row = row_of(director, "Hélène", "Le Goff", "0298111111", "")
    row = say(row, f"same:{helene.pk}")
    assert (row.state, row.stakeholder) == ("changed", helene)
    assert say(row, "forget").state == "duplicate"


def test_somebody_else_becomes_new(director, helene):
    row = say(row_of(director, "Hélène", "Le Goff", "0298111111", ""), "other")
    assert row.state == "new"
    files.run(row.file_import, director)
    assert Stakeholder.objects.filter(last_name="Le Goff").count() == 2


def test_somebody_else_is_remembered_by_the_next_import_and_by_the_scan(director, helene):
    cells = ("Hélène", "Le Goff", "", "helene@autre.test")
    row = say(row_of(director, *cells), "other")
    imported = files.run(row.file_import, director)
    pair = StakeholderPair.objects.get()
    assert (pair.state, pair.decided_by, pair.first) == ("not_duplicate", director, helene)
    people_matter = next(matter for matter in MATTERS.values() if matter.is_people)
    assert scanning.store(people_matter, people_matter.index().pairs()) == 0
    assert row_of(director, *cells).state == "identical"
    assert row_of(director, "Hélène", "Le Goff", "", "").state == "duplicate"  # either of the two
    batches.undo(imported.batch, by=director)
    assert not StakeholderPair.objects.exists()


def test_of_two_namesakes_the_one_a_row_says_nothing_new_of_is_meant(director, helene):
    cells = ("Hélène", "Le Goff", "02 98 11 11 11", "")
    files.run(say(row_of(director, *cells), "other").file_import, director)
    assert row_of(director, *cells).state == "identical"


def test_nobody_but_a_candidate_can_be_the_same(director, helene):
    stranger = make.stakeholder("Zoé", "Ailleurs")
    row = say(row_of(director, "Hélène", "Le Goff", "0298111111", ""), f"same:{stranger.pk}")
    assert (row.state, row.stakeholder) == ("duplicate", None)


def test_a_field_is_left_as_it_is(director, helene):
    row = row_of(director, "Hélène", "Le Goff", "0298111111", "helene@b.test")
    assert [change["key"] for change in row.changes] == ["phone"]
    row = say(row, "keep")
    assert (row.state, row.decision) == ("identical", {"keep": ["phone"]})


def test_a_row_is_left_out_and_taken_after_all(director):
    row = say(row_of(director, "Yann", "Prigent", "", "y@b.test"), "skip")
    assert row.outcome == "set_aside"
    files.run(row.file_import, director)
    assert Stakeholder.objects.count() == 0
    row = say(row, "forget")
    files.run(row.file_import, director)
    assert Stakeholder.objects.count() == 1


def test_an_objector_is_changed_when_one_says_so(director, helene):
    Stakeholder.objects.update(objected_on=make.TODAY)
    row = row_of(director, "Hélène", "Le Goff", "0298111111", "helene@b.test")
    assert (row.state, say(row, "anyway").state) == ("objected", "changed")


def test_a_row_corrected_after_the_run_joins_the_same_batch(director):
    cells = [("Yann", "Prigent", "", ""), ("Inès", "Tanguy", "06 12", "")]
    imported = files.run(files.previewed(cells, director, HEADERS), director)
    row = imported.rows.get(state="refused")
    assert say(row, "correct", cell_2="").state == "new"
    again = files.run(imported, director)
    assert (Stakeholder.objects.count(), again.batch) == (2, imported.batch)
    assert again.batch is not None
    batches.undo(again.batch, by=director)
    assert Stakeholder.objects.count() == 0


def test_what_was_written_or_taken_back_is_no_longer_decided(director):
    row = row_of(director, "Yann", "Prigent", "", "y@b.test")
    imported = files.run(row.file_import, director)
    row.refresh_from_db()
    with pytest.raises(deciding.NotNow):
        say(row, "skip")
    assert imported.batch is not None
    batches.undo(imported.batch, by=director)
    imported.refresh_from_db()
    assert imported.is_undone
    assert not deciding.start_run(imported, by=director)


def test_a_row_that_changed_since_it_was_shown_is_set_aside(director, helene):
    row = row_of(director, "Hélène", "Le Goff", "0298111111", "helene@b.test")
    Stakeholder.objects.update(phone="+33298222222")
    files.run(row.file_import, director)
    row.refresh_from_db()
    helene.refresh_from_db()
    assert (row.outcome, helene.phone) == ("set_aside", "+33298222222")
    assert row.changes[0]["before"] == "02 98 22 22 22"
