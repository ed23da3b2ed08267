"""Invented residents, what each agreed to in writing, and the words some of them let us publish."""

# ruff: noqa: E501 (each testimonial is left on one line)

import datetime

from crm.demo.shapes import Agreement, Dweller, Words
from operations.models import Consent

HOSTING, TESTIMONY, IMAGE = Consent.Kind.HOSTING, Consent.Kind.TESTIMONY, Consent.Kind.IMAGE

DWELLERS = (
    Dweller(
        key="quereel",
        first_name="Nolwenn",
        last_name="Quéréel",
        programme="lavandieres",
        home="T3 au 2e étage, balcon sur la rivière",
        address="12, quai des Lavandières, appartement 23, 29800 Landerneau",
        access="Hall B, interphone « Quéréel », 2e étage à gauche",
        moved_in=datetime.date(2024, 7, 12),
        agreements=(
            Agreement(
                HOSTING,
                58,
                "Séjour, cuisine et balcon. De 10 h à 18 h, huit personnes au plus. Pas de photo des chambres.",
                ends=-300,
            ),
            Agreement(
                TESTIMONY, 240, "Plaquettes et site, prénom et commune seulement.", ends=-480
            ),
            Agreement(IMAGE, 240, "Une photo sur le balcon, plaquettes seulement.", ends=-480),
        ),
        words=Words(
            "Je louais un deux-pièces humide depuis huit ans. Ici, je paie à peine plus qu’avant, je suis chez moi, et si la vie change la coopérative rachète. Le matin, je vois passer les canards.",
            "Nolwenn, acquéreuse en BRS à Landerneau",
            240,
        ),
    ),
    Dweller(
        key="sangare",
        first_name="Abdoulaye",
        last_name="Sangaré",
        programme="lavandieres",
        home="T4 en rez-de-jardin",
        address="12, quai des Lavandières, appartement 2, 29800 Landerneau",
        access="Par le portillon du jardin, côté parking à vélos",
        moved_in=datetime.date(2024, 7, 8),
        agreements=(
            Agreement(
                HOSTING,
                21,
                "Séjour et jardin. En semaine après 14 h, six personnes au plus. Le chien est gentil.",
                ends=-340,
            ),
            Agreement(TESTIMONY, 195, "Plaquettes, événements.", ends=-530),
        ),
        words=Words(
            "Les enfants vont à l’école à pied. Le samedi, on mange dehors avec ceux du premier. On n’a pas seulement acheté des murs.",
            "Abdoulaye, locataire à Landerneau",
            195,
        ),
    ),
    Dweller(
        key="bodivit",
        first_name="Jeanne",
        last_name="Bodivit",
        programme="lenn",
        home="Maison T4, au bord du verger",
        address="7, allée du Lenn, 29500 Ergué-Gabéric",
        access="Se garer à l’entrée, puis deuxième chemin à droite",
        moved_in=datetime.date(2025, 5, 24),
        agreements=(
            Agreement(HOSTING, 180, "Rez-de-chaussée et verger, dix personnes au plus.", ends=-185),
            Agreement(TESTIMONY, 150, "Plaquettes, site, bulletin municipal.", ends=-580),
        ),
        words=Words(
            "On a loué deux ans en mettant de côté sans y penser, puis on a signé. La banque nous connaissait par nos loyers. C’est allé vite, et sans peur.",
            "Jeanne, propriétaire après un PSLA à Ergué-Gabéric",
            150,
        ),
    ),
    Dweller(
        key="tourmellec",
        first_name="Kevin",
        last_name="Tourmellec",
        programme="lenn",
        home="Maison T3, première à gauche",
        address="1, allée du Lenn, 29500 Ergué-Gabéric",
        moved_in=datetime.date(2025, 5, 20),
    ),
    Dweller(
        key="ferreira",
        first_name="Inês",
        last_name="Ferreira-Le Guen",
        programme="friture",
        home="Duplex sous les sheds",
        address="3, rue de la Conserverie, 29100 Douarnenez",
        access="Porte de l’atelier, code donné le jour même",
        moved_in=datetime.date(2024, 5, 4),
        agreements=(
            Agreement(
                HOSTING,
                33,
                "L’atelier commun et le duplex. Douze personnes au plus, pas de photo des enfants.",
                ends=-120,
            ),
            Agreement(TESTIMONY, 33, "Plaquettes et événements.", ends=-700),
        ),
        words=Words(
            "Nous avons dessiné l’atelier à dix-huit, autour d’une table de ping-pong. Aujourd’hui on y répare des vélos, on y fête les anniversaires, et personne n’a envie de partir.",
            "Inês, habitante de La Friture à Douarnenez",
            33,
        ),
    ),
    Dweller(
        key="pencreach",
        first_name="Françoise",
        last_name="Pencréac’h",
        programme="friture",
        home="T2 au premier, côté cour",
        address="3 bis, rue de la Conserverie, 29100 Douarnenez",
        access="Sonner deux fois, l’escalier est au fond",
        moved_in=datetime.date(2024, 5, 11),
    ),
    Dweller(
        key="haddouche",
        first_name="Leïla",
        last_name="Haddouche",
        programme="tilleuls",
        home="T4 au 1er étage, cuisine sur cour",
        address="4, rue des Tilleuls, logement 14, 35170 Bruz",
        access="Par la cour, escalier C, 1er étage",
        moved_in=datetime.date(2023, 4, 3),
        agreements=(
            Agreement(
                HOSTING,
                70,
                "Cuisine et séjour, le jeudi après 16 h, six personnes au plus.",
                ends=-200,
            ),
            Agreement(TESTIMONY, 70, "Plaquettes, banques et communes.", ends=-660),
        ),
        words=Words(
            "Quand j’ai perdu mon poste, j’ai eu peur de tout perdre. La coopérative m’a reçue dans la semaine, on a lu le contrat ensemble, et je suis restée chez moi.",
            "Leïla, accédante en PSLA à Bruz",
            70,
        ),
    ),
    Dweller(
        key="garrec",
        first_name="Thomas",
        last_name="Garrec-Joly",
        programme="tilleuls",
        home="T3 en rez-de-cour",
        address="4, rue des Tilleuls, logement 3, 35170 Bruz",
        moved_in=datetime.date(2023, 4, 8),
        agreements=(Agreement(TESTIMONY, 400, "Plaquettes.", withdrawn=54),),
        words=Words(
            "La cour, c’est notre deuxième salon.",
            "Thomas, locataire à Bruz",
            400,
        ),
    ),
    Dweller(
        key="daviaudeau",
        first_name="Armelle",
        last_name="Daviaudeau-Lys",
        programme="hirondelles",
        home="L’ancienne étable, T3",
        address="2, chemin de la Ferme, 44210 Pornic",
        access="Par la grange, toujours ouverte",
        moved_in=datetime.date(2025, 3, 29),
        agreements=(
            Agreement(
                HOSTING,
                90,
                "La grange et l’étable. Vingt personnes au plus dans la grange.",
                ends=-400,
            ),
            Agreement(TESTIMONY, 88, "Plaquettes, presse, événements.", ends=-640),
            Agreement(IMAGE, 88, "Portrait dans la grange.", ends=-640),
        ),
        words=Words(
            "À soixante-huit ans, je cherchais des voisins plutôt qu’une résidence. J’ai trouvé neuf familles, une grange et des hirondelles.",
            "Armelle, habitante de la Ferme aux Hirondelles",
            88,
        ),
    ),
    Dweller(
        key="coueronnais",
        first_name="Baptiste",
        last_name="Couëronnais",
        programme="hirondelles",
        home="Le pressoir, T4",
        address="2, chemin de la Ferme, 44210 Pornic",
        moved_in=datetime.date(2025, 4, 5),
        agreements=(Agreement(HOSTING, 420, "Le pressoir, avec les enfants absents.", ends=55),),
    ),
)
