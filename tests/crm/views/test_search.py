from contacts.naming import prepare
from tests import make


def found(client, q, **headers):
    return client.get("/recherche/", {"q": q}, headers=headers).content.decode()


def test_it_finds_people_operations_organizations_and_territories(signed_in, reader):
    person = make.stakeholder()
    make.mandate(person)
    prepare(person)
    person.save()
    make.operation()
    page = found(signed_in(reader), "PORT elorn")
    assert "Maëlle Kervelec’h" in page
    assert "Le Clos des Pins" in page
    assert "Personnes que nous suivons" in page


def test_htmx_gets_only_the_results(signed_in, reader):
    page = found(signed_in(reader), "rien du tout", HX_Request="true")
    assert "<html" not in page
    assert "Rien ne correspond à" in page


def test_one_letter_finds_nothing_and_odd_text_does_not_break(signed_in, reader):
    client = signed_in(reader)
    for q in ("", "a", "%", "\\", "\"*'", "😀😀", "l’", "x" * 500, "\x00"):
        assert client.get("/recherche/", {"q": q}).status_code == 200


def test_a_stranger_is_refused(signed_in, stranger):
    assert signed_in(stranger).get("/recherche/").status_code == 404


def test_the_whole_list_is_offered_only_when_there_is_more_than_shown(signed_in, reader):
    for number in range(7):
        person = make.stakeholder(last_name=f"Kervelec’h {number}")
        prepare(person)
        person.save()
        if number == 5:
            assert "Tout voir" not in found(signed_in(reader), "kervelech")
    assert "Tout voir" in found(signed_in(reader), "kervelech")
