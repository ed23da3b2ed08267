"""The pages of an import: choosing, columns, preview, rows, run."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from contacts.importing import choosing, uploads
from contacts.models import FileImport, Stakeholder
from tests import make
from tests.contacts.importing import files
from ui import batches

pytestmark = pytest.mark.django_db
HEADERS = ("Prénom", "Nom", "Téléphone", "Courriel")
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def client(signed_in: Any, director: Any) -> Any:
    return signed_in(director)


def post_file(client: Any, content: bytes, name: str = "contacts.xlsx") -> Any:
    return client.post(reverse("import_list"), {"file": SimpleUploadedFile(name, content)})


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def preview(director: Any, count: int = 1) -> FileImport:
    rows = [("Yann", f"Nom{chr(97 + at)}", "06 12", f"p{at}@b.test") for at in range(count)]
    return files.previewed(rows, director, HEADERS)


def test_a_file_goes_from_choice_to_preview(client, director, django_capture_on_commit_callbacks):
    answer = post_file(client, files.xlsx([("Yann", "Prigent", 612345678, "")], HEADERS))
    chosen = FileImport.objects.get()
    assert answer["Location"] == reverse("import_columns", args=[chosen.pk])
    page = text_of(client.get(answer["Location"]))
    assert page.count("<select") == 5  # four columns, and the row of the headers
    assert "612345678" in page
    typed = {f"column-{at}": key for at, key in enumerate(chosen.mapping)}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("import_columns", args=[chosen.pk]),
            typed | {"dated_on": "2026-03-03", "header_at": "0"},
        )
    page = text_of(client.get(answer["Location"]))
    assert "06 12 34 56 78" in page
    assert "Importer 1 ligne" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("import_run", args=[chosen.pk]))
    assert Stakeholder.objects.get().source_on.isoformat() == "2026-03-03"
    assert "1 ligne a été importée" in text_of(client.get(answer["Location"]))


def test_a_file_that_cannot_be_read_says_what_to_do(client):
    answer = post_file(client, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "vieux.xls")
    assert answer.status_code == 422
    assert "enregistrez-le au format .xlsx" in text_of(answer)
    assert list(uploads.folder().iterdir()) == []


@pytest.mark.parametrize(
    ("targets", "sentence"),
    [
        (["", "", "", ""], "Dites quelle colonne contient les noms"),
        (["last_name", "last_name", "", ""], "Deux colonnes sont données pour"),
    ],
)
def test_columns_that_make_no_sense_are_refused(client, director, targets, sentence):
    chosen = files.choose(files.xlsx([("A", "B", "C", "D")], HEADERS), director)
    typed = {f"column-{at}": key for at, key in enumerate(targets)}
    answer = client.post(
        reverse("import_columns", args=[chosen.pk]),
        typed | {"dated_on": "2026-03-03", "header_at": "0"},
    )
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_another_sheet_is_read_when_asked(client, director):
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nom"])
    other = book.create_sheet("Autres")
    other.append(["Organisme", "Type"])
    other.append(["Banque des Embruns", "banque"])
    chosen = files.choose(files.saved(book), director)
    answer = client.post(
        reverse("import_columns", args=[chosen.pk]),
        {"sheet": "1", "header_at": "0", "dated_on": "2026-03-03", "column-0": "last_name"},
    )
    assert answer.status_code == 302
    chosen.refresh_from_db()
    assert chosen.mapping == ["organization", "organization_kind"]


def test_a_row_is_corrected_and_htmx_gets_this_row(client, director):
    imported = preview(director)
    row = imported.rows.get()
    answer = client.post(
        reverse("import_row", args=[row.pk]),
        {"do": "correct", "cell-2": "06 12 34 56 78"},
        headers=HTMX,
    )
    page = text_of(answer)
    assert answer.status_code == 200
    assert "<html" not in page
    assert f'id="row-{row.pk}"' in page
    assert 'hx-swap-oob="true"' in page
    row.refresh_from_db()
    assert row.state == "new"


def test_a_text_of_several_lines_keeps_them_when_another_cell_is_corrected(client, director):
    text = "Vu au congrès\nIntéressé"
    cells = ("Yann", "Prigent", "06 12", text)
    row = files.previewed([cells], director, (*HEADERS[:3], "Notes")).rows.get()
    page = text_of(client.get(reverse("import_detail", args=[row.file_import_id])))
    assert f'name="cell-3" autocomplete="off">\n{text}</textarea>' in page
    typed = {"do": "correct", "cell-2": "0612345678", "cell-3": text.replace("\n", "\r\n")}
    client.post(reverse("import_row", args=[row.pk]), typed)
    row.refresh_from_db()
    assert (row.state, row.cells[3]) == ("new", text)


def test_without_javascript_one_is_led_back_to_the_row(client, director):
    row = preview(director).rows.get()
    answer = client.post(reverse("import_row", args=[row.pk]), {"do": "skip"})
    assert answer["Location"].endswith(f"?state=refused#row-{row.pk}")


def test_what_is_to_look_at_is_what_still_waits_for_somebody(client, director):
    rows = [(f"Léa{at}", f"Nom{at}", "", f"p{at}@b.test") for at in range(3)]
    imported = files.previewed([*rows, ("Ève", "Nom3", "06 12", "")], director, HEADERS)
    address = reverse("import_detail", args=[imported.pk])
    assert [row.number for row in client.get(address).context["page"].rows] == [2, 3, 4, 5]
    left_out = imported.rows.get(number=3)
    client.post(reverse("import_row", args=[left_out.pk]), {"do": "skip"})
    files.run(imported, director)
    answer = client.get(address)
    assert answer.context["counts"]["written"] == 2
    assert answer.context["counts"]["to_look_at"] == 1
    assert [row.number for row in answer.context["page"].rows] == [5]
    imported.rows.filter(number=5).update(outcome="written")
    assert "Il ne reste rien à regarder" in text_of(client.get(address))


def test_an_import_taken_back_or_forgotten_waits_for_nobody(client, director):
    imported = files.run(preview(director), director)
    address = reverse("import_detail", args=[imported.pk])
    assert client.get(address).context["counts"]["to_look_at"] == 1
    FileImport.objects.update(chosen_at="2026-01-01T00:00:00Z")
    choosing.forget_old(now=timezone.now())
    answer = client.get(address)
    assert answer.context["counts"]["to_look_at"] == 0
    assert "oublié au bout de trois mois" in text_of(answer)


def test_an_import_taken_back_says_when_something_was_left(client, director):
    headers = ("Prénom", "Nom")
    kept, gone = (
        files.run(files.previewed([("Yann", name)], director, headers), director)
        for name in ("Prigent", "Cozic")
    )
    make.exchange(Stakeholder.objects.get(last_name="Prigent"), director)
    said = []
    for imported in (kept, gone):
        batches.undo(imported.batch, by=director, keep_changed=True)
        said.append(text_of(client.get(reverse("import_detail", args=[imported.pk]))))
    assert ["sauf ce qui avait été modifié depuis" in page for page in said] == [True, False]
    assert ["tout est comme avant lui" in page for page in said] == [False, True]


def test_one_row_and_three_cost_the_same(client, director, django_assert_num_queries):
    one, three = preview(director), preview(director, 3)
    for imported in (one, three):
        with django_assert_num_queries(9):
            client.get(reverse("import_detail", args=[imported.pk]))


def test_strangers_and_readers_are_kept_out(signed_in, stranger, reader, director):
    imported = preview(director)
    address = reverse("import_detail", args=[imported.pk])
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(reader).get(address).status_code == 403


def test_a_file_is_given_up(client, director):
    imported = preview(director)
    client.post(reverse("import_abandon", args=[imported.pk]))
    assert not FileImport.objects.exists()
    assert not uploads.path_of(imported.key).exists()


def test_the_sheet_to_fill_in_is_one_we_read(client, director):
    content = b"".join(client.get(reverse("import_model")).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Contacts", "Explications"]
    imported = files.check(files.choose(content, director), director)
    assert "" not in imported.mapping
    assert files.states(imported) == ["new"]
