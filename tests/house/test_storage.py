"""The database as it really is: read on a live connection, not in the settings."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import Cooperative

is_sqlite = connection.vendor == "sqlite"
only_sqlite = pytest.mark.skipif(not is_sqlite, reason="PRAGMAs are SQLite's")


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@only_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20_000), ("synchronous", 1)],
)
def test_sqlite_waits_and_keeps_its_promises(name, value):
    assert pragma(name) == value


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_at_once():
    assert connection.transaction_mode == "IMMEDIATE"
    with transaction.atomic():
        other = connection.copy()
        other.settings_dict["OPTIONS"] = {**other.settings_dict["OPTIONS"], "timeout": 0.1}
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_cooperative")  # readers go on
            assert cursor.fetchone()[0] == 0
            with pytest.raises(Exception, match="locked"):
                cursor.execute("INSERT INTO ui_submission DEFAULT VALUES")
        other.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_all_write():
    Cooperative.objects.create(pk=1, name="0", founded_in=0)
    together = threading.Barrier(6)
    errors: list[BaseException] = []

    def write() -> None:
        together.wait()
        try:
            for _round in range(10):
                with transaction.atomic():
                    row = Cooperative.objects.select_for_update().get()
                    row.founded_in = (row.founded_in or 0) + 1
                    row.save()
        except BaseException as error:  # noqa: BLE001 - handed to the assertion below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Cooperative.objects.get().founded_in == 60


@pytest.mark.skipif(is_sqlite, reason="SQLite compares bytes by itself")
@pytest.mark.django_db
def test_names_are_compared_by_their_bytes_on_postgresql():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE collation_name = 'C'"
            " AND column_name IN ('sort_key', 'word')"
        )
        found = {row[0] for row in cursor.fetchall()}
    assert found >= {
        "contacts_organization",
        "contacts_stakeholder",
        "directory_registerperson",
        "directory_territory",
        "ui_indexedword",
    }
