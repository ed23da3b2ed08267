"""Completes a few invented people and organizations: numbers, addresses, assistants, parents.

Phone numbers are of the ranges kept for fiction (ARCEP, decision 2018-0881); the SIREN have a
valid key and belong to nobody.
"""

from dataclasses import dataclass

from contacts import naming, people, phones, reaching
from contacts.models import Organization, Stakeholder
from crm.demo.cast import Cast
from crm.demo.places import LANDERNEAU
from crm.demo.signing import sign


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What stands beside the preferred number and address of a person."""

    mobile: str = ""
    secretariat: str = ""
    other_email: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    salutation: str = ""


REACH = {
    "kerbourch": Reach(
        mobile="06 39 98 21 07",
        secretariat="02 61 91 95 12",
        other_email="cabinet@mairie-landerneau.example",
        street="Hôtel de ville\n2 rue de la Tour d’Auvergne",
        postal_code="29800",
        city="Landerneau",
        salutation="Madame le Maire",
    ),
    "marzinec": Reach(
        secretariat="02 61 91 95 27",
        street="Mairie\n16 rue Berthelot",
        postal_code="29100",
        city="Douarnenez",
    ),
    "rivoalan": Reach(mobile="06 39 98 21 33"),
    "kerlazec": Reach(
        mobile="06 39 98 21 48", street="4 quai Chateaubriand", postal_code="35000", city="Rennes"
    ),
}
# Who answers for whom, in which role.
ASSISTANTS = {"kerbourch": ("trohanec", "direction générale des services")}
PARENTS = {"ville-bruz": "rennes-metropole", "embruns-landerneau": "embruns"}
NUMBERS = {
    "embruns": {
        "siren": "999100209",
        "siret": "99910020900017",
        "phone": "02 61 91 95 40",
        "website": "https://banque-des-embruns.example/",
        "street": "8 quai de l’Odet",
        "postal_code": "29000",
        "city": "Quimper",
    },
    "deux-rives": {"siren": "999100316", "phone": "02 61 91 95 55"},
    "goemon": {
        "siren": "999100423",
        "siret": "99910042300014",
        "website": "https://atelier-goemon.example/",
    },
}


def complete_organizations(cast: Cast) -> None:
    """Add a branch, say which body is part of which, and write their numbers."""
    cast.organizations["embruns-landerneau"] = people.add_organization(
        name="Banque des Embruns, agence de Landerneau",
        kind=Organization.Kind.BANK,
        territory=cast.territory(LANDERNEAU),
    )
    for key, organization in cast.organizations.items():
        facts = dict(NUMBERS.get(key, {}))
        if "phone" in facts:
            facts["phone"] = phones.kept(facts["phone"])
        for name, value in facts.items():
            setattr(organization, name, value)
        if key in PARENTS:
            organization.parent = cast.organizations[PARENTS[key]]
        organization.source_on = cast.on
        organization.save()
        sign(organization, cast.users["claire"], cast.on)


def complete_people(cast: Cast) -> None:
    """Add other numbers, postal addresses and assistants; the history is that of their arrival."""
    for key, reach in REACH.items():
        stakeholder = cast.stakeholders[key]
        first = stakeholder.history.earliest()
        _write(stakeholder, reach)
        on = first.history_date.date()
        for row in (stakeholder, *stakeholder.contact_points.all()):
            sign(row, first.history_user, on)
    for key, (helper, role) in ASSISTANTS.items():
        tie = reaching.add_assistant(
            stakeholder=cast.stakeholders[key], assistant=cast.stakeholders[helper], role=role
        )
        sign(tie, cast.users["claire"], cast.on)


def _write(stakeholder: Stakeholder, reach: Reach) -> None:
    for name in ("street", "postal_code", "city", "salutation"):
        setattr(stakeholder, name, getattr(reach, name))
    if stakeholder.phone:
        stakeholder.phone_label = "bureau"
    stakeholder.save()
    others = (
        ("phone", phones.kept(reach.mobile), "portable"),
        ("phone", phones.kept(reach.secretariat), "secrétariat"),
        ("email", reach.other_email, "cabinet"),
    )
    for kind, value, label in others:
        if value:
            reaching.add_contact_point(stakeholder=stakeholder, kind=kind, value=value, label=label)
    naming.refresh(stakeholder)
