"""Invented mayors of the communes where we build: in office, or gone since March 2026."""

# ruff: noqa: E501 (each note is left on one line, as it was typed)

import datetime

from crm.demo import places as p
from crm.demo.seats import (
    CALL,
    EMAIL,
    LETTER,
    MEETING,
    MUNICIPAL_2014,
    MUNICIPAL_2020,
    MUNICIPAL_2020_SECOND_ROUND,
    MUNICIPAL_2026,
    MUNICIPAL_2026_SECOND_ROUND,
    VISIT,
    intercommunal,
    mayor,
)
from crm.demo.shapes import Person, Step, Talk
from network.models import Stance

ADVOCATE = Stance.ADVOCATE
CONVINCED = Stance.CONVINCED
INTERESTED = Stance.INTERESTED
INFORMED = Stance.INFORMED
IDENTIFIED = Stance.IDENTIFIED

MAYORS = (
    Person(
        key="kerbourch",
        first_name="Maëla",
        last_name="Kerbourc’h",
        sex="F",
        domain="mairie-landerneau.example",
        seats=(
            mayor(p.LANDERNEAU, MUNICIPAL_2020),
            intercommunal(p.PAYS_DE_LANDERNEAU, "2e vice-présidente du conseil communautaire"),
        ),
        talks=(
            Talk(
                412,
                MEETING,
                "Rendez-vous en mairie. La commune manque de logements pour les jeunes ménages qui travaillent à l’hôpital. Connaît le BRS de nom, demande un exemple chiffré.",
            ),
            Talk(
                298,
                VISIT,
                "Visite du Quai des Lavandières avec son adjointe. A longuement parlé avec deux acquéreuses. « Voilà ce que je veux montrer à mes collègues. »",
            ),
            Talk(
                131,
                CALL,
                "D’accord pour présenter le BRS aux maires du pays lors du bureau de rentrée. Souhaite un support de quatre pages, avec les prix de sortie.",
            ),
            Talk(
                9,
                MEETING,
                "Point d’étape Kerlaouen : livraison confirmée au printemps. Elle propose d’appeler elle-même la maire de Concarneau et demande la plaquette « commune » à jour avant la fin du mois.",
            ),
        ),
        steps=(
            Step(412, INTERESTED, 0),
            Step(298, CONVINCED, 1),
            Step(131, ADVOCATE, 2),
        ),
    ),
    Person(
        key="marzinec",
        first_name="Solenn",
        last_name="Marzinec",
        sex="F",
        domain="mairie-douarnenez.example",
        seats=(mayor(p.DOUARNENEZ, MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                201,
                LETTER,
                "Lettre de félicitations et proposition de rendez-vous, signée de la directrice générale.",
            ),
            Talk(
                96,
                MEETING,
                "Premier rendez-vous. Découvre le dossier des Terrasses du Rosmeur. Deux questions : le stationnement et le calendrier. Demande à visiter une opération habitée avant d’arrêter son avis.",
            ),
            Talk(
                12,
                EMAIL,
                "Son cabinet confirme sa venue à la visite chez l’habitant. Elle viendra avec son adjoint à l’urbanisme.",
            ),
        ),
        steps=(
            Step(
                201,
                IDENTIFIED,
                "Élue maire en mars 2026 ; nous avons une opération en cours dans la commune.",
                is_target=True,
            ),
            Step(96, INFORMED, 1, is_target=True),
        ),
    ),
    Person(
        key="trevidec",
        first_name="Yvon",
        last_name="Trévidec",
        sex="M",
        seats=(mayor(p.DOUARNENEZ, MUNICIPAL_2014, MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                datetime.date(2024, 6, 18),
                VISIT,
                "Inauguration de La Friture. A cité l’opération comme « la preuve qu’une friche peut redevenir un quartier ».",
            ),
            Talk(
                datetime.date(2026, 1, 14),
                MEETING,
                "Ne se représente pas. Transmettra le dossier des Terrasses du Rosmeur à ses services et reste disponible pour témoigner.",
            ),
        ),
        steps=(Step(datetime.date(2024, 6, 18), CONVINCED, 0),),
    ),
    Person(
        key="guernalec",
        first_name="Ronan",
        last_name="Guernalec",
        sex="M",
        domain="mairie-erguegaberic.example",
        seats=(mayor(p.ERGUE_GABERIC, MUNICIPAL_2020),),
        talks=(
            Talk(
                520,
                MEETING,
                "Satisfait du Clos du Lenn : les vingt maisons sont vendues, douze à des ménages de la commune. Prêt à étudier un second terrain, derrière l’école.",
            ),
            Talk(
                284,
                CALL,
                "Rappelé au sujet du terrain derrière l’école : étude de sol en cours, nous recontacte au retour du bureau d’études.",
            ),
        ),
        steps=(Step(520, CONVINCED, 0),),
    ),
    Person(
        key="queau",
        first_name="Jean-Marc",
        last_name="Le Quéau",
        sex="M",
        seats=(mayor(p.CROZON, MUNICIPAL_2020, MUNICIPAL_2026),),
        talks=(
            Talk(
                datetime.date(2025, 10, 9),
                VISIT,
                "Pose de première pierre du Hameau des Ajoncs. A rappelé que la presqu’île a besoin d’habitants à l’année.",
            ),
            Talk(
                datetime.date(2026, 4, 2),
                CALL,
                "A quitté ses fonctions. Donne les coordonnées du service urbanisme, ne souhaite plus être sollicité sur les dossiers de la commune.",
            ),
        ),
        steps=(Step(datetime.date(2025, 10, 9), CONVINCED, 0),),
    ),
    Person(
        key="lescouarn",
        first_name="Anaïs",
        last_name="Lescouarn",
        sex="F",
        domain="mairie-bruz.example",
        seats=(
            mayor(p.BRUZ, MUNICIPAL_2020_SECOND_ROUND),
            intercommunal(p.RENNES_METROPOLE, "Conseillère communautaire"),
        ),
        talks=(
            Talk(
                365,
                VISIT,
                "Visite de La Cour des Tilleuls avec le groupe habitat de la métropole. A pris la parole spontanément pour expliquer la charge foncière.",
            ),
            Talk(
                154,
                MEETING,
                "Accepte de parler de L’Archipel aux maires de la première couronne. Souhaite que nous lui préparions trois chiffres, pas plus.",
            ),
            Talk(
                17,
                CALL,
                "Confirme sa présence à la première pierre de L’Archipel. Demande l’ordre des prises de parole une semaine avant.",
            ),
        ),
        steps=(Step(365, CONVINCED, 0), Step(154, ADVOCATE, 1)),
    ),
    Person(
        key="pouliguen",
        first_name="Gildas",
        last_name="Pouliguen",
        sex="M",
        domain="mairie-redon.example",
        seats=(mayor(p.REDON, MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                168,
                MEETING,
                "Rendez-vous de découverte. Priorité donnée au quartier de la gare. Demande comment les logements restent abordables à la revente.",
            ),
            Talk(
                74,
                VISIT,
                "Visite de La Cour des Tilleuls à Bruz. A noté le mécanisme de l’OFS. Souhaite que son conseil entende un ménage acquéreur.",
            ),
        ),
        steps=(Step(168, INFORMED, 0, is_target=True), Step(74, INTERESTED, 1, is_target=True)),
    ),
    Person(
        key="hamonou",
        first_name="Denis",
        last_name="Hamonou",
        sex="M",
        seats=(mayor(p.REDON, MUNICIPAL_2014, MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                datetime.date(2025, 11, 20),
                MEETING,
                "Le permis des Bateliers sera instruit après les élections. Donne son accord de principe sur la garantie d’emprunt.",
            ),
        ),
        steps=(Step(datetime.date(2025, 11, 20), INTERESTED, 0),),
    ),
    Person(
        key="chauvelon",
        first_name="Marie-Laure",
        last_name="Chauvelon",
        sex="F",
        domain="mairie-pornic.example",
        seats=(mayor(p.PORNIC, MUNICIPAL_2026),),
        talks=(
            Talk(
                188,
                MEETING,
                "Présentation des Hauts de Gourmalon. Le sujet des résidences secondaires revient à chaque conseil. Intéressée par le plafonnement de la revente.",
            ),
            Talk(
                61,
                VISIT,
                "Passage sur le chantier. Deux riverains présents, échanges courtois sur les horaires. La maire souhaite une information mensuelle en mairie.",
            ),
            Talk(
                24,
                CALL,
                "Prête à recevoir ses collègues du littoral à la Ferme aux Hirondelles au printemps. Nous envoyons deux dates.",
            ),
        ),
        steps=(Step(188, INTERESTED, 0, is_target=True), Step(24, CONVINCED, 2)),
    ),
    Person(
        key="orvelin",
        first_name="Étienne",
        last_name="Orvelin",
        sex="M",
        domain="mairie-saintherblain.example",
        seats=(mayor(p.SAINT_HERBLAIN, MUNICIPAL_2014),),
        talks=(
            Talk(
                330,
                MEETING,
                "Souhaite que La Canopée accueille aussi des salariés de la zone commerciale. Contact pris avec deux employeurs.",
            ),
            Talk(
                45,
                MEETING,
                "Point chantier : le gros œuvre a deux semaines d’avance. Le maire demande une visite pour le conseil municipal, avec casques et petits groupes.",
            ),
        ),
        steps=(Step(330, CONVINCED, 0),),
    ),
)
