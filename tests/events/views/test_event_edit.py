"""Planning an event and changing it."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from events.models import Event
from tests import make

ADD = reverse("event_add")


def typed(**values: str) -> dict[str, str]:
    return {
        "kind": "inauguration",
        "operation": "",
        "operation_pk": "",
        "title": "",
        "starts_at": "2026-12-03T10:00",
        "ends_at": "",
        "commune": "",
        "commune_pk": "",
        "meeting_point": "Devant la mairie",
        "note": "",
    } | values


def test_an_event_is_planned_with_what_follows_from_its_operation(
    scheduler: User, signed_in: Any
) -> None:
    operation = make.operation()
    answer = signed_in(scheduler).post(
        ADD, typed(operation="Le Clos des Pins, Port-Élorn", operation_pk=str(operation.pk))
    )
    event = Event.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, event.get_absolute_url())
    assert event.title == "Inauguration\N{NO-BREAK SPACE}– Le Clos des Pins"
    assert event.commune == operation.commune
    assert event.organizer == scheduler
    assert (event.ends_at - event.starts_at).total_seconds() == 7200


def test_the_page_of_an_operation_may_name_it(scheduler: User, signed_in: Any) -> None:
    operation = make.operation()
    page = signed_in(scheduler).get(ADD, {"operation": operation.pk}).text
    assert 'value="Le Clos des Pins, Port-Élorn"' in page


@pytest.mark.parametrize("moment", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_an_hour_that_does_not_exist_or_exists_twice_is_refused(
    scheduler: User, signed_in: Any, moment: str
) -> None:
    answer = signed_in(scheduler).post(ADD, typed(starts_at=moment))
    assert answer.status_code == 422
    assert "Cette nuit-là, on change d’heure" in answer.text
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_at": "2026-12-03T09:00"}, "Un événement se termine après avoir commencé."),
        ({"ends_at": "2027-12-03T09:00"}, "Un événement dure deux semaines au plus"),
        ({"starts_at": "0001-01-01T00:00"}, "vérifiez l’année"),
        ({"starts_at": "9999-12-31T23:59"}, "vérifiez l’année"),
        ({"starts_at": "jeudi"}, "Saisissez une date et une heure valides."),
        ({"meeting_point": "  "}, "Ce champ est obligatoire."),
        ({"kind": "party"}, "party"),
        ({"operation": "Nulle part"}, "Nulle part"),
    ],
)
def test_bad_input_says_why(
    scheduler: User, signed_in: Any, values: dict[str, str], sentence: str
) -> None:
    answer = signed_in(scheduler).post(ADD, typed(**values))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Event.objects.exists()


@pytest.mark.parametrize("field", ["title", "meeting_point", "note"])
@pytest.mark.parametrize("text", ["Au 12, rue des ajoncs", "Chez Nolwenn Quéré"])
def test_a_text_that_gives_a_resident_away_is_refused(
    scheduler: User, signed_in: Any, field: str, text: str
) -> None:
    operation = make.operation()
    make.resident(operation, address="12 rue des Ajoncs")
    values = {"operation": "Le Clos des Pins, Port-Élorn", "operation_pk": str(operation.pk)}
    answer = signed_in(scheduler).post(ADD, typed(**values | {field: text}))
    assert answer.status_code == 422
    assert "indiquez plutôt un lieu public" in answer.text


def test_the_same_form_posted_twice_plans_one_event(scheduler: User, signed_in: Any) -> None:
    client, values = signed_in(scheduler), typed(_once=str(uuid.uuid4()))
    first, second = client.post(ADD, values), client.post(ADD, values)
    assert first.headers["Location"] == second.headers["Location"]
    assert Event.objects.count() == 1


def test_moving_an_event_counts_up_and_says_who_is_to_be_told(
    scheduler: User, signed_in: Any
) -> None:
    event = make.event(scheduler)
    event.guests.create(stakeholder=make.stakeholder())
    url = reverse("event_edit", args=[event.pk])
    client = signed_in(scheduler)
    seen = client.get(url).context["form"].version_seen
    answer = client.post(
        url, typed(kind="home_visit", starts_at="2026-12-04T10:00", _seen=seen), follow=True
    )
    event.refresh_from_db()
    assert event.sequence == 1
    assert "1 personne invitée est à prévenir du changement." in answer.text


def test_an_edit_based_on_an_older_version_is_refused(scheduler: User, signed_in: Any) -> None:
    event = make.event(scheduler)
    url = reverse("event_edit", args=[event.pk])
    client = signed_in(scheduler)
    seen = client.get(url).context["form"].version_seen
    event.meeting_point = "Place de l’Église"
    event.save()
    answer = client.post(url, typed(kind="home_visit", _seen=seen))
    assert answer.status_code == 422
    assert "Place de l’Église" in answer.text
    event.refresh_from_db()
    assert event.meeting_point == "Place de l’Église"


def test_a_title_is_proposed_as_one_chooses(scheduler: User, signed_in: Any) -> None:
    operation = make.operation()
    client, url = signed_in(scheduler), reverse("event_title")
    chosen = {"kind": "home_visit", "operation_pk": operation.pk}
    assert (
        "Visite chez l’habitant\N{NO-BREAK SPACE}– Le Clos des Pins" in client.get(url, chosen).text
    )
    assert client.get(url, {"kind": "", "operation_pk": "x"}).text == ""


@pytest.mark.parametrize("role", ["director", "reader", "communicator"])
def test_members_of_other_roles_do_not_plan(
    role: str, request: pytest.FixtureRequest, scheduler: User, signed_in: Any
) -> None:
    event = make.event(scheduler)
    client = signed_in(request.getfixturevalue(role))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, typed()).status_code == 403
    assert client.post(reverse("event_edit", args=[event.pk]), typed()).status_code == 403
    assert Event.objects.count() == 1


def test_a_stranger_does_not_learn_that_it_exists(
    stranger: User, scheduler: User, signed_in: Any
) -> None:
    event = make.event(scheduler)
    client = signed_in(stranger)
    for url in (ADD, reverse("event_edit", args=[event.pk]), reverse("event_title")):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("where", ["Chez Nolwenn Quéré", "12 rue des Ajoncs", "Hall, code 42B7"])
def test_an_event_about_no_operation_gives_no_resident_away_either(
    scheduler: User, signed_in: Any, where: str
) -> None:
    make.resident(make.operation(), address="12, rue des Ajoncs, 29800 X", access="Code 42B7")
    answer = signed_in(scheduler).post(ADD, typed(meeting_point=where))
    assert answer.status_code == 422
    assert "Ce texte dit qui est un·e habitant·e" in answer.text
    assert not Event.objects.exists()
