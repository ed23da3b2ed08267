"""The territories: who sits there, what belongs to it, choosing a commune."""

from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from directory.models import Territory
from tests import make
from tests.directory.loading import MAY, councillor, load_april, load_rows, mayor

HTMX = {"HX-Request": "true"}


def _text(answer: Any) -> str:
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def _page(client: Any, territory: Territory) -> str:
    return _text(client.get(f"/territoires/{territory.pk}/"))


def test_a_commune_shows_who_sits_there_the_mayor_first(reader: User, signed_in: Any) -> None:
    commune = make.commune("Port-Élorn", "29901", population=21_400, postal_codes="29999")
    load_april()

    page = _page(signed_in(reader), commune)

    assert "<h1>Port-Élorn (29)</h1>" in page
    assert "21 400 habitants" in page
    order = [
        page.index(name)
        for name in ("Maëlle Kervelec’h", "Anne Marie de Keranguyon-Bellec", "Karim Aït-Oufella")
    ]
    assert order == sorted(order)
    assert page.count("Maëlle Kervelec’h") == page.count("Karim Aït-Oufella")
    assert "1re adjointe au maire" in page
    assert "2e adjoint au maire" in page
    assert "3e adjoint au maire" not in page
    assert "depuis le 11 juillet 2026" in page
    assert "Code officiel géographique 2026" in page
    assert "Répertoire national des élus, 28 avril 2026." in page


def test_an_intercommunality_shows_its_members_with_their_mayors(
    reader: User, signed_in: Any
) -> None:
    council = Territory.objects.create(
        kind="intercommunality", code="200099901", name="CA Elorn Atlantique", legal_kind="CA"
    )
    make.commune("Port-Élorn", "29901", intercommunality=council)
    load_april()

    page = _page(signed_in(reader), council)

    assert "Communauté d’agglomération" in page
    assert ">Port-Élorn</a>" in page
    assert "Maëlle Kervelec’h, maire" in page
    assert "Présidente du conseil communautaire" in page
    assert "au titre de Lanvidec-sur-Mer" in page


def test_who_is_missing_from_the_latest_file_is_told_apart(
    tmp_path: Path, reader: User, signed_in: Any
) -> None:
    load_rows(
        tmp_path,
        "municipal",
        councillor("PY", "Ana", "01/01/1970"),
        councillor("LE BRAS", "Eve", "02/02/1972"),
    )
    load_rows(tmp_path, "municipal", councillor("PY", "Ana", "01/01/1970"), on=MAY)

    page = _page(signed_in(reader), Territory.objects.get(code="29901"))

    assert page.index("Ana Py") < page.index("Vus seulement dans un fichier antérieur")
    assert page.index("Vus seulement dans un fichier antérieur") < page.index("Eve Le Bras")
    assert "n’est pas dans le Code officiel géographique" in page


def test_a_territory_without_anybody_says_so(reader: User, signed_in: Any) -> None:
    page = _page(signed_in(reader), make.commune())

    assert "Les fichiers chargés jusqu’ici ne nomment personne ici." in page


def test_territories_are_found_as_one_types(reader: User, signed_in: Any) -> None:
    make.commune()
    client = signed_in(reader)

    assert "Port-Élorn (29)" in _text(client.get("/territoires/?q=port"))
    assert "Aucun territoire ne porte ce nom" in _text(client.get("/territoires/?q=zzz"))
    part = client.get("/territoires/?q=port", headers=HTMX).content.decode()
    assert part.strip().startswith('<div id="rows">')


def test_choosing_a_commune_proposes_those_that_begin_so(
    reader: User, stranger: User, signed_in: Any
) -> None:
    commune = make.commune(postal_codes="29999 29998")

    page = _text(signed_in(reader).get("/territoires/choix/?q=port&list=x"))

    assert f'data-pk="{commune.pk}"' in page
    assert 'data-label="Port-Élorn (29)"' in page
    assert "29999" in page
    assert signed_in(stranger).get("/territoires/choix/?q=port").status_code == 404


def test_a_stranger_cannot_see_that_it_exists(stranger: User, signed_in: Any) -> None:
    assert signed_in(stranger).get(f"/territoires/{make.commune().pk}/").status_code == 404


def test_one_and_three_people_cost_the_same_queries(
    tmp_path: Path, reader: User, signed_in: Any, django_assert_num_queries: Any
) -> None:
    client = signed_in(reader)
    load_rows(tmp_path, "mayor", mayor("KERGAL", "Ana", "01/01/1970"))
    address = f"/territoires/{Territory.objects.get(code='29901').pk}/"
    client.get(address)
    # Other packages hang panels on this page: what counts is that people cost nothing more.
    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    load_rows(
        tmp_path,
        "municipal",
        councillor("KERUZ", "Eve", "01/01/1971"),
        councillor("KEREB", "Zoé", "01/01/1972"),
    )
    with django_assert_num_queries(len(counted)):
        client.get(address)


def test_each_kind_of_territory_says_how_one_speaks_of_its_office(
    reader: User, signed_in: Any
) -> None:
    client = signed_in(reader)
    said = {
        Territory.Kind.COMMUNE: "maire",
        Territory.Kind.DEPARTMENT: "conseil départemental",
        Territory.Kind.REGION: "conseil régional",
        Territory.Kind.INTERCOMMUNALITY: "président·e",
    }
    for at, (kind, office) in enumerate(said.items()):
        place = Territory.objects.create(
            kind=kind, code=f"X{at}", name="Arvor", name_of="de l’Arvor", sort_key=f"arvor{at}"
        )
        assert f"On dit : « {office} de l’Arvor »." in _page(client, place)
