"""What is odd about a file of the register is asked before it is loaded, each in a sentence."""

import datetime
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from directory import guards
from directory.models import RegisterEdition, RegisterMandate
from tests.directory.loading import APRIL, COLUMNS, MAY, load_rows, mayor
from ui.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [
    mayor(f"KER{chr(65 + index)}", "Ana", f"{index + 1:02}/01/1970", code=f"299{index + 10}")
    for index in range(20)
]


@pytest.fixture(autouse=True)
def _private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


@pytest.fixture
def client(administrator: User, signed_in: Any) -> Client:
    signed: Client = signed_in(administrator)
    return signed


def _text(answer: Any) -> str:
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def _send(client: Client, *rows: str, name: str = "elus-maires-mai.csv") -> str:
    content = "\n".join([COLUMNS["mayor"], *rows, ""]).encode()
    file = SimpleUploadedFile(name, content)
    sent = client.post("/annuaire/fichiers/", {"file": file, "_once": str(uuid.uuid4())})
    return str(sent["Location"])


def _load(client: Client, path: str, on: datetime.date, **more: str) -> Any:
    return client.post(path, {"published_on": str(on), "_once": str(uuid.uuid4()), **more})


def _remarks(**changes: Any) -> list[str]:
    given = {
        "name": "elus-maires-mai.csv",
        "kind": "mayor",
        "row_count": 20,
        "sha256": "0" * 64,
        "latest": None,
        "on": MAY,
    }
    return [remark.code for remark in guards.remarks(**(given | changes))]


def test_a_plain_file_is_not_remarked_on(tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", *ROWS)

    assert _remarks() == []
    assert _remarks(row_count=18) == []
    assert _remarks(row_count=2, kind="senator", name="elus-senateurs.csv") == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "elus-conseillers-communautaires-epci.csv"}, "name"),
        ({"row_count": 17}, "shorter"),
        ({"on": APRIL - datetime.timedelta(days=1)}, "older"),
        ({"latest": MAY + datetime.timedelta(days=1)}, "early"),
    ],
)
def test_each_oddness_is_remarked_on(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    load_rows(tmp_path, "mayor", *ROWS)

    assert _remarks(**changes) == [code]


def test_a_shorter_file_asks_and_a_box_is_enough(client: Client, tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", *ROWS)
    path = _send(client, *ROWS[:10])

    refused = _load(client, path, MAY)

    assert refused.status_code == 422
    page = _text(refused)
    assert "Ce fichier compte 10 lignes, contre 20 dans le fichier du 28 avril 2026" in page
    assert 'value="2026-05-06"' in page
    assert 'type="checkbox"' in page
    assert not Job.objects.exists()

    assert _load(client, path, MAY, told="shorter", confirmed="on").status_code == 302
    assert RegisterEdition.objects.filter(published_on=MAY).get().row_count == 10
    assert RegisterMandate.objects.count() == 20


def test_the_box_confirms_only_what_was_shown(client: Client, tmp_path: Path) -> None:
    load_rows(tmp_path, "mayor", *ROWS)
    path = _send(client, *ROWS[:10])

    earlier = datetime.date(2026, 4, 1)
    answer = _load(client, path, earlier, told="shorter", confirmed="on")

    assert answer.status_code == 422
    assert "plus ancien que celui du 28 avril 2026" in _text(answer)
    assert "checked" not in _text(answer)
    assert not Job.objects.exists()


def test_a_name_that_announces_another_file_asks(client: Client) -> None:
    path = _send(client, *ROWS, name="elus-conseillers-communautaires-epci-2026-05-06.csv")

    page = _text(client.get(path))
    assert "Son nom annonce « Conseillers communautaires », mais ses colonnes sont celles" in page
    assert 'name="told" value="name"' in page
    assert _load(client, path, MAY).status_code == 422
    assert _load(client, path, MAY, told="name", confirmed="on").status_code == 302


def test_an_older_file_asks_and_leaves_the_last_word_to_the_latest(
    client: Client, tmp_path: Path
) -> None:
    load_rows(tmp_path, "mayor", mayor("GOFF", "Anne", "01/01/1970"), on=MAY)
    path = _send(client, mayor("LE GOFF", "Anne", "01/01/1970"))

    assert _load(client, path, APRIL).status_code == 422
    assert _load(client, path, APRIL, told="older", confirmed="on").status_code == 302

    mandate = RegisterMandate.objects.get()
    assert str(mandate.person) == "Anne Goff"
    assert (mandate.first_seen_in.published_on, mandate.last_seen_in.published_on) == (APRIL, MAY)
    assert not mandate.is_superseded


def test_a_file_dated_before_its_mandates_asks(client: Client) -> None:
    path = _send(client, *ROWS)

    answer = _load(client, path, datetime.date(2026, 3, 1))

    assert answer.status_code == 422
    assert "des mandats qui commencent le 15 mars 2026" in _text(answer)


def test_the_same_file_under_the_same_day_is_not_loaded_again(client: Client) -> None:
    _load(client, _send(client, *ROWS), MAY)
    path = _send(client, *ROWS)

    assert "Ce même fichier a déjà été chargé" in _text(client.get(path))
    for more in ({}, {"told": "known", "confirmed": "on"}):
        answer = _load(client, path, MAY, **more)
        assert answer.status_code == 422
        assert "déjà chargé sous cette date" in _text(answer)
    assert Job.objects.count() == 1


def test_the_same_file_under_another_day_asks(client: Client) -> None:
    _load(client, _send(client, *ROWS), MAY)
    path = _send(client, *ROWS)
    june = datetime.date(2026, 6, 20)

    assert _load(client, path, june).status_code == 422
    assert _load(client, path, june, told="known", confirmed="on").status_code == 302


def test_a_second_tab_comes_to_the_same_job(client: Client) -> None:
    path = _send(client, *ROWS)

    first = _load(client, path, MAY)

    assert _load(client, path, MAY)["Location"] == first["Location"]
    assert client.get(path)["Location"] == first["Location"]
    assert Job.objects.get().status == Job.Status.DONE


def test_the_editions_are_listed_by_kind_with_their_whole_checksum(client: Client) -> None:
    _load(client, _send(client, *ROWS), MAY)

    page = _text(client.get("/annuaire/fichiers/"))

    edition = RegisterEdition.objects.get()
    assert f"<code>{edition.sha256}</code>" in page
    assert f'title="{edition.sha256}">{edition.sha256[:12]}</code>' in page
    assert "Maires</h3>" in page


def test_the_list_costs_the_same_with_more_editions(
    client: Client, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    load_rows(tmp_path, "mayor", *ROWS)
    with CaptureQueriesContext(connection) as one:
        client.get("/annuaire/fichiers/")
    load_rows(tmp_path, "mayor", *ROWS, on=MAY)
    load_rows(tmp_path, "mayor", *ROWS[:9], on=datetime.date(2026, 6, 20))

    with django_assert_num_queries(len(one)):
        client.get("/annuaire/fichiers/")
