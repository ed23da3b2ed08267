import re
import uuid

from django.template import Context, Template
from django.test import RequestFactory

from contacts import people
from contacts.models import Stakeholder
from tests import make
from tests.contacts import register
from ui import registry


def _line(**extra):
    person = register.person(**extra)
    register.seat(person)
    return person


def test_following_leads_to_the_person_with_an_offer_to_undo(director, signed_in):
    person = _line()
    client = signed_in(director)
    answer = client.post(f"/personnes/suivre/{person.pk}/", {"_once": uuid.uuid4()}, follow=True)
    page = answer.content.decode()
    stakeholder = Stakeholder.objects.get()
    assert answer.redirect_chain == [(f"/personnes/{stakeholder.pk}/", 302)]
    assert "Vous suivez maintenant Anne Le Goff." in page
    assert "RNE du 6\N{NO-BREAK SPACE}mai 2026" in page
    assert "1971" not in page
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    client.post("/annuler/", {"token": token})
    assert not Stakeholder.objects.exists()


def test_following_again_leads_to_the_same_person(director, signed_in):
    person = _line()
    client = signed_in(director)
    first = client.post(f"/personnes/suivre/{person.pk}/")
    again = client.post(f"/personnes/suivre/{person.pk}/")
    assert first.headers["Location"] == again.headers["Location"]
    assert Stakeholder.objects.count() == 1


def test_a_namesake_is_mentioned_and_never_merged(director, signed_in):
    known = people.add_stakeholder(first_name="ANNE", last_name="LE GOFF", source_on=make.TODAY)
    person = _line()
    page = signed_in(director).post(f"/personnes/suivre/{person.pk}/", follow=True)
    text = page.content.decode()
    assert "Quelqu’un porte déjà ce nom" in text
    assert f'<a href="/personnes/{known.pk}/">ANNE LE GOFF</a>' in text
    assert Stakeholder.objects.count() == 2


def test_strangers_and_readers_follow_nobody(stranger, reader, signed_in):
    person = _line()
    url = f"/personnes/suivre/{person.pk}/"
    assert signed_in(stranger).post(url).status_code == 404
    assert signed_in(reader).post(url).status_code == 403
    assert signed_in(reader).get(url).status_code == 405
    assert not Stakeholder.objects.exists()


def test_somebody_unknown_is_not_found(director, signed_in):
    assert signed_in(director).post("/personnes/suivre/999/").status_code == 404


def _drawn(user, people):
    request = RequestFactory().get("/")
    request.user = user
    actions = registry.row_actions(request, "register_list", people)
    template = Template("{% for row in rows %}{% render_row_actions actions row %}{% endfor %}")
    return template.render(Context({"request": request, "rows": people, "actions": actions}))


def test_a_register_line_offers_to_follow_or_leads_to_the_person(director, reader):
    person = _line()
    assert f"/personnes/suivre/{person.pk}/" in _drawn(director, [person])
    assert "Suivre" not in _drawn(reader, [person])
    followed = Stakeholder.objects.create(
        first_name="A", last_name="B", register_person=person, source_on=make.TODAY
    )
    drawn = _drawn(reader, [person])
    assert f"/personnes/{followed.pk}/" in drawn
    assert "Suivie" in drawn


def test_the_page_of_a_territory_shows_them_with_their_seat(director, signed_in):
    holder = make.stakeholder()
    seat = make.mandate(holder)
    page = signed_in(director).get(f"/territoires/{seat.territory_id}/").content.decode()
    assert "Nous suivons ici" in page
    assert f'href="/personnes/{holder.pk}/"' in page
    assert "Maire de Port-Élorn" in page


def test_the_register_offers_to_follow_a_line(director, signed_in):
    person = _line()
    page = signed_in(director).get("/annuaire/").content.decode()
    assert f'action="/personnes/suivre/{person.pk}/"' in page


def test_the_register_begins_with_where_we_work(director, signed_in):
    make.operation(commune=make.commune())
    _line()
    client = signed_in(director)
    page = client.get("/annuaire/").content.decode()
    assert "Là où nous travaillons" in page
    assert "Port-Élorn" in page.split("De A à Z")[0]
    assert "Là où nous travaillons" not in client.get("/annuaire/?q=goff").content.decode()


def test_without_an_operation_the_register_begins_with_its_first_name(director, signed_in):
    _line()
    assert "Là où" not in signed_in(director).get("/annuaire/").content.decode()
