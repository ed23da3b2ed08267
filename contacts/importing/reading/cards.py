"""Reads vCards (2.1, 3.0, 4.0), one card after the other; a broken one does not stop the rest."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import vobject

from contacts.importing.reading.refusing import CELL, Unreadable
from contacts.importing.reading.workbook import ERROR, Row

COLUMNS = (
    "Civilité",
    "Prénom",
    "Nom",
    "Fonction",
    "Organisme",
    "Téléphone",
    "Portable",
    "E-mail",
    "Adresse",
    "CP",
    "Ville",
    "Étiquettes",
    "Notes",
    # Last, so that a file chosen before they were read keeps its columns.
    "Nom complet",
    "Autres courriels",
    "Pays",
)
CARD = re.compile(r"^[ \t]*BEGIN:VCARD.*?^[ \t]*END:VCARD[ \t]*$", re.M | re.S | re.I)
BEGIN = re.compile(r"^[ \t]*BEGIN:VCARD", re.M | re.I)
SKIPPED = re.compile(
    r"^(?:\w+\.)?(?:PHOTO|LOGO|SOUND|KEY)\b.*(?:\n[ \t].*|\n[A-Za-z0-9+/=]{40,}$)*", re.M | re.I
)
_HOME = {"france", "fr", "fra"}
TITLES = {"m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "mlle": "Mme"}


def rows(path: Path) -> Iterator[Row]:
    """Yield one row a card, under the headers of COLUMNS."""
    yield Row(0, list(COLUMNS))
    text = _decoded(path.read_bytes())
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if len(BEGIN.findall(text)) > len(CARD.findall(text)):
        raise Unreadable("cards")
    at, line = 0, 1
    for match in CARD.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        yield _row(match.group(), line)


def _decoded(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _row(text: str, line: int) -> Row:
    try:
        card: Any = vobject.readOne(SKIPPED.sub("", text), ignoreUnreadable=True, allowQP=True)
        cells = [cell.replace("\0", "").strip()[:CELL] for cell in _cells(card.contents)]
    except Exception:  # noqa: BLE001 - whatever the library stumbles on, the card is refused
        return Row(line, ["", "", "?"], {2: ERROR})
    return Row(line, cells) if any(cells) else Row(line, ["", "", "?"], {2: ERROR})


def _cells(found: dict[str, list[Any]]) -> list[str]:
    name = found["n"][0].value if "n" in found else None
    family, given, prefix = (
        (_words(name.family), _words(name.given), _words(name.prefix))
        if name is not None and hasattr(name, "family")
        else ("", "", "")
    )
    if not family:
        family, given = given, ""
    organization, full_name = _organization(found), "" if family else _first(found, "fn")
    if full_name and _names_organization(found, full_name):
        organization, full_name = organization or full_name, ""
    phone, mobile = _phones(found.get("tel", []))
    street, code, city, country = _address(found.get("adr", []))
    email, *emails = _preferred_first(found.get("email", [])) or [""]
    return [
        TITLES.get(prefix.lower().rstrip("."), "") or _gender(found),
        given,
        family,
        _first(found, "title") or _first(found, "role"),
        organization,
        phone,
        mobile,
        email.removeprefix("mailto:"),
        street,
        code,
        city,
        ", ".join(_tags(found.get("categories", []))),
        "\n".join(str(item.value) for item in found.get("note", [])),
        full_name,
        ";".join(other.removeprefix("mailto:") for other in emails),
        country,
    ]


def _gender(found: dict[str, list[Any]]) -> str:
    return {"F": "Mme", "M": "M."}.get(_first(found, "gender")[:1].upper(), "")


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part).strip()
    return str(value or "").strip()


def _first(found: dict[str, list[Any]], name: str) -> str:
    """Return the preferred value of a property, or the first."""
    return next(iter(_preferred_first(found.get(name, []))), "")


def _preferred_first(items: list[Any]) -> list[str]:
    """Return the different values of a property, the preferred ones first."""
    preferred = [item for item in items if _kinds(item) & {"pref"} or item.params.get("PREF")]
    others = [item for item in items if item not in preferred]
    return list(dict.fromkeys(filter(None, (_words(item.value) for item in preferred + others))))


def _tags(items: list[Any]) -> list[str]:
    values = [item.value for item in items]
    tags = [tag for value in values for tag in (value if isinstance(value, list) else [value])]
    return [text for tag in tags if (text := _words(tag))]


def _names_organization(found: dict[str, list[Any]], name: str) -> bool:
    """Tell whether a card that gives no name of a person is the one of an organization."""
    kinds = {_first(found, "kind").lower(), _first(found, "x-abshowas").lower()}
    return bool(kinds & {"org", "organization", "company"}) or name == _organization(found)


def _organization(found: dict[str, list[Any]]) -> str:
    """Return the organization, without its department."""
    items = found.get("org", [])
    value = items[0].value if items else ""
    return _words(value[0]) if isinstance(value, list) and value else _words(value)


def _kinds(item: Any) -> set[str]:
    kinds = {kind.lower() for text in item.params.get("TYPE", []) for kind in text.split(",")}
    return kinds | {name.lower() for name in getattr(item, "singletonparams", [])}


def _phones(items: list[Any]) -> tuple[str, str]:
    """Return the first phone that is not a mobile, and the others, the mobiles first."""
    mobiles: list[str] = []
    others: list[str] = []
    for item in items:
        kinds = _kinds(item)
        if "fax" not in kinds:
            number = _words(item.value).removeprefix("tel:").partition(";")[0]
            (mobiles if "cell" in kinds else others).append(number)
    return (others or [""])[0], ";".join(mobiles + others[1:])


def _address(items: list[Any]) -> tuple[str, str, str, str]:
    """Return street, code, town and country of the first address that says something.

    Telephones add "France"; many programs leave the commas of a street as they are.
    """
    for value in (item.value for item in items):
        if not hasattr(value, "street"):
            continue
        parts = [*_parts(value.extended), *_parts(value.street)]
        found = ", ".join(parts), _words(value.code), _words(value.city), _words(value.country)
        if any(found[:3]):
            return (*found[:3], "" if found[3].lower() in _HOME else found[3])
    return "", "", "", ""


def _parts(value: Any) -> list[str]:
    """Return the parts of a street, which a comma in it makes several."""
    parts = value if isinstance(value, list | tuple) else [value]
    return [text for part in parts if (text := str(part or "").strip(' "'))]
