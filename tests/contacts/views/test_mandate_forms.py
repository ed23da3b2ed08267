import datetime
import re

from django.urls import reverse

from contacts.models import Mandate
from tests import make

SPRING = datetime.date(2026, 3, 21)


def _undo(client, page):
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    return client.post("/annuler/", {"token": token}, headers={"Referer": "/personnes/"})


def _typed(territory, **extra):
    return {
        "kind": "mayor",
        "territory": territory.label,
        "territory_pk": territory.pk,
        "started_on": "2026-04-02",
        "delegation": "Logement, urbanisme",
    } | extra


def test_a_mandate_is_added_by_hand_with_its_delegation(director, signed_in):
    person, town = make.stakeholder(sex="F"), make.commune()
    client = signed_in(director)
    url = reverse("mandate_add", args=[person.pk])
    typed = _typed(town, kind="municipal", title="1re adjointe au maire")
    page = client.post(url, typed, follow=True).content.decode()
    mandate = person.mandates.get()
    assert (mandate.line, mandate.source) == ("1re adjointe au maire de Port-Élorn", "hand")
    assert mandate.rank < 300
    assert "Logement, urbanisme" in page
    _undo(client, page)
    assert not Mandate.objects.exists()


def test_without_a_function_the_title_agrees_with_the_person(director, signed_in):
    person, town = make.stakeholder(sex="F"), make.commune()
    url = reverse("mandate_add", args=[person.pk])
    signed_in(director).post(url, _typed(town, kind="municipal"))
    assert person.mandates.get().title == "Conseillère municipale"


def test_a_taken_seat_says_who_holds_it_and_offers_to_end_that_mandate(director, signed_in):
    old = make.mandate(make.stakeholder("Anne", "Le Goff"), started_on=datetime.date(2020, 5, 25))
    person = make.stakeholder()
    client = signed_in(director)
    url = reverse("mandate_add", args=[person.pk])
    answer = client.post(url, _typed(old.territory))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Anne Le Goff occupe ce siège depuis le 25\N{NO-BREAK SPACE}mai 2020" in text
    assert f'name="end_holder" value="{old.pk}"' in text
    assert not person.mandates.exists()

    page = client.post(url, _typed(old.territory, end_holder=old.pk), follow=True)
    old.refresh_from_db()
    assert old.ended_on == datetime.date(2026, 4, 2)
    assert person.mandates.get().line == "Maire de Port-Élorn"
    _undo(client, page.content.decode())
    old.refresh_from_db()
    assert old.ended_on is None
    assert not person.mandates.exists()


def test_a_mandate_is_edited(director, signed_in):
    mandate = make.mandate(make.stakeholder())
    client = signed_in(director)
    url = reverse("mandate_edit", args=[mandate.pk])
    seen = client.get(url).context["form"].version_seen
    typed = _typed(mandate.territory, title="Maire", ended_on="2026-10-01", _seen=seen)
    client.post(url, typed)
    mandate.refresh_from_db()
    assert mandate.ended_on == datetime.date(2026, 10, 1)
    assert mandate.delegation == "Logement, urbanisme"


def test_bad_input_says_why(director, signed_in):
    mandate = make.mandate(make.stakeholder())
    client = signed_in(director)
    url = reverse("mandate_add", args=[mandate.stakeholder.pk])
    answers = [
        client.post(url, _typed(mandate.territory)),
        client.post(url, _typed(mandate.territory, kind="regional")),
        client.post(url, _typed(mandate.territory, kind="municipal", ended_on="2020-01-01")),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    texts = [answer.content.decode() for answer in answers]
    assert "occupe ce siège déjà" in texts[0]
    assert "ne s’exerce pas dans un territoire de cette sorte" in texts[1]
    assert "Un mandat se termine après avoir commencé" in texts[2]


def test_readers_and_strangers_add_no_mandate(reader, stranger, signed_in):
    url = reverse("mandate_add", args=[make.stakeholder().pk])
    assert signed_in(reader).get(url).status_code == 403
    assert signed_in(stranger).get(url).status_code == 404
