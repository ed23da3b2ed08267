"""What a territory is found by besides its name: its kind as people say it, its initials."""

from directory.folding import fold, place_key
from directory.models import Territory
from ui.word_index import framed

K = Territory.Kind
LONGEST = 400
LEGAL_KINDS = {
    "CC": "communaute de communes comcom",
    "CA": "communaute dagglomeration",
    "CU": "communaute urbaine",
    "METRO": "metropole",
    "MET69": "metropole",
    "EPT": "etablissement public territorial",
}
KINDS = {
    K.INTERCOMMUNALITY.value: "intercommunalite epci",
    K.DEPARTMENT.value: "departement",
    K.REGION.value: "region",
    K.COUNTRY.value: "pays",
}
# Words that no initials are made of.
SMALL = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"}
)
FEWEST_INITIALS, MOST_INITIALS = 2, 8


def found_by(kind: str, name: str, legal_kind: str = "") -> str:
    """Return the search text of a territory, `legal_kind` being that of an intercommunality."""
    folded = " ".join(
        {"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(name).split()
    )
    words = [folded, place_key(name) if place_key(name) != folded else ""]
    words += [LEGAL_KINDS.get(legal_kind, ""), KINDS.get(kind, "")]
    if kind == K.INTERCOMMUNALITY:
        words += [initials(name), initials(name.removeprefix(f"{legal_kind} "))]
    return framed(" ".join(dict.fromkeys(filter(None, words))), LONGEST)


def initials(name: str) -> str:
    """Return the initials people call an institution by: "Quimper Bretagne Occidentale" is "qbo".

    Nothing when they would be too few to mean anything, or too many to be said.
    """
    apart = name.replace("’", " ").replace("'", " ")
    letters = "".join(word[0] for word in fold(apart).split() if word not in SMALL)
    return letters if FEWEST_INITIALS <= len(letters) <= MOST_INITIALS else ""
