"""The rows that describe an operation, read and written as one thing."""

import datetime
from dataclasses import dataclass

from contacts.models import Organization
from operations.models import Milestone, Operation, Partner, Tenure


@dataclass(frozen=True, kw_only=True)
class Description:
    """Homes by tenure, (planned, done) by step, and (organization, role) of each partner."""

    homes: dict[Tenure.Kind, int]
    steps: dict[Milestone.Kind, tuple[datetime.date | None, datetime.date | None]]
    partners: list[tuple[Organization, str]]

    def partners_as_text(self) -> str:
        """Return the partners as one line."""
        return ", ".join(
            f"{organization} ({Partner.Role(role).label})" if role else str(organization)
            for organization, role in self.partners
        )

    def as_text(self) -> str:
        """Return a text that changes when anything of the description does."""
        homes = sorted((str(kind), count) for kind, count in self.homes.items())
        steps = sorted(
            (str(kind), str(planned), str(done)) for kind, (planned, done) in self.steps.items()
        )
        partners = sorted((organization.pk, role) for organization, role in self.partners)
        return repr((homes, steps, partners))


def stored_description(operation: Operation) -> Description:
    """Return what is stored; an operation not saved yet has an empty description."""
    if operation._state.adding:
        return Description(homes={}, steps={}, partners=[])
    return Description(
        homes={Tenure.Kind(row.kind): row.home_count for row in operation.tenures.all()},
        steps={
            Milestone.Kind(row.kind): (row.planned_on, row.done_on)
            for row in operation.milestones.all()
        },
        partners=[
            (row.organization, row.role)
            for row in operation.partners.select_related("organization")
        ],
    )


def describe(operation: Operation, description: Description) -> None:
    """Make the stored rows say what the description says; touch only those that differ."""
    _write_homes(operation, description.homes)
    _write_steps(operation, description)
    _write_partners(operation, description.partners)


def _write_homes(operation: Operation, homes: dict[Tenure.Kind, int]) -> None:
    stored = {row.kind: row for row in Tenure.objects.filter(operation=operation)}
    for kind, row in stored.items():
        if kind not in homes:
            row.delete()
    for kind, count in homes.items():
        row = stored.get(kind) or Tenure(operation=operation, kind=kind)
        if row.home_count != count:
            row.home_count = count
            row.save()


def _write_steps(operation: Operation, description: Description) -> None:
    stored = {row.kind: row for row in Milestone.objects.filter(operation=operation)}
    for kind, row in stored.items():
        if kind not in description.steps:
            row.delete()
    for kind, (planned_on, done_on) in description.steps.items():
        row = stored.get(kind) or Milestone(operation=operation, kind=kind)
        if (row.planned_on, row.done_on) != (planned_on, done_on):
            row.planned_on, row.done_on = planned_on, done_on
            row.save()


def _write_partners(operation: Operation, partners: list[tuple[Organization, str]]) -> None:
    wanted = {(organization.pk, role) for organization, role in partners}
    stored = {
        (row.organization_id, row.role): row for row in Partner.objects.filter(operation=operation)
    }
    for key, row in stored.items():
        if key not in wanted:
            row.delete()
    for organization, role in partners:
        if (organization.pk, role) not in stored:
            Partner.objects.create(operation=operation, organization=organization, role=role)
