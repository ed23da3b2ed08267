"""Objections: « ne plus contacter », noted and lifted; what invites or writes asks `refuse`."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Stakeholder, contacting
from contacts.models.contacting import ObjectionStands
from contacts.models.privacy import Means, Objection

__all__ = ("NoObjection", "ObjectionStands", "forget", "lift", "note", "refuse", "standing")


class NoObjection(Exception):
    """There is no objection to lift, or there is one already."""


def refuse(stakeholder: Stakeholder) -> None:
    """Raise ObjectionStands when the person, as the base says now, must not be contacted."""
    contacting.refuse([stakeholder.pk])


@transaction.atomic
def note(
    *,
    stakeholder: Stakeholder,
    received_on: datetime.date,
    means: str,
    author: Any,
    note: str = "",
) -> Objection:
    """Return the objection of a person; from now on nothing invites or writes to them.

    Raises NoObjection when one stands already.
    """
    person = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    if person.objections.standing().exists():
        raise NoObjection(_("This person's objection is noted already."))
    objection = Objection.objects.create(
        stakeholder=person, received_on=received_on, means=means, note=note, recorded_by=author
    )
    person.objected_on = received_on
    person.save(update_fields=["objected_on"])
    return objection


def standing(person: Stakeholder, *, author: Any) -> Objection | None:
    """Return the objection that stands; one written down for a day noted without one."""
    found = person.objections.standing().first()
    if found is None and person.objected_on is not None:
        found = Objection.objects.create(
            stakeholder=person,
            received_on=person.objected_on,
            means=Means.FORM,
            recorded_by=author,
        )
    return found


@transaction.atomic
def lift(
    objection: Objection, *, on: datetime.date, author: Any, lifting_note: str = ""
) -> Objection:
    """Note that the person accepts to be contacted again. Raises NoObjection when lifted before."""
    person = Stakeholder.everyone.select_for_update().get(pk=objection.stakeholder_id)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.lifted_on is not None:
        raise NoObjection(_("This objection was lifted already."))
    objection.lifted_on = max(on, objection.received_on)
    objection.lifted_by, objection.lifting_note = author, lifting_note
    objection.save()
    person.objected_on = None
    person.save(update_fields=["objected_on"])
    return objection


@transaction.atomic
def stand_again(objection: Objection) -> Objection:
    """Take back `lift`. Raises NoObjection when another one was noted since."""
    person = Stakeholder.everyone.select_for_update().get(pk=objection.stakeholder_id)
    if person.objections.standing().exists():
        raise NoObjection(_("This person's objection is noted already."))
    objection.lifted_on, objection.lifted_by, objection.lifting_note = None, None, ""
    objection.save()
    person.objected_on = objection.received_on
    person.save(update_fields=["objected_on"])
    return objection


@transaction.atomic
def forget(objection: Objection) -> None:
    """Take back `note`: it was noted by mistake."""
    person = Stakeholder.everyone.select_for_update().get(pk=objection.stakeholder_id)
    objection.delete()
    standing = person.objections.standing().first()
    person.objected_on = standing.received_on if standing else None
    person.save(update_fields=["objected_on"])
