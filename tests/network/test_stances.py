import datetime

import pytest

from contacts.models import Stakeholder
from network import stances
from network.labels import stance_label
from network.models import Stance, StanceChange
from tests import make

LATER = make.TODAY + datetime.timedelta(days=1)


def _change(holder, author, stance=Stance.CONVINCED, **extra):
    values = {"on": make.TODAY, "reason": "Défend le BRS en conseil."} | extra
    return stances.change_stance(stakeholder=holder, stance=stance, author=author, **values)


def test_a_change_rests_on_an_exchange_or_on_a_reason(director):
    holder = make.stakeholder()
    with pytest.raises(stances.EvidenceMissing):
        _change(holder, director, reason="  ")
    evidence = make.exchange(holder, director)
    assert _change(holder, director, reason="", evidence=evidence).evidence == evidence


def test_the_exchange_of_somebody_else_is_no_evidence(director):
    other = make.exchange(make.stakeholder(), director)
    with pytest.raises(stances.EvidenceMissing):
        _change(make.stakeholder(), director, evidence=other)


def test_the_latest_day_then_the_latest_noted_says_where_they_stand(director):
    holder = make.stakeholder()
    _change(holder, director, Stance.INFORMED, on=LATER)
    _change(holder, director, Stance.ADVOCATE)
    last = _change(holder, director, Stance.RESERVED, on=LATER, is_target=True)
    found = stances.with_stance(Stakeholder.objects.all()).get()
    assert (found.stance, found.stance_on, found.is_target) == (Stance.RESERVED, LATER, True)
    assert stances.latest(holder) == last
    assert stances.current_of([holder]) == {holder.pk: last}


def test_nothing_said_is_no_stance_and_no_target(db):
    make.stakeholder()
    found = stances.with_stance(Stakeholder.objects.all()).get()
    assert (found.stance, found.stance_on, found.is_target) == (None, None, False)


def test_convinced_are_those_who_are_or_carry_our_message_today(director):
    names = {}
    for stance in Stance:
        names[stance] = make.stakeholder(last_name=stance.value)
        _change(names[stance], director, stance)
    lost = make.stakeholder(last_name="lost")
    _change(lost, director, Stance.CONVINCED)
    _change(lost, director, Stance.INFORMED, on=LATER)
    assert set(stances.convinced()) == {names[Stance.CONVINCED], names[Stance.ADVOCATE]}


def test_current_stances_of_a_list_cost_one_query(director, django_assert_num_queries):
    people = [make.stakeholder(last_name=name) for name in "ABC"]
    for person in people:
        _change(person, director, Stance.INFORMED)
        _change(person, director)
    with django_assert_num_queries(1):
        found = stances.current_of(people)
    assert {change.stance for change in found.values()} == {Stance.CONVINCED}


def test_the_ladder_shows_the_rungs_climbed_with_their_day(director):
    holder = make.stakeholder()
    _change(holder, director, Stance.INFORMED)
    _change(holder, director, Stance.INTERESTED, on=LATER)
    steps = stances.history(holder, reader=director)
    rungs = stances.ladder(steps, sex="F")
    assert [(rung.label, rung.is_reached, rung.reached_on) for rung in rungs] == [
        ("porteuse", False, None),
        ("convaincue", False, None),
        ("intéressée", True, LATER),
        ("informée", True, make.TODAY),
        ("repérée", True, None),
    ]
    assert [rung.is_current for rung in rungs] == [False, False, True, False, False]


def test_reserved_stands_apart_from_the_ladder(director):
    holder = make.stakeholder()
    _change(holder, director, Stance.INTERESTED)
    _change(holder, director, Stance.RESERVED)
    rungs = stances.ladder(stances.history(holder, reader=director), sex="")
    assert not any(rung.is_reached for rung in rungs)


def test_a_private_note_as_evidence_is_not_fetched_for_a_reader(director, reader):
    holder = make.stakeholder()
    evidence = make.exchange(holder, director, is_private=True)
    _change(holder, director, evidence=evidence)
    (shown,) = stances.history(holder, reader=director)
    (hidden,) = stances.history(holder, reader=reader)
    assert (shown.evidence, shown.is_hidden) == (evidence, False)
    assert (hidden.evidence, hidden.is_hidden) == (None, True)


def test_only_the_last_change_is_taken_back_and_only_by_its_author(director, communicator):
    holder = make.stakeholder()
    first, last = _change(holder, director), _change(holder, director, Stance.ADVOCATE)
    for change, author in ((first, director), (last, communicator)):
        with pytest.raises(stances.NotTheLast):
            stances.take_back(change, author=author)
    stances.take_back(last, author=director)
    assert list(StanceChange.objects.all()) == [first]


@pytest.mark.parametrize(
    ("sex", "labels"),
    [
        ("F", ["repérée", "informée", "intéressée", "convaincue", "porteuse", "réservée"]),
        ("M", ["repéré", "informé", "intéressé", "convaincu", "porteur", "réservé"]),
        (
            "",
            ["repéré·e", "informé·e", "intéressé·e", "convaincu·e", "porteur·euse", "réservé·e"],
        ),
    ],
)
def test_labels_agree_with_the_person(sex, labels):
    assert [stance_label(stance, sex) for stance in Stance] == labels


def test_pages_by_stance_forget_nobody(director, signed_in):
    """The names run against the keys: an order that followed them would skip people."""
    for number in range(55):
        person = make.stakeholder(last_name=f"Nom{99 - number}")
        if number % 11:
            stances.change_stance(
                stakeholder=person,
                stance=Stance.INFORMED if number % 2 else Stance.ADVOCATE,
                author=director,
                on=make.TODAY,
                reason="Le dit.",
            )
    client, seen, url = signed_in(director), [], "/personnes/?tri=positionnement"
    while url:
        page = client.get(url)
        seen += [line.row.pk for line in page.context["lines"]]
        url = page.context["page"].next and f"/personnes/{page.context['page'].next}"
    assert len(seen) == len(set(seen)) == 55
