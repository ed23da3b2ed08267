"""The shapes in which the demonstration's data is written.

"When" is a number of days before today (negative: to come), or a fixed date where the calendar of
elections decides.
"""

import datetime
from dataclasses import dataclass, field

from accounts.permissions import Role
from contacts.models import Exchange, Organization
from directory.models import SeatKind, Territory
from events.models import Event, Guest
from network.models import Stance
from operations.models import Consent, Milestone, Partner, Tenure

type When = int | datetime.date

FRIDAY = 4


def day(when: When, on: datetime.date) -> datetime.date:
    """Return the day meant, seen from `on`; never a Saturday or a Sunday, when we count days.

    What is past moves back to Friday, what comes moves on to Monday.
    """
    if isinstance(when, datetime.date):
        return when
    meant = on - datetime.timedelta(days=when)
    over = meant.weekday() - FRIDAY
    if over <= 0:
        return meant
    return meant - datetime.timedelta(days=over if when >= 0 else over - 3)


@dataclass(frozen=True, kw_only=True)
class Member:
    """A user of the demonstration."""

    key: str
    first_name: str
    last_name: str
    job_title: str
    phone: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Place:
    """A real territory: its kind, its official code, its name for whoever reads this."""

    kind: Territory.Kind
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Body:
    """An invented organization, or the services of a real local authority."""

    key: str
    name: str
    kind: Organization.Kind
    place: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Seat:
    """An elected office held by an invented person in a real territory."""

    kind: SeatKind
    place: Place
    title: str
    since: datetime.date
    until: datetime.date | None = None
    district: str = ""


@dataclass(frozen=True)
class Job:
    """A post in an organization."""

    body: str
    title: str
    since: datetime.date | None = None


@dataclass(frozen=True)
class Talk:
    """What was exchanged, when, by which channel, noted by whom."""

    when: When
    channel: Exchange.Channel
    text: str
    author: str = "claire"
    is_private: bool = False


@dataclass(frozen=True)
class Step:
    """A change of stance, resting on a talk (its place in the list) or on a written reason."""

    when: When
    stance: Stance
    evidence: int | str
    is_target: bool = False


@dataclass(frozen=True, kw_only=True)
class Person:
    """An invented stakeholder."""

    key: str
    first_name: str
    last_name: str
    sex: str
    domain: str = ""
    referent: str = "claire"
    seats: tuple[Seat, ...] = ()
    jobs: tuple[Job, ...] = ()
    talks: tuple[Talk, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A milestone: planned on a day, done on a day or not yet."""

    kind: Milestone.Kind
    planned: When | None
    done: When | None = None


@dataclass(frozen=True)
class Picture:
    """A drawn illustration of `pictures/`, and what one sees on it."""

    file: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """An invented operation in a real commune."""

    key: str
    name: str
    place: Place
    address: str
    description: str
    tenures: tuple[tuple[Tenure.Kind, int], ...]
    stages: tuple[Stage, ...]
    partners: tuple[tuple[Partner.Role, str], ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """A resident's consent."""

    kind: Consent.Kind
    given: When
    scope: str = ""
    ends: When | None = None
    withdrawn: When | None = None


@dataclass(frozen=True)
class Words:
    """A testimonial: the words, how they are signed, when they were collected."""

    quote: str
    signature: str
    collected: When


@dataclass(frozen=True, kw_only=True)
class Dweller:
    """An invented resident."""

    key: str
    first_name: str
    last_name: str
    programme: str
    home: str
    address: str
    access: str = ""
    moved_in: datetime.date | None = None
    agreements: tuple[Agreement, ...] = ()
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """An event, `when` days before today, from `hour` for `minutes`."""

    kind: Event.Kind
    title: str
    programme: str | None
    place: Place
    when: When
    hour: tuple[int, int]
    minutes: int
    meeting_point: str
    status: Event.Status
    note: str = ""
    organizer: str = "ines"
    hosts: tuple[tuple[str, int], ...] = ()
    guests: tuple[tuple[str, Guest.Answer], ...] = ()


@dataclass(frozen=True)
class Given:
    """An edition handed to someone."""

    person: str
    when: When
    means: str
    note: str = ""
    author: str = "hugo"


@dataclass(frozen=True, kw_only=True)
class Leaflet:
    """A brochure, the day its edition was frozen (None: still a draft), whom it was handed to."""

    key: str
    audience: str
    place: Place
    headline: str
    introduction: str
    request: str
    programmes: tuple[str, ...]
    bank: str = ""
    testimonial: str = ""
    frozen: When | None = None
    handovers: tuple[Given, ...] = field(default=())


@dataclass(frozen=True)
class Fact:
    """A figure a brochure may print; its source is always the demonstration itself."""

    where: str
    audience: str
    value: str
    label: str
    place: Place | None = None
