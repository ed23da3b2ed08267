"""Writes an invented municipal councillors' file of any size, in the real layout.

    python benchmarks/generate.py 600000 /tmp/conseillers-municipaux.csv
    python benchmarks/generate.py 600000 /tmp/suivant.csv --next

The second writes the file of the next quarter: 2 % of the rows of the first are changed, a third
each by another person, another function, another spelling of the same person.

Every person is invented: common French names drawn at random, birth dates drawn at random. The
same number gives the same bytes. The communes are those of the committed territories.
"""

import csv
import datetime
import gzip
import random
import sys
from pathlib import Path

TERRITORIES = Path(__file__).parent.parent / "directory" / "data" / "territories-2026.tsv.gz"
HEADER = (
    "Code du département;Libellé du département;Code de la collectivité à statut particulier;"
    "Libellé de la collectivité à statut particulier;Code de la commune;Libellé de la commune;"
    "Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
    "Code de la catégorie socio-professionnelle;Libellé de la catégorie socio-professionnelle;"
    "Date de début du mandat;Libellé de la fonction;Date de début de la fonction;Code nationalité"
)


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


COMMON = words(
    "MARTIN BERNARD THOMAS PETIT ROBERT RICHARD DURAND DUBOIS MOREAU LAURENT SIMON MICHEL"
    " LEFEVRE LEROY ROUX DAVID BERTRAND MOREL FOURNIER GIRARD BONNET DUPONT LAMBERT FONTAINE"
    " ROUSSEAU VINCENT MULLER FAURE MERCIER BLANC GUERIN BOYER GARNIER CHEVALIER GAUTHIER"
    " GARCIA PERRIN ROBIN CLEMENT MORIN NICOLAS HENRY ROUSSEL MATHIEU GAUTIER MASSON MARCHAND"
    " DUVAL DENIS DUMONT"
)
BRETON = ["LE GOFF", "LE ROUX", "LE GALL", "GUYOMARC'H", "KERVELLA", "L'HOSTIS", "LE BRAS", "PY"]
SYLLABLES = words(
    "bar ber bon bou bra can car cha cor cou dan del dor fau fer gal gar gou gri lan lau lem"
    " mar mon mou nor pel per pon rai ren rou sal san tan tou val ver vil"
)
ENDINGS = words("ard eau el et ier in on ot aud ez ic ac ain ois ault elle")
WOMEN = words(
    "Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine"
    " Hélène Stéphanie Véronique Sophie Chantal Céline Patricia Anne Brigitte Julie Monique"
    " Aurélie"
)
MEN = words(
    "Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric"
    " Laurent Stéphane David Pascal Daniel Alexandre Julien Thierry Olivier Bernard Thomas"
    " Jean-Luc"
)
COMMON_SHARE, BRETON_SHARE, SINGLE_SHARE = 0.25, 0.3, 0.9
WOMEN_SHARE, TWO_NAMES_SHARE = 0.45, 0.15
CHANGED_SHARE = 0.02
WORK = ";23;Chef d'entreprise de 10 salariés ou plus"


def surname(draw: random.Random) -> str:
    """Return a surname: common, Breton, or made of syllables."""
    kind = draw.random()
    if kind < COMMON_SHARE:
        return draw.choice(COMMON)
    if kind < BRETON_SHARE:
        return draw.choice(BRETON)
    name = "".join(draw.choices(SYLLABLES, k=draw.choice((1, 2, 2)))) + draw.choice(ENDINGS)
    return name.upper() if kind < SINGLE_SHARE else f"{name.upper()}-{draw.choice(COMMON)}"


def person(draw: random.Random) -> str:
    """Return name, first name, sex and birth date as the file writes them."""
    is_woman = draw.random() < WOMEN_SHARE
    first = draw.choice(WOMEN if is_woman else MEN)
    if draw.random() < TWO_NAMES_SHARE:
        first += f" {draw.choice(WOMEN if is_woman else MEN)}"
    born = datetime.date(1940, 1, 1) + datetime.timedelta(days=draw.randrange(23_000))
    return f"{surname(draw)};{first};{'F' if is_woman else 'M'};{born:%d/%m/%Y}"


def communes() -> list[tuple[str, str, str, int]]:
    """Return (department, code, name, number of councillors) of each inhabited commune."""
    with gzip.open(TERRITORIES, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t") if row[0] == "commune" and row[4]]
    return [
        (row[8], row[1], row[2].replace("’", "'"), max(9, min(49, int(row[4]) // 90)))
        for row in rows
    ]


def changed(draw: random.Random, someone: str, function: str) -> tuple[str, str]:
    """Return another person, another function, or another spelling of the same person."""
    kind = draw.randrange(3)
    if kind == 0:
        return person(draw), function
    if kind == 1:
        return someone, "" if function else "Conseiller municipal délégué"
    return f"{draw.choice(COMMON)} {someone}", function


def write(count: int, path: Path, *, is_next: bool = False) -> None:
    """Write `count` rows, each councillor in turn: the mayor, the deputies, the others."""
    draw, change = random.Random(count), random.Random(count + 1)
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEADER + "\n")
        while written < count:
            for department, code, name, size in communes():
                place = f"{department};;;;{code};{name}"
                for seat in range(min(size, count - written)):
                    function = (
                        "Maire"
                        if seat == 0
                        else f"{seat}{'er' if seat == 1 else 'ème'} adjoint au Maire"
                        if seat <= size // 4
                        else ""
                    )
                    someone = person(draw)
                    if is_next and change.random() < CHANGED_SHARE:
                        someone, function = changed(change, someone, function)
                    since = "21/03/2026" if function else ""
                    out.write(f"{place};{someone}{WORK};15/03/2026;{function};{since};FR\n")
                    written += 1


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), is_next="--next" in sys.argv)
