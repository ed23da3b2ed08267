"""The list of people: filters in words, order, columns, saved views."""

import datetime

import pytest
from django.urls import reverse

from contacts import people, tags
from contacts.models import SavedView, Segment, SegmentMember, Stakeholder, Tag
from directory.forms import territory_label
from directory.models import Territory
from network import stances
from network.models import Stance
from tests import make
from ui import listing

URL = "/personnes/"


def shown(client, **query):
    page = client.get(URL, query)
    assert page.status_code == 200
    return [line.row.first_name for line in page.context["lines"]]


@pytest.fixture
def places(db):
    """A department, its intercommunality and two communes, one outside."""
    department = Territory.objects.create(
        kind="department", code="29", name="Finistère", name_of="du Finistère", sort_key="finistere"
    )
    council = Territory.objects.create(
        kind="intercommunality",
        code="290000001",
        name="Rives d’Élorn",
        name_of="des Rives d’Élorn",
        sort_key="rives delorn",
        department=department,
    )
    inside = make.commune(department=department, intercommunality=council)
    outside = make.commune("Ailleurs", "35901")
    return {"department": department, "council": council, "inside": inside, "outside": outside}


@pytest.fixture
def cast(places, director):
    """Three officials, and a banker whose bank serves the department."""
    made = {}
    for name, place, kind in (
        ("Maire", places["inside"], "mayor"),
        ("Conseil", places["council"], "intercommunal"),
        ("Loin", places["outside"], "mayor"),
    ):
        made[name] = people.add_stakeholder(first_name=name, last_name=name, source_on=make.TODAY)
        people.add_mandate(
            stakeholder=made[name], kind=kind, territory=place, title="Maire", rank=20
        )
    made["Banque"] = people.add_stakeholder(
        first_name="Banque", last_name="Zed", source_on=make.TODAY, referent=director
    )
    bank = people.add_organization(name="Embruns", kind="bank", territory=places["department"])
    people.add_post(stakeholder=made["Banque"], organization=bank, title="Directrice")
    return made


def test_a_territory_means_everything_below_it(cast, places, director, signed_in):
    client = signed_in(director)
    for place, wanted in (
        ("department", ["Conseil", "Maire", "Banque"]),
        ("council", ["Conseil", "Maire"]),
        ("inside", ["Maire"]),
        ("outside", ["Loin"]),
    ):
        query = {"territory": territory_label(places[place]), "territory_pk": places[place].pk}
        assert shown(client, **query) == wanted


def test_filters_are_said_in_words_and_each_may_be_removed(cast, director, signed_in):
    page = signed_in(director).get(URL, {"referent": "me", "kind": "bank", "q": "zed"})
    said = {chip.name: (chip.text, chip.query) for chip in page.context["listed"].chips}
    plain = {name: text.replace("\N{NO-BREAK SPACE}", " ") for name, (text, _query) in said.items()}
    assert plain["referent"] == "Suivi·e par : moi"
    assert plain["kind"].endswith(": banque")
    assert plain["q"] == "Mots : « zed »"
    assert said["referent"][1] == "kind=bank&q=zed"
    assert "Effacer les filtres" in page.content.decode()


def test_owner_tags_stance_source_and_information(cast, director, signed_in):
    client = signed_in(director)
    tag, other = tags.named("Littoral", author=director), tags.named("Juin", author=director)
    for name in ("Maire", "Loin"):
        tags.put(stakeholder=cast[name], tag=tag, author=director)
    tags.put(stakeholder=cast["Loin"], tag=other, author=director)
    stances.change_stance(
        stakeholder=cast["Loin"],
        stance=Stance.CONVINCED,
        author=director,
        on=make.TODAY,
        reason="Le dit.",
        is_target=True,
    )
    Stakeholder.objects.filter(pk=cast["Maire"].pk).update(
        informed_on=make.TODAY, objected_on=make.TODAY, source="register"
    )
    assert shown(client, referent="me") == ["Banque"]
    assert shown(client, referent="nobody") == ["Conseil", "Loin", "Maire"]
    assert shown(client, tags=[tag.pk, other.pk]) == ["Loin", "Maire"]
    assert shown(client, tags=[tag.pk, other.pk], tag_mode="all") == ["Loin"]
    assert shown(client, stance="convinced") == ["Loin"]
    assert shown(client, stance="none") == ["Conseil", "Maire", "Banque"]
    assert shown(client, target="1") == ["Loin"]
    assert shown(client, informed="yes") == ["Maire"]
    assert shown(client, objection="no") == ["Conseil", "Loin", "Banque"]
    assert shown(client, source="register") == ["Maire"]
    assert shown(client, seat="intercommunal") == ["Conseil"]
    assert shown(client, tri="positionnement") == ["Loin", "Maire", "Conseil", "Banque"]


def test_orders_put_those_without_a_value_last(cast, director, signed_in):
    client = signed_in(director)
    make.exchange(cast["Loin"], director, happened_on=make.TODAY - datetime.timedelta(days=9))
    make.exchange(cast["Banque"], director, is_private=True)
    assert shown(client, tri="echange")[:2] == ["Banque", "Loin"]
    assert shown(client, tri="silence")[:2] == ["Loin", "Banque"]
    assert shown(client, tri="rang")[-1] == "Banque"
    assert shown(client, tri="territoire") == ["Loin", "Banque", "Maire", "Conseil"]
    assert shown(client, tri="arrivee")[0] == "Banque"
    assert shown(client, exchanged_from="2026-11-20") == ["Banque"]


def test_a_reader_does_not_learn_of_a_private_note_by_sorting(cast, director, reader, signed_in):
    make.exchange(cast["Banque"], director, is_private=True)
    make.exchange(cast["Loin"], director, happened_on=make.TODAY - datetime.timedelta(days=90))
    assert shown(signed_in(reader), tri="echange")[0] == "Loin"
    assert shown(signed_in(reader), exchanged_from="2026-11-20") == []


def test_a_long_list_is_counted_after_it_is_shown(db, director, signed_in, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COUNTED", 60)
    for number in range(62):
        make.stakeholder(first_name="Anne", last_name=f"N{number:02}")
    client = signed_in(director)
    text = client.get(URL, {"q": "anne"}).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "plus de 60 personnes" in text
    assert "Avec toutes les personnes trouvées…" in text
    assert f'hx-get="{reverse("people_count")}?q=anne"' in text
    counted = client.get(reverse("people_count"), {"q": "anne"}).content.decode()
    assert counted.strip() == "62 personnes"
    selected = client.get(reverse("people_selection"), {"all": "1", "query": "q=anne"})
    assert selected.context["count"] == 62
    Stakeholder.objects.filter(last_name__in=["N00", "N01"]).delete()
    assert "60 personnes" in client.get(URL).content.decode()


def test_columns_are_chosen_in_the_address(cast, director, signed_in):
    Stakeholder.objects.filter(first_name="Banque").update(phone="+33298000000", email="b@e.test")
    page = signed_in(director).get(URL, {"colonnes": ["telephone", "courriel"], "referent": "me"})
    text = page.content.decode()
    assert 'href="tel:+33298000000"' in text
    assert "mailto:b@e.test" in text
    assert [column.name for column in page.context["columns"]] == ["telephone", "courriel"]


def test_a_view_is_kept_shared_changed_and_deleted_with_undo(cast, director, reader, signed_in):
    client = signed_in(director)
    answer = client.post(
        reverse("saved_view_add"), {"name": "Banques", "query": "kind=bank&tri=silence&junk=1"}
    )
    view = SavedView.objects.get()
    assert view.query == "kind=bank&tri=silence"
    assert "Banques" in client.get(answer["Location"]).content.decode()
    assert signed_in(reader).get(reverse("saved_view_detail", args=[view.pk])).status_code == 404
    SavedView.objects.update(is_shared=True)
    assert signed_in(reader).get(reverse("saved_view_detail", args=[view.pk])).status_code == 302
    assert signed_in(reader).post(reverse("saved_view_delete", args=[view.pk])).status_code == 404
    client.post(reverse("saved_view_update", args=[view.pk]), {"query": "kind=company"})
    assert SavedView.objects.get().query == "kind=company"
    page = client.post(reverse("saved_view_delete", args=[view.pk]), follow=True)
    assert not SavedView.objects.exists()
    token = page.content.decode().split('name="token" value="')[-1].split('"')[0]
    client.post("/annuler/", {"token": token})
    assert SavedView.objects.get().query == "kind=company"


def test_a_view_that_names_a_vanished_tag_says_so(cast, director, signed_in):
    tag = tags.named("Juin", author=director)
    SavedView.objects.create(name="Juin", query=f"tags={tag.pk}&kind=bank", owner=director)
    tag.delete()
    client = signed_in(director)
    page = client.get(reverse("saved_view_detail", args=[SavedView.objects.get().pk]), follow=True)
    assert "Un filtre ne désigne plus rien" in page.content.decode()
    assert [line.row.first_name for line in page.context["lines"]] == ["Banque"]


def test_a_segment_follows_the_base_and_what_is_set_by_hand(cast, director, signed_in):
    client = signed_in(director)
    client.post(reverse("segment_add"), {"name": "Banques", "query": "kind=bank", "purpose": ""})
    segment = Segment.objects.get()
    url = reverse("segment_detail", args=[segment.pk])
    manage = reverse("segment_member_set", args=[segment.pk])

    def names():
        page = client.get(url)
        return [line.row.first_name for line in page.context["lines"]]

    assert names() == ["Banque"]
    SegmentMember.objects.create(segment=segment, stakeholder=cast["Loin"], is_in=True)
    client.post(manage, {"out": cast["Banque"].pk})
    assert names() == ["Loin"]
    client.post(manage, {"forget": cast["Banque"].pk})
    assert names() == ["Loin", "Banque"]
    assert shown(client, segment=segment.pk, kind="bank") == ["Banque"]
    assert client.post(manage, {"out": "x"}).status_code == 302
    nested = client.post(
        reverse("segment_add"), {"name": "Deux", "query": f"segment={segment.pk}", "purpose": ""}
    )
    assert nested.status_code == 422
    assert "Un segment part de filtres" in nested.content.decode()


def test_a_segment_whose_tag_is_gone_chooses_nobody(cast, director, signed_in):
    tag = Tag.objects.create(name="Juin", key="juin")
    segment = Segment.objects.create(name="S", key="s", query=f"tags={tag.pk}")
    tag.delete()
    page = signed_in(director).get(reverse("segment_detail", args=[segment.pk]))
    assert page.context["counted"].number == 0
    assert "ne désigne plus rien" in page.content.decode()


@pytest.mark.usefixtures("cast")
def test_a_typing_error_in_the_words_is_forgiven_and_said(reader, signed_in):
    client = signed_in(reader)
    made = people.add_stakeholder(
        first_name="Maïwenn", last_name="Kervelec’h", source_on=make.TODAY
    )
    page = client.get(URL, {"q": "kervelch"})
    assert [line.row for line in page.context["lines"]] == [made]
    assert "Rien ne répond à « kervelch » : voici « kervelech »." in page.content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    # What is kept or selected from here is what is shown.
    assert page.context["query"] == "q=kervelech"
    assert 'value="q=kervelech"' in page.content.decode()
    # Another filter leaves nobody: the words were right.
    page = client.get(URL, {"q": "kervelech", "kind": "bank"})
    assert page.context["typed"] == ""
    assert not page.context["lines"]


def test_a_typing_error_is_forgiven_among_organizations_too(reader, signed_in):
    people.add_organization(name="Banque des Embruns", kind="bank")
    page = signed_in(reader).get("/organismes/", {"q": "embrnus"})
    assert [line.row.name for line in page.context["lines"]] == ["Banque des Embruns"]
