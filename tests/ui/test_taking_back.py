"""Large batches taken back by a job: some rows at a time, resumed, repeated by nobody."""

import json

import pytest
from django.urls import reverse

from contacts import naming
from contacts.models import Exchange, Mandate, Organization, Post, Stakeholder, Tag, Tagging
from tests import make
from tests.contacts.dump import dump
from ui import batches, hanging, jobs, restoring, taking_back
from ui.models import Batch, Job


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Make everything large: three rows are already too many to wait for, two go at a time."""
    monkeypatch.setattr(taking_back, "FEW", 3)
    monkeypatch.setattr(restoring, "AT_ONCE", 2)
    changes_of = restoring.changes_of
    monkeypatch.setattr(
        restoring, "changes_of", lambda batch, *, below: changes_of(batch, below=below, at_once=2)
    )


@pytest.fixture
def batch(director) -> Batch:
    return batches.begin(
        kind="tests", title="Import", owner=director, permission="accounts.edit_people"
    )


@pytest.fixture
def written(director, batch):
    """A bank with people, tags and a mandate that takes an exclusive seat from its holder."""
    commune = make.commune()
    holder = make.stakeholder("Yann", "Prigent")
    mandate = make.mandate(holder, commune)
    gone = make.post(holder, make.bank("Crédit du Large"))
    naming.refresh(holder)
    before = dump()
    bank = Organization(name="Banque des Embruns", kind="bank")
    batches.save(batch, bank)
    tag = Tag(name="presse", key="presse")
    batches.save(batch, tag)
    mandate.ended_on = make.TODAY
    batches.save(batch, mandate)
    batches.delete(batch, gone)
    people = []
    for number in range(4):
        person = naming.prepare(
            Stakeholder(first_name="Anne", last_name=f"Nom{number}", source_on=make.TODAY)
        )
        batches.save(batch, person)
        people.append(person)
    batches.add_all(batch, [Post(stakeholder=who, organization=bank, title="X") for who in people])
    batches.add_all(batch, [Tagging(stakeholder=who, tag=tag) for who in people])
    taken = Mandate(stakeholder=people[0], territory=commune, kind=mandate.kind, title="Maire")
    batches.save(batch, taken)
    holder.phone = "+33298000000"
    batches.save(batch, holder)
    naming.refresh_all([holder.pk, *(who.pk for who in people)])
    return before, people


def run(job: Job, *, lots: int = 1000) -> None:
    """Do the work of a job, killed after so many lots."""

    class Killed(BaseException):
        pass

    step, count = jobs.Progress.step, [0]

    def counted(self, *args, **kwargs):
        count[0] += 1
        if count[0] > lots:
            raise Killed
        step(self, *args, **kwargs)

    jobs.Progress.step = counted  # type: ignore[method-assign]
    try:
        jobs.perform(job.pk)
    except Killed:
        Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00:00Z")
    finally:
        jobs.Progress.step = step  # type: ignore[method-assign]


def people_of(held):
    return {key: values for key, values in held.items() if key.startswith("contacts.")}


def asked(batch, director, **options) -> Job:
    job = taking_back.ask(batch, by=director, **options)
    assert isinstance(job, Job)
    return job


def test_in_small_lots_it_comes_back_as_it_was(written, batch, director):
    before, _people = written
    batches.undo(batch, by=director)
    assert dump() == before


@pytest.mark.parametrize("lots", [0, 1, 3, 9, 11, 13, 15])
def test_a_killed_worker_is_taken_over_and_nothing_is_repeated(written, batch, director, lots):
    before, _people = written
    job = asked(batch, director)
    run(job, lots=lots)
    batch.refresh_from_db()
    assert batch.is_busy
    assert taking_back.ask(batch, by=director) == job
    run(job)
    job.refresh_from_db()
    assert (job.status, job.attempt_count) == ("done", 2)
    assert dump() == before
    batch.refresh_from_db()
    assert (batch.undone_by, batch.is_busy, batch.is_half_undone) == (director, False, False)
    versions = Mandate.history.filter(history_type="~").count()
    assert versions == 2  # ended, then open again: once each


def test_a_job_that_stopped_half_way_is_asked_for_again(written, batch, director, signed_in):
    before, _people = written
    job = asked(batch, director)
    run(job, lots=13)
    Job.objects.update(status=Job.Status.FAILED)
    batch.refresh_from_db()
    assert batch.is_half_undone
    page = signed_in(director).get(reverse("batch_undo", args=[batch.pk])).content.decode()
    assert "s’est arrêtée en route" in page
    again = asked(batch, director)
    assert again != job
    run(again)
    assert people_of(dump()) == people_of(before)


def test_the_job_says_what_changed_since_and_undoes_nothing(written, batch, director, signed_in):
    _before, people = written
    make.exchange(people[1], director)
    there = dump()
    job = asked(batch, director)
    run(job)
    job.refresh_from_db()
    assert job.report["summary"] == (
        "Rien n’est encore annulé\N{NO-BREAK SPACE}: 1 ligne a été modifiée depuis."
    )
    assert dump() == there
    client = signed_in(director)
    page = client.get(reverse("batch_undo", args=[batch.pk])).content.decode()
    assert "ajouté depuis\N{NO-BREAK SPACE}: échange (1)" in page
    answer = client.post(reverse("batch_undo", args=[batch.pk]), {"keep": "1"})
    run(Job.objects.latest("pk"))
    assert answer.url == reverse("job_detail", args=[Job.objects.latest("pk").pk])
    assert [str(who) for who in Stakeholder.objects.order_by("pk")] == ["Yann Prigent", "Anne Nom1"]
    assert (Exchange.objects.count(), Post.objects.count()) == (1, 1)
    page = client.get(reverse("batch_undo", args=[batch.pk])).content.decode()
    assert "Anne Nom1" in page


def test_the_message_and_the_page_hold_back_the_same(director, batch, signed_in):
    person = naming.prepare(
        Stakeholder(first_name="Anne", last_name="Le Goff", source_on=make.TODAY)
    )
    batches.save(batch, person)
    make.exchange(person, director)
    client = signed_in(director)
    page = client.post(reverse("batch_undo", args=[batch.pk])).content.decode()
    assert "partie prenante · ajouté depuis\N{NO-BREAK SPACE}: échange (1)" in page
    with pytest.raises(batches.ChangedSince) as refusal:
        batches.undo(batch, by=director)
    colon = "\N{NO-BREAK SPACE}:"
    assert taking_back.why(refusal.value) == (
        f"Rien n’a été annulé. Anne Le Goff{colon} ajouté depuis{colon} échange (1)."
    )
    assert Exchange.objects.count() == 1


def test_a_seat_taken_since_is_left_and_the_rest_comes_back(written, batch, director):
    _before, people = written
    taken = Mandate.objects.get(stakeholder=people[0])
    taken.ended_on = make.TODAY
    taken.save()
    other = make.stakeholder("Rozenn", "Abgrall")
    make.mandate(other, make.commune())
    undone = batches.undo(batch, by=director, keep_changed=True)
    left = [(change.model, change.left) for change in undone.kept]
    assert left == [
        ("contacts.mandate", "changed"),
        ("contacts.stakeholder", "held"),
        ("contacts.mandate", "blocked"),
    ]
    assert Mandate.objects.filter(ended_on=None).get().stakeholder == other
    assert Stakeholder.objects.get(last_name="Prigent").phone == ""


def test_a_row_that_points_to_what_came_later_comes_back_first(batch, director):
    branch = make.bank("Agence du Port")
    before = dump()
    branch.website = "https://exemple.test"
    batches.save(batch, branch)
    parent = Organization(name="Banque des Embruns", kind="bank")
    batches.save(batch, parent)
    for name in ("Un", "Deux"):
        batches.save(batch, Organization(name=name, kind="bank"))
    branch.parent = parent
    batches.save(batch, branch)
    batches.undo(batch, by=director)
    assert dump() == before


def test_values_that_leave_one_row_for_another_come_back(batch, director):
    rows = [make.bank("A"), make.bank("B")]
    tags = [Tag.objects.create(name=name, key=name) for name in ("un", "deux")]
    before = dump()
    for tag, key in ((tags[0], "x"), (tags[1], "un")):
        tag.key = key
        batches.save(batch, tag)
    for row in rows:
        row.name = f"{row.name}!"
        batches.save(batch, row)
    batches.undo(batch, by=director)
    assert dump() == before


def test_a_person_it_named_who_is_gone_since_is_named_no_more(batch, director, communicator):
    person = make.stakeholder()
    person.referent = communicator
    person.save()
    person.referent = director
    batches.save(batch, person)
    communicator.delete()
    batches.undo(batch, by=director)
    person.refresh_from_db()
    assert person.referent is None


def test_a_batch_being_written_is_not_taken_back(batch, director, signed_in):
    batches.save(batch, Organization(name="Banque des Embruns", kind="bank"))
    job = Job.objects.create(kind="tests", title="Import", owner=director)
    batches.working(batch, job)
    with pytest.raises(batches.Busy):
        batches.undo(batch, by=director)
    client = signed_in(director)
    page = client.get(reverse("batch_undo", args=[batch.pk])).content.decode()
    assert 'name="_once"' not in page.partition('id="standing"')[2].partition("</main>")[0]
    assert "en cours" in client.get(reverse("batch_list")).content.decode()
    client.post(reverse("batch_undo", args=[batch.pk]))
    assert Organization.objects.count() == 1
    Job.objects.update(status=Job.Status.FAILED)
    page = client.get(reverse("batch_undo", args=[batch.pk])).content.decode()
    assert "seule une partie est faite" in page
    client.post(reverse("batch_undo", args=[batch.pk]))
    assert not Organization.objects.exists()


def test_two_clicks_make_one_job(written, batch, director, signed_in):
    client = signed_in(director)
    there = reverse("batch_undo", args=[batch.pk])
    assert {client.post(there).url for _click in range(2)} == {
        reverse("job_detail", args=[Job.objects.get().pk])
    }


def test_what_hangs_is_said_in_words(written, batch, director):
    _before, people = written
    make.exchange(people[0], director)
    make.exchange(people[0], director)
    found = hanging.held(batch, Stakeholder, [people[0].pk])
    assert hanging.said(found[people[0].pk]) == [("échanges", 2)]
    assert json.dumps(list(found))
