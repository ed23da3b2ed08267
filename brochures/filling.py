"""From the database to the plain contents of a visual: operations, figures, words, identity."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import IO

from django.db.models import Prefetch, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Cooperative, User
from brochures import contents, wordings
from brochures.drawings import Bar
from brochures.models import Brochure, Figure
from brochures.visuals import Visual, visual
from directory.models import Territory
from operations.models import Milestone, Operation, Partner, Photo, Tenure, Testimonial
from operations.wording import tenure_in_words

YEARS = 3
RENTED = {Tenure.Kind.SOCIAL_RENT, Tenure.Kind.INTERMEDIATE_RENT}


def visual_of(brochure: Brochure, *, on: datetime.date, edition: int = 0) -> Visual:
    """Return the brochure as its visual, ready to be rendered; `edition` 0 is a draft."""
    with translation.override("fr"):
        filled = contents_of(brochure, on=on, edition=edition)
        return visual(filled, pictures=pictures_of(filled))


def contents_of(brochure: Brochure, *, on: datetime.date, edition: int = 0) -> contents.Contents:
    """Read all that the visual prints."""
    identity = identity_of(Cooperative.current())
    bank = brochure.audience == "bank"
    return contents.Contents(
        audience=brochure.audience,
        title=brochure.headline,
        introduction=brochure.introduction,
        request=brochure.request,
        place=place_at(brochure.commune),
        place_of=brochure.commune.name_of,
        on=on,
        identity=identity,
        edition=edition,
        addressee=str(brochure.organization) if brochure.organization else "",
        cover=_picture(brochure.cover),
        operations=operations_of(brochure, on=on),
        figures=_figures(brochure.figures.all()),
        notes=_notes(),
        quote=_quote(brochure, on=on),
        contact=_person(brochure.contact),
        bars=production(on=on) if bank else (),
        series=(pgettext("homes", "rental"), pgettext("homes", "sale")) if bank else (),
    )


def operations_of(brochure: Brochure, *, on: datetime.date) -> list[contents.OperationEntry]:
    """Return the chosen operations: those with a picture first, the latest delivered first."""
    chosen = brochure.operations.select_related("commune").prefetch_related(
        "tenures",
        "milestones",
        "photos",
        Prefetch("partners", Partner.objects.select_related("organization")),
    )
    entries = [_entry(operation, on) for operation in chosen.order_by("name", "pk")]
    return sorted(entries, key=_rank)


def _rank(entry: contents.OperationEntry) -> tuple[bool, bool, int]:
    moment = entry.delivered_on or entry.expected_on or datetime.date.max
    days = -moment.toordinal() if entry.delivered_on else moment.toordinal()
    return entry.picture is None, entry.delivered_on is None, days


def _entry(operation: Operation, on: datetime.date) -> contents.OperationEntry:
    tenures = list(operation.tenures.all())
    milestones = {milestone.kind: milestone for milestone in operation.milestones.all()}
    delivery = milestones.get(Milestone.Kind.DELIVERY)
    delivered = (
        delivery.done_on if delivery and delivery.done_on and delivery.done_on <= on else None
    )
    return contents.OperationEntry(
        name=operation.name,
        commune=operation.commune.name,
        seed=operation.pk,
        home_count=sum(tenure.home_count for tenure in tenures),
        tenures=tuple(
            contents.Homes(
                label=tenure.get_kind_display(),
                words=tenure_in_words(tenure),
                count=tenure.home_count,
            )
            for tenure in tenures
        ),
        steps=tuple(_steps(milestones, on)),
        text=operation.description,
        picture=_picture(next(iter(operation.photos.all()), None)),
        lenders=_partners(operation, Partner.Role.LENDER),
        guarantors=_partners(operation, Partner.Role.GUARANTOR),
        delivered_on=delivered,
        expected_on=None
        if delivered or delivery is None
        else delivery.done_on or delivery.planned_on,
    )


def _steps(milestones: Mapping[str, Milestone], on: datetime.date) -> Iterable[contents.Step]:
    for kind in Milestone.Kind:
        milestone = milestones.get(kind)
        day = milestone and (milestone.done_on or milestone.planned_on)
        if milestone and day:
            done = milestone.done_on is not None and milestone.done_on <= on
            yield contents.Step(kind=kind, label=milestone.get_kind_display(), on=day, is_done=done)


def _partners(operation: Operation, role: Partner.Role) -> str:
    return ", ".join(
        partner.organization.name for partner in operation.partners.all() if partner.role == role
    )


def production(*, on: datetime.date) -> list[Bar]:
    """Return the homes delivered in each of the last three years and this one, with those planned.

    Rented homes first, then homes for sale. Nothing when no operation has a date.
    """
    years = range(on.year - YEARS, on.year + 1)
    counts = {year: [0, 0, 0] for year in years}
    first, last = datetime.date(years[0], 1, 1), datetime.date(on.year, 12, 31)
    within = Q(done_on__range=(first, last)) | Q(done_on=None, planned_on__range=(on, last))
    deliveries = Milestone.objects.filter(within, kind=Milestone.Kind.DELIVERY)
    for milestone in deliveries.prefetch_related("operation__tenures").order_by("pk"):
        for tenure in milestone.operation.tenures.all():
            day = milestone.done_on or milestone.planned_on
            if day is None:
                continue
            planned = milestone.done_on is None or milestone.done_on > on
            column = 2 if planned else 0 if tenure.kind in RENTED else 1
            counts[day.year][column] += tenure.home_count
    if not any(sum(row) for row in counts.values()):
        return []
    return [Bar(label=str(y), done=(row[0], row[1]), planned=row[2]) for y, row in counts.items()]


def _figures(figures: Iterable[Figure]) -> dict[str, list[contents.FigureEntry]]:
    by_place: dict[str, list[contents.FigureEntry]] = {}
    for figure in figures:
        by_place.setdefault(figure.place, []).append(
            contents.FigureEntry(
                value=figure.value, label=figure.label, source=figure.source, on=figure.dated_on
            )
        )
    return by_place


def _notes() -> dict[str, contents.Note]:
    return {
        topic.value: contents.Note(
            title=text.title,
            text=text.text,
            source=text.source,
            on=text.checked_on,
            duration=text.duration,
        )
        for topic, text in wordings.texts().items()
    }


def _quote(brochure: Brochure, *, on: datetime.date) -> contents.Quote | None:
    """Return the resident's words; none on any page, draft included, once consent has ended."""
    said = brochure.testimonial
    if said is None or not Testimonial.objects.publishable(on).filter(pk=said.pk).exists():
        return None
    return contents.Quote(
        words=said.quote.strip(' «»"“”\N{NO-BREAK SPACE}'), signature=said.signature
    )


def _person(user: User | None) -> contents.Person | None:
    if user is None:
        return None
    return contents.Person(name=str(user), job=user.job_title, phone=user.phone, email=user.email)


def identity_of(cooperative: Cooperative) -> contents.Identity:
    """Return the cooperative as it is printed."""
    town = f"{cooperative.postal_code} {cooperative.city}".strip()
    logo = contents.Picture(uri="logo:1", alt=cooperative.name) if cooperative.logo else None
    return contents.Identity(
        name=cooperative.name or _("Our cooperative"),
        accent=cooperative.accent,
        baseline=cooperative.baseline,
        presentation=cooperative.presentation,
        address=", ".join(part for part in (cooperative.address, town) if part),
        phone=cooperative.phone,
        email=cooperative.email,
        website=cooperative.website.removeprefix("https://").removeprefix("http://").rstrip("/"),
        legal_form=cooperative.legal_form,
        founded_in=cooperative.founded_in,
        logo=logo,
        is_demo=cooperative.is_demo,
    )


def place_at(territory: Territory) -> str:
    """Return where something happens: "à Quimper", "au Faou", "aux Moutiers", "à La Forêt"."""
    for of, at in (("du ", "au "), ("des ", "aux "), ("de la ", "à la "), ("de l’", "à l’")):
        if territory.name_of.lower().startswith(of):
            return at + territory.name_of[len(of) :]
    return f"à {territory.name}"


def _picture(photo: Photo | None) -> contents.Picture | None:
    if photo is None:
        return None
    return contents.Picture(uri=f"photo:{photo.pk}", alt=photo.alt, credit=photo.author)


type Reader = tuple[str, Callable[[], bytes]]


def pictures_of(filled: contents.Contents) -> dict[str, Reader]:
    """Return how to read each picture the contents name: rows of the media store, nothing else."""
    pictures = [filled.cover, *(entry.picture for entry in filled.operations)]
    wanted = {picture.uri for picture in pictures if picture}
    photos = Photo.objects.in_bulk([int(uri.removeprefix("photo:")) for uri in wanted])
    readers: dict[str, Reader] = {
        f"photo:{pk}": (photo.alt, _reader(photo.image.open)) for pk, photo in photos.items()
    }
    if filled.identity.logo:
        logo = Cooperative.current().logo
        readers["logo:1"] = (_("logo of the cooperative"), _reader(logo.open))
    return readers


def _reader(opening: Callable[[], IO[bytes]]) -> Callable[[], bytes]:
    def read() -> bytes:
        with opening() as file:
            return file.read()

    return read
