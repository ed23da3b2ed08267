"""The cooperative's identity, for every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Cooperative


def identity(request: HttpRequest) -> dict[str, Any]:
    """Give templates the cooperative, read only if they name it."""
    return {"cooperative": SimpleLazyObject(Cooperative.current)}
