"""The review after an election: what the latest file of a kind changes for those we follow.

Compared are the mandates we hold open with what the latest edition of their kind names, and the
seats of the places where we work with who holds them. Only proposals are written: nothing that we
hold changes before somebody accepts a line. Absence from a file that does not name the body at all
proves nothing, and is only told.
"""

from collections.abc import Iterable
from itertools import batched

from django.db import transaction
from django.db.models import Exists, OuterRef

from contacts.models import (
    Mandate,
    Stakeholder,
    StakeholderQuerySet,
    TurnoverLine,
    TurnoverQuerySet,
)
from contacts.turnover_review import Review
from directory.editions import being_loaded
from directory.models import RegisterEdition

Matter, State = TurnoverLine.Matter, TurnoverLine.State
AT_ONCE = 1_000


def latest_editions() -> list[RegisterEdition]:
    """Return the latest loaded edition of each kind."""
    later = RegisterEdition.objects.filter(
        kind=OuterRef("kind"), imported_at__isnull=False, published_on__gt=OuterRef("published_on")
    )
    loaded = RegisterEdition.objects.filter(~Exists(later), imported_at__isnull=False)
    return list({edition.kind: edition for edition in loaded.order_by("kind", "pk")}.values())


def build_all() -> int:
    """Make the review again from the latest file of each kind; return how many lines wait."""
    for edition in latest_editions():
        build(edition)
    return TurnoverLine.objects.open().count()


def build(edition: RegisterEdition) -> None:
    """Make the lines of this edition, unless a later one of its kind is there, or being loaded.

    Lines that were refused or noted stay so while their evidence is the same; proposals that the
    comparison no longer finds go away.
    """
    latest = {one.kind: one for one in latest_editions()}.get(edition.kind)
    if latest is None or latest.published_on != edition.published_on:
        return
    if edition.kind in being_loaded():
        return
    with transaction.atomic():
        RegisterEdition.objects.select_for_update().get(pk=latest.pk)
        _store(latest, Review(latest).lines())


def _store(edition: RegisterEdition, lines: list[TurnoverLine]) -> None:
    """Keep the new lines beside those already answered.

    What still waits is told by the file of today, not by the one that first said it.
    """
    waiting, settled, gone = _known(edition.kind)
    added, told_again = [], []
    for line in lines:
        same = (line.key, line.fingerprint)
        if same in waiting:
            line.pk, seen_in = waiting[same]
            gone.discard(line.pk)
            if seen_in != edition.pk:
                told_again.append(line)
        elif same not in settled:
            added.append(line)
    for some in batched(sorted(gone), AT_ONCE, strict=False):
        TurnoverLine.objects.filter(pk__in=some).delete()
    told = ("edition", "evidence", "register_mandate")
    TurnoverLine.objects.bulk_update(told_again, told, batch_size=AT_ONCE)
    TurnoverLine.objects.bulk_create(added, batch_size=AT_ONCE)


def _known(
    kind: str,
) -> tuple[dict[tuple[str, str], tuple[int, int]], set[tuple[str, str]], set[int]]:
    """Return what waits, with its key and edition, what was answered for good, all that waits.

    Of two that say the same the older one waits; the other is among all.
    """
    waiting: dict[tuple[str, str], tuple[int, int]] = {}
    settled: set[tuple[str, str]] = set()
    every: set[int] = set()
    known = TurnoverLine.objects.filter(edition__kind=kind).order_by("-pk")
    rows = known.values_list("pk", "key", "fingerprint", "state", "edition")
    for pk, key, fingerprint, state, seen_in in rows:
        if state == State.PROPOSED:
            every.add(pk)
            waiting[key, fingerprint] = (pk, seen_in)
        elif state in (State.REFUSED, State.NOTED):
            settled.add((key, fingerprint))
    return waiting, settled, every


def new_where_we_build() -> TurnoverQuerySet:
    """Return the newcomers of the places where we build whom nobody follows yet."""
    waiting = TurnoverLine.objects.filter(
        matter=Matter.NEWCOMER, state__in=(State.PROPOSED, State.NOTED), stakeholder=None
    )
    built = waiting.filter(evidence__reason="built", person__stakeholder=None)
    return built.select_related("person", "territory", "edition").order_by("sort_key", "pk")


def lost() -> StakeholderQuerySet:
    """Return those who leave a seat, by the lines that wait or were accepted, and hold no other."""
    leaving = TurnoverLine.objects.filter(
        matter=Matter.LEAVER, state__in=(State.PROPOSED, State.ACCEPTED)
    )
    others = Mandate.objects.filter(stakeholder=OuterRef("pk"), ended_on=None).exclude(
        pk__in=leaving.values("mandate")
    )
    people = Stakeholder.objects.filter(pk__in=leaving.values("stakeholder"))
    return people.filter(~Exists(others)).order_by("sort_key", "pk")


def gained() -> StakeholderQuerySet:
    """Return those we follow who take a seat, by the lines that wait or were accepted."""
    lines = TurnoverLine.objects.filter(
        matter=Matter.NEWCOMER,
        state__in=(State.PROPOSED, State.ACCEPTED),
        evidence__reason="gained",
    )
    people = Stakeholder.objects.filter(pk__in=lines.values("stakeholder"))
    return people.order_by("sort_key", "pk")


def counts(lines: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how many lines there are of each matter, none left out."""
    found = dict(lines)
    return {matter: found.get(matter, 0) for matter in Matter}
