"""What is odd about a file of the register before it is loaded, each in a sentence.

A remark never forbids: somebody who knows why the file is so confirms it. Only a file that is
loaded already, or being loaded, is not loaded again under the same day.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.editions import loaded_editions, same_file
from directory.models import RegisterEdition
from directory.reporting import announced, file_title, too_early
from ui.templatetags.ui import day as written
from ui.templatetags.ui import number

LARGEST_FALL = 0.10


@dataclass(frozen=True)
class Remark:
    """Something odd: a code that tells it from the others, and what we noticed and what to do."""

    code: str
    text: str


def remarks(
    *,
    name: str,
    kind: str,
    row_count: int,
    sha256: str,
    latest: datetime.date | None,
    on: datetime.date | None,
) -> list[Remark]:
    """Return what is odd about a file, as published on a day (None while it is not known)."""
    known = same_file(kind=kind, sha256=sha256)
    found = [_misnamed(name, kind)]
    if known is not None and known.published_on != on:
        found.append(_known(known))
    if on is not None:
        before = _previous(kind, on)
        found += [_older(kind, on), _shorter(before, row_count), _too_early(latest, on)]
    return [remark for remark in found if remark is not None]


def _misnamed(name: str, kind: str) -> Remark | None:
    said = announced(name)
    if said is None or said == kind:
        return None
    return Remark(
        "name",
        _(
            "Its name announces “%(said)s”, but its columns are those of “%(kind)s”: check that it"
            " is the file you meant; what it holds counts."
        )
        % {"said": file_title(said), "kind": file_title(kind)},
    )


def _known(edition: RegisterEdition) -> Remark:
    return Remark(
        "known",
        _(
            "This very file was loaded already, as the file of %(day)s. Confirm only if that day"
            " was wrong."
        )
        % {"day": written(edition.published_on)},
    )


def _older(kind: str, on: datetime.date) -> Remark | None:
    latest = loaded_editions().filter(kind=kind).first()
    if latest is None or on >= latest.published_on:
        return None
    return Remark(
        "older",
        _(
            "This file is older than the one of %(day)s, already loaded: check the day. It will"
            " only complete the past; the latest file keeps the last word."
        )
        % {"day": written(latest.published_on)},
    )


def _shorter(before: RegisterEdition | None, row_count: int) -> Remark | None:
    if before is None or row_count >= before.row_count * (1 - LARGEST_FALL):
        return None
    return Remark(
        "shorter",
        _(
            "This file has %(count)s rows, against %(before)s in the file of %(day)s: it may be"
            " incomplete, as after an election. Download it again, or confirm that it is whole."
        )
        % {
            "count": number(row_count),
            "before": number(before.row_count),
            "day": written(before.published_on),
        },
    )


def _too_early(latest: datetime.date | None, on: datetime.date) -> Remark | None:
    return Remark("early", too_early(latest)) if latest is not None and latest > on else None


def _previous(kind: str, on: datetime.date) -> RegisterEdition | None:
    """Return the file of that kind that comes just before a day."""
    return loaded_editions().filter(kind=kind, published_on__lt=on).first()
