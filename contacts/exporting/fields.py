"""The columns of an exported file: the resources of django-import-export that hold them.

A column that comes back by an import (`TwoWay`) is the very field of the import: its header is what
the import recognises, its words what it reads. The others are only told. Higher packages add theirs
with `contribute`.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field as LibraryField
from import_export.resources import Resource

from accounts.permissions import Permission, may
from contacts import forms_of_address, kinds, phones, references, seats
from contacts.importing import resources
from contacts.importing.mapping import TARGETS
from contacts.models import Export, Mandate, Post

type Value = str | int | datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """For whom, and as of which day, the file is written."""

    reader: Any
    on: datetime.date


class Field(LibraryField):  # type: ignore[misc]
    """A column that is told: what is in it comes from `value`.

    `fetch` adds to the query what the value needs; `permission` is what its reader must have.
    """

    def __init__(
        self,
        *,
        name: str,
        label: Any,
        value: Callable[[Any, Reading], Value],
        fetch: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows,
        is_usual: bool = True,
        permission: Permission = Permission.READ,
    ) -> None:
        super().__init__(column_name=name, readonly=True)
        self.name, self.label, self.value = name, label, value
        self.fetch, self.is_usual, self.permission = fetch, is_usual, permission

    def export(self, instance: Any, **kwargs: Any) -> Value:
        """Return the value of a cell; days and numbers stay what they are."""
        return self.value(instance, kwargs["reading"])


class TwoWay(Field):
    """A column that an import takes back: the field of its resource writes it, too."""

    def __init__(
        self, *, name: str, target: str, value: Callable[[Any, Reading], Value], **more: Any
    ) -> None:
        super().__init__(name=name, label=TARGETS[target].label, value=value, **more)
        self.target = target


class Sheet(Resource):  # type: ignore[misc]
    """The columns somebody chose of people, or of organizations, as the library exports them."""

    def __init__(self, subject: str, names: Sequence[str], reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.fields = {one.name: one for one in chosen(subject, names, reader=reading.reader)}

    def get_export_order(self) -> list[str]:
        """Return the names of the columns in the order of the file."""
        return list(self.fields)

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        """Return what the columns are called."""
        return [str(one.label) for one in self.get_export_fields(selected_fields)]

    def rows(self, found: Iterable[Any]) -> Iterator[list[Value]]:
        """Yield the cells of each row: its own `export` would hold the whole file in memory."""
        for one in found:
            yield self.export_resource(one, reading=self.reading)


_fields: dict[str, list[Field]] = {Export.Subject.PEOPLE: [], Export.Subject.ORGANIZATIONS: []}


def contribute(subject: str, field: Field) -> None:
    """Add a column to the files about people or about organizations, before its reference."""
    held = _fields[subject]
    last = len(held) - 1 if held and held[-1].name == "reference" else len(held)
    held.insert(last, field)


def everything(subject: str, *, reader: Any) -> list[Field]:
    """Return every column this user may choose."""
    return [field for field in _fields[subject] if may(reader, field.permission)]


def chosen(subject: str, names: Sequence[str], *, reader: Any) -> list[Field]:
    """Return the columns of these names, in the order of the file, which this user may read."""
    return [field for field in everything(subject, reader=reader) if field.name in names]


def _of(
    resource: type[Any], attribute: str, *, about: Callable[[Any, Reading], Any] | None = None
) -> Callable[[Any, Reading], Value]:
    """Return what writes a cell as a field of an import reads it."""
    field = resource.fields[attribute]

    def value(row: Any, reading: Reading) -> Value:
        subject = about(row, reading) if about else row
        held: Value = field.export(subject, is_typed=True) if subject is not None else ""
        return held

    return value


def _main(person: Any, reading: Reading) -> Mandate | Post | None:
    return next(iter(seats.current(person, on=reading.on)), None)


def _main_mandate(person: Any, reading: Reading) -> Mandate | None:
    seat = _main(person, reading)
    return seat if isinstance(seat, Mandate) else None


def _other_seats(person: Any, reading: Reading) -> str:
    return " ; ".join(seat.line for seat in seats.current(person, on=reading.on)[1:])


def _territory(person: Any, reading: Reading) -> str:
    seat = _main(person, reading)
    place = seat.territory if isinstance(seat, Mandate) else seat and seat.organization.territory
    return place.label if place else ""


def _organization(person: Any, reading: Reading) -> str:
    seat = _main(person, reading)
    return seat.organization.name if isinstance(seat, Post) else ""


def _others(kind: str) -> Callable[[Any, Reading], str]:
    def value(person: Any, _reading: Reading) -> str:
        found = [point.value for point in person.contact_points.all() if point.kind == kind]
        return " ; ".join(phones.shown(one) if kind == "phone" else one for one in found)

    return value


def _points(people: QuerySet[Any]) -> QuerySet[Any]:
    return people.prefetch_related("contact_points")


def _plain(name: str) -> Callable[[Any, Reading], Value]:
    def value(row: Any, _reading: Reading) -> Value:
        held: Value = getattr(row, name)
        return held

    return value


def _reference(row: Any, _reading: Reading) -> str:
    return references.of(row)


def _person(name: str, target: str, **more: Any) -> TwoWay:
    value = _of(resources.PersonResource, target)
    return TwoWay(name=name, target=target, value=value, **more)


def _seat(name: str, attribute: str, target: str, **more: Any) -> TwoWay:
    value = _of(resources.PostResource, attribute, about=_main)
    return TwoWay(name=name, target=target, value=value, **more)


def _body(name: str, attribute: str, target: str, **more: Any) -> TwoWay:
    value = _of(resources.WholeOrganizationResource, attribute)
    return TwoWay(name=name, target=target, value=value, **more)


_PEOPLE = (
    _person("civilite", "sex"),
    _person("prenom", "first_name"),
    _person("nom", "last_name"),
    _seat("fonction", "title", "post"),
    _seat("delegation", "delegation", "delegation", is_usual=False),
    TwoWay(name="organisme", target="organization", value=_organization),
    TwoWay(name="territoire", target="commune", value=_territory),
    TwoWay(
        name="circonscription",
        target="district",
        value=_of(resources.MandateResource, "district", about=_main_mandate),
        is_usual=False,
    ),
    _seat("depuis", "started_on", "post_started_on", is_usual=False),
    Field(
        name="type",
        label=_("Who they are"),
        value=lambda who, reading: " ; ".join(kinds.words(who, reading.on)),
        fetch=lambda people: people.with_kinds(),  # type: ignore[attr-defined]
    ),
    Field(name="sieges", label=_("Other seats and posts"), value=_other_seats),
    _person("courriel", "email"),
    _person("telephone", "phone"),
    TwoWay(
        name="autres_courriels",
        target="email_other",
        value=_others("email"),
        fetch=_points,
        is_usual=False,
    ),
    TwoWay(
        name="autres_telephones",
        target="mobile",
        value=_others("phone"),
        fetch=_points,
        is_usual=False,
    ),
    Field(
        name="appel",
        label=_("Salutation"),
        value=lambda who, reading: forms_of_address.salutation(who, reading.on),
    ),
    _person("rue", "street", is_usual=False),
    _person("code_postal", "postal_code", is_usual=False),
    _person("ville", "city", is_usual=False),
    _person("pays", "country", is_usual=False),
    Field(
        name="referent",
        label=_("Followed by"),
        value=lambda who, _on: str(who.referent or ""),
        fetch=lambda people: people.select_related("referent"),
    ),
    TwoWay(
        name="etiquettes",
        target="tags",
        value=lambda who, _on: " ; ".join(one.tag.name for one in who.taggings.all()),
        fetch=lambda people: people.prefetch_related("taggings__tag"),
    ),
    Field(name="dernier_echange", label=_("Last exchange"), value=_plain("last_exchange_on")),
    _person("informe_le", "informed_on", is_usual=False),
    Field(
        name="source",
        label=_("Source"),
        value=lambda who, _on: who.get_source_display(),
        is_usual=False,
    ),
    Field(
        name="source_du", label=_("Date of the source"), value=_plain("source_on"), is_usual=False
    ),
    TwoWay(name="reference", target="reference", value=_reference),
)
_ORGANIZATIONS = (
    _body("nom", "name", "organization"),
    _body("type", "kind", "organization_kind"),
    TwoWay(
        name="territoire",
        target="commune",
        value=lambda row, _on: row.territory.label if row.territory else "",
    ),
    TwoWay(
        name="rattachement",
        target="organization_parent",
        value=lambda row, _on: str(row.parent or ""),
        fetch=lambda rows: rows.select_related("parent"),
    ),
    _body("siren", "siren", "organization_siren"),
    _body("siret", "siret", "organization_siret", is_usual=False),
    _body("courriel", "email", "organization_email"),
    _body("telephone", "phone", "organization_phone"),
    _body("site", "website", "organization_website"),
    _body("rue", "street", "street", is_usual=False),
    _body("code_postal", "postal_code", "postal_code", is_usual=False),
    _body("ville", "city", "city", is_usual=False),
    _body("pays", "country", "country", is_usual=False),
    Field(name="personnes", label=_("People we know there"), value=_plain("people_count")),
    TwoWay(name="reference", target="reference", value=_reference),
)
for _subject, _own in (
    (Export.Subject.PEOPLE, _PEOPLE),
    (Export.Subject.ORGANIZATIONS, _ORGANIZATIONS),
):
    for _field in _own:
        contribute(_subject, _field)
