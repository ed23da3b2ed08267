"""Loads the territories of France from the committed file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from directory import territories


class Command(BaseCommand):
    """Bring the territories to the committed vintage."""

    help = "Load the communes, intercommunalities, departments and regions of France."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how to load a vintage that is there already."""
        parser.add_argument("--again", action="store_true", help="load even if already there")

    def handle(self, *, again: bool, verbosity: int = 1, **options: Any) -> None:
        """Load, and say how many."""
        count = territories.load(again=again)
        if verbosity:
            self.stdout.write(
                f"{count} territoires chargés." if count else "Les territoires sont déjà là."
            )
