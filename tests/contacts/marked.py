"""A person with a marked value in every text of every table that may hold something of them."""

import datetime
import itertools
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone
from model_bakery import baker

from accounts.models import User
from contacts import personal_data
from contacts.models import Export, Stakeholder
from directory.editions import cohort_of
from directory.folding import fold
from directory.models import RegisterMandate, RegisterPerson
from directory.names import APART
from operations.models import Resident
from tests import make
from ui import batches
from ui.models import Job

MARK = "zqmarque"
NAME = ("Yzaline", f"{MARK.capitalize()}nom")
EMAIL = f"{MARK}@exemple.test"
PHONE = "+33298765432"
# Derived from other fields, or written by the test itself.
DERIVED = {"sort_key", "search_text", "search_words", "key", "identity", "match_key", "query"}
DERIVED |= {"folded_last", "folded_first", "main_place", "district_code", "about"}
OWN = {"contacts.Stakeholder", "directory.RegisterPerson"}


def person(author: User) -> Stakeholder:
    """Return somebody of the register whom we follow."""
    folded = fold(NAME[1]), fold(NAME[0])
    known = RegisterPerson.objects.create(
        last_name=NAME[1],
        first_name=NAME[0],
        sex="F",
        born_on=datetime.date(1961, 4, 3),
        identity=f"{folded[0]}|{folded[1]}|1961-04-03",
        folded_last=folded[0],
        folded_first=folded[1],
        match_key=f"1961-04-03|{folded[1]}",
        sort_key=APART.join(folded),
        search_text=f" {folded[1]} {folded[0]} ",
    )
    made = make.stakeholder(
        *NAME,
        email=EMAIL,
        phone=PHONE,
        sex="F",
        register_person=known,
        created_by=author,
        referent=author,
        sort_key=APART.join(folded),
        search_text=f" {folded[1]} {folded[0]} maire ",
    )
    for one in Stakeholder._meta.concrete_fields:
        if _takes_text(one) and not getattr(made, one.name):
            setattr(made, one.name, f"{MARK}s{one.name[:5]}".replace("_", ""))
    made.save()
    return made


def fill(who: Stakeholder, author: User) -> list[str]:
    """Mark every table that leads to this person; return the marks a copy must hold."""
    marks, number = [NAME[1], EMAIL, PHONE], itertools.count(1)
    for table in personal_data.tables():
        model = apps.get_model(table.model)
        is_theirs = table.of == "contacts.stakeholder"
        if model._meta.label in OWN or any("__" in path for path in table.to) or not is_theirs:
            continue
        marks += _marked_row(model, table.to[0], who, author, number)
    marks += [getattr(who, f.name) for f in Stakeholder._meta.concrete_fields if _takes_text(f)]
    _around(who, author)
    return [mark for mark in marks if mark]


def resident(author: User) -> Resident:
    """Return a resident whom nobody follows, with a mark in every text."""
    made = make.resident(make.operation(), *NAME, email=EMAIL, phone=PHONE)
    for one in Resident._meta.concrete_fields:
        if _takes_text(one) and not getattr(made, one.name):
            setattr(made, one.name, f"{MARK}r{one.name}".replace("_", ""))
    made.save()
    return made


def fill_resident(who: Resident, author: User) -> list[str]:
    """Mark every table that leads to this resident; return the marks a copy must hold."""
    marks, number = [NAME[1], EMAIL, PHONE], itertools.count(1)
    for table in personal_data.tables():
        model = apps.get_model(table.model)
        if table.of == "operations.resident" and model is not Resident:
            marks += _marked_row(model, table.to[0], who, author, number)
    marks += [getattr(who, f.name) for f in Resident._meta.concrete_fields if _takes_text(f)]
    Job.objects.create(kind="t", title=f"Visite chez {who}", owner=author)
    return [mark for mark in marks if mark]


def _marked_row(model: Any, path: str, who: Any, author: User, number: Any) -> list[str]:
    texts = {f.name: f"{MARK}{next(number)}" for f in model._meta.concrete_fields if _takes_text(f)}
    others: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and one.name != path and not one.null:
            if one.related_model is User:
                others[one.name] = author
            elif one.related_model is Stakeholder:
                others[one.name] = make.stakeholder("Autre", f"Personne {next(number)}")
    row = baker.make(model, **{path: who}, **others, **_dates(model), **texts)
    if not texts or not hasattr(model, "history"):
        return list(texts.values())
    before = dict(texts)
    texts = {name: f"{MARK}{next(number)}" for name in before}
    for name, text in texts.items():
        setattr(row, name, text)
    batch = batches.begin(kind="t", title="Lot", owner=author, permission="accounts.read")
    batches.save(batch, row)
    return [*before.values(), *texts.values()]


def _dates(model: Any) -> dict[str, Any]:
    names = {one.name for one in model._meta.concrete_fields}
    none = ("ended_on", "lifted_on", "answered_on", "removed_at")
    values: dict[str, Any] = {name: None for name in none if name in names}
    if "taken_back_at" in names:  # an erasure that waits would be in the way of another
        values["taken_back_at"] = timezone.now()
    return values


def _takes_text(one: Any) -> bool:
    if not isinstance(one, models.CharField | models.TextField) or one.choices:
        return False
    is_plain = not isinstance(one, models.EmailField | models.FileField)
    is_derived = one.name in DERIVED or one.name.endswith("_key")
    return is_plain and not is_derived and (one.max_length is None or one.max_length > 20)


def _around(who: Stakeholder, author: User) -> None:
    """Mark what belongs to no table of theirs: jobs, exports, notes about others, the register."""
    RegisterMandate.objects.create(
        person=who.register_person,
        kind="mayor",
        territory=make.commune(),
        district=f"{MARK}canton",
        key="mayor||",
        first_seen_in=_edition(),
        cohort=cohort_of(_edition()),
    )
    Job.objects.create(
        kind="t",
        title=f"Reprendre {who}",
        owner=author,
        params={"row": [NAME[1], NAME[0], EMAIL]},
        report={"refusals": [f"Ligne 3 : {NAME[1].upper()} Yzaline ({EMAIL})."]},
    )
    other = make.stakeholder("Annick", "Voisine", search_text=" annick voisine ")
    make.exchange(other, author, text=f"Vue avec {who}, joindre au 02 98 76 54 32. À suivre.")
    batch = batches.begin(
        kind="t", title=f"Fusion de {who}", owner=author, permission="accounts.read"
    )
    batches.save(batch, who)
    export = Export(subject="people", file_format="xlsx", said=f"nom : {who}", owner=author)
    export.file.save("liste.xlsx", ContentFile(NAME[1].encode()), save=True)


def _edition() -> Any:
    from directory.models import RegisterEdition

    made, _new = RegisterEdition.objects.get_or_create(
        kind="mayor", published_on=make.TODAY, sha256="0" * 64, defaults={"file_name": "m.csv"}
    )
    return made


def found_in_base() -> list[str]:
    """Return the columns of the base, shadow tables of the search included, that hold a mark."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = [row[0] for row in cursor.fetchall()]
        return [
            f"{name}.{column}"
            for name in names
            for column in _columns(cursor, name)
            if _holds(cursor, name, column)
        ]


def _columns(cursor: Any, name: str) -> list[str]:
    cursor.execute(f'SELECT * FROM "{name}" LIMIT 0')  # noqa: S608
    return [one[0] for one in cursor.description]


def _holds(cursor: Any, name: str, column: str) -> bool:
    text = f'LOWER(CAST("{column}" AS TEXT))'
    cursor.execute(
        f'SELECT count(*) FROM "{name}" WHERE {text} LIKE %s OR {text} LIKE %s',  # noqa: S608
        [f"%{MARK}%", "%298765432%"],
    )
    return bool(cursor.fetchone()[0])
