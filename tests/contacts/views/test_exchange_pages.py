import datetime
import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from contacts.models import Exchange
from network.models import StanceChange
from tests import make

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC), tick=False):
        yield


def _typed(**changes):
    return {
        "text": "Souhaite visiter.",
        "channel": "call",
        "happened_on": "2026-11-20",
        "_once": str(uuid.uuid4()),
    } | changes


def _undo(client, page):
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    answer = client.post(
        "/annuler/", {"token": token}, headers={"Referer": "/personnes/"}, follow=True
    )
    return answer.content.decode()


def test_a_quick_note_joins_the_thread_dated_and_signed(director, signed_in):
    holder = make.stakeholder()
    client = signed_in(director)
    answer = client.post(f"/personnes/{holder.pk}/echanges/", _typed(), follow=True)
    noted = Exchange.objects.get()
    assert (noted.stakeholder, noted.author) == (holder, director)
    assert (noted.text, noted.channel) == ("Souhaite visiter.", "call")
    assert noted.happened_on == datetime.date(2026, 11, 20)
    assert "C’est noté." in answer.content.decode()


def test_htmx_gets_the_thread_an_empty_note_and_the_offer_to_undo(director, signed_in):
    holder = make.stakeholder()
    answer = signed_in(director).post(f"/personnes/{holder.pk}/echanges/", _typed(), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert 'id="thread"' in page
    assert "Souhaite visiter." in page
    assert 'id="toasts"' in page
    assert "<textarea" in page
    assert re.search(r"<textarea[^>]*>\s*</textarea>", page)


def test_posted_twice_the_note_is_there_once(director, signed_in):
    holder = make.stakeholder()
    client = signed_in(director)
    typed = _typed()
    client.post(f"/personnes/{holder.pk}/echanges/", typed)
    again = client.post(f"/personnes/{holder.pk}/echanges/", typed, follow=True)
    assert Exchange.objects.count() == 1
    assert again.status_code == 200


def test_a_note_of_tomorrow_is_refused_and_the_draft_stays(director, signed_in):
    holder = make.stakeholder()
    for headers in ({}, HTMX):
        answer = signed_in(director).post(
            f"/personnes/{holder.pk}/echanges/",
            _typed(happened_on="2026-11-23", text="Mon brouillon."),
            headers=headers,
        )
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Un échange a déjà eu lieu" in page
        assert "Mon brouillon." in page
    assert not Exchange.objects.exists()


def test_an_empty_note_is_refused(director, signed_in):
    holder = make.stakeholder()
    answer = signed_in(director).post(f"/personnes/{holder.pk}/echanges/", _typed(text="  "))
    assert answer.status_code == 422
    assert "Ce champ est obligatoire" in answer.content.decode()


def test_nobody_but_editors_notes(stranger, reader, signed_in):
    holder = make.stakeholder()
    assert (
        signed_in(stranger).post(f"/personnes/{holder.pk}/echanges/", _typed()).status_code == 404
    )
    assert signed_in(reader).post(f"/personnes/{holder.pk}/echanges/", _typed()).status_code == 403
    assert not Exchange.objects.exists()


def test_a_note_is_taken_back(director, signed_in):
    holder = make.stakeholder()
    client = signed_in(director)
    page = client.post(f"/personnes/{holder.pk}/echanges/", _typed(), follow=True)
    assert "Souhaite visiter." not in _undo(client, page.content.decode())
    assert not Exchange.objects.exists()


def test_a_note_is_corrected_and_the_correction_taken_back(director, signed_in):
    exchange = make.exchange(make.stakeholder(), director, text="Avant.")
    client = signed_in(director)
    url = reverse("exchange_edit", args=[exchange.pk])
    seen = client.get(url).context["form"].version_seen
    page = client.post(url, _typed(text="Après.", _seen=seen), follow=True).content.decode()
    exchange.refresh_from_db()
    assert exchange.text == "Après."
    _undo(client, page)
    exchange.refresh_from_db()
    assert exchange.text == "Avant."


def test_a_correction_of_an_older_version_is_refused_with_both(director, signed_in):
    exchange = make.exchange(make.stakeholder(), director, text="Avant.")
    client = signed_in(director)
    url = reverse("exchange_edit", args=[exchange.pk])
    seen = client.get(url).context["form"].version_seen
    Exchange.objects.filter(pk=exchange.pk).update(text="Entre-temps.")
    answer = client.post(url, _typed(text="Après.", _seen=seen))
    assert answer.status_code == 422
    assert "Entre-temps." in answer.content.decode()
    assert "Après." in answer.content.decode()


def test_a_deleted_note_comes_back_as_it_was(director, signed_in):
    exchange = make.exchange(make.stakeholder(), director, is_private=True)
    noted_at = exchange.created_at
    client = signed_in(director)
    with time_machine.travel(datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)):
        client = signed_in(director)
        page = client.post(reverse("exchange_delete", args=[exchange.pk]), follow=True)
        assert not Exchange.objects.exists()
        _undo(client, page.content.decode())
    back = Exchange.objects.get()
    assert (back.pk, back.text, back.is_private) == (exchange.pk, exchange.text, True)
    assert back.created_at == noted_at


def test_undo_does_not_overwrite_what_came_after(director, signed_in):
    exchange = make.exchange(make.stakeholder(), director, text="Avant.")
    client = signed_in(director)
    url = reverse("exchange_edit", args=[exchange.pk])
    seen = client.get(url).context["form"].version_seen
    page = client.post(url, _typed(text="Après.", _seen=seen), follow=True).content.decode()
    exchange.text = "Plus tard."
    exchange.save()
    assert "rien n’a été annulé" in _undo(client, page)
    exchange.refresh_from_db()
    assert exchange.text == "Plus tard."


def test_evidence_of_a_stance_is_not_deleted(director, signed_in):
    holder = make.stakeholder()
    exchange = make.exchange(holder, director)
    StanceChange.objects.create(
        stakeholder=holder,
        stance="informed",
        evidence=exchange,
        changed_on=make.TODAY,
        author=director,
    )
    page = signed_in(director).post(reverse("exchange_delete", args=[exchange.pk]), follow=True)
    assert "corrigez-le plutôt que de le supprimer" in page.content.decode()
    assert Exchange.objects.exists()
