"""Measures the scan for duplicates over invented people, seeded with some. See README.md beside.

    .venv/bin/python benchmarks/duplicates.py [PEOPLE]
    scripts/postgres.sh .venv/bin/python benchmarks/duplicates.py [PEOPLE]

Each makes a base of its own. The people are written by a child process: the memory told is that of
the scan alone.
"""

# ruff: noqa: E402 - Django is set up before its models are imported; the dice are loaded

import datetime
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection, connections, transaction
from django.test.utils import get_runner

from contacts import duplicates, scanning
from contacts.matters import MATTERS, PEOPLE
from contacts.models import Mandate, Organization, Post, Stakeholder
from directory.folding import fold
from directory.models import SeatKind, Territory
from directory.names import sort_key

DAY = datetime.date(2026, 11, 22)
_HEADS = "Ker Le Pen Tre Plou Lan Ros Coat Gui Mor Bel Cas Dau Fer Gra Jou Lam Mar Nau Per"
HEADS = _HEADS.split()
_BODIES = "bra gon mel vel sal dor quin ber lan mar ven cour chau rou tal vigne font rec"
BODIES = _BODIES.split()
_TAILS = "ec an ic oux ier eau et on in ard el as ou ez at aud"
TAILS = _TAILS.split()
_FIRST = (
    "Hélène Maëlle Gwenaël Yann Jean-Paul Jean-Pierre Marie-Anne Anne-Marie Françoise "
    "François Michel Michèle Dominique Loïc Soizic Erwan Ronan Nolwenn Enora Tugdual "
    "Aziliz Brieuc Chloé Sébastien Stéphanie Jérôme Cécile Benoît Élodie Thérèse Aurélie "
    "Kévin Léa Noémie Régis Solène Tanguy Ulysse Victoire Zoé Armel Bérénice Corentin "
    "Denis Édith Fañch Gaïd Hervé"
)
FIRST = _FIRST.split()
type Two = tuple[int, int]
type Change = Callable[[random.Random, Stakeholder], None]


def typo(dice: random.Random, person: Stakeholder) -> None:
    """Swap two letters, drop one or double one, after the first."""
    name = person.last_name
    at = dice.randrange(1, len(name) - 1)
    person.last_name = dice.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def bare(dice: random.Random, person: Stakeholder) -> None:
    """Write the name in capitals, without accents, hyphens or apostrophes."""
    person.last_name = fold(person.last_name).upper()
    person.first_name = fold(person.first_name).upper()


def swapped(dice: random.Random, person: Stakeholder) -> None:
    """Put the first name where the surname goes."""
    person.first_name, person.last_name = person.last_name, person.first_name


def married(dice: random.Random, person: Stakeholder) -> None:
    """Add another surname, before or after."""
    other = f"{dice.choice(HEADS)}{dice.choice(BODIES)}{dice.choice(TAILS)}"
    person.last_name = dice.choice(
        (
            f"{other} née {person.last_name}",
            f"{person.last_name}-{other}",
            f"{other}-{person.last_name}",
        )
    )


def initial(dice: random.Random, person: Stakeholder) -> None:
    """Write the first name as an initial."""
    person.first_name = f"{person.first_name[0]}."


def glued(dice: random.Random, person: Stakeholder) -> None:
    """Write the surname in one word, or in two."""
    name = person.last_name
    person.last_name = name.replace(" ", "") if " " in name else f"{name[:3]} {name[3:]}"


CHANGES: tuple[Change, ...] = (typo, bare, swapped, married, initial, glued)


def seed(count: int) -> tuple[dict[Two, str], set[Two]]:
    """Write the people; return the pairs that are one person, with the change, and homonyms."""
    dice = random.Random(3)
    communes = _communes(400)
    offices = [
        Organization(name=f"Société {dice.choice(HEADS)}{number}", kind=Organization.Kind.COMPANY)
        for number in range(2000)
    ]
    Organization.objects.bulk_create(offices)
    people, seats = [], []
    for _number in range(count):
        surname = f"{dice.choice(HEADS)}{dice.choice(BODIES)}{dice.choice(TAILS)}"
        if dice.random() < 0.2:  # noqa: PLR2004
            surname = f"{dice.choice(('Le', 'de', 'Du'))} {surname.capitalize()}"
        person = Stakeholder(first_name=dice.choice(FIRST), last_name=surname, source_on=DAY)
        if dice.random() < 0.5:  # noqa: PLR2004
            person.phone = "06 " + " ".join(f"{dice.randrange(100):02}" for _ in range(4))
        if dice.random() < 0.5:  # noqa: PLR2004
            person.email = f"{fold(surname).replace(' ', '')}{dice.randrange(9999)}@exemple.test"
        people.append(person)
        seats.append(dice.choice(communes) if dice.random() < 0.6 else dice.choice(offices))  # noqa: PLR2004
    twins = dice.sample(range(count), count // 50)
    made = []
    for at in twins:
        how = dice.choice(CHANGES)
        original = people[at]
        twin = Stakeholder(
            first_name=original.first_name, last_name=original.last_name, source_on=DAY
        )
        how(dice, twin)
        if dice.random() < 0.4:  # noqa: PLR2004 - the others have no number at all
            twin.phone, twin.email = original.phone, original.email
        people.append(twin)
        seats.append(seats[at])
        made.append((at, len(people) - 1, how.__name__))
    namesakes = _add_namesakes(dice, count, people, seats, communes)
    _store(people, seats)

    def keys(at: int, to: int) -> Two:
        first, second = sorted((people[at].pk, people[to].pk))
        return first, second

    return {keys(at, to): how for at, to, how in made}, {keys(at, to) for at, to in namesakes}


def _add_namesakes(
    dice: random.Random,
    count: int,
    people: list[Stakeholder],
    seats: list[Territory | Organization],
    communes: list[Territory],
) -> list[Two]:
    """Add people of the same name as others, in another commune; return both places."""
    added = []
    for at in dice.sample(range(count), count // 100):  # homonyms in another commune: two people
        namesake = people[at]
        people.append(
            Stakeholder(first_name=namesake.first_name, last_name=namesake.last_name, source_on=DAY)
        )
        seats.append(dice.choice([place for place in communes if place != seats[at]]))
        added.append((at, len(people) - 1))
    return added


def _communes(count: int) -> list[Territory]:
    return Territory.objects.bulk_create(
        Territory(
            kind=Territory.Kind.COMMUNE,
            code=f"98{number:03}",
            name=f"Plou-{number}",
            name_of=f"de Plou-{number}",
            sort_key=f"plou {number}",
        )
        for number in range(count)
    )


def _store(people: list[Stakeholder], seats: list[Territory | Organization]) -> None:
    for person in people:
        person.sort_key = sort_key(person.last_name, person.first_name)
        person.search_text = fold(f"{person.first_name} {person.last_name}")
    Stakeholder.objects.bulk_create(people, batch_size=500)
    held = list(zip(people, seats, strict=True))
    Mandate.objects.bulk_create(
        [
            Mandate(stakeholder=person, kind=SeatKind.MUNICIPAL, territory=seat, title="Conseil")
            for person, seat in held
            if isinstance(seat, Territory)
        ],
        batch_size=500,
    )
    Post.objects.bulk_create(
        [
            Post(stakeholder=person, organization=seat, title="Direction")
            for person, seat in held
            if isinstance(seat, Organization)
        ],
        batch_size=500,
    )


def main(count: int) -> None:
    """Make a base, seed, scan, print."""
    runner = get_runner(settings)(interactive=False, verbosity=0)
    bases = runner.setup_databases()
    try:
        connections.close_all()
        with multiprocessing.get_context("fork").Pool(1) as pool:
            seeded, namesakes = pool.apply(_seed, (count,))
        _measure(count, seeded, namesakes)
    finally:
        runner.teardown_databases(bases)


def _seed(count: int) -> tuple[dict[Two, str], set[Two]]:
    with transaction.atomic():
        found = seed(count)
    connections.close_all()
    return found


def _measure(count: int, seeded: dict[Two, str], namesakes: set[Two]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start, used = time.perf_counter(), time.process_time()
    found = {(pair.first, pair.second): pair for pair in duplicates.scan()}
    compared = time.perf_counter() - start
    scanning.store(MATTERS[PEOPLE], found.values())
    took, used = time.perf_counter() - start, time.process_time() - used
    hits = seeded.keys() & found.keys()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{connection.vendor}: {count + len(seeded)} people, scan {took:.1f} s (of which comparing"
        f" {compared:.1f} s; own processor {used:.1f} s), peak {peak} MB, {before} before"
    )
    print(
        f"{len(found)} pairs found, {len(seeded)} seeded: recall {len(hits) / len(seeded):.3f},"
        f" precision {len(hits) / len(found):.3f}"
    )
    print(f"{len(namesakes & found.keys())} of {len(namesakes)} homonyms taken for one person")
    for change in CHANGES:
        those = {pair for pair, how in seeded.items() if how == change.__name__}
        print(f"  {change.__name__:8} {len(those & hits)}/{len(those)}")
    if "-v" in sys.argv:
        _show(seeded, found)


def _show(seeded: dict[Two, str], found: dict[Two, duplicates.Pair]) -> None:
    for pair in [
        *list(seeded.keys() - found.keys())[:25],
        *list(found.keys() - seeded.keys())[:25],
    ]:
        one, other = (str(Stakeholder.objects.get(pk=pk)) for pk in pair)
        why = [str(reason) for reason in found[pair].reasons] if pair in found else seeded[pair]
        print("missed" if pair in seeded else "extra ", one, "|", other, why)


if __name__ == "__main__":
    main(int(next((word for word in sys.argv[1:] if word.isdigit()), "50000")))
