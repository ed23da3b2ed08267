"""What people type in cells: days, titles, numbers, names."""

import datetime

import pytest
from django.utils import translation

from contacts.importing import values
from contacts.models import Exchange, Organization


@pytest.mark.parametrize(
    "text",
    [
        *("03/03/2026", "3/3/2026", "3.3.26", "2026-03-03", "2026-03-03 00:00:00", "46084"),
        *("3 mars 2026", "mardi 3 mars 2026", "3 March 2026", "03-03-2026", " 3 MARS 2026 "),
    ],
)
def test_a_day_in_any_dress(text):
    assert values.day(text) == datetime.date(2026, 3, 3)


def test_the_first_of_a_month():
    assert values.day("1er février 2026") == datetime.date(2026, 2, 1)


@pytest.mark.parametrize("text", ["31/02/2026", "29/02/2025", "45/13/2026", "31 avril 2026"])
def test_a_day_that_does_not_exist_is_refused_with_the_reason(text):
    with translation.override("fr"), pytest.raises(ValueError, match="n’existe pas"):
        values.day(text)


@pytest.mark.parametrize("text", ["bientôt", "2026", "12", "mars 2026", "'; DROP TABLE"])
def test_what_is_no_day_says_how_to_write_one(text):
    with translation.override("fr"), pytest.raises(ValueError, match="03/03/2026"):
        values.day(text)


def test_a_phone_gets_back_what_the_spreadsheet_took():
    assert values.phone("612345678") == "+33612345678"
    assert values.phone("33612345678") == "+33612345678"
    assert values.phone("06.12.34.56.78") == "+33612345678"
    assert values.phone("06 12 34 56 78 / 02 98 00 00 00") == "+33612345678"
    with pytest.raises(ValueError, match="06"):
        values.phone("06 12")


def test_a_postal_code_gets_back_its_zero():
    assert (values.postal_code("1000"), values.postal_code("29000")) == ("01000", "29000")


def test_titles_and_answers():
    assert [values.sex(text) for text in ("Mme", "M.", "monsieur", "F")] == ["F", "M", "M", "F"]
    assert [values.yes(text) for text in ("Oui", "x", "non", "0")] == [True, True, False, False]
    for wrong in (values.sex, values.yes):
        with pytest.raises(ValueError, match="peut-être"):
            wrong("peut-être")


def test_kinds_and_channels_in_their_words():
    assert values.organization_kind("Banque") == Organization.Kind.BANK
    assert values.likely_kind("Crédit des Embruns") == Organization.Kind.BANK
    assert values.likely_kind("Mairie de Port-Élorn") == Organization.Kind.LOCAL_AUTHORITY
    assert values.likely_kind("Les Amis") == Organization.Kind.OTHER
    assert values.channel("Rendez-vous") == Exchange.Channel.MEETING
    assert values.channel("coup de fil") == Exchange.Channel.CALL
    with pytest.raises(ValueError, match="pigeon"):
        values.channel("pigeon")


def test_spaces_nobody_sees():
    assert values.plain("\u00a0Le  Goff\u200b \n\n suite ") == "Le Goff\nsuite"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le Goff–D'Hervé (née Çelik)", "Le Goff–D'Hervé (née Çelik)"),
        ("KERSAUSON (DE)", "de Kersauson"),
        ("Kersauson (de)", "de Kersauson"),
        ("LE GOFF", "Le Goff"),
    ],
)
def test_a_name_in_brackets_is_moved_only_when_it_is_a_particle(text, said):
    assert values.surname(text) == said
