"""How a row becomes a person, an organization, a post, an exchange.

These resources of django-import-export clean each column, compare with what is stored and gather
what is wrong. They store nothing: `applying` writes what they prepared, through a batch.
"""

import datetime
from collections.abc import Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource
from import_export.results import RowResult

from contacts import naming, phones
from contacts import siren as numbers
from contacts.importing import values
from contacts.importing.mapping import TARGETS
from contacts.importing.widgets import (
    ChoiceWidget,
    FrenchDateWidget,
    SeatDateWidget,
    TextWidget,
    YesNoWidget,
)
from contacts.models import Exchange, Mandate, Organization, Post, Stakeholder
from directory.folding import fold

type Row = Mapping[str, Any]


class Given(BaseInstanceLoader):  # type: ignore[misc]
    """Gives the row that was found before: people are not told apart by one column."""

    def __init__(self, instance: Model | None) -> None:
        self.instance = instance

    def get_instance(self, row: Row) -> Model | None:
        """Return a copy of the stored row this one is about, or None."""
        return copy(self.instance) if self.instance else None


class RowResource(ModelResource):  # type: ignore[misc]
    """What the four resources share: an empty cell changes nothing, nor one the user kept out."""

    class Meta:
        abstract = True
        import_id_fields = ()
        skip_unchanged = True
        skip_diff = True  # two deep copies and four readings of each row: `skip_row` compares
        store_instance = True
        clean_model_instances = True

    before: Any = None

    def get_or_init_instance(
        self, instance_loader: BaseInstanceLoader, row: Row
    ) -> tuple[Any, bool]:
        """Return the copy to change; `before` keeps the stored row it is compared with."""
        self.before = instance_loader.instance
        found: tuple[Any, bool] = super().get_or_init_instance(instance_loader, row)
        return found

    def skip_row(
        self, instance: Any, original: Any, row: Row, import_validation_errors: Any = None
    ) -> bool:
        """Tell whether a row says nothing new of what is stored."""
        if self.before is None or import_validation_errors:
            return False
        return all(
            getattr(instance, field.attribute) == getattr(self.before, field.attribute)
            for field in self.fields.values()
        )

    def after_import_row(self, row: Row, row_result: RowResult, **kwargs: Any) -> None:
        """Let the result tell what was stored before."""
        row_result.original = self.before

    def import_field(
        self,
        field: Field,
        instance: Any,
        row: Row,
        is_m2m: bool = False,  # noqa: FBT001, FBT002 - the signature of the library
        **kwargs: Any,
    ) -> None:
        """Write a column, unless it is empty, kept out, or what an export of the row would say."""
        text = row.get(field.column_name)
        if not text or field.column_name in row["keep"]:
            return
        if self.before is None or text != values.plain(field.export(self.before)):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, ValidationError] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the signature of the library
    ) -> None:
        """Check the imported fields only: the others were checked when they were written."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        imported = {field.attribute for field in self.fields.values()}
        others = {field.name for field in instance._meta.fields} - imported
        try:
            instance.full_clean(
                exclude=others | errors.keys(), validate_unique=False, validate_constraints=False
            )
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)


def _keeps_accents(stored: str, text: str) -> bool:
    return bool(stored) and fold(stored) == fold(text)


class PersonResource(RowResource):
    """A person: name, title, how to reach them, informed or not."""

    last_name = Field("last_name", "last_name", TextWidget(values.surname))
    first_name = Field("first_name", "first_name", TextWidget(values.first_names))
    sex = Field("sex", "sex", ChoiceWidget(values.sex, Stakeholder.Sex))
    email = Field("email", "email", TextWidget(values.email))
    phone = Field("phone", "phone", TextWidget(values.phone, phones.shown))
    street = Field("street", "street", TextWidget())
    postal_code = Field("postal_code", "postal_code", TextWidget(values.postal_code))
    city = Field("city", "city", TextWidget())
    country = Field("country", "country", TextWidget())
    informed_on = Field("informed_on", "informed_on", FrenchDateWidget())
    objected_on = Field("objected_on", "objected_on", FrenchDateWidget())

    class Meta(RowResource.Meta):
        model = Stakeholder
        fields = (
            *("last_name", "first_name", "sex", "email", "phone"),
            *("street", "postal_code", "city", "country", "informed_on", "objected_on"),
        )

    def import_field(
        self,
        field: Field,
        instance: Any,
        row: Row,
        is_m2m: bool = False,  # noqa: FBT001, FBT002 - the signature of the library
        **kwargs: Any,
    ) -> None:
        """Leave a name as it is when the file only lacks its accents or its capitals.

        And an address whose lines the file parts in another way.
        An objection, or the day somebody was informed, is never written over.
        """
        name = field.attribute
        if name in ("informed_on", "objected_on") and getattr(instance, name):
            return
        if name == "sex" and values.is_of_either(row.get(name) or ""):
            return
        if name in ("last_name", "first_name", "street", "city") and row.get(name):
            if _keeps_accents(getattr(instance, name), row[name]):
                return
        elif name == "email" and fold(instance.email) == fold(row.get(name) or ""):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, ValidationError] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the signature of the library
    ) -> None:
        """Refuse a surname alone, unless a title or an address of that name says who it is."""
        super().validate_instance(instance, import_validation_errors, validate_unique)
        box = fold(instance.email.partition("@")[0]).replace(" ", "")
        is_named = fold(instance.last_name).replace(" ", "") in box
        named = str(instance) if self.before is None else ""
        if instance.sex or (instance.first_name and not values.begins_like_an_organization(named)):
            return
        if values.begins_like_an_organization(named) or values.likely_kind(
            instance.last_name, unknown=""
        ):
            said = _("“%(name)s” looks like an organization: write it in the column of those.")
            raise ValidationError({"last_name": said % {"name": named or instance.last_name}})
        if is_named:
            return
        raise ValidationError({"first_name": naming.unnamed_sentence()})


class OrganizationResource(RowResource):
    """An organization, as the row of a person may speak of it."""

    name = Field("name", "organization", TextWidget())
    kind = Field(
        "kind", "organization_kind", ChoiceWidget(values.organization_kind, Organization.Kind)
    )
    siren = Field("siren", "organization_siren", TextWidget(values.siren, numbers.shown))
    siret = Field("siret", "organization_siret", TextWidget(values.siret, numbers.shown))
    phone = Field("phone", "organization_phone", TextWidget(values.phone, phones.shown))
    email = Field("email", "organization_email", TextWidget(values.email))
    website = Field("website", "organization_website", TextWidget(values.website))

    class Meta(RowResource.Meta):
        model = Organization
        fields: tuple[str, ...] = (
            *("name", "kind", "siren", "siret", "phone", "email", "website"),
        )

    def import_field(
        self,
        field: Field,
        instance: Any,
        row: Row,
        is_m2m: bool = False,  # noqa: FBT001, FBT002 - the signature of the library
        **kwargs: Any,
    ) -> None:
        """Leave the name of a known organization as it is written."""
        if field.attribute == "name" and _keeps_accents(instance.name, row.get("organization", "")):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)


class WholeOrganizationResource(OrganizationResource):
    """An organization with its postal address, as a row of its own says it."""

    street = Field("street", "street", TextWidget())
    postal_code = Field("postal_code", "postal_code", TextWidget(values.postal_code))
    city = Field("city", "city", TextWidget())
    country = Field("country", "country", TextWidget())

    class Meta(OrganizationResource.Meta):
        fields: tuple[str, ...] = (
            *OrganizationResource.Meta.fields,
            *("street", "postal_code", "city", "country"),
        )


class SeatResource(RowResource):
    """What a post and a mandate share: a name, a charge, two dates."""

    title = Field("title", "post", TextWidget())
    delegation = Field("delegation", "delegation", TextWidget())
    started_on = Field("started_on", "post_started_on", SeatDateWidget())
    ended_on = Field("ended_on", "post_ended_on", SeatDateWidget(is_end=True))

    class Meta(RowResource.Meta):
        abstract = True

    def import_field(
        self,
        field: Field,
        instance: Any,
        row: Row,
        is_m2m: bool = False,  # noqa: FBT001, FBT002 - the signature of the library
        **kwargs: Any,
    ) -> None:
        """Leave a day as it is when the file only says its month or its year."""
        stored = getattr(instance, field.attribute)
        if isinstance(stored, datetime.date):
            span = values.span(row.get(field.column_name) or "")
            if span and span[0] <= stored <= span[1]:
                return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, ValidationError] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the signature of the library
    ) -> None:
        """Refuse an end before the start."""
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if instance.started_on and instance.ended_on and instance.ended_on < instance.started_on:
            raise ValidationError({"ended_on": self.order_error()})

    def order_error(self) -> str:
        """Return why such dates are refused."""
        return _("A post ends after it starts.")


class PostResource(SeatResource):
    """A post in an organization."""

    class Meta(RowResource.Meta):
        model = Post
        fields = ("title", "delegation", "started_on", "ended_on")


class MandateResource(SeatResource):
    """An elected office: its title is made from what the cell says, in the gender of the person."""

    district = Field("district", "district", TextWidget())

    class Meta(RowResource.Meta):
        model = Mandate
        fields = ("title", "delegation", "district", "started_on", "ended_on")

    def order_error(self) -> str:
        """Return why such dates are refused."""
        return _("A mandate ends after it starts.")


class ExchangeResource(RowResource):
    """An exchange: its day, how it was held, what was said. `today` is the last day it may have."""

    happened_on = Field("happened_on", "exchange_on", FrenchDateWidget())
    channel = Field("channel", "exchange_channel", ChoiceWidget(values.channel, Exchange.Channel))
    text = Field("text", "exchange_text", TextWidget())
    is_private = Field("is_private", "exchange_private", YesNoWidget())

    class Meta(RowResource.Meta):
        model = Exchange
        fields = ("happened_on", "channel", "text", "is_private")

    def __init__(self, today: datetime.date) -> None:
        super().__init__()
        self.today = today

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, ValidationError] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the signature of the library
    ) -> None:
        """Refuse a day that has not come."""
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if instance.happened_on > self.today:
            raise ValidationError(
                {"happened_on": _("An exchange has happened already: choose today or before.")}
            )


def prepare(resource: RowResource, row: Row, instance: Model | None, *, number: int) -> RowResult:
    """Return what the library makes of a row, without storing it."""
    return resource.import_row(row, Given(instance), dry_run=True, row_number=number)


def errors_of(resource: RowResource, result: RowResult) -> list[str]:
    """Return why a row is refused, column by column."""
    if result.validation_error is None:
        return [_("This row could not be read.")] if result.errors else []
    columns = {field.attribute: field.column_name for field in resource.fields.values()}
    return [
        f"{TARGETS[columns[name]].label} : {' '.join(map(str, messages))}"
        if name in columns
        else " ".join(map(str, messages))
        for name, messages in result.validation_error.message_dict.items()
    ]


def differences(resource: RowResource, result: RowResult) -> list[dict[str, str]]:
    """Return what a stored row would become, field by field, as one reads it."""
    if result.import_type != RowResult.IMPORT_TYPE_UPDATE:
        return []
    found = []
    for field in resource.get_import_fields():
        if field.get_value(result.original) != field.get_value(result.instance):
            key = field.column_name
            found.append(
                {
                    "key": key,
                    "label": str(TARGETS[key].label),
                    "before": field.export(result.original),
                    "after": field.export(result.instance),
                }
            )
    return found
