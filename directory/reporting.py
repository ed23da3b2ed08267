"""What is said of a file of the register: what it is, what loading it did."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.importing import Loaded
from directory.models import SeatKind
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
    encoding = "Windows-1252" if file.encoding == "cp1252" else "UTF-8"
    return _("%(title)s: %(rows)s rows; %(layout)s, %(separator)s, %(encoding)s.") % {
        "title": file_title(file.layout.kind),
        "rows": number(file.row_count),
        "layout": layout,
        "separator": separator,
        "encoding": encoding,
    }


def summary(loaded: Loaded, *, kind: str, on: datetime.date) -> str:
    """Return the sentence that says what loading a file did; its figures sum to the rows."""
    counts = loaded.counts
    said = _("%(title)s of %(day)s: %(rows)s rows read") % {
        "title": file_title(kind),
        "day": written(on),
        "rows": number(counts.rows),
    }
    parts = [f"{number(count)} {word}" for count, word in _parts(loaded)]
    return f"{said}{_(':')} {', '.join(parts)}."


def facts(loaded: Loaded) -> list[list[str]]:
    """Return the figures of a load as labels and texts."""
    counts = loaded.counts
    rows = [
        [_("Rows read"), number(counts.rows)],
        [_("Added"), number(counts.added)],
        [_("Updated"), number(counts.updated)],
        [_("Unchanged"), number(counts.unchanged)],
        [_("Refused"), number(counts.refused)],
    ]
    if loaded.respelt_count:
        rows.append([_("Same person, other spelling"), number(loaded.respelt_count)])
    return rows


def too_early(latest: datetime.date) -> str:
    """Return why a file cannot have been published on the day given."""
    return _("This file names mandates that began on %(day)s: it was not published before.") % {
        "day": written(latest)
    }


def _parts(loaded: Loaded) -> list[tuple[int, str]]:
    counts = loaded.counts
    return [
        (counts.added, ngettext("added", "added ", counts.added).strip()),
        (counts.updated, ngettext("updated", "updated ", counts.updated).strip()),
        (counts.unchanged, ngettext("unchanged", "unchanged ", counts.unchanged).strip()),
        (counts.refused, ngettext("refused", "refused ", counts.refused).strip()),
    ]
