"""Loads files of the register of elected officials from the command line."""

import datetime
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from directory import reporting, territories
from directory.importing import load_file
from directory.register_file import NotARegisterFile, RegisterFile, date_in_name, recognise
from directory.register_rows import survey


class Command(BaseCommand):
    """Load files of the register; each is recognised by its header."""

    help = "Load CSV files of the register of elected officials (RNE)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files, and the day they were published."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--published-on",
            type=_day,
            help="YYYY-MM-DD; else guessed from the name of the file or of its folder",
        )

    def handle(
        self, *, files: list[Path], published_on: datetime.date | None, **options: Any
    ) -> None:
        """Load each file, report on it, and fail at the end when one was refused."""
        territories.load()
        refused = [path for path in files if not self._load(path, published_on)]
        if refused:
            raise CommandError(
                _("Files refused: %(files)s.") % {"files": ", ".join(map(str, refused))}
            )

    def _load(self, path: Path, published_on: datetime.date | None) -> bool:
        self.stdout.write(f"{path}")
        try:
            file = recognise(path)
            day = self._published_on(file, published_on)
            loaded = load_file(path=path, published_on=day)
        except (NotARegisterFile, OSError) as refusal:
            self.stderr.write(f"  {refusal}")
            return False
        title = reporting.file_title(file.layout.kind)
        self.stdout.write(f"  {title}. {reporting.recognised(file)}")
        self.stdout.write(f"  {reporting.summary(loaded, kind=file.layout.kind, on=day)}")
        for line in loaded.refusals:
            self.stdout.write(f"    {line}")
        return True

    def _published_on(self, file: RegisterFile, given: datetime.date | None) -> datetime.date:
        """Return the day the file was published. Raises NotARegisterFile when it cannot be told."""
        latest = survey(file).latest_on
        day = given or date_in_name(file.path) or latest
        if day is None:
            raise NotARegisterFile(_("Give the day it was published with --published-on."))
        if latest and latest > day:
            self.stdout.write(f"  {reporting.too_early(latest)}")
        return day


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text}: YYYY-MM-DD") from error
