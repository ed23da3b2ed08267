"""Taking a batch back from a page or a message: at once when it is small, by a job when large.

The job first looks at every row, some hundreds at a time, and stops when some were changed since;
then it takes back as many at a time, each lot in one transaction with where to go on from. A worker
that takes over repeats nothing; a job that stopped is asked for again, and goes on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui import batches, hanging, jobs, restoring
from ui import undo as undoing
from ui.batches import Undone
from ui.models import UNDOING, Batch, BatchChange, Job
from ui.templatetags.ui import number

JOB = UNDOING
FEW = 200  # rows taken back while one waits
Left = BatchChange.Left


def ask(batch: Batch, *, by: Any, keep_changed: bool = False) -> Undone | Job:
    """Take a batch back now, or return the job that does, in a transaction of the caller.

    Asked again while a job does it, returns that job. Raises what `batches.undo` raises.
    """
    batch = batches.locked(batch)
    if batch.is_busy:
        if batch.work is not None and batch.work.kind == JOB:
            return batch.work
        raise batches.Busy
    if not batch.changes.order_by("pk")[FEW : FEW + 1].exists():
        return batches.undo(batch, by=by, keep_changed=keep_changed)
    job = jobs.start(
        kind=JOB,
        title=_("Undo: %(title)s") % {"title": batch.title[:180]},
        owner=by,
        params={"batch": batch.pk, "keep_changed": keep_changed},
    )
    batch.work = job
    batch.save(update_fields=["work"])
    return job


def work(job: Job, progress: jobs.Progress) -> None:
    """Take a large batch back, some hundreds of rows at a time."""
    batch = Batch.objects.get(pk=job.params["batch"])
    if batch.undone_at is not None:
        return
    total = batch.changes.count()
    if not job.params["keep_changed"] and not job.state.get("looked"):
        _look(batch, job, progress, total)
        try:
            batches.refuse_what_changed(batch)
        except batches.ChangedSince as refusal:
            progress.report(_refused(batch, refusal.count))
            return
    for changes in batches.chunks(batch, below=batch.undone_down_to):
        with transaction.atomic():
            batches.take(batch, changes, by=job.owner)
            done = batch.changes.filter(pk__gte=changes[-1].pk).count()
            label = _("Undoing: %(done)s of %(total)s rows")
            progress.step(_counted(label, done, total), done=done, total=total)
    with transaction.atomic():
        undone = batches.finish(batches.locked(batch), by=job.owner)
        progress.report(_report(batch, undone))


def _look(batch: Batch, job: Job, progress: jobs.Progress, total: int) -> None:
    """Mark the rows that were changed since; nothing is taken back yet."""
    below = job.state.get("below", batch.undone_down_to)
    if "below" not in job.state:
        batches.forget_marks(batch)
    label = _("Looking for what changed since: %(done)s of %(total)s rows")
    for changes in batches.chunks(batch, below=below):
        with transaction.atomic():
            restoring.look(batch, changes)
            below = changes[-1].pk
            done = batch.changes.filter(pk__gte=below).count()
            step = _counted(label, done, total)
            progress.step(step, done=0, total=total, state={"below": below})
    with transaction.atomic():
        progress.step(job.title, done=0, total=total, state={"looked": True})


def _counted(label: str, done: int, total: int) -> str:
    return label % {"done": number(done), "total": number(total)}


def _refused(batch: Batch, count: int) -> dict[str, Any]:
    text = ngettext(
        "Nothing was undone yet: %(count)s row was changed since.",
        "Nothing was undone yet: %(count)s rows were changed since.",
        count,
    )
    return {
        "summary": text % {"count": number(count)},
        "next_url": reverse("batch_undo", args=[batch.pk]),
        "next_label": _("See which, and choose"),
    }


def _report(batch: Batch, undone: Undone) -> dict[str, Any]:
    there = batch.url or reverse("batch_list")
    if undone.kept_count or undone.refused:
        there = reverse("batch_undo", args=[batch.pk])
    return {"summary": said(undone), "next_url": there, "next_label": _("See the result")}


def report(batch: Batch, summary: str) -> dict[str, Any]:
    """Return the report of a job that wrote a batch: what it did, where, and how to undo it."""
    return {
        "summary": summary,
        "next_url": batch.url or reverse("batch_list"),
        "next_label": _("See the result"),
        "undo_url": reverse("batch_undo", args=[batch.pk]),
    }


def take_back(request: HttpRequest, *, pk: int) -> str | undoing.Underway:
    """Undo a batch from the message that told of it; return where to go. Raises CannotUndo."""
    batch = Batch.objects.filter(pk=pk).first()
    if batch is None or not request.user.has_perm(batch.permission):
        raise undoing.CannotUndo(_("It is too late to undo this."))
    done = or_refuse(batch, lambda: ask(batch, by=request.user))
    if isinstance(done, Job):
        return undoing.Underway(page_of(done, request.user, batch))
    if done.kept or done.refused:
        messages.warning(request, said(done))
    return batch.url or reverse("batch_list")


def or_refuse[T](batch: Batch, undo: Callable[[], T]) -> T:
    """Take a batch back; say in a sentence why it cannot be. Raises CannotUndo."""
    # Its page shows which rows, and what may still be done.
    there = reverse("batch_undo", args=[batch.pk])
    try:
        return undo()
    except batches.AlreadyUndone as refusal:
        raise undoing.CannotUndo(_("This was undone already.")) from refusal
    except batches.Busy as refusal:
        raise undoing.CannotUndo(busy(batch), url=there) from refusal
    except batches.ChangedSince as refusal:
        raise undoing.CannotUndo(why(refusal), url=there) from refusal


def page_of(job: Job, user: Any, batch: Batch) -> str:
    """Return where this user sees how far a job is."""
    if job.owner_id == user.pk:
        return reverse("job_detail", args=[job.pk])
    return reverse("batch_undo", args=[batch.pk])


def standing(batch: Batch, refusal: batches.ChangedSince | None, *, user: Any) -> dict[str, Any]:
    """Return what the page of a batch shows: what goes on, which rows were left alone, and why."""
    left = batch.changes.exclude(left="").order_by("-pk")
    changes = refusal.changes if refusal else list(left[: batches.SHOWN])
    count = refusal.count if refusal else (left.count() if changes else 0)
    work = batch.work if batch.is_busy else None
    return {
        "changes": readable(changes),
        "more_count": count - len(changes),
        "work": work,
        "busy": busy(batch) if work else "",
        "work_url": page_of(work, user, batch) if work and work.owner_id == user.pk else "",
        "change_count": batch.changes.count(),
    }


def busy(batch: Batch) -> str:
    """Return the sentence that says what goes on with a batch."""
    job = Job.objects.filter(pk=batch.work_id or 0).first()
    if job is not None and job.kind == JOB:
        return _("This is being undone.")
    return _("This is still being written: it may be undone once it is done.")


def why(refusal: batches.ChangedSince) -> str:
    """Return the sentence that says what stands in the way of taking a batch back."""
    _kind, name, reason = readable(refusal.changes[:1])[0]
    text = _("Nothing was undone. %(name)s: %(reason)s.") % {"name": name, "reason": reason}
    if refusal.count > 1:
        others = ngettext(
            "And %(count)s other row.", "And %(count)s other rows.", refusal.count - 1
        )
        text = f"{text} {others % {'count': number(refusal.count - 1)}}"
    return text


def readable(changes: Iterable[BatchChange]) -> list[tuple[str, str, str]]:
    """Return what each row is, how it is called, and why it is left alone."""
    by_model: dict[str, list[BatchChange]] = defaultdict(list)
    found: dict[int, tuple[str, str, str]] = {}
    listed = list(changes)
    for change in listed:
        by_model[change.model].append(change)
    for label, some in by_model.items():
        model = apps.get_model(label)
        keys = [change.row_pk for change in some]
        rows = model._base_manager.in_bulk(keys)
        holding = [change.row_pk for change in some if change.left == Left.HELD]
        held = hanging.held(some[0].batch, model, holding) if holding else {}
        for change in some:
            row = rows.get(change.row_pk)
            what = hanging.said(held.get(change.row_pk, []))
            name = str(row) if row else _("deleted since")
            found[change.pk] = (str(model._meta.verbose_name), name, _reason(change, what))
    return [found[change.pk] for change in listed]


def _reason(change: BatchChange, held: list[tuple[str, int]]) -> str:
    if change.left == Left.HELD and held:
        what = ", ".join(f"{name} ({number(count)})" for name, count in held)
        return _("added since: %(what)s") % {"what": what}
    if change.why:
        return change.why
    return str(change.get_left_display() if change.left else Left.CHANGED.label)


def said(undone: Undone) -> str:
    """Return the sentence that says what taking a batch back did."""
    text = ngettext(
        "Undone: %(count)s row is as it was before.",
        "Undone: %(count)s rows are as they were before.",
        undone.restored_count,
    ) % {"count": number(undone.restored_count)}
    if undone.kept_count:
        kept = ngettext(
            "%(count)s row changed since was left alone.",
            "%(count)s rows changed since were left alone.",
            undone.kept_count,
        )
        text = f"{text} {kept % {'count': number(undone.kept_count)}}"
    if undone.refused:
        refused = ngettext(
            "%(count)s row does not come back: %(why)s",
            "%(count)s rows do not come back: %(why)s",
            len(undone.refused),
        )
        reasons = " ".join(dict.fromkeys(undone.refused))
        text = f"{text} {refused % {'count': number(len(undone.refused)), 'why': reasons}}"
    return text
