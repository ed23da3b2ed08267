"""One of each thing that privacy remembers, for tests that open every page."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from contacts.models import Stakeholder
from contacts.models.privacy import AccessFile, Erasure, Information, PrivacyRequest
from tests import make


def parts(person: Stakeholder, director: User) -> dict[str, Any]:
    """Return one of each, about this person; the erasure is another person's."""
    return {
        "information": Information.objects.create(
            stakeholder=person, informed_on=make.TODAY, means="letter", author=director
        ),
        "access_file": AccessFile.objects.create(stakeholder=person, owner=director),
        "erasure": Erasure.objects.create(
            stakeholder=make.stakeholder("Léon", "Parti"),
            reason="request",
            asked_by=director,
            due_at=timezone.now() + datetime.timedelta(days=1),
        ),
        "privacy_request": PrivacyRequest.objects.create(
            kind="access", name="Ève", received_on=make.TODAY, means="email", author=director
        ),
    }
