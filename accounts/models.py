"""Who we are: the users, their roles, and the cooperative itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, Role


class UserQuerySet(models.QuerySet["User"]):
    """Users, by what they are."""

    def in_team(self) -> UserQuerySet:
        """Users … who may sign in and hold at least one role."""
        return self.filter(is_active=True, groups__isnull=False).distinct()


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users, who sign in with their e-mail address."""

    def create_user(
        self, email: str, password: str | None = None, *, roles: tuple[Role, ...] = (), **extra: Any
    ) -> User:
        """Create a user with the given roles; without a password nobody can sign in as them."""
        user: User = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Create an administrator, for `manage.py createsuperuser`."""
        return self.create_user(email, password, roles=(Role.ADMINISTRATOR,), **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of the cooperative's team."""

    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("last_name", "first_name", "pk")
        permissions = tuple((p.value, str(p.value)) for p in Permission)

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Return first and last name, separated by a space."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return the first name, or the e-mail address without its domain."""
        return self.first_name or self.email.partition("@")[0]

    @property
    def initials(self) -> str:
        """Return up to two letters that stand for this person."""
        letters = f"{self.first_name[:1]}{self.last_name[:1]}" or self.email[:2]
        return letters.upper()

    @property
    def roles(self) -> list[Role]:
        """Return the roles held, in the order in which roles are declared."""
        names = {group.name for group in self.groups.all()}
        return [role for role in Role if role.value in names]


class Cooperative(models.Model):
    """The cooperative whose instance this is: one row, read through `Cooperative.current()`."""

    name = models.CharField(_("name"), max_length=120)
    baseline = models.CharField(_("baseline"), max_length=200, blank=True)
    presentation = models.TextField(_("who we are, in a few lines"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    legal_form = models.CharField(_("legal form"), max_length=200, blank=True)
    founded_in = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    accent = models.CharField(
        _("colour of the printed papers"),
        max_length=7,
        default="#0f5c4a",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour is written like #0f5c4a."))],
    )
    logo = models.ImageField(_("logo"), upload_to="cooperative", blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        verbose_name = _("cooperative")
        verbose_name_plural = _("cooperatives")
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="cooperative_is_one_row"),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Cooperative:
        """Return the cooperative of this instance; an unsaved, nameless one before set-up."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, name="")
