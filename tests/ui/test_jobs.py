"""Long work: asked for once, done by one worker at a time, taken over when it falls silent."""

import datetime
import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from contacts.models import Organization
from tests import make
from ui import jobs
from ui.models import Job

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(minutes=5)


@pytest.fixture
def handler(monkeypatch):
    """Return a function that registers the handler of the jobs of this test."""

    def register(work: jobs.Handler) -> None:
        monkeypatch.setitem(jobs._handlers, "tests.work", work)

    return register


def job(owner: Any = None, **extra: Any) -> Job:
    return Job.objects.create(kind="tests.work", title="Importer", owner=owner, **extra)


def silent_job(**extra: Any) -> Job:
    """Return a job whose worker was killed: it runs, and its lease has passed."""
    passed = timezone.now() - datetime.timedelta(seconds=1)
    return job(status=Job.Status.RUNNING, leased_until=passed, lease=Job.new_lease(), **extra)


def test_a_job_runs_once_its_transaction_lands(
    director, handler, django_capture_on_commit_callbacks
):
    handler(lambda job, progress: progress.report({"summary": "Fini."}))
    with django_capture_on_commit_callbacks(execute=True):
        asked = jobs.start(kind="tests.work", title="Importer", owner=director, params={})
        assert asked.status == Job.Status.WAITING
    asked.refresh_from_db()
    assert (asked.status, asked.report, asked.percent) == ("done", {"summary": "Fini."}, 100)
    assert asked.finished_at is not None


def test_progress_is_seen_while_it_runs(db, handler):
    seen = []

    def work(asked: Job, progress: jobs.Progress) -> None:
        progress.step("Lecture", done=1, total=4, state={"row": 10})
        stored = Job.objects.get(pk=asked.pk)
        seen.append((stored.step_label, stored.percent, stored.state, stored.status))

    handler(work)
    jobs.perform(job().pk)
    assert seen == [("Lecture", 25, {"row": 10}, "running")]


def test_a_job_that_is_running_is_not_taken_again(db):
    asked = job()
    assert jobs.claim(asked.pk, now=NOW)
    assert jobs.claim(asked.pk, now=NOW + datetime.timedelta(seconds=30)) is None


def test_a_silent_job_is_taken_over_with_its_state(db, handler):
    done = []
    handler(lambda job, progress: done.append((job.state, job.attempt_count)))
    jobs.perform(silent_job(state={"row": 10}, attempt_count=1).pk)
    assert done == [({"row": 10}, 2)]


def test_a_worker_that_lost_its_lease_writes_nothing_more(db):
    first = jobs.claim(job().pk, now=NOW)
    assert first
    assert first.lease
    second = jobs.claim(first.pk, now=LATER)
    assert second
    assert second.lease
    slow = jobs.Progress(first, first.lease)
    with pytest.raises(jobs.LeaseLost):
        slow.step("Trop tard", done=2, total=4)
    with pytest.raises(jobs.LeaseLost):
        slow.report({"summary": "Trop tard"})
    jobs.Progress(second, second.lease).step("À l’heure", done=1, total=4)
    assert Job.objects.get().step_label == "À l’heure"


def test_the_work_of_a_lost_lease_is_rolled_back_with_its_step(db, handler):
    def work(asked: Job, progress: jobs.Progress) -> None:
        Job.objects.filter(pk=asked.pk).update(lease=Job.new_lease())
        with transaction.atomic():
            make.bank("Never kept")
            progress.step("Banques", done=1, total=1)

    handler(work)
    jobs.perform(job().pk)
    assert not Organization.objects.exists()
    assert Job.objects.get().status == Job.Status.RUNNING


def test_a_refusal_is_told_to_the_owner(db, handler):
    def refuse(asked: Job, progress: jobs.Progress) -> None:
        raise jobs.JobRefused("Ce fichier n’est pas celui des maires.")

    handler(refuse)
    jobs.perform(job().pk)
    stored = Job.objects.get()
    assert (stored.status, stored.report) == (
        "failed",
        {"summary": "Ce fichier n’est pas celui des maires."},
    )


def test_an_unexpected_error_stops_the_job_and_keeps_its_cause_in_the_log(db, handler, caplog):
    def fail(asked: Job, progress: jobs.Progress) -> None:
        raise ZeroDivisionError

    handler(fail)
    asked = job()
    jobs.perform(asked.pk)
    assert Job.objects.get().status == Job.Status.FAILED
    assert any(
        line.startswith(f"job failed job={asked.pk} error=ZeroDivisionError at=")
        for line in caplog.messages
    )


def test_a_finished_job_is_not_done_again(db, handler):
    done: list[int] = []
    handler(lambda job, progress: done.append(job.pk))
    asked = job()
    jobs.perform(asked.pk)
    jobs.perform(asked.pk)
    assert done == [asked.pk]


def test_abandoned_jobs_are_queued_again_and_no_other(db, handler):
    done: list[int] = []
    handler(lambda job, progress: done.append(job.pk))
    abandoned = silent_job()
    alive = job(
        status=Job.Status.RUNNING, leased_until=timezone.now() + datetime.timedelta(minutes=1)
    )
    job(status=Job.Status.DONE, leased_until=NOW)
    assert jobs.requeue_abandoned(now=timezone.now()) == 1
    assert done == [abandoned.pk]
    alive.refresh_from_db()
    assert alive.status == Job.Status.RUNNING


def test_only_a_job_past_its_lease_is_abandoned():
    running = Job(status=Job.Status.RUNNING, leased_until=NOW)
    assert not running.is_abandoned(NOW)
    assert running.is_abandoned(LATER)
    assert not Job(status=Job.Status.WAITING).is_abandoned(LATER)


@pytest.mark.django_db(transaction=True)
def test_workers_who_come_at_the_same_moment_do_it_once(handler):
    done: list[int] = []
    handler(lambda job, progress: done.append(job.pk))
    asked = job()
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        try:
            jobs.perform(asked.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [asked.pk]
    assert Job.objects.get().attempt_count == 1


def test_the_page_of_a_job_shows_its_report_to_its_owner_alone(director, reader, signed_in):
    asked = job(director, status=Job.Status.DONE, report={"summary": "4 lignes lues."})
    page = signed_in(director).get(f"/travaux/{asked.pk}/")
    assert page.status_code == 200
    assert "4 lignes lues." in page.content.decode()
    assert signed_in(reader).get(f"/travaux/{asked.pk}/").status_code == 404


def test_htmx_gets_only_the_part_that_moves(director, signed_in):
    asked = job(
        director, status=Job.Status.RUNNING, step_label="Lecture", steps_total=2, steps_done=1
    )
    part = signed_in(director).get(f"/travaux/{asked.pk}/", headers={"hx-request": "true"})
    text = part.content.decode()
    assert "<html" not in text
    assert 'value="50"' in text
    assert "hx-get" in text
