"""What needs us today, as sentences: each one with its reason and one thing to do."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission, may
from brochures.models import Brochure, Edition
from contacts import seats
from contacts.models import Exchange, Mandate, Stakeholder
from crm import review_item
from events.attention import missing_for
from events.models import Event
from network import stances
from operations.models import Consent, Milestone, Operation, Photo
from ui.templatetags.ui import day, hour

COLD_AFTER_DAYS = 180
SOON_DAYS = 14
CEREMONY_AHEAD_DAYS = 60
AT_MOST = 3  # sentences of one kind; the rest is one click away


@dataclass(frozen=True, kw_only=True)
class Item:
    """One sentence of the home page.

    `urgency` is a number of days: what should be done first comes first. `permission` is what the
    action needs; the sentence comes later for those who can only read it, and leads to
    `read_href`.
    """

    sentence: SafeString
    reason: str
    href: str
    action: str | Promise
    icon: str
    urgency: int
    permission: Permission
    read_href: str = ""

    def to_read(self) -> Self:
        """Return the same sentence for someone who may only look."""
        return replace(self, href=self.read_href or self.href, action=_("See"))


def items(user: Any, *, now: datetime.datetime) -> list[Item]:
    """Return what needs this user, most urgent first, what they may act on before the rest."""
    from crm import privacy_sentences  # it makes the sentences of this module

    on = timezone.localdate(now)
    found = [
        *_events(now),
        *_without_contact(on),
        *_lost_seats(on),
        *_review(),
        *_ceremonies_to_plan(on),
        *_cold_ties(user, on),
        *_untouched_targets(on),
        *_unusable_words(on),
        *_unhanded_editions(on),
        *privacy_sentences.items(on),
    ]
    mine = {item: may(user, item.permission) for item in found}
    ranked = sorted(found, key=lambda item: (not mine[item], item.urgency))
    return [item if mine[item] else item.to_read() for item in ranked]


def _link(href: str, text: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', href, text)


def _person(stakeholder: Stakeholder, *, on: datetime.date | None = None) -> SafeString:
    """Return the name, linked; with the first seat held on that day when one is given."""
    name = _link(reverse("stakeholder_detail", args=[stakeholder.pk]), stakeholder)
    seat = seats.first(stakeholder, on=on) if on else None
    return format_html("{} ({})", name, _lowered([seat.line])[0]) if seat else name


def joined(parts: Iterable[object]) -> SafeString:
    """Join as a sentence does: "a, b et c"."""
    *first, last = [(part,) for part in parts]
    if not first:
        return format_html("{}", *last)
    beginning = format_html_join(", ", "{}", first)
    return format_html(_("{beginning} and {last}"), beginning=beginning, last=last[0])


def _events(now: datetime.datetime) -> Iterator[Item]:
    """Visits and ceremonies of the next days that are not ready."""
    on = timezone.localdate(now)
    soon = Event.objects.upcoming(now).filter(
        starts_at__lt=now + datetime.timedelta(days=SOON_DAYS)
    )
    for event in soon.with_parts().order_by("starts_at", "pk"):
        missing = missing_for(event, on)
        if not missing:
            continue
        days = (event.starts_on - on).days
        yield Item(
            sentence=format_html(
                _("{event}, {day} at {hour}: {missing}."),
                event=_link(reverse("event_detail", args=[event.pk]), event.title),
                day=day(event.starts_at, "weekday"),
                hour=hour(event.starts_at),
                missing=joined(_lowered(missing)),
            ),
            reason=_in_days(days),
            href=reverse("event_detail", args=[event.pk]),
            action=_("Get it ready"),
            icon="calendar-event",
            urgency=days,
            permission=Permission.EDIT_EVENTS,
        )


def _lowered(texts: Iterable[str]) -> list[str]:
    return [text[:1].lower() + text[1:].rstrip(".") for text in texts]


def _in_days(days: int) -> str:
    if days == 0:
        return _("Today")
    return ngettext("Tomorrow", "In %(days)s days", days) % {"days": days}


def _without_contact(on: datetime.date) -> Iterator[Item]:
    """Communes where we build and where nobody in office is followed."""
    in_office = Mandate.objects.current(on).filter(territory=OuterRef("commune"))
    blind = (
        Operation.objects.filter(~Exists(in_office))
        .filter(~Q(milestones__kind=Milestone.Kind.INAUGURATION, milestones__done_on__lt=on))
        .values_list("commune_id", "commune__name")
        .order_by("commune__sort_key")
        .distinct()
    )
    communes = list(blind)
    if not communes:
        return
    names = joined(
        _link(reverse("territory_detail", args=[pk]), name) for pk, name in communes[: AT_MOST + 2]
    )
    yield Item(
        sentence=format_html(
            ngettext(
                "We build in {names}, and know nobody in office there.",
                "We build in {names}, and know nobody in office in any of them.",
                len(communes),
            ),
            names=names,
        ),
        reason=_("Operations under way, no elected official followed"),
        href=f"{reverse('register_list')}?{urlencode({'q': communes[0][1]})}",
        action=_("Find who sits there"),
        icon="map-pin",
        urgency=12,
        permission=Permission.EDIT_PEOPLE,
    )


def _lost_seats(on: datetime.date) -> Iterator[Item]:
    """Convinced officials who no longer hold any seat."""
    lost = (
        stances.convinced()
        .filter(mandates__isnull=False)
        .exclude(pk__in=Mandate.objects.current(on).values("stakeholder_id"))
        .annotate(left_on=Max("mandates__ended_on"))
        .order_by("-left_on", "pk")
    )
    for person in lost[:AT_MOST]:
        yield Item(
            sentence=format_html(
                _("{person} no longer holds a seat: thank them, and meet who came after."),
                person=_person(person),
            ),
            reason=_("Convinced; mandate ended on %(day)s") % {"day": day(person.left_on)},
            href=reverse("stakeholder_detail", args=[person.pk]),
            action=_("See their page"),
            icon="armchair",
            urgency=20,
            permission=Permission.EDIT_PEOPLE,
        )


def _review() -> Iterator[Item]:
    """Lines of the review after an election that wait for an answer."""
    waiting = review_item.waiting()
    if waiting:
        yield Item(
            sentence=format_html("{}", waiting["sentence"]),
            reason=waiting["reason"],
            href=waiting["href"],
            action=_("Review"),
            icon="refresh",
            urgency=10,
            permission=Permission.EDIT_PEOPLE,
        )


def _ceremonies_to_plan(on: datetime.date) -> Iterator[Item]:
    """Milestones that call for a ceremony and have none in the calendar."""
    kinds = {
        Milestone.Kind.GROUND_BREAKING: Event.Kind.GROUND_BREAKING,
        Milestone.Kind.INAUGURATION: Event.Kind.INAUGURATION,
    }
    ahead = (
        Milestone.objects.filter(
            kind__in=kinds,
            done_on=None,
            planned_on__gte=on,
            planned_on__lt=on + datetime.timedelta(days=CEREMONY_AHEAD_DAYS),
        )
        .exclude(
            Exists(
                Event.objects.filter(
                    operation=OuterRef("operation"), kind=OuterRef("kind")
                ).exclude(status=Event.Status.CANCELLED)
            )
        )
        .select_related("operation")
        .order_by("planned_on", "pk")
    )
    for milestone in ahead[:AT_MOST]:
        operation = milestone.operation
        planned_on = milestone.planned_on or on
        yield Item(
            sentence=format_html(
                _("{operation}: {step} planned for {day}, and no ceremony in the calendar."),
                step=milestone.get_kind_display(),
                operation=_link(reverse("operation_detail", args=[operation.pk]), operation.name),
                day=day(planned_on),
            ),
            reason=_in_days((planned_on - on).days),
            href=f"{reverse('event_add')}?operation={operation.pk}&kind={kinds[Milestone.Kind(milestone.kind)]}",
            action=_("Plan it"),
            read_href=reverse("operation_detail", args=[operation.pk]),
            icon="calendar-plus",
            urgency=(planned_on - on).days,
            permission=Permission.EDIT_EVENTS,
        )


def _cold_ties(user: Any, on: datetime.date) -> Iterator[Item]:
    """Convinced officials in office with whom nothing was exchanged for months.

    Nothing at all, private notes counted; the month told is that of what the user may read.
    """
    in_office = Stakeholder.objects.in_office(on).with_seats(on).with_last_exchange(user)
    cold = (
        stances.convinced(in_office.silent_since(on - datetime.timedelta(days=COLD_AFTER_DAYS)))
        .filter(last_exchange_on__isnull=False)
        .order_by("last_exchange_on", "pk")
    )
    for person in cold[:AT_MOST]:
        yield Item(
            sentence=format_html(
                _("You have not been in touch with {person} since {month}."),
                person=_person(person, on=on),
                month=day(person.last_exchange_on, "month"),
            ),
            reason=_("Carries our message, and the tie grows cold"),
            href=f"{reverse('stakeholder_detail', args=[person.pk])}#note",
            action=_("Call, then note it"),
            icon="phone",
            urgency=25,
            permission=Permission.EDIT_PEOPLE,
        )


def _untouched_targets(on: datetime.date) -> Iterator[Item]:
    """People we want to convince and with whom nothing was ever exchanged."""
    targets = (
        stances.targets(Stakeholder.objects.in_office(on).with_seats(on))
        .filter(~Exists(Exchange.objects.filter(stakeholder=OuterRef("pk"))))
        .order_by("sort_key", "pk")
    )
    found = list(targets[: AT_MOST + 1])
    if found:
        yield Item(
            sentence=format_html(
                ngettext(
                    "{people} is a target, and nobody has spoken to them yet.",
                    "{people} are targets, and nobody has spoken to them yet.",
                    len(found),
                ),
                people=joined(_person(person, on=on) for person in found),
            ),
            reason=_("Target without any exchange"),
            href=reverse("stakeholder_detail", args=[found[0].pk]),
            action=_("See their page"),
            icon="target",
            urgency=30,
            permission=Permission.EDIT_PEOPLE,
        )


def _unusable_words(on: datetime.date) -> Iterator[Item]:
    """Brochures in preparation that quote someone whose consent no longer holds."""
    in_force = Consent.objects.in_force(Consent.Kind.TESTIMONY, on).filter(
        resident=OuterRef("testimonial__resident")
    )
    drafts = (
        Brochure.objects.filter(testimonial__isnull=False)
        .filter(~Exists(in_force))
        .order_by("-changed_at", "pk")
    )
    for brochure in drafts[:AT_MOST]:
        yield Item(
            sentence=format_html(
                _("{brochure} quotes a resident whose consent no longer holds: choose others."),
                brochure=_link(reverse("brochure_studio", args=[brochure.pk]), brochure.headline),
            ),
            reason=_("It cannot be frozen as it is"),
            href=reverse("brochure_studio", args=[brochure.pk]),
            action=_("Open the studio"),
            icon="quote",
            urgency=15,
            permission=Permission.EDIT_BROCHURES,
        )


def _unhanded_editions(on: datetime.date) -> Iterator[Item]:
    """Editions nobody has received."""
    waiting = (
        Edition.objects.filter(handovers=None)
        .select_related("brochure__commune")
        .order_by("frozen_at", "pk")
    )
    for edition in waiting[:AT_MOST]:
        yield Item(
            sentence=format_html(
                _("{edition} was frozen on {day} and nobody has received it yet."),
                edition=_link(
                    reverse("edition_detail", args=[edition.pk]), edition.brochure.headline
                ),
                day=day(edition.frozen_at),
            ),
            reason=edition.brochure.commune.name,
            href=reverse("edition_detail", args=[edition.pk]),
            action=_("Hand it over"),
            icon="book-2",
            urgency=40,
            permission=Permission.EDIT_BROCHURES,
        )


@dataclass(frozen=True)
class Feature:
    """The operation whose next step comes first, with a picture of it."""

    operation: Operation
    photo: Photo | None
    step: str
    planned_on: datetime.date


def agenda(now: datetime.datetime) -> list[Event]:
    """Return the events of the next four weeks, the first six."""
    ahead = Event.objects.upcoming(now).filter(starts_at__lt=now + datetime.timedelta(days=28))
    rows = ahead.select_related("commune").order_by("starts_at", "pk")
    return list(rows.fetch_mode(models.FETCH_RAISE)[:6])


def feature(on: datetime.date) -> Feature | None:
    """Return the next step planned on any operation."""
    milestone = (
        Milestone.objects.filter(done_on=None, planned_on__gte=on)
        .select_related("operation__commune")
        .order_by("planned_on", "pk")
        .first()
    )
    if milestone is None or milestone.planned_on is None:
        return None
    photo = milestone.operation.photos.order_by("position", "pk").first()
    return Feature(milestone.operation, photo, milestone.get_kind_display(), milestone.planned_on)


def lede(user: Any, items: list[Item]) -> str:
    """Return the sentence under the greeting: how much of it this user should not put off."""
    if not items:
        return _("Nothing presses today.")
    pressing = sum(item.urgency <= SOON_DAYS and may(user, item.permission) for item in items)
    if not pressing:
        return _("Nothing presses today; here is what would be worth an hour.")
    return ngettext("One thing should not wait.", "%(count)s things should not wait.", pressing) % {
        "count": str(apnumber(pressing)).capitalize()
    }
