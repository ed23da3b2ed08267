"""Segments: named sets of people, computed again each time somebody uses them."""

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from contacts.filters import StakeholderFilter
from contacts.list_kinds import PEOPLE
from contacts.listed import kept
from contacts.models import Segment, SegmentMember, Stakeholder, StakeholderQuerySet
from contacts.models.tag import tag_key

OWN = "segment"  # a segment is never made of another one


class NestedSegment(Exception):
    """A segment starts from filters, never from another segment."""


def people_of(segment: Segment, *, on: datetime.date, reader: Any) -> StakeholderQuerySet:
    """Return who is in the segment on that day: by its filters, and set by hand.

    Filters that name something which is no longer there choose nobody, rather than everybody.
    """
    members = SegmentMember.objects.filter(segment=segment)
    inside = Q(pk__in=members.filter(is_in=True).values("stakeholder"))
    rule = rule_of(segment, on=on, reader=reader)
    if segment.query and rule.form.is_valid():
        inside |= Q(pk__in=rule.qs.order_by().values("pk"))
    outside = members.filter(is_in=False).values("stakeholder")
    return Stakeholder.objects.filter(inside).exclude(pk__in=outside)


def rule_of(segment: Segment, *, on: datetime.date, reader: Any) -> StakeholderFilter:
    """Return the filters of a segment."""
    query = QueryDict(segment.query, mutable=True)
    query.pop(OWN, None)
    return StakeholderFilter(query, Stakeholder.objects.all(), on=on, reader=reader)


def make(*, name: str, query: QueryDict, author: Any, purpose: str = "") -> Segment:
    """Return a new segment of those who answer to these filters. Raises NestedSegment."""
    if query.get(OWN):
        raise NestedSegment
    return Segment.objects.create(
        name=name,
        key=tag_key(name),
        purpose=purpose,
        query=kept(PEOPLE, query, only_filters=True),
        created_by=author,
    )


def listed() -> QuerySet[Any]:
    """Return every segment with how many people are set by hand in it, and out of it."""
    return Segment.objects.annotate(
        added_count=Count("members", filter=Q(members__is_in=True)),
        removed_count=Count("members", filter=Q(members__is_in=False)),
    )


def set_by_hand(
    *, segment: Segment, stakeholder: Stakeholder, is_in: bool, author: Any
) -> SegmentMember:
    """Set a person in or out of a segment, whatever its filters say."""
    member, _created = SegmentMember.objects.update_or_create(
        segment=segment,
        stakeholder=stakeholder,
        defaults={"is_in": is_in, "set_by": author},
    )
    return member


def leave_to_rule(*, segment: Segment, stakeholder: Stakeholder) -> None:
    """Forget what was set by hand: the filters decide again."""
    SegmentMember.objects.filter(segment=segment, stakeholder=stakeholder).delete()
