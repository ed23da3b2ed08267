"""Public reference data: territories, and the register of elected officials (RNE)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.evidence import RegisterCohort as RegisterCohort  # noqa: PLC0414 - of this module
from directory.evidence import RegisterDoubt as RegisterDoubt  # noqa: PLC0414 - part of this module
from directory.evidence import RegisterGap as RegisterGap  # noqa: PLC0414 - part of this module
from directory.staged import RegisterLoad as RegisterLoad  # noqa: PLC0414 - part of this module
from directory.staged import StagedRow as StagedRow  # noqa: PLC0414 - part of this module
from directory.staged import StagedSightings as StagedSightings  # noqa: PLC0414 - idem


class Territory(models.Model):
    """A territory of the official geographic code, or one met only in the register.

    `code` is the INSEE code (region 2, department 2–3, commune 5 characters), the SIREN of an
    intercommunality (9 digits), or "FR" for the country.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        DEPARTMENT = "department", _("department")
        INTERCOMMUNALITY = "intercommunality", _("intercommunality")
        COMMUNE = "commune", _("commune")

    class Link(models.IntegerChoices):
        """What stands before the name (INSEE, TNCC): "de Quimper", "du Faou", "d'Ergué"."""

        DE = 0, "de "
        D = 1, "d’"
        DU = 2, "du "
        DE_LA = 3, "de la "
        DES = 4, "des "
        DE_L = 5, "de l’"
        DES_AUX = 6, "des "
        DE_LAS = 7, "de las "
        DE_LOS = 8, "de los "

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=200)
    name_of = models.CharField(
        pgettext_lazy("territory", "name after “of”"),
        max_length=210,
        help_text=_("As in “mayor of …”: de Quimper, du Faou, d’Ergué-Gabéric."),
    )
    sort_key = models.CharField(
        max_length=200, help_text="Folded name without article or legal kind."
    )
    search_text = models.CharField(
        max_length=400,
        blank=True,
        editable=False,
        help_text="Folded name with and without article, kind, initials.",
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    postal_codes = models.CharField(_("postal codes"), max_length=200, blank=True)
    legal_kind = models.CharField(
        _("legal kind"), max_length=8, blank=True, help_text="CC, CA, CU, METRO, EPT…"
    )
    region = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="in_region"
    )
    department = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="in_department"
    )
    intercommunality = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members"
    )
    is_official = models.BooleanField(
        _("in the official geographic code"),
        default=True,
        help_text=_("Untrue for a territory that only the register of elected officials names."),
    )

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ("sort_key", "pk")
        indexes = (models.Index(fields=("sort_key",), name="territory_by_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "code"), name="one_territory_per_kind_and_code"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def department_code(self) -> str:
        """Return the code people know a place by: "29", "2A", "974"; empty when there is none."""
        if self.kind == self.Kind.DEPARTMENT:
            return self.code
        if self.kind == self.Kind.COMMUNE:
            return self.code[:3] if self.code.startswith(("97", "98")) else self.code[:2]
        return self.department.code if self.department else ""

    @property
    def label(self) -> str:
        """Return the name that tells it from its namesakes: "Quimper (29)"."""
        code = self.department_code
        return f"{self.name} ({code})" if code else self.name


class SeatKind(models.TextChoices):
    """The kinds of elected office, one per file of the register."""

    MAYOR = "mayor", _("mayor")
    MUNICIPAL = "municipal", _("municipal councillor")
    INTERCOMMUNAL = "intercommunal", _("intercommunal councillor")
    DEPARTMENTAL = "departmental", _("departmental councillor")
    REGIONAL = "regional", _("regional councillor")
    DEPUTY = "deputy", _("deputy")
    SENATOR = "senator", _("senator")
    MEP = "mep", _("member of the European Parliament")
    BOROUGH = "borough", _("arrondissement councillor")
    ASSEMBLY = "assembly", _("member of a special assembly")


class TerritoryVintage(models.Model):
    """The vintage of the official geographic code that was loaded, by checksum of its file."""

    checksum = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vintage of the territories")
        verbose_name_plural = _("vintages of the territories")

    def __str__(self) -> str:
        return self.checksum[:12]


class RegisterEdition(models.Model):
    """One file of the register, as published on a day; the counts are those of its first load."""

    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind)
    published_on = models.DateField(_("published on"))
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    added_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("edition of the register")
        verbose_name_plural = _("editions of the register")
        ordering = ("-published_on", "kind", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "published_on", "sha256"), name="one_edition_per_file_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.published_on:%Y-%m-%d}"


class RegisterPerson(models.Model):
    """A person of the register; the birth date serves matching only and is shown nowhere.

    `identity` is what two files must agree on for the same person: folded surname, folded given
    names and birth date, or the body they sit in when the file gives no usable birth date.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", _("Mrs")
        MALE = "M", _("Mr")

    last_name = models.CharField(_("last name"), max_length=150)
    first_name = models.CharField(_("first name"), max_length=120)
    sex = models.CharField(_("title"), max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(null=True, blank=True)
    identity = models.CharField(max_length=320)
    folded_last = models.CharField(max_length=150)
    folded_first = models.CharField(max_length=120)
    match_key = models.CharField(
        max_length=80, blank=True, help_text="Birth date|folded first given name."
    )
    sort_key = models.CharField(max_length=280)
    search_text = models.CharField(
        max_length=2000, blank=True, help_text="Folded name, functions and territories."
    )

    class Meta:
        verbose_name = _("person of the register")
        verbose_name_plural = _("people of the register")
        ordering = ("sort_key", "pk")
        constraints = (
            # By an expression: an index of its own on SQLite too, which a first load makes last.
            models.UniqueConstraint(models.F("identity"), name="one_person_per_identity"),
        )
        indexes = (
            models.Index(fields=("match_key",), name="person_by_match_key"),
            models.Index(fields=("sort_key",), name="person_by_name"),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class RegisterRespelling(models.Model):
    """Another spelling under which a person of the register was met, and why it is the same one."""

    class Reason(models.TextChoices):
        SAME_BODY = "same_body", _("same body, two of surname, first name and birth date")
        SHARED_SURNAME = "shared_surname", _("same birth date and first name, shared surname")

    person = models.ForeignKey(RegisterPerson, models.CASCADE, related_name="respellings")
    identity = models.CharField(max_length=320)
    last_name = models.CharField(_("last name"), max_length=150)
    first_name = models.CharField(_("first name"), max_length=120)
    reason = models.CharField(max_length=20, choices=Reason)
    edition = models.ForeignKey(RegisterEdition, models.PROTECT, related_name="respellings")
    written_in = models.ForeignKey(
        RegisterEdition,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The latest file that wrote it so; unknown for what was logged before this.",
    )
    written_until = models.JSONField(
        default=list,
        help_text="The days at which it gave way before, to be written again in a later file.",
    )

    class Meta:
        verbose_name = _("respelling")
        verbose_name_plural = _("respellings")
        ordering = ("person", "pk")
        constraints = (
            models.UniqueConstraint(fields=("identity",), name="one_respelling_per_identity"),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class RegisterMandateQuerySet(models.QuerySet["RegisterMandate"]):
    """Mandates of the register, by what became of them."""

    def current(self) -> Self:
        """Mandates … that no later function of the same person replaces, of files wholly loaded."""
        return self.loaded().filter(is_superseded=False)

    def loaded(self) -> Self:
        """Mandates … of files wholly loaded."""
        partly = RegisterEdition.objects.filter(imported_at=None).values("pk")
        return self.exclude(first_seen_in__in=partly)


class RegisterMandate(models.Model):
    """One row of the register: an elected office, or one function in it, as last seen."""

    person = models.ForeignKey(
        RegisterPerson, models.PROTECT, related_name="mandates", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="register_mandates", db_index=False
    )
    district = models.CharField(
        _("constituency"),
        max_length=150,
        blank=True,
        help_text="Canton, legislative constituency, section or commune of attachment: its name.",
    )
    district_code = models.CharField(max_length=12, blank=True)
    function = models.CharField(
        _("function"), max_length=150, blank=True, help_text="As the file says it, masculine."
    )
    started_on = models.DateField(_("mandate since"), null=True, blank=True)
    function_started_on = models.DateField(_("function since"), null=True, blank=True)
    key = models.CharField(
        max_length=220, help_text="kind|folded function|mandate since|function since."
    )
    first_seen_in = models.ForeignKey(
        RegisterEdition, models.PROTECT, related_name="+", db_index=False
    )
    cohort = models.ForeignKey(
        RegisterCohort, models.PROTECT, related_name="mandates", db_index=False
    )
    is_superseded = models.BooleanField(
        default=False, help_text="A later function of the same person stands in the same file."
    )
    search_words = models.CharField(max_length=400, blank=True)
    digest = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="Checksum of the row that wrote it, while the person is shown as it writes them.",
    )

    objects = RegisterMandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate of the register")
        verbose_name_plural = _("mandates of the register")
        ordering = ("territory", "kind", "person")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "territory", "key"), name="one_mandate_per_function_and_dates"
            ),
        )
        indexes = (models.Index(fields=("territory", "kind"), name="mandate_by_body"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.territory.name_of}"

    @property
    def last_seen_in(self) -> RegisterEdition:
        """Return the latest file that named it; to be selected: `cohort__last_seen_in`."""
        edition: RegisterEdition = self.cohort.last_seen_in
        return edition


class Tombstone(models.Model):
    """What recognises somebody who was erased, and nothing a person can read.

    `mark` is a keyed hash (`directory.tombstones`) of something two sources would share: an
    identity of the register, a birth date with a name, a name with an e-mail, a phone or a place.
    """

    class Kind(models.TextChoices):
        IDENTITY = "identity", "register identity"
        BIRTH = "birth", "birth date, first given name and a word of the surname"
        EMAIL = "email", "name and e-mail"
        PHONE = "phone", "name and phone"
        PLACE = "place", "name and seat or employer"

    kind = models.CharField(max_length=10, choices=Kind)
    mark = models.CharField(max_length=64, unique=True)
    erased_on = models.DateField()

    class Meta:
        verbose_name = _("mark of an erased person")
        verbose_name_plural = _("marks of erased people")

    def __str__(self) -> str:
        return self.mark[:12]
