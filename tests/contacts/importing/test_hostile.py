"""Files made to hurt: each is refused, within little memory and little time."""

import contextlib
import io
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.importing import sandbox
from contacts.importing.reading import child
from contacts.importing.reading.refusing import ROWS, Unreadable
from tests.contacts.importing import files

SHEET = "xl/worksheets/sheet1.xml"


def refusal_of(content: bytes, tmp_path: Path) -> str:
    """Return what the child process, under its limits, says of a file."""
    path = tmp_path / "file"
    path.write_bytes(content)
    started = time.monotonic()
    with pytest.raises(sandbox.NotReadable) as refusal:
        list(sandbox.rows(path))
    assert time.monotonic() - started < 60
    return str(refusal.value)


def one_cell(address: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Nom"
    book.worksheets[0][address] = "loin"
    return files.saved(book)


def test_one_cell_at_the_far_corner(tmp_path):
    content = one_cell("XFD1048576")
    assert len(content) < 6000
    assert refusal_of(content, tmp_path) == sandbox.sentence("wide", cell="XFD1048576")
    assert peak_memory(tmp_path / "file") < 120_000  # KB


def peak_memory(path: Path) -> int:
    """Return what the child process took at most, in KB."""
    code = (
        "import sys; from contacts.importing.reading import child; child.main(sys.argv[1:]);"
        "print(next(line for line in open('/proc/self/status') if 'VmHWM' in line).split()[1])"
    )
    command = [sys.executable, "-c", code, str(path), "-1", "0"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return int(said.splitlines()[-1])


def test_ten_thousand_columns(tmp_path):
    content = files.xlsx([], headers=[f"c{at}" for at in range(10_000)])
    assert refusal_of(content, tmp_path) == sandbox.sentence("wide", cell="GS1")
    text = ";".join(f"c{at}" for at in range(10_000)).encode()
    assert refusal_of(text, tmp_path) == sandbox.sentence("wide", cell=1)


def test_a_false_dimension_is_counted_truly(tmp_path):
    content = files.xlsx([("Mme", f"Nom{at}") for at in range(500)])
    content = files.replaced(content, SHEET, b'ref="A1:G501"', b'ref="A1:B2"')
    path = tmp_path / "file"
    path.write_bytes(content)
    assert len(list(sandbox.rows(path))) == 502  # what the file is, its headers, its rows


def test_more_rows_than_we_take(tmp_path):
    content = b"Nom;Prenom\n" + b"Martin;Lea\n" * (ROWS + 100)
    assert refusal_of(content, tmp_path) == sandbox.sentence("long")


def test_a_bomb_is_not_unpacked(tmp_path):
    bomb = files.replaced(one_cell("B2"), SHEET, b"<sheetData>", b" " * 60_000_000 + b"<sheetData>")
    assert len(bomb) < 100_000
    assert refusal_of(bomb, tmp_path) == sandbox.sentence("bomb")


def test_a_bomb_of_shared_texts(tmp_path):
    chance = random.Random(4)  # noqa: S311 - what deflate cannot shrink away
    words = [chance.randbytes(40).hex().encode() for _word in range(200)]
    texts = b"".join(b"<si><t>%b</t></si>" % chance.choice(words) for _text in range(800_000))
    content = files.shared(texts, b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    assert refusal_of(content, tmp_path) == sandbox.sentence("bomb")


def test_one_text_shared_by_too_many_cells(tmp_path):
    text = random.Random(4).randbytes(15_000).hex().encode()  # noqa: S311
    rows = b"".join(b'<row r="%d"><c t="s"><v>0</v></c></row>' % at for at in range(1, 3000))
    content = files.shared(b"<si><t>%b</t></si>" % text, rows)
    assert refusal_of(content, tmp_path) == sandbox.sentence("heavy")


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE w SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
def test_entities_are_refused(declared, tmp_path):
    content = files.replaced(one_cell("B2"), SHEET, b"<worksheet", declared + b"<worksheet")
    assert refusal_of(content, tmp_path) == sandbox.sentence("hostile")


def test_too_many_parts(tmp_path):
    out = io.BytesIO(one_cell("B2"))
    with zipfile.ZipFile(out, "a") as archive:
        for at in range(2100):
            archive.writestr(f"xl/media/{at}.bin", b"")
    assert refusal_of(out.getvalue(), tmp_path) == sandbox.sentence("bomb")


def test_a_child_that_lasts_is_ended(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"Nom;Prenom\n" + b"Martin;Lea\n" * ROWS)
    with pytest.raises(sandbox.NotReadable) as refusal:
        list(sandbox.rows(path, seconds=0))
    assert str(refusal.value) == sandbox.sentence("heavy")


def only_refuses(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with contextlib.suppress(Unreadable):
        for said in child.read(path):
            assert {"kind", "c", "end"} & said.keys()


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=3000))
def test_random_bytes_are_read_or_refused(tmp_path_factory, content):
    only_refuses(content, tmp_path_factory.getbasetemp() / "random")


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), kind=st.sampled_from(["xlsx", "csv", "vcf"]))
def test_damaged_files_are_read_or_refused(tmp_path_factory, seed, kind):
    sound = {
        "xlsx": files.xlsx([("Mme", "Léa", "Martin", "", "", 612345678, "a@b.test")]),
        "csv": 'Nom;Prénom\n"Le Goff";Hélène\n'.encode(),
        "vcf": b"BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:a=C3;b\nEND:VCARD\n",
    }[kind]
    chance = random.Random(seed)  # noqa: S311
    damaged = bytearray(sound)
    for _time in range(chance.randint(1, 12)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    only_refuses(bytes(damaged), tmp_path_factory.getbasetemp() / "damaged")


def test_damaged_parts_inside_a_sound_archive(tmp_path):
    sound = files.xlsx([("Mme", "Léa", "Martin", "", "", 612345678, "a@b.test")])
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(sound)) as given_, zipfile.ZipFile(out, "w") as taken:
            for name in given_.namelist():
                part = bytearray(given_.read(name))
                for _time in range(chance.randint(0, 4)):
                    part[chance.randrange(len(part))] = chance.choice(b"<>/\"'&0;aA\xff ")
                taken.writestr(name, bytes(part))
        only_refuses(out.getvalue(), tmp_path / "file")
