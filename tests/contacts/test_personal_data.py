"""What the registry gathers about one person, and what its erasing leaves."""

import datetime

import pytest

from contacts import personal_data
from contacts.models import Exchange, Mandate, Stakeholder
from events.models import Guest
from network.models import StanceChange
from tests import make
from tests.contacts import register
from ui import batches
from ui.models import BatchChange, Job


@pytest.fixture
def person(director):
    return make.stakeholder("Yvonne", "Zarkadel", email="y.zarkadel@exemple.test")


def gathered(person):
    return "\n".join(
        f"{entry.label} {entry.value}"
        for source in personal_data.sources()
        for entry in source.gather(person)
    )


def erase(person):
    for source in reversed(personal_data.sources()):
        source.erase(person)


def test_it_gathers_rows_and_what_they_said_before(person, director):
    note = make.exchange(person, director, text="Premier mot")
    note.text = "Second mot"
    note.save()
    text = gathered(person)
    assert "Premier mot" in text
    assert "Second mot" in text
    assert "y.zarkadel@exemple.test" in text


def test_it_gathers_what_a_deleted_row_said(person, director):
    make.exchange(person, director, text="Mot retiré").delete()
    assert "Mot retiré" in gathered(person)


def test_it_says_in_which_file_of_the_register_they_were_last_seen(person):
    person.register_person = register.person("Yvonne", "Zarkadel")
    person.save()
    register.seat(person.register_person)
    text = gathered(person)
    assert "Vu d’abord dans" in text
    assert "Vu en dernier dans\N{NO-BREAK SPACE}: maire 2026-05-06" in text


def test_it_says_nothing_of_others(person, director):
    other = make.stakeholder("Annick", "Autre")
    make.exchange(other, director, text="Rien à voir")
    text = gathered(person)
    assert "Autre" not in text
    assert "Rien à voir" not in text


def test_it_gathers_what_batches_and_jobs_remember(person, director):
    batch = batches.begin(kind="t", title="Lot", owner=director, permission="accounts.read")
    batches.save(batch, Mandate(stakeholder=person, territory=make.commune(), title="Échevine"))
    Job.objects.create(kind="t", title="x", report={"rows": [["3", "ZARKADEL Yvonne refusée"]]})
    text = gathered(person)
    assert "Échevine" in text
    assert "ZARKADEL Yvonne refusée" in text


def test_erasing_keeps_the_counts_and_no_word(person, director):
    other = make.stakeholder("Annick", "Autre")
    make.mandate(person)
    note = make.exchange(person, director, text="Très secret")
    StanceChange.objects.create(
        stakeholder=person, stance="convinced", reason="Mot pesé", changed_on=make.TODAY,
        author=director,
    )  # fmt: skip
    Guest.objects.create(event=make.event(director), stakeholder=person)
    batch = batches.begin(kind="t", title="Lot", owner=director, permission="accounts.read")
    batches.save(batch, note)
    Job.objects.create(kind="t", title="x", report={"rows": [["3", "Yvonne Zarkadel", 5]]})
    erase(person)
    assert Exchange.objects.get(stakeholder=person).text == ""
    assert Exchange.history.filter(stakeholder=person).count() == 0
    assert Mandate.objects.filter(stakeholder=person).count() == 0
    assert StanceChange.objects.get(stakeholder=person).reason == "—"
    assert Guest.objects.filter(stakeholder=person).count() == 1
    assert BatchChange.objects.count() == 0
    assert Job.objects.get().report == {"rows": [["3", "[…]", 5]]}
    left = Stakeholder.everyone.get(pk=person.pk)
    assert (left.first_name, left.email, left.search_text) == ("", "", "")
    other.refresh_from_db()
    assert other.last_name == "Autre"


def test_rows_merged_into_the_person_are_hers_too(person, director):
    twin = make.stakeholder("Yvonne", "Zarcadel")
    make.exchange(twin, director, text="Mot du double")
    Stakeholder.everyone.filter(pk=twin.pk).update(merged_into=person)
    assert "Mot du double" in gathered(person)
    erase(person)
    assert not Stakeholder.everyone.filter(last_name="Zarcadel").exists()
    assert not Exchange.objects.exclude(text="").exists()


def test_a_day_is_said_as_french_writes_it(person):
    make.mandate(person, started_on=datetime.date(2026, 3, 1))
    assert "1er\N{NO-BREAK SPACE}mars 2026" in gathered(person)
