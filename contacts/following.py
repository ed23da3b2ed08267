"""Follows someone of the register, from a page: one gesture, told, and taken back as one.

The birth date stays where it is: it serves the matching of files, and is copied nowhere.
"""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission, require
from contacts import naming, taking_in
from contacts.models import Stakeholder
from contacts.taking_in import Taken
from directory.models import RegisterPerson
from ui import batches, taking_back, undo
from ui.models import Batch
from ui.templatetags.ui import day, number

UNDO = "contacts.unfollow"
KIND = "contacts.follow"
# What following writes by itself; anything else was added by somebody since.
OWN = frozenset({"mandates", "turnover_lines"})


class NoSeat(Exception):
    """The register holds no seat for this person: there is nothing to follow."""


class WasErased(Exception):
    """This person was erased: they come back only when they ask for it."""


def follow(person: RegisterPerson, *, author: Any) -> tuple[Stakeholder, bool]:
    """Return the stakeholder of a register person with their seats, and whether it is new."""
    taken = take_in(person, author=author)
    return taken.stakeholder, taken.is_new


def take_in(person: RegisterPerson, *, author: Any, asked_back: bool = False) -> Taken:
    """Follow a person of the register, or bring their newer seats; taken back as one.

    Raises NoSeat when the register holds none for this person, WasErased when they were erased
    and nobody says that they `asked_back`.
    """
    batch = batches.begin(
        kind=KIND,
        title=_("Follow %(name)s") % {"name": person},
        owner=author,
        permission="accounts.edit_people",
        url=reverse("stakeholder_list"),
    )
    done = taking_in.take_in([person], author=author, batch=batch, asked_back=asked_back)
    taken = done.get(person.pk)
    if taken is None:
        batch.delete()
        raise WasErased if taking_in.erased_among([person]) else NoSeat
    if batch.changes.exists():
        taken.batch = batch
    else:
        batch.delete()
    return taken


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


def people_followed(count: int) -> str:
    """Say how many people were followed one after the other."""
    text = ngettext("%(count)s person followed", "%(count)s people followed", count)
    return text % {"count": number(count)}


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
