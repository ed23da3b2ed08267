"""What the review says of the person of the register, for the world of the tests."""

from contacts.models import TurnoverLine
from directory.models import RegisterPerson


def turnover_line(person: RegisterPerson) -> TurnoverLine:
    row = person.mandates.get()
    return TurnoverLine.objects.create(
        edition=row.last_seen_in,
        matter=TurnoverLine.Matter.NEWCOMER,
        territory=row.territory,
        register_mandate=row,
        person=person,
        key="newcomer",
        fingerprint="x",
        evidence={
            "reason": "built",
            "found": {"seat": "Maire de Port-Élorn", "since": "2026-03-20", "on": "2026-05-06"},
        },
        sort_key="port elorn",
    )
