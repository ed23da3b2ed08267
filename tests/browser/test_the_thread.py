"""The whole thread on a real register: from the ministry's file to a brochure in a mayor's hands.

Everything is invented but the register. Where the real mayors' file stands beside the checkout it
is loaded whole and searched; the mayor one follows is always an invented one, since no stance may
ever be attached to a real person.
"""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Cooperative, User
from accounts.permissions import Role
from brochures.models import Edition
from contacts.models import Exchange, Stakeholder
from directory import territories
from directory.models import RegisterMandate
from events.models import Event
from network.models import StanceChange
from operations.models import Consent, Resident
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
INVENTED = ROOT / "tests/directory/data/2026-04_layout/elus-maires-mai.csv"
REAL = ROOT.parent / "shared/data/rne/2026-04-28/elus-maires-mai.csv"
TEAM = {
    Role.ADMINISTRATOR: ("nora", "Nora", "Kervella"),
    Role.DIRECTOR: ("claire", "Claire", "Morvan"),
    Role.VISITS: ("ines", "Inès", "Tanguy"),
    Role.COMMUNICATIONS: ("hugo", "Hugo", "Le Roux"),
}


class Thread:
    """The steps of the thread, each as one person of the team does it."""

    def __init__(
        self, page: Page, sign_in: Callable[[User], None], keep: Callable[[str], None]
    ) -> None:
        self.page, self.keep = page, keep
        page.set_default_timeout(60_000)  # the register is loaded within the request here
        self._sign_in = sign_in
        self.team = {
            role: User.objects.create_user(
                f"{login}@coop.test", "secret", roles=(role,), first_name=first, last_name=last
            )
            for role, (login, first, last) in TEAM.items()
        }
        self.on = timezone.localdate()

    def as_(self, role: Role) -> None:
        self._sign_in(self.team[role])

    def open(self, name: str, *args: object) -> None:
        self.page.goto(reverse(name, args=args))

    def shown(self, name: str) -> None:
        assert faults(self.page) == [], name
        self.keep(name)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def pick(self, name: str, text: str) -> None:
        """Type in a box that proposes, and take the first proposal by the keyboard."""
        box = self.page.locator(f"main [name={name}]")
        box.press_sequentially(text, delay=20)
        expect(self.page.locator("[role=option]").first).to_be_visible()
        box.press("ArrowDown")
        box.press("Enter")
        expect(self.page.locator(f"input[name={name}_pk]")).not_to_have_value("")

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label).first.click()

    def load_register(self, path: Path, published_on: str) -> None:
        self.as_(Role.ADMINISTRATOR)
        self.open("register_load")
        self.page.locator("#id_file").set_input_files(path)
        self.press("Lire le fichier")
        expect(self.page.locator("#id_published_on")).to_be_visible(timeout=60_000)
        self.fill(published_on=published_on)
        self.keep(f"1-{path.parent.name}-reconnu")
        self.press("Charger ce fichier")
        expect(self.page).to_have_url(re.compile("/travaux/"), timeout=120_000)
        expect(self.page.locator("progress")).to_have_attribute("value", "100", timeout=120_000)
        self.shown(f"1-{path.parent.name}-charge")

    def find_and_follow(self) -> Stakeholder:
        self.as_(Role.DIRECTOR)
        self.open("register_list")
        self.page.locator("#id_q").press_sequentially("kervelech port elorn", delay=20)
        row = self.page.locator("#rows li", has_text="Kervelec’h")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("Maire")
        self.shown("2-annuaire")
        row.get_by_role("button", name="Suivre").click()
        expect(self.page.locator("h1")).to_have_text("Maëlle Kervelec’h")
        self.shown("3-suivie")
        return Stakeholder.objects.get()

    def note_and_change_stance(self, mayor: Stakeholder) -> None:
        self.fill(text="Souhaite voir un BRS habité avant le conseil de mars.")
        self.press("Noter")
        expect(self.page.locator(".thread li")).to_have_count(1)
        self.open("stance_add", mayor.pk)
        self.page.get_by_label("Intéressée").check()
        self.page.locator("#id_evidence").select_option(index=1)
        self.shown("4-positionnement")
        self.press("Enregistrer")
        expect(self.page.locator("h1")).to_have_text("Maëlle Kervelec’h")
        expect(self.page.locator(".person-marks")).to_contain_text("intéressée")
        self.shown("4-personne")

    def describe_operation(self) -> None:
        self.open("operation_add")
        self.fill(name="Le Clos des Pins", address="Rue du Port", homes_brs="24")
        self.page.locator("#id_description").fill("Vingt-quatre maisons autour d’une cour plantée.")
        self.pick("commune", "port elorn")
        self.fill(done_delivery=(self.on - datetime.timedelta(days=200)).isoformat())
        self.press("Enregistrer")
        expect(self.page.locator("h1")).to_have_text("Le Clos des Pins")
        self.shown("5-operation")

    def add_resident(self) -> None:
        """A resident, with a written consent to receive and one to be quoted."""
        self.as_(Role.VISITS)
        self.open("resident_add")
        self.fill(first_name="Nolwenn", last_name="Quéré", home="T4, rez-de-jardin")
        self.pick("operation", "clos")
        self.press("Enregistrer")
        expect(self.page.locator("h1")).to_contain_text("Nolwenn Quéré")
        there = self.page.url
        for kind in (Consent.Kind.HOSTING, Consent.Kind.TESTIMONY):
            self.open("consent_add", Resident.objects.get().pk, kind.value)
            self.fill(given_on=(self.on - datetime.timedelta(days=3)).isoformat())
            self.press("Enregistrer l’accord")
            expect(self.page).to_have_url(there)
        self.shown("5-habitante")

    def plan_visit(self) -> Event:
        """Without a host who consents the date cannot be confirmed; then it can."""
        self.open("event_add")
        self.page.locator("#id_kind").select_option("home_visit")
        self.pick("operation", "clos")
        day = self.on + datetime.timedelta(days=12)
        self.fill(starts_at=f"{day.isoformat()}T10:00", meeting_point="Devant la mairie")
        self.press("Préparer l’événement")
        expect(self.page.locator("h1")).to_contain_text("Le Clos des Pins")
        event = Event.objects.get()
        self.press("Confirmer la date")
        expect(self.page.get_by_role("alert")).to_be_visible()
        self.shown("6-sans-hote")
        self.open("host_add", event.pk)
        self.page.get_by_label("Nolwenn Quéré", exact=True).check()
        self.press("Retenir ces hôtes")
        self.open("guest_add", event.pk)
        self.page.locator("#invite-q").press_sequentially("kervelech", delay=20)
        self.page.get_by_label("Maëlle Kervelec’h", exact=True).check()
        self.press("Mettre sur la liste")
        expect(self.page.locator(".guests")).to_contain_text("Maire de Port-Elorn")
        self.press("Confirmer la date")
        expect(self.page.get_by_role("button", name="Confirmer la date")).to_have_count(0)
        self.shown("6-visite")
        self.open("event_month")
        self.shown("6-agenda")
        return event

    def make_brochure(self) -> Edition:
        self.as_(Role.COMMUNICATIONS)
        self.open("testimonial_add")
        self.pick("resident", "nolwenn")
        self.fill(
            quote="On s’est sentis chez nous le premier soir.",
            signature="Nolwenn, habitante du Clos des Pins",
            collected_on=self.on.isoformat(),
        )
        self.press("Enregistrer")
        self.open("brochure_add")
        self.pick("commune", "port elorn")
        self.press("Remplir les pages")
        expect(self.page.locator(".leaves img").first).to_be_visible(timeout=60_000)
        self.page.locator("#id_headline").fill("Habiter Port-Elorn à prix juste")
        self.page.locator("#id_headline").press("Tab")
        expect(self.page.locator("#proof-title + p")).to_contain_text("à jour", timeout=60_000)
        self.shown("7-atelier")
        self.press("Figer une édition")
        expect(self.page.get_by_role("link", name="Télécharger le PDF")).to_be_visible(
            timeout=60_000
        )
        self.shown("7-edition")
        return Edition.objects.get()

    def hand_over(self, edition: Edition) -> None:
        self.open("handover_add", edition.pk)
        self.pick("stakeholder", "kervel")
        self.fill(handed_on=self.on.isoformat(), note="Remise en mains propres")
        self.press("Noter la remise")
        expect(self.page.locator("main")).to_contain_text("Maëlle Kervelec’h")
        self.shown("7-remise")

    def come_back_tomorrow(self, mayor: Stakeholder) -> None:
        self.as_(Role.DIRECTOR)
        self.open("stakeholder_detail", mayor.pk)
        expect(self.page.locator("main")).to_contain_text("Habiter Port-Elorn à prix juste")
        expect(self.page.locator("main")).to_contain_text("Le Clos des Pins")
        self.shown("8-personne")
        self.open("home")
        self.shown("8-aujourd-hui")
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.open("stakeholder_detail", mayor.pk)
        self.shown("8-personne-telephone")


def test_the_thread_from_the_register_to_the_handover(
    page: Page, sign_in: Any, keep: Any, transactional_db: Any
):
    territories.load()
    Cooperative.objects.create(pk=1, name="Habitat des Rives", city="Port-Elorn")
    thread = Thread(page, sign_in, keep)
    thread.load_register(INVENTED, "2026-04-28")
    if REAL.exists():
        thread.load_register(REAL, "2026-05-06")
    mayor = thread.find_and_follow()
    assert list(mayor.mandates.values_list("title", "territory__name")) == [("Maire", "Port-Elorn")]
    thread.note_and_change_stance(mayor)
    thread.describe_operation()
    thread.add_resident()
    event = thread.plan_visit()
    edition = thread.make_brochure()
    thread.hand_over(edition)
    thread.come_back_tomorrow(mayor)

    assert StanceChange.objects.get().evidence == Exchange.objects.get()
    assert event.guests.get().stakeholder == mayor
    assert edition.handovers.get().stakeholder == mayor
    assert edition.page_count >= 2
    if REAL.exists():
        assert RegisterMandate.objects.filter(kind="mayor").count() > 30_000
