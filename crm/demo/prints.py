"""Writes the figures and brochures, freezes the editions and hands them over."""

from brochures import making
from brochures.models import Brochure, Edition, Figure
from crm.demo.cast import Cast
from crm.demo.leaflets import FACTS, LEAFLETS
from crm.demo.shapes import Leaflet, day

SOURCE = "Données de démonstration"
FIGURES_DATED = 60  # days ago


def write_figures(cast: Cast) -> None:
    """Write the figures of both audiences, with their source and date."""
    for position, fact in enumerate(FACTS, start=1):
        Figure.objects.create(
            place=fact.where,
            audience=fact.audience,
            territory=cast.territory(fact.place) if fact.place else None,
            label=fact.label,
            value=fact.value,
            source=SOURCE,
            dated_on=day(FIGURES_DATED, cast.on),
            position=position,
        )


def write_brochures(cast: Cast) -> list[Edition]:
    """Write the brochures, and return the editions frozen from those that are ready."""
    editions = []
    for leaflet in LEAFLETS:
        brochure = _brochure(leaflet, cast)
        if leaflet.frozen is not None:
            editions.append(_edition(brochure, leaflet, cast))
    return editions


def _brochure(leaflet: Leaflet, cast: Cast) -> Brochure:
    operations = [cast.operations[key] for key in leaflet.programmes]
    commune = cast.territory(leaflet.place)
    brochure = Brochure.objects.create(
        audience=leaflet.audience,
        commune=commune,
        organization=cast.organizations[leaflet.bank] if leaflet.bank else None,
        headline=leaflet.headline,
        introduction=leaflet.introduction,
        request=leaflet.request,
        cover=operations[0].photos.first(),
        testimonial=cast.testimonials[leaflet.testimonial] if leaflet.testimonial else None,
        contact=cast.users["claire"],
        author=cast.users["hugo"],
    )
    brochure.operations.set(operations)
    brochure.figures.set(making.figures_for(audience=leaflet.audience, commune=commune))
    return brochure


def _edition(brochure: Brochure, leaflet: Leaflet, cast: Cast) -> Edition:
    edition = making.freeze(
        brochure=brochure, author=cast.users["hugo"], on=day(leaflet.frozen or 0, cast.on)
    )
    for given in leaflet.handovers:
        making.hand_over(
            edition=edition,
            stakeholder=cast.stakeholders[given.person],
            author=cast.users[given.author],
            on=day(given.when, cast.on),
            means=given.means,
            note=given.note,
        )
    return edition
