"""Where people stand: changing it on evidence, reading where they stand now, taking it back."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from contacts.models import Exchange, Stakeholder
from network.labels import stance_label
from network.models import Stance, StanceChange, Standing

LADDER = (
    Stance.IDENTIFIED,
    Stance.INFORMED,
    Stance.INTERESTED,
    Stance.CONVINCED,
    Stance.ADVOCATE,
)
ALLIES = (Stance.CONVINCED, Stance.ADVOCATE)


class EvidenceMissing(Exception):
    """A change of stance rests on an exchange of that person, or on a written reason."""


class NotTheLast(Exception):
    """Only the author takes a change back, and only while it is the last one."""


def change_stance(
    *,
    stakeholder: Stakeholder,
    stance: Stance,
    author: Any,
    on: datetime.date,
    is_target: bool = False,
    evidence: Exchange | None = None,
    reason: str = "",
) -> StanceChange:
    """Return the new, dated and signed step.

    Raises EvidenceMissing without an exchange of this very person and without a reason.
    """
    if evidence is not None and evidence.stakeholder_id != stakeholder.pk:
        raise EvidenceMissing
    if evidence is None and not reason.strip():
        raise EvidenceMissing
    change = StanceChange.objects.create(
        stakeholder=stakeholder,
        stance=stance,
        is_target=is_target,
        evidence=evidence,
        reason=reason.strip(),
        changed_on=on,
        author=author,
    )
    settle([stakeholder.pk])
    return change


def take_back(change: StanceChange, *, author: Any) -> None:
    """Delete the last change, as if it had not been made. Raises NotTheLast."""
    last = latest(change.stakeholder)
    if last is None or last.pk != change.pk or change.author_id != author.pk:
        raise NotTheLast
    change.delete()
    settle([change.stakeholder_id])


def settle(keys: Sequence[int]) -> None:
    """Keep where these people stand now (`Standing`), computed from their latest change.

    Whoever writes changes of stance otherwise than by `change_stance` calls it afterwards.
    """
    steps = StanceChange.objects.filter(stakeholder__in=keys).order_by("changed_on", "pk")
    wanted = {step.stakeholder_id: standing_of(step) for step in steps}
    known = Standing.objects.filter(stakeholder__in=keys)
    known.exclude(stakeholder__in=wanted).delete()
    Standing.objects.bulk_create(
        wanted.values(),
        update_conflicts=True,
        unique_fields=["stakeholder"],
        update_fields=["stance", "height", "is_target", "changed_on"],
    )


def standing_of(step: StanceChange) -> Standing:
    """Return what lists keep of a change."""
    stance = Stance(step.stance)
    return Standing(
        stakeholder_id=step.stakeholder_id,
        stance=stance,
        height=LADDER.index(stance) + 1 if stance in LADDER else 0,
        is_target=step.is_target,
        changed_on=step.changed_on,
    )


def latest(stakeholder: Stakeholder) -> StanceChange | None:
    """Return the step that says where the person stands now."""
    return (
        StanceChange.objects.filter(stakeholder=stakeholder).order_by("-changed_on", "-pk").first()
    )


def _latest_of(reference: str) -> models.QuerySet[StanceChange]:
    steps = StanceChange.objects.filter(stakeholder=OuterRef(reference))
    return steps.order_by("-changed_on", "-pk")


def with_stance(people: models.QuerySet[Stakeholder]) -> models.QuerySet[Any]:
    """Annotate `stance` (None when nothing was said yet), `stance_on` and `is_target`."""
    return people.annotate(
        stance=Subquery(_latest_of("pk").values("stance")[:1]),
        stance_on=Subquery(_latest_of("pk").values("changed_on")[:1]),
        is_target=Coalesce(
            Subquery(_latest_of("pk").values("is_target")[:1]), models.Value(value=False)
        ),
    )


def convinced(people: models.QuerySet[Stakeholder] | None = None) -> models.QuerySet[Any]:
    """Return those who are convinced, or carry our message, today."""
    everybody = Stakeholder.objects.all() if people is None else people
    return with_stance(everybody).filter(stance__in=ALLIES)


def targets(people: models.QuerySet[Stakeholder] | None = None) -> models.QuerySet[Any]:
    """Return those whom we want to convince."""
    everybody = Stakeholder.objects.all() if people is None else people
    return with_stance(everybody).filter(is_target=True)


def current_of(people: Iterable[Stakeholder]) -> dict[int, StanceChange]:
    """Return where each of these people stands, by primary key, in one query."""
    steps = StanceChange.objects.filter(
        Q(pk=Subquery(_latest_of("stakeholder").values("pk")[:1])),
        stakeholder__in=[person.pk for person in people],
    )
    return {step.stakeholder_id: step for step in steps}


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One step of the ladder as a page shows it."""

    stance: Stance
    label: str
    is_current: bool
    is_reached: bool
    reached_on: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change with its evidence, as this reader may read it.

    `evidence` is None when there is none, or when it is a private note (`is_hidden`).
    """

    change: StanceChange
    label: str
    evidence: Exchange | None
    is_hidden: bool


def history(stakeholder: Stakeholder, *, reader: Any) -> list[Step]:
    """Return every change, latest first; a private note is fetched for those who may read it."""
    changes = list(
        StanceChange.objects.filter(stakeholder=stakeholder)
        .select_related("author")
        .order_by("-changed_on", "-pk")
    )
    wanted = [change.evidence_id for change in changes if change.evidence_id is not None]
    visible = Exchange.objects.visible_to(reader).in_bulk(wanted)
    return [
        Step(
            change=change,
            label=stance_label(change.stance, stakeholder.sex),
            evidence=visible.get(change.evidence_id or 0),
            is_hidden=change.evidence_id is not None and change.evidence_id not in visible,
        )
        for change in changes
    ]


def ladder(steps: list[Step], *, sex: str) -> list[Rung]:
    """Return the rungs from the highest down, with the day each was last reached."""
    stance = steps[0].change.stance if steps else None
    height = LADDER.index(Stance(stance)) if stance in LADDER else -1
    reached: dict[str, datetime.date] = {}
    for step in steps:
        reached.setdefault(step.change.stance, step.change.changed_on)
    return [
        Rung(
            stance=rung,
            label=stance_label(rung, sex),
            is_current=index == height,
            is_reached=index <= height,
            reached_on=reached.get(rung) if index <= height else None,
        )
        for index, rung in reversed(list(enumerate(LADDER)))
    ]
