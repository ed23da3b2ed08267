"""A list of two hundred rows as an office keeps one, and the base it is taken into."""

import datetime
import io
from typing import Any

import openpyxl

from accounts.models import User
from contacts import people
from contacts.models import Exchange, Organization, Stakeholder
from directory import tombstones
from tests import make

HEADERS = (
    *("Civilité", "Prénom", "Nom", "Fonction", "Organisme", "Téléphone", "Courriel"),
    *("Date d’échange", "Échange", "Étiquettes"),
)
SURNAMES = ("Abgrall", "Bozec", "Cariou", "Derrien", "Floch", "Guéguen", "Hascoët", "Jezequel")
OTHERS = ("Kerjean", "Lagadec", "Madec", "Nédélec", "Omnès", "Pennec", "Quéméner", "Riou")
GIVEN = ("Anaëlle", "Brieuc", "Corentin", "Dahouet", "Enora", "Fañch", "Gaëlle", "Hervé", "Izold")
COUNTS = {
    "identical": 25,
    "changed": 16,
    "new": 149,
    "refused": 8,
    "duplicate": 1,
    "objected": 1,
}


def base(director: User) -> None:
    """Fill the base the list is taken into."""
    bank = people.add_organization(name="Banque des Embruns", kind=Organization.Kind.BANK)
    for at in range(41):
        known = people.add_stakeholder(**_known(at), source_on=make.TODAY, created_by=director)
        people.add_post(stakeholder=known, organization=bank, title="Conseillère")
        people.note_exchange(
            stakeholder=known,
            author=director,
            text=f"Premier échange n° {at}",
            happened_on=datetime.date(2026, 1, 5),
            channel=Exchange.Channel.CALL,
        )
    people.add_stakeholder(
        first_name="Perrine",
        last_name="Quintin",
        email="perrine@ailleurs.test",
        source_on=make.TODAY,
    )
    objector = people.add_stakeholder(
        first_name="Solenn", last_name="Trividic", email="solenn@liste.test", source_on=make.TODAY
    )
    Stakeholder.objects.filter(pk=objector.pk).update(objected_on=make.TODAY)
    tombstones.bury_contact(
        first_name="Ulysse",
        last_name="Vourch",
        emails=["ulysse@liste.test"],
        phones=[],
        on=make.TODAY,
    )


def _known(at: int) -> dict[str, Any]:
    return {
        "first_name": GIVEN[at % len(GIVEN)],
        "last_name": f"{SURNAMES[at % len(SURNAMES)]}-{OTHERS[at // len(SURNAMES)]}",
        "sex": Stakeholder.Sex.FEMALE,
        "email": f"connu{at}@liste.test",
        "phone": f"02980000{at:02d}",
    }


def rows() -> list[tuple[Any, ...]]:
    """Return the two hundred rows: 25 identical, 16 changed, 7 refused, 150 new, two to decide."""
    found: list[tuple[Any, ...]] = []
    for at in range(41):
        known = _known(at)
        phone = known["phone"] if at < 25 else f"02981111{at:02d}"
        note = ("", "") if at < 25 else (datetime.date(2026, 2, 2), "Rappelée en février")
        found.append(_row("Mme", known, "Conseillère", "Banque des Embruns", phone, *note))
    found += [_new(at) for at in range(149)]
    found.append(("Mme", "Zélie", "Formule", "", "", "", "=zelie", "", "", ""))
    found.append(("Mme", "Alwena", "Calcul", "", "", "", "alwena@liste.test", "", "=Total", ""))
    for wrong in ("31/02/2026", "29/02/2025", "45/13/2026", "bientôt"):
        at = len(found)
        found.append(_row("M.", _someone(at), "", "", "", wrong, "Échange mal daté"))
    found.append(_row("M.", _someone(900) | {"email": "sans-arobase"}, "", "", "", "", ""))
    found.append(("Mme", "Perrine", "Quintin", "", "", "", "perrine@liste.test", "", "", ""))
    found.append(
        ("Mme", "Solenn", "Trividic", "", "", "0298555555", "solenn@liste.test", "", "Vue", "")
    )
    found.append(("M.", "Ulysse", "Vourch", "", "", "", "ulysse@liste.test", "", "", ""))
    return found


def _someone(at: int) -> dict[str, Any]:
    last = f"{OTHERS[at % len(OTHERS)]}-{SURNAMES[(at // 8) % len(SURNAMES)]}"
    first = f"{GIVEN[(at // 64) % len(GIVEN)]}-{GIVEN[at % len(GIVEN)]}"
    return {"first_name": first, "last_name": last, "email": f"nouveau{at}@liste.test"}


def _new(at: int) -> tuple[Any, ...]:
    where = ("Architecte", "Atelier du Ponant") if at % 3 else ("", "")
    note = (
        (datetime.date(2026, 3, 1 + at % 28), f"Rencontré·e au salon ({at})")
        if at % 2
        else ("", "")
    )
    return _row(
        "M.", _someone(at), *where, 612000000 + at, *note, tags="Salon 2026" if at % 5 else ""
    )


def _row(
    title: str,
    who: dict[str, Any],
    post: str,
    organization: str,
    phone: Any,
    *note: Any,
    tags: str = "",
) -> tuple[Any, ...]:
    note = note if len(note) == 2 else ("", "")
    return (
        *(title, who["first_name"], who["last_name"].upper(), post, organization, phone),
        *(who["email"], *note, tags),
    )


def workbook() -> bytes:
    """Return the file, with a title above its headers, an empty row, and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nos contacts, mars 2026"])
    sheet.append([])
    sheet.append(list(HEADERS))
    for row in rows():
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"  # a text, as somebody typed it after an apostrophe
    sheet.cell(60, 4).value = '=CONCATENATE("Archi","tecte")'
    book.create_sheet("Brouillon").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
