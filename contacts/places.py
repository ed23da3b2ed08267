"""The territories where we work: higher packages say which, contacts keep an eye on their seats."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from directory.models import Territory

type Places = Callable[[], QuerySet[Any]]
_providers: list[Places] = []


def register(communes: Places) -> None:
    """Name a function that returns the primary keys of communes, as a query of one column."""
    _providers.append(communes)


def communes() -> set[int]:
    """Return the communes where we build."""
    return {pk for provider in _providers for pk in provider()}


def around(places: set[int]) -> set[int]:
    """Return communes with their intercommunality, their department and their region."""
    above = Territory.objects.filter(pk__in=places).values_list(
        "intercommunality", "department", "region"
    )
    return places | {pk for row in above for pk in row if pk is not None}
