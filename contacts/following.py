"""Follows someone of the register: a line of public reference data becomes a person we know.

The birth date stays where it is: it serves the matching of files, and is copied nowhere.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from accounts.permissions import Permission, require
from contacts import naming, people
from contacts.models import Stakeholder
from directory.models import RegisterPerson, SeatKind
from directory.seats import SeatLine, seat_lines
from ui import undo

UNDO = "contacts.unfollow"
# What following writes by itself; anything else was added by somebody since.
OWN = frozenset({"mandates"})


class NoSeat(Exception):
    """The register holds no seat for this person: there is nothing to follow."""


def follow(person: RegisterPerson, *, author: Any) -> tuple[Stakeholder, bool]:
    """Return the stakeholder of a register person with their seats, and whether it is new.

    Following twice gives the same stakeholder, untouched. Raises NoSeat when the register
    holds none for this person.
    """
    # The lock makes two members of the team who follow the same person at once take turns.
    person = RegisterPerson.objects.select_for_update().get(pk=person.pk)
    known = Stakeholder.objects.filter(register_person=person).first()
    if known is not None:
        return known, False
    lines = current_seats(person)
    if not lines:
        raise NoSeat
    stakeholder = people.add_stakeholder(
        first_name=person.first_name,
        last_name=person.last_name,
        sex=person.sex,
        source=Stakeholder.Source.REGISTER,
        source_on=max(line.seen_on for line in lines),
        register_person=person,
        referent=author,
        created_by=author,
    )
    for line in lines:
        people.add_mandate(
            stakeholder=stakeholder,
            kind=SeatKind(line.mandate.kind),
            territory=line.territory,
            district=line.district,
            title=line.title,
            rank=line.rank,
            started_on=line.since,
            seen_in=line.mandate.last_seen_in,
        )
    return stakeholder, True


def current_seats(person: RegisterPerson) -> list[SeatLine]:
    """Return the seats to take in: not the replaced ones, and a mayor once."""
    rows = person.mandates.current().select_related("territory", "last_seen_in").order_by("pk")
    return seat_lines(rows, person.sex)


def offer_undo(request: HttpRequest, stakeholder: Stakeholder) -> None:
    """Tell that the person is followed now, and let it be taken back."""
    text = _("You now follow %(name)s.") % {"name": stakeholder}
    undo.offer(request, text, UNDO, pk=stakeholder.pk)


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


def unfollow(request: HttpRequest, *, pk: int) -> str:
    """Take back `follow`; return the list of people.

    Raises CannotUndo as soon as anything was added to what following wrote.
    """
    require(request, Permission.EDIT_PEOPLE)
    stakeholder = Stakeholder.objects.filter(pk=pk).first()
    if stakeholder is None:
        raise undo.CannotUndo(_("This person is no longer followed."))
    if _was_touched(stakeholder):
        raise undo.CannotUndo(_("Something was added about this person since: nothing was undone."))
    stakeholder.delete()
    return reverse("stakeholder_list")


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
    """Return those already followed, by primary key of the register person."""
    found = Stakeholder.objects.filter(register_person__in=[row.pk for row in rows])
    return {
        stakeholder.register_person_id: stakeholder
        for stakeholder in found
        if stakeholder.register_person_id is not None
    }
