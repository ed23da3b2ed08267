"""Erasing a person: planned with its reason, carried out a day later unless taken back.

It is the one thing that cannot be undone. What stays is a row without a name, on which the counts
rest, and tombstones by which no file brings the person back. What others wrote of them is cleared
of their name, e-mail and phone, unless somebody else here bears the same name.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import compacting, personal_data
from contacts.mentions import Traces, named, traces_of
from contacts.models import ContactPoint, Mandate, Post, Stakeholder
from contacts.models.about import about
from contacts.models.privacy import Erasure
from contacts.personal_sources import erase_register_people
from contacts.rereading import has_namesakes, is_prose
from directory import tombstones
from directory.models import RegisterPerson
from directory.names import sort_key

DELAY = datetime.timedelta(hours=24)
# Neither the register, which has its own source, nor the team, nor what the sources clear.
_ELSEWHERE = ("brochures", "contacts", "events", "network", "operations")


class CannotErase(Exception):
    """Why this person is not erased, in words."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that holds something of a person: its name, its rows, what becomes of them."""

    label: str
    count: int
    fate: str


def places(stakeholder: Any) -> list[Place]:
    """Return the places that hold something of this person."""
    found = [
        Place(label=str(source.label), count=_count(source, stakeholder), fate=str(source.fate))
        for source in personal_data.sources()
    ]
    return [place for place in found if place.count]


def _count(source: personal_data.Source, stakeholder: Any) -> int:
    if source.tables:
        return sum(personal_data.rows_of(one, stakeholder).count() for one in source.tables)
    return len(list(source.gather(stakeholder)))


def register_namesakes(stakeholder: Any) -> list[RegisterPerson]:
    """Return the people of the register of the same name, other than the one followed."""
    if not isinstance(stakeholder, Stakeholder):
        return []  # a resident sits nowhere
    key = sort_key(stakeholder.last_name, stakeholder.first_name)
    same = RegisterPerson.objects.filter(sort_key=key)
    return list(same.exclude(pk=stakeholder.register_person_id or 0).order_by("pk")[:20])


def waiting_of(person: Any) -> Erasure | None:
    """Return the erasure of somebody that waits."""
    rows = Erasure.objects.waiting().filter(**about(person)).select_related("asked_by")
    return rows.first()


@transaction.atomic
def plan(
    *,
    person: Any,
    reason: str,
    author: Any,
    now: datetime.datetime,
    note: str = "",
    register_people: Sequence[int] = (),
) -> Erasure:
    """Return the erasure that will be carried out in a day. Raises CannotErase when one waits."""
    person = type(person)._default_manager.select_for_update().get(pk=person.pk)
    if waiting_of(person) is not None:
        raise CannotErase(_("This person is to be erased already."))
    namesakes = {one.pk for one in register_namesakes(person)}
    return Erasure.objects.create(
        **about(person),
        reason=reason,
        note=note,
        register_people=[pk for pk in register_people if pk in namesakes],
        asked_by=author,
        due_at=now + DELAY,
    )


@transaction.atomic
def take_back(erasure: Erasure, *, by: Any, now: datetime.datetime) -> None:
    """Keep the person after all. Raises CannotErase once it is done."""
    waiting = Erasure.objects.select_for_update().waiting().filter(pk=erasure.pk)
    if not waiting.update(taken_back_at=now, taken_back_by=by):
        raise CannotErase(_("It is done already: nothing brings it back."))


@transaction.atomic
def carry_out(erasure: Erasure, *, now: datetime.datetime) -> Erasure:
    """Erase the person. Raises CannotErase when it was taken back, or done, meanwhile."""
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.done_at is not None or erasure.taken_back_at is not None:
        raise CannotErase(_("This erasure waits no more."))
    on = timezone.localdate(now)
    person = erasure.person
    type(person)._base_manager.select_for_update().get(pk=person.pk)
    also = list(erasure.register_people)
    traces = traces_of(person)
    is_alone = not has_namesakes(person)
    compacting.overwrite(is_on=True)
    _bury(person, also, on)
    touched = {source.name: source.erase(person) for source in reversed(personal_data.sources())}
    touched["register_people"] = erase_register_people(also)
    if is_alone:
        touched["mentions"] = _clear_mentions(traces)
    keys = personal_data.keys_of(person)
    Stakeholder.everyone.filter(pk__in=keys).update(erased_at=now)
    erasure.refresh_from_db()
    erasure.done_at = now
    erasure.touched = {name: count for name, count in touched.items() if count}
    erasure.save()
    compacting.overwrite(is_on=False)
    transaction.on_commit(compacting.ask)
    return erasure


def carry_out_due(now: datetime.datetime) -> int:
    """Carry out the erasures whose day has come; return how many."""
    count = 0
    for erasure in Erasure.objects.due(now).order_by("pk"):
        try:
            carry_out(erasure, now=now)
        except CannotErase:  # another worker was faster
            continue
        count += 1
    return count


def _bury(person: Any, also: Sequence[int], on: datetime.date) -> None:
    """Leave what recognises the person in the next file of the register, or spreadsheet."""
    keys = personal_data.keys_of(person)
    followed = Q(stakeholder__in=keys) | Q(pk__in=also)
    for one in RegisterPerson.objects.filter(followed):
        tombstones.bury_register_person(one, on=on)
    points = ContactPoint.objects.filter(stakeholder__in=keys)
    said = list(points.values_list("value", flat=True))
    places = _places(keys)
    rows = [row for row in named(person) if row._meta.app_label != "directory"]
    said += [text for row in rows for text in (row.email, row.phone) if text]
    for first_name, last_name in {(row.first_name, row.last_name) for row in rows}:
        tombstones.bury_contact(
            first_name=first_name,
            last_name=last_name,
            emails=[text for text in said if "@" in text],
            phones=[text for text in said if "@" not in text],
            places=places,
            on=on,
        )


def _places(keys: Sequence[int]) -> set[str]:
    """Return where they sit or sat, work or worked: with the name, a file means them."""
    mandates = Mandate._base_manager.filter(stakeholder__in=keys).select_related("territory")
    posts = Post._base_manager.filter(stakeholder__in=keys).select_related("organization")
    return {tombstones.seat_at(mandate.territory) for mandate in mandates} | {
        tombstones.post_at(post.organization.name) for post in posts
    }


def _clear_mentions(traces: Traces) -> int:
    """Take the person out of what was written of others; return how many texts changed."""
    changed = 0
    for model in apps.get_models():
        app = model._meta.app_config
        if app is None or app.name not in _ELSEWHERE:
            continue
        for one in model._meta.concrete_fields:
            if is_prose(one):
                changed += _clear_column(model, one.name, traces)
    return changed


def _clear_column(model: type[models.Model], name: str, traces: Traces) -> int:
    changed = 0
    rows = model._base_manager.exclude(**{name: ""}).order_by("pk").values_list("pk", name)
    for pk, text in list(rows):
        if text and traces.are_in(text):
            model._base_manager.filter(pk=pk).update(**{name: traces.taken_out(text)})
            changed += 1
    return changed
