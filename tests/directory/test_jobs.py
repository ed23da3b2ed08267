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
from directory import importing, jobs, staging, uploads
from directory.models import (
    RegisterEdition,
    RegisterMandate,
    RegisterPerson,
    RegisterRespelling,
    StagedRow,
    Territory,
)
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
        "person__identity", "territory__code", "key", "is_superseded", "last_seen_in__sha256"
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
        RegisterEdition.objects.all().delete()
        Territory.objects.all().delete()


class _KilledHere(BaseException):
    """Stands for the death of the worker: no handler may catch it."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dies_at", [1, 3, 7, 12, 13, 14, 15, 16])
def test_a_worker_that_dies_at_any_step_is_taken_over(
    administrator: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    monkeypatch.setattr(staging, "CHUNK", CHUNK)
    monkeypatch.setattr(importing, "INDEX_CHUNK", 1_500)
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
    if dies_at <= 14:
        assert not RegisterPerson.objects.exists()
        assert not RegisterEdition.objects.exists()
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
from directory import staging
staging.CHUNK = 50
from ui import jobs
print("ready", flush=True)
jobs.perform(int(sys.argv[1]))
"""


def test_a_worker_killed_by_the_system_is_taken_over(tmp_path: Path) -> None:
    """Real processes, a real SIGKILL in the middle of staging, a real second worker."""
    environment = os.environ | {
        "ENTREGENT_DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/killed.sqlite3",
        "DJANGO_SETTINGS_MODULE": "crm.settings",
        "JOB_LEASE_SECONDS": "1",
        "PYTHONPATH": str(settings.BASE_DIR),
    }

    def run(code: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(statement: str) -> Any:
        address = f"file:{tmp_path}/killed.sqlite3?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as base:
            return base.execute(statement).fetchone()

    path = _many(tmp_path / "many.csv")
    prepare = run(
        "import django; django.setup()\n"
        "from pathlib import Path\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from accounts.models import User\n"
        "from directory import uploads, jobs\n"
        "from ui.models import Job\n"
        "owner = User.objects.create_user('nora@coop.test', 'secret')\n"
        f"file = Path({str(path)!r})\n"
        "waiting = uploads.keep(chunks=[file.read_bytes()], name=file.name, owner=owner)\n"
        "print(Job.objects.create(kind=jobs.KIND, title='', owner=owner, params={'upload':"
        " waiting.key, 'name': 'many.csv', 'published_on': '2026-04-28', 'kind': 'mayor'}).pk)\n"
    )
    job = prepare.communicate(timeout=120)[0].split()[-1]
    assert prepare.returncode == 0

    first = run(_WORKER, job)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        staged = ask("SELECT count(*) FROM directory_stagedrow")[0]
        if 0 < staged < ROWS:
            break
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate(timeout=30)
    left = ask("SELECT count(*) FROM directory_stagedrow")[0]
    assert 0 < left < ROWS
    assert ask("SELECT count(*) FROM directory_registerperson")[0] == 0
    assert ask("SELECT status FROM ui_job")[0] == "running"

    time.sleep(1.2)
    second = run(_WORKER, job)
    second.communicate(timeout=120)

    assert ask("SELECT status, attempt_count FROM ui_job") == ("done", 2)
    assert ask("SELECT added_count, refused_count FROM directory_registeredition") == (ROWS - 2, 2)
    assert ask("SELECT count(*) FROM directory_registermandate")[0] == ROWS - 2
    assert ask("SELECT count(*) FROM directory_stagedrow")[0] == 0
