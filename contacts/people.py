"""Takes people and organizations in: the functions that write them, each whole and searchable."""

import datetime
from typing import Any

from contacts import naming, phones, refreshing
from contacts.models import Exchange, Mandate, Organization, Post, Source, Stakeholder
from directory.folding import fold
from directory.models import (
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    SeatKind,
    Territory,
)


def add_stakeholder(
    *,
    first_name: str,
    last_name: str,
    source_on: datetime.date,
    sex: str = "",
    email: str = "",
    phone: str = "",
    referent: Any = None,
    source: str = Stakeholder.Source.HAND,
    source_name: str = "",
    register_person: RegisterPerson | None = None,
    created_by: Any = None,
) -> Stakeholder:
    """Return a new person; one of the same name stays another person.

    `source_on` is the day the data was noted, or the date of the register edition. A phone number
    that cannot be read is kept as it was typed.
    """
    stakeholder = Stakeholder(
        first_name=first_name,
        last_name=last_name,
        sex=sex,
        email=email,
        phone=phones.kept(phone),
        referent=referent,
        source=source,
        source_on=source_on,
        source_name=source_name,
        register_person=register_person,
        created_by=created_by,
    )
    naming.prepare(stakeholder).save()
    return stakeholder


def add_organization(
    *,
    name: str,
    kind: str,
    territory: Territory | None = None,
    parent: Organization | None = None,
    source: str = Source.HAND,
    source_on: datetime.date | None = None,
    source_name: str = "",
    **facts: str,
) -> Organization:
    """Return a new organization; `territory` is the one it serves, for a bank or an agency.

    `facts` are its other fields: siren, phone, email, website, street…
    """
    facts["phone"] = phones.kept(facts.get("phone", ""))
    organization = Organization(
        name=name,
        kind=kind,
        territory=territory,
        parent=parent,
        source=source,
        source_on=source_on,
        source_name=source_name,
        **facts,
    )
    prepare_organization(organization).save()
    return organization


def prepare_organization(organization: Organization) -> Organization:
    """Fill the folded name and the search text; does not save."""
    organization.sort_key = fold(organization.name)[:200]
    organization.search_text = naming.organization_found_by(organization)
    return organization


def add_mandate(
    *,
    stakeholder: Stakeholder,
    kind: SeatKind,
    territory: Territory,
    title: str,
    started_on: datetime.date | None = None,
    ended_on: datetime.date | None = None,
    district: str = "",
    seen_in: RegisterEdition | None = None,
    register_mandate: RegisterMandate | None = None,
    source: str = Mandate.Source.HAND,
    source_on: datetime.date | None = None,
    delegation: str = "",
    rank: int = 99,
) -> Mandate:
    """Return a new seat; `title` is feminised already ("1re adjointe au maire")."""
    mandate = Mandate.objects.create(
        stakeholder=stakeholder,
        kind=kind,
        territory=territory,
        title=title,
        started_on=started_on,
        ended_on=ended_on,
        district=district,
        seen_in=seen_in,
        register_mandate=register_mandate,
        source=source,
        source_on=source_on,
        delegation=delegation,
        rank=rank,
    )
    naming.refresh(stakeholder)
    return mandate


def add_post(
    *,
    stakeholder: Stakeholder,
    organization: Organization,
    title: str,
    started_on: datetime.date | None = None,
    ended_on: datetime.date | None = None,
    delegation: str = "",
    source: str = Source.HAND,
    source_on: datetime.date | None = None,
    source_name: str = "",
) -> Post:
    """Return a new post in an organization; any other one they hold goes on."""
    post = Post.objects.create(
        stakeholder=stakeholder,
        organization=organization,
        title=title,
        started_on=started_on,
        ended_on=ended_on,
        delegation=delegation,
        source=source,
        source_on=source_on,
        source_name=source_name,
    )
    naming.refresh(stakeholder)
    return post


def note_exchange(
    *,
    stakeholder: Stakeholder,
    author: Any,
    text: str,
    happened_on: datetime.date,
    channel: str = Exchange.Channel.NOTE,
    is_private: bool = False,
) -> Exchange:
    """Return a new exchange, noted by its author."""
    exchange = Exchange.objects.create(
        stakeholder=stakeholder,
        author=author,
        text=text,
        happened_on=happened_on,
        channel=channel,
        is_private=is_private,
    )
    refreshing.refresh([stakeholder.pk])
    return exchange
