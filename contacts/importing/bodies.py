"""The organizations that the rows of a file name: the known one, a new one, or a question.

A SIREN decides; without one the folded name, and the territory where several bear it. A name that
is only close is a question, asked once for the whole file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from contacts import cards, duplicates, people, siren
from contacts.cards import OrganizationCard
from contacts.importing import claims, resources, values
from contacts.importing.knowing import Draft, Known
from contacts.importing.lineage import PARENT, Lineage
from contacts.importing.made import Made, added
from contacts.importing.places import Places, UnknownPlace
from contacts.models import FileImport, FileImportRow, Organization
from directory.models import Territory

NAME, KIND, PLACE = "organization", "organization_kind", "commune"
FACTS = (
    *("organization_siren", "organization_siret", "organization_phone", "organization_email"),
    *("organization_website", PARENT),
)
MOST = 5
DEEPEST = 50  # a branch of a branch of…
TAKEN_IN = (FileImportRow.State.NEW, FileImportRow.State.CHANGED)


@dataclass
class Meant:
    """The organization a row means, or those it may mean; neither when it is new."""

    stored: Organization | None = None
    candidates: list[dict[str, Any]] = field(default_factory=list)
    is_by_reference: bool = False


class Alike:
    """Finds organizations whose name is only close (`contacts.duplicates`)."""

    def __init__(self, *, many: bool) -> None:
        self.index = duplicates.organization_index() if many else None
        self.answers: dict[OrganizationCard, list[dict[str, Any]]] = {}

    def find(self, card: OrganizationCard) -> list[dict[str, Any]]:
        """Return who may be meant, best first, with the reasons in words."""
        if card not in self.answers:
            find = self.index.candidates if self.index else duplicates.organization_candidates
            found = find(card)
            rows = Organization.objects.select_related("territory").in_bulk(
                [match.pk for match in found]
            )
            self.answers[card] = [
                candidate(rows[match.pk], ", ".join(map(str, match.reasons)))
                for match in found
                if match.pk in rows
            ]
        return self.answers[card]


class Bodies:
    """Prepares the organizations of the rows of one file."""

    lineage: Lineage

    def __init__(self, file_import: FileImport, places: Places, alike: Alike | None) -> None:
        self.file_import = file_import
        self.known = Known()
        self.places = places
        self.alike = alike
        self.named = resources.OrganizationResource()
        self.whole = resources.WholeOrganizationResource()
        self.brought: dict[str, Organization] = {}

    def of(self, one: Draft) -> Made:
        """Return the organization of a row, with what the row adds to it."""
        meant = self._meant(one)
        if meant.candidates:
            return Made(candidates=meant.candidates)
        stored, resource = meant.stored, self.named if one.is_person else self.whole
        held: dict[str, Any] = dict(one.held)
        if stored is None:
            held[KIND] = held.get(KIND) or values.likely_kind(held[NAME])
        elif one.is_person and not any(held.get(name) for name in FACTS):
            # The row of a person names the organization; it does not say what it is.
            return Made(instance=stored)
        held["keep"] = one.kept | self._kept(one, meant)
        result = resources.prepare(resource, held, stored, number=one.row.number)
        made = Made(
            instance=result.instance,
            is_new=stored is None,
            changes=resources.differences(resource, result),
            errors=resources.errors_of(resource, result),
        )
        if made.errors:
            return made
        made.notes += _left_out(one)
        made.errors += siren_errors(made.instance)
        self._place(one, made, stored)
        self._parent(one, made, stored)
        if made.is_new:
            made.changes.insert(0, added(NAME, _new(made.instance)))
            made.changes += self._facts(resource, made.instance)
        made.writes = [made.instance] if made.changes else []
        if not made.errors and made.writes:
            self.brought[one.organization_key] = made.instance
        return made

    def _meant(self, one: Draft) -> Meant:
        known = self.known.organizations_by_pk
        if one.organization_reference in known:
            return Meant(known[one.organization_reference], is_by_reference=True)
        number = siren.digits(one.held.get("organization_siren", ""))
        if number in self.known.organizations_by_siren:
            return Meant(self.known.organizations_by_siren[number])
        decided = self.file_import.said.get("organizations", {}).get(one.organization_key)
        if isinstance(decided, int) and decided in known:
            return Meant(known[decided])
        named = self._named(one, number)
        if len(named) == 1 or decided is not None or (not named and self._is_brought(one)):
            brought = self.brought.get(one.organization_key)
            return Meant(named[0] if len(named) == 1 else brought)
        if named:
            why = _("the same name")
            return Meant(candidates=[candidate(row, why) for row in named[:MOST]])
        return Meant(candidates=self.alike.find(self._card(one, number)) if self.alike else [])

    def _is_brought(self, one: Draft) -> bool:
        return one.organization_key in self.brought

    def _named(self, one: Draft, number: str) -> list[Organization]:
        """Return those of this name, but of another SIREN; there, when the row says where."""
        named = self.known.organizations[one.organization_key]
        named = [row for row in named if not (number and row.siren)]
        place = self._served(one) if len(named) > 1 else None
        if place is None:
            return named
        return [row for row in named if row.territory_id == place.pk] or named

    def _card(self, one: Draft, number: str) -> OrganizationCard:
        held = one.held
        place = None if one.is_person else self._served(one)
        return OrganizationCard(
            name=held[NAME],
            siren=number,
            territories=frozenset([place.label] if place else ()),
            emails=frozenset({held.get("organization_email", "").lower()} - {""}),
            phones=frozenset({cards.phone_key(held.get("organization_phone", ""))} - {""}),
        )

    def _kept(self, one: Draft, meant: Meant) -> set[str]:
        """Return what the row does not change of a known organization.

        Its name, but in a file that gives its reference; in the row of a person, what is known.
        """
        stored = meant.stored
        if stored is None:
            return set()
        kept = set() if meant.is_by_reference else {NAME}
        if one.is_person:
            known = {
                shown.column_name
                for shown in self.named.fields.values()
                if getattr(stored, shown.attribute)
            }
            kept |= known | {NAME, KIND}
        return kept

    def _served(self, one: Draft) -> Territory | None:
        """Return the territory a row says an organization serves. None when it says none."""
        text = one.held.get(PLACE, "")
        if not text and not one.held.get("insee"):
            return None
        try:
            return self.places.commune(claims.asked(one.held | {"post": "", NAME: ""}))
        except UnknownPlace:
            return self.places.body(text)

    def _place(self, one: Draft, made: Made, stored: Organization | None) -> None:
        """Say which territory an organization serves, when nobody said it before."""
        text = one.held.get(PLACE, "")
        if not text or PLACE in one.kept or (stored and (stored.territory_id or one.is_person)):
            return
        place = self._served(one)
        if place is None:
            try:
                self.places.commune(claims.asked(one.held | {"post": "", NAME: ""}))
            except UnknownPlace as refusal:
                made.errors.append(str(refusal))
            return
        made.instance.territory = place
        made.changes.append(added(PLACE, place.label))

    def recall(self, one: Draft, *, is_sure: bool) -> None:
        """Know again what another row of the file brings: written, or, unless `is_sure`, to be."""
        key, row = one.organization_key, one.row
        if not key or key in self.brought:
            return
        known = self.known.organizations_by_pk.get(row.organization_id or 0)
        if known is not None:
            self.brought[key] = known
        elif not is_sure and row.state in TAKEN_IN and not row.outcome:
            self.of(one)

    def _parent(self, one: Draft, made: Made, stored: Organization | None) -> None:
        """Say what an organization is part of: somebody known, or of another line."""
        key = one.parent_key
        if not key or PARENT in one.kept or (one.is_person and stored and stored.parent_id):
            return
        found = self._called(key)
        if key == one.organization_key:
            made.errors.append(_("An organization is not part of itself."))
        elif self.lineage.goes_round(one.organization_key, key):
            said = _("“%(name)s” and “%(parent)s” would each be part of the other: leave one out.")
            said %= {"name": made.instance.name[:80], "parent": one.held[PARENT][:80]}
            made.errors.append(said)
        elif len(found) != 1:
            made.errors.append(self._unknown(one, is_one_of_several=bool(found)))
        elif self._is_above(made.instance, found[0]):
            said = _("“%(parent)s” is itself part of “%(name)s”: choose another one.")
            said %= {"name": made.instance.name[:80], "parent": found[0].name[:80]}
            made.errors.append(said)
        else:
            self._put_below(made, stored, found[0])

    def _called(self, key: str) -> list[Organization]:
        """Return the organizations a name means, as this file last says what they are."""
        decided = self.file_import.said.get("organizations", {}).get(key)
        if isinstance(decided, int) and decided in self.known.organizations_by_pk:
            return [self.known.organizations_by_pk[decided]]
        found = [self._latest(row) for row in self.known.organizations[key]]
        brought = self.brought.get(key)
        return found or ([brought] if brought else [])

    def _latest(self, row: Organization) -> Organization:
        brought = self.brought.get(row.sort_key)
        return brought if brought and brought.pk == row.pk else row

    def _is_above(self, one: Organization, other: Organization) -> bool:
        """Tell whether an organization is, at any height, what another one is part of."""
        above: Organization | None = other
        for _step in range(DEEPEST):
            if above is None:
                return False
            if above is one or (one.pk and above.pk == one.pk):
                return True
            above = self._latest(above.parent) if above.parent else None
        return True

    def _unknown(self, one: Draft, *, is_one_of_several: bool) -> str:
        """Return why what an organization is part of cannot be told."""
        text = one.held[PARENT][:80]
        line = self.lineage.line_of(one.parent_key)
        if is_one_of_several:
            said = _("Several organizations are called “%(text)s”: choose one on the page.")
            return said % {"text": text}
        if line is not None and line.number != one.row.number:
            said = _("“%(text)s” is on line %(line)s, which waits for your word: see it first.")
            return said % {"text": text, "line": line.number}
        return _("“%(text)s” is not known: add a line for it, or add it first.") % {"text": text}

    @staticmethod
    def _put_below(made: Made, stored: Organization | None, parent: Organization) -> None:
        before = str(stored.parent or "") if stored else ""
        if stored is None or parent.pk is None or stored.parent_id != parent.pk:
            made.instance.parent = parent
            made.changes.append(added(PARENT, parent.name) | {"before": before})

    @staticmethod
    def _facts(resource: Any, instance: Organization) -> list[dict[str, str]]:
        """Return what is said of a new organization beside its name and kind."""
        return [
            added(shown.column_name, shown.export(instance))
            for shown in resource.fields.values()
            if shown.column_name not in (NAME, KIND) and getattr(instance, shown.attribute)
        ]


def _left_out(one: Draft) -> list[str]:
    """Say which numbers of an organization are not kept: it has one."""
    held = one.held
    others = values.several_phones(held.get("organization_phone", ""))[1:]
    if not one.is_person:
        others += values.several_phones(held.get("mobile", ""))
    if not others:
        return []
    said = _("%(numbers)s: left out, an organization has one phone here.")
    return [said % {"numbers": ", ".join(others)[:120]}]


def siren_errors(organization: Organization) -> list[str]:
    """Return why a SIREN and a SIRET do not go together; fill the SIREN that a SIRET gives."""
    if organization.siret and not organization.siren:
        organization.siren = organization.siret[: siren.SIREN_LENGTH]
    if organization.siret and not organization.siret.startswith(organization.siren):
        return [_("This SIRET is of another body: it begins with the SIREN.")]
    return []


def candidate(row: Organization, why: str) -> dict[str, Any]:
    """Return an organization to choose from."""
    about = " · ".join(filter(None, [row.get_kind_display(), str(row.territory or "")]))
    return {"organization": row.pk, "name": row.name, "reached": about, "why": why}


def _new(organization: Organization) -> str:
    people.prepare_organization(organization)
    return _("%(name)s (%(kind)s, new)") % {
        "name": organization.name,
        "kind": organization.get_kind_display(),
    }
