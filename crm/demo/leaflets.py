"""The brochures of the demonstration, the figures they print, and whom they were handed to."""

# ruff: noqa: E501 (each text is left on one line, as it is printed)

from brochures.models import Audience, Handover
from crm.demo import places as p
from crm.demo.shapes import Fact, Given, Leaflet

COMMUNE, BANK = Audience.COMMUNE, Audience.BANK
IN_PERSON, POST = Handover.Means.IN_PERSON, Handover.Means.POST
EMAIL, EVENT = Handover.Means.EMAIL, Handover.Means.EVENT

LEAFLETS = (
    Leaflet(
        key="landerneau",
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
        audience=COMMUNE,
        place=p.BRUZ,
        headline="À Bruz, la ville se partage",
        introduction="Une cour plantée, trois petits immeubles près de la gare : soixante-quatre logements où l’on entre avec un salaire d’ici, et que l’on revend sans spéculer.",
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
        audience=BANK,
        place=p.DOUARNENEZ,
        bank="embruns",
        headline="Douarnenez : un risque mesuré, un ancrage durable",
        introduction="Vingt-six logements en gradins, après dix-huit livrés à La Friture. Des ménages accompagnés avant l’achat, protégés après, et une coopérative qui rachète si la vie l’exige.",
        request="Un prêt de 4,1 M€ sur les Terrasses du Rosmeur, au côté de la garantie de l’intercommunalité, pour un démarrage au printemps.",
        programmes=("rosmeur", "friture"),
        testimonial="ferreira",
        handovers=(
            Given("rolandeau", 30, IN_PERSON, "Emportée pour le comité de crédit.", "claire"),
            Given("marchadour", 13, EMAIL, author="claire"),
        ),
    ),
    Leaflet(
        key="deux-rives",
        audience=BANK,
        place=p.PORNIC,
        bank="deux-rives",
        headline="Pornic : loger à l’année, prêter en confiance",
        introduction="Sur le littoral, la demande dépasse l’offre toute l’année. Prix plafonnés, revente encadrée, rachat garanti : la valeur de la garantie ne dépend pas de la saison.",
        request="Un accord-cadre de trois ans pour les prêts aux acquéreurs, et un interlocuteur dédié à l’agence de Pornic.",
        programmes=("gourmalon", "hirondelles"),
        testimonial="daviaudeau",
        handovers=(
            Given("rivoalan", 6, IN_PERSON, "Remise au siège régional, lue ensemble.", "claire"),
        ),
    ),
)

FACTS = (
    Fact(audience=COMMUNE, label="d’écart moyen avec le prix du marché local", value="− 24 %"),
    Fact(
        audience=COMMUNE,
        label="des ménages logés vivaient ou travaillaient déjà dans la commune",
        value="68 %",
    ),
    Fact(
        audience=COMMUNE,
        label="de charge foncière portée par l’organisme de foncier solidaire",
        value="100 %",
    ),
    Fact(audience=COMMUNE, label="ans : la durée du bail, renouvelée à chaque revente", value="99"),
    Fact(audience=COMMUNE, label="des logements livrés dans le mois annoncé", value="8 sur 10"),
    Fact(audience=BANK, label="de pré-commercialisation au démarrage des travaux", value="71 %"),
    Fact(audience=BANK, label="de fonds propres dans nos plans de financement", value="14 %"),
    Fact(audience=BANK, label="rachat garanti aux acquéreurs", value="15 ans"),
    Fact(audience=BANK, label="logements livrés en trois ans", value="412"),
    Fact(audience=BANK, label="dossier d’acquéreur en contentieux sur 640 depuis 2012", value="1"),
    Fact(
        audience=BANK,
        label="de garantie d’achèvement par la société de garantie (SGA)",
        value="100 %",
    ),
)
