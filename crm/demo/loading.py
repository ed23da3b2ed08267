"""Loads the demonstration into an empty base, in one transaction, and clears it again."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, router, transaction
from django.utils.translation import override

from accounts.demo_team import PASSWORD
from accounts.models import Cooperative, User
from brochures.models import Brochure
from contacts.models import Organization, Stakeholder
from crm.demo import calendar, doubles, facts, homes, people, prints, review
from crm.demo.cast import Cast
from crm.demo.team import COOPERATIVE, TEAM
from directory import territories
from events.models import Event
from operations.models import Operation

LOGO = Path(__file__).parent / "pictures" / "logo.png"
CLEARED = ("brochures", "events", "network", "operations", "contacts")
FOLDERS = ("photos", "editions", "cooperative")


class NotADemonstration(Exception):
    """The base holds the data of a real cooperative; nothing of it is touched."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How much was written."""

    stakeholder_count: int
    operation_count: int
    event_count: int
    edition_count: int


def is_in_use() -> bool:
    """Tell whether the base belongs to somebody: a cooperative is named, or its data is there."""
    if Cooperative.objects.exclude(name="").exists():
        return True
    held: tuple[type[models.Model], ...] = (Stakeholder, Organization, Operation, Event, Brochure)
    return any(model._default_manager.exists() for model in held)


def load(*, on: datetime.date) -> Summary:
    """Write the whole demonstration as seen on that day.

    Raises NotADemonstration when the base is in use. All in one transaction: a load that is
    killed leaves nothing behind but files, which the next one removes.
    """
    if is_in_use():
        raise NotADemonstration
    territories.load()
    leftovers = list(_files())
    with transaction.atomic(), override("fr"):
        summary = _write(Cast(on=on))
        transaction.on_commit(lambda: _delete(leftovers))
    return summary


def reset(*, on: datetime.date) -> Summary:
    """Clear the demonstration and write it again; the territories and the register stay.

    Raises NotADemonstration when the base is in use by a real cooperative.
    """
    if is_in_use() and not Cooperative.current().is_demo:
        raise NotADemonstration
    with transaction.atomic():
        clear()
        return load(on=on)


def _write(cast: Cast) -> Summary:
    cast.users = _team()
    _cooperative()
    cast.organizations = people.write_organizations(cast)
    facts.complete_organizations(cast)
    cast.stakeholders = people.write_people(cast)
    facts.complete_people(cast)
    doubles.write(cast)
    cast.operations = homes.write_operations(cast)
    cast.residents = homes.write_residents(cast)
    review.write_review(cast)
    events = calendar.write_events(cast)
    prints.write_figures(cast)
    editions = prints.write_brochures(cast)
    return Summary(
        stakeholder_count=Stakeholder.objects.count(),
        operation_count=len(cast.operations),
        event_count=len(events),
        edition_count=len(editions),
    )


def _team() -> dict[str, User]:
    password = make_password(PASSWORD)  # hashed once: hashing is slow on purpose
    made = {}
    for member in TEAM:
        user = User.objects.create_user(
            f"{member.key}@entregent.example",
            roles=member.roles,
            first_name=member.first_name,
            last_name=member.last_name,
            job_title=member.job_title,
            phone=member.phone,
        )
        user.password = password
        user.save(update_fields=["password"])
        made[member.key] = user
    return made


def _cooperative() -> None:
    cooperative = Cooperative(pk=1, **COOPERATIVE)
    with LOGO.open("rb") as stream:
        cooperative.logo.save("logo.png", File(stream), save=False)
    cooperative.save()


def clear() -> None:
    """Delete every row of the packages above the directory, then the team of the demonstration.

    Foreign keys are checked at the end of the transaction, so the order does not matter.
    """
    for label in CLEARED:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            model._base_manager.all()._raw_delete(router.db_for_write(model))
    review.clear()
    User.objects.filter(email__in=[f"{member.key}@entregent.example" for member in TEAM]).delete()
    Cooperative.objects.all().delete()


def _files() -> Iterator[str]:
    """Return the names of the files the demonstration's folders hold now."""
    for folder in FOLDERS:
        if default_storage.exists(folder):
            yield from (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])


def _delete(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
