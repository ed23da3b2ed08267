"""Computes again what lists sort and narrow people by."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from contacts import refreshing


class Command(BaseCommand):
    """Computes it again for everybody; harmless at any time."""

    help = "Compute again the last exchange, the first seat and the stance that lists sort by."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute, then say for how many people."""
        with transaction.atomic():
            count = refreshing.refresh_everybody()
        self.stdout.write(f"{count} people refreshed")
