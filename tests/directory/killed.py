"""Loads killed after any of their steps, and all that the register holds and shows of them."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from contacts.turnover import latest_editions
from directory import search
from directory.importing import Loaded, load_file
from directory.models import (
    RegisterDoubt,
    RegisterEdition,
    RegisterGap,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    Territory,
)
from directory.seats import sitting_in
from tests.directory.loading import COLUMNS


class Killed(BaseException):
    """Stands for the death of the worker."""


class Dying:
    """Steps after so many of which the worker dies; they keep the state as a job does."""

    def __init__(self, dies_at: int = 0) -> None:
        self.count, self.dies_at = 0, dies_at
        self.state: dict[str, Any] = {}

    def step(
        self, label: str, *, done: int, total: int, state: dict[str, Any] | None = None
    ) -> None:
        self.count += 1
        if self.count == self.dies_at:
            raise Killed
        assert 0 <= done <= total
        self.state = self.state if state is None else state


def written(folder: Path, kind: str, rows: list[str], on: datetime.date) -> Path:
    path = folder / f"{kind}-{on}.csv"
    path.write_text("\n".join([COLUMNS[kind], *rows, ""]), encoding="utf-8")
    return path


def held() -> dict[str, Any]:
    """Return all that the register holds, without keys and moments."""
    mandates = RegisterMandate.objects.values_list(
        *("person__identity", "territory__code", "key", "function", "is_superseded", "digest"),
        *("first_seen_in__published_on", "cohort__last_seen_in__published_on"),
    )
    people = RegisterPerson.objects.values_list("identity", "last_name", "sort_key", "search_text")
    spellings = RegisterRespelling.objects.values_list(
        "person__identity", "identity", "reason", "edition__sha256", "written_in__sha256"
    )
    doubts = RegisterDoubt.objects.values_list("person__identity", "other__identity", "reason")
    counts = RegisterEdition.objects.exclude(imported_at=None).values_list(
        *("kind", "row_count", "added_count", "updated_count", "unchanged_count", "refused_count")
    )
    return {
        "mandates": sorted(mandates, key=str),
        "people": sorted(people),
        "spellings": sorted(spellings),
        "doubts": sorted(doubts),
        "gaps": sorted(RegisterGap.objects.values_list("mandate__key", "published_on")),
        "editions": sorted(counts),
        "territories": sorted(Territory.objects.values_list("kind", "code", "name")),
        "left": (StagedRow.objects.count(), RegisterLoad.objects.count()),
    }


def shown() -> dict[str, Any]:
    """Return what anybody sees of the register."""
    current = RegisterMandate.objects.current()
    listed = RegisterPerson.objects.filter(search.is_listed())
    return {
        "current": sorted(current.values_list("person__match_key", "function")),
        "listed": sorted(listed.values_list("match_key", flat=True)),
        "editions": [edition.published_on for edition in latest_editions()],
        "there": sorted(
            person.match_key
            for territory in Territory.objects.filter(kind="commune")
            for person, _line in sitting_in(territory).present
        ),
    }


class Undone(Exception):
    """Ends a transaction without keeping it."""


def deaths(path: Path, on: datetime.date, whole: Dying) -> Iterator[tuple[int, Dying]]:
    """Yield the load of a file, killed after each of its steps, in a transaction that is undone."""
    for dies_at in range(1, whole.count + 1):
        try:
            with transaction.atomic():
                dying = Dying(dies_at)
                with pytest.raises(Killed):
                    load_file(path=path, published_on=on, steps=dying)
                yield dies_at, dying
                raise Undone  # noqa: TRY301 - that is what ends it
        except Undone:
            pass


def undisturbed(path: Path, on: datetime.date) -> tuple[Dying, Loaded, dict[str, Any]]:
    """Return the steps of a load that nobody kills, what it says, and what it leaves."""
    steps = Dying()
    try:
        with transaction.atomic():
            loaded = load_file(path=path, published_on=on, steps=steps)
            state = held()
            raise Undone  # noqa: TRY301 - that is what ends it
    except Undone:
        return steps, loaded, state
