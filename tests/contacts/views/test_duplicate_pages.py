"""The pages of possible duplicates: the list, two cards side by side, the merge, its undoing."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from contacts import comparing, matters, merging, people, scanning
from contacts.models import Organization, OrganizationPair, Stakeholder, StakeholderPair
from tests import make
from ui import batches, jobs
from ui.models import Batch, Job

pytestmark = pytest.mark.django_db
PEOPLE = matters.MATTERS[matters.PEOPLE]
LIST = "/doublons/personnes/"


def person(first_name: str, last_name: str, **values: Any) -> Stakeholder:
    return people.add_stakeholder(
        first_name=first_name, last_name=last_name, source_on=make.TODAY, **values
    )


@pytest.fixture
def pair(director: User) -> StakeholderPair:
    """Return two cards with the same number, found by a scan."""
    person("Hélène", "Le Goff", phone="+33612345678")
    person("Helene", "Legoff", phone="+33612345678", email="h@exemple.test")
    _scan(director)
    return StakeholderPair.objects.get()


def _scan(owner: User, matter: matters.Matter = PEOPLE) -> Job:
    job = Job.objects.create(
        kind=scanning.JOB, title="x", owner=owner, params={"matter": matter.slug}
    )
    jobs.perform(job.pk)
    job.refresh_from_db()
    return job


def _address(pair: StakeholderPair) -> str:
    return reverse("duplicate_pair", args=["personnes", pair.first_id, pair.second_id])


def _seen(pair: StakeholderPair) -> dict[str, str]:
    first = Stakeholder.objects.get(pk=pair.first_id)
    return {"seen": comparing.fingerprint(first, Stakeholder.objects.get(pk=pair.second_id))}


def test_the_list_shows_both_cards_and_why(pair, signed_in, director):
    make.mandate(pair.first)
    page = signed_in(director).get(LIST)
    text = page.content.decode().replace("\xa0", " ")
    for part in ("Hélène Le Goff", "Helene Legoff", "Maire de Port-Élorn", "même téléphone"):
        assert part in text


def test_a_scan_is_asked_for_and_reports(signed_in, director, django_capture_on_commit_callbacks):
    person("Hélène", "Le Goff")
    person("Helene", "Le Goff")
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(director).post(reverse("duplicate_scan", args=["personnes"]))
    job = Job.objects.get()
    assert answer["Location"] == reverse("job_detail", args=[job.pk])
    assert job.report["summary"] == "1 paire de fiches se ressemble."
    assert job.report["next_url"] == LIST


def test_only_those_who_edit_people_see_it(pair, signed_in, reader, stranger):
    for address in (LIST, _address(pair)):
        assert signed_in(reader).get(address).status_code == 403
        assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(reader).post(_address(pair)).status_code == 403
    assert signed_in(stranger).get("/doublons/chats/").status_code == 404


def test_merging_keeps_the_chosen_values_and_leads_to_what_was_done(pair, signed_in, director):
    client = signed_in(director)
    page = client.get(_address(pair))
    assert page.context["seen"] == _seen(pair)["seen"]
    choices = {"take_email": "other", "take_last_name": "kept", "take_first_name": "kept"}
    answer = client.post(_address(pair), _seen(pair) | choices)
    batch = Batch.objects.get()
    assert answer["Location"] == reverse("merge_detail", args=[batch.pk])
    kept = Stakeholder.objects.get()
    assert (str(kept), kept.email) == ("Hélène Le Goff", "h@exemple.test")
    done = client.get(answer["Location"])
    assert "Une seule fiche au lieu de deux" in done.content.decode()
    moved = client.get(reverse("stakeholder_detail", args=[pair.second_id]), follow=True)
    assert moved.redirect_chain[-1][0] == reverse("stakeholder_detail", args=[kept.pk])
    assert "n’en font plus qu’une" in moved.content.decode()
    assert "La fiche de Helene Legoff l’a rejointe" in moved.content.decode()


def test_undoing_the_merge_from_its_page(pair, signed_in, director):
    client = signed_in(director)
    client.post(_address(pair), _seen(pair))
    batch = Batch.objects.get()
    answer = client.post(reverse("batch_undo", args=[batch.pk]), follow=True)
    assert "De nouveau deux fiches" in answer.content.decode()
    assert Stakeholder.objects.count() == 2


def test_a_merge_whose_cards_left_with_their_import_leads_to_its_undoing(
    pair: StakeholderPair, signed_in: Any, director: User
) -> None:
    done = merging.merge(kept=pair.first, other=pair.second, taken=(), author=director)
    batches.undo(done, by=director)
    pair.delete()
    Stakeholder.everyone.get(pk=pair.second_id).delete()
    answer = signed_in(director).get(reverse("merge_detail", args=[done.pk]))
    assert answer["Location"] == reverse("batch_undo", args=[done.pk])


def test_a_card_changed_meanwhile_is_shown_again(pair, signed_in, director):
    seen = _seen(pair)
    Stakeholder.objects.filter(pk=pair.first_id).update(email="neuf@exemple.test")
    answer = signed_in(director).post(_address(pair), seen)
    assert answer.status_code == 422
    assert "a été modifiée depuis que vous avez ouvert" in answer.content.decode()
    assert Stakeholder.objects.count() == 2


def test_the_second_of_two_merges_gets_a_sentence(pair, signed_in, director):
    merging.merge(kept=pair.second, other=pair.first, taken=(), author=director)
    first = Stakeholder.everyone.get(pk=pair.first_id)
    second = Stakeholder.everyone.get(pk=pair.second_id)
    seen = {"seen": comparing.fingerprint(first, second)}
    answer = signed_in(director).post(_address(pair), seen)
    assert answer.status_code == 422
    assert "entre-temps" in answer.content.decode()


def test_one_card_twice_is_refused_in_words(pair, signed_in, director):
    address = reverse("duplicate_pair", args=["personnes", pair.first_id, pair.first_id])
    answer = signed_in(director).get(address)
    assert answer.status_code == 422
    assert "ne se fusionne pas avec elle-même" in answer.content.decode()


def test_not_a_duplicate_is_remembered_after_another_scan_and_another_merge(
    pair, signed_in, director
):
    address = reverse("duplicate_apart", args=["personnes", pair.first_id, pair.second_id])
    answer = signed_in(director).post(address)
    assert answer["Location"] == LIST
    _scan(director)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("not_duplicate", director)
    third = person("Hélène", "Le Goff", phone="+33612345678")
    merging.merge(kept=third, other=pair.second, taken=(), author=director)
    _scan(director)
    assert not StakeholderPair.objects.open().exists()


def test_that_decision_is_taken_back_from_its_message(pair, signed_in, director):
    client = signed_in(director)
    address = reverse("duplicate_apart", args=["personnes", pair.first_id, pair.second_id])
    page = client.post(address, follow=True).content.decode()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert client.post(reverse("undo"), {"token": token})["Location"] == _address(pair)
    pair.refresh_from_db()
    assert pair.state == "open"


def test_a_pair_edited_since_is_looked_at_again(pair, signed_in, director):
    Stakeholder.objects.filter(pk=pair.second_id).update(
        last_name="Prigent", first_name="Yann", phone=""
    )
    page = signed_in(director).get(LIST).content.decode()
    assert "Hélène Le Goff" not in page
    _scan(director)
    assert not StakeholderPair.objects.exists()


def test_organizations_have_their_own_list(signed_in, director):
    for name in ("Crédit des Embruns", "Credit des Embruns SA"):
        people.add_organization(name=name, kind=Organization.Kind.BANK)
    _scan(director, matters.MATTERS[matters.ORGANIZATIONS])
    pair = OrganizationPair.objects.get()
    client = signed_in(director)
    assert "Credit des Embruns SA" in client.get("/doublons/organismes/").content.decode()
    address = reverse("duplicate_pair", args=["organismes", pair.first_id, pair.second_id])
    client.post(address, {"seen": comparing.fingerprint(pair.first, pair.second)})
    moved = client.get(reverse("organization_detail", args=[pair.second_id]))
    assert moved["Location"] == reverse("organization_detail", args=[pair.first_id])


def test_another_card_is_chosen_from_the_page_of_a_person(signed_in, director):
    kept, other = person("Hélène", "Le Goff"), person("Nolwenn", "Prigent")
    client = signed_in(director)
    address = reverse("stakeholder_merge", args=[kept.pk])
    assert address in client.get(reverse("stakeholder_detail", args=[kept.pk])).content.decode()
    answer = client.get(address, {"other": "prigent", "other_pk": str(other.pk)})
    expected = reverse("duplicate_pair", args=["personnes", kept.pk, other.pk])
    assert answer["Location"] == expected
    itself = client.get(address, {"other": "le goff", "other_pk": str(kept.pk)})
    assert itself.status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_one_pair_and_three_cost_the_same_queries(
    count, signed_in, director, django_assert_num_queries
):
    for number in range(count):
        for first_name in ("Hélène", "Helene"):
            who = person(first_name, f"Kermabon{'abc'[number]}ic")
            make.mandate(who, kind="municipal", title="Conseillère municipale")
    _scan(director)
    client = signed_in(director)
    client.get(LIST)
    with django_assert_num_queries(17):
        client.get(LIST)


def test_what_was_undone_is_offered_again(pair, director):
    batch = merging.merge(kept=pair.first, other=pair.second, taken=(), author=director)
    batches.undo(batch, by=director)
    pair.refresh_from_db()
    assert pair.state == "open"
