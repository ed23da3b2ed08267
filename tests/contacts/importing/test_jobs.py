"""A worker that is killed repeats nothing; two presses make one import."""

from typing import Any

import pytest
from django.utils import timezone

from contacts.importing import applying, choosing, deciding, jobs, uploads
from contacts.models import Exchange, FileImport, Stakeholder
from tests import make
from tests.contacts.importing import files
from ui import batches, rounds
from ui.jobs import perform
from ui.models import Batch, Job

pytestmark = pytest.mark.django_db
HEADERS = ("Prénom", "Nom", "Courriel", "Notes")
ROWS = [("Prénom", f"Nom{at}", f"p{at}@b.test", f"Note {at}") for at in range(130)]


class Killed(BaseException):
    """What ends a worker without a word."""


def test_a_killed_run_goes_on_where_it_was(director, monkeypatch):
    monkeypatch.setattr(jobs, "WRITTEN_AT_ONCE", 50)
    imported = files.previewed(ROWS, director, HEADERS)
    jobs.start_run(imported, owner=director)
    job = imported.job
    assert job is not None
    write, calls = applying.write, []

    def dies(*args: Any, **kwargs: Any) -> None:
        write(*args, **kwargs)
        calls.append(1)
        if len(calls) == 2:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(applying, "write", dies)
        with pytest.raises(Killed):
            perform(job.pk)
    assert Stakeholder.objects.count() == jobs.WRITTEN_AT_ONCE
    Job.objects.update(leased_until="2026-01-01T00:00:00Z")
    perform(job.pk)
    imported.refresh_from_db()
    assert (Stakeholder.objects.count(), Exchange.objects.count()) == (130, 130)
    assert (imported.status, Batch.objects.count()) == ("done", 1)
    batches.undo(Batch.objects.get(), by=director)
    assert (Stakeholder.objects.count(), Exchange.objects.count()) == (0, 0)


def test_a_killed_reading_reads_again_and_stores_each_row_once(director, monkeypatch):
    chosen = files.choose(files.xlsx(ROWS, HEADERS), director)
    jobs.start_check(chosen, owner=director)
    assert chosen.job is not None
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "_check", lambda *args, **kwargs: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            perform(chosen.job.pk)
    Job.objects.update(leased_until="2026-01-01T00:00:00Z")
    perform(chosen.job.pk)
    chosen.refresh_from_db()
    assert (chosen.status, chosen.row_count, chosen.rows.count()) == ("ready", 130, 130)


def test_asked_twice_it_runs_once(director):
    imported = files.previewed(ROWS[:2], director, HEADERS)
    assert deciding.start_run(imported, by=director)
    assert not deciding.start_run(imported, by=director)


def test_work_that_stopped_on_an_error_goes_on(director, monkeypatch):
    chosen = files.choose(files.xlsx(ROWS[:2], HEADERS), director)
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "_check", lambda *args, **kwargs: 1 / 0)
        files.check(chosen, director)
    assert (chosen.status, chosen.job.status) == ("checking", "failed")
    assert deciding.start_run(chosen, by=director)
    chosen.refresh_from_db()
    perform(chosen.job.pk)
    chosen.refresh_from_db()
    assert (chosen.status, files.states(chosen)) == ("ready", ["new", "new"])
    assert not deciding.start_run(FileImport.objects.create(**_refused(director)), by=director)


def _refused(owner: Any) -> dict[str, Any]:
    return {
        "owner": owner,
        "key": "0" * 32,
        "file_name": "x",
        "kind": "text",
        "dated_on": make.TODAY,
        "status": FileImport.Status.REFUSED,
    }


def test_the_file_is_removed_once_taken_in(director):
    imported = files.previewed(ROWS[:2], director, HEADERS)
    assert uploads.path_of(imported.key).exists()
    files.run(imported, director)
    assert not uploads.path_of(imported.key).exists()


def test_a_file_that_cannot_be_read_to_its_end_leaves_no_row(director):
    text = "Nom;Prénom\n" + "Martin;Léa\n" * 100 + 'A;"jamais fermé\n' + "B;C\n" * 20_000
    chosen = files.check(files.choose(text.encode(), director), director)
    assert (chosen.status, chosen.rows.count()) == ("refused", 0)
    assert "102" in chosen.refusal


def test_what_is_old_is_emptied_of_its_words(director):
    done = files.run(
        files.previewed([*ROWS[:2], ("Seul", "", "", "")], director, HEADERS), director
    )
    left = files.previewed(ROWS[:2], director, HEADERS)
    assert done.first_rows == []
    done.said = {"organizations": {"cabinet martin": 1}}
    done.save()
    FileImport.objects.update(chosen_at="2026-01-01T00:00:00Z")
    rounds.run(timezone.now())
    done.refresh_from_db()
    assert [row.cells for row in done.rows.all()] == [[], [], []]
    assert [row.changes for row in done.rows.all()] == [[], [], []]
    assert [row.label for row in done.rows.all()] == ["Prénom Nom0", "Prénom Nom1", ""]
    assert done.said == {}
    assert not FileImport.objects.filter(pk=left.pk).exists()
    assert not uploads.path_of(left.key).exists()
    emptied_at = done.emptied_at
    rounds.run(timezone.now())
    done.refresh_from_db()
    assert done.emptied_at == emptied_at


def test_nothing_is_decided_or_written_once_the_words_are_forgotten(director):
    done = files.run(
        files.previewed([*ROWS[:2], ("Seul", "", "", "")], director, HEADERS), director
    )
    FileImport.objects.update(chosen_at="2026-01-01T00:00:00Z")
    choosing.forget_old(now=timezone.now())
    refused = done.rows.get(outcome="")
    with pytest.raises(deciding.NotNow):
        deciding.decide(refused, {"do": "correct", "cell-1": "X"}, kept=[], on=make.TODAY)
    assert not deciding.start_run(done, by=director)
