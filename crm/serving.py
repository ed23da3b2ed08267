"""Keeps the web server and the background worker running side by side, and stops both."""

import ctypes
import os
import signal
import socket
import subprocess  # nosec - our own commands only
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE_SECONDS = 20
SLOWEST_RESTART_SECONDS = 30


class PortTaken(Exception):
    """Something else listens on the port; the text says which."""


def check_port(host: str, port: int) -> None:
    """Raise PortTaken when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(str(error.strerror)) from error


def answers(host: str, port: int) -> bool:
    """Tell whether somebody listens there."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _die_with_parent() -> None:
    """Ask Linux to stop this child when its parent is killed without a word."""
    set_parent_death_signal = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


@dataclass
class Side:
    """One of the two processes; `started_at` and `failures` pace its restarts."""

    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0
    failures: int = 0

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it in a group of its own: Ctrl+C reaches us alone, and we stop it in order."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own commands only
            self.command,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )

    def has_ended(self) -> bool:
        """Tell whether the process is gone."""
        return self.process is None or self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to stop."""
        if self.process is not None and not self.has_ended():
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end, and kill it when that takes longer than `until` (monotonic)."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Pair:
    """The server and the worker. The end of the server ends both; a worker is started again."""

    server: Side
    worker: Side
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    say: Callable[[str], None] = print
    is_stopping: bool = False

    def run(self, *, is_ready: Callable[[], bool], announce: Callable[[], None]) -> int:
        """Run both until a signal or the end of the server; return the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        self.server.start(self.environment)
        self.worker.start(self.environment)
        announced = False
        while not self.is_stopping and not self.server.has_ended():
            if not announced and is_ready():
                announce()
                announced = True
            self._revive_worker()
            time.sleep(0.2)
        return self._finish()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _revive_worker(self) -> None:
        if not self.worker.has_ended():
            return
        lived = time.monotonic() - self.worker.started_at
        if lived > SLOWEST_RESTART_SECONDS:
            self.worker.failures = 0
        if lived < min(2**self.worker.failures, SLOWEST_RESTART_SECONDS):
            return
        self.worker.failures += 1
        self.say("The background worker had stopped; it is started again.")
        self.worker.start(self.environment)

    def _finish(self) -> int:
        code = 0 if self.is_stopping else 1
        self.server.stop()
        self.worker.stop()
        until = time.monotonic() + GRACE_SECONDS
        self.server.wait(until)
        self.worker.wait(until)
        return code
