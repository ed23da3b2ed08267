"""Answering many lines of the review by a job: whole territories at a time, once, taken back."""

import pytest
from django.urls import reverse

from contacts import answering, deciding, turnover
from contacts.models import Mandate, Stakeholder, TurnoverLine
from directory.models import SeatKind
from tests import make
from tests.contacts import register
from tests.contacts.dump import dump
from tests.contacts.test_turnover import followed, old_seat
from tests.ui.test_taking_back import run
from ui import batches, taking_back
from ui.models import Batch, Job

Matter, State = TurnoverLine.Matter, TurnoverLine.State
TOWNS = 4
URL = "/apres-election/repondre/"


@pytest.fixture
def towns(director, monkeypatch):
    """Four communes: the mayor leaves, the first deputy becomes mayor, another mayor is new."""
    monkeypatch.setattr(answering, "FEW", 3)
    for number in range(TOWNS):
        town = make.commune(f"Commune {number}", f"2990{number}")
        mayor = register.person("Anne", f"Sortante{number}")
        row = old_seat(mayor, territory=town)
        followed(director, mayor)
        row.delete()
        register.seat(register.person("Yann", f"Entrant{number}", sex="M"), territory=town)
    turnover.build(register.edition())
    assert TurnoverLine.objects.open().count() == 2 * TOWNS


def asked(answer, director) -> Job:
    job = answering.answer(TurnoverLine.objects.all(), answer=answer, by=director)
    assert isinstance(job, Job)
    return job


@pytest.mark.parametrize("lots", [0, 1])
def test_a_killed_worker_is_taken_over_and_nothing_is_written_twice(towns, director, lots):
    before = dump()
    job = asked("accept", director)
    assert [len(lot) for lot in job.params["lots"]] == [4, 4]
    run(job, lots=lots)
    assert TurnoverLine.objects.filter(state=State.ACCEPTED).count() == 4 * lots
    batch = Batch.objects.get(pk=job.params["batch"])
    with pytest.raises(batches.Busy):
        batches.undo(batch, by=director)
    run(job)
    job.refresh_from_db()
    assert (job.status, job.attempt_count) == ("done", 2)
    assert job.report["summary"] == f"{2 * TOWNS} lignes acceptées."
    assert job.report["undo_url"] == reverse("batch_undo", args=[batch.pk])
    assert Mandate.objects.filter(ended_on=None).count() == TOWNS
    assert Stakeholder.objects.count() == 2 * TOWNS
    ended = Mandate.history.filter(history_type="~")
    assert ended.count() == TOWNS
    batches.undo(batch, by=director)
    assert dump() == before


@pytest.mark.parametrize("lots", [1, 2, 4])
def test_what_was_half_accepted_is_taken_back_by_a_job_killed_in_turn(
    towns, director, monkeypatch, lots
):
    monkeypatch.setattr(taking_back, "FEW", 1)
    before = dump()
    job = asked("accept", director)
    run(job, lots=1)
    Job.objects.update(status=Job.Status.FAILED)
    batch = Batch.objects.get(pk=job.params["batch"])
    assert batch.is_half_done
    undoing = taking_back.ask(batch, by=director)
    run(undoing, lots=lots)
    run(undoing)
    assert dump() == before


def test_leaving_them_all_is_one_job_too(towns, director):
    before = dump()
    run(asked("refuse", director))
    assert set(TurnoverLine.objects.values_list("state", flat=True)) == {State.REFUSED}
    batches.undo(Batch.objects.get(kind=deciding.KIND), by=director)
    assert dump() == before


def test_two_clicks_make_one_job_and_the_page_says_so(towns, director, communicator, signed_in):
    client = signed_in(director)
    first = client.post(URL, {"answer": "accept"})
    assert first.url == reverse("job_detail", args=[Job.objects.get().pk])
    Job.objects.update(status=Job.Status.RUNNING, steps_done=1, steps_total=4)
    page = client.post(URL, {"answer": "accept"}, follow=True).content.decode()
    assert "attendez que ce soit fini" in page
    assert "25 % sont faits" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert 'action="/apres-election/repondre/"' not in page
    assert Job.objects.count() == 1
    assert reverse("job_detail", args=[Job.objects.get().pk]) in page
    other = signed_in(communicator).get("/apres-election/").content.decode()
    assert reverse("job_detail", args=[Job.objects.get().pk]) not in other


def test_the_page_of_the_job_ends_with_what_was_done_and_its_undo(towns, director, signed_in):
    job = asked("accept", director)
    run(job)
    page = signed_in(director).get(reverse("job_detail", args=[job.pk])).content.decode()
    assert f'href="{reverse("turnover_review")}"' in page
    assert f'href="{reverse("batch_undo", args=[job.params["batch"]])}"' in page


def test_a_line_whose_seat_was_taken_meanwhile_is_left_and_the_others_are_written(director):
    town, kind = make.commune(), SeatKind.INTERCOMMUNAL
    vice = register.person("Rozenn", "Abgrall")
    old = old_seat(vice, territory=town, kind=kind, function="Vice-président du conseil")
    followed(director, vice)
    old.delete()
    register.seat(vice, town, kind=kind, function="Président du conseil communautaire")
    leaver = register.person("Anne", "Sortante")
    gone = old_seat(leaver, territory=town, kind=kind, function="")
    followed(director, leaver)
    gone.delete()
    turnover.build(register.edition(kind))
    renewed = TurnoverLine.objects.get(matter=Matter.RENEWED)
    assert TurnoverLine.objects.filter(matter=Matter.LEAVER).count() == 1
    by_hand = make.stakeholder("Yann", "Prigent")
    title = "Président du conseil communautaire"
    assert make.mandate(by_hand, town, kind=kind, title=title).exclusive_key
    done = deciding.accept(TurnoverLine.objects.all(), by=director)
    assert (done.done_count, done.left_count) == (1, 1)
    renewed.refresh_from_db()
    assert renewed.state == State.PROPOSED
    assert Mandate.objects.filter(stakeholder=renewed.stakeholder, ended_on=None).count() == 1
