"""Staging: the rows of a file, read in chunks, each chunk written whole or not at all.

What a killed worker left is gone on from, after the last line of the last chunk.
"""

import datetime
from collections.abc import Callable, Iterator
from itertools import batched

from django.db import connection, transaction
from django.utils import timezone

from directory import tombstones
from directory.models import RegisterLoad, SeatKind, StagedRow, Territory
from directory.register_file import RegisterFile
from directory.register_rows import RefusedRow, Row, rows_of, search_words

CHUNK = 10_000
STALE = datetime.timedelta(days=2)
COLUMNS = (
    *("load_id", "line", "outcome", "refusal", "last_name", "first_name", "sex", "born_on"),
    *("identity", "folded_last", "folded_first", "match_key", "sort_key"),
    *("territory_kind", "territory_code", "territory_label", "territory_id"),
    *("district", "district_code", "function", "started_on", "function_started_on"),
    *("key", "search_words"),
)
type Values = tuple[str | int | None, ...]
type Known = dict[tuple[str, str], tuple[int, str]]


def begin(*, file: RegisterFile, published_on: datetime.date, name: str) -> RegisterLoad:
    """Return a new load; those that were abandoned days ago are cleared."""
    RegisterLoad.objects.filter(started_at__lt=timezone.now() - STALE).delete()
    return RegisterLoad.objects.create(
        kind=file.layout.kind, published_on=published_on, file_name=name, sha256=file.sha256
    )


def stage(
    load: RegisterLoad,
    file: RegisterFile,
    *,
    after: int,
    on_chunk: Callable[[int, int], None],
) -> None:
    """Write the rows after that line; `on_chunk(last line, rows so far)` joins each transaction."""
    known: Known = {
        (kind, code): (pk, name)
        for kind, code, pk, name in Territory.objects.values_list("kind", "code", "pk", "name")
    }
    count = StagedRow.objects.filter(load=load).count() if after else 0
    rows = tombstones.spared(rows_of(file, on=load.published_on, after=after))
    for chunk in batched(_values(rows, load.pk, file.layout.kind, known), CHUNK, strict=False):
        count += len(chunk)
        with transaction.atomic():
            _write(chunk)
            on_chunk(_line_of(chunk[-1]), count)


def _line_of(values: Values) -> int:
    line = values[1]
    assert isinstance(line, int)  # noqa: S101 - the second of COLUMNS
    return line


def _values(
    rows: Iterator[Row | RefusedRow], load_pk: int, kind: SeatKind, known: Known
) -> Iterator[Values]:
    refused = StagedRow.Outcome.REFUSED.value
    empty = ("",) * 3 + (None,) + ("",) * 8 + (None,) + ("",) * 3
    for row in rows:
        if isinstance(row, RefusedRow):
            yield (load_pk, row.line, refused, row.reason[:300], *empty, None, None, "", "")
            continue
        place = row.place
        pk, name = known.get((place.kind, place.code), (None, place.label))
        # The official code needs no more than its key.
        named = ("", "", "") if pk else (str(place.kind), place.code, place.label[:200])
        yield (
            *(load_pk, row.line, "", "", row.last_name, row.first_name, row.sex),
            *(_iso(row.born_on), row.identity, row.folded_last, row.folded_first),
            *(row.match_key, row.sort_key, *named, pk),
            *(place.district[:150], place.district_code[:12], row.function),
            *(_iso(row.started_on), _iso(row.function_started_on), row.key),
            search_words(kind, row.function, place.district, name),
        )


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _write(chunk: tuple[Values, ...]) -> None:
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY directory_stagedrow ({columns}) FROM STDIN") as copy:
                for values in chunk:
                    copy.write_row(values)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            statement = f"INSERT INTO directory_stagedrow ({columns}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, chunk)
