"""What the base knows of the people, organizations and communes that some rows speak of.

Fetched for many rows at once: a fixed number of queries whatever their number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from contacts import references, siren
from contacts.importing import claims, full_names, mapping, several_seats, values
from contacts.importing.lineage import PARENT, key_of_name
from contacts.importing.places import Places, UnknownPlace
from contacts.models import (
    ContactPoint,
    Exchange,
    FileImport,
    FileImportRow,
    Mandate,
    Organization,
    Post,
    Stakeholder,
    Tag,
    Tagging,
)
from contacts.models.tag import tag_key
from directory import names
from directory.folding import fold

_NO_TAGS = {"mycontacts", "starred", "my contacts"}  # what Google puts on everybody


@dataclass
class Draft:
    """What one row says, before anything is compared."""

    row: FileImportRow
    held: dict[str, str]
    name_key: str = ""
    emails: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    organization_key: str = ""
    claim: claims.Claim | None = None
    said_post: str = ""
    said_organization: str = ""
    reference: int = 0
    organization_reference: int = 0
    parts: list[Draft] = field(default_factory=list)
    place: int = 1

    @property
    def seats(self) -> list[Draft]:
        """Return what the row says of each seat it names: the row itself, when it is one."""
        return self.parts or [self]

    @property
    def kept(self) -> set[str]:
        """Return the changes of this seat that the user refused."""
        if self.place == 1:
            return {key for key in self.row.kept if "." not in key}
        end = f".{self.place}"
        return {key.removesuffix(end) for key in self.row.kept if key.endswith(end)}

    def numbered(self, key: str) -> str:
        """Return the key of a change of this seat among those of the others of the row."""
        return key if self.place == 1 else f"{key}.{self.place}"

    @property
    def tags(self) -> list[str]:
        """Return the tags the row names."""
        names = re.split(r"[,;\n]|:::", self.held.get("tags", ""))
        said = {tag_key(name): name.strip() for name in names if tag_key(name)}
        return [name for key, name in said.items() if fold(key) not in _NO_TAGS]

    @property
    def parent_key(self) -> str:
        """Return what the organization this one is part of is filed under."""
        return key_of_name(self.held.get(PARENT, ""))

    @property
    def is_person(self) -> bool:
        """Tell whether the row names somebody."""
        return bool(self.name_key)


class Drafter:
    """Reads what the rows of one file say, many at once."""

    def __init__(self, file_import: FileImport) -> None:
        self.file_import = file_import
        self.places = Places()

    def of(self, rows: Iterable[FileImportRow]) -> list[Draft]:
        """Return what these rows say under the columns confirmed."""
        drafts = [Draft(row, _held(self.file_import, row)) for row in rows]
        for one in drafts:
            held = several_seats.spread(one.held)
            one.parts = [Draft(one.row, said, place=at) for at, said in enumerate(held, start=1)]
        asked = [claims.asked(seat.held) for one in drafts for seat in one.seats]
        self.places.prepare(where for where in asked if where.name or where.insee)
        for one in drafts:
            self._understand(one)
        return drafts

    def _understand(self, one: Draft) -> None:
        held = one.held
        one.said_post = held.get("post", "")
        one.said_organization = held.get("organization", "")
        if held.get("last_name"):
            last, first = values.surname(held["last_name"]), held.get("first_name", "")
            one.name_key = names.sort_key(last, first)
            _spread(held)
        if not one.is_person:
            one.parts = []
            _say_of_organization(held)
        for seat in one.seats:
            self._understand_seat(seat, one)
        emails = values.several_emails("\n".join(_said(held, "email", "email_other")))
        one.emails = frozenset(filter(None, map(_address, emails)))
        numbers = values.several_phones("\n".join(_said(held, "phone", "mobile")))
        one.numbers = frozenset(filter(None, map(_number, numbers)))
        model, key = references.read(held.get("reference", ""))
        one.reference = key if model is Stakeholder else 0
        one.organization_reference = key if model is Organization else 0

    def _understand_seat(self, seat: Draft, one: Draft) -> None:
        """Read which office or post a row, or a part of it, says that its person holds."""
        held = seat.held
        seat.name_key, seat.said_post = one.name_key, held.get("post", "")
        if seat.said_post and one.is_person:
            seat.claim = claims.of(held, self.places)
            if seat.claim is None and held.get("commune") and not held.get("organization"):
                held["organization"] = self._town_hall(seat)
        if seat.claim is None:
            seat.organization_key = key_of_name(held.get("organization", ""))

    def _town_hall(self, one: Draft) -> str:
        """Return what the organization of a commune is called."""
        try:
            return f"Mairie {self.places.commune(claims.asked(one.held)).name_of}"
        except UnknownPlace:
            return f"Mairie {names.with_de(one.held['commune'])}"


def _held(file_import: FileImport, row: FileImportRow) -> dict[str, str]:
    held = mapping.apply(file_import.mapping, row.cells)
    if "full_name" in held:
        header = file_import.headers[file_import.mapping.index("full_name")]
        full_names.read(held, surname_first=mapping.surname_first(header))
    for name in ("objected_on", "informed_on"):
        answer = fold(held.get(name, ""))
        if answer in values.NO:
            del held[name]
        elif answer in values.YES and name == "objected_on":
            held[name] = file_import.dated_on.isoformat()  # at the latest
    return held


def _spread(held: dict[str, str]) -> None:
    """Put the second number or address of a cell among the others of the person."""
    for key, other, several in (
        ("phone", "mobile", values.several_phones),
        ("email", "email_other", values.several_emails),
    ):
        if key in held:
            held[key], *more = several(held[key]) or [held[key]]
            if more:
                held[other] = "\n".join(filter(None, [*more, held.get(other, "")]))


def _said(held: dict[str, str], *names: str) -> list[str]:
    return [held[name] for name in names if held.get(name)]


def _say_of_organization(held: dict[str, str]) -> None:
    """In the row of an organization alone, phone and address are its own."""
    for name in ("phone", "email"):
        if name in held:
            held.setdefault(f"organization_{name}", held.pop(name))


def _number(text: str | None) -> str:
    try:
        return values.phone(text) if text else ""
    except ValueError:
        return ""


def _address(text: str | None) -> str:
    return (text or "").removeprefix("mailto:").strip().lower()


@dataclass
class Known:
    """The rows of the base that the rows of a file may mean."""

    people: dict[str, list[Stakeholder]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[Stakeholder]] = field(default_factory=lambda: defaultdict(list))
    by_pk: dict[int, Stakeholder] = field(default_factory=dict)
    posts: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    mandates: dict[int, list[Mandate]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[str, Mandate] = field(default_factory=dict)
    points: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    exchanges: dict[int, list[Exchange]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[str, Tag] = field(default_factory=dict)
    tagged: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    organizations: dict[str, list[Organization]] = field(default_factory=lambda: defaultdict(list))
    organizations_by_siren: dict[str, Organization] = field(default_factory=dict)
    organizations_by_pk: dict[int, Organization] = field(default_factory=dict)
    written_here: set[int] = field(default_factory=set)

    def fetch(self, file_import: FileImport, drafts: Sequence[Draft]) -> None:
        """Fetch what these rows may mean."""
        keys = {one.name_key for one in drafts if one.name_key}
        emails = {email for one in drafts for email in one.emails}
        decided = {pk for one in drafts if (pk := one.row.decision.get("same"))}
        decided |= {one.row.stakeholder_id for one in drafts if one.row.stakeholder_id}
        decided |= {one.reference for one in drafts if one.reference}
        known = Stakeholder.everyone.annotate(email_key=Lower("email"))
        found = known.filter(Q(sort_key__in=keys) | Q(email_key__in=emails) | Q(pk__in=decided))
        self.add_people(found.order_by("pk"))
        if self.by_pk:
            self._add_facts(drafts)
            rows = FileImportRow.objects.filter(
                file_import=file_import,
                stakeholder_id__in=list(self.by_pk),
                outcome=FileImportRow.Outcome.WRITTEN,
                state=FileImportRow.State.NEW,
            )
            self.written_here = set(rows.values_list("stakeholder_id", flat=True))
        self._add_holders(drafts)
        keys = {tag_key(name) for one in drafts for name in one.tags}
        self.tags = {tag.key: tag for tag in Tag.objects.filter(key__in=keys)}
        self._add_organizations(file_import, drafts)

    def _add_organizations(self, file_import: FileImport, drafts: Sequence[Draft]) -> None:
        """Fetch the organizations these rows name; one merged away stands for who remains."""
        keys = {seat.organization_key for one in drafts for seat in one.seats} - {""}
        keys |= {one.parent_key for one in drafts} - {""}
        numbers = {siren.digits(one.held.get("organization_siren", "")) for one in drafts} - {""}
        pks = {one.organization_reference for one in drafts} - {0}
        pks |= {pk for one in drafts if (pk := one.row.organization_id)}
        decided = file_import.said.get("organizations", {})
        pks |= {pk for key in keys if isinstance(pk := decided.get(key), int)}
        asked = Q(sort_key__in=keys) | Q(siren__in=numbers) | Q(pk__in=pks)
        if not keys | numbers | pks:
            return
        known = Organization.everyone.filter(asked).select_related("territory", "parent")
        for row in known.order_by("pk"):
            survivor = row
            while survivor.merged_into_id is not None:
                survivor = Organization.everyone.get(pk=survivor.merged_into_id)
            self.know_organization(survivor, key=row.sort_key)
            self.organizations_by_pk[row.pk] = self.organizations_by_pk[survivor.pk]

    def know_organization(self, organization: Organization, *, key: str = "") -> None:
        """File an organization under its name, SIREN and primary key, as it now is."""
        named = self.organizations[key or organization.sort_key]
        if organization.pk:
            organization = self.organizations_by_pk.setdefault(organization.pk, organization)
            if organization.siren:
                self.organizations_by_siren.setdefault(organization.siren, organization)
        if all(one is not organization for one in named):
            named.append(organization)

    def forget_organization(self, pk: int) -> None:
        """Take out what is known of an organization that changes."""
        self.organizations_by_pk.pop(pk, None)
        for named in self.organizations.values():
            named[:] = [one for one in named if one.pk != pk]
        self.organizations_by_siren = {
            number: one for number, one in self.organizations_by_siren.items() if one.pk != pk
        }

    def add_people(self, found: Iterable[Stakeholder]) -> None:
        """File people under their names and addresses; a merged one stands for who remains."""
        for person in found:
            name, email = person.sort_key, person.email.lower()
            survivor = self._survivor(person)
            if survivor.pk not in self.by_pk or self.by_pk[survivor.pk] is not survivor:
                survivor = self.by_pk.setdefault(survivor.pk, survivor)
            self.by_pk[person.pk] = survivor
            for index, key in ((self.people, name), (self.by_email, email)):
                if key and all(one.pk != survivor.pk for one in index[key]):
                    index[key].append(survivor)

    def _survivor(self, person: Stakeholder) -> Stakeholder:
        for _step in range(10):
            if person.merged_into_id is None:
                break
            person = Stakeholder.everyone.get(pk=person.merged_into_id)
        return person

    def _add_holders(self, drafts: Sequence[Draft]) -> None:
        """Fetch who holds now the seats that one person at a time holds."""
        claimed = [seat.claim for one in drafts for seat in one.seats]
        seats = [claim.key for claim in claimed if claim and claim.territory]
        keys = {str(key) for key in seats if key.is_exclusive}
        if keys:
            held = Mandate._base_manager.filter(exclusive_key__in=keys, ended_on=None)
            for mandate in held.select_related("stakeholder", "territory"):
                self.holders[mandate.exclusive_key] = mandate

    def _add_facts(self, drafts: Sequence[Draft]) -> None:
        keys = list(self.by_pk)
        for post in Post.objects.filter(stakeholder__in=keys).select_related("organization"):
            self.posts[post.stakeholder_id].append(post)
        for mandate in Mandate.objects.filter(stakeholder__in=keys).select_related("territory"):
            self.mandates[mandate.stakeholder_id].append(mandate)
        for point in ContactPoint.objects.filter(stakeholder__in=keys):
            self.points[point.stakeholder_id].add(point.value)
        if any(one.tags for one in drafts):
            for tagging in Tagging.objects.filter(stakeholder__in=keys).select_related("tag"):
                self.tagged[tagging.stakeholder_id].add(tagging.tag.key)
        if any("exchange_text" in one.held for one in drafts):
            for exchange in Exchange.objects.filter(stakeholder__in=keys):
                self.exchanges[exchange.stakeholder_id].append(exchange)

    def is_at(self, person: Stakeholder, organization_key: str) -> bool:
        """Tell whether a person holds or held a post in this organization."""
        return any(post.organization.sort_key == organization_key for post in self.posts[person.pk])

    def sits(self, person: Stakeholder, claim: claims.Claim) -> bool:
        """Tell whether a person sits or sat in this council or town hall."""
        return claim.territory is not None and any(
            mandate.territory_id == claim.territory.pk for mandate in self.mandates[person.pk]
        )


def confirms(one: Draft, person: Stakeholder, known: Known) -> str:
    """Return what, beside the name, tells that a row is about this person: or nothing."""
    others = known.points[person.pk]
    if one.emails & ({person.email.lower()} | {value.lower() for value in others}):
        return "email"
    if one.numbers & ({person.phone} | others):
        return "phone"
    if any(seat.claim and known.sits(person, seat.claim) for seat in one.seats):
        return "seat"
    keys = {seat.organization_key for seat in one.seats} - {""}
    if any(known.is_at(person, key) for key in keys):
        return "organization"
    return ""


def same_draft(one: Draft, other: Draft) -> bool:
    """Tell whether two rows of a file that bear one name are surely about one person."""
    return bool(
        one.emails & other.emails
        or one.numbers & other.numbers
        or any(_same_seat(seat, held) for seat in one.seats for held in other.seats)
    )


def _same_seat(one: Draft, other: Draft) -> bool:
    if one.organization_key and one.organization_key == other.organization_key:
        return True
    claim, held = one.claim, other.claim
    return bool(claim and claim.territory and held and held.key == claim.key)


def plain(value: Any) -> str:
    """Return a text to compare with, whatever its spaces, case and accents."""
    return fold(str(value))
