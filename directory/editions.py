"""The editions of the register that were loaded."""

from django.db import models

from directory.models import RegisterCohort, RegisterEdition, RegisterLoad, SeatKind


def loaded_editions() -> models.QuerySet[RegisterEdition]:
    """Return the editions, the latest first."""
    loaded = RegisterEdition.objects.filter(imported_at__isnull=False)
    return loaded.order_by("-published_on", "kind", "-pk").fetch_mode(models.FETCH_RAISE)


def latest_edition() -> RegisterEdition | None:
    """Return the edition published last, or None when nothing was loaded."""
    return loaded_editions().first()


def same_file(*, kind: str, sha256: str) -> RegisterEdition | None:
    """Return the edition that this very file made, or None."""
    return loaded_editions().filter(kind=kind, sha256=sha256).first()


def by_kind() -> list[tuple[SeatKind, list[RegisterEdition]]]:
    """Return the editions of each kind of file that has some, the latest first."""
    found: dict[str, list[RegisterEdition]] = {}
    for edition in loaded_editions():
        found.setdefault(edition.kind, []).append(edition)
    return [(kind, found[kind]) for kind in SeatKind if kind in found]


def begun(load: RegisterLoad) -> RegisterEdition:
    """Return the edition that a load brings; nobody counts on it before it is loaded whole."""
    edition, _made = RegisterEdition.objects.get_or_create(
        kind=load.kind,
        published_on=load.published_on,
        sha256=load.sha256,
        defaults={"file_name": load.file_name[:200]},
    )
    return edition


def of(load: RegisterLoad) -> RegisterEdition:
    """Return the edition of a load that has begun to write."""
    assert load.edition is not None  # noqa: S101 - made by `begun`
    return load.edition


def cohort_of(edition: RegisterEdition) -> RegisterCohort:
    """Return a cohort of mandates last seen in this edition; it is made when there is none."""
    known = RegisterCohort.objects.filter(last_seen_in=edition).order_by("pk").first()
    return known or RegisterCohort.objects.create(kind=edition.kind, last_seen_in=edition)


def being_loaded() -> set[str]:
    """Return the kinds of which a file is partly in the register: nothing is compared with it."""
    partly = RegisterEdition.objects.filter(imported_at=None)
    return set(partly.values_list("kind", flat=True))
