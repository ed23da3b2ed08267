"""The territories of France, loaded from the committed file, found as one types."""

import gzip
import hashlib

import pytest
from django.core.management import call_command
from django.db.models import Count

from directory import territories
from directory.forms import CommuneField
from directory.models import Territory
from directory.territories import find_communes, find_territories

K = Territory.Kind


@pytest.fixture
def france(db: None) -> None:
    """Load all the territories."""
    territories.load()


def test_the_committed_file_is_compact_and_deterministic() -> None:
    data = territories.FILE.read_bytes()

    assert len(data) < 1_500_000
    assert gzip.compress(gzip.decompress(data), 9, mtime=0) == data
    assert territories.checksum() == hashlib.sha256(data).hexdigest()


@pytest.mark.usefixtures("france")
def test_all_of_france_is_there_and_loading_again_changes_nothing() -> None:
    counted = Territory.objects.values_list("kind").annotate(count=Count("pk")).order_by()
    assert dict(counted) == {
        "country": 1,
        "region": 26,
        "department": 109,
        "intercommunality": 1255,
        "commune": 34969,
    }
    assert territories.load() == 0
    assert territories.load(again=True) == 36_360
    assert Territory.objects.count() == 36_360

    quimper = Territory.objects.select_related("intercommunality", "department", "region").get(
        kind=K.COMMUNE, code="29232"
    )
    assert quimper.label == "Quimper (29)"
    assert str(quimper.intercommunality) == "CA Quimper Bretagne Occidentale"
    assert (str(quimper.department), str(quimper.region)) == ("Finistère", "Bretagne")
    assert {
        code: Territory.objects.get(kind=K.COMMUNE, code=code).name_of
        for code in ("29232", "29053", "29051", "01001", "85194", "66104", "60703")
    } == {
        "29232": "de Quimper",
        "29053": "du Faou",
        "29051": "d’Ergué-Gabéric",
        "01001": "de l’Abergement-Clémenciat",
        "85194": "des Sables-d’Olonne",
        "66104": "de Los Masos",
        "60703": "des Marais",
    }


@pytest.mark.usefixtures("france")
def test_a_territory_is_found_as_one_types() -> None:
    wanted = {
        "quimp": "Quimper (29)",
        "QUIMPER": "Quimper (29)",
        "le faou": "Le Faou (29)",
        "Faou": "Le Faou (29)",
        "29510": "Briec (29)",
        "29053": "Le Faou (29)",
        "st malo": "Saint-Malo (35)",
        "saint-malo": "Saint-Malo (35)",
        "Saint-Pierre (974)": "Saint-Pierre (974)",
        "ile de sein": "Île-de-Sein (29)",
        "2A004": "Ajaccio (2A)",
        "l'haÿ": "L’Haÿ-les-Roses (94)",
    }
    assert {text: find_communes(text, 5)[0].label for text in wanted} == wanted

    # An intercommunality is found without its legal kind.
    found = [row.name for row in find_territories("quimper", 5)]
    assert found[:2] == ["Quimper", "CA Quimper Bretagne Occidentale"]
    assert find_territories("", 5) == []
    assert find_territories("zzzz", 5) == []

    # The commune field understands a text that means one commune.
    field = CommuneField(label="Commune")
    quimper = Territory.objects.get(kind=K.COMMUNE, code="29232")
    assert field.clean(("Quimper (29)", str(quimper.pk))) == quimper
    assert field.clean(("Quimper (29)", "")) == quimper
    assert field.prepare_value(quimper.pk) == ("Quimper (29)", str(quimper.pk))


@pytest.mark.django_db
def test_a_territory_outside_the_official_code_keeps_the_label_of_the_file() -> None:
    territories.add_unofficial([(K.COMMUNE, "29901", "Port-Elorn")])
    territories.add_unofficial([(K.COMMUNE, "29901", "Port-Elorn")])

    made = Territory.objects.get()
    assert (made.name, made.name_of, made.is_official) == ("Port-Elorn", "de Port-Elorn", False)


@pytest.mark.django_db
def test_the_command_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_territories")
    call_command("load_territories")

    assert capsys.readouterr().out.splitlines() == [
        "36360 territoires chargés.",
        "Les territoires sont déjà là.",
    ]
