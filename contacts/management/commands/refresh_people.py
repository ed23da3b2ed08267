"""Computes again what people are found by, and what lists sort and narrow them by."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from contacts import naming, refreshing
from contacts.models import Stakeholder


class Command(BaseCommand):
    """Computes it again for everybody; harmless at any time."""

    help = "Compute again what people are found by, and what lists sort by; after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute, then say for how many people."""
        with transaction.atomic():
            naming.refresh_all(Stakeholder.everyone.values_list("pk", flat=True))
            count = refreshing.refresh_everybody()
        self.stdout.write(f"{count} people refreshed")
