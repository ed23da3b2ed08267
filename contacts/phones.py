"""Phone numbers: checked a little, written as France reads them, dialled by a tap."""

import re

NUMBER = re.compile(r"\+?[\d\s.\-()/]{6,28}")
FRENCH = re.compile(r"(?:\+33|0033|0)([1-9]\d{8})")


def is_number(text: str) -> bool:
    """Tell whether the text may be dialled: digits, at least six, and what separates them."""
    return NUMBER.fullmatch(text) is not None and sum(sign.isdigit() for sign in text) >= 6  # noqa: PLR2004


def dialled(text: str) -> str:
    """Return the number as a telephone wants it: digits, with the leading plus."""
    plus = "+" if text.strip().startswith("+") else ""
    return plus + re.sub(r"\D", "", text)


def written(text: str) -> str:
    """Return a French number in pairs, "06 12 34 56 78"; another one as it was typed."""
    match = FRENCH.fullmatch(re.sub(r"[\s.\-()/]", "", text.replace("(0)", "")))
    if match is None:
        return " ".join(text.split())
    digits = f"0{match.group(1)}"
    return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
