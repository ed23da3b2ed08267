"""Where post reaches a person or an organization."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ADDRESS_FIELDS = ("street", "postal_code", "city", "country")


class PostalAddress(models.Model):
    """The fields of a postal address, all optional; France goes without saying."""

    street = models.CharField(
        _("street"),
        max_length=300,
        blank=True,
        help_text=_("Up to four lines: building, number and street, post-box."),
    )
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True)
    country = models.CharField(
        pgettext_lazy("address", "country"),
        max_length=80,
        blank=True,
        help_text=_("Leave empty for France."),
    )

    class Meta:
        abstract = True

    @property
    def address_lines(self) -> list[str]:
        """Return the address as one writes it on an envelope, line by line; or nothing."""
        place = " ".join(part for part in (self.postal_code, self.city) if part)
        lines = [*self.street.splitlines(), place, self.country.upper()]
        return [line.strip() for line in lines if line.strip()]
