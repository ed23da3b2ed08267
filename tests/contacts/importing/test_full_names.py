"""A name written in one cell is parted as somebody of a town hall would part it."""

import pytest

from contacts.importing import full_names, mapping, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LE GOFF Hélène", ("Hélène", "LE GOFF")),
        ("Hélène Le Goff", ("Hélène", "Le Goff")),
        ("Le Goff, Hélène", ("Hélène", "Le Goff")),
        ("Mme Hélène Le Goff", ("Hélène", "Le Goff")),
        ("M. et Mme DUPONT Pierre", ("Pierre", "DUPONT")),
        ("Cher", ("", "Cher")),
        ("M", ("", "M")),
        ("de KERSAUSON Anne-Sophie", ("Anne-Sophie", "DE KERSAUSON")),
        ("Anne-Sophie de KERSAUSON", ("Anne-Sophie", "DE KERSAUSON")),
        ("de la VILLÉON Marie", ("Marie", "DE LA VILLÉON")),
        ("d'AVOUT Louis", ("Louis", "D'AVOUT")),
        ("LE GOFF HELENE", ("HELENE", "LE GOFF")),
        ("MADEC (née Cadiou) Françoise", ("Françoise", "MADEC (née Cadiou)")),
        ("MADEC née CADIOU Françoise", ("Françoise", "MADEC NÉE CADIOU")),
        ("Nora de la Rue", ("Nora", "de la Rue")),
    ],
)
def test_a_full_name_is_parted(text, expected):
    assert full_names.parted(text) == expected


def test_the_header_says_which_name_comes_first():
    assert full_names.parted("L'Hostis Gwenaël", surname_first=True) == ("Gwenaël", "L'Hostis")
    assert full_names.parted("Le Goff Hélène", surname_first=True) == ("Hélène", "Le Goff")
    said = {header: mapping.surname_first(header) for header in ("Nom et prénom", "NOM Prénom(s)")}
    assert set(said.values()) == {True}
    assert not any(map(mapping.surname_first, ("Prénom et nom", "Prénom NOM", "Contact", "Nom")))


def test_another_name_in_brackets_stays_one():
    assert values.surname("MADEC (née Cadiou)") == "Madec (née Cadiou)"
    assert values.surname("Naug @SUM(1)") == "Naug @SUM(1)"
    assert values.surname("MADEC NÉE CADIOU") == "Madec née Cadiou"
    assert values.surname("KERSAUSON (DE)") == "de Kersauson"


@pytest.mark.parametrize(
    ("text", "said"),
    [("Mme LE BRIS Solenn", "Mme"), ("M. Yann Riou", "M."), ("Yann Riou", ""), ("Mme", "Mme")],
)
def test_the_title_before_a_name_is_read(text, said):
    assert full_names.title(text) == said
