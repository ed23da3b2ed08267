"""The cast and the stage of every test."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.permissions import Role


def _member(email: str, first_name: str, last_name: str, *roles: Role) -> User:
    return User.objects.create_user(
        email, "secret", roles=roles, first_name=first_name, last_name=last_name
    )


@pytest.fixture
def director(db: Any) -> User:
    """Claire: people, stances, operations."""
    return _member("claire@coop.test", "Claire", "Morvan", Role.DIRECTOR)


@pytest.fixture
def communicator(db: Any) -> User:
    """Hugo: brochures, testimonials, media."""
    return _member("hugo@coop.test", "Hugo", "Le Roux", Role.COMMUNICATIONS)


@pytest.fixture
def scheduler(db: Any) -> User:
    """Inès: events, residents, hosts."""
    return _member("ines@coop.test", "Inès", "Tanguy", Role.VISITS)


@pytest.fixture
def reader(db: Any) -> User:
    """Paul: reads, but no private note and no address."""
    return _member("paul@coop.test", "Paul", "Abgrall", Role.READER)


@pytest.fixture
def administrator(db: Any) -> User:
    """Nora: users, settings, register, privacy."""
    return _member("nora@coop.test", "Nora", "Kervella", Role.ADMINISTRATOR)


@pytest.fixture
def stranger(db: Any) -> User:
    """Someone with an account and no role: outside the team."""
    return _member("zoe@coop.test", "Zoé", "Ailleurs")


@pytest.fixture
def signed_in() -> Any:
    """Return a function that gives a client signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
