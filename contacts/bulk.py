"""Changes of a whole selection: tagged, assigned, put in a segment, taken back as one.

A small selection is written at once; a large one by a job, 500 people at a time, each lot and its
progress in one transaction: a job taken over repeats nothing.
"""

from collections.abc import Callable, Sequence
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
FEW = 200  # people changed while one waits

TAG, UNTAG, ASSIGN, SEGMENT = "tag", "untag", "assign", "segment"
PERMISSIONS = {
    TAG: Permission.SORT_PEOPLE,
    UNTAG: Permission.SORT_PEOPLE,
    ASSIGN: Permission.EDIT_PEOPLE,
    SEGMENT: Permission.SORT_PEOPLE,
}

type Value = int | str | None
type Act = Callable[[Batch, Any, Sequence[int], Any], int]


def contribute(action: str, act: Act, *, permission: Permission, list_name: str) -> None:
    """Add what may be done with a selection of another list."""
    _ACTS[action], PERMISSIONS[action], _LISTS[action] = act, permission, list_name


def apply(
    *, action: str, rows: QuerySet[Any], value: Value, title: str, author: Any
) -> Batch | Job:
    """Do it now for a small selection, by a job for a large one.

    `value` is the key of the tag, of the segment, or of the member of the team (None: nobody).
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    batch = batches.begin(
        kind=f"contacts.{action}",
        title=title,
        owner=author,
        permission=f"accounts.{PERMISSIONS[action].value}",
        url=reverse(_LISTS.get(action, "stakeholder_list")),
    )
    if len(keys) <= FEW:
        _ACTS[action](batch, value, keys, author)
        return batch
    params = {"action": action, "value": value, "keys": keys, "batch": batch.pk}
    job = jobs.start(kind=JOB, title=title, owner=author, params=params)
    batches.working(batch, job)
    return job


def work(job: Job, progress: jobs.Progress) -> None:
    """Do it for a large selection, 500 people at a time."""
    asked = job.params
    batch, keys = Batch.objects.get(pk=asked["batch"]), asked["keys"]
    for some in batched(keys[job.state.get("done", 0) :], AT_ONCE, strict=False):
        with transaction.atomic():
            changed = _ACTS[asked["action"]](batch, asked["value"], some, job.owner)
            done = job.state.get("done", 0) + len(some)
            state = {"done": done, "changed": job.state.get("changed", 0) + changed}
            label = _("Done: %(done)s of %(total)s")
            step = label % {"done": number(done), "total": number(len(keys))}
            progress.step(step, done=done, total=len(keys), state=state)
    summary = said(job.state.get("changed", 0), asked["action"])
    progress.report(taking_back.report(batch, summary))


def said(count: int, action: str = "") -> str:
    """Say how many people were changed; or organizations, when it is done to them."""
    if action in _LISTS:
        text = ngettext(
            "%(count)s organization changed.", "%(count)s organizations changed.", count
        )
    else:
        text = ngettext("%(count)s person changed.", "%(count)s people changed.", count)
    return text % {"count": number(count)}


def changed_count(batch: Batch) -> int:
    """Return how many rows a batch wrote."""
    return batch.changes.count()


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


_LISTS: dict[str, str] = {}  # where a batch of another list leads back to
_ACTS: dict[str, Act] = {TAG: _tag, UNTAG: _untag, ASSIGN: _assign, SEGMENT: _add_to_segment}
