"""How the columns of people's files are called, in French and in English, folded."""

HEADERS = {
    "full_name": (
        "nom complet, nom prenom, nom et prenom, prenom nom, prenom et nom, contact, "
        "interlocuteur, full name, name, nom du contact, nom prenom du contact, "
        "nom et prenom du contact, display name, nom affiche, identite"
    ),
    "last_name": (
        "nom, nom de famille, nom d usage, noms, last name, lastname, surname, family name, "
        "nom usuel"
    ),
    "first_name": "prenom, prenoms, first name, firstname, given name, prenom usuel",
    "sex": "civilite, titre de civilite, civ, titre, genre, sexe, title, gender, m mme, mme m, "
    "name prefix, prefixe",
    "phone": (
        "telephone, tel, telephone fixe, fixe, tel fixe, sms, ligne directe, standard, phone, "
        "telephone professionnel, tel bureau, numero de telephone, business phone, no de "
        "telephone, phone 1 value"
    ),
    "mobile": (
        "portable, mobile, tel portable, telephone portable, tel mobile, gsm, mobile phone, "
        "telephone mobile, tel 2, telephone 2, autres telephones, autre telephone, "
        "portable ou autres telephones, mobile or other phones, other phones"
    ),
    "email": (
        "mail, e mail, email, courriel, adresse mail, adresse e mail, adresse email, "
        "adresse electronique, mel, e mail address, e mail 1 value, adresse de messagerie"
    ),
    "email_other": (
        "mail 2, email 2, e mail 2, autre mail, autre courriel, e mail 2 value, autres courriels, "
        "other e mails"
    ),
    "country": "pays, country",
    "reference": "reference, reference de la fiche, reference of the card, n de fiche",
    "organization_siren": "siren, no siren, numero siren, n siren",
    "organization_siret": "siret, no siret, numero siret, n siret",
    "organization_parent": (
        "depend de, rattachement, rattache a, organisme parent, maison mere, part of, "
        "organisme de rattachement"
    ),
    "organization_phone": (
        "telephone de l organisme, tel organisme, telephone organisme, tel de l organisme, "
        "phone of the organization"
    ),
    "organization_email": (
        "courriel de l organisme, mail organisme, e mail de l organisme, email organisme, "
        "courriel organisme, e mail of the organization"
    ),
    "organization_website": "site, site web, site internet, website, url, web, adresse du site",
    "street": (
        "adresse, adresse postale, rue, adresse 1, adresse 2, complement d adresse, address, "
        "street, voie, address 1 street, adresse professionnelle, adresse ligne 1, adresse ligne 2"
    ),
    "postal_code": "code postal, cp, postal code, address 1 postal code, zip, zip code, code",
    "city": "ville, localite, city, town, address 1 city, bureau distributeur",
    "post": (
        "fonction, fonctions, poste, qualite, role, intitule du poste, job title, position, "
        "emploi, profession, mandat, fonction ou mandat, mandat electif, fonction elective, "
        "fonction ou mandat electif, organization title, titre professionnel, titre du poste"
    ),
    "delegation": "delegation, delegations, en charge de, domaine, theme, perimetre",
    "insee": (
        "code insee, insee, insee commune, code commune, code insee de la commune, "
        "code de la commune, com, insee code"
    ),
    "department": (
        "departement, dep, dept, dpt, code departement, code du departement, department, "
        "no departement, libelle du departement"
    ),
    "intercommunality": (
        "epci, intercommunalite, communaute de communes, agglomeration, interco, agglo, "
        "intercommunality, communaute d agglomeration"
    ),
    "district": "canton, circonscription, canton ou circonscription, constituency",
    "organization": (
        "organisme, societe, collectivite, structure, entreprise, organisation, banque, "
        "etablissement, employeur, company, organization, raison sociale, nom de l "
        "organisme, partenaire, service, association, institution, nom de la structure, nom "
        "de la societe, organization name"
    ),
    "organization_kind": (
        "type d organisme, type organisme, type de structure, categorie, type, nature, "
        "kind, type d organisation, secteur"
    ),
    "commune": (
        "commune, commune d exercice, territoire, commune desservie, mairie, nom de la commune, "
        "libelle de la commune, commune ou territoire, territoire desservi"
    ),
    "post_started_on": (
        "depuis, en poste depuis, en fonction depuis, elu e depuis, elu depuis, debut de mandat, "
        "debut du mandat, date de debut, date de prise de fonction, prise de fonction, depuis le, "
        "since, date d arrivee"
    ),
    "post_ended_on": (
        "jusqu au, jusqu a, jusque, fin, date de depart, fin de fonction, parti le, until, "
        "date de fin, fin de mandat, fin du mandat, plus en fonction depuis"
    ),
    "tags": "etiquettes, etiquette, tags, tag, mots cles, groupe, groupes, labels, categories",
    "informed_on": "informe le, date d information, information rgpd, informe e le, rgpd",
    "objected_on": (
        "ne plus contacter, opposition, oppose le, opposition recue le, desinscrit le, do "
        "not contact, desinscrit, desabonne, desabonne le, email blacklisted, blacklisted, "
        "unsubscribed, opt out, liste noire"
    ),
    "exchange_on": (
        "date d echange, date de l echange, date du contact, date de rencontre, dernier "
        "contact, date, date de contact, date du rendez vous, date rdv, dernier echange, "
        "last contact, date dernier contact, date du dernier contact, date dernier echange, "
        "date du dernier echange, date derniere rencontre, date de la derniere rencontre, vu le, "
        "rencontre le"
    ),
    "exchange_channel": "type d echange, mode de contact, canal, channel, nature de l echange",
    "exchange_text": (
        "echange, notes, note, compte rendu, commentaire, commentaires, remarque, "
        "remarques, observation, observations, comments, sujet, objet, resume"
    ),
    "exchange_private": "prive, note privee, confidentiel, private",
}
# Words that only say which one of several it is: "Mail pro", "Téléphone 2".
WHICH = frozenset(
    "1 2 3 4 5 pro professionnel professionnelle perso personnel personnelle bureau domicile "  # noqa: SIM905
    "travail direct principal principale secondaire work home value".split()
)
