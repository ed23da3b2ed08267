"""What a row says besides the person: the organization, the post there, an exchange."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from contacts import phones
from contacts.importing import resources, several_seats, values
from contacts.importing.bodies import Alike, Bodies
from contacts.importing.knowing import Draft, Known, plain
from contacts.importing.made import Made, added
from contacts.importing.mapping import TARGETS
from contacts.importing.places import Places
from contacts.importing.seating import POST, SINCE, UNTIL, Seats
from contacts.models import (
    ContactPoint,
    Exchange,
    FileImport,
    Stakeholder,
    Tag,
    Tagging,
)
from contacts.models.tag import tag_key
from ui.templatetags.ui import day

ORGANIZATION, EXCHANGE = "organization", "exchange_text"
LONGEST_TAG = 60
_SEVERAL = {"phone": values.several_phones, "email": values.several_emails}
OTHERS = {"phone": "mobile", "email": "email_other"}  # what stands beside the preferred one


class Parts:
    """Prepares the organizations, posts and exchanges of the rows of one file."""

    def __init__(
        self, file_import: FileImport, places: Places, *, alike: Alike | None, on: datetime.date
    ) -> None:
        self.file_import = file_import
        self.known = Known()
        self.bodies = Bodies(file_import, places, alike)
        self.seats = Seats(file_import)
        self.exchanges = resources.ExchangeResource(on)

    def know(self, known: Known) -> None:
        """Take what the base knows of the next rows."""
        self.known = self.seats.known = self.bodies.known = known

    def reached(self, one: Draft, person: Stakeholder | None) -> dict[str, Any]:
        """Return what a row says, its numbers and addresses where they belong.

        A number among the others of a person changes nothing; the mobile is the preferred number
        of somebody who has none.
        """
        held: dict[str, Any] = dict(one.held)
        theirs = self.known.points[person.pk] if person and person.pk else set()
        shown = {phones.shown(value) for value in theirs}
        for key, other in OTHERS.items():
            if held.get(key) and _read(key, held[key]) in theirs:
                del held[key]
            stored = getattr(person, key) if person else ""
            several = _SEVERAL[key](held.get(other, ""))
            is_known = any(text in shown or _read(key, text) in theirs for text in several)
            if several and not held.get(key) and not stored and not is_known:
                held[key], *others = several
                held[other] = ";".join(others)
        return held

    def points(self, person: Stakeholder | None, held: dict[str, Any], kept: set[str]) -> Made:
        """Return the other numbers and addresses of a row, unless they are known."""
        made = Made()
        theirs = set(self.known.points[person.pk]) if person and person.pk else set()
        for key, other in OTHERS.items():
            stored = getattr(person, key) if person else ""
            says = held.get(key) and key not in kept
            first = {_read(key, held[key]) if says else stored}
            for text in _SEVERAL[key]("" if other in kept else held.get(other, "")):
                if text in {phones.shown(value) for value in theirs | first}:
                    continue
                try:
                    value = _read(key, text, strict=True)
                except ValueError as error:
                    made.errors.append(f"{TARGETS[other].label} : {error}")
                    continue
                if value not in theirs | first:
                    theirs.add(value)
                    label = _("Mobile") if other == "mobile" else ""
                    made.writes.append(ContactPoint(kind=key, value=value, label=label))
                    made.changes.append(added(other, phones.shown(value)))
        return made

    def of(self, one: Draft, person: Stakeholder | None, held: dict[str, Any]) -> Made:
        """Return the numbers, organization, post and exchange of a person's row."""
        made = self.points(person, held, one.row.kept)
        made.add(self.tags(one, person))
        told = self.seats.told(one, person)
        if told is not None:
            part = self.seats.again(one, told)
            part.notes += _nearly(one, part)
            made.add(part)
        else:
            made.add(self.seats_of(one, person))
        if one.held.get(EXCHANGE) and EXCHANGE not in one.row.kept:
            made.add(self.exchange(one, person))
        return made

    def seats_of(self, one: Draft, person: Stakeholder | None) -> Made:
        """Return the mandates and posts of a row; one organization is asked at a time."""
        made = Made()
        for seat in self.seats.different(one):
            part = self._seat(seat, person)
            part.notes += _nearly(seat, part)
            for change in part.changes:
                change["key"] = seat.numbered(change["key"])
            if one.parts:
                said = _("“%(text)s”: %(reason)s")
                named = {"text": seat.said_post[:80]}
                part.errors = [
                    error if seat.said_post in error else said % (named | {"reason": error})
                    for error in part.errors
                ]
            made.add(part)
            if any("organization" in candidate for candidate in part.candidates):
                break
        names = several_seats.told_once(one.held, len(one.parts)) if one.parts else []
        if names and not made.errors:
            columns = ", ".join(str(TARGETS[name].label) for name in names)
            said = _("%(columns)s: said of “%(seat)s” only; part the values with “;” to say more.")
            made.notes.append(said % {"columns": columns, "seat": one.parts[0].said_post[:80]})
        return made

    def _seat(self, seat: Draft, person: Stakeholder | None) -> Made:
        made = Made()
        if seat.claim is not None:
            if not {POST, "commune"} & seat.kept:
                made.add(self.seats.mandate(seat, person))
        elif seat.organization_key and not {ORGANIZATION, POST} & seat.kept:
            where = self.bodies.of(seat)
            for candidate in where.candidates:
                candidate["asked"] = seat.organization_key
            made.add(where)
            if where.instance and not where.errors:
                made.add(self.seats.post(seat, person, where.instance))
        elif seat.held.get(POST) and not seat.organization_key:
            said = _("“%(post)s” is left out: no organization is named where this post is held.")
            made.notes.append(said % {"post": seat.held[POST][:80]})
        return made

    def tags(self, one: Draft, person: Stakeholder | None) -> Made:
        """Return the tags of a row that the person does not have."""
        made = Made()
        theirs = self.known.tagged[person.pk] if person and person.pk else set()
        for name in one.tags if "tags" not in one.row.kept else ():
            key = tag_key(name)
            if len(name) > LONGEST_TAG:
                made.errors.append(_("“%(text)s” is too long for a tag.") % {"text": name[:40]})
            elif key not in theirs:
                tag = self.known.tags.get(key) or Tag(name=name, key=key)
                made.writes.append(Tagging(tag=tag))
        if made.writes:
            names = ", ".join(str(tagging.tag) for tagging in made.writes)
            made.changes.append(added("tags", names))
        return made

    def exchange(self, one: Draft, person: Stakeholder | None) -> Made:
        """Return the exchange of a row, unless it is noted already."""
        row: dict[str, Any] = one.held | {"keep": set()}
        blank = not row.get("exchange_on")
        row["exchange_on"] = row.get("exchange_on") or self.file_import.dated_on.isoformat()
        result = resources.prepare(self.exchanges, row, None, number=one.row.number)
        made = Made(errors=resources.errors_of(self.exchanges, result))
        if made.errors:
            return made
        exchange: Exchange = result.instance
        noted = self.known.exchanges[person.pk] if person and person.pk else []
        if any(
            plain(other.text) == plain(exchange.text)
            and (blank or other.happened_on == exchange.happened_on)
            for other in noted
        ):
            return made
        exchange.author_id = self.file_import.owner_id or 0
        said = _("%(day)s: %(text)s") % {"day": day(exchange.happened_on), "text": exchange.text}
        made.changes, made.writes = [added(EXCHANGE, said)], [exchange]
        return made


def _nearly(seat: Draft, part: Made) -> list[str]:
    """Say which day was taken where a seat only says a month or a year."""
    found = []
    for name, end, attribute in ((SINCE, 0, "started_on"), (UNTIL, 1, "ended_on")):
        span = values.span(seat.held.get(name, ""))
        if span and any(getattr(one, attribute, None) == span[end] for one in part.writes):
            said = _("%(column)s, “%(text)s”: noted as %(day)s, for want of the day.")
            named = {"column": TARGETS[name].label, "text": seat.held[name][:40]}
            found.append(said % (named | {"day": day(span[end])}))
    return found


def _read(key: str, text: str, *, strict: bool = False) -> str:
    """Return a number or an address as it is kept."""
    try:
        if key == "phone":
            return values.phone(text) if text else ""
        text = text.removeprefix("mailto:").strip()
        if text:
            EmailValidator(message=_("“%(text)s” is no e-mail address.") % {"text": text[:60]})(
                text
            )
    except ValidationError as error:
        if strict:
            raise ValueError(error.messages[0]) from error
    except ValueError:
        if strict:
            raise
    return text


def flagged(file_import: FileImport, one: Draft) -> tuple[list[str], list[str]]:
    """Return why the formulas of a row refuse it, and what else is odd in its cells."""
    refused: list[str] = []
    odd: list[str] = []
    sentences = {
        "uncomputed": _("%(column)s: a formula without its result. Save the file in Excel first."),
        "error": _("%(column)s: the cell holds an error (%(text)s)."),
        "formula": _("%(column)s: the result of a formula."),
        "equals": _("%(column)s: a text that looks like a formula, kept as text."),
    }
    for column, flag in sorted(one.row.flags.items()):
        at = int(column)
        if at < len(file_import.mapping) and file_import.mapping[at]:
            said = sentences[flag] % {
                "column": file_import.headers[at],
                "text": one.row.cells[at][:20] if at < len(one.row.cells) else "",
            }
            (refused if flag in ("uncomputed", "error") else odd).append(said)
    return refused, odd
