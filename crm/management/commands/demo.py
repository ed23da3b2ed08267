"""`manage.py demo`: an invented cooperative, to look around and to show."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm.demo import loading


class Command(BaseCommand):
    """Load the demonstration data; does nothing when the base is in use."""

    help = "Load the demonstration data into an empty base (--reset starts over)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --reset."""
        parser.add_argument(
            "--reset", action="store_true", help="delete the demonstration and load it again"
        )

    def handle(self, *, reset: bool, verbosity: int, **options: Any) -> None:
        """Load, and say in one French sentence what is there."""
        if not reset and loading.is_in_use():
            self._say("La base contient déjà des données : rien n’a été changé.", verbosity)
            return
        started = time.monotonic()
        try:
            summary = (loading.reset if reset else loading.load)(on=timezone.localdate())
        except loading.NotADemonstration as refusal:
            raise CommandError(
                "Cette base est celle d’une vraie coopérative : elle n’a pas été touchée."
            ) from refusal
        self._say(
            f"Démonstration prête en {time.monotonic() - started:.0f} s :"
            f" {summary.stakeholder_count} parties prenantes,"
            f" {summary.operation_count} opérations,"
            f" {summary.event_count} événements,"
            f" {summary.edition_count} éditions de plaquettes. Les personnes sont inventées.",
            verbosity,
        )

    def _say(self, text: str, verbosity: int) -> None:
        if verbosity > 0:
            self.stdout.write(text)
