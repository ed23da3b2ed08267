"""A large gesture and its undoing, each cut by a real SIGKILL: the base ends as it began."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings

PEOPLE = 600
_DUMP = """
import json
from tests.contacts.dump import dump
print("dump " + json.dumps(dump(), default=str, sort_keys=True))
"""
_PREPARE = f"""
import datetime
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from accounts.models import User
from contacts import naming
from contacts.models import Stakeholder, Tag
owner = User.objects.create_user("nora@coop.test", "secret")
other = User.objects.create_user("yann@coop.test", "secret")
Stakeholder.objects.bulk_create(
    naming.prepare(Stakeholder(
        first_name="Anne", last_name=f"Nom{{n}}", source_on=datetime.date(2026, 1, 1),
        referent=other if n % 3 else None,
    ))
    for n in range({PEOPLE})
)
{_DUMP}
"""
_ASK = """
import django
django.setup()
from accounts.models import User
from contacts import bulk
from contacts.models import Stakeholder
owner = User.objects.get(email="nora@coop.test")
job = bulk.apply(action=bulk.ASSIGN, rows=Stakeholder.objects.all(), value=owner.pk,
                 title="Confier", author=owner)
print(job.pk)
"""
_ASK_BACK = """
import django
django.setup()
from django.db import transaction
from accounts.models import User
from ui import taking_back
from ui.models import Batch
with transaction.atomic():
    print(taking_back.ask(Batch.objects.get(), by=User.objects.get(email="nora@coop.test")).pk)
"""
_WORK = """
import sys, time
import django
django.setup()
from contacts import bulk
from ui import jobs, restoring
bulk.AT_ONCE = restoring.AT_ONCE = 40
restoring.changes_of.__kwdefaults__["at_once"] = 40
step = jobs.Progress.step
def slow(self, *args, **kwargs):
    step(self, *args, **kwargs)
    time.sleep(float(sys.argv[2]))
jobs.Progress.step = slow
jobs.perform(int(sys.argv[1]))
"""


class Base:
    """A base of its own, worked on by processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "killed.sqlite3"
        self.environment = os.environ | {
            "ENTREGENT_DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.path}",
            "DJANGO_SETTINGS_MODULE": "crm.settings",
            "JOB_LEASE_SECONDS": "1",
            "PYTHONPATH": str(settings.BASE_DIR),
        }

    def start(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str, *arguments: str) -> str:
        process = self.start(code, *arguments)
        said = process.communicate(timeout=240)[0]
        assert process.returncode == 0
        return said.split("\n")[-2]

    def dump(self) -> Any:
        found = json.loads(self.run(f"import django; django.setup()\n{_DUMP}")[5:])
        return {key: row for key, row in found.items() if "dbtaskresult" not in key}

    def ask(self, statement: str) -> Any:
        address = f"file:{self.path}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as base:
            return base.execute(statement).fetchone()[0]

    def kill_in_the_middle(self, job: str, statement: str) -> None:
        """Start a worker, and kill it once the count of the statement has begun to move."""
        worker = self.start(_WORK, job, "0.05")
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.ask(statement) < PEOPLE // 4:
            time.sleep(0.02)
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate(timeout=30)
        assert PEOPLE // 4 <= self.ask(statement) < PEOPLE
        time.sleep(1.2)  # the lease passes


def test_a_gesture_and_its_undoing_survive_a_kill_each(tmp_path: Path) -> None:
    base = Base(tmp_path)
    before = json.loads(base.run(_PREPARE)[5:])
    job = base.run(_ASK)
    base.kill_in_the_middle(job, "SELECT count(*) FROM ui_batchchange")
    base.run(_WORK + "\nprint()\n", job, "0")
    assert base.ask("SELECT count(*) FROM ui_batchchange") == PEOPLE
    assert base.ask("SELECT count(*) FROM contacts_stakeholder WHERE referent_id = 1") == PEOPLE
    job = base.run(_ASK_BACK)
    base.kill_in_the_middle(
        job, "SELECT count(*) FROM contacts_stakeholder WHERE referent_id IS NOT 1"
    )
    base.run(_WORK + "\nprint()\n", job, "0")
    assert base.ask("SELECT min(attempt_count) FROM ui_job") == 2
    assert base.ask("SELECT undone_at IS NOT NULL FROM ui_batch") == 1
    assert base.dump() == before
    versions = "SELECT count(*) FROM contacts_historicalstakeholder"
    assert base.ask(versions) == PEOPLE  # one each, of the undoing: written once
