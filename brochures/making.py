"""A brochure's life: started with what we know, frozen as an edition, handed over to somebody."""

import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from brochures.filling import place_at, visual_of
from brochures.models import Audience, Brochure, Edition, Figure, Handover
from brochures.rendering import render
from contacts.models import Organization, Stakeholder
from directory.models import Territory
from operations.consents import ConsentMissing
from operations.models import Milestone, Operation, Photo, Testimonial

__all__ = ["ConsentMissing", "freeze", "hand_over", "start_brochure", "take_back"]

COMMUNE_OPERATIONS = 6
BANK_OPERATIONS = 12


@transaction.atomic
def start_brochure(
    *,
    audience: Audience | str,
    commune: Territory,
    author: User,
    on: datetime.date,
    organization: Organization | None = None,
) -> Brochure:
    """Start a brochure with what is known: operations, photo, words, figures, testimonial."""
    chosen = proposed_operations(audience=audience, commune=commune, on=on)
    with translation.override("fr"):
        headline, introduction = _first_words(audience, commune)
    brochure = Brochure.objects.create(
        audience=audience,
        commune=commune,
        organization=organization,
        headline=headline,
        introduction=introduction,
        cover=Photo.objects.filter(operation__in=chosen).order_by("position", "pk").first(),
        testimonial=proposed_testimonial(audience=audience, operations=chosen, on=on),
        contact=author,
        author=author,
    )
    brochure.operations.set(chosen)
    brochure.figures.set(figures_for(audience=audience, commune=commune))
    return brochure


def _first_words(audience: Audience | str, commune: Territory) -> tuple[str, str]:
    place = place_at(commune)
    if audience == Audience.BANK:
        return (
            _("Building with you %(place)s") % {"place": place},
            _(
                "Homes reserved before the works begin, buyers protected by three guarantees, risks"
                " measured and shared: what our operations rest on, with figures and dates."
            ),
        )
    return (
        _("Living %(place)s") % {"place": place},
        _(
            "Homes people can afford, well built, close to the school and the shops: what the"
            " commune and the cooperative have done together, and what we can still do."
        ),
    )


def proposed_operations(
    *, audience: Audience | str, commune: Territory, on: datetime.date
) -> list[Operation]:
    """Return the commune's own operations; for a bank, also those under way elsewhere."""
    here = Operation.objects.in_territory(commune).order_by("-created_at", "pk")
    if audience != Audience.BANK:
        return list(here[:COMMUNE_OPERATIONS])
    delivered = Milestone.objects.filter(
        operation=OuterRef("pk"), kind=Milestone.Kind.DELIVERY, done_on__lte=on
    )
    wanted = Operation.objects.filter(Q(pk__in=here.values("pk")) | ~Exists(delivered))
    return list(wanted.order_by("-created_at", "pk")[:BANK_OPERATIONS])


def proposed_testimonial(
    *, audience: Audience | str, operations: list[Operation], on: datetime.date
) -> Testimonial | None:
    """Return the latest words of a resident of these operations that may be published."""
    if audience == Audience.BANK:
        return None
    spoken = Testimonial.objects.publishable(on).filter(resident__operation__in=operations)
    return spoken.order_by("-collected_on", "-pk").first()


def figures_for(*, audience: Audience | str, commune: Territory) -> list[Figure]:
    """Return the figures that suit the audience, about us or a territory the commune is part of."""
    around = (
        commune.pk,
        commune.intercommunality_id,
        commune.department_id,
        commune.region_id,
    )
    territories = [pk for pk in around if pk is not None]
    return list(Figure.objects.fit_for(audience, territories).order_by("position", "pk"))


def require_consent(brochure: Brochure, *, on: datetime.date) -> None:
    """Raise ConsentMissing, with a sentence, when the resident's words may not be published."""
    said = brochure.testimonial
    if said and not Testimonial.objects.publishable(on).filter(pk=said.pk).exists():
        raise ConsentMissing(
            _(
                "%(who)s no longer agrees to be quoted, or the agreement has ended: choose other"
                " words, or take them out."
            )
            % {"who": said.signature}
        )


@transaction.atomic
def freeze(
    *, brochure: Brochure, author: User, on: datetime.date, at: datetime.datetime | None = None
) -> Edition:
    """Freeze the brochure as it is on that day into its next edition, and return it.

    `at` is the moment kept, noon of that day when it is not given. Raises ConsentMissing,
    PictureMissing or RenderingFailed, each with a sentence, and then freezes nothing.
    """
    locked = Brochure.objects.select_for_update(of=("self",)).get(pk=brochure.pk)
    require_consent(locked, on=on)
    number = (locked.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    rendered = render(visual_of(locked, on=on, edition=number).paper)
    edition = Edition(
        brochure=locked,
        number=number,
        title=locked.headline,
        sha256=rendered.sha256,
        page_count=rendered.page_count,
        frozen_by=author,
        frozen_at=at or _noon(on),
    )
    edition.pdf.save(f"{rendered.sha256[:32]}.pdf", ContentFile(rendered.pdf), save=False)
    edition.save()
    return edition


def _noon(on: datetime.date) -> datetime.datetime:
    noon = datetime.datetime.combine(on, datetime.time(12))
    return timezone.make_aware(noon, timezone.get_default_timezone())


def hand_over(
    *,
    edition: Edition,
    stakeholder: Stakeholder,
    author: User,
    on: datetime.date,
    means: Handover.Means | str = Handover.Means.IN_PERSON,
    note: str = "",
) -> Handover:
    """Record that the edition was handed to somebody on that day.

    Raises ObjectionStands for a brochure sent to somebody who asked not to be contacted any more;
    one given from hand to hand is a fact, and noted.
    """
    return Handover.objects.create(
        edition=edition,
        stakeholder=stakeholder,
        handed_on=on,
        means=means,
        note=note,
        author=author,
    )


def take_back(pk: int) -> Edition | None:
    """Forget a handover noted by mistake; return its edition, None when it is already gone."""
    handover = Handover.objects.select_related("edition").filter(pk=pk).first()
    if handover is None:
        return None
    edition = handover.edition
    handover.delete()
    return edition
