"""How people are filed and found: without accents, case, hyphens, apostrophes or particle."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from contacts import refreshing, rewriting
from contacts.models import (
    ContactPoint,
    Mandate,
    Organization,
    Post,
    Stakeholder,
    StakeholderQuerySet,
)
from directory import names
from directory.folding import fold, words_of
from directory.place_words import initials
from ui import batches
from ui.word_index import framed

LONGEST = 600
LONGEST_OF_ORGANIZATION = 700
_PHONE = re.compile(r"(?:\+\d|0\d[ .-]?\d)[\d .()-]*", re.ASCII)


def words(text: str) -> list[str]:
    """Return the folded words of a text, to search with; a phone number is one, without spaces."""
    if _PHONE.fullmatch(text.strip()):
        return ["".join(filter(str.isdigit, text))]
    return words_of(text)


def prepare(stakeholder: Stakeholder, *, on: datetime.date | None = None) -> Stakeholder:
    """Fill `sort_key` and `search_text`: all a person is found by on that day; does not save.

    That day is today: those who write a name or a seat need not know which day it is.
    """
    seats: list[Mandate | Post] = []
    points: list[ContactPoint] = []
    if stakeholder.pk:
        seats += stakeholder.mandates.select_related("territory")
        seats += stakeholder.posts.select_related("organization")
        points += stakeholder.contact_points.all()
    return _fill(stakeholder, seats, points, on or timezone.localdate())


def _fill(
    stakeholder: Stakeholder,
    seats: Iterable[Mandate | Post],
    points: Iterable[ContactPoint],
    on: datetime.date,
) -> Stakeholder:
    stakeholder.sort_key = names.sort_key(stakeholder.last_name, stakeholder.first_name)
    stakeholder.search_text = found_by(stakeholder, not_over(seats, on=on), points)
    return stakeholder


def found_by(
    stakeholder: Stakeholder, seats: Iterable[Mandate | Post], points: Iterable[ContactPoint]
) -> str:
    """Return the text a person is found by: name, how they are reached, these seats and posts."""
    lines = [f"{stakeholder.first_name} {stakeholder.last_name}"]
    lines += [stakeholder.email, *_typed(stakeholder.phone)]
    for point in points:
        is_email = point.kind == ContactPoint.Kind.EMAIL
        lines += [point.value] if is_email else _typed(point.value)
    lines += [seat.line for seat in seats]
    # Two spaces part what is said in one breath: "maire de quimper" is one seat.
    folded = filter(None, map(fold, lines))
    return framed("  ".join(folded), LONGEST)


def not_over(seats: Iterable[Mandate | Post], *, on: datetime.date) -> list[Mandate | Post]:
    """Return the seats a person is found by: those held that day, and those to come."""
    return [seat for seat in seats if seat.ended_on is None or seat.ended_on > on]


def _typed(phone: str) -> list[str]:
    """Return the digits of a phone as French types them, with and without +33."""
    number = phone.partition(";")[0]
    digits = "".join(filter(str.isdigit, number))
    if number.startswith("+33"):
        return [f"0{digits[2:]}", digits]
    return [digits]


def organization_found_by(organization: Organization) -> str:
    """Return what an organization is found by: name, initials, kind in French, territory served."""
    with translation.override("fr"):
        kind = str(organization.get_kind_display())
    territory = organization.territory.name if organization.territory else ""
    words = (organization.name, initials(organization.name), kind, territory)
    return framed(fold(" ".join(words)), LONGEST_OF_ORGANIZATION)


def unnamed_sentence() -> str:
    """Return what to write of somebody whose first name is not known."""
    return _("Write the first name or, when nobody knows it, the title: M. or Mme.")


def refresh(stakeholder: Stakeholder) -> None:
    """Prepare the stakeholder again and store it, after a seat, a post or a name changed."""
    prepare(stakeholder)
    Stakeholder.everyone.filter(pk=stakeholder.pk).update(
        sort_key=stakeholder.sort_key, search_text=stakeholder.search_text
    )
    refreshing.refresh([stakeholder.pk])


def refresh_all(keys: Iterable[int], *, on: datetime.date | None = None) -> None:
    """Prepare many people again, in a fixed number of queries for five hundred of them."""
    wanted, day = sorted(set(keys)), on or timezone.localdate()
    for some in batched(wanted, 500, strict=False):
        # Grouped by hand: `prefetch_related` prepares three queries for each person, and runs none.
        seats: dict[int, list[Mandate | Post]] = defaultdict(list)
        points: dict[int, list[ContactPoint]] = defaultdict(list)
        for mandate in Mandate.objects.filter(stakeholder__in=some).select_related("territory"):
            seats[mandate.stakeholder_id].append(mandate)
        for post in Post.objects.filter(stakeholder__in=some).select_related("organization"):
            seats[post.stakeholder_id].append(post)
        for point in ContactPoint.objects.filter(stakeholder__in=some):
            points[point.stakeholder_id].append(point)
        changed = []
        for stakeholder in Stakeholder.everyone.filter(pk__in=some):
            before = (stakeholder.sort_key, stakeholder.search_text)
            _fill(stakeholder, seats[stakeholder.pk], points[stakeholder.pk], day)
            if before != (stakeholder.sort_key, stakeholder.search_text):
                changed.append(stakeholder)
        rewriting.store(changed, ["sort_key", "search_text"])
    refreshing.refresh(wanted, on=on)


def follow_the_day(now: datetime.datetime) -> int:
    """Prepare again those for whom a seat began or ended since; return how many they are."""
    on = timezone.localdate(now)
    due = refreshing.due(on)
    for some in batched(due, 500, strict=False):
        with transaction.atomic():
            refresh_all(some, on=on)
    return len(due)


def describe() -> None:
    """Let an undone batch prepare again whom its rows are about; called once, at the start."""
    derived = ("sort_key", "search_text", *refreshing.COLUMNS)
    batches.describe(Stakeholder, derived=derived, on_restored=restored)
    batches.describe(Mandate, derived=("seat_key", "exclusive_key"), on_restored=restored)
    batches.describe(Post, derived=("title_key",), on_restored=restored)
    batches.describe(ContactPoint, on_restored=restored)


def restored(rows: Mapping[type[Model], Sequence[int]]) -> None:
    """Prepare again after a batch restored rows (`ui.batches.describe`)."""
    refresh_all({one for model, keys in rows.items() for one in refreshing.people_of(model, keys)})


def refresh_people_of(organization: Organization) -> None:
    """Prepare again all who hold a post there, after its name changed."""
    for stakeholder in Stakeholder.objects.filter(posts__organization=organization).distinct():
        refresh(stakeholder)


def refresh_organizations(keys: Iterable[int]) -> None:
    """Prepare many organizations again, and what lists keep of their people."""
    for some in batched(sorted(set(keys)), 500, strict=False):
        rows = list(Organization.everyone.filter(pk__in=some).select_related("territory"))
        for row in rows:
            row.sort_key = fold(row.name)[:200]
            row.search_text = organization_found_by(row)
        Organization.everyone.bulk_update(rows, ["sort_key", "search_text"], batch_size=500)
        people = Stakeholder.everyone.filter(posts__organization__in=some)
        refresh_all(people.values_list("pk", flat=True))


def namesakes(*, first_name: str, last_name: str) -> StakeholderQuerySet:
    """Return the stakeholders who bear this name; perhaps the same person, perhaps not."""
    return Stakeholder.objects.filter(sort_key=names.sort_key(last_name, first_name))
