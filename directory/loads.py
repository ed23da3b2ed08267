"""One load of the register at a time, in steps that each land whole.

A load writes how far it is in the same transaction as the work (`RegisterLoad.progress`), so that
whoever takes it over goes on from there. While it works it holds the register for a minute, again
with each step: another load waits, and settles first what one that died left half done.
"""

import contextlib
import datetime
import time
from collections.abc import Iterator
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import RegisterLoad

PAUSE = 1.0


class Steps(Protocol):
    """What a load says how far it is to: a job's progress, or nobody."""

    def step(
        self, label: str, *, done: int, total: int, state: dict[str, Any] | None = None
    ) -> None:
        """Record how far the work is, and where to go on from."""


class Unheard:
    """Steps that nobody listens to."""

    def step(
        self, label: str, *, done: int, total: int, state: dict[str, Any] | None = None
    ) -> None:
        """Do nothing."""


class Overtaken(Exception):
    """Another load settled what this one had begun: it starts again from its file."""


class Work:
    """A load that is being done: its transactions, and how far it is.

    `holder` is the load that holds the register, when it settles what another left half done.
    """

    def __init__(
        self, load: RegisterLoad, steps: Steps, *, rows: int, holder: RegisterLoad | None = None
    ) -> None:
        self.load = load
        self.holder = holder or load
        self.steps = steps
        self.total = 2 * rows
        self.done = 0

    @property
    def progress(self) -> dict[str, Any]:
        """Return what was done so far."""
        progress: dict[str, Any] = self.load.progress
        return progress

    @contextlib.contextmanager
    def step(self, label: str, *, done: int | None = None, **changes: Any) -> Iterator[Any]:
        """Do something and record it, both in one transaction; gives a cursor.

        The job and the load are touched first: nobody takes them over while this lasts.
        """
        if done is not None:
            self.done = done
        before = dict(self.progress)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                self.steps.step(label, done=min(self.done, self.total), total=self.total)
                self._hold()
                yield cursor
                self.load.progress = self.progress | changes
                RegisterLoad.objects.filter(pk=self.load.pk).update(progress=self.progress)
        except BaseException:
            self.load.progress = before
            raise

    def _hold(self) -> None:
        if not _hold(self.holder, timezone.now()):
            raise Overtaken


def hold(work: Work) -> list[RegisterLoad]:
    """Wait until no other load holds the register, then hold it.

    Returns the loads that were left half done, to be settled first.
    """
    while not _held(work):
        work.steps.step(_("Waiting for another file to be loaded"), done=0, total=work.total)
        time.sleep(PAUSE)
    others = RegisterLoad.objects.exclude(pk=work.load.pk).order_by("pk")
    return [other for other in others if other.is_half_applied]


def release(load: RegisterLoad) -> None:
    """Let another load begin."""
    RegisterLoad.objects.filter(pk=load.pk).update(held_until=None)


def _held(work: Work) -> bool:
    """Hold the register when nobody does."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('directory.load'))")
        return _hold(work.load, timezone.now())


def _hold(load: RegisterLoad, now: datetime.datetime) -> bool:
    """Hold the register for a while, unless another load does. Raises Overtaken."""
    if RegisterLoad.objects.exclude(pk=load.pk).filter(held_until__gt=now).exists():
        return False
    until = now + datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
    if not RegisterLoad.objects.filter(pk=load.pk).update(held_until=until):
        raise Overtaken
    return True
