"""How the review reads: its columns, its lines by territory, and the sentences it says."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from contacts.deciding import Decision
from contacts.models import Stakeholder, TurnoverLine
from directory.models import RegisterEdition, Territory
from directory.reporting import file_title
from directory.seats import key_of, slug_of
from ui import registry
from ui.templatetags.ui import day, number

Matter = TurnoverLine.Matter
AT_MOST = 8  # people in a work list
ICONS = {
    Matter.RENEWED: "refresh",
    Matter.NEWCOMER: "user-plus",
    Matter.LEAVER: "logout",
    Matter.RESPELLED: "pencil",
    Matter.TO_CHECK: "help",
}


@dataclass(frozen=True)
class Tab:
    """A column of the review: its lines wait under its name."""

    matter: str
    label: str
    count: int


def tabs(counts: dict[str, int]) -> list[Tab]:
    """Return the columns, the one of everything first."""
    titles = {
        Matter.RENEWED: pgettext("review", "Re-elected or still there"),
        Matter.NEWCOMER: pgettext("review", "Newcomers"),
        Matter.LEAVER: pgettext("review", "Leavers"),
        Matter.RESPELLED: pgettext("review", "Name changed"),
        Matter.TO_CHECK: pgettext("review", "To check"),
    }
    found = [Tab(matter, title, counts[matter]) for matter, title in titles.items()]
    return [Tab("", pgettext("review", "Everything"), sum(counts.values())), *found]


@dataclass(frozen=True)
class Side:
    """One of the two rows set side by side."""

    name: str
    seat: str
    since: datetime.date | None
    source: str
    url: str = ""


@dataclass(frozen=True)
class ReadLine:
    """A line as the page shows it."""

    line: TurnoverLine
    sentence: str
    held: Side | None
    found: Side | None
    icon: str
    ends_on: str

    @property
    def who(self) -> Any:
        """Return whom it is about, first of all."""
        return self.line.stakeholder or self.line.person


@dataclass
class Group:
    """The lines of one territory on this page."""

    territory: Territory
    cells: dict[Any, Any]
    lines: list[ReadLine] = field(default_factory=list)

    @property
    def is_acceptable(self) -> bool:
        """Tell whether something here may be accepted: what is to be checked wants an answer."""
        return any(one.line.matter != Matter.TO_CHECK for one in self.lines)


def groups(request: HttpRequest, rows: Sequence[TurnoverLine]) -> list[Group]:
    """Return the lines by territory, with what higher packages say of the people."""
    people: list[Stakeholder] = [row.stakeholder for row in rows if row.stakeholder]
    cells = registry.row_actions(request, "stakeholder_list", people)
    found = []
    for _pk, some in groupby(rows, key=lambda row: row.territory_id):
        lines = list(some)
        group = Group(lines[0].territory, cells, [read(line) for line in lines])
        found.append(group)
    return found


def read(line: TurnoverLine) -> ReadLine:
    """Return a line with its two sides and its sentence."""
    return ReadLine(
        line=line,
        sentence=sentence(line),
        held=_held(line),
        found=_found(line),
        icon=ICONS[Matter(line.matter)],
        ends_on=line.evidence.get("ends_on", ""),
    )


def _held(line: TurnoverLine) -> Side | None:
    held = line.evidence.get("held")
    if not held:
        if line.matter != Matter.RESPELLED:
            return None
        return Side(line.evidence.get("old_name", ""), "", None, _("as we write it"))
    on = _day(held["on"])
    source = _("noted on %(day)s") if held["by_hand"] else _("file of %(day)s")
    who = line.mandate.stakeholder if line.mandate else line.stakeholder
    said = source % {"day": day(on)} if on else ""
    url = _page_of(line.mandate.territory_id, line.mandate.seat_slug) if line.mandate else ""
    return Side(str(who or ""), held["seat"], _day(held["since"]), said, url)


def _found(line: TurnoverLine) -> Side | None:
    found = line.evidence.get("found")
    if not found or line.person is None:
        return None
    source = _("file of %(day)s") % {"day": day(_day(found["on"]))}
    row = line.register_mandate
    url = _page_of(row.territory_id, slug_of(key_of(row))) if row else ""
    return Side(str(line.person), found["seat"], _day(found["since"]), source, url)


def _page_of(territory: int, slug: str) -> str:
    """Return the page of a seat."""
    return reverse("seat_detail", args=[territory, slug]) if slug else ""


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def sentence(line: TurnoverLine) -> str:
    """Return what the line says, in one sentence."""
    on = {"day": day(line.edition.published_on), "territory": line.territory.name}
    ends = {"end": day(_day(line.evidence.get("ends_on", "")))}
    texts = {
        "seen": _("Same mandate, seen again in the file of %(day)s."),
        "term": _("Re-elected: the mandate closes and the next one opens."),
        "function": _("Still in the council, in another function."),
        "gained": _("Gains a seat."),
        "built": _("Takes a seat where we build."),
        "seat": _("Takes a seat held so far by somebody we follow."),
        "absent": _("No longer in the file of %(day)s; the mandate would close on %(end)s."),
        "respelled": _("The file of %(day)s writes this name otherwise."),
        "same_name": _("Same name, another birth date or none: is it the same person?"),
        "no_body": _("%(territory)s is not in the file of %(day)s: nothing is proposed of itself."),
        "unknown": _("The file of %(day)s does not name this person; they were entered by hand."),
    }
    return texts[line.evidence["reason"]] % (on | ends)


def editions_words(editions: Iterable[RegisterEdition]) -> list[tuple[str, datetime.date]]:
    """Return the files compared: what each is, and of which day."""
    return [(file_title(edition.kind), edition.published_on) for edition in editions]


def said(done: Decision, answer: str) -> str:
    """Return the sentence that says what answering did."""
    many = done.done_count
    accepted = ngettext("%(count)s line accepted.", "%(count)s lines accepted.", many)
    refused = ngettext("%(count)s line left as it is.", "%(count)s lines left as they are.", many)
    texts = {"accept": accepted, "same": _("Same person: noted."), "note": _("Noted for later.")}
    text = texts.get(answer, refused) % {"count": number(many)}
    if done.erased_count:
        erased = ngettext(
            "%(count)s line is about somebody who was erased: nothing was written of them.",
            "%(count)s lines are about people who were erased: nothing was written of them.",
            done.erased_count,
        )
        text = f"{text} {erased % {'count': number(done.erased_count)}}"
    left_count = done.left_count - done.erased_count
    if left_count > 0:
        left = ngettext(
            "%(count)s line had changed since and was not written: make the review again.",
            "%(count)s lines had changed since and were not written: make the review again.",
            left_count,
        )
        text = f"{text} {left % {'count': number(left_count)}}"
    return text
