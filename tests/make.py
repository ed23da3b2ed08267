"""Makes the objects tests need, with sensible values for what they do not care about."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from contacts import naming, people, refreshing
from contacts.models import Exchange, Mandate, Organization, Post, Stakeholder
from directory.editions import cohort_of
from directory.folding import fold
from directory.models import RegisterEdition, RegisterMandate, RegisterPerson, SeatKind, Territory
from directory.names import APART
from directory.place_words import found_by
from events.models import Event
from operations import naming as resident_naming
from operations.models import Consent, Operation, Resident

TODAY = datetime.date(2026, 11, 22)


def commune(name: str = "Port-Élorn", code: str = "29901", **extra: Any) -> Territory:
    """Return an invented commune, made on first use."""
    made, _created = Territory.objects.get_or_create(
        kind=Territory.Kind.COMMUNE,
        code=code,
        defaults={
            "name": name,
            "name_of": f"de {name}",
            "sort_key": name.lower(),
            "search_text": found_by("commune", name),
        }
        | extra,
    )
    return made


def stakeholder(
    first_name: str = "Maëlle", last_name: str = "Kervelec’h", **extra: Any
) -> Stakeholder:
    """Return a stakeholder entered by hand."""
    sort_key = extra.pop("sort_key", "")
    made = Stakeholder(first_name=first_name, last_name=last_name, **({"source_on": TODAY} | extra))
    naming.prepare(made)
    made.sort_key = sort_key or made.sort_key
    made.save()
    return made


def councillor(holder: Stakeholder, territory: Territory | None = None, **extra: Any) -> Mandate:
    """Return a seat in the municipal council, which several people hold at once."""
    values = {"kind": SeatKind.MUNICIPAL, "title": "Conseillère municipale", "rank": 340} | extra
    return mandate(holder, territory, **values)


def mandate(holder: Stakeholder, territory: Territory | None = None, **extra: Any) -> Mandate:
    """Return a mayor's mandate that runs: one person at a time holds it."""
    values = {
        "kind": SeatKind.MAYOR,
        "title": "Maire",
        "started_on": datetime.date(2026, 3, 21),
        "rank": 20,
    } | extra
    made = Mandate.objects.create(stakeholder=holder, territory=territory or commune(), **values)
    naming.refresh(holder)
    return made


def bank(name: str = "Banque des Embruns") -> Organization:
    """Return an invented bank."""
    return people.add_organization(name=name, kind=Organization.Kind.BANK)


def post(holder: Stakeholder, organization: Organization, **extra: Any) -> Post:
    """Return a post that runs."""
    values = {"title": "Directrice d’agence"} | extra
    made = Post.objects.create(stakeholder=holder, organization=organization, **values)
    naming.refresh(holder)
    return made


def exchange(holder: Stakeholder, author: User, **extra: Any) -> Exchange:
    """Return a noted meeting."""
    values = {"happened_on": TODAY, "text": "Souhaite visiter une opération en BRS."} | extra
    made = Exchange.objects.create(stakeholder=holder, author=author, **values)
    refreshing.refresh([holder.pk])
    return made


def operation(name: str = "Le Clos des Pins", **extra: Any) -> Operation:
    """Return an operation in the invented commune."""
    extra.setdefault("commune", None)
    extra["commune"] = extra["commune"] or commune()
    return Operation.objects.create(name=name, **extra)


def resident(
    of: Operation, first_name: str = "Nolwenn", last_name: str = "Quéré", **extra: Any
) -> Resident:
    """Return a resident of an operation."""
    made = Resident(operation=of, first_name=first_name, last_name=last_name, **extra)
    resident_naming.prepare(made).save()
    return made


def consent(of: Resident, kind: Consent.Kind, recorded_by: User, **extra: Any) -> Consent:
    """Return a consent in force."""
    values = {"given_on": TODAY - datetime.timedelta(days=30), "text_version": "2026-1"} | extra
    return Consent.objects.create(resident=of, kind=kind, recorded_by=recorded_by, **values)


def event(organizer: User, **extra: Any) -> Event:
    """Return a home visit in Paris summer or winter time, two hours long."""
    starts_at = extra.pop("starts_at", datetime.datetime(2026, 12, 3, 9, 0, tzinfo=datetime.UTC))
    values = {
        "kind": Event.Kind.HOME_VISIT,
        "title": "Visite au Clos des Pins",
        "starts_at": starts_at,
        "ends_at": starts_at + datetime.timedelta(hours=2),
        "meeting_point": "Devant la mairie",
    } | extra
    return Event.objects.create(organizer=organizer, **values)


def register_person(commune: Territory) -> RegisterPerson:
    """Return an invented mayor of the register, with the edition that names them."""
    edition = RegisterEdition.objects.create(
        kind=SeatKind.MAYOR,
        published_on=datetime.date(2026, 5, 6),
        file_name="maires.csv",
        sha256="0" * 64,
        imported_at=timezone.now(),
    )
    folded = fold("Kerbrat"), fold("Yvonne")
    person = RegisterPerson.objects.create(
        last_name="Kerbrat",
        first_name="Yvonne",
        sex="F",
        identity="|".join(folded),
        folded_last=folded[0],
        folded_first=folded[1],
        sort_key=APART.join(folded),
    )
    RegisterMandate.objects.create(
        person=person,
        kind=SeatKind.MAYOR,
        territory=commune,
        started_on=datetime.date(2026, 3, 20),
        key="mayor||2026-03-20",
        first_seen_in=edition,
        cohort=cohort_of(edition),
    )
    return person
