"""Times the list of people at 50,000: every filter in every order, and the size of a page.

    export DATABASE_URL=sqlite:////tmp/lists.sqlite3        # or postgres://… ; thrown away
    python manage.py migrate && python benchmarks/lists.py fill 50000
    python benchmarks/lists.py time

Everybody in it is invented. `time` prints p50 and p95 of the whole answer, in milliseconds, by the
clock and by the processor: of this process, and of PostgreSQL's own when it runs on this machine.
About a minute on a machine of its own.
"""

import datetime
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import batched, islice
from pathlib import Path

# ruff: noqa: PLR2004 - shares of an invented base
import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.permissions import Role  # noqa: E402
from contacts import naming, ordering, refreshing  # noqa: E402
from contacts.models import (  # noqa: E402
    Exchange,
    Mandate,
    Organization,
    Post,
    Segment,
    Stakeholder,
    Tag,
    Tagging,
)
from directory import territories  # noqa: E402
from directory.models import Territory  # noqa: E402
from network.models import Stance, StanceChange  # noqa: E402

TODAY = datetime.date(2026, 11, 25)
AT_ONCE = 2000
FIRST = ("Maël", "Yann", "Soazig", "Nolwenn", "Tifenn", "Gwenn", "Loïc", "Anna", "Bran", "Ronan")
LAST = ("Ker", "Le ", "Pen", "Tre", "Lan", "Plou", "Gour", "Mor", "Ros", "Bel")
ENDS = (
    "velec",
    "mor",
    "guen",
    "bihan",
    "goff",
    "dec",
    "zeg",
    "noc’h",
    "vras",
    "lann",
    "rest",
    "zet",
)
ROUNDS = 5
NEXT = re.compile(r'after=([^"&]+)" rel="next"')


def fill(count: int) -> None:
    """Make the people, with seats or posts, exchanges, stances and tags."""
    chance = random.Random(7)
    if not Territory.objects.exists():
        territories.load()
    team = [_member(number) for number in range(5)]
    communes = list(Territory.objects.filter(kind="commune").order_by("pk")[:4000])
    tags = Tag.objects.bulk_create([Tag(name=f"T{n}", key=f"t{n}") for n in range(20)])
    banks = Organization.objects.bulk_create(
        [
            Organization(name=f"Banque {n}", kind=chance.choice(Organization.Kind.values))
            for n in range(500)
        ]
    )
    Segment.objects.create(name="Maires", key="maires", query="seat=mayor")
    for some in batched(range(count), AT_ONCE, strict=False):
        people = Stakeholder.objects.bulk_create([_person(chance, team) for _number in some])
        _seats(people, chance, communes, banks)
        _said(people, chance, team)
        Tagging.objects.bulk_create(
            Tagging(stakeholder=who, tag=tag)
            for who in people
            for tag in chance.sample(tags, chance.randrange(3))
        )
    _finish()


def _member(number: int) -> User:
    return User.objects.create_user(
        f"m{number}@bench.test", "x", roles=(Role.DIRECTOR,), first_name=f"M{number}"
    )


def _person(chance: random.Random, team: list[User]) -> Stakeholder:
    person = Stakeholder(
        first_name=chance.choice(FIRST),
        last_name=f"{chance.choice(LAST)}{chance.choice(ENDS)}{chance.choice(ENDS)}",
        sex=chance.choice("FM"),
        source=chance.choice(Stakeholder.Source.values),
        source_on=TODAY,
        referent=chance.choice([None, *team]),
        informed_on=chance.choice([None, TODAY]),
        objected_on=TODAY if chance.random() < 0.01 else None,
        email="x@bench.test",
    )
    return naming.prepare(person)


def _seats(
    people: list[Stakeholder],
    chance: random.Random,
    communes: list[Territory],
    banks: list[Organization],
) -> None:
    mandates, posts = [], []
    for who in people:
        if chance.random() < 0.7:
            kind = chance.choice(("municipal", "intercommunal", "departmental"))
            mandates.append(
                Mandate(
                    stakeholder=who,
                    kind=kind,
                    territory=chance.choice(communes),
                    title="Conseiller",
                    rank=chance.randrange(20, 60),
                    started_on=TODAY - datetime.timedelta(days=chance.randrange(2000)),
                )
            )
        else:
            posts.append(Post(stakeholder=who, organization=chance.choice(banks), title="Cadre"))
    Mandate.objects.bulk_create(mandates)
    Post.objects.bulk_create(posts)


def _said(people: list[Stakeholder], chance: random.Random, team: list[User]) -> None:
    Exchange.objects.bulk_create(
        Exchange(
            stakeholder=who,
            author=team[0],
            text="Vu.",
            happened_on=TODAY - datetime.timedelta(days=chance.randrange(900)),
            is_private=chance.random() < 0.1,
        )
        for who in people
        for _time in range(chance.randrange(4))
    )
    StanceChange.objects.bulk_create(
        StanceChange(
            stakeholder=who,
            stance=chance.choice(Stance.values),
            is_target=chance.random() < 0.2,
            reason="Le dit.",
            changed_on=TODAY,
            author=team[0],
        )
        for who in people
        if chance.random() < 0.6
    )


def _finish() -> None:
    keys = list(Stakeholder.objects.values_list("pk", flat=True))
    started = time.perf_counter()
    for some in batched(keys, AT_ONCE, strict=False):
        naming_keys = list(some)
        refreshing.refresh(naming_keys)
    print(f"refreshed {len(keys)} people in {time.perf_counter() - started:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def filters() -> dict[str, str]:
    """Return the filters that are timed."""
    department = Territory.objects.get(kind="department", code="01")
    commune = Territory.objects.filter(kind="commune").order_by("pk")[17]
    first, second = (str(tag.pk) for tag in Tag.objects.order_by("pk")[:2])
    bank = Organization.objects.order_by("pk")[3]
    return {
        "none": "",
        "words": "q=kervelec",
        "words, many": "q=ker",
        "elected": "kind=elected",
        "bank": "kind=bank",
        "nothing today": "kind=none",
        "department": f"territory={department.name} (département)&territory_pk={department.pk}",
        "commune": f"territory={commune.label}&territory_pk={commune.pk}",
        "mandate": "seat=departmental",
        "organization": f"organization={bank.name}&organization_pk={bank.pk}",
        "mine": "referent=me",
        "nobody’s": "referent=nobody",
        "silence 6": "silence=6",
        "no exchange ever": "silence=never",
        "since": "exchanged_from=2026-10-01",
        "informed no": "informed=no",
        "objection yes": "objection=yes",
        "source": "source=hand",
        "segment": f"segment={Segment.objects.get().pk}",
        "one tag": f"tags={first}",
        "two tags, any": f"tags={first}&tags={second}",
        "two tags, all": f"tags={first}&tags={second}&tag_mode=all",
        "stance": "stance=convinced",
        "nothing said": "stance=none",
        "targets": "target=1",
        "six at once": "kind=elected&stance=convinced&informed=no&silence=6&source=hand&target=1",
    }


def measure() -> None:
    """Print each filter: p50 and p95 over all orders, the slowest order, the size of a page."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="m0@bench.test"))
    every: list[Answer] = []
    print("| filter | clock p50 | clock p95 | processor p50 | processor p95 | slowest order | KB |")
    print("|---|---|---|---|---|---|---|")
    for name, query in filters().items():
        answers = {
            choice.name: list(islice(_answers(client, query, choice.name), ROUNDS))
            for choice in ordering.PEOPLE.choices()
        }
        flat = [answer for some in answers.values() for answer in some]
        every += flat
        medians = {
            order: statistics.median(answer.clock for answer in some)
            for order, some in answers.items()
        }
        slowest = max(medians, key=lambda order: medians[order])
        size = max(answer.size for answer in flat)
        print(f"| {name} | {_shares(flat)} | {slowest} {medians[slowest]:.0f} | {size} |")
    print(f"| **all {len(every)}** | {_shares(every)} | | |")


@dataclass(frozen=True)
class Answer:
    """One page: milliseconds by the clock and by this processor, kilobytes."""

    clock: float
    processor: float
    size: int


def _processor() -> float:
    """Return the seconds of processor spent on our answers so far, those of the engine too."""
    spent = _engine().read_text().split() if _engine().exists() else []
    return time.process_time() + (int(spent[0]) / 1e9 if spent else 0)


@cache
def _engine() -> Path:
    """Return where Linux tells what this connection's process of PostgreSQL has spent."""
    if connection.vendor == "sqlite":
        return Path(os.devnull)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def _answers(client: Client, query: str, order: str) -> Iterator[Answer]:
    """Yield the answers: the first page, then the ones after it; the very first is not counted."""
    url = f"/personnes/?{query}&tri={order}"
    client.get(url, headers={"HX-Request": "true"})
    after = ""
    while True:
        clock, processor = time.perf_counter(), _processor()
        page = client.get(f"{url}{after}", headers={"HX-Request": "true"})
        took = time.perf_counter() - clock, _processor() - processor
        yield Answer(1000 * took[0], 1000 * took[1], len(page.content) // 1024)
        following = NEXT.search(page.content.decode())
        after = f"&after={following[1]}" if following else ""


def _shares(answers: list[Answer]) -> str:
    found = []
    for times in ([one.clock for one in answers], [one.processor for one in answers]):
        ordered = sorted(times)
        found += [
            ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95)
        ]
    return " | ".join(f"{value:.0f}" for value in found)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        measure()
