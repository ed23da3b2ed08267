"""One of two, and two again: nothing lost, nothing deleted, everything back."""

import datetime

import pytest
from django.db import connection

from accounts.models import User
from brochures.models import Handover
from contacts import merging, people
from contacts.models import (
    Assistant,
    ContactPoint,
    Exchange,
    Mandate,
    Post,
    Stakeholder,
    StakeholderPair,
    Tagging,
)
from directory.models import RegisterPerson
from events.models import Guest
from network.models import StanceChange
from tests import make
from tests.contacts.dump import dump
from tests.contacts.twice import person, two_cards
from ui import batches, taking_back
from ui.undo import CannotUndo

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(director: User) -> tuple[Stakeholder, Stakeholder]:
    """Return the same person twice."""
    return two_cards(director)


def test_everything_follows_and_nothing_is_deleted(
    two: tuple[Stakeholder, Stakeholder], director: User
) -> None:
    kept, other = two
    rows_before = len(dump())
    merging.merge(kept=kept, other=other, taken={"email", "sex"}, author=director)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.email, kept.phone, kept.sex) == ("h.legoff@exemple.test", "+33612345678", "F")
    assert (str(kept), other.merged_into) == ("Hélène Le Goff", kept)
    assert list(Stakeholder.objects.filter(last_name="Legoff")) == []
    assert Exchange.objects.get().stakeholder == kept
    assert Exchange.objects.get().is_private
    assert StanceChange.objects.get().stakeholder == kept
    assert Handover.objects.get().stakeholder == kept
    assert {mandate.title for mandate in kept.mandates.all()} == {
        "Conseillère municipale",
        "Maire",
    }
    assert {post.title for post in kept.posts.all()} == {"Directrice d’agence", "Administratrice"}
    assert {tagging.tag.name for tagging in kept.taggings.all()} == {"littoral", "presse"}
    assert [guest.answer for guest in kept.invitations.order_by("pk")] == ["waiting", "accepted"]
    assert [point.value for point in kept.contact_points.all()] == ["+33298000000"]
    assert {tie.role for tie in Assistant.objects.filter(stakeholder=kept)} == {"secrétariat"}
    assert {tie.role for tie in Assistant.objects.filter(assistant=kept)} == {"cabinet"}
    # One number more, kept beside the preferred one, and the pair that remembers the decision.
    assert len(dump()) == rows_before + 2


def test_what_would_be_there_twice_stays_apart_and_shows_nowhere(
    two: tuple[Stakeholder, Stakeholder], director: User
) -> None:
    kept, other = two
    expected = [
        ("moyen de contact", "+33612345678"),
        ("invité·e", "Visite au Clos des Pins – 3\N{NO-BREAK SPACE}décembre 2026"),
        ("étiquette d’une personne", Tagging.objects.filter(stakeholder=other)[0].tag.name),
        ("mandat", "Conseillère municipale de Port-Élorn"),
        ("fonction", "Directrice d’agence, Banque des Embruns"),
    ]
    planned = merging.plan(kept, other)
    merging.merge(kept=kept, other=other, taken=(), author=director)
    other.refresh_from_db()
    apart = merging.apart_of(other)
    assert sorted((row.text, row.why) for row in planned.apart) == sorted(
        (row.text, row.why) for row in apart
    )
    assert sorted(row.text for row in apart) == sorted(text for _label, text in expected)
    assert all(row.why for row in apart)
    for model in (Guest, Mandate, Post, Tagging, ContactPoint, Assistant):
        assert not model.objects.filter(stakeholder=other).exists()
        assert model._base_manager.filter(stakeholder=other).exists() or model is Assistant
    assert Guest.objects.count() == 2


def test_unmerging_restores_both_exactly(
    two: tuple[Stakeholder, Stakeholder], director: User
) -> None:
    before = dump()
    batch = merging.merge(kept=two[0], other=two[1], taken={"email", "phone"}, author=director)
    assert dump() != before
    batches.undo(batch, by=director)
    assert dump() == before


def test_the_other_way_round_too(two: tuple[Stakeholder, Stakeholder], director: User) -> None:
    before = dump()
    fields = {"first_name", "last_name", "email", "phone", "sex", "source", "referent"}
    batch = merging.merge(kept=two[1], other=two[0], taken=fields, author=director)
    batches.undo(batch, by=director)
    assert dump() == before


def test_what_came_since_stays_with_the_kept_one(
    two: tuple[Stakeholder, Stakeholder], director: User
) -> None:
    kept, other = two
    batch = merging.merge(kept=kept, other=other, taken={"email"}, author=director)
    people.note_exchange(stakeholder=kept, author=director, text="Depuis.", happened_on=make.TODAY)
    found = merging.find(batch)
    assert found is not None
    assert (found.kept, found.other) == (kept, other)
    assert merging.gained_since(found) == [("échanges", 1)]
    batches.undo(batch, by=director)
    assert [exchange.text for exchange in Exchange.objects.filter(stakeholder=kept)] == ["Depuis."]
    assert Exchange.objects.filter(stakeholder=other).count() == 1


def test_a_value_corrected_since_is_named_and_not_overwritten(
    two: tuple[Stakeholder, Stakeholder], director: User
) -> None:
    kept, other = two
    batch = merging.merge(kept=kept, other=other, taken={"email", "sex"}, author=director)
    kept.refresh_from_db()
    kept.email = "nouvelle@exemple.test"
    kept.save()
    with pytest.raises(batches.ChangedSince) as refusal:
        batches.undo(batch, by=director)
    assert taking_back.readable(refusal.value.changes) == [
        ("partie prenante", "Hélène Le Goff", "modifiée depuis")
    ]
    batches.undo(batch, by=director, keep_changed=True)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.email, kept.sex, other.merged_into) == ("nouvelle@exemple.test", "", None)


def test_an_objection_of_either_is_an_objection_of_both(director: User) -> None:
    day = datetime.date(2026, 5, 2)
    kept = person()
    other = person("Helene", "Legoff")
    Stakeholder.objects.filter(pk=other.pk).update(objected_on=day, informed_on=day)
    Stakeholder.objects.filter(pk=kept.pk).update(informed_on=make.TODAY)
    merging.merge(kept=kept, other=other, taken=(), author=director)
    kept.refresh_from_db()
    assert (kept.objected_on, kept.informed_on) == (day, make.TODAY)


def test_the_register_person_goes_to_the_one_that_has_none(director: User) -> None:
    kept, other = person(), person(register_person=_registered("legoff"))
    before = dump()
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    kept.refresh_from_db()
    assert kept.register_person is not None
    kept.sex = "F"
    kept.save()
    batches.undo(batch, by=director, keep_changed=True)
    kept.refresh_from_db()
    kept.sex = ""
    kept.save()
    assert dump() == before


def test_two_register_persons_stay_two(director: User) -> None:
    kept = person(register_person=_registered("le goff"))
    other = person(register_person=_registered("legoff"))
    merging.merge(kept=kept, other=other, taken=(), author=director)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert None not in (kept.register_person, other.register_person)
    assert kept.register_person != other.register_person


def test_a_chain_is_undone_in_its_order(director: User) -> None:
    one, two, three = person(), person("Helene"), person("Hélene")
    make.exchange(one, director)
    before = dump()
    first = merging.merge(kept=two, other=one, taken=(), author=director)
    second = merging.merge(kept=three, other=two, taken=(), author=director)
    one.refresh_from_db()
    assert merging.survivor(one) == three
    assert Exchange.objects.get().stakeholder == three
    with pytest.raises(CannotUndo, match="défaites d’abord"):
        batches.undo(first, by=director)
    batches.undo(second, by=director)
    batches.undo(first, by=director)
    assert dump() == before


def test_who_cannot_be_merged_is_said(director: User) -> None:
    kept, other = person(), person("Helene")
    with pytest.raises(merging.CannotMerge, match="elle-même"):
        merging.merge(kept=kept, other=kept, taken=(), author=director)
    merging.merge(kept=kept, other=other, taken=(), author=director)
    with pytest.raises(merging.CannotMerge, match="entre-temps"):
        merging.merge(kept=other, other=kept, taken=(), author=director)
    gone = person("Helena")
    Stakeholder.objects.filter(pk=gone.pk).update(erased_at="2026-11-22T00:00:00Z")
    with pytest.raises(merging.CannotMerge, match="effacée"):
        merging.merge(kept=kept, other=gone, taken=(), author=director)


def test_the_decision_is_remembered_and_comes_back(director: User) -> None:
    kept, other = person(), person("Helene")
    pair = StakeholderPair.objects.create(first=kept, second=other, score=78)
    batch = merging.merge(kept=kept, other=other, taken=(), author=director)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("merged", director)
    batches.undo(batch, by=director)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("open", None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time")
def test_only_one_of_two_concurrent_merges_is_done(director: User) -> None:
    from concurrent.futures import ThreadPoolExecutor

    kept, other = person(), person("Helene")

    def attempt(pair: tuple[Stakeholder, Stakeholder]) -> bool:
        try:
            merging.merge(kept=pair[0], other=pair[1], taken=(), author=director)
        except merging.CannotMerge:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, [(kept, other), (other, kept)])) == [False, True]


def _registered(folded_last: str) -> RegisterPerson:
    return RegisterPerson.objects.create(
        last_name=folded_last,
        first_name="Hélène",
        identity=folded_last,
        folded_last=folded_last,
        folded_first="helene",
        sort_key=folded_last,
    )
