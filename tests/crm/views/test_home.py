import datetime

from tests import make


def test_it_greets_and_shows_the_days_ahead(signed_in, director, scheduler, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 8, 0, tzinfo=datetime.UTC))
    make.event(scheduler)
    page = signed_in(director).get("/").content.decode()
    assert "Bonjour Claire" in page
    assert "dimanche 22" in page
    assert "Visite au Clos des Pins" in page


def test_a_stranger_is_refused_and_an_anonymous_reader_is_led_to_the_door(
    signed_in, stranger, client
):
    assert signed_in(stranger).get("/").status_code == 404
    assert client.get("/").url == "/compte/connexion/?next=/"


def test_a_new_instance_shows_its_first_steps_to_who_may_take_them(
    signed_in, administrator, director
):
    page = signed_in(administrator).get("/").content.decode()
    assert "Charger un fichier du Répertoire national des élus" in page
    assert 'href="/annuaire/fichiers/"' in page
    page = signed_in(director).get("/").content.decode()
    assert 'href="/annuaire/fichiers/"' not in page
    assert "réservé à l’administration" in page


def test_the_page_costs_the_same_queries_with_one_and_three_events(
    signed_in, director, scheduler, django_assert_num_queries, time_machine
):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 8, 0, tzinfo=datetime.UTC))
    client = signed_in(director)
    make.event(scheduler)
    client.get("/")
    with django_assert_num_queries(QUERIES):
        client.get("/")
    make.event(scheduler)
    make.event(scheduler)
    with django_assert_num_queries(QUERIES):
        client.get("/")


QUERIES = 27
