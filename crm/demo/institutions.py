"""Invented people of State and local services, and of banks."""

# ruff: noqa: E501 (each note is left on one line, as it was typed)

import datetime

from crm.demo.seats import CALL, EMAIL, MEETING, VISIT
from crm.demo.shapes import Job, Person, Step, Talk
from network.models import Stance

CONVINCED = Stance.CONVINCED
INTERESTED = Stance.INTERESTED
INFORMED = Stance.INFORMED
RESERVED = Stance.RESERVED


def _since(year: int, month: int = 9) -> datetime.date:
    return datetime.date(year, month, 1)


SERVICES = (
    Person(
        key="lahellec",
        first_name="Christophe",
        last_name="Lahellec-Brun",
        sex="M",
        domain="ddtm29.example",
        jobs=(Job("ddtm-29", "Chef du service habitat et construction", _since(2023)),),
        talks=(
            Talk(
                126,
                MEETING,
                "Programmation de l’année : 40 agréments PSLA et BRS possibles si les dossiers sont complets en septembre.",
            ),
            Talk(57, EMAIL, "Agréments de Kerlaouen et du Hameau des Ajoncs notifiés."),
        ),
        steps=(Step(126, CONVINCED, 0),),
    ),
    Person(
        key="vauborel",
        first_name="Cécile",
        last_name="Vauborel",
        sex="F",
        domain="ddtm35.example",
        jobs=(Job("ddtm-35", "Adjointe au chef du service habitat", _since(2025)),),
        talks=(
            Talk(
                112,
                CALL,
                "Prise de poste récente. Envoi de la liste de nos opérations du département et proposition de visite à Bruz.",
            ),
        ),
        steps=(Step(112, INFORMED, 0),),
    ),
    Person(
        key="trohanec",
        first_name="Nicolas",
        last_name="Trohanec",
        sex="M",
        domain="mairie-landerneau.example",
        jobs=(Job("ville-landerneau", "Directeur général des services", _since(2019)),),
        talks=(
            Talk(
                83,
                MEETING,
                "Calendrier de livraison de Kerlaouen calé avec la voirie. Les services passeront sur le chantier chaque premier mardi.",
            ),
        ),
        steps=(Step(83, CONVINCED, 0),),
    ),
    Person(
        key="roudouallec",
        first_name="Agnès",
        last_name="Roudouallec",
        sex="F",
        domain="rennes-metropole.example",
        jobs=(Job("rennes-metropole", "Directrice de l’habitat", _since(2021)),),
        talks=(
            Talk(
                136,
                MEETING,
                "Prix de sortie validés pour L’Archipel. Demande un point semestriel sur les ménages logés.",
            ),
        ),
        steps=(Step(136, CONVINCED, 0),),
    ),
    Person(
        key="dreauzic",
        first_name="Samuel",
        last_name="Le Dréauzic",
        sex="M",
        domain="redon-agglo.example",
        jobs=(Job("redon-agglo", "Responsable du service habitat", _since(2022)),),
        talks=(
            Talk(
                36,
                CALL,
                "L’avis sur le passage vers le port sera rendu en décembre. Conseille de présenter la variante aux riverains avant.",
            ),
        ),
        steps=(Step(36, INTERESTED, 0),),
    ),
    Person(
        key="esquibiec",
        first_name="Sandrine",
        last_name="Esquibiec",
        sex="F",
        domain="mairie-pornic.example",
        jobs=(Job("ville-pornic", "Directrice de l’urbanisme", _since(2020)),),
        talks=(
            Talk(
                61,
                VISIT,
                "Chantier des Hauts de Gourmalon avec la maire. Demande le phasage des clôtures.",
            ),
        ),
        steps=(Step(61, CONVINCED, 0),),
    ),
    Person(
        key="coatleven",
        first_name="Pauline",
        last_name="Coatleven",
        sex="F",
        domain="finistere.example",
        jobs=(Job("cd-29", "Cheffe du service logement", _since(2024)),),
        talks=(
            Talk(
                101,
                EMAIL,
                "Dossier d’aide complet pour Kerlaouen. Versement au démarrage des travaux puis à la livraison.",
            ),
        ),
        steps=(Step(101, INTERESTED, 0),),
    ),
)

BANKS = (
    Person(
        key="rolandeau",
        first_name="Fabien",
        last_name="Rolandeau",
        sex="M",
        domain="banque-des-embruns.example",
        jobs=(Job("embruns", "Directeur du centre d’affaires de Brest", _since(2018)),),
        talks=(
            Talk(
                245,
                MEETING,
                "Revue annuelle. Bonne tenue des pré-commercialisations ; souhaite un tableau trimestriel plutôt qu’un rapport annuel.",
            ),
            Talk(
                34,
                MEETING,
                "Accord de principe sur le prêt des Terrasses du Rosmeur, sous réserve du permis purgé. A emporté la plaquette pour son comité.",
            ),
        ),
        steps=(Step(245, CONVINCED, 0),),
    ),
    Person(
        key="marchadour",
        first_name="Julien",
        last_name="Marchadour-Lys",
        sex="M",
        domain="banque-des-embruns.example",
        jobs=(Job("embruns", "Chargé d’affaires logement social", _since(2024)),),
        talks=(
            Talk(
                13,
                CALL,
                "Manque deux pièces au dossier du Rosmeur : délibération de garantie et planning actualisé. Envoi promis pour vendredi.",
            ),
        ),
        steps=(Step(13, INTERESTED, 0),),
    ),
    Person(
        key="rivoalan",
        first_name="Anne-Sophie",
        last_name="Rivoalan",
        sex="F",
        domain="deux-rives.example",
        jobs=(Job("deux-rives", "Directrice régionale", _since(2022)),),
        talks=(
            Talk(
                158,
                MEETING,
                "Premier rendez-vous. Finance peu de coopératives ; demande comment les acquéreurs sont protégés en cas d’accident de la vie. Présenté la sécurisation Hlm.",
            ),
            Talk(
                72,
                VISIT,
                "Visite de La Canopée avec deux collègues. « Le taux de réservation à six mois du chantier nous intéresse. »",
            ),
        ),
        steps=(Step(158, INFORMED, 0, is_target=True), Step(72, INTERESTED, 1, is_target=True)),
    ),
    Person(
        key="perrotiau",
        first_name="Loïc",
        last_name="Perrotiau",
        sex="M",
        domain="haute-vilaine.example",
        jobs=(Job("vilaine", "Directeur des engagements", _since(2021)),),
        talks=(
            Talk(
                320,
                MEETING,
                "Prudent sur le BRS faute de recul sur la revente. Demande nos premières reventes documentées avant tout engagement.",
            ),
        ),
        steps=(Step(320, RESERVED, 0, is_target=True),),
    ),
)


SERVICES_AND_BANKS = SERVICES + BANKS
