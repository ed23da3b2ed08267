"""Who looks like whom, why, and who does not."""

import datetime
from typing import Any

import pytest

from contacts import duplicates, people
from contacts.cards import Card, OrganizationCard, phone_key
from contacts.likeness import THRESHOLD, Likeness, of_people
from contacts.models import Organization
from contacts.organization_likeness import of_organizations
from contacts.sounds import sound
from directory.folding import fold
from directory.models import RegisterEdition, RegisterPerson, RegisterRespelling, SeatKind
from tests import make

QUIMPER, BREST = frozenset({"Port-Élorn (29)"}), frozenset({"Lanvallon (29)"})


def card(first_name: str, last_name: str, **values: Any) -> Card:
    return Card(first_name=first_name, last_name=last_name, **values)


def looked_at(one: Card, other: Card) -> tuple[bool, list[str]]:
    found: Likeness = of_people(one, other)
    assert of_people(other, one).score == found.score
    return found.score >= THRESHOLD, [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Hélène", "Le Goff"), ("HELENE", "LEGOFF")),
        (("Hélène", "Le Goff"), ("Le Goff", "Hélène")),
        (("Hélène", "Le Goff"), ("Hélène", "Le Gof")),
        (("Hélène", "Le Goff"), ("Helène", "Goff (Le)")),
        (("Maëlle", "Kervelec’h"), ("Maelle", "Kervelech")),
        (("Maëlle", "Kervelec’h"), ("M.", "Kervelec’h")),
        (("Anne-Marie", "Quéméner"), ("Anne Marie", "Quemener")),
        (("Hélène", "Le Goff"), ("Hélène", "Le Goff-Prigent")),
        (("Hélène", "Prigent née Le Goff"), ("Hélène", "Le Goff")),
        (("Hélène", "Prigent"), ("Hélène", "Le Goff épouse Prigent")),
    ],
)
def test_two_spellings_in_one_commune_look_alike(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    alike, reasons = looked_at(card(*one, territories=QUIMPER), card(*other, territories=QUIMPER))
    assert alike
    assert reasons[-1] == "same_territory"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jean-Paul", "Le Goff"), ("Jean-Pierre", "Le Goff")),
        (("Michel", "Le Goff"), ("Michèle", "Le Goff")),
        (("Hélène", "Le Goff"), ("Yann", "Le Goff")),
        (("Hélène", "Le Goff"), ("Hélène", "Le Gall")),
        (("Hélène", "Kervella"), ("Hélène", "Kervelec’h")),
    ],
)
def test_two_people_of_one_commune_do_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    alike, _ = looked_at(card(*one, territories=QUIMPER), card(*other, territories=QUIMPER))
    assert not alike


def test_homonyms_of_two_communes_are_two_people() -> None:
    one = card("Hélène", "Le Goff", territories=QUIMPER)
    assert not looked_at(one, card("Hélène", "Le Goff", territories=BREST))[0]


def test_a_name_with_nothing_else_is_worth_a_look() -> None:
    one = card("Hélène", "Le Goff", territories=QUIMPER)
    assert looked_at(one, card("Helene", "Le Goff")) == (True, ["same_name", "only_name"])
    assert not looked_at(one, card("Helene", "Le Gof"))[0]


def test_a_mobile_phone_or_an_address_shared_says_more_than_another_commune() -> None:
    phone, email = frozenset({phone_key("06 12 34 56 78")}), frozenset({"h.goff@exemple.test"})
    one = card("Hélène", "Le Goff", territories=QUIMPER, phones=phone, emails=email)
    assert looked_at(one, card("Hélène", "Le Goff", territories=BREST, phones=phone))[0]
    assert looked_at(one, card("Hélène", "Prigent", emails=email))[0]


def test_a_couple_with_one_number_is_two_people() -> None:
    phone = frozenset({phone_key("02 98 00 00 00")})
    one = card("Hélène", "Le Goff", territories=QUIMPER, phones=phone)
    assert not looked_at(one, card("Yann", "Le Goff", territories=QUIMPER, phones=phone))[0]


def test_a_shared_mailbox_says_little() -> None:
    email = frozenset({"mairie@exemple.test"})
    one = card("Hélène", "Le Goff", emails=email)
    assert not looked_at(one, card("Hélène", "Prigent", emails=email))[0]


def test_the_register_decides() -> None:
    one = card("Hélène", "Le Goff", territories=QUIMPER, register_person=1)
    other = card("Hélène", "Le Goff", territories=QUIMPER, register_person=2)
    assert looked_at(one, other) == (False, ["other_register"])
    assert looked_at(one, card("H", "Goffe", register_person=1)) == (True, ["same_register"])


def test_reasons_are_said_in_french() -> None:
    one = card("Hélène", "Le Goff", territories=QUIMPER, sex="F")
    found = of_people(one, card("Hélène", "Legoff", territories=QUIMPER, sex="M"))
    assert [str(reason).replace("\xa0", " ") for reason in found.reasons] == [
        "même nom",
        "même territoire : Port-Élorn (29)",
        "l’une est Mme, l’autre M.",
    ]
    assert [reason.is_against for reason in found.reasons] == [False, False, True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crédit des Embruns", "credit des embruns SA"),
        ("Crédit Agricole Finistère", "CA Finistère"),
        ("Caisse régionale du Crédit des Embruns", "Crédit des Embruns"),
        ("Atelier Kermorgant", "Atelier Kermorgan"),
    ],
)
def test_organizations_look_alike_without_their_legal_words(one: str, other: str) -> None:
    a, b = OrganizationCard(name=one), OrganizationCard(name=other)
    assert of_organizations(a, b).score >= THRESHOLD
    assert of_organizations(b, a).score >= THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Banque des Embruns, agence de Port-Élorn", "Banque des Embruns, agence de Lanvallon"),
        ("Mairie de Port-Élorn", "Mairie de Lanvallon"),
        ("Banque des Embruns", "Banque des Dunes"),
    ],
)
def test_two_agencies_of_one_bank_do_not(one: str, other: str) -> None:
    found = of_organizations(OrganizationCard(name=one), OrganizationCard(name=other))
    assert found.score < THRESHOLD


def test_the_siren_decides() -> None:
    one = OrganizationCard(name="Atelier Kermorgant", siren="123456782")
    other = OrganizationCard(name="Atelier Kermorgant", siren="987654324")
    assert of_organizations(one, other).score < THRESHOLD


def test_names_heard_alike_share_a_key() -> None:
    alike = [("Le Goff", "Legof"), ("Guyomarc’h", "Guyomard"), ("Gauthier", "Gautier")]
    assert all(sound(one) == sound(other) for one, other in alike)


@pytest.mark.django_db
class TestInTheBase:
    def test_candidates_come_with_the_person_and_the_reasons(self) -> None:
        commune = make.commune()
        kept = _add("Hélène", "Le Goff")
        make.mandate(kept, commune)
        _add("Yann", "Le Goff")
        typed = Card(first_name="Goff", last_name="Hélène", territories=frozenset({commune.label}))
        assert duplicates.candidates(typed) == []
        typed = Card(
            first_name="Legoff", last_name="Helene", territories=frozenset({commune.label})
        )
        (found,) = duplicates.candidates(typed)
        assert found.stakeholder == kept
        assert [reason.code for reason in found.reasons] == ["swapped_name", "same_territory"]

    def test_those_merged_into_another_are_not_found(self) -> None:
        kept = _add("Hélène", "Le Goff")
        other = _add("Hélène", "Legoff")
        other.merged_into = kept
        other.save()
        found = duplicates.candidates(Card(first_name="Hélène", last_name="Le Goff"))
        assert [match.pk for match in found] == [kept.pk]
        assert list(duplicates.scan()) == []

    def test_the_same_number_finds_another_name(self) -> None:
        kept = _add("Hélène", "Prigent", phone="+33612345678")
        typed = Card(
            first_name="Hélène", last_name="Le Goff", phones=frozenset({phone_key("0612345678")})
        )
        assert [match.pk for match in duplicates.candidates(typed)] == []
        mail = _add("Hélène", "Prigent", email="h.goff@exemple.test")
        typed = Card(
            first_name="Hélène", last_name="Le Goff", emails=frozenset({"h.goff@exemple.test"})
        )
        assert [match.pk for match in duplicates.candidates(typed)] == [mail.pk]
        assert kept.pk != mail.pk

    def test_an_index_finds_what_the_base_finds(self) -> None:
        kept = _add("Hélène", "Le Goff", phone="+33612345678")
        index = duplicates.people_index()
        typed = Card(first_name="Helene", last_name="LEGOFF")
        assert index.candidates(typed) == duplicates.candidates(typed)
        assert [match.pk for match in index.candidates(typed)] == [kept.pk]

    def test_a_scan_finds_each_pair_once(self) -> None:
        one, other = _add("Hélène", "Le Goff"), _add("Hélène", "Legoff")
        _add("Yann", "Le Goff")
        (pair,) = duplicates.scan()
        assert (pair.first, pair.second) == (one.pk, other.pk)

    def test_two_people_whom_the_register_respelt_are_one(self) -> None:
        first = _registered("Le Goff")
        second = _registered("Legoff")
        _add("Hélène", "Le Goff", register_person=first)
        _add("Hélène", "Legoff", register_person=second)
        assert list(duplicates.scan()) == []
        edition = RegisterEdition.objects.create(
            kind=SeatKind.MAYOR, published_on=make.TODAY, file_name="x", sha256="0" * 64
        )
        RegisterRespelling.objects.create(
            person=first,
            identity=second.identity,
            last_name="Legoff",
            first_name="Hélène",
            reason=RegisterRespelling.Reason.SAME_BODY,
            edition=edition,
        )
        assert [pair.score for pair in duplicates.scan()] == [100]

    def test_organizations_as_one_types(self) -> None:
        kept = people.add_organization(name="Crédit des Embruns", kind=Organization.Kind.BANK)
        people.add_organization(name="Atelier Kermorgant", kind=Organization.Kind.COMPANY)
        for typed in ("Credit des Embrun", "CE", "Crédit des Embruns SA"):
            found = duplicates.organization_candidates(OrganizationCard(name=typed))
            assert [match.pk for match in found] == [kept.pk]
        assert list(duplicates.scan_organizations()) == []


def _add(first_name: str, last_name: str, **values: Any) -> Any:
    return people.add_stakeholder(
        first_name=first_name, last_name=last_name, source_on=make.TODAY, **values
    )


def _registered(last_name: str) -> RegisterPerson:
    born_on = datetime.date(1970, 1, 1)
    folded = fold(last_name)
    return RegisterPerson.objects.create(
        last_name=last_name,
        first_name="Hélène",
        born_on=born_on,
        identity=f"{folded}|helene|{born_on}",
        folded_last=folded,
        folded_first="helene",
        sort_key=f"{folded}  helene",
    )
