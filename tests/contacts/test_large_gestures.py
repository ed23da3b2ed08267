"""Merging and deleting tags, deleting a segment, informing many: by jobs that are taken back."""

import io
import re
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from contacts import bulk, informing, objecting, people, retiring, tags
from contacts.models import Segment, SegmentMember, Stakeholder, Tag, Tagging
from contacts.models.privacy import Information
from tests import make
from ui import jobs, taking_back
from ui.models import Batch, Job

COUNT = 5


@pytest.fixture(autouse=True)
def small(monkeypatch: Any, db: Any) -> None:
    """Make five people many, two of them a lot."""
    monkeypatch.setattr(bulk, "FEW", 3)
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr(taking_back, "FEW", 3)


@pytest.fixture
def crowd(small: Any) -> list[Stakeholder]:
    return [
        people.add_stakeholder(first_name="Anna", last_name=f"Nom{at}", source_on=make.TODAY)
        for at in range(COUNT)
    ]


@pytest.fixture
def both(crowd: list[Stakeholder], director: Any) -> tuple[Tag, Tag]:
    """Return a tag that five people carry, one of them hidden, and one that two of them carry."""
    one, other = tags.named("Un", author=director), tags.named("Deux", author=director)
    for person in crowd:
        tags.put(stakeholder=person, tag=one, author=director)
    for person in crowd[:2]:
        tags.put(stakeholder=person, tag=other, author=director)
    Stakeholder.everyone.filter(pk=crowd[4].pk).update(merged_into=crowd[0])
    return one, other


def rows(model: Any) -> list[Any]:
    return list(model._base_manager.order_by("pk").values())


def done(job: Any) -> Job:
    assert isinstance(job, Job)
    jobs.perform(job.pk)
    job.refresh_from_db()
    assert job.status == "done", job.report
    return job


def taken_back(user: Any) -> None:
    done(taking_back.ask(Batch.objects.get(), by=user))


def test_many_who_carry_a_tag_get_the_other_one_by_a_job(both, director):
    one, other = both
    before = rows(Tagging), rows(Tag)
    job = done(retiring.merge_tag(tag=one, into=other, author=director))
    assert job.report["summary"] == "5 personnes modifiées."
    assert list(Tag.objects.all()) == [other]
    assert Tagging._base_manager.filter(tag=other).count() == COUNT
    taken_back(director)
    assert (rows(Tagging), rows(Tag)) == before


@pytest.mark.parametrize("killed_after", [1, 2])
def test_a_killed_merge_goes_on_and_repeats_nothing(both, director, monkeypatch, killed_after):
    one, other = both
    before = rows(Tagging), rows(Tag)
    job: Any = retiring.merge_tag(tag=one, into=other, author=director)
    real, calls = jobs.Progress.step, []

    def dies(self: Any, *args: Any, **kwargs: Any) -> None:
        calls.append(1)
        if len(calls) > killed_after:
            raise RuntimeError
        real(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(jobs.Progress, "step", dies)
        jobs.perform(job.pk)
    assert Tag.objects.count() == 2
    Job.objects.filter(pk=job.pk).update(status=Job.Status.WAITING)
    done(job)
    assert Tagging._base_manager.filter(tag=other).count() == COUNT
    taken_back(director)
    assert (rows(Tagging), rows(Tag)) == before


def test_whoever_gets_the_tag_meanwhile_is_taken_along(both, director):
    one, other = both
    job = retiring.merge_tag(tag=one, into=other, author=director)
    late = people.add_stakeholder(first_name="Zoé", last_name="Tard", source_on=make.TODAY)
    tags.put(stakeholder=late, tag=one, author=director)
    done(job)
    assert Tagging.objects.get(stakeholder=late).tag == other


def test_a_tag_that_is_gone_meanwhile_is_said(both, director):
    one, other = both
    first = retiring.merge_tag(tag=one, into=other, author=director)
    second: Any = retiring.delete_tag(tag=one, author=director)
    done(first)
    jobs.perform(second.pk)
    second.refresh_from_db()
    assert (second.status, second.report["summary"]) == (
        "failed",
        "Cette étiquette n’existe plus.",
    )


def test_deleting_a_tag_of_many_is_a_job_the_page_leads_to(both, director, signed_in):
    client, before = signed_in(director), (rows(Tagging), rows(Tag))
    answer = client.post(reverse("tag_delete", args=[both[0].pk]))
    job = Job.objects.get()
    assert answer["Location"] == reverse("job_detail", args=[job.pk])
    assert Tag.objects.count() == 2
    done(job)
    assert list(Tag.objects.all()) == [both[1]]
    taken_back(director)
    assert (rows(Tagging), rows(Tag)) == before


def test_deleting_a_segment_of_many_is_a_job(crowd, director, signed_in):
    segment = Segment.objects.create(name="S", key="s")
    for at, person in enumerate(crowd):
        SegmentMember.objects.create(segment=segment, stakeholder=person, is_in=bool(at % 2))
    before = rows(SegmentMember), rows(Segment)
    answer = signed_in(director).post(reverse("segment_delete", args=[segment.pk]))
    job = Job.objects.get()
    assert answer["Location"] == reverse("job_detail", args=[job.pk])
    done(job)
    assert not Segment.objects.exists()
    taken_back(director)
    assert (rows(SegmentMember), rows(Segment)) == before


def test_few_are_done_at_once_hidden_cards_too(both, director, monkeypatch):
    monkeypatch.setattr(bulk, "FEW", 200)
    before = rows(Tagging), rows(Tag)
    batch = retiring.delete_tag(tag=both[0], author=director)
    assert isinstance(batch, Batch)
    assert Tagging._base_manager.count() == 2
    taken_back(director)
    assert (rows(Tagging), rows(Tag)) == before


def test_informing_all_who_wait_is_a_job_that_leads_to_the_letters(crowd, director, signed_in):
    client = signed_in(director)
    page = client.get(reverse("information_list")).content.decode()
    assert "Les 5" not in page  # they are all on this page
    typed = {"all": "1", "means": "letter", "informed_on": make.TODAY.isoformat()}
    answer = client.post(reverse("information_list"), typed)
    job = Job.objects.get()
    assert answer["Location"] == reverse("job_detail", args=[job.pk])
    assert informing.not_informed().count() == COUNT
    job = done(job)
    assert job.report["summary"] == "5 personnes sont informées."
    series = {str(one) for one in Information.objects.values_list("series", flat=True)}
    assert job.report["next_url"] == reverse("information_letters", args=[series.pop()])
    assert not series
    assert informing.not_informed().count() == 0
    taken_back(director)
    assert (informing.not_informed().count(), Information.objects.count()) == (COUNT, 0)


def test_many_letters_come_in_several_files(crowd, director, signed_in, monkeypatch):
    from contacts.views import informing as pages

    monkeypatch.setattr(pages, "LETTERS_AT_ONCE", 2)
    monkeypatch.setattr(bulk, "FEW", 200)
    keys = [person.pk for person in crowd]
    _batch, series = informing.inform(people=keys, on=make.TODAY, means="letter", author=director)
    client, url = signed_in(director), reverse("information_letters", args=[series])
    page = client.get(url).content.decode()
    assert "Lettres 1 à 2" in page
    assert "Lettres 5 à 5" in page
    links = re.findall(r'href="(\?first=[^"]+)"', page)
    files = [client.get(url + link.replace("&amp;", "&")) for link in links]
    assert [file["Content-Type"] for file in files] == ["application/pdf"] * 3
    assert "Anna Nom0 … Anna Nom1" in page
    assert client.get(url, {"first": "999998", "last": "999999"}).status_code == 404


def test_whoever_objects_between_two_files_moves_nobody_out_of_the_next(
    crowd, director, signed_in, monkeypatch
):
    from contacts.views import informing as pages

    monkeypatch.setattr(pages, "LETTERS_AT_ONCE", 2)
    monkeypatch.setattr(bulk, "FEW", 200)
    keys = [person.pk for person in crowd]
    _batch, series = informing.inform(people=keys, on=make.TODAY, means="letter", author=director)
    client, url = signed_in(director), reverse("information_letters", args=[series])
    links = re.findall(r'href="(\?first=[^"]+)"', client.get(url).content.decode())
    objecting.note(stakeholder=crowd[0], received_on=make.TODAY, means="letter", author=director)
    second = client.get(url + links[1].replace("&amp;", "&")).content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(second)).pages)
    assert all(crowd[at].last_name in text for at in (2, 3))
