"""A resident who is also a contact: said once, by somebody who knows; taken back as one.

The three consents stay with the resident. What is copied to a new contact is the name and how to
reach them: neither their address nor the way in.
"""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts import derived_kinds, duplicates, erasing, naming, phones, refreshing
from contacts.cards import Card, phone_key
from contacts.derived_kinds import DerivedKind
from contacts.duplicates import Match
from contacts.models import Stakeholder
from contacts.privacy_texts import KINDS, RESIDENT
from operations.models import Resident
from ui import batches
from ui.models import Batch
from ui.undo import CannotUndo

KIND = "operations.tie_resident"
PERMISSION = "accounts.edit_people"
AT_MOST = 5


class CannotTie(Exception):
    """Why this resident is not tied to a contact, in words."""


def register() -> None:
    """Derive the kind « habitant·e »; stand by when a tie is taken back."""
    derived_kinds.register(
        DerivedKind(name=RESIDENT, label=KINDS[RESIDENT], word=_word, keys=_contacts)
    )
    batches.watch(KIND, before=_refuse_undo, after=lambda _batch: None)


def _word(sex: str) -> str:
    words = {"F": pgettext("her", "resident"), "M": pgettext("him", "resident")}
    return words.get(sex) or _("resident")


def _contacts() -> Any:
    """Return the keys of the contacts who live in one of our homes."""
    tied = Resident.objects.filter(stakeholder__isnull=False)
    return tied.order_by().values("stakeholder")


def alike(resident: Resident) -> list[Match]:
    """Return the contacts who may be this resident, the surest first, with the reasons."""
    emails = {resident.email.lower()} - {""}
    card = Card(
        first_name=resident.first_name,
        last_name=resident.last_name,
        emails=frozenset(emails),
        phones=frozenset({phone_key(resident.phone)} - {""}),
    )
    return duplicates.candidates(card, AT_MOST)


@transaction.atomic
def tie(*, resident: Resident, stakeholder: Stakeholder, author: Any) -> Batch:
    """Say that a resident is this contact. Raises CannotTie."""
    resident = _untied(resident)
    for one in (resident, stakeholder):
        if erasing.waiting_of(one) is not None:
            raise CannotTie(
                _("One of the two is about to be erased: wait until it is done, or take it back.")
            )
    batch = _begin(author, resident, str(stakeholder))
    resident.stakeholder = stakeholder
    batches.save(batch, resident)
    return batch


@transaction.atomic
def follow(*, resident: Resident, author: Any, on: datetime.date) -> tuple[Batch, Stakeholder]:
    """Take a resident in as a new contact, with their name, phone and e-mail. Raises CannotTie."""
    resident = _untied(resident)
    if erasing.waiting_of(resident) is not None:
        raise CannotTie(_("This person is to be erased already."))
    batch = _begin(author, resident, str(resident))
    stakeholder = Stakeholder(
        first_name=resident.first_name,
        last_name=resident.last_name,
        email=resident.email,
        phone=phones.kept(resident.phone),
        source=Stakeholder.Source.HAND,
        source_on=on,
        created_by=author,
    )
    batches.save(batch, naming.prepare(stakeholder))
    resident.stakeholder = stakeholder
    batches.save(batch, resident)
    refreshing.refresh([stakeholder.pk])
    return batch, stakeholder


@transaction.atomic
def untie(*, resident: Resident, author: Any) -> Batch:
    """Say that a resident and their contact are two people after all, or need not be known as one.

    Raises CannotTie when they were parted before, or are about to be erased together.
    """
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    contact = resident.stakeholder
    if contact is None:
        raise CannotTie(_("This resident is no contact."))
    if erasing.waiting_of(contact) is not None:
        raise CannotTie(
            _("One of the two is about to be erased: wait until it is done, or take it back.")
        )
    batch = _begin(author, resident, str(contact))
    resident.stakeholder = None
    batches.save(batch, resident)
    return batch


def _untied(resident: Resident) -> Resident:
    found = Resident.objects.select_for_update().get(pk=resident.pk)
    if found.stakeholder_id is not None:
        raise CannotTie(_("This resident is a contact already: look at the page again."))
    return found


def _begin(author: Any, resident: Resident, name: str) -> Batch:
    return batches.begin(
        kind=KIND,
        title=_("Resident and contact: %(name)s") % {"name": name},
        owner=author,
        permission=PERMISSION,
        url=reverse("resident_detail", args=[resident.pk]),
    )


def _refuse_undo(batch: Batch) -> None:
    """Raise CannotUndo when something was noted about the contact that the tie made."""
    made = batch.changes.filter(model="contacts.stakeholder", before__isnull=True)
    for stakeholder in Stakeholder.everyone.filter(pk__in=made.values("row_pk")):
        if _holds_more(stakeholder):
            raise CannotUndo(_("Something was added about this person since: nothing was undone."))


def _holds_more(stakeholder: Stakeholder) -> bool:
    """Tell whether anything but the resident hangs on a contact."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: stakeholder}).exists()
        for relation in Stakeholder._meta.related_objects
        if relation.related_model is not Resident
        and not relation.related_model.__name__.startswith("Historical")
    )
