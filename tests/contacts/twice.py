"""The same person twice, with all that hangs on somebody, some of it on both cards."""

import datetime
from typing import Any

from accounts.models import User
from brochures.models import Brochure, Edition, Handover
from contacts import naming, people, reaching, refreshing
from contacts.models import (
    Stakeholder,
    Tag,
    Tagging,
)
from directory.models import SeatKind
from events.models import Guest
from network.models import Stance, StanceChange
from tests import make


def person(first_name: str = "Hélène", last_name: str = "Le Goff", **values: Any) -> Stakeholder:
    return people.add_stakeholder(
        first_name=first_name,
        last_name=last_name,
        **({"source_on": make.TODAY} | values),
    )


def two_cards(director: User) -> tuple[Stakeholder, Stakeholder]:
    """Return the same person twice, with all that hangs on somebody, some of it on both."""
    kept = person(phone="+33612345678", referent=director)
    other = person(
        "Helene",
        "Legoff",
        email="h.legoff@exemple.test",
        phone="+33298000000",
        sex="F",
        source_on=make.TODAY + datetime.timedelta(days=1),
    )
    bank, commune = make.bank(), make.commune()
    event, other_event = make.event(director), make.event(director, title="Pose de première pierre")
    for who in (kept, other):
        make.mandate(who, commune, kind=SeatKind.MUNICIPAL, title="Conseillère municipale")
        make.post(who, bank)
        Guest.objects.create(event=event, stakeholder=who)
    make.mandate(other, commune, title="Maire")
    make.post(other, bank, title="Administratrice")
    Guest.objects.create(event=other_event, stakeholder=other, answer=Guest.Answer.ACCEPTED)
    exchange = make.exchange(other, director, is_private=True)
    StanceChange.objects.create(
        stakeholder=other,
        stance=Stance.CONVINCED,
        evidence=exchange,
        changed_on=make.TODAY,
        author=director,
    )
    for name, holders in (("littoral", (kept, other)), ("presse", (other,))):
        tag = Tag.objects.create(name=name, key=name)
        for who in holders:
            Tagging.objects.create(stakeholder=who, tag=tag, tagged_by=director)
    _hand_over(other, director)
    assistant = person("Yann", "Prigent")
    reaching.add_assistant(stakeholder=other, assistant=assistant, role="secrétariat")
    reaching.add_assistant(stakeholder=assistant, assistant=other, role="cabinet")
    reaching.add_contact_point(stakeholder=other, kind="phone", value=kept.phone)
    refreshing.refresh_everybody()
    for who in Stakeholder.objects.all():
        naming.refresh(who)
    return Stakeholder.objects.get(pk=kept.pk), Stakeholder.objects.get(pk=other.pk)


def _hand_over(reader: Stakeholder, author: User) -> None:
    brochure = Brochure.objects.create(
        audience="commune", commune=make.commune(), headline="Habiter ici", author=author
    )
    edition = Edition.objects.create(
        brochure=brochure,
        number=1,
        title="Habiter ici",
        pdf="edition.pdf",
        sha256="0" * 64,
        page_count=1,
        frozen_by=author,
    )
    Handover.objects.create(
        edition=edition, stakeholder=reader, handed_on=make.TODAY, author=author
    )
