"""What is done with a selection: at once or by a job, once, and taken back."""

import pytest
from django.urls import reverse

from contacts import bulk, people, tags
from contacts.models import Segment, SegmentMember, Stakeholder, Tag, Tagging
from tests import make
from ui import batches, jobs
from ui.models import Batch, Job


@pytest.fixture
def three(db):
    return [
        people.add_stakeholder(first_name=name, last_name=name, source_on=make.TODAY)
        for name in ("Anna", "Bran", "Cléo")
    ]


def token(page):
    return page.content.decode().split('name="token" value="')[-1].split('"')[0]


def test_the_page_says_who_and_offers_what_one_may_do(three, director, communicator, signed_in):
    url = reverse("people_selection")
    page = signed_in(director).get(url, {"ids": [three[0].pk, three[1].pk], "query": ""})
    text = page.content.decode()
    assert "2 personnes" in text
    assert "Confier à quelqu’un" in text
    assert "Confier à quelqu’un" not in signed_in(communicator).get(url).content.decode()
    assert "Personne n’est sélectionné" in signed_in(director).get(url).content.decode()


def test_a_tag_is_put_once_on_those_who_match_and_taken_back(three, director, signed_in):
    client = signed_in(director)
    typed = {
        "all": "1",
        "query": "q=bran",
        "name": "Littoral",
        "_once": "4f6b3f0e-6cf4-4a0f-9f7e-0c7f5ad3c002",
    }
    page = client.post(reverse("people_tag"), typed, follow=True)
    client.post(reverse("people_tag"), typed)
    assert [row.stakeholder.first_name for row in Tagging.objects.all()] == ["Bran"]
    assert Tagging.objects.get().tagged_by == director
    assert "1 personne modifiée" in page.content.decode()
    client.post("/annuler/", {"token": token(page)})
    assert not Tagging.objects.exists()


def test_assigning_taking_off_and_a_segment(three, director, signed_in):
    client, keys = signed_in(director), [person.pk for person in three[:2]]
    client.post(reverse("people_assign"), {"ids": keys, "referent": director.pk})
    assert Stakeholder.objects.filter(referent=director).count() == 2
    tag = tags.named("X", author=director)
    for person in three:
        tags.put(stakeholder=person, tag=tag, author=director)
    client.post(reverse("people_untag"), {"ids": keys, "tag": tag.pk})
    assert [row.stakeholder for row in Tagging.objects.all()] == [three[2]]
    segment = Segment.objects.create(name="S", key="s")
    SegmentMember.objects.create(segment=segment, stakeholder=three[0], is_in=False)
    page = client.post(
        reverse("people_add_to_segment"), {"ids": keys, "segment": segment.pk}, follow=True
    )
    assert segment.members.filter(is_in=True).count() == 2
    client.post("/annuler/", {"token": token(page)})
    assert list(segment.members.values_list("is_in", flat=True)) == [False]


def test_bad_input_says_what_to_do(three, director, signed_in):
    client = signed_in(director)
    page = client.post(reverse("people_tag"), {"ids": three[0].pk, "name": ""})
    assert page.status_code == 422
    assert "Écrivez l’étiquette à poser" in page.content.decode()
    page = client.post(reverse("people_tag"), {"ids": "x", "name": "Y"}, follow=True)
    assert "Plus personne n’est sélectionné" in page.content.decode()


@pytest.mark.parametrize("killed_after", [0, 1])
def test_a_large_selection_is_a_job_that_repeats_nothing(
    three, director, monkeypatch, killed_after
):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    monkeypatch.setattr(bulk, "FEW", 1)
    tag = tags.named("X", author=director)
    job = bulk.apply(
        action=bulk.TAG,
        rows=Stakeholder.objects.all(),
        value=tag.pk,
        title="Poser X",
        author=director,
    )
    assert isinstance(job, Job)
    if killed_after:
        real, calls = bulk.tags.put_on_all, []

        def once(*args, **kwargs):
            calls.append(1)
            if len(calls) > killed_after:
                raise RuntimeError
            return real(*args, **kwargs)

        monkeypatch.setattr(bulk.tags, "put_on_all", once)
        jobs.perform(job.pk)
        monkeypatch.setattr(bulk.tags, "put_on_all", real)
        assert Tagging.objects.count() == killed_after
        Job.objects.filter(pk=job.pk).update(status=Job.Status.WAITING)
    jobs.perform(job.pk)
    job = Job.objects.get(pk=job.pk)
    assert (job.status, job.report["summary"]) == ("done", "3 personnes modifiées.")
    assert Tagging.objects.count() == 3
    batches.undo(Batch.objects.get(), by=director)
    assert not Tagging.objects.exists()


def test_merging_two_tags_and_back(three, director, signed_in):
    client = signed_in(director)
    one, other = tags.named("Un", author=director), tags.named("Deux", author=director)
    for person, tag in ((three[0], one), (three[1], one), (three[1], other)):
        tags.put(stakeholder=person, tag=tag, author=director)
    before = list(Tagging.objects.order_by("pk").values())
    page = client.post(reverse("tag_merge", args=[one.pk]), {"into": other.pk}, follow=True)
    assert list(Tag.objects.all()) == [other]
    assert other.taggings.count() == 2
    client.post("/annuler/", {"token": token(page)})
    assert list(Tagging.objects.order_by("pk").values()) == before
    page = client.post(reverse("tag_delete", args=[one.pk]), follow=True)
    assert Tagging.objects.count() == 1
    client.post("/annuler/", {"token": token(page)})
    assert list(Tagging.objects.order_by("pk").values()) == before


def test_a_tag_of_the_same_name_is_refused(director, signed_in):
    tags.named("Élus", author=director)
    page = signed_in(director).post(reverse("tag_list"), {"name": "elus", "colour": "blue"})
    assert page.status_code == 422
    assert "porte déjà ce nom" in page.content.decode()


def test_a_tag_on_the_page_of_a_person_comes_and_goes(three, director, signed_in):
    client, url = signed_in(director), reverse("stakeholder_detail", args=[three[0].pk])
    page = client.post(reverse("tagging_add", args=[three[0].pk]), {"name": "Juin"}, follow=True)
    assert "Étiquette posée : Juin" in page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    tagging = Tagging.objects.get()
    page = client.post(reverse("tagging_delete", args=[tagging.pk]), follow=True)
    assert "tag-green" not in client.get(url).content.decode()
    client.post("/annuler/", {"token": token(page)})
    assert Tagging.objects.count() == 1
