"""SIREN and SIRET: the numbers of French bodies and of their places, checked by their key.

Both follow Luhn's formula. La Poste has more places than the formula allows: the digits of their
SIRET add up to a multiple of five instead.
"""

LA_POSTE = "356000000"
SIREN_LENGTH = 9
SIRET_LENGTH = 14


def digits(text: str) -> str:
    """Return the number without the spaces, no-break ones too, that people write in it."""
    return "".join(text.split())


def is_siren(text: str) -> bool:
    """Tell whether these nine digits are a SIREN."""
    return _is_number(text, SIREN_LENGTH) and luhn(text)


def is_siret(text: str) -> bool:
    """Tell whether these fourteen digits are a SIRET."""
    if not _is_number(text, SIRET_LENGTH):
        return False
    if text.startswith(LA_POSTE):
        return luhn(text) or sum(map(int, text)) % 5 == 0
    return luhn(text) and luhn(text[:SIREN_LENGTH])


def luhn(number: str) -> bool:
    """Tell whether the last digit is the key of the others."""
    doubled = (int(sign) * (1 + at % 2) for at, sign in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004


def shown(number: str) -> str:
    """Write a number in groups: "552 100 554", "552 100 554 00013"."""
    groups = [number[:3], number[3:6], number[6:9], number[9:]]
    return " ".join(group for group in groups if group)


def _is_number(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdecimal()
