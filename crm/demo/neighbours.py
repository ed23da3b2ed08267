"""Invented mayors of communes where we do not build yet."""

# ruff: noqa: E501 (each note is left on one line, as it was typed)

from crm.demo import places as p
from crm.demo.seats import (
    CALL,
    EMAIL,
    LETTER,
    MEETING,
    MUNICIPAL_2020,
    MUNICIPAL_2026,
    MUNICIPAL_2026_SECOND_ROUND,
    NOTE,
    mayor,
)
from crm.demo.shapes import Person, Step, Talk
from network.models import Stance

INTERESTED = Stance.INTERESTED
INFORMED = Stance.INFORMED
IDENTIFIED = Stance.IDENTIFIED
RESERVED = Stance.RESERVED

NEIGHBOURS = (
    Person(
        key="kerandraou",
        first_name="Gwenola",
        last_name="Kerandraou",
        sex="F",
        domain="mairie-concarneau.example",
        seats=(mayor(p.CONCARNEAU, MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                143,
                MEETING,
                "Rendez-vous de trente minutes. Estime que la commune a d’abord besoin de locatif social ; doute que le BRS trouve preneur en centre-ville. Demande des résultats de commercialisation comparables.",
            ),
            Talk(
                38,
                EMAIL,
                "Envoi des résultats de commercialisation du Quai des Lavandières. Accusé de réception de son directeur de cabinet.",
            ),
        ),
        steps=(
            Step(
                210,
                IDENTIFIED,
                "Commune en tension, deux terrains communaux à l’étude.",
                is_target=True,
            ),
            Step(143, RESERVED, 0, is_target=True),
        ),
    ),
    Person(
        key="tromelec",
        first_name="Loïg",
        last_name="Tromelec",
        sex="M",
        domain="mairie-fouesnant.example",
        seats=(mayor(p.FOUESNANT, MUNICIPAL_2026),),
        steps=(
            Step(
                120,
                IDENTIFIED,
                "Le PLH fixe 40 logements abordables par an dans la commune ; aucun contact à ce jour.",
                is_target=True,
            ),
        ),
    ),
    Person(
        key="kermadeg",
        first_name="Loeiza",
        last_name="Kermadeg",
        sex="F",
        domain="mairie-plougastel.example",
        seats=(mayor(p.PLOUGASTEL, MUNICIPAL_2020),),
        talks=(
            Talk(
                236,
                MEETING,
                "Écoute attentive. Pas de terrain avant la révision du plan local d’urbanisme, en 2027. À revoir à ce moment-là.",
            ),
        ),
        steps=(Step(236, INFORMED, 0),),
    ),
    Person(
        key="boisrobin",
        first_name="Aurélie",
        last_name="Boisrobin",
        sex="F",
        domain="mairie-betton.example",
        seats=(mayor(p.BETTON, MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                110,
                NOTE,
                "Rencontrée à la journée habitat de la métropole. A demandé la plaquette et le nom d’une maire à appeler : donné Anaïs Lescouarn.",
            ),
            Talk(
                33,
                CALL,
                "A parlé avec Anaïs Lescouarn. Souhaite venir à la première pierre de L’Archipel.",
            ),
        ),
        steps=(Step(110, INFORMED, 0, is_target=True), Step(33, INTERESTED, 1, is_target=True)),
    ),
    Person(
        key="cancouet",
        first_name="Philippe",
        last_name="Cancouët",
        sex="M",
        domain="mairie-cancale.example",
        seats=(mayor(p.CANCALE, MUNICIPAL_2020),),
        talks=(
            Talk(
                395,
                CALL,
                "A vu l’article du Courrier des Rias. Un terrain communal de 3 000 m² pourrait convenir ; réunion à caler avec l’urbanisme.",
            ),
        ),
        steps=(Step(395, INTERESTED, 0, is_target=True),),
    ),
    Person(
        key="belliguet",
        first_name="Xavier",
        last_name="Belliguet",
        sex="M",
        domain="mairie-guerande.example",
        seats=(mayor(p.GUERANDE, MUNICIPAL_2026),),
        talks=(
            Talk(
                82,
                MEETING,
                "Rendez-vous avec son directeur de l’urbanisme. Bonne connaissance du PSLA, aucune du BRS. Remis le document pédagogique.",
            ),
        ),
        steps=(Step(82, INFORMED, 0, is_target=True),),
    ),
    Person(
        key="rochebrelle",
        first_name="Catherine",
        last_name="Rochebrelle",
        sex="F",
        domain="mairie-savenay.example",
        seats=(mayor(p.SAVENAY, MUNICIPAL_2020),),
        talks=(
            Talk(
                260,
                MEETING,
                "Regrette le retard d’une opération menée par un autre organisme. Attend des engagements de calendrier écrits avant d’aller plus loin.",
            ),
            Talk(
                52,
                LETTER,
                "Envoi d’un calendrier type avec nos délais constatés sur cinq opérations.",
            ),
        ),
        steps=(Step(260, RESERVED, 0, is_target=True),),
    ),
)
