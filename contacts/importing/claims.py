"""The seat a row says somebody holds: which office, in which territory, or why that is unclear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contacts.importing import offices
from contacts.importing.offices import Office
from contacts.importing.places import Places, UnknownPlace, Where, town_of
from directory import titles
from directory.models import SeatKind, Territory
from directory.seat_keys import SeatKey, seat_key

S, K = SeatKind, Territory.Kind
_IN_A_COMMUNE = (S.MAYOR, S.MUNICIPAL, S.BOROUGH)
_KIND_OF_BODY = {
    K.INTERCOMMUNALITY: S.INTERCOMMUNAL,
    K.DEPARTMENT: S.DEPARTMENTAL,
    K.REGION: S.REGIONAL,
}


@dataclass(frozen=True)
class Claim:
    """The seat of a row; without a territory, `error` says why it cannot be taken in."""

    office: Office
    territory: Territory | None = None
    error: str = ""
    left_out: str = ""

    @property
    def key(self) -> SeatKey:
        """Return which seat it is."""
        return seat_key(
            kind=self.office.kind,
            territory=self.territory.pk if self.territory else 0,
            title=self.office.function,
            district=self.office.district,
        )

    def title(self, sex: str) -> str:
        """Return the title in the gender of who holds it."""
        sex = sex or ("F" if self.office.is_female else "")
        return titles.title_of(self.office.kind, self.office.function, sex)

    @property
    def rank(self) -> int:
        """Return which seat is named first."""
        return titles.rank_of(self.office.kind, self.office.function)


def asked(held: Mapping[str, str]) -> Where:
    """Return what a row says of a commune."""
    office = offices.read(held.get("post", ""))
    name = held.get("commune") or (office.place if office else "")
    name = name or town_of(held.get("organization", ""))
    return Where(
        name=name,
        insee=held.get("insee", ""),
        department=held.get("department", ""),
        postal_code=held.get("postal_code", ""),
    )


def of(held: Mapping[str, str], places: Places) -> Claim | None:
    """Return the seat a row is about; None when its post is no elected office."""
    office = offices.read(held.get("post", ""))
    if office is None:
        return None
    if office.is_double:
        said = _("“%(text)s” names several offices: part them with “;”, or write a row for each.")
        return Claim(office, error=said % {"text": held["post"][:80]})
    try:
        if not office.is_sure:
            return _unsure(office, held, places)
        territory = _where(office, held, places)
    except UnknownPlace as refusal:
        return Claim(office, error=str(refusal))
    organization = held.get("organization", "")
    is_said = not organization or town_of(organization) or places.body(organization)
    return Claim(office, territory, left_out="" if is_said else organization)


def _unsure(office: Office, held: Mapping[str, str], places: Places) -> Claim | None:
    """Return the seat of a president or a deputy of something, when it is an elected one."""
    organization = held.get("organization", "")
    if office.kind == S.MUNICIPAL:
        if organization and not town_of(organization):
            return None
        where = asked(held)
        return Claim(office, places.commune(where)) if where.name or where.insee else None
    names = (organization,) if organization else (office.place, held.get("intercommunality", ""))
    named = [*names, *([] if organization or office.place else [held.get("commune", "")])]
    for name in filter(None, named):
        if body := places.body(name):
            return Claim(offices.in_body(office, _KIND_OF_BODY[K(body.kind)]), body)
    if organization or office.place or not (held.get("commune") or held.get("insee")):
        return None
    said = _("“%(text)s” of what? Name the intercommunality, the department or the body.")
    return Claim(office, error=said % {"text": held["post"][:80]})


def _where(office: Office, held: Mapping[str, str], places: Places) -> Territory:
    """Return the territory an office is held in. Raises UnknownPlace."""
    if office.kind in _IN_A_COMMUNE:
        where = asked(held)
        if not where.name and not where.insee:
            raise UnknownPlace(_("Say in which commune: a column for its name or its INSEE code."))
        return places.commune(where)
    if office.kind == S.MEP:
        if country := places.country():
            return country
        raise UnknownPlace(_("The territories are not loaded yet."))
    if office.kind == S.INTERCOMMUNAL:
        return _council(office, held, places)
    return _department_or_region(office, held, places)


def _council(office: Office, held: Mapping[str, str], places: Places) -> Territory:
    """Return the intercommunality named, or that of the commune named."""
    for name in (held.get("intercommunality"), office.place, held.get("organization")):
        if name and (found := places.council(name)):
            return found
    if held.get("intercommunality"):
        said = _("No intercommunality is called “%(text)s”: write its whole name, or its SIREN.")
        raise UnknownPlace(said % {"text": held["intercommunality"][:60]})
    if found := places.council(held.get("commune", "")):
        return found
    where = asked(dict(held) | {"organization": ""})
    if not where.name and not where.insee:
        raise UnknownPlace(_("Say of which intercommunality, or give one of its communes."))
    commune = places.commune(where)
    found = places.parent(commune.intercommunality_id)
    if found is None:
        said = _("%(place)s is in no intercommunality we know: write the name of the council.")
        raise UnknownPlace(said % {"place": commune.label})
    return found


def _department_or_region(office: Office, held: Mapping[str, str], places: Places) -> Territory:
    """Return the department or the region named, or that of the commune named."""
    is_region = office.kind == S.REGIONAL
    look = places.region if is_region else places.department
    for name in (office.place, held.get("organization"), held.get("commune")):
        if name and (found := look(name)):
            return found
    if held.get("department") and (department := places.department(held["department"])):
        found = places.parent(department.region_id) if is_region else department
        if found is not None:
            return found
    where = asked(dict(held) | {"organization": ""})
    if where.name or where.insee:
        commune = places.commune(where)
        found = places.parent(commune.region_id if is_region else commune.department_id)
        if found is not None:
            return found
    raise UnknownPlace(
        _("Say in which region.") if is_region else _("Say in which department: its name or code.")
    )
