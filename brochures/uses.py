"""Which drafts rest on a resident's consent: a withdrawal finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from brochures.models import Brochure
from operations.consents import Use
from operations.models import Consent, Resident


def drafts_quoting(resident: Resident) -> Iterator[Use]:
    """Return the drafts that quote this resident."""
    quoting = Brochure.objects.filter(testimonial__resident=resident).select_related("commune")
    for brochure in quoting.order_by("pk"):
        yield Use(
            kind=Consent.Kind.TESTIMONY,
            text=_("Brochure “%(title)s”") % {"title": brochure.headline},
            url=reverse("brochure_studio", args=[brochure.pk]),
        )
