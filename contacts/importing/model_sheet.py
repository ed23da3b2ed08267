"""The sheet to fill in: French headers, one invented person, and a page that explains them."""

import datetime
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

WIDTH = 20
EXAMPLE: tuple[tuple[str, str | datetime.date, str], ...] = (
    ("Civilité", "Mme", "sex"),
    ("Prénom", "Maëlle", "first_name"),
    ("Nom", "Kervelec’h", "last_name"),
    ("Fonction", "Directrice d’agence", "post"),
    ("Organisme", "Banque des Embruns", "organization"),
    ("Type d’organisme", "Banque", "organization_kind"),
    ("Commune", "", "commune"),
    ("Code INSEE", "", "insee"),
    ("Délégation", "", "delegation"),
    ("En fonction depuis", datetime.date(2024, 9, 1), "post_started_on"),
    ("Téléphone", "02 98 00 00 00", "phone"),
    ("Portable", "06 00 00 00 00", "mobile"),
    ("Courriel", "maelle.kervelech@exemple.fr", "email"),
    ("Adresse", "3 quai des Embruns", "street"),
    ("Code postal", "29000", "postal_code"),
    ("Ville", "Port-Élorn", "city"),
    ("Date d’échange", datetime.date(2026, 3, 3), "exchange_on"),
    ("Type d’échange", "Rencontre", "exchange_channel"),
    ("Échange", "Exemple inventé : souhaite visiter une opération.", "exchange_text"),
)


def content() -> io.BytesIO:
    """Return the file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    for column, (header, value, _target) in enumerate(EXAMPLE, start=1):
        head = sheet.cell(1, column, header)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1F5C4A")
        cell = sheet.cell(2, column, value)
        if isinstance(value, datetime.date):
            cell.number_format = "DD/MM/YYYY"
        elif header in ("Téléphone", "Portable", "Code postal"):
            cell.number_format = "@"
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    sheet.freeze_panes = "A2"
    _explain(book)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def _explain(book: Workbook) -> None:
    page = book.create_sheet(_("Explanations"))
    said = explanations()
    for row, (header, _value, target) in enumerate(EXAMPLE, start=3):
        page.cell(row, 1, header).font = Font(bold=True)
        page.cell(row, 2, said[target]).alignment = Alignment(wrap_text=True, vertical="top")
    page.cell(1, 1, _("One row per person. Replace the example; empty cells change nothing."))
    page.column_dimensions["A"].width = WIDTH
    page.column_dimensions["B"].width = WIDTH * 4


def explanations() -> dict[str, str]:
    """Return what each column takes."""
    return {
        "sex": _("Mme or M."),
        "first_name": _("Needed to take a new person in."),
        "last_name": _("With its particle, as one writes it."),
        "post": _(
            "Director, branch manager, architect… with an organization. An elected office too: "
            "mayor, deputy mayor for housing, president of the council, with a commune."
        ),
        "organization": _("The bank, the company, the association. A new one is made if needed."),
        "organization_kind": _(
            "Bank, company, association, local authority, State service, media or other."
        ),
        "commune": _(
            "Where an elected office is held, or the territory the organization serves: its name, "
            "with the department when several bear it."
        ),
        "insee": _("Five signs: it tells a commune from its namesakes."),
        "delegation": _("What the office is in charge of: housing, town planning."),
        "post_started_on": _("The day the office or the post began: 21/03/2026."),
        "phone": _("As one dials it. A first zero lost by the spreadsheet is put back."),
        "mobile": _("Kept beside the phone."),
        "email": _("With the name, it tells that a person is known already."),
        "street": _("Number and street."),
        "postal_code": _("Five digits."),
        "city": _("The town of the postal address."),
        "exchange_on": _("The day of the exchange noted in the row: 03/03/2026."),
        "exchange_channel": _("Meeting, call, e-mail, letter, visit or note."),
        "exchange_text": _("What was said. Nothing that the person could not read."),
    }
