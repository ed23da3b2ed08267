"""The papers of the world of tests: a figure, a brochure, its edition, a handover."""

import hashlib
import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from accounts.models import User
from brochures.models import Audience, Brochure, Edition, Figure, Handover
from contacts.models import Stakeholder
from directory.models import Territory
from operations.models import Operation, Testimonial
from tests import make


def papers(
    commune: Territory,
    operation: Operation,
    testimonial: Testimonial,
    reader: Stakeholder,
    author: User,
) -> dict[str, Any]:
    figure = Figure.objects.create(
        label="de moins que le marché",
        value="22 %",
        source="Observatoire inventé",
        dated_on=make.TODAY,
    )
    brochure = Brochure.objects.create(
        audience=Audience.COMMUNE,
        commune=commune,
        headline="Habiter Port-Élorn à prix juste",
        introduction="Trente-six foyers y vivent déjà.",
        testimonial=testimonial,
        author=author,
    )
    brochure.operations.set([operation])
    brochure.figures.set([figure])
    content = pdf()
    edition = Edition.objects.create(
        brochure=brochure,
        number=1,
        title=brochure.headline,
        pdf=ContentFile(content, name="edition.pdf"),
        sha256=hashlib.sha256(content).hexdigest(),
        page_count=1,
        frozen_by=author,
    )
    handover = Handover.objects.create(
        edition=edition, stakeholder=reader, handed_on=make.TODAY, author=author
    )
    return {"figure": figure, "brochure": brochure, "edition": edition, "handover": handover}


def pdf() -> bytes:
    """Return a small true PDF of one page."""
    buffer = io.BytesIO()
    Image.new("RGB", (210, 297), "white").save(buffer, "PDF")
    return buffer.getvalue()
