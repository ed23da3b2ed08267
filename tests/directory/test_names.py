"""How French writes the names that the register gives in capitals."""

import datetime

import pytest

from directory import names


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("GUYOMARC'H", "Guyomarc’h"),
        ("LE GOFF", "Le Goff"),
        ("L'HOSTIS-LE DIAGON", "L’Hostis-Le Diagon"),
        ("KERSAUSON (DE)", "de Kersauson"),
        ("DE KERANGUYON-BELLEC", "de Keranguyon-Bellec"),
        ("DE LA PANOUSE", "de La Panouse"),
        ("BONAMOUR DU TARTRE", "Bonamour du Tartre"),
        ("D'HAUTEFEUILLE", "d’Hautefeuille"),
        ("GISCARD D'ESTAING", "Giscard d’Estaing"),
        ("LE GOFF–D'HERVÉ", "Le Goff–d’Hervé"),
        ("KERBRAT / L'HOSTIS", "Kerbrat / L’Hostis"),
        ("VAN DEN BERGH", "Van den Bergh"),
        ("QUANEAUX EP BERTRAND", "Quaneaux épouse Bertrand"),
        ("SALIGA ÉP LUTOVIKA", "Saliga épouse Lutovika"),
        ("CHEYREZY NÉE ROUVEYROL", "Cheyrezy née Rouveyrol"),
        ("JOUANNON--PEIGNÉ", "Jouannon-Peigné"),
        ("PRUD'HOMME", "Prud’homme"),
        ("FALC'HUN", "Falc’hun"),
        ("O'DOHERTEY", "O’Dohertey"),
        ("PIERRE-DIT-MERY", "Pierre-dit-Mery"),
        ("AÏT-OUFELLA", "Aït-Oufella"),
        ("FAŸ", "Faÿ"),
        ("PY", "Py"),
        ("DE", "De"),
        ("McAdam", "McAdam"),
    ],
)
def test_surname(raw: str, written: str) -> None:
    assert names.surname(raw) == written


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("JEAN-LUC", "Jean-Luc"),
        ("jean-luc", "Jean-Luc"),
        ("Jean-Marie Joseph", "Jean-Marie Joseph"),
        ("Gabriel (gaby)", "Gabriel (Gaby)"),
    ],
)
def test_given_names(raw: str, written: str) -> None:
    assert names.given_names(raw) == written


def test_a_particle_does_not_count_in_the_order_of_names() -> None:
    assert names.sort_key("de Kersauson", "Loïg") == "kersauson  loig"
    assert names.sort_key("d’Hautefeuille", "Anne") == "hautefeuille  anne"
    assert names.sort_key("Le Goff", "Hélène") == "le goff  helene"


def test_a_place_the_official_code_does_not_know_gets_its_small_words() -> None:
    assert names.place("L'Ile-De-Goulaven") == "L’Ile-de-Goulaven"
    assert names.place("Lanvidec-Sur-Mer") == "Lanvidec-sur-Mer"


@pytest.mark.parametrize(
    ("name", "after_of"),
    [
        ("Quimper", "de Quimper"),
        ("Le Faou", "du Faou"),
        ("Les Sables", "des Sables"),
        ("L’Abergement", "de l’Abergement"),
        ("Ergué-Gabéric", "d’Ergué-Gabéric"),
        ("La Rochelle", "de La Rochelle"),
    ],
)
def test_a_name_after_of(name: str, after_of: str) -> None:
    assert names.with_de(name) == after_of


def test_what_two_spellings_of_a_surname_share() -> None:
    gaz, tendrec = names.surname_tokens("gaz le tendrec"), names.surname_tokens("le tendrec")
    assert gaz & tendrec == {"tendrec"}
    assert not names.surname_tokens("le goff") & names.surname_tokens("le bras")


def test_the_key_of_birth_date_and_first_given_name() -> None:
    born = datetime.date(1956, 2, 29)
    assert names.match_key("Jean-Marie Joseph", born) == "1956-02-29|jean marie"
    assert names.match_key("Jean-Marie", None) == ""
