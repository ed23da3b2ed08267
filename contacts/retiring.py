"""Retires a tag or a segment: merged into another one, or deleted; nobody is deleted with it.

Many people may carry it: their rows go by a job then (`contacts.bulk`), and the tag or the segment
last. It takes along the rows of cards merged into another one, which no list shows.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from contacts import bulk
from contacts.models import Segment, SegmentMember, Tag, Tagging
from ui import batches, jobs
from ui.models import Batch, Job

MERGE_TAG, DELETE_TAG, DELETE_SEGMENT = "tag_merge", "tag_delete", "segment_delete"
TAG, INTO, SEGMENT = "tag", "into", "segment"


def register() -> None:
    """Let tags and segments be retired, and put back."""
    for action, act, end, list_name in (
        (MERGE_TAG, _give_other, _end_merge, "tag_list"),
        (DELETE_TAG, _take_off, _end_tag, "tag_list"),
        (DELETE_SEGMENT, _take_out, _end_segment, "segment_list"),
    ):
        permission = Permission.SORT_PEOPLE
        gesture = bulk.Gesture(act=act, end=end, permission=permission, list_name=list_name)
        bulk.contribute(action, gesture)


def merge_tag(*, tag: Tag, into: Tag, author: Any) -> Batch | Job:
    """Give those who carry a tag the other one instead, and delete it; taken back as one."""
    title = _("Merge the tag “%(tag)s” into “%(other)s”") % {"tag": tag.name, "other": into.name}
    value = {TAG: tag.pk, INTO: into.pk}
    return bulk.apply(action=MERGE_TAG, rows=_carried(tag), value=value, title=title, author=author)


def delete_tag(*, tag: Tag, author: Any) -> Batch | Job:
    """Delete a tag and take it off everybody; taken back as one."""
    title = _("Delete the tag “%(tag)s”") % {"tag": tag.name}
    return bulk.apply(
        action=DELETE_TAG, rows=_carried(tag), value={TAG: tag.pk}, title=title, author=author
    )


def delete_segment(*, segment: Segment, author: Any) -> Batch | Job:
    """Delete a segment with what was set by hand in it; taken back as one."""
    title = _("Delete the segment “%(segment)s”") % {"segment": segment.name}
    value, rows = {SEGMENT: segment.pk}, _members(segment)
    return bulk.apply(action=DELETE_SEGMENT, rows=rows, value=value, title=title, author=author)


def _carried(tag: Tag) -> QuerySet[Any]:
    return Tagging._base_manager.filter(tag=tag)


def _members(segment: Segment) -> QuerySet[Any]:
    return SegmentMember._base_manager.filter(segment=segment)


def _tag(key: int) -> Tag:
    tag = Tag.objects.filter(pk=key).first()
    if tag is None:
        raise jobs.JobRefused(_("This tag is no longer there."))
    return tag


def _give_other(batch: Batch, value: dict[str, int], keys: Sequence[int], _author: Any) -> int:
    into = _tag(value[INTO])
    rows = Tagging._base_manager.filter(tag=value[TAG], pk__in=keys)
    count = rows.count()
    known = _carried(into).values("stakeholder")
    batches.update_all(batch, rows.exclude(stakeholder__in=known), tag=into)
    batches.delete_all(batch, rows)
    return count


def _end_merge(batch: Batch, value: dict[str, int], author: Any) -> None:
    """Take along whoever got the tag meanwhile, then delete it."""
    tag = _tag(value[TAG])
    _give_other(batch, value, list(_carried(tag).values_list("pk", flat=True)), author)
    batches.delete(batch, tag)


def _take_off(batch: Batch, value: dict[str, int], keys: Sequence[int], _author: Any) -> int:
    rows = Tagging._base_manager.filter(tag=value[TAG], pk__in=keys)
    return batches.delete_all(batch, rows)


def _end_tag(batch: Batch, value: dict[str, int], _author: Any) -> None:
    tag = _tag(value[TAG])
    batches.delete_all(batch, _carried(tag))
    batches.delete(batch, tag)


def _take_out(batch: Batch, value: dict[str, int], keys: Sequence[int], _author: Any) -> int:
    rows = SegmentMember._base_manager.filter(segment=value[SEGMENT], pk__in=keys)
    return batches.delete_all(batch, rows)


def _end_segment(batch: Batch, value: dict[str, int], _author: Any) -> None:
    segment = Segment.objects.filter(pk=value[SEGMENT]).first()
    if segment is None:
        raise jobs.JobRefused(_("This segment is no longer there."))
    batches.delete_all(batch, _members(segment))
    batches.delete(batch, segment)
