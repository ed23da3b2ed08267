"""An invented file of the register, so that the review after an election has something to show.

Its people are invented like all those of the demonstration; only the communes are real. It is
dated before any real file one may load, which then takes its place.
"""

import datetime
import hashlib

from django.db.models import Exists, OuterRef
from django.utils import timezone

from contacts import naming, turnover
from crm.demo import places as p
from crm.demo.cast import Cast
from crm.demo.seats import MUNICIPAL_2026, MUNICIPAL_2026_SECOND_ROUND
from crm.demo.shapes import Place
from directory import editions, names, search_text
from directory.folding import fold
from directory.models import (
    RegisterCohort,
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    SeatKind,
)
from directory.register_values import search_words

MARK = "demonstration"
PUBLISHED_ON = datetime.date(2026, 4, 20)
# Commune, first name, last name, sex, since; the key of the demonstration's person it is.
MAYORS = (
    (p.ERGUE_GABERIC, "Nolwenn", "Kerdilès", "F", MUNICIPAL_2026, ""),
    (p.LANDERNEAU, "Maëla", "Kerbourc’h", "F", MUNICIPAL_2026, ""),
    (p.BRUZ, "Anaïs", "Lescouarn", "F", MUNICIPAL_2026_SECOND_ROUND, "lescouarn"),
    (p.PORNIC, "Marie-Laure", "Chauvelon-Rohel", "F", MUNICIPAL_2026, "chauvelon"),
)


# The checksum of what the invented file says; copies made before hold the mark instead.
CHECKSUM = hashlib.sha256(repr(MAYORS).encode()).hexdigest()


def write_review(cast: Cast) -> None:
    """Write the file and the review it leads to."""
    edition, _made = RegisterEdition.objects.get_or_create(
        kind=SeatKind.MAYOR,
        published_on=PUBLISHED_ON,
        sha256=CHECKSUM,
        defaults={
            "file_name": "Fichier inventé pour la démonstration",
            "imported_at": timezone.now(),
            "row_count": len(MAYORS),
            "added_count": len(MAYORS),
        },
    )
    found: list[int] = []
    for place, first, last, sex, since, key in MAYORS:
        person = _person(first, last, sex)
        found.append(person.pk)
        _mandate(person, cast, place, since, edition)
        if key:
            _link(person, cast, key, edition)
    search_text.write(found)
    turnover.build(edition)


def clear() -> None:
    """Take the invented file out of the register, with its people."""
    edition = RegisterEdition.objects.filter(sha256__in=(CHECKSUM, MARK))
    RegisterRespelling.objects.filter(edition__in=edition).delete()
    RegisterMandate.objects.filter(first_seen_in__in=edition).delete()
    named = RegisterMandate.objects.filter(cohort=OuterRef("pk"))
    RegisterCohort.objects.filter(~Exists(named), last_seen_in__in=edition).delete()
    RegisterPerson.objects.filter(identity__endswith=f"|{MARK}", mandates=None).delete()
    seen = RegisterCohort.objects.filter(last_seen_in=OuterRef("pk"))
    edition.filter(~Exists(seen)).delete()


def _person(first: str, last: str, sex: str) -> RegisterPerson:
    folded = fold(last), fold(first)
    person, _made = RegisterPerson.objects.get_or_create(
        identity=f"{folded[0]}|{folded[1]}|{MARK}",
        defaults={
            "first_name": first,
            "last_name": last,
            "sex": sex,
            "folded_last": folded[0],
            "folded_first": folded[1],
            "sort_key": names.sort_key(last, first),
            "search_text": f" {folded[1]} {folded[0]} ",
        },
    )
    return person


def _mandate(
    person: RegisterPerson, cast: Cast, place: Place, since: datetime.date, edition: RegisterEdition
) -> None:
    territory = cast.territory(place)
    department = territory.department
    told = f"{department.name} {department.code}" if department else ""
    RegisterMandate.objects.update_or_create(
        person=person,
        territory=territory,
        key=f"{SeatKind.MAYOR}||{since}|{since}",
        defaults={
            "search_words": search_words(SeatKind.MAYOR, "", "", territory.name, told),
            "kind": SeatKind.MAYOR,
            "started_on": since,
            "function_started_on": since,
            "first_seen_in": edition,
            "cohort": editions.cohort_of(edition),
        },
    )


def _link(person: RegisterPerson, cast: Cast, key: str, edition: RegisterEdition) -> None:
    """Say that somebody of the demonstration is this person of the file."""
    stakeholder = cast.stakeholders[key]
    stakeholder.register_person = person
    naming.prepare(stakeholder).save()
    if stakeholder.last_name != person.last_name:
        RegisterRespelling.objects.get_or_create(
            identity=f"{stakeholder.sort_key}|{MARK}",
            defaults={
                "person": person,
                "last_name": stakeholder.last_name,
                "first_name": stakeholder.first_name,
                "reason": RegisterRespelling.Reason.SAME_BODY,
                "edition": edition,
            },
        )
