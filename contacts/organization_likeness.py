"""How much two organizations look alike: the name without its legal words, initials, the SIREN."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from contacts.cards import OrganizationCard
from contacts.likeness import CERTAIN, Likeness, Reason
from directory.folding import fold

MISSPELT = 74  # of a hundred
# Words that say which form an organization has, not which one it is.
_LEGAL = (
    "association asso caisse cie compagnie cooperative coop ets etablissement "
    "etablissements eurl federation groupe sa sarl sas sasu sca sci scic scop scp sem spl "
    "societe regional regionale mutuel ste union et"
)
LEGAL = frozenset(_LEGAL.split())
_SMALL = "de du des d la le les l en pour a au aux"
SMALL = frozenset(_SMALL.split())
SAME = {"bzh": "bretagne", "st": "saint", "ste": "sainte", "cr": "credit", "bq": "banque"}


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that tell it from another, in their order."""
    every = [SAME.get(word, word) for word in fold(name).split() if word not in SMALL]
    return tuple(word for word in every if word not in LEGAL) or tuple(every)


@lru_cache(maxsize=50_000)
def initials(name: str) -> str:
    """Return the initials of a name: "Crédit Agricole" gives "ca"."""
    return "".join(word[0] for word in words(name))


def of_organizations(one: OrganizationCard, other: OrganizationCard) -> Likeness:
    """Compare two organizations."""
    if one.siren and other.siren:
        if one.siren == other.siren:
            return Likeness(CERTAIN, (Reason("same_siren"),))
        return Likeness(0, (Reason("other_siren"),))
    named, naming = _names(one.name, other.name)
    if not named:
        return Likeness(0, ())
    points, about = _facts(one, other)
    return Likeness(max(0, min(CERTAIN - 1, round(named + points))), (naming, *about))


def _facts(one: OrganizationCard, other: OrganizationCard) -> tuple[int, list[Reason]]:
    """Return what speaks for one organization, or for two."""
    points, reasons = 0, []
    if common := one.territories & other.territories:
        points += 14
        reasons.append(Reason("same_territory", (min(common),)))
    elif one.territories and other.territories:
        points -= 25
        places = (min(one.territories), min(other.territories))
        reasons.append(Reason("other_territory", places))
    if emails := one.emails & other.emails:
        points += 20
        reasons.append(Reason("same_email", (min(emails),)))
    if one.phones & other.phones:
        points += 20
        reasons.append(Reason("same_phone"))
    if one.kind and other.kind and one.kind != other.kind:
        points -= 12
        reasons.append(Reason("other_kind"))
    return points, reasons


def _names(one: str, other: str) -> tuple[float, Reason]:
    mine, theirs = words(one), words(other)
    if mine and mine == theirs:
        return 85, Reason("same_name")
    if _abbreviates(mine, theirs) or _abbreviates(theirs, mine):
        return 74, Reason("acronym", (one, other))
    ratio = fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs))
    if ratio < 85:  # noqa: PLR2004 - of a hundred
        return 0, Reason("close_name")
    factor = 0.82 if _are_misspelt(set(mine) - set(theirs), set(theirs) - set(mine)) else 0.6
    return ratio * factor, Reason("close_name", (one, other))


def _are_misspelt(mine: set[str], theirs: set[str]) -> bool:
    """Tell whether each word has its misspelling: Brest and Quimper are two agencies."""
    return all(any(fuzz.ratio(a, b) > MISSPELT for b in theirs) for a in mine) and all(
        any(fuzz.ratio(a, b) > MISSPELT for a in mine) for b in theirs
    )


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether a word of the short name is the initials of words of the long one."""
    if len(short) >= len(long) or len(short[0]) < 2:  # noqa: PLR2004 - letters
        return False
    size = len(long) - len(short) + 1
    return "".join(word[0] for word in long[:size]) == short[0] and long[size:] == short[1:]
