"""Answering many lines of the review: at once when they are few, by a job when they are many.

The job takes whole territories together, some two hundred lines at a time, each lot and its
progress in one transaction: ends come before the seats that begin, and whoever takes over repeats
nothing.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts import deciding, turnover_reading
from contacts.deciding import Decision
from contacts.models import TurnoverLine, TurnoverQuerySet
from ui import batches, jobs, taking_back
from ui.models import Batch, Job
from ui.templatetags.ui import number

JOB = "contacts.turnover"
FEW = 200  # lines answered while one waits
ACCEPT, REFUSE = "accept", "refuse"
Matter = TurnoverLine.Matter


class Underway(Exception):
    """Many lines are being answered at this moment, by `job`."""

    def __init__(self, job: Job) -> None:
        super().__init__(_("Many lines are being answered at this moment: wait until it is done."))
        self.job = job


class NothingWaits(Exception):
    """No line waits for this answer: somebody gave it meanwhile, or what is left is to check."""

    def __init__(self) -> None:
        super().__init__(_("No line waits for this answer: what is to be checked stays to answer."))


def underway() -> Job | None:
    """Return the job that answers many lines at this moment."""
    return (
        Job.objects.filter(kind=JOB, status__in=(Job.Status.WAITING, Job.Status.RUNNING))
        .select_related("owner")
        .order_by("pk")
        .first()
    )


def answer(lines: TurnoverQuerySet, *, answer: str, by: Any) -> Decision | Job:
    """Accept or refuse these lines, in a transaction of the caller; many by a job.

    Raises Underway while another job does, NothingWaits when there is no such line.
    """
    wanted = lines.open()
    if answer == ACCEPT:
        wanted = wanted.exclude(matter=Matter.TO_CHECK)
    # Whoever comes at the same moment waits here.
    rows = list(_locked(wanted).order_by("sort_key", "pk").values_list("territory", "pk"))
    running = underway()
    if running is not None:
        raise Underway(running)
    if not rows:
        raise NothingWaits
    if len(rows) <= FEW:
        found = TurnoverLine.objects.filter(pk__in=[pk for _place, pk in rows])
        settle = deciding.accept if answer == ACCEPT else deciding.refuse
        return settle(found, by=by)
    batch = deciding.begin(len(rows), by)
    params = {"answer": answer, "batch": batch.pk, "lots": _lots(rows), "count": len(rows)}
    job = jobs.start(kind=JOB, title=batch.title, owner=by, params=params)
    batches.working(batch, job)
    return job


def _locked(lines: QuerySet[TurnoverLine]) -> QuerySet[TurnoverLine]:
    return lines.select_for_update(of=("self",))


def _lots(rows: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the lines in lots: whole territories, about as many lines in each."""
    lots: list[list[int]] = [[]]
    for _place, some in groupby(rows, key=lambda row: row[0]):
        if len(lots[-1]) >= FEW:
            lots.append([])
        lots[-1] += [pk for _territory, pk in some]
    return lots


def work(job: Job, progress: jobs.Progress) -> None:
    """Answer the lines, a lot at a time."""
    asked = job.params
    batch, count = Batch.objects.get(pk=asked["batch"]), asked["count"]
    for at in range(job.state.get("lot", 0), len(asked["lots"])):
        lot = asked["lots"][at]
        with transaction.atomic():
            lines = TurnoverLine.objects.filter(pk__in=lot)
            decided = deciding.answer_in(batch, lines, answer=asked["answer"], by=job.owner)
            erased = job.state.get("erased", 0) + decided.erased_count
            done = sum(map(len, asked["lots"][: at + 1]))
            label = _("Lines answered: %(done)s of %(total)s")
            step = label % {"done": number(done), "total": number(count)}
            progress.step(step, done=done, total=count, state={"lot": at + 1, "erased": erased})
    answered = batch.changes.filter(model="contacts.turnoverline").count()
    said = turnover_reading.said(
        Decision(batch, answered, max(count - answered, 0), job.state.get("erased", 0)),
        asked["answer"],
    )
    progress.report(taking_back.report(batch, said))
