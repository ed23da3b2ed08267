"""Who was informed of what we hold, who was not yet, and until when they must be.

Article 14.3 of the RGPD: within a month of obtaining the data, and at the latest at the first
communication with the person.
"""

import calendar
import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from contacts import bulk, privacy_texts
from contacts.models import Exchange, Stakeholder, StakeholderQuerySet
from contacts.models.privacy import Information, Means
from ui import batches
from ui.models import Batch, Job
from ui.templatetags.ui import day, number

ACTION = "inform"
FAR = datetime.date(9999, 12, 31)
# What reaches the person: a field note is ours alone.
SPOKEN = (
    Exchange.Channel.MEETING,
    Exchange.Channel.CALL,
    Exchange.Channel.EMAIL,
    Exchange.Channel.LETTER,
    Exchange.Channel.VISIT,
)


class NobodyChosen(Exception):
    """Nobody of the selection may be informed."""


def a_month_after(start: datetime.date) -> datetime.date:
    """Return the same day of the next month, or its last day."""
    year, month = (start.year + 1, 1) if start.month == 12 else (start.year, start.month + 1)  # noqa: PLR2004
    return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def not_informed() -> Any:
    """Return those not yet informed, with `clock_on`: the day they should have been, nearly.

    Nearly: thirty days rather than a month, which `deadline` says exactly. Those who objected are
    not written to any more: they learn of their rights in the answer to their objection.
    """
    spoken = Exchange.objects.filter(stakeholder=OuterRef("pk"), channel__in=SPOKEN)
    first = spoken.order_by("happened_on").values("happened_on")[:1]
    month = datetime.timedelta(days=30)
    people: StakeholderQuerySet = Stakeholder.objects.contactable().filter(informed_on=None)
    return people.annotate(
        spoken_on=Subquery(first, output_field=models.DateField()),
        taken_in_on=TruncDate("created_at"),
    ).annotate(
        clock_on=Least(
            TruncDate(F("created_at") + Value(month)),
            Coalesce("spoken_on", Value(FAR, output_field=models.DateField())),
            output_field=models.DateField(),
        )
    )


def deadline(person: Any) -> datetime.date:
    """Return the last day to inform somebody of `not_informed`."""
    month_over: datetime.date = a_month_after(person.taken_in_on)
    return min(month_over, person.spoken_on) if person.spoken_on else month_over


def in_words(person: Any, *, on: datetime.date) -> str:
    """Say until when somebody of `not_informed` must be informed."""
    last = deadline(person)
    if last >= on:
        return _("to be informed by %(day)s") % {"day": day(last)}
    if person.spoken_on and person.spoken_on <= last:
        return _("should have been informed at the first exchange, on %(day)s") % {"day": day(last)}
    return _("should have been informed by %(day)s") % {"day": day(last)}


def until_words(last: datetime.date, *, on: datetime.date) -> str:
    """Say until when a request is to be answered."""
    if last < on:
        return _("should have been answered by %(day)s") % {"day": day(last)}
    return _("to be answered by %(day)s") % {"day": day(last)}


def overdue(on: datetime.date) -> Any:
    """Return those whose month is over, or to whom we spoke already."""
    return not_informed().filter(clock_on__lt=on)


@transaction.atomic
def inform(
    *,
    people: Sequence[int],
    on: datetime.date,
    means: str,
    author: Any,
    note: str = "",
    url: str = "",
) -> tuple[Batch | Job, uuid.UUID]:
    """Note that these people were informed, as one gesture; return it with the key of the series.

    Raises NobodyChosen when nobody of the selection is there any more.
    """
    found = Stakeholder.objects.filter(pk__in=people)
    if not found.exists():
        raise NobodyChosen(_("Tick at least one person of the list."))
    series = uuid.uuid4()
    value = {
        "series": str(series),
        "informed_on": on.isoformat(),
        "means": means,
        "note": note,
        "notice": privacy_texts.notice().pk,
    }
    done = bulk.apply(
        action=ACTION, rows=found, value=value, title=_title(found), author=author, url=url
    )
    return done, series


def _title(people: StakeholderQuerySet) -> str:
    count = people.count()
    if count == 1:
        return _("Information given to %(name)s") % {"name": people.get()}
    return _("Information given to %(count)s people") % {"count": number(count)}


def _inform(batch: Batch, value: dict[str, Any], keys: Sequence[int], author: Any) -> int:
    """Note it of some people, in the text of that day."""
    on = datetime.date.fromisoformat(value["informed_on"])
    there = Stakeholder.objects.filter(pk__in=keys).order_by("sort_key", "pk")
    told = [
        Information(
            stakeholder_id=person,
            informed_on=on,
            means=value["means"],
            note=value["note"],
            notice_id=value["notice"],
            series=value["series"],
            author=author,
        )
        for person in there.values_list("pk", flat=True)
    ]
    batches.add_all(batch, told)
    later = Q(informed_on=None) | Q(informed_on__lt=on)
    batches.update_all(batch, Stakeholder.objects.filter(later, pk__in=keys), informed_on=on)
    return len(told)


def people_informed(count: int, _value: Any = None) -> str:
    """Say how many people were informed."""
    text = ngettext("%(count)s person is informed.", "%(count)s people are informed.", count)
    return text % {"count": number(count)}


def _letters(value: dict[str, Any]) -> dict[str, str]:
    """Lead from the report to the letters, when they were told by letter."""
    if value["means"] != Means.LETTER:
        return {}
    address = reverse("information_letters", args=[value["series"]])
    return {"next_url": address, "next_label": _("Open the letters")}


def register() -> None:
    """Let many people be noted as informed."""
    gesture = bulk.Gesture(
        act=_inform,
        permission=Permission.EDIT_PEOPLE,
        list_name="information_list",
        said=people_informed,
        report=_letters,
    )
    bulk.contribute(ACTION, gesture)
