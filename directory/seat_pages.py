"""A seat as a page of its own: whoever holds it, those who held it before.

The register says who sat there and in which file they were seen. Higher packages add the holders
they know of (`register_holders`), so that somebody named by both is one line.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max

from directory import titles
from directory.models import RegisterEdition, RegisterMandate, SeatKind, Territory
from directory.seat_keys import PRESIDENT, VICE_PRESIDENT, SeatKey
from directory.seats import district_words, key_of, seat_line, slug_of

AT_MOST = 120  # holders on the page
PARENTS = ("intercommunality", "department", "region")


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A kind of office in a territory, in a district of it, with the function held there."""

    territory: Territory
    kind: str
    place: str = ""
    title: str = ""
    district: str = ""

    @property
    def name(self) -> str:
        """Return the seat as one says it: "Maire de Quimper"."""
        is_national = self.territory.kind == Territory.Kind.COUNTRY
        of = "" if is_national else f" {self.territory.name_of}"
        return f"{self.title}{of}" + (f", {self.district}" if self.district else "")


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody who holds or held a seat, between which days, and how we know."""

    name: str
    sort_key: str
    person: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    seen_on: datetime.date | None = None
    is_latest: bool = False
    url: str = ""
    source: str = ""


type Holders = Callable[[SeatKey], Iterable[Holder]]
_others: list[Holders] = []


def register_holders(holders: Holders) -> None:
    """Name a function that returns the holders a higher package knows of."""
    _others.append(holders)


def find(territory: Territory, slug: str) -> tuple[Seat, list[Holder]] | None:
    """Return a seat of this territory with its holders, the present one first.

    None when nobody is known ever to have held such a seat.
    """
    kind = slug.partition("--")[0]
    if kind not in SeatKind:
        return None
    kinds = [kind, SeatKind.MUNICIPAL] if kind == SeatKind.MAYOR else [kind]
    rows = [
        row
        for row in territory.register_mandates.loaded()
        .filter(kind__in=kinds)
        .select_related("person", "first_seen_in", "cohort__last_seen_in")
        .order_by(
            "-cohort__last_seen_in__published_on", "-function_started_on", "person__sort_key", "pk"
        )
        if slug_of(key_of(row)) == slug
    ]
    key = key_of(rows[0]) if rows else _asked(territory, slug)
    known = [holder for others in _others for holder in others(key)]
    if not rows and not known and not key.is_exclusive:
        return None
    return _seat(territory, key, rows), _together(known, list(_from_register(rows)))[:AT_MOST]


def _asked(territory: Territory, slug: str) -> SeatKey:
    """Return the seat an address names, when the register names nobody there."""
    kind, _dashes, part = slug.partition("--")
    words = part.replace("-", " ")
    if words == PRESIDENT:
        return SeatKey(kind, territory.pk, "", PRESIDENT)
    if part == VICE_PRESIDENT:
        return SeatKey(kind, territory.pk, "", VICE_PRESIDENT)
    return SeatKey(kind, territory.pk, words, "")


def _seat(territory: Territory, key: SeatKey, rows: list[RegisterMandate]) -> Seat:
    function = rows[0].function if rows else key.role.replace(PRESIDENT, "président")
    if key.role == VICE_PRESIDENT:
        function = "vice-président"
    title = titles.title_of(key.kind, "" if key.kind == SeatKind.MAYOR else function, "M")
    district = district_words(rows[0]) if rows and key.place else ""
    return Seat(territory=territory, kind=key.kind, place=key.place, title=title, district=district)


def _from_register(rows: list[RegisterMandate]) -> Iterable[Holder]:
    if not rows:
        return
    days = RegisterEdition.objects.filter(kind__in={row.kind for row in rows})
    latest = dict(
        days.exclude(imported_at=None).order_by().values_list("kind").annotate(Max("published_on"))
    )
    for row in rows:
        line = seat_line(row, row.person.sex)
        yield Holder(
            name=str(row.person),
            sort_key=row.person.sort_key,
            person=row.person_id,
            since=line.since,
            seen_on=line.seen_on,
            # Later, when the next file is being loaded.
            is_latest=line.seen_on >= latest[row.kind] and not row.is_superseded,
        )


def _together(known: list[Holder], named: list[Holder]) -> list[Holder]:
    """Return each holder and term once: what we hold, completed by what the register saw."""
    found: list[Holder] = []
    for holder in [*known, *named]:
        same = next((one for one in found if _is_same(one, holder)), None)
        if same is None:
            found.append(holder)
        elif holder.seen_on and (same.seen_on is None or holder.seen_on > same.seen_on):
            found[found.index(same)] = replace(
                same, seen_on=holder.seen_on, is_latest=holder.is_latest, person=holder.person
            )
    return sorted(found, key=_recent_first)


def _is_same(one: Holder, other: Holder) -> bool:
    if one.person and other.person:
        same_person = one.person == other.person
    else:
        same_person = one.sort_key == other.sort_key
    if not same_person:
        return False
    if one.since is None or other.since is None:
        return True
    return abs((one.since - other.since).days) <= 60  # noqa: PLR2004 - the same term


def _recent_first(holder: Holder) -> Any:
    start = holder.since or datetime.date.min
    return (holder.until is not None, not holder.is_latest, -start.toordinal(), holder.sort_key)


def presidents_above(territory: Territory) -> list[tuple[RegisterMandate, str]]:
    """Return who presides the councils above a territory, by the latest files, nearest first."""
    parents = [parent for name in PARENTS if (parent := getattr(territory, name))]
    rows = (
        RegisterMandate.objects.current()
        .filter(territory__in=parents, function__startswith="Pr")
        .select_related("person", "territory", "cohort__last_seen_in")
        .order_by("cohort__last_seen_in__published_on", "pk")
    )
    latest = {str(key_of(row)): row for row in rows if key_of(row).is_exclusive}
    order = [parent.pk for parent in parents]
    found = sorted(latest.values(), key=lambda row: order.index(row.territory_id))
    return [(row, titles.title_of(row.kind, row.function, row.person.sex)) for row in found]
