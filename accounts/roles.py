"""Keeps the groups of the database in step with `accounts.permissions.ROLE_PERMISSIONS`."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as StoredPermission

from accounts.permissions import ROLE_PERMISSIONS


def sync_roles(sender: AppConfig, *, verbosity: int = 1, **kwargs: Any) -> None:
    """After each migration, give each role its group and exactly its permissions."""
    create_permissions(sender, verbosity=0)
    stored = {
        permission.codename: permission
        for permission in StoredPermission.objects.filter(content_type__app_label="accounts")
    }
    for role, permissions in ROLE_PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set([stored[permission.value] for permission in permissions])
