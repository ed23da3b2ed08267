"""Writes the demonstration's organizations, people, exchanges and stances."""

import datetime

from accounts.models import User
from contacts import people
from contacts.models import Exchange, Organization, Stakeholder
from contacts.models.privacy import Information, Means
from contacts.naming import words
from crm.demo.cast import Cast
from crm.demo.councillors import COUNCILLORS
from crm.demo.institutions import SERVICES_AND_BANKS
from crm.demo.mayors import MAYORS
from crm.demo.neighbours import NEIGHBOURS
from crm.demo.places import BODIES
from crm.demo.representatives import REPRESENTATIVES
from crm.demo.shapes import Person, Step, day
from crm.demo.signing import sign
from crm.demo.trades import TRADES_AND_VOICES
from directory import titles
from network import stances

PEOPLE = (
    MAYORS + NEIGHBOURS + COUNCILLORS + REPRESENTATIVES + SERVICES_AND_BANKS + TRADES_AND_VOICES
)
INFORMED_AFTER_DAYS = 45  # those taken in since are still to be informed
KNOWN_BEFORE_DAYS = 7  # we knew of somebody a week before the first thing we noted


def write_organizations(cast: Cast) -> dict[str, Organization]:
    """Return the organizations, by key."""
    return {
        body.key: people.add_organization(
            name=body.name,
            kind=body.kind,
            territory=cast.territory(body.place) if body.place else None,
        )
        for body in BODIES
    }


def write_people(cast: Cast) -> dict[str, Stakeholder]:
    """Return the stakeholders, by key, each with seats, posts, exchanges and stances."""
    return {
        person.key: _write(person, cast, number) for number, person in enumerate(PEOPLE, start=1)
    }


def _inform(stakeholder: Stakeholder, by: User, on: datetime.date) -> None:
    """Note that somebody was written to on the day they were taken in."""
    Information.objects.create(
        stakeholder=stakeholder, informed_on=on, means=Means.LETTER, author=by
    )
    stakeholder.informed_on = on
    stakeholder.save(update_fields=["informed_on"])


def fictional_phone(number: int) -> str:
    """Return a number of the range kept for fiction (ARCEP, decision 2018-0881)."""
    last = 1000 + 37 * number
    return f"02 61 91 {last // 100:02} {last % 100:02}"


def _write(person: Person, cast: Cast, number: int) -> Stakeholder:
    by, known_on = cast.users[person.referent], _known_on(person, cast.on)
    stakeholder = people.add_stakeholder(
        first_name=person.first_name,
        last_name=person.last_name,
        sex=person.sex,
        email=_email(person),
        phone=fictional_phone(number) if person.domain else "",
        referent=by,
        created_by=by,
        source_on=known_on,
    )
    if known_on < cast.on - datetime.timedelta(days=INFORMED_AFTER_DAYS):
        _inform(stakeholder, by, known_on)
    sign(stakeholder, by, known_on)
    _write_seats(stakeholder, person, cast, known_on)
    noted = [
        people.note_exchange(
            stakeholder=stakeholder,
            author=cast.users[talk.author],
            text=talk.text,
            happened_on=day(talk.when, cast.on),
            channel=talk.channel,
            is_private=talk.is_private,
        )
        for talk in person.talks
    ]
    for step in person.steps:
        _change_stance(stakeholder, step, noted, cast)
    return stakeholder


def _write_seats(
    stakeholder: Stakeholder, person: Person, cast: Cast, known_on: datetime.date
) -> None:
    by = cast.users[person.referent]
    for seat in person.seats:
        mandate = people.add_mandate(
            stakeholder=stakeholder,
            kind=seat.kind,
            territory=cast.territory(seat.place),
            title=seat.title,
            district=seat.district,
            started_on=seat.since,
            ended_on=seat.until,
            rank=titles.rank_of(seat.kind, seat.title),
        )
        sign(mandate, by, max(known_on, seat.until or seat.since))
    for job in person.jobs:
        post = people.add_post(
            stakeholder=stakeholder,
            organization=cast.organizations[job.body],
            title=job.title,
            started_on=job.since,
        )
        sign(post, by, known_on)


def _change_stance(stakeholder: Stakeholder, step: Step, noted: list[Exchange], cast: Cast) -> None:
    evidence = noted[step.evidence] if isinstance(step.evidence, int) else None
    stances.change_stance(
        stakeholder=stakeholder,
        stance=step.stance,
        is_target=step.is_target,
        evidence=evidence,
        reason="" if isinstance(step.evidence, int) else step.evidence,
        on=day(step.when, cast.on),
        author=evidence.author if evidence else cast.users["claire"],
    )


def _email(person: Person) -> str:
    """Return an address under .example, a domain nobody can own (RFC 2606)."""
    if not person.domain:
        return ""
    first, last = (
        "".join(words(name.replace("’", ""))) for name in (person.first_name, person.last_name)
    )
    return f"{first}.{last}@{person.domain}"


def _known_on(person: Person, on: datetime.date) -> datetime.date:
    moments = [day(talk.when, on) for talk in person.talks] + [
        day(step.when, on) for step in person.steps
    ]
    return min(moments, default=on) - datetime.timedelta(days=KNOWN_BEFORE_DAYS)
