"""Who was informed, who was not, and until when they must be."""

import datetime

import pytest

from accounts.models import Cooperative
from contacts import informing, notices, privacy_texts
from contacts.models import Stakeholder
from contacts.models.privacy import Information, Notice
from tests import make
from ui import batches
from ui.models import Batch

TAKEN_IN = datetime.datetime(2026, 10, 31, 9, tzinfo=datetime.UTC)


@pytest.fixture
def person(director):
    made = make.stakeholder("Maëlle", "Kervelec’h", sex="F", email="m@exemple.test")
    Stakeholder.objects.filter(pk=made.pk).update(created_at=TAKEN_IN)
    return made


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2026, 1, 31), (2026, 2, 28)),
        ((2026, 12, 15), (2027, 1, 15)),
        ((2026, 10, 31), (2026, 11, 30)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(start, end):
    assert informing.a_month_after(datetime.date(*start)) == datetime.date(*end)


def test_the_clock_is_a_month(person):
    found = informing.not_informed().get()
    assert informing.deadline(found) == datetime.date(2026, 11, 30)
    words = informing.in_words(found, on=datetime.date(2026, 11, 20))
    assert words.replace("\xa0", " ") == "à informer avant le 30 novembre 2026 inclus"


def test_the_first_exchange_ends_it_earlier_but_a_note_of_ours_does_not(person, director):
    make.exchange(person, director, channel="note", happened_on=datetime.date(2026, 11, 2))
    assert informing.deadline(informing.not_informed().get()) == datetime.date(2026, 11, 30)
    make.exchange(person, director, channel="call", happened_on=datetime.date(2026, 11, 5))
    assert informing.deadline(informing.not_informed().get()) == datetime.date(2026, 11, 5)
    assert informing.overdue(datetime.date(2026, 11, 20)).count() == 1


def test_informing_is_one_batch_that_is_taken_back(person, director):
    other = make.stakeholder("Annick", "Autre")
    batch, series = informing.inform(
        people=[person.pk, other.pk], on=make.TODAY, means="letter", author=director
    )
    assert informing.not_informed().count() == 0
    assert Information.objects.filter(series=series).count() == 2
    assert isinstance(batch, Batch)
    batches.undo(batch, by=director)
    assert informing.not_informed().count() == 2
    assert Information.objects.count() == 0


def test_nobody_chosen_is_refused(director):
    with pytest.raises(informing.NobodyChosen):
        informing.inform(people=[], on=make.TODAY, means="letter", author=director)


def test_the_notice_says_who_whence_why_and_the_rights(person):
    Cooperative.objects.create(pk=1, name="Habitat des Rives", email="dpo@rives.test")
    text = notices.letter(person, on=make.TODAY).text
    for said in ("Madame", "Habitat des Rives", "dpo@rives.test", "CNIL", "intérêt légitime"):
        assert said in text
    assert "{" not in text


def test_a_mayor_is_told_of_the_rule_for_officials(person):
    make.mandate(person)
    text = notices.letter(person, on=make.TODAY).text
    assert privacy_texts.rule_of("elected").row.purpose in text


def test_letters_are_a_tagged_pdf_with_a_page_each(person):
    import io

    import pypdf

    letters = [notices.letter(person, on=make.TODAY)] * 2
    document = pypdf.PdfReader(io.BytesIO(notices.letters_pdf(letters, on=make.TODAY).pdf))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(document.pages) >= 2
    assert "Maëlle Kervelec’h" in document.pages[0].extract_text()


def test_those_told_keep_the_text_they_were_told(person, director):
    first = Notice.objects.create(body="Premier texte", author=director)
    informing.inform(people=[person.pk], on=make.TODAY, means="letter", author=director)
    Notice.objects.create(body="Second texte", author=director)
    assert Information.objects.get().notice == first
    assert privacy_texts.notice().body == "Second texte"
