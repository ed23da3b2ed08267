"""What people of the register are found by: written for people who are there, and kept listed."""

from collections.abc import Sequence

from django.db import connection


def write(people: Sequence[int]) -> None:
    """Write what each person is found by: names, functions and territories of current seats.

    The one place that writes it for people already there. `RegisterMandate.search_words` holds
    the words of a seat (`register_values.search_words`), department included.
    """
    values: str | list[int] = list(people)
    if connection.vendor == "sqlite":
        gathered = "group_concat(DISTINCT m.search_words)"
        wanted, values = "IN (SELECT value FROM json_each(%s))", str(values)
    else:
        gathered, wanted = "string_agg(DISTINCT m.search_words, ',')", "= ANY(%s)"
    statement = f"""
        WITH said AS (SELECT p.id, substr(' ' || p.folded_first || ' ' || p.folded_last ||
                COALESCE((SELECT {gathered} FROM directory_registermandate AS m
                    WHERE m.person_id = p.id AND NOT m.is_superseded), ' '), 1, 2000) AS text
            FROM directory_registerperson AS p WHERE p.id {wanted})
        UPDATE directory_registerperson SET search_text = said.text FROM said
        WHERE said.id = directory_registerperson.id AND search_text <> said.text
    """  # noqa: S608 - no value of a user
    with connection.cursor() as cursor:
        cursor.execute(statement, [values])
