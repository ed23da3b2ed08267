"""The brochures of the demonstration, the figures they print, and whom they were handed to."""

# ruff: noqa: E501 (each text is left on one line, as it is printed)

from brochures.models import Audience, Figure, Handover
from crm.demo import places as p
from crm.demo.shapes import Fact, Given, Leaflet

PRICE, POLICY, KEY = Figure.Place.PRICE, Figure.Place.POLICY, Figure.Place.KEY
PRESALES, FINANCING = Figure.Place.PRESALES, Figure.Place.FINANCING
GOVERNANCE = Figure.Place.GOVERNANCE
COMMUNE, BANK = Audience.COMMUNE, Audience.BANK
IN_PERSON, POST = Handover.Means.IN_PERSON, Handover.Means.POST
EMAIL, EVENT = Handover.Means.EMAIL, Handover.Means.EVENT

LEAFLETS = (
    Leaflet(
        key="landerneau",
        frozen=10,
        audience=COMMUNE,
        place=p.LANDERNEAU,
        headline="Habiter Landerneau, et pouvoir y rester",
        introduction="Quarante logements livrés ou en chantier dans votre commune, pensés avec vos services et avec celles et ceux qui y vivent. Voici ce qu’ils coûtent, qui les habite, et ce que nous pourrions faire ensuite, ensemble.",
        request="Un terrain pour quinze à vingt logements en bail réel solidaire à l’horizon 2028, et la garantie communale pour le prêt de Kerlaouen.",
        programmes=("lavandieres", "kerlaouen"),
        testimonial="quereel",
        handovers=(
            Given(
                "kerbourch",
                9,
                IN_PERSON,
                "Remise en mairie, avec deux exemplaires pour les services.",
            ),
            Given("kergoustin", 8, EMAIL),
            Given("trohanec", 9, IN_PERSON),
        ),
    ),
    Leaflet(
        key="bruz",
        frozen=25,
        audience=COMMUNE,
        place=p.BRUZ,
        headline="À Bruz, la ville se partage",
        introduction="Une cour plantée, trois petits immeubles près de la gare : soixante-quatre logements où l’on entre avec un salaire d’ici, et que l’on revend sans spéculer.",
        request="La mise à disposition de la place de la Vieille-Gare pour la première pierre, et un rendez-vous avec la commission urbanisme sur la suite du quartier.",
        programmes=("archipel", "tilleuls"),
        testimonial="haddouche",
        handovers=(
            Given("lescouarn", 17, POST, "Avec la lettre d’invitation à la première pierre."),
            Given("boisrobin", 24, EVENT, "À la fin de la visite de La Cour des Tilleuls."),
            Given("audrezel", 24, EVENT),
        ),
    ),
    Leaflet(
        key="embruns",
        frozen=33,
        audience=BANK,
        place=p.DOUARNENEZ,
        bank="embruns",
        headline="Douarnenez : un risque mesuré, un ancrage durable",
        introduction="Vingt-six logements en gradins, après dix-huit livrés à La Friture. Des ménages accompagnés avant l’achat, protégés après, et une coopérative qui rachète si la vie l’exige.",
        request="Un prêt de 4,1 M€ sur les Terrasses du Rosmeur, au côté de la garantie de l’intercommunalité, pour un démarrage au printemps.",
        programmes=("rosmeur", "friture"),
        handovers=(
            Given("rolandeau", 30, IN_PERSON, "Emportée pour le comité de crédit.", "claire"),
            Given("marchadour", 13, EMAIL, author="claire"),
        ),
    ),
    Leaflet(
        key="deux-rives",
        frozen=7,
        audience=BANK,
        place=p.PORNIC,
        bank="deux-rives",
        headline="Pornic : loger à l’année, prêter en confiance",
        introduction="Sur le littoral, la demande dépasse l’offre toute l’année. Prix plafonnés, revente encadrée, rachat garanti : la valeur de la garantie ne dépend pas de la saison.",
        request="Un accord-cadre de trois ans pour les prêts aux acquéreurs, et un interlocuteur dédié à l’agence de Pornic.",
        programmes=("gourmalon", "hirondelles"),
        handovers=(
            Given("rivoalan", 6, IN_PERSON, "Remise au siège régional, lue ensemble.", "claire"),
        ),
    ),
    Leaflet(
        key="tilleuls",
        audience=COMMUNE,
        place=p.BETTON,
        headline="Une cour pour voisine",
        introduction="Ce que La Cour des Tilleuls a changé à Bruz, et ce qu’elle pourrait inspirer à Betton.",
        request="Une visite de La Cour des Tilleuls avec votre commission urbanisme, au printemps.",
        programmes=("tilleuls",),
        testimonial="garrec",
    ),
)

# Shares of the financing plan sum to 100 %; homes delivered follow from `programmes`.
FACTS = (
    Fact(PRICE, COMMUNE, "− 24 %", "d’écart avec le prix moyen du marché local, à surface égale"),
    Fact(PRICE, COMMUNE, "2 940 €", "le mètre carré en bail réel solidaire, stationnement compris"),
    Fact(
        PRICE,
        COMMUNE,
        "68 %",
        "des ménages logés vivaient ou travaillaient déjà dans l’intercommunalité",
    ),
    Fact(
        POLICY,
        COMMUNE,
        "40",
        "logements comptés dans les objectifs du programme local de l’habitat",
        p.LANDERNEAU,
    ),
    Fact(
        POLICY,
        COMMUNE,
        "64",
        "logements comptés dans les objectifs du programme local de l’habitat",
        p.BRUZ,
    ),
    Fact(POLICY, COMMUNE, "100 %", "de nos logements entrent dans le décompte de la loi SRU"),
    Fact(KEY, COMMUNE, "8 sur 10", "opérations livrées dans le mois annoncé à la commune"),
    Fact(
        KEY,
        COMMUNE,
        "31 %",
        "des heures de chantier d’insertion faites par des habitants du bassin d’emploi",
    ),
    Fact(KEY, BANK, "103", "logements livrés en trois ans, de 2023 à 2025"),
    Fact(KEY, BANK, "160", "logements autorisés ou en chantier"),
    Fact(KEY, BANK, "1 240", "logements locatifs en gestion"),
    Fact(KEY, BANK, "14 %", "de fonds propres investis en moyenne dans chaque opération"),
    Fact(
        KEY,
        BANK,
        "32 jours",
        "entre la réservation d’un logement et l’accord de prêt de l’acquéreur",
    ),
    Fact(KEY, BANK, "98,6 %", "de taux de recouvrement des loyers"),
    Fact(
        PRESALES,
        BANK,
        "71 %",
        "de logements réservés au démarrage des travaux, moyenne de cinq opérations",
    ),
    Fact(PRESALES, BANK, "96 %", "de logements vendus à la livraison"),
    Fact(PRESALES, BANK, "2 sur 103", "logements encore à vendre six mois après la livraison"),
    Fact(FINANCING, BANK, "56 %", "Prêts réglementés de long terme"),
    Fact(FINANCING, BANK, "20 %", "Prêt de la banque partenaire"),
    Fact(FINANCING, BANK, "14 %", "Fonds propres de la coopérative"),
    Fact(FINANCING, BANK, "6 %", "Subventions des collectivités"),
    Fact(FINANCING, BANK, "4 %", "Subventions de l’État"),
    Fact(GOVERNANCE, BANK, "612", "coopérateurs et coopératrices, une voix chacun"),
    Fact(GOVERNANCE, BANK, "2024", "dernière révision coopérative, sans réserve"),
)
