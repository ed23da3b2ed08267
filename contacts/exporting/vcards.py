"""Contact cards (vCard 3.0), as a telephone or an address book takes them. Never a birth date."""

from typing import IO, Any

import vobject

from contacts import seats
from contacts.exporting.fields import Reading
from contacts.exporting.writing import plain
from contacts.models import ContactPoint, Post, Stakeholder
from ui.characters import on_one_line


def card(person: Stakeholder, reading: Reading) -> str:
    """Return the card of a person; `with_seats` and `contact_points` were fetched before."""
    made: Any = vobject.vCard()
    made.add("n").value = vobject.vcard.Name(
        family=_line(person.last_name),
        given=_line(person.first_name),
        prefix=person.get_sex_display() if person.sex else "",
    )
    made.add("fn").value = _line(str(person))
    _add_seats(made, person, reading)
    _add(made, "tel", person.phone, preferred=True)
    _add(made, "email", person.email, preferred=True)
    for point in person.contact_points.all():
        kind = "tel" if point.kind == ContactPoint.Kind.PHONE else "email"
        _add(made, kind, point.value, preferred=False)
    if person.address_lines:
        address = made.add("adr")
        address.value = vobject.vcard.Address(
            street=plain(person.street).replace("\n", ", "),
            city=_line(person.city),
            code=_line(person.postal_code),
            country=_line(person.country),
        )
        address.type_param = "WORK"
    text: str = made.serialize(validate=True)
    return text


def write(target: IO[bytes], people: Any, reading: Reading) -> None:
    """Write the cards one after the other."""
    for person in people:
        target.write(card(person, reading).encode())


def _add_seats(made: Any, person: Stakeholder, reading: Reading) -> None:
    held = seats.current(person, on=reading.on)
    if not held:
        return
    first = held[0]
    made.add("title").value = _line(first.title if isinstance(first, Post) else first.line)
    post = next((seat for seat in held if isinstance(seat, Post)), None)
    if post is not None:
        made.add("org").value = [_line(post.organization.name)]


def _add(made: Any, kind: str, value: str, *, preferred: bool) -> None:
    if not value:
        return
    line = made.add(kind)
    line.value = _line(value)
    usual = "INTERNET" if kind == "email" else "WORK,VOICE"
    line.type_param = [*usual.split(","), *(["PREF"] if preferred else [])]


def _line(text: str) -> str:
    return on_one_line(plain(text))
