"""How the seats of the register read: *name · seat · since when*, and in which order."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from directory import titles
from directory.models import RegisterMandate, RegisterPerson, SeatKind, Territory
from directory.names import with_de
from directory.seat_keys import SeatKey, seat_key


@dataclass(frozen=True)
class SeatLine:
    """A seat as it is shown: "Maire" "de Quimper" "" since a day, as seen in a file of a day."""

    mandate: RegisterMandate
    title: str
    of: str
    district: str
    since: datetime.date | None
    seen_on: datetime.date
    rank: int

    @property
    def territory(self) -> Territory:
        """Return the territory of the seat."""
        return self.mandate.territory

    @property
    def slug(self) -> str:
        """Return the end of the address of the page of the seat."""
        return slug_of(self.key)

    @property
    def key(self) -> SeatKey:
        """Return which seat it is."""
        return key_of(self.mandate)


def slug_of(key: SeatKey) -> str:
    """Return the end of the address of a seat: "mayor", "departmental--quimper-1"."""
    part = slugify(key.role or key.place)
    return f"{key.kind}--{part}" if part else key.kind


def key_of(mandate: RegisterMandate) -> SeatKey:
    """Return which seat a row of the register is about."""
    return seat_key(
        kind=mandate.kind,
        territory=mandate.territory_id,
        title=mandate.function,
        district=mandate.district,
    )


def seat_lines(mandates: Iterable[RegisterMandate], sex: str) -> list[SeatLine]:
    """Return the seats of one person, the first to be named first; a mayor is one only once.

    Every mayor stands in two files, as mayor and as municipal councillor "Maire".
    """
    mandates = list(mandates)
    mayor_of = {one.territory_id for one in mandates if one.kind == SeatKind.MAYOR}
    lines = [
        seat_line(one, sex)
        for one in mandates
        if not (titles.is_mayor(one.kind, one.function) and one.territory_id in mayor_of)
    ]
    return sorted(lines, key=lambda line: (line.rank, line.title, line.mandate.pk))


def seat_line(mandate: RegisterMandate, sex: str) -> SeatLine:
    """Return how one seat is shown."""
    is_national = mandate.territory.kind == Territory.Kind.COUNTRY
    return SeatLine(
        mandate=mandate,
        title=titles.title_of(mandate.kind, mandate.function, sex),
        of="" if is_national else mandate.territory.name_of,
        district=district_words(mandate),
        since=mandate.function_started_on or mandate.started_on,
        seen_on=mandate.last_seen_in.published_on,
        rank=titles.rank_of(mandate.kind, mandate.function),
    )


def district_words(mandate: RegisterMandate) -> str:
    """Return where the seat was won, as French says it: "canton de Quimper-1"."""
    if not mandate.district:
        return ""
    if mandate.kind == SeatKind.DEPARTMENTAL:
        return f"canton {with_de(mandate.district)}"
    if mandate.kind == SeatKind.INTERCOMMUNAL:
        return f"au titre {with_de(mandate.district)}"
    return mandate.district


def mayors_of(communes: Iterable[Territory]) -> dict[int, RegisterMandate]:
    """Return the mayor's seat of each commune by its primary key, as the latest file says."""
    mandates = (
        RegisterMandate.objects.current()
        .filter(kind=SeatKind.MAYOR, territory__in=[commune.pk for commune in communes])
        .select_related("person", "cohort__last_seen_in")
        .order_by("cohort__last_seen_in__published_on", "function_started_on", "pk")
    )
    return {one.territory_id: one for one in mandates}


@dataclass(frozen=True)
class Sitting:
    """Who sits in a body, by kind of seat: in its latest file, or only in an earlier one."""

    present: list[tuple[RegisterPerson, SeatLine]]
    earlier: list[tuple[RegisterPerson, SeatLine]]

    @property
    def everybody(self) -> list[tuple[RegisterPerson, SeatLine]]:
        """Return both, the latest file first."""
        return self.present + self.earlier


def sitting_in(territory: Territory) -> Sitting:
    """Return who sits there, presidents and mayors first.

    Absence from a file ends nothing: whoever an earlier file named is told apart, not removed.
    """
    mandates = list(
        territory.register_mandates.current()
        .select_related("person", "territory", "cohort__last_seen_in")
        .order_by("kind", "person")
    )
    latest: dict[str, datetime.date] = {}
    for one in mandates:
        seen_on = one.last_seen_in.published_on
        # A file being loaded names some of them already: the others have not left.
        if one.last_seen_in.imported_at is not None:
            latest[one.kind] = max(latest.get(one.kind, seen_on), seen_on)
    mayors = {one.person_id for one in mandates if one.kind == SeatKind.MAYOR}
    present: list[tuple[RegisterPerson, SeatLine]] = []
    earlier: list[tuple[RegisterPerson, SeatLine]] = []
    for one in mandates:
        if titles.is_mayor(one.kind, one.function) and one.person_id in mayors:
            continue
        is_there = one.last_seen_in.published_on >= latest.get(one.kind, datetime.date.min)
        place = present if is_there else earlier
        place.append((one.person, seat_line(one, one.person.sex)))
    for lines in (present, earlier):
        lines.sort(key=lambda pair: (pair[1].rank, pair[0].sort_key, pair[0].pk))
    return Sitting(present, earlier)
