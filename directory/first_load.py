"""The first file of an empty register: its rows go where they belong as they are read.

Nobody is there to compare them with but each other: every row is a person with a mandate, the key
of the person being told by the line. Whoever has several rows is found afterwards (`doubles`), and
the indexes are made last. Until the end nobody sees any of it: people of a load that is not done
are not listed, mandates of an edition that is not loaded are not current.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from directory import bulk, doubles, editions, search_index, tombstones
from directory.loads import Work
from directory.models import (
    RegisterEdition,
    RegisterLoad,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    SeatKind,
    StagedRow,
    Territory,
)
from directory.reading import blocks
from directory.register_file import RegisterFile
from directory.register_rows import Parts, digest_of, keys_of, parts_of
from directory.register_values import Places, named
from directory.staging import LONG, erased, insert, insert_indexed, is_erased, refused, rows_read
from directory.staging import write as write_staged
from directory.territories import add_unofficial

CHUNK = 5_000
PEOPLE = (
    *("id", "last_name", "first_name", "sex", "born_on", "identity"),
    *("folded_last", "folded_first", "match_key", "sort_key", "search_text"),
)
MANDATES = (
    *("person_id", "territory_id", "district", "district_code", "function"),
    *("started_on", "function_started_on", "key", "search_words", "digest"),
)
# Bits that remember which people were met, and in which bodies: 8 MB; of a hundred rows of a
# national file, one at most is suspected in vain.
_MET = 1 << 26
_LAST = _MET - 1
LATE = ("UNIQUE", "FOREIGN KEY")


@dataclass
class Block:
    """Rows as they are read, in the order in which they are passed between processes."""

    last_line: int = 0
    people: list[Any] = field(default_factory=list)
    mandates: list[Any] = field(default_factory=list)
    refused: list[Any] = field(default_factory=list)
    unknown: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    suspects: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return len(self.people) + len(self.refused)


def run(work: Work, file: RegisterFile) -> None:
    """Load the file, or go on where it stopped."""
    if "phase" not in work.progress:
        _open(work, file)
    if work.progress["phase"] == "rows":
        _write_rows(work, file)
    doubles.unite_same(work)
    _make_indexes(work, late=False)
    _make_indexes(work, late=True)
    doubles.unite_respelt(work)


def _open(work: Work, file: RegisterFile) -> None:
    """Take the indexes off the empty tables, and reserve the keys of the people."""
    load = work.load
    with work.step(_("Preparing"), phase="rows") as cursor:
        load.edition = editions.begun(load)
        load.first_person = _reserved(cursor, file.last_line + 1)
        load.save(update_fields=["edition", "first_person"])
        again = bulk.take_off(cursor, RegisterPerson, RegisterMandate)
        work.progress["again"] = [*search_index.rest(cursor), *again]


def _write_rows(work: Work, file: RegisterFile) -> None:
    after, count = work.progress.get("line", 0), work.progress.get("count", 0)
    if after < file.last_line:
        # What was met before this process took over is not known: everybody is looked at then.
        suspects: list[tuple[str, str]] | None = None if after else []
        source = FirstRows.of(work.load, file)
        writer = _Writer(work.load)
        for fields in blocks(source.blocks(after), apart=file.row_count > LONG):
            block = Block(*fields)
            count += block.count
            with work.step(rows_read(count), done=count, line=block.last_line, count=count):
                writer.write(block)
            if suspects is not None:
                suspects += block.suspects
        if suspects is not None:
            work.load.findings = {
                "identities": sorted({identity for identity, _key in suspects if identity}),
                "keys": sorted({key for _identity, key in suspects if key}),
            }
    with work.step(_("Comparing the rows with each other"), phase="people"):
        work.load.save(update_fields=["findings"])


@dataclass
class FirstRows:
    """All that is needed to read a first file into rows to write, without asking the base."""

    load: RegisterLoad
    file: RegisterFile
    places: Places
    guard: tombstones.Guard | None

    @classmethod
    def of(cls, load: RegisterLoad, file: RegisterFile) -> "FirstRows":
        """Gather it."""
        return cls(load, file, Places(load.kind), tombstones.guard())

    def blocks(self, after: int) -> Iterator[tuple[Any, ...]]:
        """Yield the rows after that line: the fields of a Block, so many rows at a time."""
        self._met = bytearray(_MET >> 3)
        first, load_pk, add = self.load.first_person or 0, self.load.pk, self._add
        block = Block()
        for line, parts in parts_of(self.file, on=self.load.published_on, after=after):
            if isinstance(parts, str):
                block.refused.append(refused(load_pk, line, parts))
            else:
                add(block, line, first + line, parts)
            if len(block.people) + len(block.refused) >= CHUNK:
                block.last_line = line
                yield tuple(vars(block).values())
                block = Block()
        if block.count:
            block.last_line = self.file.last_line
            yield tuple(vars(block).values())

    def _add(self, block: Block, line: int, pk: int, parts: Parts) -> None:
        last, first, sex, birth, body = parts
        written, folded_last, _filed, _mark = last
        folded_first = first.folded
        day = birth.day
        identity, match_key, sort_key = keys_of(parts)
        if self.guard and is_erased(self.guard, identity, match_key, folded_last):
            block.refused.append(refused(self.load.pk, line, erased()))
            return
        values = body.values or self.places.fill(body)
        if values[0] is None:
            values = self._unknown(block, body)
        block.people.append(
            (
                *(pk, written, first.written, sex, day or None, identity, folded_last),
                *(folded_first, match_key, sort_key, f" {folded_first} {folded_last}{values[7]}"),
            )
        )
        block.mandates.append((pk, *values, digest_of(parts)))
        met = self._met
        for known, suspect in (
            (hash(identity) & _LAST, (identity, "")),
            (hash((body.place.code, match_key)) & _LAST, ("", match_key)),
        ):
            bit = 1 << (known & 7)
            if met[known >> 3] & bit:
                block.suspects.append(suspect)
            else:
                met[known >> 3] |= bit

    def _unknown(self, block: Block, body: Any) -> Any:
        """Give a territory that the official code does not know a name instead of a key."""
        place = named(body)
        name = f"{place[0]}:{place[1]}"
        block.unknown.setdefault(name, place)
        return (name, *body.values[1:])


class _Writer:
    """Writes blocks of rows."""

    def __init__(self, load: RegisterLoad) -> None:
        self._load = load
        edition = load.edition_id or 0
        self._same: dict[str, str | int] = {
            "kind": SeatKind(load.kind).value,
            "first_seen_in_id": edition,
            "last_seen_in_id": edition,
            "is_superseded": False,
        }
        self._known: dict[str, int] = {}
        self._told: set[Any] = set()
        self._words: set[str] = set()

    def write(self, block: Block) -> None:
        """Write the rows of a block."""
        if block.unknown:
            self._place(block.unknown)
            block.mandates = [
                (row[0], self._known.get(row[1], row[1]), *row[2:]) for row in block.mandates
            ]
        insert_indexed("directory_registerperson", PEOPLE, block.people)
        insert("directory_registermandate", MANDATES, block.mandates, same=self._same)
        write_staged(block.refused)
        self._learn(block)

    def _learn(self, block: Block) -> None:
        """Let the people be found inside words, and with a typing error."""
        names = {row[6] for row in block.people} | {row[7] for row in block.people}
        seats = {(self._load.kind, row[4], row[2]) for row in block.mandates}
        search_index.learn_texts(names - self._told, seats - self._told, self._words)
        self._told |= names | seats

    def _place(self, unknown: dict[str, tuple[str, str, str]]) -> None:
        """Add the territories that only the file names."""
        new = {name: place for name, place in unknown.items() if name not in self._known}
        add_unofficial(sorted(new.values()))
        for name, (kind, code, _label) in new.items():
            self._known[name] = Territory.objects.get(kind=kind, code=code).pk


def _make_indexes(work: Work, *, late: bool) -> None:
    """Make the indexes again, each in a transaction of its own; the constraints are the late ones.

    What is still to be made is kept with the load: whoever takes it over makes it.
    """
    for statement in list(work.progress.get("again", ())):
        if late == any(word in statement for word in LATE):
            work.done += work.total // 50
            left = [one for one in work.progress["again"] if one != statement]
            with work.step(_("Preparing the search"), again=left) as cursor:
                bulk.make(cursor, statement)


def _reserved(cursor: Any, count: int) -> int:
    """Return the first of so many keys for people."""
    if connection.vendor == "sqlite":
        # Nobody else writes people meanwhile: one file at a time.
        cursor.execute(
            "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s",
            [RegisterPerson._meta.db_table],
        )
        return int(cursor.fetchone()[0]) + 1
    sequence = "pg_get_serial_sequence('directory_registerperson', 'id')"
    cursor.execute(f"SELECT nextval({sequence})")
    first = int(cursor.fetchone()[0])
    cursor.execute(f"SELECT setval({sequence}, %s)", [first + count])
    return first


def take_away(work: Work) -> None:
    """Remove what a load that nobody goes on with left: nobody else was there, nobody saw it."""
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
    _make_indexes(work, late=False)
    _make_indexes(work, late=True)
    with work.step(_("Removing a load that was abandoned")):
        StagedRow.objects.filter(load=load).delete()
        RegisterEdition.objects.filter(pk=edition or 0, imported_at=None).delete()
    load.delete()


def _delete_some(cursor: Any, model: Any, condition: str, value: Any) -> None:
    table = model._meta.db_table
    cursor.execute(
        f"DELETE FROM {table} WHERE id IN"  # noqa: S608 - no value of a user
        f" (SELECT id FROM {table} WHERE {condition} ORDER BY id LIMIT {CHUNK})",
        [value],
    )
