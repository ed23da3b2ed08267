"""Sheets as people make them: what each row holds, whatever its shape."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contacts.importing.reading import child
from contacts.importing.reading.refusing import Unreadable
from tests.contacts.importing import files


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Return a function that reads the rows of a file, in this process."""

    def rows(content: bytes, sheet: int = -1) -> list[dict[str, Any]]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return [said for said in child.read(path, sheet=sheet) if "c" in said]

    return rows


def cells(rows: list[dict[str, Any]]) -> list[list[str]]:
    return [row["c"] for row in rows]


def book() -> tuple[openpyxl.Workbook, Any]:
    made = openpyxl.Workbook()
    return made, made.worksheets[0]


def test_values_are_what_a_person_reads(read):
    made, sheet = book()
    sheet.append(["texte", 612345678, 29000.0, 1.5, True, datetime.date(2026, 3, 3)])
    sheet.append(
        [
            datetime.datetime(2026, 3, 3, 14, 30),  # noqa: DTZ001
            "  Léa\xa0Martin ",
            None,
            "a_x000D_b",
        ]
    )
    found = cells(read(files.saved(made)))
    assert found[0] == ["texte", "612345678", "29000", "1.5", "oui", "2026-03-03"]
    assert found[1] == ["2026-03-03 14:30:00", "Léa\xa0Martin", "", "a\nb"]


def test_a_formula_is_never_evaluated(read):
    made, sheet = book()
    sheet.append(["=1+1", "x"])
    sheet.append(["texte", "y"])
    sheet["A2"].value, sheet["A2"].data_type = "=2+2", "s"
    first, second = read(files.saved(made))
    assert (first["c"], first["f"]) == (["", "x"], {0: "uncomputed"})
    assert (second["c"], second["f"]) == (["=2+2", "y"], {0: "equals"})


def test_the_value_excel_kept_of_a_formula_is_read(read):
    cell = (
        b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A2</f><v>x</v></c></row>'
    )
    (row,) = read(files.shared(b"", cell))
    assert (row["c"], row["f"]) == (["2", "x"], {0: "formula", 1: "formula"})


def test_texts_shared_as_excel_writes_them(read):
    texts = b"<si><t>Nom</t></si><si><r><t>Le </t></r><r><t>Goff</t></r><rPh><t>x</t></rPh></si>"
    row = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
    assert cells(read(files.shared(texts, row))) == [["Nom", "", "Le Goff"]]


def test_an_error_in_a_cell_is_told(read):
    made, sheet = book()
    sheet.append(["#N/A", "x"])
    (row,) = read(files.saved(made))
    assert row["f"] == {0: "error"}


def test_merged_cells_hold_what_the_first_one_says(read):
    made, sheet = book()
    for row in (["Banque", "Léa"], [None, "Yann"], [None, "Inès"], ["Autre", "Paul"]):
        sheet.append(row)
    sheet.merge_cells("A1:A3")
    assert [row[0] for row in cells(read(files.saved(made)))] == ["Banque"] * 3 + ["Autre"]


def test_empty_rows_are_passed_and_lines_keep_their_numbers(read):
    made, sheet = book()
    sheet["A3"], sheet["C900000"] = "haut", "bas"
    rows = read(files.saved(made))
    assert [(row["r"], row["c"]) for row in rows] == [(3, ["haut"]), (900000, ["", "", "bas"])]


def test_the_first_sheet_that_shows_is_read(read):
    made, sheet = book()
    sheet.sheet_state = "hidden"
    sheet["A1"] = "caché"
    made.create_sheet("Visible")["A1"] = "montré"
    assert cells(read(files.saved(made))) == [["montré"]]
    assert cells(read(files.saved(made), sheet=0)) == [["caché"]]


def test_dates_of_a_macintosh_of_1904(read):
    made, sheet = book()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet["A1"] = datetime.date(2026, 3, 3)
    assert cells(read(files.saved(made))) == [["2026-03-03"]]


LE_GOFF = [["Nom", "Prénom"], ["Le Goff", "Hélène"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Nom;Prénom\r\nLe Goff;Hélène\r\n".encode("cp1252"), LE_GOFF),
        ('\ufeffNom,Prénom\n"Le Goff",Hélène\n'.encode(), LE_GOFF),
        ("Nom\tPrénom\nLe Goff\tHélène".encode("utf-16"), LE_GOFF),
        (b'Nom;Note\nA;"une, deux\nlignes"\n', [["Nom", "Note"], ["A", "une, deux\nlignes"]]),
        ("Nom;É\n".encode() + "Zoé;é\n".encode("cp1252"), [["Nom", "É"], ["Zoé", "é"]]),
        (b"Nom;B\nA\0\0;C\n\n;;\n", [["Nom", "B"], ["A", "C"]]),
        (b"sep=|\nNom|B\n", [["sep=", ""], ["Nom", "B"]]),
        (b"Nom;B\rA;C\r", [["Nom", "B"], ["A", "C"]]),
    ],
)
def test_text_in_any_dress(read, content, expected):
    assert cells(read(content)) == expected


def test_an_unclosed_quote_is_refused_rather_than_half_read(read):
    content = b'Nom;Note\nA;"jamais ferm\xc3\xa9\n' + b"B;C\n" * 20_000
    with pytest.raises(Unreadable) as refusal:
        read(content)
    assert (refusal.value.code, refusal.value.said) == ("quote", {"line": 2})


CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gu=C3=A9rin;Lo=C3=AFc;;M.;
TEL;CELL:06 12 34 56 78
TEL;WORK;VOICE:0298000000
TEL;FAX:0298000001
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vu au =
salon
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Kervelec’h;Maëlle;;;
FN:Maëlle Kervelec’h
ORG:Banque des Embruns;Agence
TITLE:Directrice
EMAIL;TYPE=INTERNET:a@b.test
EMAIL;TYPE=PREF:pref@b.test
CATEGORIES:Salon,Presse
PHOTO;ENCODING=b:AAAA
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Zoé Le Roux
N:Le Roux;Zoé;;;
GENDER:F
TEL;VALUE=uri;TYPE="cell,voice":tel:+33-6-12-34-56-79
ADR:;;3 quai;Brest;;29200;France
END:VCARD
"""


def test_cards_of_the_three_versions(read):
    headers, *found = cells(read(CARDS.encode()))
    rows = [{h: c for h, c in zip(headers, row, strict=True) if c} for row in found]
    assert rows == [
        {
            "Civilité": "M.", "Prénom": "Loïc", "Nom": "Guérin", "Téléphone": "0298000000",
            "Portable": "06 12 34 56 78", "Notes": "vu au salon",
        },
        {
            "Prénom": "Maëlle", "Nom": "Kervelec’h", "Organisme": "Banque des Embruns",
            "Fonction": "Directrice", "E-mail": "pref@b.test", "Étiquettes": "Salon, Presse",
            "Autres courriels": "a@b.test",
        },
        {
            "Civilité": "Mme", "Prénom": "Zoé", "Nom": "Le Roux", "Portable": "+33-6-12-34-56-79",
            "Adresse": "3 quai", "CP": "29200", "Ville": "Brest",
        },
    ]  # fmt: skip


def test_a_broken_card_does_not_stop_the_others(read):
    broken = "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"
    rows = read((broken + CARDS).encode())
    assert [row["f"] for row in rows] == [{}, {2: "error"}, {}, {}, {}]
