"""Staging: the rows of a file, read in chunks, each chunk written whole or not at all.

What a killed worker left is gone on from, after the last line of the last chunk. A row that says
what the register knows already is only counted as seen (`sightings`).
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import sightings, tombstones
from directory.models import RegisterLoad, RegisterPerson, StagedRow, StagedSightings, Territory
from directory.reading import chunks
from directory.register_file import RegisterFile
from directory.register_places import Place
from directory.register_rows import Parts, Seat, keys_of, parts_of, search_words

CHUNK = 10_000
# From so many rows on, another process reads the file.
LONG = 30_000
STALE = datetime.timedelta(days=2)
COLUMNS = (
    *("load_id", "line", "outcome", "refusal", "last_name", "first_name", "sex", "born_on"),
    *("identity", "folded_last", "folded_first", "match_key", "sort_key"),
    *("territory_kind", "territory_code", "territory_label", "territory_id"),
    *("district", "district_code", "function", "started_on", "function_started_on"),
    *("key", "search_words", "digest", "person_id", "is_new"),
)
_IDENTITY = COLUMNS.index("identity")
_REFUSED = StagedRow.Outcome.REFUSED.value
_EMPTY = (*("",) * 3, None, *("",) * 8, None, *("",) * 3, None, None, "", "", None)
type Values = tuple[Any, ...]


def begin(*, file: RegisterFile, published_on: datetime.date, name: str) -> RegisterLoad:
    """Return a new load; those that were abandoned days ago are cleared."""
    RegisterLoad.objects.filter(started_at__lt=timezone.now() - STALE).delete()
    return RegisterLoad.objects.create(
        kind=file.layout.kind,
        published_on=published_on,
        file_name=name,
        sha256=file.sha256,
        first_person=_reserved(file.row_count),
    )


def stage(
    load: RegisterLoad,
    file: RegisterFile,
    *,
    after: int,
    on_chunk: Callable[[int, int], None],
) -> None:
    """Write the rows after that line; `on_chunk(last line, rows so far)` joins each transaction."""
    source = Source.of(load, file, is_resumed=bool(after))
    people = None if load.first_person is None else _People(load, load.first_person)
    count = staged_count(load) if after else 0
    is_long = file.row_count > LONG
    for chunk in chunks(source.rows(after), CHUNK, apart=is_long):
        count += len(chunk)
        whole = [row for row in chunk if len(row) > len(SEEN)]
        seen = [row[1:] for row in chunk if len(row) == len(SEEN)]
        with transaction.atomic():
            _write([people.numbered(row) for row in whole] if people else _unnumbered(whole))
            if seen:
                sightings.keep(load, seen)
            on_chunk(chunk[-1][1], count)


def staged_count(load: RegisterLoad) -> int:
    """Return how many rows of the file were read so far."""
    seen = StagedSightings.objects.filter(load=load).aggregate(total=Sum("count"))["total"]
    return StagedRow.objects.filter(load=load).count() + (seen or 0)


SEEN = ("load", "line", "mandate")


@dataclass(frozen=True)
class Source:
    """All that is needed to read a file into rows to write, without asking the base."""

    load_pk: int
    file: RegisterFile
    on: datetime.date
    places: "Places"
    known: sightings.KnownRows
    guard: tombstones.Guard | None

    @classmethod
    def of(cls, load: RegisterLoad, file: RegisterFile, *, is_resumed: bool) -> "Source":
        """Gather it."""
        known = sightings.KnownRows.of(load.kind)
        if is_resumed:
            known.recall(load)
        return cls(load.pk, file, load.published_on, Places(load.kind), known, tombstones.guard())

    def rows(self, after: int) -> Iterator[Values]:
        """Yield each row after that line: the values of COLUMNS but the last two, or of SEEN."""
        known, has_known = self.known, len(self.known.digests) > 0
        for line, parts in parts_of(self.file, on=self.on, after=after):
            if isinstance(parts, str):
                yield self._refused(line, parts)
                continue
            digest = sightings.digest_of(parts)
            place = known.find(digest) if has_known else -1
            if place < 0:
                yield self._read(line, parts, digest)
            elif known.lines[place]:
                reason = _("the row repeats line %(line)d") % {"line": known.lines[place]}
                yield self._refused(line, reason)
            else:
                known.lines[place] = line
                yield self.load_pk, line, known.mandates[place]

    def _refused(self, line: int, reason: str) -> Values:
        return (self.load_pk, line, _REFUSED, reason[:300], *_EMPTY)

    def _read(self, line: int, parts: Parts, digest: int) -> Values:
        last, first, sex, birth, place, seat = parts
        identity, match_key, sort_key = keys_of(parts)
        # Whoever was erased stays out. Their mandates went with them: no row of theirs is known.
        if self.guard and self.guard.knows_row(
            identity=identity, key=match_key, folded_last=last.folded
        ):
            return self._refused(line, _("a person erased at their request, not taken up again"))
        return (
            *(self.load_pk, line, "", "", last.written, first.written, sex, birth or None),
            *(identity, last.folded, first.folded, match_key, sort_key),
            *self.places.of(place, seat),
            digest,
        )


class Places:
    """What a row writes of its territory and its seat; the rows of a body share it."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        departments = dict(
            Territory.objects.filter(kind=Territory.Kind.DEPARTMENT).values_list("code", "name")
        )
        self._departments = {code: f"{name} {code}" for code, name in departments.items()}
        found = Territory.objects.values_list("kind", "code", "pk", "name", "department__code")
        self._known = {
            (kind, code): (pk, name, department or "") for kind, code, pk, name, department in found
        }
        self._last: Any = None
        self._shared: dict[Any, Values] = {}

    def of(self, place: Place, seat: Seat) -> Values:
        """Return the values of COLUMNS from the kind of the territory to the search words."""
        if place is not self._last:
            self._last, self._shared = place, {}
        values = self._shared.get(seat)
        if values is None:
            values = self._shared[seat] = self._values(place, seat)
        return values

    def _values(self, place: Place, seat: Seat) -> Values:
        unknown = None, place.label, place.code[: 3 if place.code.startswith("97") else 2]
        pk, name, code = self._known.get((place.kind, place.code), unknown)
        if place.kind == Territory.Kind.DEPARTMENT:
            code = place.code
        department = self._departments.get(code, "")
        # The official code needs no more than its key.
        named = ("", "", "") if pk else (str(place.kind), place.code, place.label[:200])
        words = search_words(self._kind, seat.function, place.district, name, department)
        return (
            *named,
            pk,
            *(place.district[:150], place.district_code[:12], seat.function),
            *(seat.started_on, seat.function_started_on, seat.key, words),
        )


class _People:
    """Gives its people their keys while a file is read, when the register knows nobody yet."""

    def __init__(self, load: RegisterLoad, first: int) -> None:
        staged = StagedRow.objects.filter(load=load, person__isnull=False)
        self._next = (staged.aggregate(last=Max("person"))["last"] or first - 1) + 1
        # By their hash: the identities themselves would fill the memory.
        self._keys = {
            hash(identity): pk
            for identity, pk in staged.values_list("identity", "person").iterator(10_000)
        }

    def numbered(self, row: Values) -> Values:
        """Return the row with the key of its person, and whether it is the first of theirs."""
        if row[2]:
            return (*row, None, False)
        identity = hash(row[_IDENTITY])
        known = self._keys.get(identity)
        if known is not None:
            return (*row, known, False)
        pk = self._keys[identity] = self._next
        self._next += 1
        return (*row, pk, True)


def _unnumbered(rows: list[Values]) -> list[Values]:
    return [(*row, None, False) for row in rows]


def _reserved(count: int) -> int | None:
    """Return the first of so many keys for people, or None when the register knows somebody."""
    if RegisterPerson.objects.exists():
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Nobody else writes people until they are applied, or these keys are not used.
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


def _write(rows: list[Values]) -> None:
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY directory_stagedrow ({columns}) FROM STDIN") as copy:
                for values in rows:
                    copy.write_row(values)
        elif rows:
            marks = ", ".join(["%s"] * len(COLUMNS))
            statement = f"INSERT INTO directory_stagedrow ({columns}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, rows)
