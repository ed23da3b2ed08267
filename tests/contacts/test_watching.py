"""Words that have no place in a note: thirty sentences that hold one, thirty that hold none."""

import pytest

from contacts import watching
from contacts.models import Exchange
from contacts.models.privacy import WatchedWords
from contacts.watching import found_in
from tests import make

GUILTY = [
    "Très à gauche, il ne nous aidera pas.",
    "Elle est de droite et le dit.",
    "Un socialiste convaincu.",
    "ECOLOGISTE, membre du conseil.",
    "Encartée depuis dix ans.",
    "Membre du Rassemblement national.",
    "Ancien du PCF.",
    "Élue divers gauche.",
    "Sans étiquette mais proche des Républicains : Les Républicains la soutiennent.",
    "C’est une catholique pratiquante.",
    "Il est juif.",
    "Musulmane, elle fait le ramadan.",
    "Franc-maçon notoire.",
    "Témoin de Jéhovah.",
    "En arrêt maladie jusqu’en mars.",
    "Son cancer l’a beaucoup fatiguée.",
    "Dépressif depuis l’élection.",
    "Elle est enceinte.",
    "Alcoolique, dit-on.",
    "Hospitalisé à Brest.",
    "Délégué syndical dans son ancienne vie.",
    "Adhérente de la CFDT.",
    "Syndiqué, il connaît du monde.",
    "Il vit avec son amant.",
    "Homosexuel.",
    "En plein divorce.",
    "Mis en examen l’an dernier.",
    "Condamnée pour favoritisme.",
    "Pot-de-vin probable.",
    "C’est un con, et un idiot.",
]
INNOCENT = [
    "Réunion à la mairie de Saint-Malo sur le BRS.",
    "Le terrain donne sur la rue de l’Église.",
    "Rendez-vous place du Parti, au café.",
    "La parcelle de gauche est au diocèse, celle de droite à la commune.",
    "Le Secours catholique loue le rez-de-chaussée.",
    "L’école catholique voisine demande un accès.",
    "Derrière le temple protestant, 24 logements.",
    "Rue des Juifs, deux maisons à reprendre.",
    "Le syndic de copropriété a répondu.",
    "Le syndicat intercommunal des eaux donne son accord.",
    "L’accessibilité des logements aux personnes à mobilité réduite est prévue.",
    "Bâtiment à l’angle de l’hôpital psychiatrique.",
    "La porte du garage est condamnée.",
    "L’ancienne prison sera rachetée par la ville.",
    "Amiante cancérogène repérée en façade.",
    "Reconquête urbaine du centre-bourg.",
    "Le modem de la salle ne marche pas.",
    "Le maire croit au projet et le défend en conseil.",
    "Elle n’est pas convaincue par le prix.",
    "M. Gay, directeur des services, suivra le dossier.",
    "Mme Le Fou transmettra le plan.",
    "Monsieur Coconnier présidera la séance.",
    "La Confédération paysanne prête sa salle.",
    "Homologation des plans en mars.",
    "Le bois de charpente est pourri sur deux travées.",
    "Un concept de logement évolutif à présenter.",
    "Le front de mer reste public.",
    "Renaissance du quartier de la gare.",
    "Le conseil est unanime pour voter la garantie d’emprunt.",
    "Droit de préemption exercé à droite de la voie.",
]


@pytest.mark.parametrize("sentence", GUILTY)
def test_a_word_without_place_is_found(db, sentence):
    assert found_in(sentence) != []


@pytest.mark.parametrize("sentence", INNOCENT)
def test_an_innocent_sentence_raises_no_alarm(db, sentence):
    assert found_in(sentence) == []


def test_the_word_is_said_as_it_is_written_with_its_topic(db):
    (found,) = found_in("Une SOCIALISTE.")
    assert (found.word, found.topic) == ("SOCIALISTE", "opinions politiques")


def test_our_own_list_replaces_the_supplied_one(db):
    WatchedWords.objects.create(topic="health", words="rhume*")
    assert found_in("Son cancer.") == []
    assert found_in("Enrhumée ? Non, un rhume.") != []


def test_the_form_warns_and_keeps_knowingly(director, signed_in):
    person = make.stakeholder()
    client = signed_in(director)
    note = {"text": "Un idiot, encarté.", "channel": "call", "happened_on": "2026-11-20"}
    answer = client.post(f"/personnes/{person.pk}/echanges/", note)
    assert answer.status_code == 422
    assert "encarté" in answer.text
    assert "Garder ces mots" in answer.text
    assert Exchange.objects.count() == 0
    kept = note | {watching.KEPT: "encarte|idiot"}
    client.post(f"/personnes/{person.pk}/echanges/", kept)
    assert Exchange.objects.get().text == "Un idiot, encarté."


def test_keeping_some_words_is_not_keeping_others(director, signed_in):
    person = make.stakeholder()
    note = {"text": "Un idiot et un crétin.", "channel": "call", "happened_on": "2026-11-20"}
    answer = signed_in(director).post(
        f"/personnes/{person.pk}/echanges/", note | {watching.KEPT: "idiot"}
    )
    assert answer.status_code == 422
