"""A file is told by what is in it, and what we do not read gets a sentence."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contacts.importing import choosing, sandbox, uploads
from contacts.models import FileImport
from tests import make
from tests.contacts.importing import files

pytestmark = pytest.mark.django_db


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


REFUSED = {
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "ods": zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "docx": zipped(word__document_xml=b"<w/>"),
    "xlsb": zipped(xl__workbook_bin=b"x"),
    "numbers": zipped(Index__Document_iwa=b"x"),
    "archive": zipped(contacts_csv=b"Nom;Prenom"),
    "pdf": b"%PDF-1.7\n",
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "page": b"<html><table><tr><td>Nom</td></tr></table></html>",
    "unknown": bytes(range(256)) * 8,
    "damaged": b"PK\x03\x04" + b"\xff" * 200,
    "empty": b"\n\n \n",
    "cards": b"BEGIN:VCARD\nVERSION:3.0\nFN:Yann\n",
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_not_read_is_refused_with_what_to_do(code, director):
    with pytest.raises(sandbox.NotReadable) as refusal:
        files.choose(REFUSED[code], director, "contacts.xlsx")
    assert str(refusal.value) == sandbox.sentence(code)
    assert list(uploads.folder().iterdir()) == []
    assert FileImport.objects.count() == 0


def test_the_name_decides_nothing(director):
    assert files.choose(files.xlsx([]), director, "contacts.csv").kind == "xlsx"
    assert files.choose("Nom;Prénom\nA;B\n".encode(), director, "contacts.xlsx").kind == "text"
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Yann\nEND:VCARD\n"
    assert files.choose(card, director, "x.txt").kind == "vcard"


def test_the_file_is_private_and_its_name_is_bare(director):
    chosen = choosing.take(
        file=SimpleUploadedFile("../../eti\u202equette.xlsx", files.xlsx([])),
        owner=director,
        on=make.TODAY,
    )
    path = uploads.path_of(chosen.key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert chosen.file_name == "etiquette.xlsx"


def test_files_nobody_came_back_for_are_removed(director):
    import os

    chosen = files.choose(files.xlsx([]), director)
    path = uploads.path_of(chosen.key)
    os.utime(path, (0, 0))
    uploads.forget_old()
    assert not path.exists()
