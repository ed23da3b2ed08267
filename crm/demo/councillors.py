"""Invented deputies of mayors and presidents of intercommunalities."""

# ruff: noqa: E501 (each note is left on one line, as it was typed)

import datetime

from crm.demo import places as p
from crm.demo.seats import (
    CALL,
    COUNCIL_2020,
    EMAIL,
    MEETING,
    MUNICIPAL_2020,
    MUNICIPAL_2020_SECOND_ROUND,
    MUNICIPAL_2026,
    MUNICIPAL_2026_SECOND_ROUND,
    NOTE,
    VISIT,
    intercommunal,
    municipal,
)
from crm.demo.shapes import Person, Step, Talk
from network.models import Stance

ADVOCATE = Stance.ADVOCATE
CONVINCED = Stance.CONVINCED
INTERESTED = Stance.INTERESTED
INFORMED = Stance.INFORMED
IDENTIFIED = Stance.IDENTIFIED

COMMUNES = (
    Person(
        key="lantivel",
        first_name="Sophie",
        last_name="Lantivel",
        sex="F",
        domain="mairie-landerneau.example",
        seats=(municipal(p.LANDERNEAU, "3e adjointe au maire", MUNICIPAL_2020),),
        talks=(
            Talk(
                298,
                VISIT,
                "Accompagnait la maire au Quai des Lavandières. Chargée de l’urbanisme ; veut suivre Kerlaouen de près.",
            ),
            Talk(
                41,
                CALL,
                "Questions de riverains sur l’accès au chantier de Kerlaouen. Réponse écrite envoyée le jour même, avec le plan de circulation.",
            ),
        ),
        steps=(Step(298, CONVINCED, 0),),
    ),
    Person(
        key="le-meurzin",
        first_name="Tugdual",
        last_name="Le Meurzin",
        sex="M",
        domain="mairie-douarnenez.example",
        seats=(municipal(p.DOUARNENEZ, "4e adjoint au maire", MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                64,
                MEETING,
                "Travail sur le stationnement des Terrasses du Rosmeur : 1 place par logement et un parc à vélos. Le principe lui convient, il attend le plan.",
            ),
        ),
        steps=(Step(64, INFORMED, 0),),
    ),
    Person(
        key="stervinic",
        first_name="Gaëlle",
        last_name="Stervinic",
        sex="F",
        domain="mairie-erguegaberic.example",
        seats=(municipal(p.ERGUE_GABERIC, "1re adjointe au maire", MUNICIPAL_2020),),
        talks=(
            Talk(
                datetime.date(2025, 7, 4),
                VISIT,
                "Inauguration du Clos du Lenn. Souhaite garder le contact avec les familles pour la fête des voisins.",
            ),
        ),
        steps=(Step(datetime.date(2025, 7, 4), CONVINCED, 0),),
    ),
    Person(
        key="bothorec",
        first_name="Erwan",
        last_name="Bothorec",
        sex="M",
        domain="mairie-bruz.example",
        seats=(municipal(p.BRUZ, "2e adjoint au maire", MUNICIPAL_2020_SECOND_ROUND),),
        talks=(
            Talk(
                29,
                MEETING,
                "Préparation de la première pierre de L’Archipel : parcours à pied depuis la place, tente si pluie, micro fourni par la ville.",
            ),
        ),
        steps=(Step(29, CONVINCED, 0),),
    ),
    Person(
        key="damgazin",
        first_name="Florence",
        last_name="Damgazin",
        sex="F",
        domain="mairie-redon.example",
        seats=(municipal(p.REDON, "1re adjointe au maire", MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                88,
                MEETING,
                "Souhaite que Les Bateliers gardent un passage public vers le port. L’architecte propose une variante sous quinze jours.",
            ),
        ),
        steps=(Step(88, INFORMED, 0, is_target=True),),
    ),
    Person(
        key="piriacois",
        first_name="Élodie",
        last_name="Piriacois",
        sex="F",
        domain="mairie-pornic.example",
        seats=(municipal(p.PORNIC, "5e adjointe au maire"),),
        talks=(
            Talk(
                47,
                EMAIL,
                "Demande un texte court sur Les Hauts de Gourmalon pour le bulletin municipal. Envoyé, relu par Hugo.",
            ),
        ),
        steps=(Step(47, INTERESTED, 0),),
        referent="hugo",
    ),
    Person(
        key="benhaddad",
        first_name="Karim",
        last_name="Benhaddad",
        sex="M",
        domain="mairie-saintherblain.example",
        seats=(
            municipal(p.SAINT_HERBLAIN, "6e adjoint au maire", MUNICIPAL_2020),
            intercommunal(p.NANTES_METROPOLE, "Conseiller communautaire"),
        ),
        talks=(
            Talk(
                120,
                VISIT,
                "Visite d’un logement témoin de La Canopée. Retient la lumière et les celliers. Invite ses collègues de la métropole.",
            ),
        ),
        steps=(Step(120, CONVINCED, 0),),
    ),
    Person(
        key="abalan",
        first_name="Nadège",
        last_name="Quiniou-Abalan",
        sex="F",
        domain="mairie-crozon.example",
        seats=(municipal(p.CROZON, "Conseillère municipale", MUNICIPAL_2026),),
        talks=(
            Talk(
                205,
                NOTE,
                "Croisée au forum du logement. Membre de la commission urbanisme ; ne connaissait pas le Hameau des Ajoncs. Propose un rendez-vous, date à fixer.",
            ),
        ),
        steps=(Step(205, IDENTIFIED, 0),),
    ),
    Person(
        key="jaouenec",
        first_name="Mathilde",
        last_name="Jaouenec",
        sex="F",
        domain="mairie-concarneau.example",
        seats=(municipal(p.CONCARNEAU, "3e adjointe au maire", MUNICIPAL_2026_SECOND_ROUND),),
        talks=(
            Talk(
                70,
                MEETING,
                "Chargée de l’habitat. Trouve l’exemple de Landerneau parlant ; demande à voir les plans et le règlement de revente.",
            ),
        ),
        steps=(Step(70, INTERESTED, 0),),
    ),
)
INTERCOMMUNALITIES = (
    Person(
        key="kergoustin",
        first_name="Alain",
        last_name="Kergoustin",
        sex="M",
        domain="agglo-landerneau.example",
        seats=(
            intercommunal(p.PAYS_DE_LANDERNEAU, "Président du conseil communautaire", COUNCIL_2020),
        ),
        talks=(
            Talk(
                180,
                MEETING,
                "Le PLH en révision prévoit une enveloppe pour l’accession abordable. Demande nos trois derniers prix de sortie, par type de logement.",
            ),
            Talk(
                52,
                CALL,
                "Remercie pour les chiffres, repris dans le projet de PLH. Vote attendu en janvier.",
            ),
        ),
        steps=(Step(180, INTERESTED, 0), Step(52, CONVINCED, 1)),
    ),
    Person(
        key="lozachmeur",
        first_name="Brigitte",
        last_name="Lozac’hmeur",
        sex="F",
        domain="douarnenez-communaute.example",
        seats=(intercommunal(p.DOUARNENEZ_COMMUNAUTE, "Présidente du conseil communautaire"),),
        talks=(
            Talk(
                77,
                MEETING,
                "Nouvelle présidente. Découvre la garantie d’emprunt accordée en 2024 à La Friture. Souhaite une visite avant d’étudier la suivante.",
            ),
        ),
        steps=(Step(77, INFORMED, 0, is_target=True),),
    ),
    Person(
        key="le-scanvec",
        first_name="Olivier",
        last_name="Le Scanvec",
        sex="M",
        domain="quimper-agglo.example",
        seats=(
            intercommunal(
                p.QUIMPER_BRETAGNE, "5e vice-président du conseil communautaire", COUNCIL_2020
            ),
        ),
        talks=(
            Talk(
                310,
                MEETING,
                "Chargé de l’habitat. Favorable à une deuxième opération à Ergué-Gabéric dès que le terrain est libéré.",
            ),
        ),
        steps=(Step(310, CONVINCED, 0),),
    ),
    Person(
        key="le-frapouic",
        first_name="Annick",
        last_name="Le Frapouic",
        sex="F",
        domain="ccpcam.example",
        seats=(
            intercommunal(
                p.PRESQUILE_DE_CROZON, "Présidente du conseil communautaire", COUNCIL_2020
            ),
        ),
        talks=(
            Talk(
                240,
                MEETING,
                "La communauté de communes garantit l’emprunt du Hameau des Ajoncs à hauteur de 50 %. Délibération transmise à la banque.",
            ),
            Talk(
                21,
                CALL,
                "Demande si la livraison tient. Confirmé. Souhaite que les clés soient remises en présence des voisins du hameau.",
            ),
        ),
        steps=(Step(240, CONVINCED, 0),),
    ),
    Person(
        key="audrezel",
        first_name="Véronique",
        last_name="Audrezel",
        sex="F",
        domain="rennes-metropole.example",
        seats=(
            intercommunal(
                p.RENNES_METROPOLE, "3e vice-présidente du conseil communautaire", COUNCIL_2020
            ),
        ),
        talks=(
            Talk(
                365,
                VISIT,
                "Menait le groupe habitat à La Cour des Tilleuls. A demandé le coût complet par mètre carré, envoyé le lendemain.",
            ),
            Talk(
                59,
                MEETING,
                "Trois communes de la première couronne cherchent un opérateur en BRS. Elle leur transmet nos coordonnées : Betton, puis deux autres après étude.",
            ),
        ),
        steps=(Step(365, INTERESTED, 0), Step(59, ADVOCATE, 1)),
    ),
    Person(
        key="bremandec",
        first_name="Thierry",
        last_name="Brémandec",
        sex="M",
        domain="redon-agglo.example",
        seats=(intercommunal(p.REDON_AGGLOMERATION, "Président du conseil communautaire"),),
        talks=(
            Talk(
                91,
                MEETING,
                "Reprend le dossier des Bateliers. Attend l’avis des services sur le passage vers le port avant de se prononcer sur la garantie.",
            ),
        ),
        steps=(Step(91, INFORMED, 0, is_target=True),),
    ),
    Person(
        key="guibreteux",
        first_name="Pascal",
        last_name="Guibreteux",
        sex="M",
        domain="pornic-agglo.example",
        seats=(intercommunal(p.PORNIC_AGGLO, "Président du conseil communautaire", COUNCIL_2020),),
        talks=(
            Talk(
                222,
                CALL,
                "Garantie d’emprunt des Hauts de Gourmalon votée. Demande que l’agglomération figure sur le panneau de chantier.",
            ),
            Talk(214, EMAIL, "Photo du panneau corrigé envoyée. Remerciements."),
        ),
        steps=(Step(222, CONVINCED, 0),),
    ),
    Person(
        key="diarrabec",
        first_name="Fatou",
        last_name="Diarrabec",
        sex="F",
        domain="nantes-metropole.example",
        seats=(intercommunal(p.NANTES_METROPOLE, "11e vice-présidente du conseil communautaire"),),
        talks=(
            Talk(
                68,
                MEETING,
                "Découvre La Canopée. Souhaite comparer le BRS et l’accession aidée de la métropole, sur un même ménage type. Note à lui envoyer.",
            ),
        ),
        steps=(Step(68, INTERESTED, 0, is_target=True),),
    ),
)


COUNCILLORS = COMMUNES + INTERCOMMUNALITIES
