"""Twelve invented operations in eight real communes."""

# ruff: noqa: E501 (each description is left on one line)

import datetime

from crm.demo import places as p
from crm.demo.shapes import Picture, Programme, Stage
from operations.models import Milestone, Partner, Tenure

PERMIT = Milestone.Kind.PERMIT
FIRST_STONE = Milestone.Kind.GROUND_BREAKING
DELIVERY = Milestone.Kind.DELIVERY
INAUGURATION = Milestone.Kind.INAUGURATION
RENT, PSLA, BRS = Tenure.Kind.SOCIAL_RENT, Tenure.Kind.PSLA, Tenure.Kind.BRS
SALE, PARTICIPATIVE = Tenure.Kind.SOCIAL_SALE, Tenure.Kind.PARTICIPATIVE
LENDER, GUARANTOR = Partner.Role.LENDER, Partner.Role.GUARANTOR
ARCHITECT, BUILDER = Partner.Role.ARCHITECT, Partner.Role.BUILDER
LANDOWNER, OTHER = Partner.Role.LANDOWNER, Partner.Role.OTHER


def _d(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, day)


FINISTERE = (
    Programme(
        key="lavandieres",
        name="Le Quai des Lavandières",
        place=p.LANDERNEAU,
        address="12, quai des Lavandières",
        description="Vingt-quatre logements sur le quai, à trois minutes à pied du marché. Les appartements du rez-de-chaussée ouvrent sur un jardin commun ; les autres ont un balcon tourné vers la rivière. Seize des vingt-quatre ménages habitaient ou travaillaient déjà dans la commune.",
        tenures=((BRS, 14), (RENT, 10)),
        stages=(
            Stage(PERMIT, _d(2022, 3, 8), _d(2022, 4, 12)),
            Stage(FIRST_STONE, _d(2022, 10, 14), _d(2022, 10, 14)),
            Stage(DELIVERY, _d(2024, 6, 28), _d(2024, 7, 5)),
            Stage(INAUGURATION, _d(2024, 9, 20), _d(2024, 9, 20)),
        ),
        partners=(
            (LENDER, "embruns"),
            (GUARANTOR, "cd-29"),
            (ARCHITECT, "goemon"),
            (BUILDER, "batisseurs"),
            (LANDOWNER, "terres"),
        ),
        pictures=(
            Picture(
                "quai-des-lavandieres.jpg",
                "Le long de la rivière, des immeubles de pierre et d’enduit clair à balcons, un quai planté et deux barques.",
            ),
            Picture(
                "jardin-des-lavandieres.jpg",
                "Dans le jardin commun, des habitants attablés sous un pommier, du linge au balcon.",
            ),
        ),
    ),
    Programme(
        key="kerlaouen",
        name="Kerlaouen",
        place=p.LANDERNEAU,
        address="rue des Hautes-Prairies",
        description="Seize maisons en bande, de trois ou quatre chambres, chacune avec son jardin. Les familles louent d’abord, puis achètent quand elles sont prêtes.",
        tenures=((PSLA, 16),),
        stages=(
            Stage(PERMIT, 640, 612),
            Stage(FIRST_STONE, 320, 318),
            Stage(DELIVERY, -130),
            Stage(INAUGURATION, -165),
        ),
        partners=(
            (LENDER, "embruns"),
            (ARCHITECT, "goemon"),
            (BUILDER, "batisseurs"),
            (OTHER, "cd-29"),
        ),
        pictures=(
            Picture(
                "kerlaouen.jpg",
                "Une rangée de maisons claires aux toits d’ardoise et aux portes de couleur, des haies et des enfants à vélo.",
            ),
        ),
    ),
    Programme(
        key="rosmeur",
        name="Les Terrasses du Rosmeur",
        place=p.DOUARNENEZ,
        address="montée du Rosmeur",
        description="Vingt-six logements en gradins au-dessus du port. Chaque terrasse est le toit du voisin du dessous ; toutes voient la baie.",
        tenures=((BRS, 18), (RENT, 8)),
        stages=(Stage(PERMIT, 250, 214), Stage(FIRST_STONE, 18), Stage(DELIVERY, -560)),
        partners=((LENDER, "embruns"), (ARCHITECT, "goemon"), (LANDOWNER, "terres")),
        pictures=(
            Picture(
                "terrasses-du-rosmeur.jpg",
                "Des maisons blanches en gradins descendent vers le port ; la baie, des voiles et le soleil au loin.",
            ),
        ),
    ),
    Programme(
        key="friture",
        name="La Friture",
        place=p.DOUARNENEZ,
        address="3, rue de la Conserverie",
        description="Une ancienne conserverie devenue dix-huit logements. La cheminée et les sheds ont été gardés ; l’atelier du rez-de-chaussée appartient à tous.",
        tenures=((PARTICIPATIVE, 12), (RENT, 6)),
        stages=(
            Stage(PERMIT, _d(2021, 5, 20), _d(2021, 6, 3)),
            Stage(FIRST_STONE, _d(2022, 1, 21), _d(2022, 1, 21)),
            Stage(DELIVERY, _d(2024, 2, 29), _d(2024, 4, 26)),
            Stage(INAUGURATION, _d(2024, 6, 18), _d(2024, 6, 18)),
        ),
        partners=((LENDER, "embruns"), (ARCHITECT, "goemon"), (BUILDER, "korrigan")),
        pictures=(
            Picture(
                "la-friture.jpg",
                "Une conserverie de brique à toits en dents de scie et sa cheminée, transformée en logements, des vélos devant.",
            ),
            Picture(
                "atelier-de-la-friture.jpg",
                "Dans l’atelier commun, une habitante répare un vélo sous une grande verrière.",
            ),
        ),
    ),
    Programme(
        key="lenn",
        name="Le Clos du Lenn",
        place=p.ERGUE_GABERIC,
        address="allée du Lenn",
        description="Vingt maisons à ossature bois autour d’un verger. Pas de voiture au pied des portes : on se gare à l’entrée et l’on rentre à pied.",
        tenures=((PSLA, 20),),
        stages=(
            Stage(PERMIT, _d(2023, 1, 16), _d(2023, 2, 2)),
            Stage(FIRST_STONE, _d(2023, 9, 29), _d(2023, 9, 29)),
            Stage(DELIVERY, _d(2025, 4, 30), _d(2025, 5, 16)),
            Stage(INAUGURATION, _d(2025, 7, 4), _d(2025, 7, 4)),
        ),
        partners=((LENDER, "embruns"), (ARCHITECT, "vial"), (BUILDER, "korrigan")),
        pictures=(
            Picture(
                "le-clos-du-lenn.jpg",
                "Des maisons de bois à pignon autour d’un verger ; un couple marche sur le chemin.",
            ),
            Picture(
                "verger-du-lenn.jpg",
                "Au verger, des voisins cueillent des pommes, un panier au pied de l’échelle.",
            ),
        ),
    ),
    Programme(
        key="ajoncs",
        name="Le Hameau des Ajoncs",
        place=p.CROZON,
        address="chemin des Ajoncs",
        description="Quatorze maisons pour vivre à l’année sur la presqu’île, bardées de bois, posées entre la lande et le bourg. Le bail réel solidaire empêche qu’elles deviennent des résidences secondaires.",
        tenures=((BRS, 14),),
        stages=(
            Stage(PERMIT, _d(2025, 2, 10), _d(2025, 3, 3)),
            Stage(FIRST_STONE, _d(2025, 10, 9), _d(2025, 10, 9)),
            Stage(DELIVERY, -26),
        ),
        partners=(
            (LENDER, "embruns"),
            (BUILDER, "korrigan"),
            (LANDOWNER, "terres"),
            (ARCHITECT, "goemon"),
        ),
        pictures=(
            Picture(
                "hameau-des-ajoncs.jpg",
                "Des maisons de bois dans la lande en fleurs, un phare et la mer derrière elles.",
            ),
        ),
    ),
)

ILLE_ET_VILAINE = (
    Programme(
        key="archipel",
        name="L’Archipel",
        place=p.BRUZ,
        address="avenue de la Vieille-Gare",
        description="Trente-deux logements à dix minutes du train de Rennes, en trois petits immeubles reliés par des coursives. Chaque appartement a deux orientations et un balcon où l’on tient à six.",
        tenures=((BRS, 20), (PSLA, 12)),
        stages=(Stage(PERMIT, 340, 322), Stage(FIRST_STONE, -11), Stage(DELIVERY, -600)),
        partners=(
            (LENDER, "vilaine"),
            (GUARANTOR, "rennes-metropole"),
            (ARCHITECT, "vial"),
            (LANDOWNER, "terres"),
        ),
        pictures=(
            Picture(
                "l-archipel.jpg",
                "Trois immeubles à balcons fleuris reliés par des passerelles, de grands arbres et un train au loin.",
            ),
            Picture(
                "chantier-de-l-archipel.jpg",
                "Une grue au-dessus des premiers murs, deux compagnons casqués devant le soleil levant.",
            ),
        ),
    ),
    Programme(
        key="tilleuls",
        name="La Cour des Tilleuls",
        place=p.BRUZ,
        address="4, rue des Tilleuls",
        description="Trente-deux logements autour d’une cour plantée, ouverte à tous le jour, fermée la nuit. Les cuisines donnent sur la cour : on y surveille les enfants en préparant le repas.",
        tenures=((RENT, 22), (PSLA, 10)),
        stages=(
            Stage(PERMIT, _d(2020, 11, 5), _d(2020, 12, 1)),
            Stage(FIRST_STONE, _d(2021, 6, 18), _d(2021, 6, 18)),
            Stage(DELIVERY, _d(2023, 3, 31), _d(2023, 3, 22)),
            Stage(INAUGURATION, _d(2023, 5, 26), _d(2023, 5, 26)),
        ),
        partners=(
            (LENDER, "vilaine"),
            (GUARANTOR, "rennes-metropole"),
            (ARCHITECT, "vial"),
            (BUILDER, "gros-oeuvre"),
        ),
        pictures=(
            Picture(
                "cour-des-tilleuls.jpg",
                "Une cour carrée plantée de tilleuls, bordée d’immeubles bas ; des enfants jouent, des voisins parlent sur un banc.",
            ),
        ),
    ),
    Programme(
        key="bateliers",
        name="Les Bateliers",
        place=p.REDON,
        address="quai des Bateliers",
        description="Vingt-six logements au bord du bassin, à la place d’un entrepôt. Une variante ouvre un passage public de la rue au port.",
        tenures=((PSLA, 16), (RENT, 10)),
        stages=(Stage(PERMIT, 40), Stage(FIRST_STONE, -240), Stage(DELIVERY, -820)),
        partners=((ARCHITECT, "vial"), (LANDOWNER, "ponant")),
        pictures=(
            Picture(
                "les-bateliers.jpg",
                "Au bord d’un bassin, un immeuble de brique à grandes fenêtres se reflète dans l’eau près d’une péniche.",
            ),
        ),
    ),
)

LOIRE_ATLANTIQUE = (
    Programme(
        key="hirondelles",
        name="La Ferme aux Hirondelles",
        place=p.PORNIC,
        address="chemin de la Ferme",
        description="Une ferme du XIXᵉ siècle partagée en neuf logements par ceux qui l’habitent. La grange est restée commune : repas, ateliers, chambre d’amis.",
        tenures=((PARTICIPATIVE, 9),),
        stages=(
            Stage(PERMIT, _d(2022, 9, 5), _d(2022, 10, 11)),
            Stage(FIRST_STONE, _d(2023, 3, 24), _d(2023, 3, 24)),
            Stage(DELIVERY, _d(2025, 1, 31), _d(2025, 3, 14)),
            Stage(INAUGURATION, _d(2025, 5, 16), _d(2025, 5, 16)),
        ),
        partners=((LENDER, "deux-rives"), (ARCHITECT, "brandivy"), (BUILDER, "korrigan")),
        pictures=(
            Picture(
                "ferme-aux-hirondelles.jpg",
                "Une longue ferme de pierre rénovée, sa grange ouverte, un grand arbre et des hirondelles dans le ciel du soir.",
            ),
        ),
    ),
    Programme(
        key="gourmalon",
        name="Les Hauts de Gourmalon",
        place=p.PORNIC,
        address="rue de la Vigie",
        description="Vingt-huit logements à l’année sur la colline, pour celles et ceux qui travaillent à Pornic et n’y trouvaient plus à se loger.",
        tenures=((BRS, 28),),
        stages=(Stage(PERMIT, 430, 415), Stage(FIRST_STONE, 230, 222), Stage(DELIVERY, -150)),
        partners=(
            (LENDER, "deux-rives"),
            (ARCHITECT, "brandivy"),
            (BUILDER, "gros-oeuvre"),
            (LANDOWNER, "terres"),
        ),
        pictures=(
            Picture(
                "hauts-de-gourmalon.jpg",
                "Sur une colline plantée de pins, des immeubles blancs regardent la mer et ses pêcheries.",
            ),
        ),
    ),
    Programme(
        key="canopee",
        name="La Canopée",
        place=p.SAINT_HERBLAIN,
        address="boulevard des Frênes",
        description="Quarante-quatre logements en une tour de onze étages, plantée jusqu’au toit. Le dernier niveau n’est à personne : c’est le jardin de tous.",
        tenures=((BRS, 24), (RENT, 12), (SALE, 8)),
        stages=(Stage(PERMIT, 700, 660), Stage(FIRST_STONE, 410, 405), Stage(DELIVERY, -210)),
        partners=(
            (LENDER, "deux-rives"),
            (ARCHITECT, "brandivy"),
            (BUILDER, "gros-oeuvre"),
            (LANDOWNER, "terres"),
        ),
        pictures=(
            Picture(
                "la-canopee.jpg",
                "Une tour élancée aux balcons débordant de plantes, un parc à ses pieds, des oiseaux autour du toit-jardin.",
            ),
            Picture(
                "toit-de-la-canopee.jpg",
                "Sur le toit-jardin, des habitants arrosent des bacs de légumes face à la ville.",
            ),
        ),
    ),
)

PROGRAMMES = FINISTERE + ILLE_ET_VILAINE + LOIRE_ATLANTIQUE
