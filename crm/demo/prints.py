"""Writes the demonstration's figures and brochures, freezes the editions and hands them over."""

from brochures.models import Brochure, Figure
from crm.demo.cast import Cast
from crm.demo.leaflets import FACTS, LEAFLETS
from crm.demo.shapes import Leaflet, day

SOURCE = "Données de démonstration"
FIGURES_DATED = 60  # days ago


def write_figures(cast: Cast) -> None:
    """Write the figures of both audiences, with their source and date."""
    for position, fact in enumerate(FACTS, start=1):
        Figure.objects.create(
            audience=fact.audience,
            territory=cast.territory(fact.place) if fact.place else None,
            label=fact.label,
            value=fact.value,
            source=SOURCE,
            dated_on=day(FIGURES_DATED, cast.on),
            position=position,
        )


def write_brochures(cast: Cast) -> list[Brochure]:
    """Return the brochures."""
    return [_brochure(leaflet, cast) for leaflet in LEAFLETS]


def _brochure(leaflet: Leaflet, cast: Cast) -> Brochure:
    operations = [cast.operations[key] for key in leaflet.programmes]
    brochure = Brochure.objects.create(
        audience=leaflet.audience,
        commune=cast.territory(leaflet.place),
        organization=cast.organizations[leaflet.bank] if leaflet.bank else None,
        headline=leaflet.headline,
        introduction=leaflet.introduction,
        request=leaflet.request,
        cover=operations[0].photos.first(),
        testimonial=cast.testimonials[leaflet.testimonial],
        author=cast.users["hugo"],
    )
    brochure.operations.set(operations)
    return brochure
