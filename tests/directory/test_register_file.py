"""Recognising a file of the register by its header, and refusing what is not one."""

import datetime
from pathlib import Path

import pytest

from directory.register_file import (
    LONGEST_LINE,
    NotARegisterFile,
    cells_of,
    date_in_name,
    line_blocks,
    recognise,
)
from directory.reporting import announced
from tests.directory.loading import COLUMNS, DATA, mayor


def _lines(path: Path) -> list[tuple[int, str]]:
    return [pair for some in line_blocks(path, "utf-8") for pair in zip(*some, strict=True)]


def _file(folder: Path, content: bytes | str) -> Path:
    path = folder / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "kind", "encoding", "separator", "is_old"),
    [
        ("2020_layout/rne-maires.txt", "mayor", "cp1252", "\t", True),
        ("2022_layout/rne-maires.csv", "mayor", "cp1252", ";", False),
        ("apostrophe_layout/elus-maires.csv", "mayor", "utf-8", "\t", False),
        ("comma_layout/elus-conseillers-departementaux.csv", "departmental", "utf-8", ",", False),
        ("hostile/elus-maires-mai.csv", "mayor", "utf-8-sig", ";", False),
        ("2026-05_layout/elus-deputes-dep.csv", "deputy", "utf-8", ";", False),
        ("wrong_content/elus-conseillers-communautaires-epci.csv", "regional", "utf-8", ";", False),
    ],
)
def test_recognise(name: str, kind: str, encoding: str, separator: str, *, is_old: bool) -> None:
    file = recognise(DATA / name)

    assert (file.layout.kind, file.encoding, file.separator) == (kind, encoding, separator)
    assert file.layout.is_old is is_old


@pytest.mark.parametrize(
    ("content", "beginning"),
    [
        (b"", "Ce fichier est vide"),
        (b"PK\x03\x04rest of a spreadsheet", "C’est un classeur (.xlsx) ou une archive .zip"),
        (b"<!DOCTYPE html><html></html>", "C’est une page web"),
        (b"\xef\xbb\xbf  <HTML>", "C’est une page web"),
        (b"%PDF-1.7", "Ce fichier n’est pas un fichier de texte"),
        (b"\x89PNG\x00\x00", "Ce fichier n’est pas un fichier de texte"),
        ("Nom;Prénom\nA;B\n".encode("utf-16"), "Ce fichier est écrit en UTF-16"),
        (b"a;b;c\n1;2;3\n", "Les colonnes de ce fichier ne sont pas celles du Répertoire"),
        (b"x" * 200_000, "Les colonnes de ce fichier ne sont pas celles du Répertoire"),
        (f"{COLUMNS['mayor']}\n\n", "Ce fichier a bien l’en-tête du répertoire"),
    ],
)
def test_what_is_not_a_register_file_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes | str, beginning: str
) -> None:
    with pytest.raises(NotARegisterFile) as refusal:
        recognise(_file(tmp_path, content))

    assert str(refusal.value).startswith(beginning)


def test_a_zero_byte_far_into_the_file_is_seen(tmp_path: Path) -> None:
    content = f"{COLUMNS['mayor']}\n".encode() + b"x;" * 10_000 + b"\x00\n"

    with pytest.raises(NotARegisterFile):
        recognise(_file(tmp_path, content))


def test_the_header_may_follow_a_title(tmp_path: Path) -> None:
    text = f"Titre\n\nSous-titre\n{COLUMNS['mayor']}\n{mayor('PY', 'Ana', '01/01/1970')}\n"

    file = recognise(_file(tmp_path, text))

    assert (file.header_line, file.row_count) == (4, 1)


def test_an_endless_line_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a;b\n" + b"y" * (10 * LONGEST_LINE) + b"\nc;d\n")

    assert [(number, len(text)) for number, text in _lines(path)] == [
        (1, 3),
        (2, LONGEST_LINE),
        (3, 3),
    ]


def test_line_ends_of_every_system_are_one_line(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a\r\nb\nc\rd")

    assert [text for _number, text in _lines(path)] == ["a", "b", "c", "d"]


def test_a_separator_inside_quotes_is_not_one() -> None:
    assert cells_of('1;"a;b";"c ""d"""', ";") == ["1", "a;b", 'c "d"']


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026-04-28/elus-maires-mai.csv", datetime.date(2026, 4, 28)),
        ("x/elus-maires-20260506.csv", datetime.date(2026, 5, 6)),
        ("x/rne_06-05-2026.csv", datetime.date(2026, 5, 6)),
        ("2025-10-07/file-2026-05-06.csv", datetime.date(2026, 5, 6)),
        ("2026-13-45/elus.csv", None),
        ("folder/elus-maires-mai.csv", None),
    ],
)
def test_the_day_of_a_file_is_read_in_its_name_or_its_folder(
    path: str, day: datetime.date | None
) -> None:
    assert date_in_name(Path(path)) == day


def test_the_file_that_a_name_announces() -> None:
    assert announced("elus-maires-mai.csv") == "mayor"
    assert announced("file.csv") is None
    assert announced("elus-conseillers-communautaires-epci.csv") == "intercommunal"
