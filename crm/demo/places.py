"""The real territories in which the invented people are set, and the invented organizations."""

from contacts.models import Organization
from crm.demo.shapes import Body, Place
from directory.models import Territory

K = Territory.Kind

LANDERNEAU = Place(K.COMMUNE, "29103", "Landerneau")
DOUARNENEZ = Place(K.COMMUNE, "29046", "Douarnenez")
ERGUE_GABERIC = Place(K.COMMUNE, "29051", "Ergué-Gabéric")
CROZON = Place(K.COMMUNE, "29042", "Crozon")
BRUZ = Place(K.COMMUNE, "35047", "Bruz")
REDON = Place(K.COMMUNE, "35236", "Redon")
PORNIC = Place(K.COMMUNE, "44131", "Pornic")
SAINT_HERBLAIN = Place(K.COMMUNE, "44162", "Saint-Herblain")
CONCARNEAU = Place(K.COMMUNE, "29039", "Concarneau")
FOUESNANT = Place(K.COMMUNE, "29058", "Fouesnant")
PLOUGASTEL = Place(K.COMMUNE, "29189", "Plougastel-Daoulas")
BETTON = Place(K.COMMUNE, "35024", "Betton")
CANCALE = Place(K.COMMUNE, "35049", "Cancale")
GUERANDE = Place(K.COMMUNE, "44069", "Guérande")
SAVENAY = Place(K.COMMUNE, "44195", "Savenay")

PAYS_DE_LANDERNEAU = Place(K.INTERCOMMUNALITY, "242900801", "CA du Pays de Landerneau-Daoulas")
DOUARNENEZ_COMMUNAUTE = Place(K.INTERCOMMUNALITY, "242900645", "CC Douarnenez Communauté")
QUIMPER_BRETAGNE = Place(K.INTERCOMMUNALITY, "200068120", "CA Quimper Bretagne Occidentale")
PRESQUILE_DE_CROZON = Place(
    K.INTERCOMMUNALITY, "200066868", "CC Presqu'île de Crozon-Aulne maritime"
)
RENNES_METROPOLE = Place(K.INTERCOMMUNALITY, "243500139", "Rennes Métropole")
REDON_AGGLOMERATION = Place(K.INTERCOMMUNALITY, "243500741", "CA Redon Agglomération")
PORNIC_AGGLO = Place(K.INTERCOMMUNALITY, "200067346", "CA Pornic Agglo Pays de Retz")
NANTES_METROPOLE = Place(K.INTERCOMMUNALITY, "244400404", "Nantes Métropole")

FINISTERE = Place(K.DEPARTMENT, "29", "Finistère")
ILLE_ET_VILAINE = Place(K.DEPARTMENT, "35", "Ille-et-Vilaine")
LOIRE_ATLANTIQUE = Place(K.DEPARTMENT, "44", "Loire-Atlantique")
BRETAGNE = Place(K.REGION, "53", "Bretagne")
PAYS_DE_LA_LOIRE = Place(K.REGION, "52", "Pays de la Loire")

B = Organization.Kind

BODIES = (
    Body(key="embruns", name="Banque des Embruns", kind=B.BANK, place=FINISTERE),
    Body(key="deux-rives", name="Crédit des Deux Rives", kind=B.BANK, place=LOIRE_ATLANTIQUE),
    Body(
        key="vilaine", name="Caisse mutuelle de Haute-Vilaine", kind=B.BANK, place=ILLE_ET_VILAINE
    ),
    Body(key="goemon", name="Atelier Goémon, architectes", kind=B.COMPANY, place=FINISTERE),
    Body(
        key="vial", name="Kerlazec & Vialatoux, architectes", kind=B.COMPANY, place=ILLE_ET_VILAINE
    ),
    Body(key="brandivy", name="Brandivy Architecture", kind=B.COMPANY, place=LOIRE_ATLANTIQUE),
    Body(key="batisseurs", name="Les Bâtisseurs de l’Odet", kind=B.COMPANY, place=FINISTERE),
    Body(key="korrigan", name="Charpentes Korrigan", kind=B.COMPANY, place=FINISTERE),
    Body(key="gros-oeuvre", name="Estuaire Gros Œuvre", kind=B.COMPANY, place=LOIRE_ATLANTIQUE),
    Body(key="terres", name="Terres partagées, organisme de foncier solidaire", kind=B.ASSOCIATION),
    Body(key="voisins", name="Les Voisins du port", kind=B.ASSOCIATION, place=REDON),
    Body(
        key="presquile", name="Vivre à l’année sur la presqu’île", kind=B.ASSOCIATION, place=CROZON
    ),
    Body(key="ponant", name="Foncier Ponant", kind=B.OTHER, place=BRETAGNE),
    Body(key="rias", name="Le Courrier des Rias", kind=B.MEDIA, place=FINISTERE),
    Body(key="goeland", name="Radio Goéland", kind=B.MEDIA, place=LOIRE_ATLANTIQUE),
    Body(key="ddtm-29", name="DDTM du Finistère", kind=B.STATE_SERVICE, place=FINISTERE),
    Body(key="ddtm-35", name="DDTM d’Ille-et-Vilaine", kind=B.STATE_SERVICE, place=ILLE_ET_VILAINE),
    Body(
        key="ville-landerneau", name="Ville de Landerneau", kind=B.LOCAL_AUTHORITY, place=LANDERNEAU
    ),
    Body(key="ville-bruz", name="Ville de Bruz", kind=B.LOCAL_AUTHORITY, place=BRUZ),
    Body(key="ville-pornic", name="Ville de Pornic", kind=B.LOCAL_AUTHORITY, place=PORNIC),
    Body(
        key="rennes-metropole",
        name="Rennes Métropole",
        kind=B.LOCAL_AUTHORITY,
        place=RENNES_METROPOLE,
    ),
    Body(
        key="redon-agglo",
        name="Redon Agglomération",
        kind=B.LOCAL_AUTHORITY,
        place=REDON_AGGLOMERATION,
    ),
    Body(key="cd-29", name="Département du Finistère", kind=B.LOCAL_AUTHORITY, place=FINISTERE),
)
