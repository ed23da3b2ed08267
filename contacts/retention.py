"""Who was kept long enough: a list to review, never a deletion by itself.

The clock of a person starts at the last exchange or at the end of the last seat or post, whichever
comes later; while somebody holds one, it does not run. The years are those of the rule of their
kind. A decision to keep, with its reason, holds until its day.
"""

import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from contacts import derived_kinds, privacy_texts
from contacts.models import Mandate, Organization, Post, Stakeholder
from contacts.models.privacy import PrivacyRequest, RetentionDecision

LONG_AGO = datetime.date(1900, 1, 1)


def years_before(on: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years before; 29 February becomes the 28th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def due(on: datetime.date) -> Any:
    """Return those to review on that day, with `clock_on` (since when) and `former_kind`."""
    long_enough = Q(pk__in=())
    for rule in privacy_texts.rules():
        kind, years = rule.row.kind, rule.row.retention_years
        long_enough |= Q(former_kind=kind, clock_on__lte=years_before(on, years))
    kept = RetentionDecision.objects.filter(stakeholder=OuterRef("pk"), keep_until__gt=on)
    return _with_clock(on).filter(long_enough).filter(~Exists(kept))


def _with_clock(on: datetime.date) -> Any:
    mandates: Any = Mandate.objects.filter(stakeholder=OuterRef("pk"))
    posts: Any = Post.objects.filter(stakeholder=OuterRef("pk"))
    never = Value(LONG_AGO, output_field=models.DateField())
    latest_kind = posts.order_by("-ended_on", "-pk").values("organization__kind")[:1]
    return Stakeholder.objects.filter(
        ~Exists(mandates.current(on)), ~Exists(posts.current(on))
    ).annotate(
        former_kind=Case(
            *_derived(),
            When(Exists(mandates), then=Value(privacy_texts.ELECTED)),
            default=Coalesce(Subquery(latest_kind), Value(Organization.Kind.OTHER.value)),
            output_field=models.CharField(),
        ),
        clock_on=Greatest(
            Coalesce(F("exchanged_on"), never),
            Coalesce(_last_end(mandates), never),
            Coalesce(_last_end(posts), never),
            TruncDate("created_at"),
            output_field=models.DateField(),
        ),
    )


def _derived() -> list[When]:
    """Return the kinds that other packages derive and that have a rule of their own."""
    known = [one for one in derived_kinds.everyone() if one.name in privacy_texts.KINDS]
    return [When(pk__in=one.keys(), then=Value(one.name)) for one in known]


def _last_end(seats: Any) -> Subquery:
    ended = seats.order_by().values("stakeholder").annotate(last=Max("ended_on")).values("last")
    return Subquery(ended, output_field=models.DateField())


@transaction.atomic
def keep(
    *, stakeholder: Stakeholder, until: datetime.date, reason: str, author: Any
) -> RetentionDecision:
    """Return the decision to keep somebody until a day."""
    return RetentionDecision.objects.create(
        stakeholder=stakeholder, keep_until=until, reason=reason, author=author
    )


def forget_requests(*, now: datetime.datetime) -> int:
    """Empty the requests answered long enough ago of every word; return how many.

    They stay for the counts: what was asked, when, and when it was answered.
    """
    years = privacy_texts.rule_of(privacy_texts.ASKER).row.retention_years
    old = PrivacyRequest.objects.filter(
        answered_on__lte=years_before(timezone.localdate(now), years)
    ).exclude(name="", note="", answer="", stakeholder=None, about="")
    return old.update(name="", note="", answer="", stakeholder=None, about="", about_pk=None)
