"""The posts and the mandates that the rows of a file give to people.

A seat that one person at a time holds is never taken from its holder: the row is refused, and the
user may say that the holder's mandate ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from contacts.importing import resources, values
from contacts.importing.knowing import Draft, Known, plain
from contacts.importing.made import Made, added
from contacts.mandate_forms import taken_by
from contacts.models import FileImport, Mandate, Organization, Post, Stakeholder
from directory.folding import fold
from directory.models import SeatKind
from ui.templatetags.ui import day

POST, SINCE, UNTIL = "post", "post_started_on", "post_ended_on"
SUCCEEDS = "succeeds"  # the decision that ends the mandate of whoever holds the seat
_PLAIN_TOO = {SeatKind.MUNICIPAL: (SeatKind.MUNICIPAL, SeatKind.MAYOR)}


class Seats:
    """Prepares the posts and mandates of the rows of one file."""

    def __init__(self, file_import: FileImport) -> None:
        self.file_import = file_import
        self.known = Known()
        self.posts = resources.PostResource()
        self.mandates = resources.MandateResource()
        self.claimed: dict[str, Draft] = {}

    def post(self, one: Draft, person: Stakeholder | None, where: Organization) -> Made:
        """Return the post of a row: the same one, dated, or another one beside the others."""
        title = one.held.get(POST, "")
        held = [
            post
            for post in (self.known.posts[person.pk] if person and person.pk else [])
            if post.organization_id == where.pk and (not title or plain(post.title) == fold(title))
        ]
        stored = held[0] if held else None
        row = one.held | {"keep": one.kept | ({POST} if stored else set())}
        if stored is None and not title:
            row[POST] = _("Contact")
        result = resources.prepare(self.posts, row, stored, number=one.row.number)
        made = Made(errors=resources.errors_of(self.posts, result))
        if made.errors:
            return made
        if stored is None:
            result.instance.organization = where
            made.changes = [
                added(
                    POST,
                    _("%(post)s, %(organization)s")
                    % {"post": result.instance.title, "organization": where.name},
                )
            ]
        else:
            made.changes = resources.differences(self.posts, result)
        made.writes = [result.instance] if made.changes else []
        return made

    def different(self, one: Draft) -> list[Draft]:
        """Return the seats a row names, each once.

        A mayor sits in the council: "conseillère municipale" beside it says nothing more.
        """
        found: list[Draft] = []
        for seat in one.seats:
            again = any(_is_same(seat, other) for other in found)
            if not again and not any(_is_part_of(seat, other) for other in one.seats):
                found.append(seat)
        return found

    def told(self, one: Draft, person: Stakeholder | None) -> Mandate | Post | None:
        """Return the seat whose title and place are the very words of the row, if they hold it."""
        title, place = plain(one.said_post), plain(one.held.get("commune", ""))
        if not title or person is None or not person.pk:
            return None
        for mandate in self.known.mandates[person.pk]:
            names = (mandate.territory.label, mandate.territory.name)
            if plain(mandate.title) == title and place in map(plain, names):
                return None if mandate.ended_on else mandate
        name = plain(one.said_organization)
        for post in self.known.posts[person.pk]:
            if name and (plain(post.title), plain(post.organization.name)) == (title, name):
                return post
        return None

    def again(self, one: Draft, stored: Mandate | Post) -> Made:
        """Return what a row adds to a seat that it names by its own words."""
        return self._changed(one, stored, dict(one.held))

    def mandate(self, one: Draft, person: Stakeholder | None) -> Made:
        """Return the mandate of a row: the one they hold, with what is new of it, or another."""
        claim = one.claim
        if claim is None or claim.territory is None:
            return Made(errors=[claim.error] if claim else [])
        stored = self._held(one, person)
        if stored and self._is_over(stored, one):
            said = _("%(seat)s: this mandate ended on %(day)s, says its page.")
            return Made(notes=[said % {"seat": stored.line, "day": day(stored.ended_on)}])
        row: dict[str, Any] = dict(one.held)
        row["delegation"] = row.get("delegation") or claim.office.delegation
        row["district"] = row.get("district") or claim.office.district
        if stored is not None:
            made = self._changed(one, stored, row)
        else:
            row |= {"keep": one.kept, POST: claim.title(_sex(one, person))}
            result = resources.prepare(self.mandates, row, None, number=one.row.number)
            made = Made(errors=resources.errors_of(self.mandates, result))
            if not made.errors:
                self._open(one, result.instance, made)
        if claim.left_out and not made.errors:
            said = _("“%(organization)s” is left out: an elected office is held in a territory.")
            made.notes.append(said % {"organization": claim.left_out[:80]})
        return made

    def _changed(self, one: Draft, stored: Mandate | Post, row: dict[str, Any]) -> Made:
        resource = self.mandates if isinstance(stored, Mandate) else self.posts
        row["keep"] = one.kept | _never_written_over(stored)
        result = resources.prepare(resource, row, stored, number=one.row.number)
        made = Made(errors=resources.errors_of(resource, result))
        if not made.errors:
            made.changes = resources.differences(resource, result)
            made.writes = [result.instance] if made.changes else []
        return made

    def claim(self, one: Draft, writes: Sequence[Any]) -> None:
        """Remember which line of the file gives a seat that one person at a time holds."""
        for row in writes:
            if isinstance(row, Mandate) and row._state.adding and row.ended_on is None:
                self.claimed[row.key_of_exclusive_seat()] = one

    def _open(self, one: Draft, mandate: Mandate, made: Made) -> None:
        """Fill a new mandate, say what it is field by field, and refuse a seat that is taken."""
        claim = one.claim
        if claim is None or claim.territory is None:
            return
        mandate.kind, mandate.territory, mandate.rank = (
            claim.office.kind,
            claim.territory,
            claim.rank,
        )
        made.changes = [added(POST, mandate.title), added("commune", claim.territory.label)]
        for name in ("delegation", "district", "started_on", "ended_on"):
            field = self.mandates.fields[name]
            if getattr(mandate, name):
                made.changes.append(added(field.column_name, field.export(mandate)))
        made.writes = [mandate]
        if claim.key.is_exclusive and mandate.ended_on is None:
            self._check_holder(one, mandate, made)

    def _check_holder(self, one: Draft, mandate: Mandate, made: Made) -> None:
        key = mandate.key_of_exclusive_seat()
        other = self.claimed.get(key)
        if other and other.row.number != one.row.number and other.name_key != one.name_key:
            said = _("Line %(line)s gives this seat to %(name)s: one of the two is wrong, or over.")
            made.errors.append(said % {"line": other.row.number, "name": other.row.label})
            return
        holder = self.known.holders.get(key)
        if holder is None:
            return
        if holder.pk not in ended_by(one.row.decision):
            made.errors.append(taken_by(holder))
            if holder.pk:
                why = _("holds this seat now")
                made.candidates.append(
                    {"holder": holder.pk, "pk": holder.stakeholder_id, "why": why}
                    | {"name": str(holder.stakeholder)}
                )
            return
        ended = copy(holder)
        ended.ended_on = max(
            mandate.started_on or self.file_import.dated_on,
            holder.started_on or self.file_import.dated_on,
        )
        said = _("%(name)s: end of the mandate on %(day)s")
        said %= {"name": holder.stakeholder, "day": day(ended.ended_on)}
        made.changes.append(added("succession", said))
        made.writes.insert(0, ended)

    def _held(self, one: Draft, person: Stakeholder | None) -> Mandate | None:
        """Return the mandate the row is about, when the person holds or held it."""
        claim = one.claim
        theirs = self.known.mandates[person.pk] if person and person.pk and claim else []
        same = [mandate for mandate in theirs if claim and mandate.seat == claim.key]
        running = [mandate for mandate in same if mandate.ended_on is None]
        if not running and claim and not claim.key.role and claim.office.kind != SeatKind.MAYOR:
            # A councillor may be known by a more precise seat of the same council: a deputy mayor.
            kinds = _PLAIN_TOO.get(claim.office.kind, (claim.office.kind,))
            running = [
                mandate
                for mandate in theirs
                if mandate.ended_on is None
                and mandate.kind in kinds
                and mandate.territory_id == claim.key.territory
                and not (claim.office.district and mandate.district)
            ]
        if one.held.get(UNTIL):
            end = _day(one.held[UNTIL], values.last_day)
            return next((mandate for mandate in same if mandate.ended_on == end), None) or next(
                iter(running), None
            )
        return next(iter(running), None) or next(
            (mandate for mandate in same if self._is_over(mandate, one)), None
        )

    def _is_over(self, mandate: Mandate, one: Draft) -> bool:
        """Tell whether the row speaks of a mandate that ended since, as if it went on."""
        if mandate.ended_on is None or one.held.get(UNTIL):
            return False
        start = _day(one.held.get(SINCE, ""))
        return start is None or start < mandate.ended_on


def _is_same(seat: Draft, other: Draft) -> bool:
    if seat.claim and other.claim:
        return bool(seat.claim.territory) and seat.claim.key == other.claim.key
    same_place = bool(seat.organization_key) and seat.organization_key == other.organization_key
    return same_place and plain(seat.said_post) == plain(other.said_post)


def _is_part_of(seat: Draft, other: Draft) -> bool:
    """Tell whether a plain seat goes with another one of the same council: that of the mayor."""
    claim, held = seat.claim, other.claim
    if claim is None or held is None or claim.territory is None or claim.office.district:
        return False
    is_plain = not claim.key.role and claim.office.kind != SeatKind.MAYOR
    is_more = bool(held.key.role) or held.office.kind == SeatKind.MAYOR
    kinds = _PLAIN_TOO.get(claim.office.kind, (claim.office.kind,))
    same_council = held.territory == claim.territory and held.office.kind in kinds
    return is_plain and is_more and same_council


def ended_by(decision: dict[str, Any]) -> list[int]:
    """Return the mandates that the user said are over, since the person of the row succeeds."""
    said: Any = decision.get(SUCCEEDS, [])
    return said if isinstance(said, list) else [said]


def _never_written_over(stored: Mandate | Post) -> set[str]:
    """Return what a file does not change of a seat: its title, a start the register gives."""
    kept = {POST, "district"} if getattr(stored, "district", "") else {POST}
    if stored.started_on and stored.source == Mandate.Source.REGISTER:
        kept.add(SINCE)
    return kept


def _sex(one: Draft, person: Stakeholder | None) -> str:
    if person and person.sex:
        return str(person.sex)
    try:
        return values.sex(one.held.get("sex", ""))
    except ValueError:
        return ""


def _day(text: str, read: Any = values.first_day) -> Any:
    try:
        return read(text) if text else None
    except ValueError:
        return None
