"""The invented cooperative and the five members of its team who can sign in."""

from accounts.permissions import Role
from crm.demo.shapes import Member

COOPERATIVE = {
    "name": "L’Embellie",
    "baseline": "Des logements qui restent abordables",
    "presentation": (
        "L’Embellie est une coopérative d’Hlm fondée en 1921 par des ouvriers du port et leurs"
        " familles. Elle appartient à celles et ceux qui habitent ses logements, à ses salariés et"
        " aux collectivités : une personne, une voix. Du Finistère à la Loire-Atlantique, elle"
        " construit chaque année une quarantaine de logements dont le prix reste plafonné à la"
        " revente. Ce qu’elle gagne, elle le remet dans les murs."
    ),
    "address": "8, quai de l’Embellie",
    "postal_code": "29000",
    "city": "Quimper",
    "phone": "02 61 91 00 21",
    "email": "bonjour@embellie.example",
    "website": "https://embellie.example",
    "legal_form": "Société anonyme coopérative d’Hlm à capital variable",
    "founded_in": 1921,
    "accent": "#0f5c4a",
    "is_demo": True,
}

TEAM = (
    Member(
        key="claire",
        first_name="Claire",
        last_name="Morvan",
        job_title="Directrice du développement",
        phone="02 61 91 00 22",
        roles=(Role.DIRECTOR,),
    ),
    Member(
        key="hugo",
        first_name="Hugo",
        last_name="Le Roux",
        job_title="Chargé de communication",
        phone="02 61 91 00 23",
        roles=(Role.COMMUNICATIONS,),
    ),
    Member(
        key="ines",
        first_name="Inès",
        last_name="Tanguy",
        job_title="Responsable des visites",
        phone="02 61 91 00 24",
        roles=(Role.VISITS,),
    ),
    Member(
        key="paul",
        first_name="Paul",
        last_name="Abgrall",
        job_title="Administrateur de la coopérative",
        phone="02 61 91 00 25",
        roles=(Role.READER,),
    ),
    Member(
        key="nora",
        first_name="Nora",
        last_name="Kervella",
        job_title="Responsable informatique",
        phone="02 61 91 00 26",
        roles=(Role.ADMINISTRATOR,),
    ),
)
