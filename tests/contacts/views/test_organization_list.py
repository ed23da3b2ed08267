"""The list of organizations: filters, orders, columns, views, and what is done with a selection."""

import datetime

import pytest
from django.urls import reverse

from contacts import organization_filters, people
from contacts.models import Organization, SavedView, Stakeholder
from directory.forms import territory_label
from directory.models import Territory
from network import stances
from network.models import Stance
from tests import make

URL = "/organismes/"


def shown(client, **query):
    page = client.get(URL, query)
    assert page.status_code == 200
    return [line.row.name for line in page.context["lines"]]


@pytest.fixture
def cast(director):
    """A bank, its branch and a part of that, a newspaper, a service where nobody is known."""
    department = Territory.objects.create(
        kind="department", code="29", name="Finistère", name_of="du Finistère", sort_key="finistere"
    )
    made = {}

    def add(name, kind, **facts):
        made[name] = people.add_organization(name=name, kind=kind, **facts)
        return made[name]

    bank = add("Banque", "bank", siren="552100554", source="file")
    branch = add(
        "Banque de Brest", "bank", parent=bank, territory=make.commune(department=department)
    )
    add("Banque du port", "bank", parent=branch)
    add("Écho", "media", territory=department)
    add("Service", "state_service")
    for name, first in (("Banque de Brest", "Yann"), ("Écho", "Nora")):
        who = people.add_stakeholder(first_name=first, last_name="N", source_on=make.TODAY)
        people.add_post(stakeholder=who, organization=made[name], title="Directrice")
        made[first] = who
    gone = people.add_stakeholder(first_name="Ida", last_name="P", source_on=make.TODAY)
    people.add_post(stakeholder=gone, organization=made["Service"], title="X", ended_on=make.TODAY)
    return made


def test_each_filter_narrows_to_what_it_says(cast, director, signed_in):
    client, place = signed_in(director), Territory.objects.get(kind="department")
    make.exchange(cast["Nora"], director, happened_on=make.TODAY - datetime.timedelta(days=10))
    make.exchange(cast["Yann"], director, is_private=True)
    stances.change_stance(
        stakeholder=cast["Nora"],
        stance=Stance.CONVINCED,
        author=director,
        on=make.TODAY,
        reason="Le dit.",
    )
    everything = ["Banque", "Banque de Brest", "Banque du port", "Écho", "Service"]
    assert shown(client) == everything
    assert shown(client, q="echo") == ["Écho"]
    assert shown(client, kind="media") == ["Écho"]
    where = {"territory": territory_label(place), "territory_pk": place.pk}
    assert shown(client, **where) == ["Banque de Brest", "Écho"]
    under = {"parent": "Banque", "parent_pk": cast["Banque"].pk}
    assert shown(client, **under) == ["Banque de Brest", "Banque du port"]
    assert shown(client, people="somebody") == ["Banque de Brest", "Écho"]
    assert shown(client, people="nobody") == ["Banque", "Banque du port", "Service"]
    assert shown(client, people="somebody", silence="3") == []
    assert shown(client, exchanged_from=make.TODAY.isoformat()) == ["Banque de Brest"]
    assert shown(client, stance="convinced") == ["Écho"]
    assert shown(client, source="file") == ["Banque"]
    assert shown(client, siren="known") == ["Banque"]
    assert shown(client, siren="missing") == everything[1:]


def test_a_reader_does_not_learn_of_a_private_note(cast, director, reader, signed_in):
    make.exchange(cast["Yann"], director, is_private=True)
    assert shown(signed_in(reader), exchanged_from="2026-01-01") == []
    assert shown(signed_in(director), exchanged_from="2026-01-01") == ["Banque de Brest"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("nom", "Banque"),
        ("territoire", "Écho"),
        ("type", "Banque"),
        ("personnes", "Écho"),
        ("echange", "Écho"),
        ("silence", "Écho"),
        ("arrivee", "Service"),
    ],
)
def test_orders(cast, director, signed_in, order, first):
    make.exchange(cast["Nora"], director)
    assert shown(signed_in(director), tri=order)[0] == first


def test_columns_and_the_people_of_one_lead_to_their_list(cast, director, signed_in):
    page = signed_in(director).get(URL, {"colonnes": ["siren", "rattachement", "personnes"]})
    text = page.content.decode()
    assert "552 100 554" in text
    assert f'href="{reverse("organization_detail", args=[cast["Banque"].pk])}">Banque</a>' in text
    query = f"organization=Banque+de+Brest&amp;organization_pk={cast['Banque de Brest'].pk}"
    assert f"/personnes/?{query}" in text


def test_pages_follow_one_another_in_any_order(director, signed_in):
    for number in range(53):
        people.add_organization(name=f"Org {number:02}", kind="bank")
    client = signed_in(director)
    for order in ("nom", "territoire", "personnes", "echange"):
        first = client.get(URL, {"tri": order})
        second = client.get(URL + first.context["page"].next)
        names = {row.name for page in (first, second) for row in page.context["page"].rows}
        assert len(names) == 53


def test_htmx_gets_the_rows_and_how_many_filters_are_active(cast, director, signed_in):
    answer = signed_in(director).get(
        URL, {"kind": "bank", "q": "brest"}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert page.strip().startswith('<div id="rows">')
    assert 'id="narrowed" hx-swap-oob="true"' in page
    assert "1 filtre actif" in page
    assert "HX-Request" in answer.headers["Vary"]


def test_a_view_of_organizations_is_a_tab_of_theirs_only(cast, director, signed_in):
    client = signed_in(director)
    typed = {"name": "Banques", "query": "kind=bank&junk=1", "subject": "organizations"}
    answer = client.post(reverse("saved_view_add"), typed)
    view = SavedView.objects.get()
    assert (view.subject, view.query) == ("organizations", "kind=bank")
    assert answer["Location"].startswith(URL)
    assert "Banques" in client.get(answer["Location"]).content.decode()
    assert "Banques" not in client.get("/personnes/").content.decode()
    page = client.post(reverse("saved_view_delete", args=[view.pk]), follow=True)
    assert page.redirect_chain[0][0] == URL
    token = page.content.decode().split('name="token" value="')[-1].split('"')[0]
    client.post("/annuler/", {"token": token})
    assert SavedView.objects.get().subject == "organizations"
    refused = client.post(reverse("saved_view_add"), typed | {"name": ""})
    assert refused.status_code == 422
    assert 'value="organizations"' in refused.content.decode()


def token(page):
    return page.content.decode().split('name="token" value="')[-1].split('"')[0]


def test_a_selection_changes_and_is_taken_back(cast, director, signed_in):
    client = signed_in(director)
    page = client.get(reverse("organization_selection"), {"all": "1", "query": "people=nobody"})
    text = page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "3 organismes · Personnes connues : personne aujourd’hui" in text
    both = {"ids": [cast["Écho"].pk, cast["Service"].pk], "query": ""}
    page = client.post(reverse("organization_set_kind"), both | {"kind": "company"}, follow=True)
    assert "2 organismes modifiés" in page.content.decode()
    found = Organization.objects.matching(["entreprise"])
    assert {row.name for row in found} == {"Écho", "Service"}
    client.post("/annuler/", {"token": token(page)})
    assert Organization.objects.get(name="Écho").kind == "media"
    assert not Organization.objects.matching(["entreprise"]).exists()


def test_nothing_becomes_part_of_itself(cast, director, signed_in):
    client, port = signed_in(director), cast["Banque du port"]
    typed = {"all": "1", "query": "", "parent": port.name, "parent_pk": port.pk}
    client.post(reverse("organization_set_parent"), typed)
    under = Organization.objects.filter(parent=port)
    assert {row.name for row in under} == {"Écho", "Service"}
    assert organization_filters.below(cast["Banque"]) >= {port.pk, cast["Écho"].pk}


def test_the_territory_served_moves_their_people(cast, director, signed_in):
    client, place = signed_in(director), Territory.objects.get(kind="department")
    typed = {"ids": cast["Banque de Brest"].pk, "query": ""}
    where = {"territory": territory_label(place), "territory_pk": place.pk}
    client.post(reverse("organization_set_territory"), typed | where)
    assert Stakeholder.objects.get(first_name="Yann").main_place == "finistere"
    client.post(reverse("organization_set_territory"), typed | {"territory": ""})
    assert Stakeholder.objects.get(first_name="Yann").main_place is None


def test_bad_input_says_what_to_do(cast, director, signed_in):
    client, echo = signed_in(director), cast["Écho"]
    page = client.post(reverse("organization_set_kind"), {"ids": echo.pk, "kind": "martian"})
    assert page.status_code == 422
    page = client.post(reverse("organization_set_parent"), {"ids": echo.pk, "parent": "zzz"})
    assert page.status_code == 422
    assert "Rien ne s’appelle" in page.content.decode()
    typed = {"ids": "x", "kind": "bank"}
    page = client.post(reverse("organization_set_kind"), typed, follow=True)
    assert "Plus aucun organisme n’est sélectionné" in page.content.decode()
    nothing = client.get(reverse("organization_selection"))
    assert "Aucun organisme n’est sélectionné" in nothing.content.decode()


def test_who_may_what(cast, reader, communicator, stranger, signed_in):
    assert signed_in(stranger).get(reverse("organization_count")).status_code == 404
    assert signed_in(reader).get(reverse("organization_selection")).status_code == 403
    assert 'name="ids"' not in signed_in(reader).get(URL).content.decode()
    counted = signed_in(reader).get(reverse("organization_count"), {"kind": "bank"})
    assert counted.content.decode().strip() == "3 organismes"
