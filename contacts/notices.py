"""The information notice of one person: the text in force with their name, source and rule."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Cooperative
from contacts import forms_of_address, privacy_texts, seats
from contacts.models import Stakeholder
from contacts.models.privacy import Notice
from contacts.privacy_kinds import kind_of
from ui.printing import FONTS, Printed, print_pdf
from ui.templatetags.ui import day

PAPER = (FONTS.parent / "letter.css").read_text


LEAD = re.compile(r"^\*([^*\n]{1,80})\*\s*")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The notice as one person receives it."""

    person: Stakeholder
    recipient: list[str]
    paragraphs: list[str]
    subject: str

    @property
    def text(self) -> str:
        """Return the whole text, for a mail."""
        return "\n\n".join(LEAD.sub(r"\1", part) for part in self.paragraphs)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Return each paragraph with the words that open it, written *so* in the text."""
        found = [(LEAD.match(part), part) for part in self.paragraphs]
        return [(lead[1], part[lead.end() :]) if lead else ("", part) for lead, part in found]

    @property
    def mailto(self) -> str:
        """Return the address that opens a mail to the person with this text."""
        said = urlencode({"subject": self.subject, "body": self.text}, quote_via=quote)
        return f"mailto:{quote(self.person.email)}?{said}"


def letter(person: Stakeholder, *, on: datetime.date, notice: Notice | None = None) -> Letter:
    """Return the notice for one person, in the text of that version or the one in force."""
    body = (notice or privacy_texts.notice()).body
    filled = body
    for word, value in _words(person, on).items():
        filled = filled.replace(f"{{{word}}}", value)
    seat = seats.first(person, on=on)
    return Letter(
        person=person,
        recipient=[str(person), *([seat.line] if seat else []), *person.address_lines],
        paragraphs=[part.strip() for part in filled.split("\n\n") if part.strip()],
        subject=_("Your data at %(cooperative)s") % {"cooperative": Cooperative.current().name},
    )


def _words(person: Stakeholder, on: datetime.date) -> dict[str, str]:
    cooperative = Cooperative.current()
    rule = privacy_texts.rule_of(kind_of(person, on=on)).row
    words = forms_of_address.address(person, on)
    reached = [cooperative.email, _together(cooperative.phone)]
    contact = [", ".join(part for part in reached if part), _address(cooperative)]
    return {
        "appel": f"{words.salutation},",
        "formule": words.closing,
        "nom": str(person),
        "cooperative": cooperative.name or _("our cooperative"),
        "adresse": _address(cooperative),
        "source": source_of(person),
        "finalite": rule.purpose,
        "base": rule.get_basis_display(),
        "conservation": ngettext("%(count)s year", "%(count)s years", rule.retention_years)
        % {"count": rule.retention_years},
        "contact": " – ".join(part for part in contact if part) or _("at our address"),
        "date": day(on),
    }


def _together(text: str) -> str:
    """Return a number that no end of line cuts."""
    return text.replace(" ", "\u00a0")


def _address(cooperative: Cooperative) -> str:
    city = f"{cooperative.postal_code}\u00a0{cooperative.city}".strip("\u00a0")
    return ", ".join(part for part in (cooperative.address, city) if part)


def source_of(person: Stakeholder) -> str:
    """Say where the data comes from, as the law asks when it does not come from the person."""
    values = {"day": day(person.source_on)}
    if person.source == Stakeholder.Source.REGISTER:
        return (
            _(
                "They come from the national register of elected officials published by the"
                " Ministry of the Interior (file of %(day)s), then from our exchanges"
            )
            % values
        )
    if person.source == Stakeholder.Source.FILE:
        return _("They come from our address books, taken up on %(day)s") % values
    return (
        _("They were noted by our team on %(day)s, after an exchange or a public source") % values
    )


def letters_pdf(letters: list[Letter], *, on: datetime.date) -> Printed:
    """Return one PDF with a page or more for each letter."""
    html = render_to_string(
        "contacts/print/notice.html",
        {"letters": letters, "cooperative": Cooperative.current(), "on": on},
    )
    return print_pdf(html, css=PAPER())
