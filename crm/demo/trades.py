"""Invented architects, builders, landowners, journalists and voices of associations."""

# ruff: noqa: E501 (each note is left on one line, as it was typed)

import datetime

from crm.demo.seats import CALL, EMAIL, MEETING, NOTE, VISIT
from crm.demo.shapes import Job, Person, Step, Talk
from network.models import Stance

ADVOCATE = Stance.ADVOCATE
CONVINCED = Stance.CONVINCED
INTERESTED = Stance.INTERESTED
INFORMED = Stance.INFORMED


def _since(year: int, month: int = 9) -> datetime.date:
    return datetime.date(year, month, 1)


TRADES = (
    Person(
        key="kerlazec",
        first_name="Goulven",
        last_name="Kerlazec",
        sex="M",
        domain="kerlazec-vialatoux.example",
        jobs=(Job("vial", "Architecte associé", _since(2009)),),
        talks=(
            Talk(
                19,
                MEETING,
                "Variante des Bateliers avec passage public de 3 mètres : deux logements de moins en rez-de-chaussée, une cour de plus.",
            ),
        ),
        steps=(
            Step(
                400,
                ADVOCATE,
                "Présente nos opérations dans ses conférences et nous recommande aux communes.",
            ),
        ),
    ),
    Person(
        key="le-bihannic",
        first_name="Morgane",
        last_name="Le Bihannic",
        sex="F",
        domain="atelier-goemon.example",
        jobs=(Job("goemon", "Architecte, gérante", _since(2014)),),
        talks=(
            Talk(
                44,
                MEETING,
                "Terrasses du Rosmeur : plan de stationnement repris, une place par logement et local vélos de 40 m².",
            ),
        ),
        steps=(
            Step(
                300,
                CONVINCED,
                "Deuxième opération ensemble ; accueille volontiers les visites de chantier.",
            ),
        ),
    ),
    Person(
        key="brandivy",
        first_name="Ursula",
        last_name="Brandivy",
        sex="F",
        domain="brandivy-architecture.example",
        jobs=(Job("brandivy", "Architecte", _since(2016)),),
        talks=(
            Talk(
                66,
                VISIT,
                "Pornic : essais de teinte des enduits sur le mur témoin, deux tons retenus.",
            ),
        ),
        steps=(Step(66, CONVINCED, 0),),
    ),
    Person(
        key="maconnic",
        first_name="Patrice",
        last_name="Le Maçonnic",
        sex="M",
        domain="batisseurs-odet.example",
        jobs=(Job("batisseurs", "Gérant", _since(2006)),),
        talks=(
            Talk(
                27,
                CALL,
                "Kerlaouen : couverture terminée sur dix maisons, les six autres avant Noël si le temps tient.",
            ),
        ),
        steps=(Step(27, CONVINCED, 0),),
    ),
    Person(
        key="charpentec",
        first_name="Rozenn",
        last_name="Charpentec",
        sex="F",
        domain="charpentes-korrigan.example",
        jobs=(Job("korrigan", "Directrice de travaux", _since(2017)),),
        talks=(
            Talk(
                15,
                VISIT,
                "Hameau des Ajoncs : peintures en cours, clés avant la fin de l’année. Prête à recevoir un groupe de douze personnes, casques fournis.",
            ),
        ),
        steps=(Step(15, INTERESTED, 0),),
    ),
    Person(
        key="ouadrhiri",
        first_name="Mehdi",
        last_name="Ouadrhiri",
        sex="M",
        domain="estuaire-gros-oeuvre.example",
        jobs=(Job("gros-oeuvre", "Conducteur de travaux", _since(2020)),),
        talks=(
            Talk(
                45,
                MEETING,
                "La Canopée : deux semaines d’avance. 1 400 heures d’insertion réalisées sur 2 000 prévues.",
            ),
        ),
        steps=(Step(45, CONVINCED, 0),),
    ),
    Person(
        key="riouallen",
        first_name="Malo",
        last_name="Riouallen",
        sex="M",
        domain="foncier-ponant.example",
        jobs=(Job("ponant", "Chargé d’opérations foncières", _since(2023)),),
        talks=(
            Talk(
                105,
                MEETING,
                "Portage du terrain de Redon prolongé d’un an, le temps de la variante.",
            ),
        ),
        steps=(Step(105, INTERESTED, 0),),
    ),
)

VOICES = (
    Person(
        key="hascoetel",
        first_name="Lucie",
        last_name="Hascoëtel",
        sex="F",
        domain="courrier-des-rias.example",
        referent="hugo",
        jobs=(Job("rias", "Journaliste, rubrique habitat", _since(2019)),),
        talks=(
            Talk(
                402,
                VISIT,
                "Reportage au Clos du Lenn. Article paru le 12, exact et sobre. Remerciée.",
                "hugo",
            ),
            Talk(
                20,
                CALL,
                "Viendra à la première pierre de L’Archipel si elle reçoit les chiffres la veille.",
                "hugo",
            ),
        ),
        steps=(Step(402, INTERESTED, 0),),
    ),
    Person(
        key="perennec",
        first_name="Tanguy",
        last_name="Pérennec",
        sex="M",
        domain="radio-goeland.example",
        referent="hugo",
        jobs=(Job("goeland", "Responsable de la rédaction", _since(2021)),),
        talks=(
            Talk(
                79,
                EMAIL,
                "Propose une chronique de quatre minutes sur l’habitat participatif. Deux habitants de Pornic d’accord sur le principe.",
                "hugo",
            ),
        ),
        steps=(Step(79, INTERESTED, 0),),
    ),
    Person(
        key="cloarnec",
        first_name="Jean-Yves",
        last_name="Cloarnec",
        sex="M",
        domain="voisins-du-port.example",
        jobs=(Job("voisins", "Président", _since(2020)),),
        talks=(
            Talk(
                22,
                MEETING,
                "L’association demande le maintien du passage vers le port et la plantation de la cour. La variante répond aux deux points.",
            ),
        ),
        steps=(Step(22, INFORMED, 0),),
    ),
    Person(
        key="ribault",
        first_name="Soizic",
        last_name="Le Ribault-Kern",
        sex="F",
        domain="vivre-a-l-annee.example",
        jobs=(Job("presquile", "Présidente", _since(2022)),),
        talks=(
            Talk(
                225,
                MEETING,
                "L’association recense les jeunes ménages en recherche : 34 dossiers. Elle fera connaître le Hameau des Ajoncs.",
            ),
        ),
        steps=(Step(225, CONVINCED, 0),),
    ),
    Person(
        key="calonnec",
        first_name="Bernard",
        last_name="Le Calonnec",
        sex="M",
        domain="terres-partagees.example",
        jobs=(Job("terres", "Directeur", _since(2020)),),
        talks=(
            Talk(
                199,
                MEETING,
                "Trois terrains acquis cette année avec nos opérations. Modèle de bail revu : la clause de revente tient en une page.",
            ),
            Talk(
                31,
                NOTE,
                "Bail type reçu. À faire relire par le notaire avant L’Archipel.",
                "claire",
                is_private=True,
            ),
        ),
        steps=(Step(199, ADVOCATE, 0),),
    ),
)


TRADES_AND_VOICES = TRADES + VOICES
