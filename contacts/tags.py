"""Tags: putting them on people, and taking them off."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, require
from contacts.models import Stakeholder, Tag, Tagging
from contacts.models.tag import tag_key
from ui import batches, undo
from ui.models import Batch

UNDO = "contacts.tagging"


def named(name: str, *, author: Any, colour: str = Tag.Colour.GREEN) -> Tag:
    """Return the tag of that name, made when there is none; "elus" is "Élus"."""
    tag, _created = Tag.objects.get_or_create(
        key=tag_key(name), defaults={"name": name, "colour": colour, "created_by": author}
    )
    return tag


def with_counts() -> QuerySet[Any]:
    """Return every tag with how many people carry it."""
    return Tag.objects.annotate(people_count=Count("taggings"))


def put(*, stakeholder: Stakeholder, tag: Tag, author: Any) -> tuple[Tagging, bool]:
    """Put a tag on a person; tell whether it was not there yet."""
    return Tagging.objects.get_or_create(
        stakeholder=stakeholder, tag=tag, defaults={"tagged_by": author}
    )


def take_off(tagging: Tagging) -> None:
    """Take a tag off a person."""
    tagging.delete()


def offer(request: HttpRequest, text: str, *, person: int, tag: int, was_there: bool) -> None:
    """Tell what was done with a tag, and let it be taken back."""
    undo.offer(request, text, UNDO, person=person, tag=tag, was_there=was_there)


def take_back(request: HttpRequest, *, person: int, tag: int, was_there: bool) -> str:
    """Put the tag back, or take it off again. Raises CannotUndo when either is gone."""
    require(request, Permission.SORT_PEOPLE)
    stakeholder = Stakeholder.objects.filter(pk=person).first()
    found = Tag.objects.filter(pk=tag).first()
    if stakeholder is None or found is None:
        raise undo.CannotUndo(_("It is too late to undo this."))
    if was_there:
        put(stakeholder=stakeholder, tag=found, author=request.user)
    else:
        Tagging.objects.filter(stakeholder=stakeholder, tag=found).delete()
    return reverse("stakeholder_detail", args=[person])


def put_on_all(batch: Batch, *, tag: Tag, keys: Sequence[int], author: Any) -> int:
    """Put a tag on people who do not carry it yet; return on how many."""
    known = set(
        Tagging.objects.filter(tag=tag, stakeholder__in=keys).values_list("stakeholder", flat=True)
    )
    new = [
        Tagging(stakeholder_id=key, tag=tag, tagged_by=author) for key in keys if key not in known
    ]
    batches.add_all(batch, new)
    return len(new)


def take_off_all(batch: Batch, *, tag: Tag, keys: Sequence[int]) -> int:
    """Take a tag off people; return off how many."""
    return batches.delete_all(batch, Tagging.objects.filter(tag=tag, stakeholder__in=keys))
