"""Staging: the rows of a file, read in chunks, each chunk written whole or not at all.

For a file that comes after another; the rows of the first go where they belong (`first_load`).
What a killed worker left is gone on from, after the last line of the last chunk. A row that says
what the register knows already is only counted as seen (`sightings`).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import sightings, tombstones
from directory.loads import Work
from directory.models import RegisterLoad, StagedRow, StagedSightings
from directory.reading import blocks
from directory.register_file import RegisterFile
from directory.register_rows import Parts, chunks_of, keys_of
from directory.register_values import Places, Values, named
from ui.templatetags.ui import number

# From so many rows on, another process reads the file.
LONG = 30_000
STALE = datetime.timedelta(days=2)
COLUMNS = (
    *("load_id", "line", "outcome", "refusal", "last_name", "first_name", "sex", "born_on"),
    *("identity", "folded_last", "folded_first", "match_key", "sort_key"),
    *("territory_kind", "territory_code", "territory_label", "territory_id"),
    *("district", "district_code", "function", "started_on", "function_started_on"),
    *("key", "search_words", "digest"),
)
_REFUSED = StagedRow.Outcome.REFUSED.value
_EMPTY = (*("",) * 3, None, *("",) * 8, None, *("",) * 3, None, None, "", "", None)
_OFFICIAL = "", "", ""


def begin(*, file: RegisterFile, published_on: datetime.date, name: str) -> RegisterLoad:
    """Return a new load; those that were abandoned days ago are cleared."""
    stale = RegisterLoad.objects.filter(started_at__lt=timezone.now() - STALE)
    stale.filter(pk__in=[one.pk for one in stale if not one.is_half_applied]).delete()
    return RegisterLoad.objects.create(
        kind=file.layout.kind,
        published_on=published_on,
        file_name=name,
        sha256=file.sha256,
    )


def stage(work: Work, file: RegisterFile) -> None:
    """Write the rows that are not staged yet, chunk by chunk."""
    load, after = work.load, work.progress.get("line", 0)
    if after >= file.last_line:
        return
    source = Source.of(load, file, is_resumed=bool(after))
    count = staged_count(load) if after else 0
    for last_line, read, rows, *seen in blocks(source.blocks(after), apart=file.row_count > LONG):
        count += read
        with work.step(rows_read(count), done=count, line=last_line):
            write(rows)
            sightings.keep(load, *seen)


def rows_read(count: int) -> str:
    """Return how far a file was read, in words."""
    return ngettext("%(count)s row read", "%(count)s rows read", count) % {"count": number(count)}


def staged_count(load: RegisterLoad) -> int:
    """Return how many rows of the file were read so far."""
    seen = StagedSightings.objects.filter(load=load).aggregate(total=Sum("count"))["total"]
    return StagedRow.objects.filter(load=load).count() + (seen or 0)


@dataclass(frozen=True)
class Source:
    """All that is needed to read a file into rows to write, without asking the base."""

    load_pk: int
    file: RegisterFile
    on: datetime.date
    places: Places
    known: sightings.KnownRows
    guard: tombstones.Guard | None

    @classmethod
    def of(cls, load: RegisterLoad, file: RegisterFile, *, is_resumed: bool) -> "Source":
        """Gather it."""
        known = sightings.KnownRows.of(load.kind)
        if is_resumed:
            known.recall(load)
        return cls(load.pk, file, load.published_on, Places(load.kind), known, tombstones.guard())

    def blocks(self, after: int) -> Iterator[tuple[Any, ...]]:
        """Yield the rows after that line, some thousands at a time.

        The last line, the number of rows, values of COLUMNS for those to compare, then lines and
        mandates of those known word for word.
        """
        for chunk in chunks_of(self.file, on=self.on, after=after):
            digests = chunk.digests()
            rows = [refused(self.load_pk, *one) for one in chunk.refused]
            places = list(map(self.known.find, digests))
            seen, repeated = self.known.see(chunk.lines, places)
            rows += [refused(self.load_pk, line, repeats(first)) for line, first in repeated]
            is_new = [place < 0 for place in places]
            count = chunk.count
            chunk.keep(is_new)
            new = zip(chunk.lines, chunk.parts(), compress(digests, is_new), strict=True)
            rows += [self._read(*one) for one in new]
            rows.sort(key=itemgetter(1))
            yield chunk.last_line, count, rows, *seen

    def _read(self, line: int, parts: Parts, digest: int) -> Values:
        identity, match_key, _sort_key = keys_of(parts)
        if is_erased(self.guard, identity, match_key, parts[0].folded):
            return refused(self.load_pk, line, erased())
        return compared(self.load_pk, self.places, line, parts, digest)


def compared(load_pk: int, places: Places, line: int, parts: Parts, digest: int) -> Values:
    """Return the values of COLUMNS of a row to be compared with the register."""
    last, first, sex, birth, body, seat = parts
    identity, match_key, sort_key = keys_of(parts)
    values = places.of_row(body, seat)
    return (
        *(load_pk, line, "", "", last.written, first.written, sex, birth.day or None),
        *(identity, last.folded, first.folded, match_key, sort_key),
        *(_OFFICIAL if values[0] else named(body.place)),
        *values,
        digest,
    )


def is_erased(guard: tombstones.Guard | None, identity: str, key: str, folded_last: str) -> bool:
    """Tell whether a row is about somebody who was erased: they stay out.

    Their mandates went with them: no row of theirs is known word for word.
    """
    return bool(guard and guard.knows_row(identity=identity, key=key, folded_last=folded_last))


def erased() -> str:
    """Return why the row of somebody who was erased is refused; it names nobody."""
    return _("a person erased at their request, not taken up again")


def repeats(line: int) -> str:
    """Return why a row that repeats another is refused."""
    return _("the row repeats line %(line)d") % {"line": line}


def refused(load_pk: int, line: int, reason: str) -> Values:
    """Return the values of COLUMNS of a row that is refused."""
    return (load_pk, line, _REFUSED, reason[:300], *_EMPTY)


def write(rows: list[Values]) -> None:
    """Stage rows: values of COLUMNS."""
    insert("directory_stagedrow", COLUMNS, rows)


def insert(table: str, columns: tuple[str, ...], rows: list[Any] | str) -> None:
    """Write rows as fast as the engine can; PostgreSQL also takes the text that COPY reads."""
    if not rows:
        return
    named_columns = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named_columns}) FROM STDIN") as copy:
                if isinstance(rows, str):
                    copy.write(rows)
                    return
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {table} ({named_columns}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, rows)


def purge(load: RegisterLoad) -> None:
    """Empty the staging of this load: all at once when nobody else is loading."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE directory_stagedrow IN ACCESS EXCLUSIVE MODE")
        # Nobody writes there now, on either engine, until this transaction ends.
        if StagedRow.objects.exclude(load=load).exists():
            cursor.execute("DELETE FROM directory_stagedrow WHERE load_id = %s", [load.pk])
        elif connection.vendor == "postgresql":
            cursor.execute("TRUNCATE directory_stagedrow")
        else:
            cursor.execute("DELETE FROM directory_stagedrow")
    load.delete()
