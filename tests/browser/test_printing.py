"""What one takes to a meeting: the brief of a person, printed on one page."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pypdf
from playwright.sync_api import Page

from accounts.models import User
from contacts.models import ContactPoint
from directory.models import Territory
from events.models import Guest
from network.models import StanceChange
from tests import make


def _known_well(author: User) -> Any:
    """Return somebody as full as those of the demonstration are."""
    person = make.stakeholder(
        email="maela.kerbourch@mairie.test",
        phone="+33261911037",
        street="Hôtel de ville\n2 rue de la Tour-d’Auvergne",
        postal_code="29800",
        city="Port-Élorn",
    )
    make.mandate(person)
    for number in range(2):
        ContactPoint.objects.create(stakeholder=person, kind="phone", value=f"+3363998210{number}")
        make.operation(f"Le Quai des Lavandières {number}", commune=Territory.objects.get())
        event = make.event(author, title="Visite chez l’habitant au quai des Lavandières")
        Guest.objects.create(event=event, stakeholder=person)
    for number in range(5):
        make.exchange(
            person,
            author,
            happened_on=make.TODAY - datetime.timedelta(days=60 * number),
            text="Rendez-vous en mairie. La commune manque de logements pour les jeunes ménages.",
        )
        StanceChange.objects.create(
            stakeholder=person,
            stance="convinced",
            reason="Souhaite une visite.",
            changed_on=make.TODAY,
            author=author,
        )
    return person


def test_the_brief_of_somebody_known_well_is_one_page(
    page: Page, sign_in: Callable[[User], None], director: User
) -> None:
    person = _known_well(director)
    sign_in(director)
    page.goto(f"/personnes/{person.pk}/")
    document = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(document.pages) == 1
    text = document.pages[0].extract_text()
    assert "Comment lui écrire" in text
    assert "Quai des Lavandières 1" in text
