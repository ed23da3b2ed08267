"""Long work in the background: asked for once, visible while it runs, taken over when killed.

A package registers a handler in its `AppConfig.ready`. The handler receives the job and a
`Progress`; it saves what it has done through `progress.step(...)`, in the same transaction as the
work itself, so that whoever takes over goes on from there and repeats nothing.
"""

import datetime
import logging
import traceback
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone, translation

from ui.models import Job

logger = logging.getLogger(__name__)

type Handler = Callable[[Job, "Progress"], None]
_handlers: dict[str, Handler] = {}


class LeaseLost(Exception):
    """Another worker took the job over; this one must stop at once and write nothing more."""


class JobRefused(Exception):
    """The work cannot be done; its text is shown to the owner as it stands."""


class Progress:
    """What a handler calls to say how far it is; each call renews the lease."""

    def __init__(self, job: Job, lease: uuid.UUID) -> None:
        self.job = job
        self.lease = lease

    def step(
        self,
        label: str,
        *,
        done: int,
        total: int,
        state: dict[str, Any] | None = None,
    ) -> None:
        """Record the progress and, when given, the state to go on from.

        Called inside the transaction of the work it describes, both land together or not at all.
        Raises LeaseLost when the job is no longer ours.
        """
        changes: dict[str, Any] = {
            "step_label": label,
            "steps_done": done,
            "steps_total": total,
            "leased_until": _lease_end(timezone.now()),
        }
        if state is not None:
            changes["state"] = self.job.state = state
        if not Job.objects.filter(pk=self.job.pk, lease=self.lease).update(**changes):
            raise LeaseLost
        self.job.steps_done, self.job.steps_total = done, total

    def report(self, report: dict[str, Any]) -> None:
        """Keep what the owner will read at the end. Raises LeaseLost like `step`."""
        self.job.report = report
        if not Job.objects.filter(pk=self.job.pk, lease=self.lease).update(report=report):
            raise LeaseLost


def register(kind: str, handler: Handler) -> None:
    """Name the function that does this kind of work."""
    _handlers[kind] = handler


def start(*, kind: str, title: str, owner: Any, params: dict[str, Any]) -> Job:
    """Create a job and hand it to the workers once the transaction lands."""
    job = Job.objects.create(kind=kind, title=title, owner=owner, params=params)
    transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


@task
def run_job(job_pk: int) -> None:
    """Do the work of one job, if it is free to be taken."""
    perform(job_pk)


def perform(job_pk: int) -> None:
    """Take the job and run its handler to the end; do nothing when somebody else has it."""
    job = claim(job_pk, now=timezone.now())
    if job is None or job.lease is None:
        return
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    logger.info("job started job=%s attempt=%s", job.pk, job.attempt_count)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _handlers[job.kind](job, Progress(job, job.lease))
    except LeaseLost:
        logger.warning("job taken over by another worker job=%s", job.pk)
    except JobRefused as refusal:
        mine.update(
            status=Job.Status.FAILED,
            report=job.report | {"summary": str(refusal)},
            finished_at=timezone.now(),
        )
    except Exception as error:  # noqa: BLE001 - the owner must read that it stopped, whatever it is
        mine.update(status=Job.Status.FAILED, finished_at=timezone.now())
        # The kind of error and where it rose, without its text: that may quote a row of a file.
        place = traceback.extract_tb(error.__traceback__)[-1]
        logger.error(  # noqa: TRY400
            "job failed job=%s error=%s at=%s:%s",
            job.pk,
            type(error).__name__,
            place.filename,
            place.lineno,
        )
    else:
        mine.update(status=Job.Status.DONE, finished_at=timezone.now())
        logger.info("job done job=%s", job.pk)


def claim(job_pk: int, *, now: datetime.datetime) -> Job | None:
    """Take a job that waits, or one whose worker fell silent; return None when it is not free."""
    lease = Job.new_lease()
    free = Q(status=Job.Status.WAITING) | Q(status=Job.Status.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(free, pk=job_pk).first()
        if job is None:
            return None
        job.lease = lease
        job.leased_until = _lease_end(now)
        job.status = Job.Status.RUNNING
        job.attempt_count += 1
        job.save(update_fields=["lease", "leased_until", "status", "attempt_count"])
    return job


def requeue_abandoned(*, now: datetime.datetime) -> int:
    """Hand the jobs of silent workers to the others; return how many.

    The lease is left as it is: `claim` is what decides who gets the job.
    """
    abandoned = Job.objects.filter(status=Job.Status.RUNNING, leased_until__lt=now)
    pks = list(abandoned.values_list("pk", flat=True))
    for pk in pks:
        run_job.enqueue(pk)
        logger.warning("job abandoned by its worker, queued again job=%s", pk)
    return len(pks)


def _lease_end(now: datetime.datetime) -> datetime.datetime:
    return now + datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
