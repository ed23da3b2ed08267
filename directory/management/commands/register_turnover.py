"""Prints what changed between two files of the register, of one kind."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from directory import reporting, turnover
from directory.models import RegisterEdition, SeatKind
from ui.templatetags.ui import day as written
from ui.templatetags.ui import number


class Command(BaseCommand):
    """Count who stayed, was respelt, left, came, or is to be checked between two editions."""

    help = "Count what changed between the two latest editions of a kind that were loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the kind of seats, and which two days to compare."""
        parser.add_argument("kind", choices=SeatKind.values)
        parser.add_argument("--days", nargs=2, metavar="YYYY-MM-DD", help="the two files' days")

    def handle(self, *, kind: str, days: list[str] | None, **options: Any) -> None:
        """Print the five counts."""
        loaded = RegisterEdition.objects.filter(kind=kind, imported_at__isnull=False)
        if days:
            loaded = loaded.filter(published_on__in=days)
        by_day = {one.published_on: one for one in loaded.order_by("published_on", "pk")}
        if len(by_day) < 2:  # noqa: PLR2004 - one before, one after
            raise CommandError(_("Two editions of this kind must be loaded to compare them."))
        earlier, later = list(by_day.values())[-2:]
        self.stdout.write(
            _("%(title)s, from the file of %(earlier)s to that of %(later)s")
            % {
                "title": reporting.file_title(kind),
                "earlier": written(earlier.published_on),
                "later": written(later.published_on),
            }
        )
        for outcome, count in turnover.count(kind, earlier, later).items():
            self.stdout.write(f"  {number(count):>9}  {outcome.label}")
