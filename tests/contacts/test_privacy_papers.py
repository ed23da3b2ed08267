"""The papers of privacy as PDF: text, pages, tags, French signs; at the size they really have."""

import datetime
import io

import pypdf
import pytest
from django.utils import timezone

from contacts import access, notices, processing
from contacts.models.privacy import Processing
from tests import make

FIRST_OF_MARCH = datetime.date(2027, 3, 1)


def read(content):
    document = pypdf.PdfReader(io.BytesIO(content))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("fr")
    assert root["/StructTreeRoot"]["/K"]
    assert document.metadata.title
    return document


def text_of(document):
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


@pytest.fixture
def person(db):
    return make.stakeholder(
        "Marie-Françoise Anne-Élisabeth",
        "de Kersauson de Pennendreff-Le Gall de Trégomain",
        street="Résidence des Hauts de l’Élorn, bâtiment C, 3e étage, 1248 boulevard de Lattre",
        postal_code="29200",
        city="Saint-Martin-des-Champs-sur-Élorn",
    )


def test_a_letter_with_long_names_is_one_page(person):
    letter = notices.letter(person, on=FIRST_OF_MARCH)
    document = read(notices.letters_pdf([letter], on=FIRST_OF_MARCH).pdf)
    assert len(document.pages) == 1
    text = text_of(document)
    assert "Kersauson de Pennendreff-Le Gall de Trégomain" in text
    assert "1er mars 2027" in text
    assert "D’où viennent vos données." in text
    assert "*" not in text


def test_a_long_notice_goes_on_and_the_next_letter_begins_a_page(person, director):
    notice = notices.privacy_texts.notice()
    notice.body += "\n\nUne précision de plus, qui tient sur une ligne ou deux." * 30
    other = make.stakeholder("Yann", "Le Bihan")
    letters = [notices.letter(one, on=FIRST_OF_MARCH, notice=notice) for one in (person, other)]
    document = read(notices.letters_pdf(letters, on=FIRST_OF_MARCH).pdf)
    firsts = [n for n, page in enumerate(document.pages) if "Vos données" in page.extract_text()]
    assert firsts == [0, len(document.pages) // 2]
    assert len(document.pages) > 2


def test_a_mail_has_no_marks_of_bold(person):
    letter = notices.letter(person, on=FIRST_OF_MARCH)
    assert "*" not in letter.text
    assert ("Pourquoi.", True) in [(lead, bool(text)) for lead, text in letter.parts]


def test_the_signs_of_french_hold_to_their_word(person):
    text = notices.letter(person, on=FIRST_OF_MARCH).text
    for sign in (":", ";", "?", "!", "»"):
        assert f" {sign}" not in text.replace("\n", " ")
    assert "« " not in text


def test_a_register_of_forty_activities_cuts_no_row(db):
    said = dict.fromkeys(
        ("purpose", "basis", "people", "categories", "recipients", "retention", "security"),
        "Une phrase assez longue pour tenir sur deux lignes de la page une fois imprimée. " * 2,
    )
    for number in range(33):
        Processing.objects.create(key=f"ours-{number}", title=f"Activité {number:02}.", **said)
    document = read(processing.register_pdf(on=FIRST_OF_MARCH).pdf)
    assert 12 <= len(document.pages) <= 24
    for page in document.pages:
        text = page.extract_text()
        assert text.count("Finalité") == text.count("Mesures de sécurité")
    assert "Activité 32." in text_of(document)


def test_the_copy_of_a_person_reads_as_french(person, director):
    make.exchange(person, director, text="Souhaite visiter : « pourquoi pas ? »")
    document = read(access.as_pdf(person, now=timezone.now()))
    text = text_of(document)
    assert "Souhaite visiter" in text
    for raw in ("Exchanged on", "Main rank", "Main place", "Series"):
        assert raw not in text


def test_the_copy_of_a_resident_says_what_they_agreed_to(director):
    resident = make.resident(make.operation(), phone="+33639980011", access="Code 42B")
    make.consent(resident, "hosting", director, scope="Rez-de-jardin")
    text = text_of(read(access.as_pdf(resident, now=timezone.now())))
    assert "Code 42B" in text
    assert "Rez-de-jardin" in text
    assert "06 39 98 00 11" in text
    assert "Operation" not in text
