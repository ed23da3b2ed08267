"""Writes the operations with their pictures, and the residents with their consents."""

from pathlib import Path

from django.core.files.base import File

from crm.demo.cast import Cast
from crm.demo.programmes import PROGRAMMES
from crm.demo.residents import DWELLERS
from crm.demo.shapes import Agreement, Dweller, Picture, Programme, day
from operations import naming, photos
from operations.consents import CURRENT_TEXT
from operations.models import (
    Consent,
    Milestone,
    Operation,
    Partner,
    Resident,
    Tenure,
    Testimonial,
)

PICTURES = Path(__file__).parent / "pictures"
AUTHOR = "Illustration Entregent"
LICENCE = "Dessin libre de droits, fourni avec la démonstration"


def write_operations(cast: Cast) -> dict[str, Operation]:
    """Return the operations, by key."""
    return {programme.key: _operation(programme, cast) for programme in PROGRAMMES}


def write_residents(cast: Cast) -> dict[str, Resident]:
    """Return the residents, by key, with what they agreed to; fills `cast.testimonials`."""
    return {
        dweller.key: _resident(dweller, cast, number) for number, dweller in enumerate(DWELLERS)
    }


def _operation(programme: Programme, cast: Cast) -> Operation:
    operation = Operation.objects.create(
        name=programme.name,
        commune=cast.territory(programme.place),
        address=programme.address,
        description=programme.description,
    )
    for kind, home_count in programme.tenures:
        Tenure.objects.create(operation=operation, kind=kind, home_count=home_count)
    for stage in programme.stages:
        Milestone.objects.create(
            operation=operation,
            kind=stage.kind,
            planned_on=None if stage.planned is None else day(stage.planned, cast.on),
            done_on=None if stage.done is None else day(stage.done, cast.on),
        )
    for role, body in programme.partners:
        Partner.objects.create(
            operation=operation, organization=cast.organizations[body], role=role
        )
    for picture in programme.pictures:
        _photo(operation, picture)
    return operation


def _photo(operation: Operation, picture: Picture) -> None:
    path = PICTURES / picture.file
    with path.open("rb") as stream:
        photos.add_photo(
            operation=operation,
            file=File(stream, name=picture.file),
            alt=picture.alt,
            author=AUTHOR,
            licence=LICENCE,
        )


def _resident(dweller: Dweller, cast: Cast, number: int) -> Resident:
    resident = Resident(
        first_name=dweller.first_name,
        last_name=dweller.last_name,
        operation=cast.operations[dweller.programme],
        home=dweller.home,
        address=dweller.address,
        access=dweller.access,
        phone=f"06 39 98 {10 + number:02} {(47 * number + 5) % 100:02}",
        email=f"{dweller.key}@habitants.example",
        moved_in_on=dweller.moved_in,
    )
    naming.prepare(resident).save()
    for agreement in dweller.agreements:
        _consent(resident, agreement, cast)
    if dweller.words:
        cast.testimonials[dweller.key] = Testimonial.objects.create(
            resident=resident,
            quote=dweller.words.quote,
            signature=dweller.words.signature,
            collected_on=day(dweller.words.collected, cast.on),
            collected_by=cast.users["hugo"],
        )
    return resident


def _consent(resident: Resident, agreement: Agreement, cast: Cast) -> None:
    Consent.objects.create(
        resident=resident,
        kind=agreement.kind,
        scope=agreement.scope,
        given_on=day(agreement.given, cast.on),
        ends_on=None if agreement.ends is None else day(agreement.ends, cast.on),
        withdrawn_on=None if agreement.withdrawn is None else day(agreement.withdrawn, cast.on),
        text_version=CURRENT_TEXT,
        proof="Classeur « Consentements », siège de Quimper",
        recorded_by=cast.users["ines"],
    )
