"""What the tests of brochures are made of: plain contents, a small photo, rows of the database."""

import datetime
import io
from typing import Any

from PIL import Image

from accounts.models import Cooperative, User
from brochures import contents, wordings
from brochures.drawings import Bar
from brochures.models import Brochure, Figure
from operations.models import Consent, Milestone, Operation, Photo, Tenure, Testimonial
from operations.photos import add_photo
from tests import make

TODAY = make.TODAY


def jpeg(colour: tuple[int, int, int] = (90, 120, 110)) -> bytes:
    """Return a small photo."""
    target = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(target, "JPEG")
    return target.getvalue()


def identity(**extra: Any) -> contents.Identity:
    """Return an invented cooperative."""
    values: dict[str, Any] = {
        "name": "Coopérative des Abers",
        "presentation": "Elle construit et gère des logements.",
        "legal_form": "société coopérative d’Hlm",
        "founded_in": 1954,
        "is_demo": True,
    }
    return contents.Identity(**values | extra)


def entry(number: int = 1, **extra: Any) -> contents.OperationEntry:
    """Return an operation that is delivered, with a step each year."""
    steps = (
        contents.Step(
            kind="permit",
            label="permis de construire",
            on=datetime.date(2022, 3, 1),
            is_done=True,
        ),
        contents.Step(
            kind="delivery",
            label="livraison des logements",
            on=datetime.date(2027, 5, 1),
            is_done=False,
        ),
    )
    values: dict[str, Any] = {
        "name": f"Le Clos des Pins {number}",
        "commune": "Port-Élorn",
        "seed": number,
        "home_count": 24,
        "tenures": (contents.Homes(label="location sociale", words="en location", count=24),),
        "steps": steps,
        "text": "Vingt-quatre logements autour d’un verger.",
        "expected_on": datetime.date(2027, 5, 1),
    }
    return contents.OperationEntry(**values | extra)


def figure(value: str = "22 %", label: str = "sous le marché") -> contents.FigureEntry:
    """Return a figure with its source."""
    return contents.FigureEntry(
        value=value, label=label, source="Observatoire", on=datetime.date(2026, 3, 1)
    )


def filled(audience: str = "commune", **extra: Any) -> contents.Contents:
    """Return the contents of a brochure with two operations."""
    notes = {
        topic.value: contents.Note(
            title=text.title,
            text=text.text,
            source=text.source,
            on=text.checked_on,
            duration=text.duration,
        )
        for topic, text in ((topic, wordings.supplied(topic)) for topic in wordings.Topic)
    }
    places = {"commune": ("price", "policy"), "bank": ("key", "presales", "financing")}
    values: dict[str, Any] = {
        "audience": audience,
        "title": "Habiter à Port-Élorn",
        "introduction": "Ce que nous avons fait ensemble.",
        "request": "Un terrain proche du bourg.",
        "place": "à Port-Élorn",
        "place_of": "de Port-Élorn",
        "on": TODAY,
        "identity": identity(),
        "edition": 2,
        "operations": [entry(1), entry(2)],
        "figures": {place: [figure()] for place in places[audience]},
        "notes": notes,
        "quote": contents.Quote(words="On respire ici.", signature="Nolwenn, locataire"),
        "contact": contents.Person(name="Claire Morvan", phone="06 00 00 00 00"),
        "bars": [Bar(label="2025", done=(12, 8)), Bar(label="2026", done=(4, 0), planned=6)],
        "series": ["location", "accession"],
    }
    return contents.Contents(**values | extra)


def cooperative() -> Cooperative:
    """Return the cooperative of the instance, marked as a demonstration."""
    return Cooperative.objects.update_or_create(
        pk=1, defaults={"name": "Coopérative des Abers", "is_demo": True, "presentation": "Ici."}
    )[0]


def operation(name: str = "Le Clos des Pins", **extra: Any) -> Operation:
    """Return an operation with homes, a delivery and a photo."""
    made = make.operation(name, description="Un verger partagé.", **extra)
    Tenure.objects.create(operation=made, kind=Tenure.Kind.BRS, home_count=12)
    Milestone.objects.create(
        operation=made, kind=Milestone.Kind.DELIVERY, done_on=datetime.date(2025, 5, 2)
    )
    photo(made)
    return made


def photo(of: Operation) -> Photo:
    """Return a photo of an operation, kept in the media store."""
    return add_photo(
        operation=of,
        file=io.BytesIO(jpeg()),
        alt="Façades au soleil",
        author="R. Le Bihan",
        licence="cédée",
    )


def testimonial(of: Operation, author: User, **consent: Any) -> Testimonial:
    """Return a resident's words, with a consent to publish them in force."""
    resident = make.resident(of)
    make.consent(resident, Consent.Kind.TESTIMONY, author, **consent)
    return Testimonial.objects.create(
        resident=resident,
        quote="On respire ici.",
        signature="Nolwenn, accédante",
        collected_on=TODAY,
        collected_by=author,
    )


def stored_figure(**extra: Any) -> Figure:
    """Return a figure about prices, kept."""
    values: dict[str, Any] = {
        "place": Figure.Place.PRICE,
        "value": "22 %",
        "label": "sous le marché",
        "source": "Observatoire",
        "dated_on": datetime.date(2026, 3, 1),
    }
    return Figure.objects.create(**values | extra)


def brochure(author: User, **extra: Any) -> Brochure:
    """Return a brochure for the invented commune, with what is given only."""
    values: dict[str, Any] = {
        "audience": "commune",
        "commune": make.commune(),
        "headline": "Habiter à Port-Élorn",
        "author": author,
    }
    return Brochure.objects.create(**values | extra)
