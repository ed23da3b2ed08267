"""Writes two cards typed twice, as it happens in every team, for the page of duplicates to show."""

from contacts import duplicates, matters, people, scanning
from contacts.models import Exchange, Stakeholder
from crm.demo.cast import Cast
from crm.demo.shapes import day

# Whom it is about, how the second card writes them, what was noted on it.
TWICE = (
    ("charpentec", "Rosenn", "CHARPENTEC", "Rappelle pour l’accueil du groupe : casques prêts."),
    ("maconnic", "Patrice", "Lemaçonnic", "Demande les dates de la prochaine réunion de chantier."),
)


def write(cast: Cast) -> None:
    """Add the second cards, each with a note, and look through the base."""
    for key, first_name, last_name, text in TWICE:
        known = cast.stakeholders[key]
        twice = people.add_stakeholder(
            first_name=first_name,
            last_name=last_name,
            source=Stakeholder.Source.HAND,
            source_on=day(12, cast.on),
            email=known.email,
            referent=known.referent,
            created_by=known.created_by,
        )
        cast.stakeholders[f"{key} twice"] = twice
        for post in known.posts.all():
            people.add_post(stakeholder=twice, organization=post.organization, title=post.title)
        people.note_exchange(
            stakeholder=twice,
            author=cast.users[next(iter(cast.users))],
            text=text,
            happened_on=day(12, cast.on),
            channel=Exchange.Channel.CALL,
        )
    scanning.store(matters.MATTERS[matters.PEOPLE], duplicates.scan())
