"""Loads the invented files of the register that stand beside these tests."""

import datetime
from pathlib import Path

from directory.importing import Loaded, load_file
from directory.models import RegisterMandate, RegisterPerson

DATA = Path(__file__).parent / "data"
APRIL = datetime.date(2026, 4, 28)
MAY = datetime.date(2026, 5, 6)
COLUMNS = {
    "mayor": (
        "Code du département;Libellé du département;Code de la collectivité à statut particulier;"
        "Libellé de la collectivité à statut particulier;Code de la commune;Libellé de la commune;"
        "Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
        "Code de la catégorie socio-professionnelle;Libellé de la catégorie socio-professionnelle;"
        "Date de début du mandat;Date de début de la fonction"
    ),
    "municipal": (
        "Code du département;Libellé du département;Code de la collectivité à statut particulier;"
        "Libellé de la collectivité à statut particulier;Code de la commune;Libellé de la commune;"
        "Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
        "Code de la catégorie socio-professionnelle;Libellé de la catégorie socio-professionnelle;"
        "Date de début du mandat;Libellé de la fonction;Date de début de la fonction;"
        "Code nationalité"
    ),
}

_TAIL = (
    "Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
    "Code de la catégorie socio-professionnelle;Libellé de la catégorie socio-professionnelle;"
    "Date de début du mandat"
)
_SAID = "Libellé de la fonction;Date de début de la fonction"
_PLACE = (
    "Code du département;Libellé du département;Code de la collectivité à statut particulier;"
    "Libellé de la collectivité à statut particulier"
)
HEADERS = {
    **COLUMNS,
    "departmental": (
        "Code du département;Libellé du département;Code du canton;Libellé du canton;"
        f"{_TAIL};{_SAID}"
    ),
    "deputy": (
        f"{_PLACE};Code de la circonscription législative;"
        f"Libellé de la circonscription législative;{_TAIL}"
    ),
    "senator": f"{_PLACE};{_TAIL}",
    "regional": (
        "Code de la région;Libellé de la région;Code de la section départementale;"
        f"Libellé de la section départementale;{_TAIL};{_SAID}"
    ),
    "mep": _TAIL,
}


def load(name: str, on: datetime.date) -> Loaded:
    """Load one of the invented files, as published on a day."""
    return load_file(path=DATA / name, published_on=on)


def load_april() -> dict[str, Loaded]:
    """Load the seven files of 2026-04_layout."""
    folder = DATA / "2026-04_layout"
    return {
        path.stem: load_file(path=path, published_on=APRIL) for path in sorted(folder.iterdir())
    }


def load_rows(folder: Path, kind: str, *rows: str, on: datetime.date = APRIL) -> Loaded:
    """Write a file of these rows in the layout of that kind, and load it."""
    path = folder / f"{kind}-{on}-{abs(hash(rows))}.csv"
    path.write_text("\n".join([COLUMNS[kind], *rows, ""]), encoding="utf-8")
    return load_file(path=path, published_on=on)


def mayor(
    name: str,
    first: str,
    born: str,
    *,
    code: str = "29901",
    sex: str = "F",
    since: str = "15/03/2026",
) -> str:
    """Return the row of a mayor."""
    return f"29;Finistère;;;{code};Port-Elorn;{name};{first};{sex};{born};33;Cadre;{since};{since}"


def councillor(
    name: str,
    first: str,
    born: str,
    function: str = "",
    *,
    code: str = "29901",
    function_since: str = "",
) -> str:
    """Return the row of a municipal councillor."""
    return (
        f"29;Finistère;;;{code};Port-Elorn;{name};{first};F;{born};33;Cadre;15/03/2026;"
        f"{function};{function_since};FR"
    )


def person(last_name: str, first_name: str = "") -> RegisterPerson:
    """Return the only person of that name."""
    found = RegisterPerson.objects.filter(last_name=last_name)
    return found.get(first_name=first_name) if first_name else found.get()


def seats(of: RegisterPerson, kind: str = "") -> list[str]:
    """Return the functions of the current seats of a person."""
    mandates = RegisterMandate.objects.current().filter(person=of)
    if kind:
        mandates = mandates.filter(kind=kind)
    return sorted(mandates.values_list("function", flat=True))


def outcome(loaded: Loaded) -> tuple[int, int, int, int]:
    """Return what became of the rows: added, updated, unchanged, refused."""
    counts = loaded.counts
    return counts.added, counts.updated, counts.unchanged, counts.refused


def load_written(
    folder: Path, kind: str, *rows: str, on: datetime.date = APRIL, name: str = "file.csv"
) -> Loaded:
    """Write a file of these rows in the layout of any kind of `HEADERS`, and load it."""
    path = folder / name
    path.write_text("\n".join([HEADERS[kind], *rows, ""]), encoding="utf-8")
    return load_file(path=path, published_on=on)


def only_mandate() -> RegisterMandate:
    """Return the only mandate of the register."""
    return RegisterMandate.objects.select_related(
        "territory", "person", "cohort__last_seen_in"
    ).get()
