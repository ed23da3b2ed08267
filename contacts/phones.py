"""Phone numbers: kept as the world dials them (E.164), written as France reads them.

A number is read as a French one unless it says otherwise. What cannot be read stays as it was
typed, and is recognised by its first sign: a number that was read begins with "+", or is one of
the short French ones ("3639").
"""

import re
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

HOME = "FR"
# Where a number without a country code may belong to, in this order.
REGIONS = (HOME, "GP", "MQ", "GF", "RE", "YT", "PM", "NC", "PF")
NATIONAL_CODES = frozenset({33, 262, 590, 594, 596, 508})  # dialled from France without a prefix
FRANCE, FRENCH = 33, re.compile(r"[1-9]\d{8}")
SHORT = re.compile(r"(?:3\d{3}|10\d{2}|11[0-9]|1[578])")
_EXTENSION = re.compile(r"(?:,|;|\b)\s*(?:poste|post|ext|extension|int)\b[.=]?\s*(?=\d)", re.I)
_STORED = re.compile(r"\+\d{4,15}(?:;ext=\d{1,10})?")
_SIGNS = re.compile(r"[\d\s.,\-–()/+;*#]*")
LONGEST = 40


class NotANumber(Exception):
    """The text is no phone number; the message says what one looks like."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is no phone number: 06 12 34 56 78 in France, +44 20 7946 0958 elsewhere,"
                " “poste 12” after it for an extension."
            )
        )


@lru_cache(maxsize=10_000)
def read(text: str) -> str:
    """Return the number in E.164 ("+33612345678"), its extension after it (";ext=12").

    Raises NotANumber, with a sentence that says what to type.
    """
    text = " ".join(text.split())
    if _STORED.fullmatch(text):
        return _checked(text.replace(";ext=", " ext. "))
    bare = _EXTENSION.sub(" x", text.replace("(0)", ""))
    short = re.sub(r"[\s.]", "", bare)
    if SHORT.fullmatch(short):
        return short
    if len(text) > LONGEST or not _SIGNS.fullmatch(bare.replace(" x", " ")):
        raise NotANumber
    return _checked(bare)


def _checked(text: str) -> str:
    for region in REGIONS:
        try:
            number = phonenumbers.parse(text, region)
        except NumberParseException as error:
            raise NotANumber from error
        if phonenumbers.is_valid_number(number):
            return _stored(number)
    # The plan of numbers grows: what has the shape of a French number is one.
    number = phonenumbers.parse(text, HOME)
    if number.country_code == FRANCE and FRENCH.fullmatch(str(number.national_number)):
        return _stored(number)
    raise NotANumber


def _stored(number: PhoneNumber) -> str:
    extension = f";ext={number.extension}" if number.extension else ""
    number.extension = None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def kept(text: str) -> str:
    """Return what to store of a number that comes from elsewhere: read, or as it was typed."""
    try:
        return read(text)
    except NotANumber:
        return " ".join(text.split())


def is_read(stored: str) -> bool:
    """Tell whether a stored number may be dialled; what stayed as it was typed may not."""
    return _STORED.fullmatch(stored) is not None or SHORT.fullmatch(stored) is not None


def dialled(stored: str) -> str:
    """Return the number as a link that calls wants it ("+33298102030;ext=45"), or nothing."""
    return stored if is_read(stored) else ""


@lru_cache(maxsize=10_000)
def shown(stored: str) -> str:
    """Return a number as one reads it: "06 12 34 56 78", "+44 20 7946 0958"."""
    if SHORT.fullmatch(stored):
        return f"{stored[:2]} {stored[2:]}" if len(stored) > 3 else stored  # noqa: PLR2004
    if not _STORED.fullmatch(stored):
        return stored
    plain, _mark, extension = stored.partition(";ext=")
    try:
        number = phonenumbers.parse(plain)
    except NumberParseException:
        return stored
    is_national = number.country_code in NATIONAL_CODES
    form = PhoneNumberFormat.NATIONAL if is_national else PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(number, form)
    return f"{written}, poste {extension}" if extension else written
