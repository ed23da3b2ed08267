"""What is said of a file of the register: what it is, what loading it did."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.folding import fold
from directory.importing import Loaded
from directory.models import RegisterEdition, SeatKind, Territory
from directory.register_file import RegisterFile
from ui.templatetags.ui import day as written
from ui.templatetags.ui import number


def file_title(kind: str) -> str:
    """Return the name of a file of the register: "Maires", "Conseillers départementaux"."""
    return {
        SeatKind.MAYOR: pgettext("register file", "Mayors"),
        SeatKind.MUNICIPAL: pgettext("register file", "Municipal councillors"),
        SeatKind.INTERCOMMUNAL: pgettext("register file", "Intercommunal councillors"),
        SeatKind.DEPARTMENTAL: pgettext("register file", "Departmental councillors"),
        SeatKind.REGIONAL: pgettext("register file", "Regional councillors"),
        SeatKind.DEPUTY: pgettext("register file", "Deputies"),
        SeatKind.SENATOR: pgettext("register file", "Senators"),
        SeatKind.MEP: pgettext("register file", "Members of the European Parliament"),
        SeatKind.BOROUGH: pgettext("register file", "Arrondissement councillors"),
        SeatKind.ASSEMBLY: pgettext("register file", "Members of special assemblies"),
    }[SeatKind(kind)]


def recognised(file: RegisterFile) -> str:
    """Return a sentence that says what the file is and how it is written."""
    layout = _("layout of 2020") if file.layout.is_old else _("layout used since 2022")
    separator = {";": _("semicolons"), "\t": _("tabs"), ",": _("commas")}[file.separator]
    # The hyphens do not break.
    encoding = "Windows\N{NON-BREAKING HYPHEN}1252"
    if file.encoding != "cp1252":
        encoding = "UTF\N{NON-BREAKING HYPHEN}8"
    rows = ngettext("%(count)s row", "%(count)s rows", file.row_count)
    return _("%(rows)s; %(layout)s, %(separator)s, %(encoding)s.") % {
        "rows": rows % {"count": number(file.row_count)},
        "layout": layout,
        "separator": separator,
        "encoding": encoding,
    }


def summary(loaded: Loaded, *, kind: str, on: datetime.date) -> str:
    """Return the sentence that says what loading a file did; its figures sum to the rows."""
    counts = loaded.counts
    return _("%(title)s, file of %(day)s. %(rows)s: %(what)s.") % {
        "title": file_title(kind),
        "day": written(on),
        "rows": ngettext("%(count)s row read", "%(count)s rows read", counts.rows)
        % {"count": number(counts.rows)},
        "what": counts_words(counts.added, counts.updated, counts.unchanged, counts.refused),
    }


def counts_words(
    added: int, updated: int, unchanged: int, refused: int, *, short: bool = False
) -> str:
    """Return "12 added, 3 updated, 0 unchanged, 1 refused", the rows of a file.

    The short form leaves out what did not happen.
    """
    parts = (
        (added, ngettext("%(count)s added", "%(count)s added", added)),
        (updated, ngettext("%(count)s updated", "%(count)s updated", updated)),
        (unchanged, ngettext("%(count)s unchanged", "%(count)s unchanged", unchanged)),
        (refused, ngettext("%(count)s refused", "%(count)s refused", refused)),
    )
    said = [(count, text) for count, text in parts if count or not short] or list(parts[:1])
    return ", ".join(text % {"count": number(count)} for count, text in said)


def edition_words(edition: RegisterEdition) -> str:
    """Return what an edition brought when it was first loaded."""
    return counts_words(
        edition.added_count,
        edition.updated_count,
        edition.unchanged_count,
        edition.refused_count,
        short=True,
    )


def facts(loaded: Loaded) -> list[list[str]]:
    """Return the figures of a load as labels and texts."""
    counts = loaded.counts
    rows = [
        [_("Rows read"), number(counts.rows)],
        [_("Added"), number(counts.added)],
        [_("Updated"), number(counts.updated)],
        [_("Unchanged"), number(counts.unchanged)],
        [_("Refused"), number(counts.refused - loaded.erased_count)],
    ]
    if loaded.erased_count:
        label = _("Erased at their request, not taken up again")
        rows.append([label, number(loaded.erased_count)])
    if loaded.respelt_count:
        rows.append([_("Same person, other spelling"), number(loaded.respelt_count)])
    return rows


def too_early(latest: datetime.date) -> str:
    """Return the doubt about a file that names mandates later than its own date."""
    return _("This file names mandates that begin on %(day)s: check the day it was published.") % {
        "day": written(latest)
    }


# Words that the names of the ministry's files carry.
_NAMES = {
    "maires": SeatKind.MAYOR,
    "municipaux": SeatKind.MUNICIPAL,
    "communautaires": SeatKind.INTERCOMMUNAL,
    "epci": SeatKind.INTERCOMMUNAL,
    "departementaux": SeatKind.DEPARTMENTAL,
    "regionaux": SeatKind.REGIONAL,
    "deputes": SeatKind.DEPUTY,
    "senateurs": SeatKind.SENATOR,
    "parlement": SeatKind.MEP,
    "arrondissements": SeatKind.BOROUGH,
    "assemblee": SeatKind.ASSEMBLY,
}


def announced(name: str) -> SeatKind | None:
    """Return the file that a name announces, None when it announces none."""
    return next((_NAMES[word] for word in fold(name).split() if word in _NAMES), None)


def kind_words(territory: Territory) -> str:
    """Return what a territory is: "commune", "communauté d’agglomération"."""
    return {
        "CC": _("community of communes"),
        "CA": _("agglomeration community"),
        "CU": _("urban community"),
        "METRO": _("metropolis"),
        "MET69": _("metropolis with the powers of a department"),
    }.get(territory.legal_kind) or territory.get_kind_display()


def children_words(territory: Territory) -> str:
    """Return what the parts of a territory are called."""
    return {
        Territory.Kind.COUNTRY: _("Regions"),
        Territory.Kind.REGION: _("Departments"),
        Territory.Kind.DEPARTMENT: _("Intercommunalities"),
        Territory.Kind.INTERCOMMUNALITY: _("Member communes"),
        Territory.Kind.COMMUNE: "",
    }[Territory.Kind(territory.kind)]
