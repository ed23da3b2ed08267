"""What migrations do to the data that is there already."""

import importlib

import pytest
from django.apps import apps

from directory.models import RegisterLoad
from tests.directory.loading import APRIL

cohorts = importlib.import_module("directory.migrations.0014_fill_cohorts")
KEY = 'ALTER TABLE directory_registermandate ADD CONSTRAINT "x" FOREIGN KEY ({}) REFERENCES y'
INDEX = 'CREATE INDEX "mandate_by_body" ON "directory_registermandate" ("territory_id", "kind")'
WORDS = "CREATE TRIGGER words AFTER INSERT ON directory_registerperson BEGIN SELECT 1; END"


@pytest.mark.django_db
@pytest.mark.parametrize(("vendor", "left"), [("postgresql", [0, 2, 3]), ("sqlite", [0, 1, 3])])
def test_a_load_left_half_done_makes_nothing_again_that_is_gone(
    vendor: str, left: list[int]
) -> None:
    again = [KEY.format("person_id"), KEY.format("last_seen_in_id"), INDEX, WORDS]
    first, later, new = (
        RegisterLoad.objects.create(
            kind="mayor", published_on=APRIL, file_name="x", sha256="", progress=progress
        )
        for progress in (
            {"phase": "rows", "line": 7, "again": again},
            {"phase": "known", "at": 3, "again": again[1:2]},
            {},
        )
    )

    cohorts.settle(apps, vendor)

    for load in (first, later, new):
        load.refresh_from_db()
    assert first.progress == {"phase": "rows", "line": 7, "again": [again[at] for at in left]}
    assert (later.progress["phase"], later.progress["at"]) == ("known", 0)
    assert new.progress == {}
