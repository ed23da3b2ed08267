"""The server and the worker side by side: started, watched, stopped; and abandoned jobs rescued."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.utils import timezone

from crm import serving
from crm.management.commands import worker
from tests.house.tree import ROOT
from ui import jobs
from ui.models import Job

PATIENCE = 20  # seconds, on a machine that does other things too


def wait_for(condition) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


@pytest.fixture
def pair(tmp_path):
    """Run a pair of sleepers in a process of its own; the worker notes each of its starts."""
    starts = tmp_path / "starts"
    script = f"""
        import sys
        from crm.serving import Pair, Side
        note = "import os, time; "
        note += "open({str(starts)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(600)"
        pair = Pair(
            server=Side([sys.executable, "-c", sys.argv[1]]),
            worker=Side([sys.executable, "-c", note]),
        )
        sys.exit(pair.run(is_ready=lambda: True, announce=lambda: print("ready", flush=True)))
    """

    def start(server: str = "import time; time.sleep(600)") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), server],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    started: list[subprocess.Popen[str]] = []
    yield start, starts
    for process in started:
        process.kill()
        process.communicate()


def pids(starts: Path) -> list[int]:
    return [int(pid) for pid in starts.read_text().split()] if starts.exists() else []


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_is_started_again(pair):
    start, starts = pair
    process = start()
    wait_for(lambda: len(pids(starts)) == 1)
    time.sleep(1.1)  # the first restart comes a second after the start at the earliest
    os.kill(pids(starts)[0], signal.SIGKILL)
    wait_for(lambda: len(pids(starts)) == 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert not is_alive(pids(starts)[1])


def test_the_end_of_the_server_is_the_end_of_both(pair):
    start, starts = pair
    process = start("import time; time.sleep(1)")
    assert process.wait(PATIENCE) == 1
    assert [pid for pid in pids(starts) if is_alive(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells children that their parent died")
def test_nothing_survives_a_kill(pair):
    start, starts = pair
    process = start()
    wait_for(lambda: len(pids(starts)) == 1)
    process.kill()
    process.wait(PATIENCE)
    wait_for(lambda: not is_alive(pids(starts)[0]))


def test_a_port_in_use_is_said_at_once():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        host, port = listener.getsockname()
        with pytest.raises(serving.PortTaken):
            serving.check_port(host, port)
        assert serving.answers(host, port)
    serving.check_port(host, port)
    assert not serving.answers(host, port)


@pytest.mark.django_db(transaction=True)
def test_the_rescuer_queues_abandoned_jobs_and_outlives_an_absent_database(monkeypatch):
    done = threading.Event()
    monkeypatch.setitem(jobs._handlers, "tests.work", lambda job, progress: done.set())
    Job.objects.create(
        kind="tests.work",
        title="Importer",
        status=Job.Status.RUNNING,
        leased_until=timezone.now(),
        lease=Job.new_lease(),
    )
    absent = iter([DatabaseError("away")])
    requeue = jobs.requeue_abandoned

    def once_absent(**arguments: object) -> int:
        for error in absent:
            raise error
        return requeue(**arguments)

    monkeypatch.setattr(jobs, "requeue_abandoned", once_absent)
    stopped = threading.Event()
    rescuer = threading.Thread(target=worker.rescue_until, args=(stopped, 0.05))
    rescuer.start()
    try:
        assert done.wait(PATIENCE)
    finally:
        stopped.set()
        rescuer.join()
    assert Job.objects.get().status == Job.Status.DONE
