"""The background worker: does the tasks that wait, and takes over the jobs of killed workers."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from ui import jobs, rounds

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run until told to stop; a second signal stops in the middle of a task."""

    help = "Do the background work; take over what a killed worker left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how often to look, and a way to stop when nothing waits."""
        parser.add_argument("--interval", type=float, default=1, help="seconds between two looks")
        parser.add_argument(
            "--rescue-interval", type=float, default=5, help="seconds between two rounds of rescue"
        )
        parser.add_argument("--batch", action="store_true", help="stop once nothing waits")

    def handle(self, **options: Any) -> None:
        """Do tasks in this thread, rescue abandoned jobs in another."""
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, worker.shutdown)
        stopped = threading.Event()
        rescuer = threading.Thread(
            target=rescue_until, args=(stopped, options["rescue_interval"]), daemon=True
        )
        rescuer.start()
        try:
            worker.run()
        finally:
            stopped.set()
            rescuer.join(timeout=5)


def rescue_until(stopped: threading.Event, interval: float) -> None:
    """Queue abandoned jobs again every `interval` seconds, on this thread's own connection."""
    while not stopped.is_set():
        close_old_connections()
        try:
            jobs.requeue_abandoned(now=timezone.now())
            rounds.run(timezone.now())
        except DatabaseError:
            # The database may be away for a moment; the next round tries again.
            logger.exception("abandoned jobs could not be looked for")
        stopped.wait(interval)
    connection.close()
