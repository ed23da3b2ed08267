"""What each column means: guessed from its header and its texts, corrected once, remembered."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contacts.importing import values
from contacts.importing.headers import HEADERS, WHICH
from directory.folding import fold


@dataclass(frozen=True)
class Target:
    """Something a column may hold."""

    key: str
    label: str | Promise
    group: str | Promise


BODY = _("The organization")
PERSON, WORK, REACH, TALK = _("The person"), _("Where they work"), _("Reaching them"), _("Exchange")
TARGETS = {
    target.key: target
    for target in (
        Target("full_name", _("Full name"), PERSON),
        Target("last_name", _("Last name"), PERSON),
        Target("first_name", _("First name"), PERSON),
        Target("sex", pgettext_lazy("person", "Title"), PERSON),
        Target("phone", _("Phone"), REACH),
        Target("mobile", _("Mobile or other phones"), REACH),
        Target("email", _("E-mail"), REACH),
        Target("email_other", _("Other e-mails"), REACH),
        Target("street", _("Address"), REACH),
        Target("postal_code", _("Postal code"), REACH),
        Target("city", _("Town"), REACH),
        Target("country", pgettext_lazy("address", "Country"), REACH),
        Target("post", _("Post or elected office"), WORK),
        Target("delegation", _("Delegation"), WORK),
        Target("organization", _("Organization"), WORK),
        Target("organization_kind", _("Kind of organization"), WORK),
        Target("commune", _("Commune or territory"), WORK),
        Target("insee", _("INSEE code of the commune"), WORK),
        Target("department", _("Department"), WORK),
        Target("intercommunality", _("Intercommunality"), WORK),
        Target("district", _("Canton or constituency"), WORK),
        Target("post_started_on", _("In this post since"), WORK),
        Target("post_ended_on", _("No longer there from"), WORK),
        Target("organization_siren", _("SIREN"), BODY),
        Target("organization_siret", _("SIRET"), BODY),
        Target("organization_parent", _("Part of"), BODY),
        Target("organization_phone", _("Phone of the organization"), BODY),
        Target("organization_email", _("E-mail of the organization"), BODY),
        Target("organization_website", _("Website"), BODY),
        Target("tags", _("Tags"), PERSON),
        Target("reference", _("Reference of the card"), PERSON),
        Target("informed_on", _("Informed on"), PERSON),
        Target("objected_on", _("Asked not to be contacted, on"), PERSON),
        Target("exchange_on", _("Date of the exchange"), TALK),
        Target("exchange_channel", _("Kind of exchange"), TALK),
        Target("exchange_text", _("What was said"), TALK),
        Target("exchange_private", _("Private note (yes or no)"), TALK),
    )
}
# What the preview says of other rows than the one of the person: no column holds it.
TARGETS["succession"] = Target("succession", _("Predecessor"), "")
IGNORED = ""
# Texts gathered from several columns; of the others the first that holds something counts.
GATHERED = {"exchange_text", "street", "tags", "mobile", "email_other"}
SAMPLES = 3
LONGEST_SAMPLE = 60
_ELIDED = re.compile(r"\b([dl]|jusqu)[’'´`]", re.IGNORECASE)
_EITHER = re.compile(r"\s*(?:[/|]|\bou\b)\s*", re.IGNORECASE)
_NOISE = re.compile(r"\((?:[^()]*)\)|[*:]")


def header_key(text: str) -> str:
    """Return a header to compare with: "Date d’échange *" is "date d echange"."""
    return fold(_ELIDED.sub(r"\1 ", _NOISE.sub(" ", text)))


_WORDS = {word: key for key, said in HEADERS.items() for word in said.split(", ")}


def recognised(header: str) -> str:
    """Return what a header says its column holds, or nothing."""
    if found := _named(header_key(header)):
        return found
    said = {_named(header_key(part)) for part in _EITHER.split(header)}
    return said.pop() if len(said) == 1 else IGNORED


def _named(key: str) -> str:
    """Return what a folded header says, the words left out that only tell which one of several."""
    words = key.split()
    while words:
        key = " ".join(words)
        if found := _WORDS.get(key) or _labels(get_language() or "").get(key, IGNORED):
            return found
        if words.pop() not in WHICH:
            break
    return IGNORED


@lru_cache(maxsize=8)
def _labels(language: str) -> dict[str, str]:
    """Return what our own exported files call their columns in this language."""
    return {header_key(str(one.label)): one.key for one in TARGETS.values() if one.group}


def signature(headers: Sequence[str]) -> str:
    """Return what tells that two files have the same columns."""
    return hashlib.sha256("|".join(map(header_key, headers)).encode()).hexdigest()


def header_at(rows: Sequence[dict[str, Any]]) -> int:
    """Return which of the first rows names the columns; -1 when none does."""
    best, most = -1, 0
    for at, row in enumerate(rows[:30]):
        score = len({recognised(cell) for cell in row["c"]} - {IGNORED})
        if score > most:
            best, most = at, score
    if best >= 0:
        return best
    holds_data = any(_content(cell) for row in rows[:1] for cell in row["c"])
    return -1 if holds_data or not rows else 0


def headers_of(rows: Sequence[dict[str, Any]], at: int) -> list[str]:
    """Return a name for each column: its header, told apart when two are the same."""
    width = max((len(row["c"]) for row in rows), default=0)
    given = rows[at]["c"] if 0 <= at < len(rows) else []
    names: list[str] = []
    for column in range(width):
        name = " ".join((given[column] if column < len(given) else "").split())[:80]
        name = name or str(_("Column %(number)s") % {"number": column + 1})
        same = sum(one == name or one.startswith(f"{name} (") for one in names)
        names.append(f"{name} ({same + 1})" if same else name)
    return names


def guess(headers: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return what each column seems to hold: by its header first, then by what is in it."""
    found = [recognised(header) for header in headers]
    if "first_name" in found and "full_name" in found and "last_name" not in found:
        found[found.index("full_name")] = "last_name"
    if _is_of_organizations(found):
        found[found.index("last_name")] = "organization"
    for column in range(len(headers)):
        if found[column] == IGNORED:
            held = _held(rows, column)
            if held and held not in found:
                found[column] = held
    for column, key in enumerate(found):
        if key and key in found[:column]:
            found[column] = _again(key, column, headers, found)
    return found


def _again(key: str, column: int, headers: Sequence[str], found: Sequence[str]) -> str:
    """Return what a column holds whose header says what a column before it said."""
    if key == "street":  # home and work are two addresses; the first one is taken
        is_one = _bracket(headers[column]) == _bracket(headers[found.index(key)])
        return key if is_one else IGNORED
    if key in GATHERED:
        return key
    if key == "sex" and "post" not in found and header_key(headers[column]).startswith("tit"):
        return "post"  # Outlook calls both "Titre"
    return {"phone": "mobile", "email": "email_other"}.get(key, IGNORED)


def _bracket(header: str) -> str:
    return " ".join(re.findall(r"\(([^()\d]+)\)", header)).casefold()


def _is_of_organizations(found: Sequence[str]) -> bool:
    """Tell whether "Nom" names organizations: what stands beside it is said of no person."""
    about = {"organization_kind", "organization_siren", "organization_parent"}
    about |= {"organization_website"}
    people = {"first_name", "full_name", "sex", "organization", "post"}
    return "last_name" in found and bool(about & set(found)) and not people & set(found)


def samples(rows: Sequence[dict[str, Any]], column: int) -> list[str]:
    """Return the first different texts of a column."""
    found: list[str] = []
    for row in rows:
        text = " ".join(row["c"][column].split()) if column < len(row["c"]) else ""
        if text and text[:LONGEST_SAMPLE] not in found:
            found.append(text[:LONGEST_SAMPLE])
        if len(found) == SAMPLES:
            break
    return found


def apply(mapping: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return what a row holds, by target."""
    found: dict[str, str] = {}
    for key, cell in zip(mapping, cells, strict=False):
        text = values.plain(cell)
        if not key or not text:
            continue
        if key in GATHERED and key in found:
            found[key] += f"\n{text}"
        else:
            found.setdefault(key, text)
    return found


def surname_first(header: str) -> bool:
    """Tell whether a header says that the surname is written before the first name."""
    words = header_key(header).split()
    names = [word.removesuffix("s") for word in words if word.startswith(("nom", "prenom"))]
    return names[:2] == ["nom", "prenom"]


def _held(rows: Sequence[dict[str, Any]], column: int) -> str:
    """Return what most texts of a column look like."""
    texts = [row["c"][column] for row in rows if column < len(row["c"]) and row["c"][column]]
    kinds = [_content(text) for text in texts]
    for kind in ("email", "phone", "sex"):
        if texts and kinds.count(kind) > len(texts) * 0.6:
            return kind
    return IGNORED


def _content(text: str) -> str:
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", text.strip()):
        return "email"
    if values.is_sex(text):
        return "sex"
    try:
        values.phone(text)
    except ValueError:
        return ""
    return "phone" if len(re.sub(r"\D", "", text)) >= 9 else ""  # noqa: PLR2004
