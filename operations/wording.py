"""How homes and steps of an operation read: sentences rather than numbers."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from operations.models import Milestone, Tenure
from ui.templatetags.ui import day, number

Kind = Milestone.Kind
State = Milestone.State
STEPS = (Kind.PERMIT, Kind.GROUND_BREAKING, Kind.DELIVERY, Kind.INAUGURATION)


def homes_in_words(tenures: Iterable[Tenure]) -> str:
    """Return "24 homes: 12 in BRS, 12 in PSLA", or nothing when no home is told yet."""
    known = [tenure for tenure in tenures if tenure.home_count]
    total = sum(tenure.home_count for tenure in known)
    if not total:
        return ""
    homes = ngettext("%(count)s home", "%(count)s homes", total) % {"count": number(total)}
    if len(known) == 1:
        return _("%(homes)s %(tenure)s") % {"homes": homes, "tenure": tenure_in_words(known[0])}
    parts = ", ".join(f"{number(tenure.home_count)} {tenure_in_words(tenure)}" for tenure in known)
    return _("%(homes)s: %(parts)s") % {"homes": homes, "parts": parts}


def tenure_in_words(tenure: Tenure) -> str:
    """Return what follows a number of homes: "in BRS"."""
    return {
        Tenure.Kind.SOCIAL_RENT: pgettext("homes", "for social rent"),
        Tenure.Kind.PSLA: pgettext("homes", "in PSLA"),
        Tenure.Kind.BRS: pgettext("homes", "in BRS"),
        Tenure.Kind.SOCIAL_SALE: pgettext("homes", "for sale at a capped price"),
        Tenure.Kind.INTERMEDIATE_RENT: pgettext("homes", "for intermediate rent"),
        Tenure.Kind.PARTICIPATIVE: pgettext("homes", "in participative housing"),
    }[Tenure.Kind(tenure.kind)]


@dataclass(frozen=True)
class StepLine:
    """One step of an operation as the page tells it; `text` is empty when nothing is known."""

    kind: Milestone.Kind
    state: Milestone.State
    text: str


def timeline(milestones: Iterable[Milestone], on: datetime.date) -> list[StepLine]:
    """Return the four steps in order, each with what is known of it on that day."""
    known = {milestone.kind: milestone for milestone in milestones}
    lines = []
    for kind in STEPS:
        milestone = known.get(kind) or Milestone(kind=kind)
        lines.append(StepLine(kind, milestone.state(on), milestone_in_words(milestone, on)))
    return lines


def standing_in_words(milestones: Iterable[Milestone], on: datetime.date) -> str:
    """Return where an operation stands: the last step done, and the one that follows."""
    lines = timeline(milestones, on)
    reached = max((i for i, line in enumerate(lines[:3]) if line.state == State.DONE), default=-1)
    following = [line.text for line in lines[reached + 1 :] if line.text][:1]
    told = [lines[reached].text] if reached >= 0 else []
    return ", ".join(told + following) or _("under study")


def milestone_in_words(milestone: Milestone, on: datetime.date) -> str:
    """Return what is known of one step on that day, or nothing when it has no date."""
    state = milestone.state(on)
    if state == State.OPEN:
        return ""
    date = milestone.done_on or milestone.planned_on
    words = {"day": day(date), "month": day(date, "month")}
    return _SENTENCES[state][Kind(milestone.kind)]() % words


_SENTENCES = {
    State.DONE: {
        Kind.PERMIT: lambda: _("permit granted in %(month)s"),
        Kind.GROUND_BREAKING: lambda: _("first stone laid on %(day)s"),
        Kind.DELIVERY: lambda: _("delivered in %(month)s"),
        Kind.INAUGURATION: lambda: _("inaugurated on %(day)s"),
    },
    State.PLANNED: {
        Kind.PERMIT: lambda: _("permit expected in %(month)s"),
        Kind.GROUND_BREAKING: lambda: _("first stone planned for %(day)s"),
        Kind.DELIVERY: lambda: _("delivery planned for %(month)s"),
        Kind.INAUGURATION: lambda: _("inauguration planned for %(day)s"),
    },
    State.LATE: {
        Kind.PERMIT: lambda: _("permit awaited since %(month)s"),
        Kind.GROUND_BREAKING: lambda: _("first stone planned for %(day)s, not laid yet"),
        Kind.DELIVERY: lambda: _("delivery awaited since %(month)s"),
        Kind.INAUGURATION: lambda: _("inauguration planned for %(day)s, not held yet"),
    },
}
