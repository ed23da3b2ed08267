"""Follows someone of the register: a line of public reference data becomes a person we know.

The birth date stays where it is: it serves the matching of files, and is copied nowhere.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from accounts.permissions import Permission, require
from contacts import merging, naming, succession
from contacts.models import Mandate, Stakeholder
from directory.models import RegisterPerson
from directory.seats import SeatLine, seat_lines
from ui import batches, taking_back, undo
from ui.models import Batch
from ui.templatetags.ui import day

UNDO = "contacts.unfollow"
KIND = "contacts.follow"
# What following writes by itself; anything else was added by somebody since.
OWN = frozenset({"mandates", "turnover_lines"})


class NoSeat(Exception):
    """The register holds no seat for this person: there is nothing to follow."""


@dataclass(kw_only=True)
class Taken:
    """What taking somebody in did: the seats that came, those it closed, those left out.

    `closed` are mandates of others, whom the register says this person came after, and former
    terms of their own. `batch` is None when nothing was written.
    """

    stakeholder: Stakeholder
    is_new: bool = False
    added: list[Mandate] = field(default_factory=list)
    closed: list[Mandate] = field(default_factory=list)
    left_out: list[SeatLine] = field(default_factory=list)
    batch: Batch | None = None


def follow(person: RegisterPerson, *, author: Any) -> tuple[Stakeholder, bool]:
    """Return the stakeholder of a register person with their seats, and whether it is new."""
    taken = take_in(person, author=author)
    return taken.stakeholder, taken.is_new


def take_in(person: RegisterPerson, *, author: Any, batch: Batch | None = None) -> Taken:
    """Follow a person of the register, or bring the newer seats of one already followed.

    Whoever holds one of their exclusive seats here sees that mandate closed on the day they took
    it: the newer row is the evidence. Everything is written through one batch. Raises NoSeat when
    the register holds none for this person.
    """
    # The lock makes two members of the team who follow the same person at once take turns.
    person = RegisterPerson.objects.select_for_update().get(pk=person.pk)
    lines = current_seats(person)
    known = followed_among([person]).get(person.pk)
    known = known or _entered_by_hand(person, lines)
    if known is None and not lines:
        raise NoSeat
    is_mine = batch is None
    batch = batch or batches.begin(
        kind=KIND,
        title=_("Follow %(name)s") % {"name": person},
        owner=author,
        permission="accounts.edit_people",
        url=reverse("stakeholder_list"),
    )
    is_new = known is None
    stakeholder = known or _new(person, lines, author, batch)
    taken = Taken(stakeholder=stakeholder, is_new=is_new, batch=batch)
    if stakeholder.register_person_id is None:
        stakeholder.register_person = person
        batches.save(batch, stakeholder)
    for line in lines:
        _seat(taken, line, batch)
    naming.refresh(stakeholder)
    if is_mine and not batch.changes.exists():
        batch.delete()
        taken.batch = None
    return taken


def _entered_by_hand(person: RegisterPerson, lines: list[SeatLine]) -> Stakeholder | None:
    """Return who was entered by hand in one of these exclusive seats under this very name.

    The same body, the same surname and the same first name: it is the same person.
    """
    for line in lines:
        holder = succession.holder_of(line.key)
        if (
            holder is not None
            and holder.stakeholder.register_person_id is None
            and holder.stakeholder.sort_key == person.sort_key
        ):
            return holder.stakeholder
    return None


def _seat(taken: Taken, line: SeatLine, batch: Batch) -> None:
    """Bring one seat, after closing what it comes after; or leave it out, and say so."""
    mine = succession.held(taken.stakeholder, line.key)
    if mine is not None and not succession.is_newer_term(mine, line.since):
        return
    if succession.ended_since(taken.stakeholder, line):
        return
    before = mine or succession.holder_of(line.key)
    if before is not None:
        if not succession.comes_after(line, before):
            taken.left_out.append(line)
            return
        succession.end(batch, before, on=line.since or line.seen_on)
        taken.closed.append(before)
    taken.added.append(succession.open_seat(batch, taken.stakeholder, line))


def _new(person: RegisterPerson, lines: list[SeatLine], author: Any, batch: Batch) -> Stakeholder:
    stakeholder = Stakeholder(
        first_name=person.first_name,
        last_name=person.last_name,
        sex=person.sex,
        source=Stakeholder.Source.REGISTER,
        source_on=max(line.seen_on for line in lines),
        register_person=person,
        referent=author,
        created_by=author,
    )
    batches.save(batch, naming.prepare(stakeholder))
    return stakeholder


def current_seats(person: RegisterPerson) -> list[SeatLine]:
    """Return the seats to take in: not the replaced ones, and a mayor once."""
    rows = person.mandates.current().select_related("territory", "last_seen_in").order_by("pk")
    return seat_lines(rows, person.sex)


def offer_undo(request: HttpRequest, taken: Taken) -> None:
    """Tell what following did, and let it be taken back."""
    if taken.batch is not None:
        undo.offer(request, said(taken), UNDO, pk=taken.stakeholder.pk, batch=taken.batch.pk)
    for line in taken.left_out:
        text = _("%(seat)s: somebody else holds this seat in the same file; it was left out.")
        messages.warning(request, text % {"seat": f"{line.title} {line.of}".strip()})


def said(taken: Taken) -> str:
    """Return the sentences that tell what following did."""
    name = {"name": taken.stakeholder}
    texts = [
        _("You now follow %(name)s.") % name
        if taken.is_new
        else _("The newer seats of %(name)s are here.") % name
    ]
    for mandate in taken.closed:
        if mandate.stakeholder_id == taken.stakeholder.pk:
            continue
        texts.append(
            _("The mandate of %(name)s (%(seat)s) is closed on %(day)s.")
            % {
                "name": mandate.stakeholder,
                "seat": mandate.line,
                "day": day(mandate.ended_on or datetime.date.min),
            }
        )
    return " ".join(texts)


def mention_namesakes(request: HttpRequest, stakeholder: Stakeholder) -> None:
    """Say that somebody else here bears this name: perhaps the same person, never merged."""
    found = naming.namesakes(
        first_name=stakeholder.first_name, last_name=stakeholder.last_name
    ).exclude(pk=stakeholder.pk)
    links = [
        (reverse("stakeholder_detail", args=[namesake.pk]), namesake)
        for namesake in found.order_by("pk")[:5]
    ]
    if links:
        others = format_html_join(", ", '<a href="{}">{}</a>', links)
        text = _("Somebody already bears this name: {others}. Check whether it is the same person.")
        messages.warning(request, format_html(text, others=others))


def unfollow(request: HttpRequest, *, pk: int, batch: int | None = None) -> str:
    """Take back `take_in`; return the list of people, or the person who was followed before.

    Raises CannotUndo as soon as anything was added to what following wrote.
    """
    require(request, Permission.EDIT_PEOPLE)
    stakeholder = Stakeholder.objects.filter(pk=pk).first()
    if stakeholder is None:
        raise undo.CannotUndo(_("This person is no longer followed."))
    written = Batch.objects.filter(pk=batch).first() if batch else None
    changes = {"model": "contacts.stakeholder", "row_pk": pk, "before__isnull": True}
    is_new = written is None or written.changes.filter(**changes).exists()
    if written is not None:
        found = written
        taking_back.or_refuse(found, lambda: batches.undo(found, by=request.user))
    elif _was_touched(stakeholder):
        raise undo.CannotUndo(_("Something was added about this person since: nothing was undone."))
    else:
        stakeholder.delete()
    return reverse("stakeholder_list") if is_new else reverse("stakeholder_detail", args=[pk])


def _was_touched(stakeholder: Stakeholder) -> bool:
    """Tell whether anything hangs on the stakeholder that `follow` did not write."""
    history: Any = stakeholder.history
    if history.count() > 1 or any(
        mandate.history.count() > 1 for mandate in stakeholder.mandates.all()
    ):
        return True
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: stakeholder}).exists()
        for relation in Stakeholder._meta.related_objects
        if relation.get_accessor_name() not in OWN
        and not relation.related_model.__name__.startswith("Historical")
    )


def followed_among(rows: Sequence[RegisterPerson]) -> dict[int, Stakeholder]:
    """Return those already followed, by primary key of the register person.

    Whoever was merged into another person is followed as that one.
    """
    found = Stakeholder.everyone.filter(
        register_person__in=[row.pk for row in rows], erased_at=None
    ).select_related("merged_into")
    return {
        stakeholder.register_person_id: merging.survivor(stakeholder)
        for stakeholder in found
        if stakeholder.register_person_id is not None
    }
