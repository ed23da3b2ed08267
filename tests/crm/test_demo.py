"""The demonstration: complete, repeatable, and about nobody real."""

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Cooperative, User
from accounts.permissions import Role
from brochures.models import Audience, Brochure, Edition, Figure, Handover
from contacts.models import Exchange, Mandate, Organization, Stakeholder
from contacts.phones import shown
from crm.demo import SIGN_INS, loading, places
from crm.demo.doubles import TWICE
from crm.demo.people import PEOPLE
from crm.demo.shapes import Place, day
from crm.demo.team import TEAM
from directory import search, search_index
from directory.models import SeatKind, Territory, TerritoryVintage
from events.hosting import gives_away, without_consent
from events.models import Event, Guest
from network.models import Stance, StanceChange
from operations.models import Consent, Milestone, Operation, Photo, Resident
from operations.models import Testimonial as Said
from tests import make
from ui import upkeep

TODAY = datetime.date(2026, 11, 22)
KEPT = (search_index.TERRITORIES, search_index.TERRITORY_WORDS)
CONSENTS_ASKED = 2  # of the residents who receive at La Friture, one has not signed


@pytest.fixture(scope="class")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[loading.Summary]:
    """Load the demonstration once for the tests that only read it."""
    with django_db_blocker.unblock():
        summary = loading.load(on=TODAY)
        yield summary
        with transaction.atomic(), upkeep.set_aside(*KEPT):
            loading.clear()
            Territory.objects.all()._raw_delete("default")
            TerritoryVintage.objects.all().delete()


@pytest.mark.django_db
class TestWhatIsThere:
    @pytest.fixture(autouse=True)
    def _stage(self, loaded: loading.Summary) -> None:
        self.summary = loaded

    def test_the_summary_counts_what_was_written(self) -> None:
        assert self.summary == loading.Summary(
            stakeholder_count=Stakeholder.objects.count(),
            operation_count=12,
            event_count=8,
            edition_count=4,
        )
        assert 60 <= self.summary.stakeholder_count <= 70

    def test_the_invented_register_is_found_as_one_types(self) -> None:
        assert [row.last_name for row in search.search("maire bruz")] == ["Lescouarn"]

    def test_stakeholders_are_of_all_kinds(self) -> None:
        kinds = set(Mandate.objects.values_list("kind", flat=True))
        assert kinds == {
            SeatKind.MAYOR,
            SeatKind.MUNICIPAL,
            SeatKind.INTERCOMMUNAL,
            SeatKind.DEPARTMENTAL,
            SeatKind.REGIONAL,
            SeatKind.DEPUTY,
            SeatKind.SENATOR,
        }
        served = set(
            Organization.objects.filter(posts__isnull=False).values_list("kind", flat=True)
        )
        assert served == set(Organization.Kind)

    def test_everyone_is_followed_by_somebody_and_holds_or_held_a_seat(self) -> None:
        assert not Stakeholder.objects.filter(referent=None).exists()
        assert not Stakeholder.objects.filter(mandates=None, posts=None).exists()

    def test_seats_ended_in_march_2026_and_most_have_a_successor(self) -> None:
        ended = Mandate.objects.filter(kind=SeatKind.MAYOR, ended_on__year=2026, ended_on__month=3)
        successors = Mandate.objects.filter(
            kind=SeatKind.MAYOR, ended_on=None, territory__in=ended.values("territory")
        )
        assert (ended.count(), successors.count()) == (4, 3)

    def test_every_stance_rests_on_evidence_and_advocates_are_few(self) -> None:
        latest = {
            change.stakeholder_id: change.stance
            for change in StanceChange.objects.order_by("changed_on", "pk")
        }
        counts = Counter(latest.values())
        assert set(counts) == set(Stance)
        assert counts["advocate"] == 5
        assert counts["reserved"] == 3
        assert StanceChange.objects.filter(is_target=True).exists()

    def test_nothing_noted_lies_in_the_future(self) -> None:
        assert not Exchange.objects.filter(happened_on__gt=TODAY).exists()
        assert not StanceChange.objects.filter(changed_on__gt=TODAY).exists()
        assert not Milestone.objects.filter(done_on__gt=TODAY).exists()
        assert not Handover.objects.filter(handed_on__gt=TODAY).exists()
        assert not Consent.objects.filter(given_on__gt=TODAY).exists()

    def test_some_ties_went_cold(self) -> None:
        silent = Stakeholder.objects.in_office(TODAY).silent_since(
            TODAY - datetime.timedelta(days=180)
        )
        assert silent.count() >= 5

    def test_each_operation_has_homes_steps_and_a_drawn_picture(self) -> None:
        for operation in Operation.objects.all():
            assert operation.tenures.exists()
            assert operation.milestones.exists()
            assert operation.photos.filter(licence__startswith="Dessin libre de droits").exists()
        assert Operation.objects.values("commune").distinct().count() == 8

    def test_some_steps_are_done_some_late_some_coming(self) -> None:
        open_ones = Milestone.objects.filter(done_on=None)
        assert open_ones.filter(planned_on__lt=TODAY).count() == 2
        assert open_ones.filter(planned_on__gt=TODAY).count() >= 8

    def test_visits_are_planned_this_week_one_lacks_a_consent_one_is_cancelled(self) -> None:
        noon = datetime.datetime(2026, 11, 22, 11, tzinfo=datetime.UTC)
        week = Event.objects.filter(
            starts_at__gt=noon, starts_at__lt=noon + datetime.timedelta(days=7)
        )
        assert week.filter(status=Event.Status.CONFIRMED).count() == 2
        assert Event.objects.filter(status=Event.Status.CANCELLED).count() == 1
        draft = Event.objects.get(title="Visite chez l’habitant à La Friture")
        assert (draft.hosts.count(), len(without_consent(draft))) == (CONSENTS_ASKED, 1)
        for event in Event.objects.filter(status=Event.Status.CONFIRMED):
            assert without_consent(event) == []

    def test_guests_come_in_a_seat_they_hold_that_day(self) -> None:
        assert not Guest.objects.filter(mandate=None, post=None).exists()

    def test_no_event_gives_a_resident_away(self) -> None:
        residents = list(Resident.objects.all())
        for event in Event.objects.all():
            assert not gives_away(f"{event.meeting_point} {event.note}", residents)

    def test_one_testimonial_may_no_longer_be_printed_and_a_draft_still_quotes_it(self) -> None:
        spoken = Said.objects.publishable(TODAY)
        lost = Said.objects.exclude(pk__in=spoken.values("pk")).get()
        assert Brochure.objects.get(testimonial=lost).editions.count() == 0

    def test_editions_keep_to_the_pages_they_were_designed_for(self) -> None:
        pages = Counter(Edition.objects.values_list("brochure__audience", "page_count"))
        assert pages == {(Audience.COMMUNE, 4): 2, (Audience.BANK, 3): 2}

    def test_an_edition_is_frozen_before_it_is_handed_over(self) -> None:
        for handover in Handover.objects.select_related("edition"):
            assert timezone.localdate(handover.edition.frozen_at) <= handover.handed_on

    def test_figures_say_that_they_are_invented(self) -> None:
        assert set(Figure.objects.values_list("source", flat=True)) == {"Données de démonstration"}
        shares = Figure.objects.filter(place=Figure.Place.FINANCING).values_list("value", flat=True)
        assert sum(int(share.split("\u00a0")[0]) for share in shares) == 100

    def test_figures_about_homes_agree_with_the_operations(self) -> None:
        delivered = Milestone.objects.filter(
            kind=Milestone.Kind.DELIVERY, done_on__year__range=(2023, 2025)
        )
        homes = sum(
            tenure.home_count
            for milestone in delivered.prefetch_related("operation__tenures")
            for tenure in milestone.operation.tenures.all()
        )
        figures = Figure.objects.filter(label__startswith="logements livrés")
        assert figures.filter(value=str(homes)).exists()

    def test_phones_and_addresses_lead_to_nobody(self) -> None:
        phones = [
            *map(shown, Stakeholder.objects.exclude(phone="").values_list("phone", flat=True)),
            *Resident.objects.values_list("phone", flat=True),
            *User.objects.values_list("phone", flat=True),
        ]
        assert all(phone.startswith(("02 61 91 ", "06 39 98 ")) for phone in phones)
        assert len(set(phones)) == len(phones)
        emails = [
            *Stakeholder.objects.exclude(email="").values_list("email", flat=True),
            *Resident.objects.values_list("email", flat=True),
            *User.objects.values_list("email", flat=True),
        ]
        assert all(email.endswith(".example") for email in emails)

    def test_each_sign_in_works_with_its_password_and_role(self) -> None:
        roles = []
        for sign_in in SIGN_INS:
            user = User.objects.get(email=sign_in.email)
            assert user.check_password(sign_in.password)
            roles += user.roles
        assert roles == list(Role)

    def test_loading_again_changes_nothing(self) -> None:
        with pytest.raises(loading.NotADemonstration):
            loading.load(on=TODAY)
        call_command("demo", verbosity=0)
        assert Stakeholder.objects.count() == self.summary.stakeholder_count


@pytest.mark.django_db
def test_reset_refuses_the_base_of_a_real_cooperative() -> None:
    Cooperative.objects.create(pk=1, name="Habitat du Trégor")
    kept = make.stakeholder()
    with pytest.raises(CommandError, match="vraie coopérative"):
        call_command("demo", reset=True, verbosity=0)
    assert Stakeholder.objects.get() == kept


@pytest.mark.django_db
def test_a_base_with_people_but_no_name_is_in_use_too() -> None:
    assert not loading.is_in_use()
    make.stakeholder()
    assert loading.is_in_use()


@pytest.fixture
def few_territories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the territories of the demonstration alone: the 35,000 of France take seconds."""

    def load() -> None:
        for place in vars(places).values():
            if isinstance(place, Place):
                Territory.objects.get_or_create(
                    kind=place.kind,
                    code=place.code,
                    defaults={"name": place.name, "name_of": f"de {place.name}"},
                )

    monkeypatch.setattr("directory.territories.load", load)


@pytest.mark.django_db
@pytest.mark.usefixtures("few_territories")
def test_reset_starts_over_and_keeps_the_other_users(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.demo.prints.LEAFLETS", ())
    monkeypatch.setattr("crm.demo.homes._photo", lambda operation, picture: None)
    loading.load(on=TODAY)
    Stakeholder.objects.filter(last_name="Guernalec").update(first_name="Autre")
    again = loading.reset(on=TODAY)
    assert again.stakeholder_count == Stakeholder.objects.count() == len(PEOPLE) + len(TWICE)
    assert not Stakeholder.objects.filter(first_name="Autre").exists()
    assert User.objects.filter(pk=administrator.pk).exists()
    assert User.objects.count() == len(TEAM) + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few_territories")
def test_a_load_that_breaks_leaves_nothing_and_the_next_one_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crm.demo.prints.LEAFLETS", ())

    def break_down(cast: object) -> None:
        raise RuntimeError("killed")

    before = (
        set(default_storage.listdir("photos")[1]) if default_storage.exists("photos") else set()
    )
    with monkeypatch.context() as patched:
        patched.setattr("crm.demo.calendar.write_events", break_down)
        with pytest.raises(RuntimeError, match="killed"):
            loading.load(on=TODAY)
    assert not loading.is_in_use()
    assert not User.objects.exists()
    loading.load(on=TODAY)
    kept = {Path(name).name for name in Photo.objects.values_list("image", flat=True)}
    stored = set(default_storage.listdir("photos")[1]) - before
    assert {name for name in stored if not name.endswith("-800.jpg")} == kept


@pytest.mark.parametrize(
    ("on", "when", "expected"),
    [
        (datetime.date(2026, 11, 22), -2, datetime.date(2026, 11, 24)),
        (datetime.date(2026, 11, 26), -2, datetime.date(2026, 11, 30)),
        (datetime.date(2026, 11, 26), -3, datetime.date(2026, 11, 30)),
        (datetime.date(2026, 11, 22), 1, datetime.date(2026, 11, 20)),
        (datetime.date(2026, 11, 22), 0, datetime.date(2026, 11, 20)),
        (datetime.date(2026, 11, 22), datetime.date(2024, 6, 18), datetime.date(2024, 6, 18)),
    ],
)
def test_days_are_counted_to_a_working_day(
    on: datetime.date, when: int | datetime.date, expected: datetime.date
) -> None:
    assert day(when, on) == expected
