"""One of each thing, for tests that open every page."""

import datetime
import io
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from PIL import Image

from accounts.models import Cooperative, User
from accounts.permissions import Role
from brochures.models import Brochure, Edition, Figure, Handover
from contacts import merging
from contacts.models import (
    Assistant,
    ContactPoint,
    Exchange,
    Export,
    FileImport,
    FileImportRow,
    Mandate,
    Organization,
    Post,
    SavedView,
    Segment,
    Stakeholder,
    StakeholderPair,
    Tag,
    Tagging,
    TurnoverLine,
)
from contacts.models.privacy import AccessFile, Erasure, Information, PrivacyRequest
from directory.models import RegisterPerson, Territory
from events import feeds
from events.models import CalendarFeed, Event, Guest, Host
from network import stances
from network.models import Stance, StanceChange
from operations.models import (
    Consent,
    Milestone,
    Operation,
    Partner,
    Photo,
    Resident,
    Tenure,
    Testimonial,
)
from operations.photos import add_photo
from tests import make, make_imports, make_lists, privacy_world
from tests.papers import papers
from tests.world_register import turnover_line
from ui.models import Batch, Job


@dataclass(kw_only=True)
class World:
    """One of each, all about the invented commune of Port-Élorn."""

    cast: dict[Role, User]
    territory: Territory
    register_person: RegisterPerson
    stakeholder: Stakeholder
    mandate: Mandate
    organization: Organization
    post: Post
    contact_point: ContactPoint
    assistant: Assistant
    exchange: Exchange
    tag: Tag
    tagging: Tagging
    segment: Segment
    saved_view: SavedView
    export: Export
    turnover: TurnoverLine
    stance: StanceChange
    operation: Operation
    photo: Photo
    resident: Resident
    consent: Consent
    testimonial: Testimonial
    event: Event
    guest: Guest
    host: Host
    feed: CalendarFeed
    feed_token: str
    figure: Figure
    brochure: Brochure
    edition: Edition
    handover: Handover
    job: Job
    batch: Batch
    twin: Stakeholder
    pair: StakeholderPair
    merge: Batch
    information: Information
    privacy_request: PrivacyRequest
    file_import: FileImport
    file_import_row: FileImportRow
    access_file: AccessFile
    erasure: Erasure


def build() -> World:
    """Make one of each."""
    cast = {role: _member(role) for role in Role}
    director, visits = cast[Role.DIRECTOR], cast[Role.VISITS]
    Cooperative.objects.create(pk=1, name="Habitat des Rives", baseline="Bâtir avec les communes")
    commune = make.commune()
    operation = _operation(commune)
    resident = make.resident(operation, address="2 rue du Port", moved_in_on=make.TODAY)
    consents = [make.consent(resident, kind, visits) for kind in Consent.Kind]
    person = make.stakeholder()
    exchange = make.exchange(person, director)
    feed, token = feeds.open_feed(user=director, name="Outlook")
    parts: dict[str, Any] = {
        "register_person": make.register_person(commune),
        "mandate": make.mandate(person, commune),
        "organization": Organization.objects.get(),
        "post": make.post(make.stakeholder("Gwenaël", "Prigent"), Organization.objects.get()),
        "contact_point": ContactPoint.objects.create(
            stakeholder=person, kind="phone", value="+33298000002", label="secrétariat"
        ),
        "assistant": Assistant.objects.create(
            stakeholder=person, assistant=make.stakeholder("Soazig", "Tanguy"), role="assistante"
        ),
        "stance": _stance(person, exchange, director),
        **make_lists.build(person, director),
        "photo": _photo(operation),
        "testimonial": _testimonial(resident, director),
        "feed": feed,
        "feed_token": token,
        "job": Job.objects.create(
            kind="tests", title="Importer les maires", owner=director, steps_total=3
        ),
        "batch": Batch.objects.create(
            kind="tests",
            title="Importer les banques",
            owner=director,
            permission="accounts.edit_people",
        ),
    }
    parts |= make_imports.both(director)
    parts |= privacy_world.parts(person, director)
    parts |= _visit(operation, resident, person, parts["mandate"], visits)
    parts |= papers(commune, operation, parts["testimonial"], person, cast[Role.COMMUNICATIONS])
    parts |= _duplicates(person, director)
    parts["turnover"] = turnover_line(parts["register_person"])
    return World(
        cast=cast,
        territory=commune,
        stakeholder=person,
        exchange=exchange,
        operation=operation,
        resident=resident,
        consent=consents[0],
        **parts,
    )


def _duplicates(person: Stakeholder, author: User) -> dict[str, Any]:
    twin = make.stakeholder("Maelle", "Kervelech")
    kept, other = make.stakeholder("Joël", "Kerhuon"), make.stakeholder("Joel", "Kerhuon")
    return {
        "twin": twin,
        "pair": StakeholderPair.objects.create(first=person, second=twin, score=78),
        "merge": merging.merge(kept=kept, other=other, taken=(), author=author),
    }


def _member(role: Role) -> User:
    names = {
        Role.DIRECTOR: ("Claire", "Morvan"),
        Role.COMMUNICATIONS: ("Hugo", "Le Roux"),
        Role.VISITS: ("Inès", "Tanguy"),
        Role.READER: ("Paul", "Abgrall"),
        Role.ADMINISTRATOR: ("Nora", "Kervella"),
    }
    first_name, last_name = names[role]
    return User.objects.create_user(
        f"{first_name.lower()}@world.test",
        "secret",
        roles=(role,),
        first_name=first_name,
        last_name=last_name,
    )


def _operation(commune: Territory) -> Operation:
    operation = make.operation("Le Clos des Pins", commune=commune, address="Rue du Port")
    Tenure.objects.create(operation=operation, kind=Tenure.Kind.BRS, home_count=24)
    Tenure.objects.create(operation=operation, kind=Tenure.Kind.SOCIAL_RENT, home_count=12)
    Milestone.objects.create(
        operation=operation,
        kind=Milestone.Kind.DELIVERY,
        planned_on=make.TODAY + datetime.timedelta(days=90),
    )
    Partner.objects.create(operation=operation, organization=make.bank(), role=Partner.Role.LENDER)
    return operation


def _stance(person: Stakeholder, exchange: Exchange, author: User) -> StanceChange:
    return stances.change_stance(
        stakeholder=person,
        stance=Stance.CONVINCED,
        evidence=exchange,
        on=make.TODAY,
        author=author,
    )


def _photo(operation: Operation) -> Photo:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "#8fae9f").save(buffer, "JPEG")
    return add_photo(
        operation=operation,
        file=buffer,
        alt="La cour et ses trois pins, vue du portail",
        author="Hugo Le Roux",
        licence="Cédé à la coopérative pour tous ses documents",
    )


def _testimonial(resident: Resident, collector: User) -> Testimonial:
    return Testimonial.objects.create(
        resident=resident,
        quote="On s’est senti chez nous le premier soir.",
        signature="Nolwenn, locataire à Port-Élorn",
        collected_on=make.TODAY,
        collected_by=collector,
    )


def _visit(
    operation: Operation, resident: Resident, person: Stakeholder, mandate: Mandate, organizer: User
) -> dict[str, Any]:
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(days=12)
    event = make.event(organizer, operation=operation, commune=operation.commune, starts_at=soon)
    return {
        "event": event,
        "host": Host.objects.create(event=event, resident=resident, guest_limit=6),
        "guest": Guest.objects.create(event=event, stakeholder=person, mandate=mandate),
    }
