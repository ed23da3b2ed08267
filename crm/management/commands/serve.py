"""Everything it takes to use Entregent on one machine, in one command."""

import hashlib
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from accounts import demo_team
from accounts.models import Cooperative, User
from crm import serving
from crm.demo import loading
from directory import territories
from directory.models import Territory

SERVER_THREADS = 4


class Command(BaseCommand):
    """Migrate, fill what is empty, then serve with the background worker beside."""

    help = "Bring the database up to date, then serve the pages and do the background work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to listen, and whether to fill an empty base with invented data."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--processes", type=int, default=2, help="web processes (default: 2)")
        parser.add_argument(
            "--demo", action="store_true", help="fill an empty base with demonstration data"
        )

    def handle(self, *, host: str, port: int, processes: int, demo: bool, **options: Any) -> None:
        """Prepare, then run until Ctrl+C."""
        try:
            serving.check_port(host, port)
        except serving.PortTaken as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}): stop what uses it,"
                f" or choose another one, for instance `PORT={port + 1} make run`."
            ) from error
        self._prepare(demo=demo)
        connections.close_all()
        manage = str(settings.BASE_DIR / "manage.py")
        pair = serving.Pair(
            server=serving.Side(_server_command(host, port, processes)),
            worker=serving.Side([sys.executable, manage, "worker"]),
            say=self._say,
        )
        code = pair.run(
            is_ready=lambda: serving.answers(host, port),
            announce=lambda: self._announce(host, port),
        )
        self._say("Stopped." if code == 0 else "The web server stopped by itself: see above.")
        sys.exit(code)

    def _prepare(self, *, demo: bool) -> None:
        if _has_migrations_to_run():
            self._say("Bringing the database up to date…")
            call_command("migrate", verbosity=0, interactive=False)
        if not Territory.objects.exists():
            self._say("Loading the territories of France…")
        territories.load()
        if demo and not loading.is_in_use():
            self._say("Loading the demonstration data…")
            call_command("demo", verbosity=0)
        if _static_files_changed():
            self._say("Preparing the style sheets and pictures…")
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            _stamp().write_text(_static_state())

    def _announce(self, host: str, port: int) -> None:
        shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1", "::") else host  # noqa: S104
        lines = ["", f"  Entregent is ready: http://{shown}:{port}/", ""]
        if Cooperative.current().is_demo:
            lines.append(f"  Sign in with the password “{demo_team.PASSWORD}” as:")
            lines += [
                f"    {member.email:<34} {member.get_full_name()}, {member.job_title}"
                for member in demo_team.members()
            ]
            lines.append("")
        elif not User.objects.exists():
            lines += [
                "  Make the first account with `.venv/bin/python manage.py createsuperuser`.",
                "",
            ]
        lines += ["  Ctrl+C stops it; the data stays.", ""]
        self._say("\n".join(lines))
        connections.close_all()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _server_command(host: str, port: int, processes: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "crm.wsgi:application"),
        *("--bind", address, "--workers", str(processes), "--threads", str(SERVER_THREADS)),
        *("--timeout", "60", "--graceful-timeout", "10", "--log-level", "warning"),
        *("--no-control-socket", "--chdir", str(settings.BASE_DIR)),
    ]


def _has_migrations_to_run() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _stamp() -> Path:
    return Path(settings.DATA_DIR) / "static.sha256"


def _static_state() -> str:
    """Return a hash that changes when a static file is added, removed or changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _static_files_changed() -> bool:
    stamp = _stamp()
    built = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return not (built.exists() and stamp.exists() and stamp.read_text() == _static_state())
