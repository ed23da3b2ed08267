"""Invented councillors of departments and regions, and members of parliament."""

# ruff: noqa: E501 (each note is left on one line, as it was typed)

import datetime

from crm.demo import places as p
from crm.demo.seats import (
    EMAIL,
    LEGISLATIVE_2024,
    LETTER,
    MEETING,
    MUNICIPAL_2020,
    MUNICIPAL_2026_SECOND_ROUND,
    NOTE,
    SENATORIAL_2026,
    VISIT,
    departmental,
    mayor,
    regional,
)
from crm.demo.shapes import Person, Seat, Step, Talk
from directory.models import SeatKind
from network.models import Stance

CONVINCED = Stance.CONVINCED
INTERESTED = Stance.INTERESTED
INFORMED = Stance.INFORMED
IDENTIFIED = Stance.IDENTIFIED

DEPARTMENTS_AND_REGIONS = (
    Person(
        key="treguenec",
        first_name="Marc",
        last_name="Tréguenec",
        sex="M",
        domain="finistere.example",
        seats=(
            departmental(p.FINISTERE, "4e vice-président du conseil départemental", "Landerneau"),
        ),
        talks=(
            Talk(
                275,
                MEETING,
                "Aide départementale maintenue pour 2026 : 2 500 € par logement en accession sociale, sous plafonds. Dossier à déposer avant le 15 mars.",
            ),
            Talk(
                98,
                LETTER,
                "Lettre de remerciement après le vote de l’aide, avec deux témoignages d’habitants.",
            ),
        ),
        steps=(Step(275, CONVINCED, 0),),
    ),
    Person(
        key="le-berrigou",
        first_name="Jocelyne",
        last_name="Le Berrigou",
        sex="F",
        domain="finistere.example",
        seats=(departmental(p.FINISTERE, "Conseillère départementale", "Crozon"),),
        talks=(
            Talk(
                datetime.date(2025, 10, 9),
                VISIT,
                "Présente à la première pierre du Hameau des Ajoncs. Souhaite revenir quand les familles seront installées.",
            ),
        ),
        steps=(Step(datetime.date(2025, 10, 9), INTERESTED, 0),),
    ),
    Person(
        key="gorrichon",
        first_name="Isabelle",
        last_name="Gorrichon",
        sex="F",
        domain="ille-et-vilaine.example",
        seats=(departmental(p.ILLE_ET_VILAINE, "Conseillère départementale", "Redon"),),
        talks=(
            Talk(
                150,
                MEETING,
                "Suit les opérations du canton. Peut appuyer la demande de garantie des Bateliers si le calendrier est fixé.",
            ),
        ),
        steps=(Step(150, INTERESTED, 0),),
    ),
    Person(
        key="hautbourdin",
        first_name="Vincent",
        last_name="Hautbourdin",
        sex="M",
        domain="loire-atlantique.example",
        seats=(
            departmental(
                p.LOIRE_ATLANTIQUE, "7e vice-président du conseil départemental", "Pornic"
            ),
        ),
        steps=(
            Step(
                140,
                IDENTIFIED,
                "Conseiller du canton où se construisent Les Hauts de Gourmalon ; pas encore rencontré.",
            ),
        ),
    ),
    Person(
        key="le-flochmoan",
        first_name="Yannig",
        last_name="Le Floc’hmoan",
        sex="M",
        domain="bretagne.example",
        seats=(regional(p.BRETAGNE, "8e vice-président du conseil régional", "Finistère"),),
        talks=(
            Talk(
                345,
                MEETING,
                "La région prépare un appel à projets sur l’habitat des jeunes actifs du littoral. Nous sommes invités à la réunion de lancement.",
            ),
            Talk(
                114,
                EMAIL,
                "Appel à projets publié. Terrasses du Rosmeur éligibles pour quatre logements.",
            ),
        ),
        steps=(Step(345, INTERESTED, 0),),
    ),
    Person(
        key="mevellan",
        first_name="Stéphanie",
        last_name="Mévellan",
        sex="F",
        domain="paysdelaloire.example",
        seats=(regional(p.PAYS_DE_LA_LOIRE, "Conseillère régionale", "Loire-Atlantique"),),
        talks=(
            Talk(
                430,
                NOTE,
                "Échange bref au congrès de l’habitat. A pris la plaquette, souhaite être invitée à une visite.",
            ),
        ),
        steps=(Step(430, INFORMED, 0),),
    ),
)

PARLIAMENT = (
    Person(
        key="penquerch",
        first_name="Delphine",
        last_name="Penquerch",
        sex="F",
        domain="assemblee.example",
        seats=(
            Seat(
                kind=SeatKind.DEPUTY,
                place=p.FINISTERE,
                title="Députée",
                since=LEGISLATIVE_2024,
                district="4e circonscription",
            ),
        ),
        talks=(
            Talk(
                170,
                MEETING,
                "Permanence de Landerneau. Prépare une question écrite sur le financement des organismes de foncier solidaire ; demande deux cas concrets, sans nom d’habitants.",
            ),
            Talk(
                162, EMAIL, "Deux fiches anonymes envoyées : Quai des Lavandières et Clos du Lenn."
            ),
        ),
        steps=(Step(170, INTERESTED, 0),),
    ),
    Person(
        key="chotarec",
        first_name="Arnaud",
        last_name="Chotarec",
        sex="M",
        domain="senat.example",
        seats=(
            Seat(
                kind=SeatKind.SENATOR,
                place=p.ILLE_ET_VILAINE,
                title="Sénateur",
                since=SENATORIAL_2026,
            ),
            mayor(p.BETTON, MUNICIPAL_2020, MUNICIPAL_2026_SECOND_ROUND),
        ),
        talks=(
            Talk(
                datetime.date(2025, 5, 22),
                VISIT,
                "Alors maire de Betton. Visite de La Cour des Tilleuls ; retient que la charge foncière est portée par l’OFS.",
            ),
            Talk(
                26,
                LETTER,
                "Félicitations après son élection au Sénat, et proposition d’une visite dans l’année.",
            ),
        ),
        steps=(Step(datetime.date(2025, 5, 22), CONVINCED, 0),),
    ),
)


REPRESENTATIVES = DEPARTMENTS_AND_REGIONS + PARLIAMENT
