"""Consents of residents: the text they sign, where each one stands, and who uses what they gave."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from operations.models import Consent, Resident

# The texts are `templates/operations/consents/<kind>_<version>.html`. A text somebody signed is
# never changed: a new wording is a new version, and the older ones stay readable.
TEXT_VERSIONS: tuple[str, ...] = ("2026-1",)
CURRENT_TEXT = TEXT_VERSIONS[-1]

# What the form proposes, in days; whoever records the consent writes what was agreed to.
PROPOSED_DURATION = {
    Consent.Kind.HOSTING: datetime.timedelta(days=365),
    Consent.Kind.TESTIMONY: datetime.timedelta(days=3 * 365),
    Consent.Kind.IMAGE: datetime.timedelta(days=3 * 365),
}


class ConsentMissing(Exception):
    """The resident has not agreed to this, or no longer does."""


@dataclass(frozen=True, kw_only=True)
class Use:
    """Something that rests on a consent: an event that a resident hosts, a brochure in hand."""

    kind: Consent.Kind
    text: str
    url: str


type UseFinder = Callable[[Resident], Iterable[Use]]
_finders: list[UseFinder] = []


def register_use(finder: UseFinder) -> None:
    """Name a function that lists what uses the consents of a resident.

    Higher packages call it in their `AppConfig.ready`; the finder lists only what a withdrawal
    would touch: events to come, drafts, not what is over or already printed.
    """
    if finder not in _finders:
        _finders.append(finder)


def uses_of(resident: Resident, kind: Consent.Kind | None = None) -> list[Use]:
    """Return what uses the consents of this resident, or the one consent of that kind."""
    found = [use for finder in _finders for use in finder(resident)]
    return [use for use in found if kind is None or use.kind == kind]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a resident stands about one of the three consents, on a day."""

    kind: Consent.Kind
    consent: Consent | None
    state: Consent.State | None
    uses: list[Use]

    @property
    def is_in_force(self) -> bool:
        """Tell whether the resident agrees on that day."""
        return self.state == Consent.State.IN_FORCE

    @property
    def is_still_used(self) -> bool:
        """Tell whether something goes on using what is no longer agreed to."""
        return bool(self.uses) and not self.is_in_force


def standings(resident: Resident, on: datetime.date) -> list[Standing]:
    """Return the three consents of a resident: the one in force on that day, else the latest."""
    consents = sorted(resident.consents.all(), key=lambda one: (one.given_on, one.pk), reverse=True)
    uses = uses_of(resident)
    result = []
    for kind in Consent.Kind:
        of_kind = [consent for consent in consents if consent.kind == kind]
        in_force = [consent for consent in of_kind if consent.is_in_force(on)]
        consent = next(iter(in_force or of_kind), None)
        result.append(
            Standing(
                kind=kind,
                consent=consent,
                state=consent.state(on) if consent else None,
                uses=[use for use in uses if use.kind == kind],
            )
        )
    return result


def require(resident: Resident, kind: Consent.Kind, on: datetime.date) -> Consent:
    """Return the consent of that kind in force on that day. Raises ConsentMissing."""
    consent = Consent.objects.in_force(kind, on).filter(resident=resident).first()
    if consent is None:
        raise ConsentMissing
    return consent


def withdraw(consent: Consent, *, on: datetime.date) -> list[int]:
    """Note that the resident no longer agrees; return the keys of the consents this ends.

    Every paper of that kind still open ends with it: nobody withdraws one sheet and means the
    other to stand.
    """
    still_open = Consent.objects.select_for_update().filter(
        resident=consent.resident_id, kind=consent.kind, withdrawn_on=None
    )
    ended = list(still_open.order_by("pk"))
    for row in ended:
        row.withdrawn_on = on
        row.save(update_fields=["withdrawn_on"])
    return [row.pk for row in ended]


def reinstate(pks: list[int]) -> int | None:
    """Take a withdrawal back; return the key of the resident, None when nothing is left."""
    resident_pk = None
    for row in Consent.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
        row.withdrawn_on = None
        row.save(update_fields=["withdrawn_on"])
        resident_pk = row.resident_id
    return resident_pk


def agreements(resident: Resident, on: datetime.date) -> list[Consent.Kind]:
    """Return what the resident agrees to on that day; their consents come prefetched."""
    in_force = {consent.kind for consent in resident.consents.all() if consent.is_in_force(on)}
    return [kind for kind in Consent.Kind if kind in in_force]
