"""The columns of an exported file; higher packages add theirs."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contacts import forms_of_address, phones, seats
from contacts.models import Export, Mandate

type Value = str | int | datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """For whom, and as of which day, the file is written."""

    reader: Any
    on: datetime.date


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of the file; `fetch` adds to the query what its value needs."""

    name: str
    label: Any
    value: Callable[[Any, Reading], Value]
    fetch: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    is_usual: bool = True


_fields: dict[str, list[Field]] = {Export.Subject.PEOPLE: [], Export.Subject.ORGANIZATIONS: []}


def contribute(subject: str, field: Field) -> None:
    """Add a column to the files about people or about organizations."""
    _fields[subject].append(field)


def everything(subject: str) -> list[Field]:
    """Return every column one may choose."""
    return list(_fields[subject])


def chosen(subject: str, names: Sequence[str]) -> list[Field]:
    """Return the columns of these names, in the order of the file."""
    return [field for field in _fields[subject] if field.name in names]


def _seat(person: Any, reading: Reading) -> str:
    return " ; ".join(seat.line for seat in seats.current(person, on=reading.on))


def _territory(person: Any, reading: Reading) -> str:
    for seat in seats.current(person, on=reading.on):
        place = seat.territory if isinstance(seat, Mandate) else seat.organization.territory
        if place is not None:
            return str(place.name)
    return ""


def _organization(person: Any, reading: Reading) -> str:
    return " ; ".join(post.organization.name for post in person.current_posts)


def _others(kind: str) -> Callable[[Any, Reading], str]:
    def value(person: Any, reading: Reading) -> str:
        found = [point.value for point in person.contact_points.all() if point.kind == kind]
        return " ; ".join(phones.shown(one) if kind == "phone" else one for one in found)

    return value


def _points(people: QuerySet[Any]) -> QuerySet[Any]:
    return people.prefetch_related("contact_points")


def _plain(name: str) -> Callable[[Any, Reading], Value]:
    def value(row: Any, reading: Reading) -> Value:
        held: Value = getattr(row, name)
        return held

    return value


_PEOPLE = (
    Field(name="civilite", label=_("Title"), value=lambda who, _on: who.get_sex_display()),
    Field(name="prenom", label=_("First name"), value=_plain("first_name")),
    Field(name="nom", label=_("Last name"), value=_plain("last_name")),
    Field(name="sieges", label=_("Seats and posts"), value=_seat),
    Field(name="territoire", label=_("Territory"), value=_territory),
    Field(name="organisme", label=_("Organization"), value=_organization),
    Field(name="courriel", label=_("E-mail"), value=_plain("email")),
    Field(name="telephone", label=_("Phone"), value=lambda who, _on: phones.shown(who.phone)),
    Field(
        name="autres_courriels",
        label=_("Other e-mails"),
        value=_others("email"),
        fetch=_points,
        is_usual=False,
    ),
    Field(
        name="autres_telephones",
        label=_("Other phones"),
        value=_others("phone"),
        fetch=_points,
        is_usual=False,
    ),
    Field(
        name="appel",
        label=_("Salutation"),
        value=lambda who, reading: forms_of_address.salutation(who, reading.on),
    ),
    Field(name="rue", label=_("Street"), value=_plain("street"), is_usual=False),
    Field(name="code_postal", label=_("Postal code"), value=_plain("postal_code"), is_usual=False),
    Field(name="ville", label=_("Town"), value=_plain("city"), is_usual=False),
    Field(name="pays", label=_("Country"), value=_plain("country"), is_usual=False),
    Field(
        name="referent",
        label=_("Followed by"),
        value=lambda who, _on: str(who.referent or ""),
        fetch=lambda people: people.select_related("referent"),
    ),
    Field(
        name="etiquettes",
        label=_("Tags"),
        value=lambda who, _on: " ; ".join(one.tag.name for one in who.taggings.all()),
        fetch=lambda people: people.prefetch_related("taggings__tag"),
    ),
    Field(name="dernier_echange", label=_("Last exchange"), value=_plain("last_exchange_on")),
    Field(name="informe_le", label=_("Informed on"), value=_plain("informed_on"), is_usual=False),
    Field(
        name="source",
        label=_("Source"),
        value=lambda who, _on: who.get_source_display(),
        is_usual=False,
    ),
    Field(
        name="source_du", label=_("Date of the source"), value=_plain("source_on"), is_usual=False
    ),
)
_ORGANIZATIONS = (
    Field(name="nom", label=_("Name"), value=_plain("name")),
    Field(name="type", label=_("Kind"), value=lambda row, _on: row.get_kind_display()),
    Field(
        name="territoire",
        label=_("Territory served"),
        value=lambda row, _on: str(row.territory or ""),
    ),
    Field(
        name="rattachement",
        label=_("Part of"),
        value=lambda row, _on: str(row.parent or ""),
        fetch=lambda rows: rows.select_related("parent"),
    ),
    Field(name="siren", label=_("SIREN"), value=_plain("siren")),
    Field(name="siret", label=_("SIRET"), value=_plain("siret"), is_usual=False),
    Field(name="courriel", label=_("E-mail"), value=_plain("email")),
    Field(name="telephone", label=_("Phone"), value=lambda row, _on: phones.shown(row.phone)),
    Field(name="site", label=_("Website"), value=_plain("website")),
    Field(name="rue", label=_("Street"), value=_plain("street"), is_usual=False),
    Field(name="code_postal", label=_("Postal code"), value=_plain("postal_code"), is_usual=False),
    Field(name="ville", label=_("Town"), value=_plain("city"), is_usual=False),
    Field(name="personnes", label=_("People we know there"), value=_plain("people_count")),
)
for _subject, _own in (
    (Export.Subject.PEOPLE, _PEOPLE),
    (Export.Subject.ORGANIZATIONS, _ORGANIZATIONS),
):
    for _field in _own:
        contribute(_subject, _field)
