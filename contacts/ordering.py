"""What a list may be sorted by, that of people above all; higher packages add theirs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.models.stakeholder import exchange_column
from ui.listing import Order

PARAMETER = "tri"
EXCHANGE = "exchange"  # the column depends on who reads


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way of sorting; `name` stands in the address."""

    name: str
    label: Any
    order: Order

    def order_for(self, reader: Any) -> Order:
        """Return the order as this reader may see it."""
        if self.order.column != EXCHANGE:
            return self.order
        return Order(
            column=exchange_column(reader),
            is_descending=self.order.is_descending,
            has_nulls=True,
        )


class Orders:
    """The ways of sorting a list; the first one stands when none is asked for."""

    def __init__(self) -> None:
        self._choices: dict[str, Choice] = {}

    def contribute(self, choice: Choice) -> None:
        """Add a way of sorting."""
        self._choices[choice.name] = choice

    def choices(self) -> list[Choice]:
        """Return every way of sorting."""
        return list(self._choices.values())

    def chosen(self, name: str) -> Choice:
        """Return the way the address asks for, or the first one."""
        return self._choices.get(name) or self.choices()[0]


PEOPLE = Orders()
for _choice in (
    Choice(
        name="nom",
        label=_("by name"),
        order=Order(column="sort_key", then=("last_name", "first_name")),  # accents last
    ),
    Choice(
        name="echange",
        label=_("last exchange, latest first"),
        order=Order(column=EXCHANGE, is_descending=True, has_nulls=True),
    ),
    Choice(
        name="silence",
        label=_("last exchange, oldest first"),
        order=Order(column=EXCHANGE, has_nulls=True),
    ),
    Choice(
        name="rang",
        label=_("by rank of the seat"),
        order=Order(column="main_rank", has_nulls=True),
    ),
    Choice(
        name="territoire",
        label=_("by territory"),
        order=Order(column="main_place", has_nulls=True),
    ),
    Choice(
        name="arrivee",
        label=_("added lately first"),
        order=Order(column="created_at", is_descending=True),
    ),
):
    PEOPLE.contribute(_choice)
