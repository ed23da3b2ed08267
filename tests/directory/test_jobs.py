"""Loading in the background: a report at the end, and a killed worker makes no difference."""

import contextlib
import datetime
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from directory import importing, jobs, register_rows, uploads
from directory.editions import latest_edition
from directory.models import (
    RegisterCohort,
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    Territory,
)
from directory.search import is_listed
from directory.search_index import PEOPLE, PEOPLE_WORDS, TERRITORIES, TERRITORY_WORDS
from tests.directory.loading import COLUMNS, DATA, mayor
from ui import jobs as ui_jobs
from ui import upkeep
from ui.models import Job

MAYORS = DATA / "2026-04_layout" / "elus-maires-mai.csv"
DAY = datetime.date(2026, 4, 28)
CHUNK = 250
ROWS = 3_000


@pytest.fixture(autouse=True)
def _private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def _waiting(owner: User, path: Path = MAYORS) -> uploads.Waiting:
    return uploads.keep(chunks=[path.read_bytes()], name=path.name, owner=owner)


@pytest.mark.django_db(transaction=True)
def test_a_job_loads_the_file_reports_and_removes_it(administrator: User) -> None:
    waiting = _waiting(administrator)

    job = jobs.start(waiting=waiting, published_on=DAY, owner=administrator)

    job.refresh_from_db()
    said = job.report["summary"].replace("\N{NO-BREAK SPACE}", " ")
    assert job.status == Job.Status.DONE
    assert said == (
        "Maires, fichier du 28 avril 2026. 5 lignes lues : 5 ajoutées, 0 mise à jour,"
        " 0 inchangée, 0 refusée."
    )
    assert dict(job.report["rows"])["Ajoutées"] == "5"
    assert (job.steps_done, job.steps_total) == (10, 10)
    assert list(uploads.folder().iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_a_file_that_went_away_stops_the_job_with_a_sentence(administrator: User) -> None:
    waiting = _waiting(administrator)
    uploads.forget(waiting.key)

    job = jobs.start(waiting=waiting, published_on=DAY, owner=administrator)

    job.refresh_from_db()
    assert job.status == Job.Status.FAILED
    assert "n’est plus là" in job.report["summary"]


def _many(path: Path) -> Path:
    """Write a file of invented mayors, with a refusal and a repeated row in it."""
    day = datetime.date(1950, 1, 1)
    rows = [
        mayor(
            f"KER{chr(65 + index % 26)}{chr(65 + index // 26 % 26)}{chr(65 + index // 676)}",
            "Ana",
            f"{day + datetime.timedelta(days=index):%d/%m/%Y}",
            code=f"{10000 + index % 40}",
        )
        for index in range(ROWS - 2)
    ]
    rows.insert(1_000, rows[10])
    rows.insert(2_000, rows[11].replace("15/03/2026", "31/02/2026"))
    path.write_text("\n".join([COLUMNS["mayor"], *rows, ""]), encoding="utf-8")
    return path


def _state() -> dict[str, Any]:
    """Return all that a load leaves, without keys and moments."""
    mandates = RegisterMandate.objects.values_list(
        "person__identity",
        "territory__code",
        "key",
        "is_superseded",
        "cohort__last_seen_in__sha256",
    )
    people = RegisterPerson.objects.values_list("identity", "last_name", "search_text")
    editions = RegisterEdition.objects.values_list(
        "row_count", "added_count", "updated_count", "unchanged_count", "refused_count"
    )
    return {
        "mandates": sorted(mandates),
        "people": sorted(people),
        "editions": sorted(editions),
        "territories": sorted(Territory.objects.values_list("kind", "code", "name")),
        "staged": StagedRow.objects.count(),
    }


def _clear() -> None:
    with upkeep.set_aside(PEOPLE, PEOPLE_WORDS, TERRITORIES, TERRITORY_WORDS):
        RegisterMandate.objects.all().delete()
        RegisterRespelling.objects.all().delete()
        RegisterPerson.objects.all().delete()
        RegisterCohort.objects.all().delete()
        RegisterEdition.objects.all().delete()
        Territory.objects.all().delete()


class _KilledHere(BaseException):
    """Stands for the death of the worker: no handler may catch it."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dies_at", [1, 2, 3, 7, 14, 16, 18, 22])
def test_a_worker_that_dies_at_any_step_is_taken_over(
    administrator: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    monkeypatch.setattr(register_rows, "CHUNK", CHUNK)
    path = _many(tmp_path / "many.csv")
    importing.load_file(path=path, published_on=DAY, name="many.csv")
    whole = _state()
    _clear()
    waiting = _waiting(administrator, path)
    job = Job.objects.create(
        kind=jobs.KIND,
        title="",
        owner=administrator,
        params={
            "upload": waiting.key,
            "name": "many.csv",
            "published_on": DAY.isoformat(),
            "kind": "mayor",
        },
    )
    real_step, calls = ui_jobs.Progress.step, 0

    def step(self: ui_jobs.Progress, *args: Any, **kwargs: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == dies_at:
            raise _KilledHere
        real_step(self, *args, **kwargs)

    monkeypatch.setattr(ui_jobs.Progress, "step", step)
    with pytest.raises(_KilledHere):
        ui_jobs.perform(job.pk)
    assert calls == dies_at
    assert not RegisterPerson.objects.filter(is_listed()).exists()
    assert not RegisterMandate.objects.current().exists()
    assert latest_edition() is None
    monkeypatch.setattr(ui_jobs.Progress, "step", real_step)
    Job.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))
    ui_jobs.perform(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempt_count) == (Job.Status.DONE, 2)
    assert dict(job.report["rows"])["Refusées"] == "2"
    assert _state() == whole


_WORKER = """
import sys, django
from django.conf import settings
django.setup()
from directory import applying, first_load, register_rows
register_rows.CHUNK = first_load.CHUNK = applying.SPAN = 50
from ui import jobs
print("ready", flush=True)
jobs.perform(int(sys.argv[1]))
"""
_PREPARE = """
import sys, django; django.setup()
from pathlib import Path
from django.core.management import call_command
call_command('migrate', verbosity=0)
from accounts.models import User
from directory import uploads, jobs
from ui.models import Job
owner = User.objects.create_user('nora@coop.test', 'secret')
for name, day in (('many.csv', '2026-04-28'), ('next.csv', '2026-05-06')):
    file = Path(sys.argv[1]) / name
    waiting = uploads.keep(chunks=[file.read_bytes()], name=name, owner=owner)
    params = {'upload': waiting.key, 'name': name, 'published_on': day, 'kind': 'mayor'}
    print(Job.objects.create(kind=jobs.KIND, title='', owner=owner, params=params).pk)
"""


class _Copy:
    """A copy of the application in a folder of its own, with real processes."""

    def __init__(self, folder: Path) -> None:
        self._base = f"{folder}/killed.sqlite3"
        self._environment = os.environ | {
            "ENTREGENT_DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self._base}",
            "DJANGO_SETTINGS_MODULE": "crm.settings",
            "JOB_LEASE_SECONDS": "1",
            "PYTHONPATH": str(settings.BASE_DIR),
        }

    def run(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, statement: str) -> Any:
        with contextlib.closing(sqlite3.connect(f"file:{self._base}?mode=ro", uri=True)) as base:
            return base.execute(statement).fetchone()

    def kill_when(self, worker: subprocess.Popen[str], statement: str) -> None:
        """Kill the worker as soon as the base answers yes."""
        deadline = time.monotonic() + 120
        while not self.ask(statement)[0]:
            assert time.monotonic() < deadline
            assert worker.poll() is None
            time.sleep(0.005)
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate(timeout=30)
        assert self.ask(statement)[0]
        time.sleep(1.2)


def test_workers_killed_by_the_system_are_taken_over(tmp_path: Path) -> None:
    """Real processes, a real SIGKILL between two ranges of a first file, then of a later one."""
    rows = _many(tmp_path / "many.csv").read_text(encoding="utf-8").split("\n")
    # Everybody has another mandate, two new people come, the last three rows are missing.
    others = [row.replace("15/03/2026", "16/03/2026") for row in rows[1:-4]]
    new = [mayor("CAM", "Eve", f"0{day}/02/1972", code="10001") for day in (2, 3)]
    (tmp_path / "next.csv").write_text("\n".join([rows[0], *others, *new, ""]), encoding="utf-8")
    copy = _Copy(tmp_path)
    prepare = copy.run(_PREPARE, str(tmp_path))
    jobs_pks = prepare.communicate(timeout=240)[0].split()[-2:]
    assert prepare.returncode == 0

    first = copy.run(_WORKER, jobs_pks[0])
    copy.kill_when(first, "SELECT count(*) BETWEEN 1 AND 2000 FROM directory_registerperson")
    assert copy.ask("SELECT count(*), count(imported_at) FROM directory_registeredition") == (1, 0)
    copy.run(_WORKER, jobs_pks[0]).communicate(timeout=120)

    assert copy.ask("SELECT status, attempt_count FROM ui_job") == ("done", 2)
    counts = "SELECT added_count, updated_count, refused_count FROM directory_registeredition"
    assert copy.ask(counts) == (ROWS - 2, 0, 2)
    assert copy.ask("SELECT count(*) FROM directory_registermandate")[0] == ROWS - 2

    half = "SELECT count(*) BETWEEN 1 AND 2000 FROM directory_registermandate WHERE {}"
    half = half.format(
        "cohort_id IN (SELECT id FROM directory_registercohort WHERE last_seen_in_id ="
        " (SELECT max(id) FROM directory_registeredition)) AND id > 1"
    )
    editions = "SELECT count(*) = 2 FROM directory_registeredition"
    second = copy.run(_WORKER, jobs_pks[1])
    copy.kill_when(second, f"SELECT ({editions}) AND ({half})")
    copy.run(_WORKER, jobs_pks[1]).communicate(timeout=120)

    assert copy.ask("SELECT status, attempt_count FROM ui_job WHERE id = 2") == ("done", 2)
    assert copy.ask(f"{counts} WHERE published_on = '2026-05-06'") == (ROWS - 4 + 2 - 1, 0, 2)
    assert copy.ask("SELECT count(*) FROM directory_registerperson")[0] == ROWS
    assert copy.ask("SELECT count(*) FROM directory_stagedrow")[0] == 0
