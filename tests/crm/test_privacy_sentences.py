"""The home page says what the law asks of us today."""

import datetime

from contacts.models import Stakeholder
from contacts.models.privacy import PrivacyRequest
from crm import privacy_sentences
from tests import make

ON = datetime.date(2026, 11, 25)
WHAT = "que nous tenons des données sur elle."


def said() -> list[str]:
    return [item.sentence.replace("\xa0", " ") for item in privacy_sentences.items(ON)]


def test_nothing_is_said_when_nothing_is_due(db):
    assert said() == []


def test_those_to_inform_are_counted_those_late_first(db):
    made = make.stakeholder()
    moment = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
    Stakeholder.objects.update(created_at=moment)
    assert said() == [
        "1 personne doit apprendre d’ici deux semaines que nous tenons des données sur elle."
    ]
    Stakeholder.objects.update(created_at=moment - datetime.timedelta(days=40))
    assert said() == [f"1 personne aurait déjà dû apprendre {WHAT}"]
    Stakeholder.objects.filter(pk=made.pk).update(informed_on=ON)
    assert said() == []


def test_a_request_names_nobody_and_says_its_day(director):
    PrivacyRequest.objects.create(
        kind="access", name="Ève", received_on=ON, means="email", author=director
    )
    assert said() == [
        "Quelqu’un demande : copie des données. Réponse attendue au plus tard le 25 décembre 2026."
    ]
