import re

import pytest
from django.urls import reverse

from contacts import turnover
from contacts.models import Mandate, Stakeholder, TurnoverLine
from tests import make
from tests.contacts import register
from tests.contacts.test_turnover import followed, old_seat
from ui.models import Batch

URL = "/apres-election/"
Matter, State = TurnoverLine.Matter, TurnoverLine.State


@pytest.fixture
def lines(director):
    """A mayor who leaves and her successor."""
    mayor = register.person()
    row = old_seat(mayor)
    followed(director, mayor)
    row.delete()
    register.seat(register.person("Yann", "Cadiou", sex="M"))
    turnover.build(register.edition())
    return {line.matter: line for line in TurnoverLine.objects.all()}


def _undo(client, page):
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    return client.post("/annuler/", {"token": token}, headers={"Referer": URL})


def test_lines_show_both_rows_side_by_side_by_territory(lines, director, signed_in):
    text = signed_in(director).get(URL).content.decode()
    assert "Après l’élection" in text
    assert "Maire de Port-Élorn" in text
    assert "fichier du 6\N{NO-BREAK SPACE}janvier 2026" in text
    assert "le mandat se fermerait au 21\N{NO-BREAK SPACE}mars 2026" in text
    assert text.count('class="turnover-line is-proposed"') == 2
    assert "1971" not in text


def test_a_column_shows_its_lines_only(lines, director, signed_in):
    text = signed_in(director).get(f"{URL}?matter=leaver").content.decode()
    assert text.count('class="turnover-line is-proposed"') == 1
    assert "Cadiou" in text  # the successor is the evidence


def test_a_line_is_accepted_and_taken_back(lines, director, signed_in):
    client = signed_in(director)
    url = reverse("turnover_decide", args=[lines[Matter.LEAVER].pk])
    page = client.post(url, {"answer": "accept", "ends_on": "2026-03-20"}, follow=True)
    assert str(Mandate.objects.get().ended_on) == "2026-03-20"
    assert "1 ligne acceptée" in page.content.decode()
    _undo(client, page.content.decode())
    assert Mandate.objects.get().ended_on is None
    assert TurnoverLine.objects.open().count() == 2


def test_htmx_gets_the_line_and_the_message_only(lines, director, signed_in):
    url = reverse("turnover_decide", args=[lines[Matter.LEAVER].pk])
    answer = signed_in(director).post(url, {"answer": "refuse"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'class="turnover-line is-refused"' in text
    assert 'name="token"' in text
    rows = signed_in(director).get(URL, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rows
    assert rows.count('class="turnover-line is-proposed"') == 1


def test_a_territory_is_accepted_in_one_gesture(lines, director, signed_in):
    client = signed_in(director)
    typed = {"territory": make.commune().pk, "answer": "accept"}
    page = client.post(reverse("turnover_decide_many"), typed, follow=True).content.decode()
    assert "2 lignes acceptées" in page
    assert Stakeholder.objects.count() == 2
    _undo(client, page)
    assert Stakeholder.objects.count() == 1
    assert Mandate.objects.get().ended_on is None


def test_bad_answers_say_why(lines, director, signed_in):
    client = signed_in(director)
    url = reverse("turnover_decide", args=[lines[Matter.LEAVER].pk])
    unknown = client.post(url, {"answer": "same"})
    early = client.post(url, {"answer": "accept", "ends_on": "1999-01-01"})
    assert (unknown.status_code, early.status_code) == (422, 422)
    assert "Choisissez que faire de cette ligne" in unknown.content.decode()
    assert "Un mandat se termine après avoir commencé" in early.content.decode()
    TurnoverLine.objects.update(state=State.REFUSED)
    late = client.post(url, {"answer": "accept"}, headers={"HX-Request": "true"})
    assert "déjà répondu à cette ligne" in late.content.decode()
    many = client.post(reverse("turnover_decide_many"), {"answer": "x"}, follow=True)
    assert "Choisissez que faire de ces lignes" in many.content.decode()


def test_the_review_is_made_again_by_a_button(lines, director, signed_in):
    TurnoverLine.objects.all().delete()
    page = signed_in(director).post(reverse("turnover_rebuild"), follow=True)
    assert "2 lignes vous attendent" in page.content.decode()


def test_readers_look_and_strangers_see_nothing(lines, reader, stranger, signed_in):
    page = signed_in(reader).get(URL).content.decode()
    assert 'name="answer"' not in page
    url = reverse("turnover_decide", args=[lines[Matter.LEAVER].pk])
    assert signed_in(reader).post(url, {"answer": "accept"}).status_code == 403
    assert signed_in(stranger).get(URL).status_code == 404
    assert signed_in(stranger).post(url, {"answer": "accept"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_one_line_and_three_cost_the_same(count, director, signed_in, django_assert_num_queries):
    for number in range(count):
        town = make.commune(f"Commune {number}", f"2990{number}")
        person = register.person("Anne", f"Nom{number}")
        row = old_seat(person, territory=town)
        followed(director, person)
        row.delete()
        register.seat(register.person("Yann", f"Autre{number}"), town)
    turnover.build(register.edition())
    client = signed_in(director)
    client.get(URL)
    with django_assert_num_queries(14):
        client.get(URL)


def test_what_is_to_be_checked_is_not_accepted_by_the_territory(lines, director, signed_in):
    TurnoverLine.objects.update(matter=Matter.TO_CHECK)
    text = signed_in(director).get(URL).content.decode()
    assert text.count('class="turnover-line is-proposed"') == 2
    assert "Accepter ce territoire" not in text
    assert "Tout accepter" not in text


def test_nothing_left_to_accept_writes_nothing_and_says_so(lines, director, signed_in):
    TurnoverLine.objects.update(matter=Matter.TO_CHECK)
    client = signed_in(director)
    before = Batch.objects.count()
    answer = client.post(reverse("turnover_decide_many"), {"answer": "accept"}, follow=True)
    page = answer.content.decode()
    assert "Aucune ligne n’attend cette réponse" in page
    assert "0 ligne" not in page
    assert Batch.objects.count() == before
