import datetime
import uuid

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from operations.consents import TEXT_VERSIONS
from operations.models import Consent
from tests import make

DAY = datetime.timedelta(days=1)


@pytest.fixture
def resident(db):
    return make.resident(make.operation())


@pytest.fixture
def client(scheduler, signed_in):
    return signed_in(scheduler)


def signed(**changes):
    today = timezone.localdate()
    data = {
        "given_on": today.isoformat(),
        "ends_on": (today + 365 * DAY).isoformat(),
        "scope": "Séjour et jardin, le samedi.",
        "text_version": "2026-1",
        "proof": "Classeur Visites",
        "_once": str(uuid.uuid4()),
    }
    return data | changes


def add(resident, kind="hosting"):
    return reverse("consent_add", args=[resident.pk, kind])


def test_a_signed_paper_is_recorded_with_who_when_and_what_for(client, resident, scheduler):
    page = client.get(add(resident)).content.decode()
    assert "recevoir des visiteurs" in page
    data = signed()
    for _again in range(2):
        response = client.post(add(resident), data)
        assert response.headers["Location"] == reverse("resident_detail", args=[resident.pk])
    consent = Consent.objects.get()
    assert (consent.kind, consent.recorded_by, consent.text_version) == (
        "hosting",
        scheduler,
        "2026-1",
    )
    assert consent.is_in_force(timezone.localdate())


def test_the_days_of_a_consent_read_as_one_sentence(client, resident):
    client.post(add(resident), signed(given_on="2026-11-02", ends_on="2027-11-02"))
    page = client.get(reverse("resident_detail", args=[resident.pk])).content.decode()
    days = strip_tags(page.partition('class="consent-days"')[2].partition("</p>")[0])
    assert "2026 · valable" in " ".join(days.split())


def test_a_paper_signed_tomorrow_or_that_ended_before_is_refused(client, resident):
    today = timezone.localdate()
    later = client.post(add(resident), signed(given_on=(today + DAY).isoformat()))
    assert later.status_code == 422
    assert list(later.context["form"].errors) == ["given_on"]
    before = client.post(add(resident), signed(ends_on=(today - DAY).isoformat()))
    assert before.status_code == 422
    assert "Un accord se termine après" in before.content.decode()
    endless = client.post(add(resident), signed(ends_on="", text_version="1789-1"))
    assert set(endless.context["form"].errors) == {"ends_on", "text_version"}


def test_a_consent_to_something_else_does_not_exist(client, resident):
    assert client.get(add(resident, "filming")).status_code == 404
    page = reverse("consent_form", args=[resident.pk, "filming"])
    assert client.get(page).status_code == 404


def test_a_consent_is_withdrawn_at_once_and_this_can_be_undone(client, resident, scheduler):
    consent = make.consent(resident, Consent.Kind.HOSTING, scheduler)
    withdraw = reverse("consent_withdraw", args=[consent.pk])
    page = client.post(withdraw, follow=True).content.decode()
    consent.refresh_from_db()
    assert consent.withdrawn_on == timezone.localdate()
    assert "Retiré" in page or "retiré" in page
    token = page.split('name="token" value="')[1].split('"')[0]
    client.post(reverse("undo"), {"token": token})
    consent.refresh_from_db()
    assert consent.withdrawn_on is None


def test_only_those_who_manage_residents_record_or_withdraw(
    director, stranger, resident, scheduler, signed_in
):
    consent = make.consent(resident, Consent.Kind.HOSTING, scheduler)
    for address in (add(resident), reverse("consent_withdraw", args=[consent.pk])):
        assert signed_in(director).post(address).status_code == 403
        assert signed_in(stranger).post(address).status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_on is None


@pytest.mark.parametrize("kind", Consent.Kind)
@pytest.mark.parametrize("version", TEXT_VERSIONS)
def test_every_version_of_every_text_can_be_read_and_printed(kind, version, client, resident):
    assert get_template(f"operations/consents/{kind}_{version}.html")
    address = reverse("consent_form", args=[resident.pk, kind])
    page = client.get(address, {"version": version}).content.decode()
    for words in ("Nolwenn Quéré", "Le Clos des Pins", "à tout moment", f"Texte {version}"):
        assert words in page
    assert client.get(address, {"version": "../secret"}).status_code == 404
