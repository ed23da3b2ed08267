"""What is done to many rows by one gesture: tagged, assigned, merged, informed; taken back as one.

A small gesture is written at once; a large one by a job, 500 rows at a time, each lot and its
progress in one transaction: a job taken over repeats nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import Permission
from contacts import tags
from contacts.models import Segment, SegmentMember, Stakeholder, Tag
from ui import batches, jobs, taking_back
from ui.models import Batch, Job
from ui.templatetags.ui import number

JOB = "contacts.bulk"
AT_ONCE = 500
FEW = 200  # rows changed while one waits

TAG, UNTAG, ASSIGN, SEGMENT = "tag", "untag", "assign", "segment"

type Value = Any  # what a job keeps: a key, a word, or a few of them by name
type Act = Callable[[Batch, Value, Sequence[int], Any], int]
type End = Callable[[Batch, Value, Any], None]


def people_changed(count: int, _value: Value = None) -> str:
    """Say how many people were changed."""
    text = ngettext("%(count)s person changed.", "%(count)s people changed.", count)
    return text % {"count": number(count)}


@dataclass(frozen=True, kw_only=True)
class Gesture:
    """What may be done to many rows.

    `act` changes some of them and returns how many; `end` does what comes once, after the last
    one, in the same transaction. `said` is what the report of the job tells; `report` adds to it.
    """

    act: Act
    permission: Permission
    end: End | None = None
    list_name: str = "stakeholder_list"
    said: Callable[[int, Value], str] = people_changed
    report: Callable[[Value], dict[str, str]] = lambda _value: {}


def contribute(action: str, gesture: Gesture) -> None:
    """Add what may be done to many rows."""
    _gestures[action] = gesture


def permission_of(action: str) -> Permission:
    """Return what it takes to do it, and to take it back."""
    return _gestures[action].permission


def apply(
    *, action: str, rows: QuerySet[Any], value: Value, title: str, author: Any, url: str = ""
) -> Batch | Job:
    """Do it now to a few rows, by a job to many; `url` is where its batch leads back to.

    `value` is what the gesture asks for: for people, the key of the tag, of the segment, or of the
    member of the team (None: nobody).
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    gesture = _gestures[action]
    batch = batches.begin(
        kind=f"contacts.{action}",
        title=title,
        owner=author,
        permission=f"accounts.{gesture.permission.value}",
        url=url or reverse(gesture.list_name),
    )
    if len(keys) <= FEW:
        gesture.act(batch, value, keys, author)
        if gesture.end:
            gesture.end(batch, value, author)
        return batch
    params = {"action": action, "value": value, "keys": keys, "batch": batch.pk}
    job = jobs.start(kind=JOB, title=title, owner=author, params=params)
    batches.working(batch, job)
    return job


def work(job: Job, progress: jobs.Progress) -> None:
    """Do it to many rows, 500 at a time."""
    asked, gesture = job.params, _gestures[job.params["action"]]
    batch, keys, value = Batch.objects.get(pk=asked["batch"]), asked["keys"], asked["value"]
    for some in batched(keys[job.state.get("done", 0) :], AT_ONCE, strict=False):
        with transaction.atomic():
            changed = gesture.act(batch, value, some, job.owner)
            done = job.state.get("done", 0) + len(some)
            if done == len(keys) and gesture.end:
                gesture.end(batch, value, job.owner)
            state = {"done": done, "changed": job.state.get("changed", 0) + changed}
            label = _("Done: %(done)s of %(total)s")
            step = label % {"done": number(done), "total": number(len(keys))}
            progress.step(step, done=done, total=len(keys), state=state)
    summary = gesture.said(job.state.get("changed", 0), value)
    progress.report(taking_back.report(batch, summary) | gesture.report(value))


def said(batch: Batch, action: str) -> str:
    """Say what a gesture done at once changed."""
    return _gestures[action].said(batch.changes.count(), None)


def _tag(batch: Batch, value: int | None, keys: Sequence[int], author: Any) -> int:
    tag = Tag.objects.filter(pk=value or 0).first()
    if tag is None:
        raise jobs.JobRefused(_("This tag is no longer there."))
    return tags.put_on_all(batch, tag=tag, keys=keys, author=author)


def _untag(batch: Batch, value: int | None, keys: Sequence[int], author: Any) -> int:
    tag = Tag.objects.filter(pk=value or 0).first()
    return tags.take_off_all(batch, tag=tag, keys=keys) if tag else 0


def _assign(batch: Batch, value: int | None, keys: Sequence[int], author: Any) -> int:
    referent = User.objects.filter(pk=value).first() if value else None
    people = Stakeholder.objects.filter(pk__in=keys)
    others = people.exclude(referent=referent) if referent else people.exclude(referent=None)
    return batches.update_all(batch, others, referent=referent)


def _add_to_segment(batch: Batch, value: int | None, keys: Sequence[int], author: Any) -> int:
    segment = Segment.objects.filter(pk=value or 0).first()
    if segment is None:
        raise jobs.JobRefused(_("This segment is no longer there."))
    members = SegmentMember.objects.filter(segment=segment, stakeholder__in=keys)
    changed = batches.update_all(
        batch, members.filter(is_in=False), is_in=True, set_by_id=author.pk if author else None
    )
    known = set(members.values_list("stakeholder", flat=True))
    new = [
        SegmentMember(segment=segment, stakeholder_id=key, set_by=author)
        for key in keys
        if key not in known
    ]
    batches.add_all(batch, new)
    return changed + len(new)


_gestures: dict[str, Gesture] = {
    TAG: Gesture(act=_tag, permission=Permission.SORT_PEOPLE),
    UNTAG: Gesture(act=_untag, permission=Permission.SORT_PEOPLE),
    ASSIGN: Gesture(act=_assign, permission=Permission.EDIT_PEOPLE),
    SEGMENT: Gesture(act=_add_to_segment, permission=Permission.SORT_PEOPLE),
}
