from contacts.models import Exchange
from contacts.naming import prepare
from tests import make

URL = "/noter/"


def known():
    person = prepare(make.stakeholder())
    person.save()
    return person


def note(who, **extra):
    return {
        "stakeholder": str(who),
        "stakeholder_pk": "",
        "text": "Appeler la DGS lundi.",
        "channel": "note",
        "happened_on": "2026-11-20",
    } | extra


def test_a_note_is_taken_from_anywhere_and_leads_to_the_person(signed_in, director):
    person = known()
    answer = signed_in(director).post(URL, note(person))
    assert answer.url == f"/personnes/{person.pk}/#thread"
    assert Exchange.objects.get().stakeholder == person


def test_nobody_of_that_name_is_said_and_the_words_are_kept(signed_in, director):
    answer = signed_in(director).post(URL, note("Personne Inconnue"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Rien ne s’appelle" in page
    assert "Appeler la DGS lundi." in page
    assert not Exchange.objects.exists()


def test_two_of_the_same_name_are_told_apart(signed_in, director):
    known()
    known()
    answer = signed_in(director).post(URL, note("Maëlle Kervelec’h"))
    assert answer.status_code == 422
    assert "Plusieurs correspondent" in answer.content.decode()


def test_the_page_opens_for_who_notes_and_hides_from_strangers(
    signed_in, director, reader, stranger
):
    assert signed_in(director).get(URL).status_code == 200
    assert signed_in(reader).get(URL).status_code == 403
    assert signed_in(stranger).get(URL).status_code == 404
