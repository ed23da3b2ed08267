"""The first long file of a register: its rows go where they belong as they are read.

Nobody is there to compare them with but each other: every row is a person with a mandate, the key
of the person being told by the line. Whoever has several rows is found afterwards (`doubles`), and
the indexes are made last. When few people are there, the rows that may be about one of them
(`acquaintances`) are staged, and compared in the end as those of a later file (`applying`).

Until the end nobody sees any of it: people of a load that is not done are not listed, mandates of
an edition that is not loaded are not current.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from directory import bulk, doubles, editions, search_index
from directory.acquaintances import MOST, TIMES
from directory.first_rows import Block, FirstRows
from directory.first_tables import Tables
from directory.folding import fold
from directory.loads import Work
from directory.models import (
    RegisterCohort,
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    Territory,
)
from directory.reading import blocks
from directory.register_file import RegisterFile
from directory.register_places import Place
from directory.register_values import Places, Values, named
from directory.staging import LONG, rows_read
from directory.staging import write as write_staged
from directory.territories import add_unofficial

CHUNK = 5_000
# Which columns of the tables hold folded words.
_FOLDED = {"load_surname": 2, "load_given_names": 2, "load_seat": 5}
# What takes no time, and would wait for an index that is made beside it.
AT_ONCE = (bulk.UNCHECKED, "TRIGGER")


def run(work: Work, file: RegisterFile) -> None:
    """Load the file, or go on where it stopped."""
    if "phase" not in work.progress:
        _open(work, file)
    if work.progress["phase"] == "rows":
        _write_rows(work, file)
    is_compared = StagedRow.objects.filter(load=work.load, outcome="").exists()
    if is_compared:
        bulk.analyze(StagedRow)
        doubles.take_back(work)
    doubles.unite_same(work)
    _make_indexes(work)
    doubles.unite_respelt(work)
    if is_compared:
        with work.step(_("Comparing with the register"), compares=True, phase="places", at=0):
            pass


def fits(file: RegisterFile) -> bool:
    """Tell whether a file is loaded so: nobody is there, or few beside its rows."""
    if not RegisterPerson.objects.exists():
        return True
    limit = min(MOST, file.row_count // TIMES)
    if file.row_count <= LONG or RegisterPerson.objects.order_by()[: limit + 1].count() > limit:
        return False
    return editions.same_file(kind=file.layout.kind, sha256=file.sha256) is None


def is_beside(load: RegisterLoad) -> bool:
    """Tell whether a load that is not read to its end came to people who were there."""
    first = load.first_person or 0
    return not load.compares and RegisterPerson.objects.filter(pk__lt=first).exists()


def _open(work: Work, file: RegisterFile) -> None:
    """Take the indexes off the tables, and reserve the keys of the people."""
    load = work.load
    with work.step(_("Preparing"), phase="rows") as cursor:
        load.edition = editions.begun(load)
        load.first_person = _reserved(cursor, RegisterPerson, file.last_line + 1)
        load.save(update_fields=["edition", "first_person"])
        work.progress["mandates"] = _reserved(cursor, RegisterMandate, file.last_line + 1)
        again = bulk.take_off(cursor, RegisterPerson, RegisterMandate)
        work.progress["again"] = [*search_index.rest(cursor), *again]


def _write_rows(work: Work, file: RegisterFile) -> None:
    after, count = work.progress.get("line", 0), work.progress.get("count", 0)
    places = Places(work.load.kind)
    source, writer = FirstRows.of(work.load, file, places), _Writer(work.load, places)
    if after < file.last_line:
        # Their keys were read or written by us: SQLite need not look each up.
        with connection.constraint_checks_disabled():
            for fields in blocks(source.blocks(after), apart=file.row_count > LONG):
                block = Block(*fields)
                count += block.count
                at = {"line": block.last_line, "count": count}
                with work.step(rows_read(count), done=count, **at) as cursor:
                    writer.write(cursor, block)
                    if block.count and block.last_line == file.last_line:
                        # While the reader compares all rows with each other.
                        writer.end(is_all=not after)
        if not after:
            work.load.findings = doubles.suspected(*block.suspects)
    with work.step(_("Comparing the rows with each other"), phase="people"):
        # What was met before this process took over is not known: everybody is looked at then.
        work.load.save(update_fields=["findings"])
    writer.close()


class _Writer:
    """Writes blocks of rows."""

    def __init__(self, load: RegisterLoad, places: Places) -> None:
        self._load = load
        self._tables = Tables(load)
        self._places = places
        self._known: dict[str, int] = {}
        self._texts: set[str] = set()

    def write(self, cursor: Any, block: Block) -> None:
        """Write the rows of a block."""
        if not block.count:
            return
        block.tables["load_body"] = self._placed(block.bodies)
        self._tables.write(cursor, block.tables)
        write_staged(block.staged)
        for table, column in _FOLDED.items():
            self._texts.update(row[column] for row in block.tables[table])
        self._texts.update(fold(row[3]) for row in block.tables["load_body"])

    def end(self, *, is_all: bool) -> None:
        """Let the people be found inside words, and with a typing error; check the keys.

        Unless all of them were written here, their words are asked of the base.
        """
        if is_all:
            search_index.learn_texts(self._texts)
        else:
            search_index.learn_all()
        connection.check_constraints([RegisterMandate._meta.db_table])

    def close(self) -> None:
        """Remove what the rows waited in."""
        self._tables.close()

    def _placed(self, bodies: list[Values]) -> list[Values]:
        """Return the rows of the table of bodies; territories only the file names are added."""
        places = [Place(*said) for _number, _values, *said in bodies]
        told = zip(bodies, places, strict=True)
        found = [body[1] or self._places.of_place(place) for body, place in told]
        unknown = {
            place.said: named(place)
            for place, values in zip(places, found, strict=True)
            if values[0] is None and place.said not in self._known
        }
        add_unofficial(sorted(unknown.values()))
        if unknown:
            codes = [code for _kind, code, _label in unknown.values()]
            made = Territory.objects.filter(code__in=codes).order_by()
            self._known |= {f"@{one.kind}:{one.code}": one.pk for one in made}
        return [
            (number, place.said, territory or self._known[place.said], *values)
            for (number, *_said), place, (territory, *values) in zip(
                bodies, places, found, strict=True
            )
        ]


def _make_indexes(work: Work) -> None:
    """Make the indexes and the constraints again, each in a transaction of its own.

    What is still to be made is kept with the load: whoever takes it over makes it.
    """
    statements = list(work.progress.get("again", ()))
    longest = bulk.longest(statements)
    if not longest:
        _make(work, statements)
        return
    at_once = [one for one in statements if any(word in one for word in AT_ONCE)]
    _make(work, at_once)
    with bulk.making(longest):
        _make(work, [one for one in statements if one not in (*at_once, longest)])
        bulk.analyze(RegisterMandate)
    with _made(work, longest):
        pass
    bulk.analyze(RegisterPerson)


def _make(work: Work, statements: list[str]) -> None:
    for statement in statements:
        with _made(work, statement) as cursor:
            bulk.make(cursor, statement)


@contextlib.contextmanager
def _made(work: Work, statement: str) -> Iterator[Any]:
    """Note that a statement was carried out, in the transaction that does."""
    work.done += work.total // 50
    left = [one for one in work.progress["again"] if one != statement]
    with work.step(_("Preparing the search"), again=left) as cursor:
        yield cursor


def _reserved(cursor: Any, model: type[models.Model], count: int) -> int:
    """Return the first of so many keys for people, or for mandates: one for each line."""
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        # Nobody else writes them meanwhile: one file at a time.
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        return int(cursor.fetchone()[0]) + 1
    sequence = f"pg_get_serial_sequence('{table}', 'id')"
    cursor.execute(f"SELECT nextval({sequence})")
    first = int(cursor.fetchone()[0])
    cursor.execute(f"SELECT setval({sequence}, %s)", [first + count])
    return first


def take_away(work: Work) -> None:
    """Remove what a load that nobody goes on with left: nobody saw it, whoever was there stays."""
    load = work.load
    edition, first = load.edition_id, load.first_person or 0
    with work.step(_("Removing a load that was abandoned")):
        RegisterRespelling.objects.filter(edition=edition).delete()
    while RegisterMandate.objects.filter(first_seen_in=edition).exists():
        with work.step(_("Removing a load that was abandoned")) as cursor:
            _delete_some(cursor, RegisterMandate, "first_seen_in_id = %s", edition)
    while RegisterPerson.objects.filter(pk__gte=first).exists():
        with work.step(_("Removing a load that was abandoned")) as cursor:
            _delete_some(cursor, RegisterPerson, "id >= %s", first)
    _make_indexes(work)
    with work.step(_("Removing a load that was abandoned")):
        StagedRow.objects.filter(load=load).delete()
        mine = RegisterEdition.objects.filter(pk=edition or 0, imported_at=None)
        RegisterCohort.objects.filter(last_seen_in__in=mine).delete()
        mine.delete()
    load.delete()


def _delete_some(cursor: Any, model: Any, condition: str, value: Any) -> None:
    table = model._meta.db_table
    cursor.execute(
        f"DELETE FROM {table} WHERE id IN"  # noqa: S608 - no value of a user
        f" (SELECT id FROM {table} WHERE {condition} ORDER BY id LIMIT {CHUNK})",
        [value],
    )
