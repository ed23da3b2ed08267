"""Writing the rows of a first file: what many rows share is told once, and the base joins it.

A row is some numbers beside its surname, its given names, its body and its seat, which wait in
temporary tables. One statement then writes the people of a chunk, another their mandates. The two
engines differ by how a date is read out of a text.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from directory import editions, names
from directory.models import RegisterLoad, SeatKind
from directory.staging import insert

# The names last as long as the load, bodies and rows as long as their chunk.
_TABLES = {
    "load_surname": "id integer PRIMARY KEY, written text, folded text, filed text",
    "load_given_names": "id integer PRIMARY KEY, written text, folded text, first text",
    "load_seat": "id integer PRIMARY KEY, function text, started_on date,"
    " function_started_on date, key text, words text",
    "load_body": "id integer PRIMARY KEY, place text, territory_id bigint, district text,"
    " district_code text, words text",
    "load_row": "id integer PRIMARY KEY, surname integer, given_names integer, sex text,"
    " born_on text, body integer, seat integer, digest bigint",
}
_COLUMNS = {
    table: tuple(column.split()[0] for column in columns.split(", "))
    for table, columns in _TABLES.items()
}
_LASTING = ("load_surname", "load_given_names", "load_seat")
_PEOPLE = f"""
    INSERT INTO directory_registerperson (id, last_name, first_name, sex, born_on, identity,
        folded_last, folded_first, match_key, sort_key, search_text)
    SELECT r.id, s.written, g.written, r.sex, {{day}},
        s.folded || '|' || g.folded || '|' || COALESCE(NULLIF(r.born_on, ''), b.place),
        s.folded, g.folded,
        CASE WHEN r.born_on = '' THEN '' ELSE r.born_on || '|' || g.first END,
        substr(s.filed || '{names.APART}' || g.folded, 1, 280),
        ' ' || g.folded || ' ' || s.folded || ' ' || t.words || b.words
    FROM load_row AS r JOIN load_surname AS s ON s.id = r.surname
    JOIN load_given_names AS g ON g.id = r.given_names
    JOIN load_body AS b ON b.id = r.body JOIN load_seat AS t ON t.id = r.seat
"""  # noqa: S608 - no value of a user
_MANDATES = """
    INSERT INTO directory_registermandate (id, person_id, kind, territory_id, district,
        district_code, function, started_on, function_started_on, key, first_seen_in_id,
        cohort_id, is_superseded, search_words, digest)
    SELECT r.id + %s, r.id, %s, b.territory_id, b.district, b.district_code, t.function,
        t.started_on, t.function_started_on, t.key, %s, %s, FALSE, ' ' || t.words || b.words,
        r.digest
    FROM load_row AS r JOIN load_body AS b ON b.id = r.body JOIN load_seat AS t ON t.id = r.seat
"""


def copied(rows: Iterable[tuple[Any, ...]]) -> str:
    """Return rows of `load_row` as the text that COPY reads: nothing in them needs escaping."""
    return "".join(["%d\t%d\t%d\t%s\t%s\t%d\t%d\t%d\n" % row for row in rows])  # noqa: UP031 - twice as fast


class Tables:
    """The temporary tables, for one process that loads a file."""

    def __init__(self, load: RegisterLoad) -> None:
        cohort = editions.cohort_of(editions.of(load))
        apart = load.progress["mandates"] - (load.first_person or 0)
        self._values = apart, SeatKind(load.kind).value, load.edition_id, cohort.pk
        is_sqlite = connection.vendor == "sqlite"
        self._day = f"NULLIF(r.born_on, ''){'' if is_sqlite else '::date'}"
        self._empty = "DELETE FROM" if is_sqlite else "TRUNCATE"
        with connection.cursor() as cursor:
            self._drop(cursor)
            for table, columns in _TABLES.items():
                # PostgreSQL always goes through the rows as a whole.
                is_keyed = is_sqlite or table != "load_row"
                said = columns if is_keyed else columns.replace(" PRIMARY KEY", "")
                cursor.execute(f"CREATE TEMPORARY TABLE {table} ({said})")

    def write(self, cursor: Any, rows: dict[str, Any]) -> None:
        """Write the people and the mandates of a chunk: rows of each of the tables."""
        for table in _TABLES:
            if table not in _LASTING:
                cursor.execute(f"{self._empty} {table}")
            insert(table, _COLUMNS[table], rows[table])
        cursor.execute(_PEOPLE.format(day=self._day))
        cursor.execute(_MANDATES, self._values)

    def close(self) -> None:
        """Remove them."""
        with connection.cursor() as cursor:
            self._drop(cursor)

    def _drop(self, cursor: Any) -> None:
        for table in _TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
