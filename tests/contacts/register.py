"""Lines of the register, as the import writes them, for tests of what follows from it."""

import datetime
from typing import Any

from directory.editions import cohort_of
from directory.folding import fold
from directory.models import RegisterEdition, RegisterMandate, RegisterPerson, SeatKind, Territory
from directory.names import APART
from tests import make

BORN_ON = datetime.date(1971, 8, 30)


def edition(kind: str = SeatKind.MAYOR, **extra: Any) -> RegisterEdition:
    values = {
        "published_on": datetime.date(2026, 5, 6),
        "file_name": "x.csv",
        "sha256": kind,
        "imported_at": datetime.datetime(2026, 5, 7, tzinfo=datetime.UTC),
    } | extra
    made, _new = RegisterEdition.objects.get_or_create(kind=kind, **values)
    return made


def person(first_name: str = "Anne", last_name: str = "Le Goff", **extra: Any) -> RegisterPerson:
    folded = fold(last_name), fold(first_name)
    values = {
        "sex": "F",
        "born_on": BORN_ON,
        "identity": f"{folded[0]}|{folded[1]}|{BORN_ON}",
        "folded_last": folded[0],
        "folded_first": folded[1],
        "sort_key": APART.join(folded),
        "search_text": " ".join(folded),
    } | extra
    return RegisterPerson.objects.create(first_name=first_name, last_name=last_name, **values)


def seat(
    of: RegisterPerson, territory: Territory | None = None, kind: str = SeatKind.MAYOR, **extra: Any
) -> RegisterMandate:
    values = {
        "started_on": datetime.date(2026, 3, 20),
        "function_started_on": datetime.date(2026, 3, 21),
        "first_seen_in": edition(kind),
        "last_seen_in": edition(kind),
        "function": "",
    } | extra
    values["cohort"] = cohort_of(values.pop("last_seen_in"))
    values.setdefault("key", f"{kind}|{fold(values['function'])}|{values['started_on']}")
    return RegisterMandate.objects.create(
        person=of, territory=territory or make.commune(), kind=kind, **values
    )
