"""Where this package and those below it hold data about people (`contacts.personal_data`)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import access_files, personal_data
from contacts.mentions import texts_in, traces_of
from contacts.models import Stakeholder
from contacts.personal_data import Entry, Source, Table
from contacts.somebody import identities
from directory.models import RegisterMandate, RegisterPerson, RegisterRespelling, StagedRow
from directory.staged import RegisterLoad
from ui.models import Batch, BatchChange, Job

IDENTITY = Table(model="contacts.Stakeholder", to=("pk",))
# What stays of somebody who was erased: a row without a name, on which the counts rest.
_STAYS = frozenset({"id", "source", "source_on", "created_at", "merged_into", "erased_at"})
_REGISTER = (
    Table(model="directory.RegisterPerson", to=("stakeholder",)),
    Table(model="directory.RegisterMandate", to=("person__stakeholder",)),
    Table(model="directory.RegisterRespelling", to=("person__stakeholder",)),
    Table(model="directory.RegisterDoubt", to=("person__stakeholder", "other__stakeholder")),
    Table(model="directory.RegisterGap", to=("mandate__person__stakeholder",)),
)


def register() -> None:
    """Name the places of contacts, directory and ui."""
    for source in (*_of_contacts(), *_of_privacy(), _of_register(), *_of_ui()):
        personal_data.register(source)
    personal_data.holds_nobody("contacts.OrganizationPair", why="two organizations that look alike")
    personal_data.holds_nobody("directory.Tombstone", why="keyed hashes: nobody can read who")
    personal_data.holds_nobody("accounts.Cooperative", why="our own cooperative and its logo")


def _of_contacts() -> list[Source]:
    return [
        Source(
            name="contacts.stakeholder",
            label=gettext_lazy("Identity and how to reach them"),
            gather=lambda who: personal_data.entries(IDENTITY, who),
            data=lambda who: personal_data.table_data(IDENTITY, who),
            erase=_erase_identity,
            fate=personal_data.KEPT,
            covers=personal_data.covered("contacts.Stakeholder"),
            tables=(IDENTITY,),
            order=0,
        ),
        personal_data.rows(
            "contacts.ContactPoint", label=gettext_lazy("Other numbers and addresses"), order=6
        ),
        personal_data.rows(
            "contacts.Assistant",
            label=gettext_lazy("Assistants"),
            to=("stakeholder", "assistant"),
            order=7,
        ),
        personal_data.rows("contacts.Mandate", label=gettext_lazy("Mandates"), order=10),
        personal_data.rows(
            "contacts.TurnoverLine",
            label=gettext_lazy("Lines of the review after an election"),
            to=("stakeholder", "person__stakeholder"),
            order=12,
        ),
        personal_data.rows("contacts.Post", label=gettext_lazy("Posts"), order=11),
        personal_data.rows(
            "contacts.Exchange",
            label=gettext_lazy("Exchanges, private notes included"),
            blank={"text": ""},
            order=20,
        ),
        personal_data.rows(
            "contacts.StakeholderPair",
            label=gettext_lazy("Possible duplicates"),
            to=("first", "second"),
            order=95,
        ),
    ]


def _of_privacy() -> list[Source]:
    """Return what the law makes us remember: the rows stay for the counts, without their words."""
    return [
        personal_data.rows(
            "contacts.Information",
            label=gettext_lazy("Informed of what we hold"),
            blank={"note": ""},
            order=60,
        ),
        personal_data.rows(
            "contacts.Objection",
            label=gettext_lazy("Objections"),
            blank={"note": "", "lifting_note": ""},
            order=61,
        ),
        personal_data.rows(
            "contacts.PrivacyRequest",
            label=gettext_lazy("Requests about personal data"),
            about=("",),
            blank={"name": "", "note": "", "answer": ""},
            order=62,
        ),
        personal_data.rows(
            "contacts.RetentionDecision", label=gettext_lazy("Decisions to keep"), order=63
        ),
        personal_data.rows(
            "contacts.Erasure",
            label=gettext_lazy("Erasures asked for"),
            about=("",),
            blank={"note": "", "register_people": []},
            order=64,
        ),
        personal_data.rows(
            "contacts.AccessDownload",
            label=gettext_lazy("Copies of the data that were taken"),
            to=("access_file__stakeholder",),
            about=("access_file__",),
            order=66,
        ),
        replace(
            personal_data.rows(
                "contacts.AccessFile",
                label=gettext_lazy("Copies of the data made"),
                about=("",),
                order=65,
            ),
            erase=access_files.erase,
        ),
    ]


def _of_register() -> Source:
    return Source(
        name="directory.registerperson",
        label=gettext_lazy("In the public register of elected officials"),
        gather=_register_entries,
        data=lambda who: [row for one in _REGISTER for row in personal_data.table_data(one, who)],
        erase=_erase_from_register,
        covers=(*(table.model.lower() for table in _REGISTER), "directory.stagedrow"),
        tables=_REGISTER,
        order=5,
    )


def _of_ui() -> list[Source]:
    return [
        Source(
            name="ui.batchchange",
            label=gettext_lazy("Grouped changes that can be taken back"),
            gather=_change_entries,
            data=lambda who: personal_data.serialized(list(_changes(who))),
            erase=_erase_changes,
            covers=("ui.batchchange",),
            order=900,
        ),
        Source(
            name="directory.registerload",
            label=gettext_lazy("Files of the register being loaded"),
            gather=_load_entries,
            data=lambda who: [
                {
                    "model": "directory.registerload",
                    "texts": [one.value for one in _load_entries(who)],
                }
            ],
            erase=_erase_from_loads,
            fate=personal_data.BLANKED,
            covers=("directory.registerload",),
            order=905,
        ),
        Source(
            name="ui.job",
            label=gettext_lazy("Reports of background work"),
            gather=_job_entries,
            data=lambda who: [
                {"model": "ui.job", "texts": [entry.value for entry in _job_entries(who)]}
            ],
            erase=_erase_from_jobs,
            fate=personal_data.BLANKED,
            covers=("ui.job", "ui.batch"),
            order=910,
        ),
    ]


def _load_entries(stakeholder: Stakeholder) -> list[Entry]:
    traces = traces_of(stakeholder)
    return [
        Entry(label=_("File of the register being loaded"), value=text, on=load.started_at.date())
        for load in RegisterLoad.objects.order_by("pk")
        for text in texts_in([load.progress, load.findings])
        if traces.are_in(text)
    ]


def _erase_from_loads(stakeholder: Stakeholder) -> int:
    """Take the person out of what a load of the register says it recognised."""
    traces, touched = traces_of(stakeholder), 0
    for load in RegisterLoad.objects.order_by("pk"):
        clean = {name: traces.without(getattr(load, name)) for name in ("progress", "findings")}
        if any(clean[name] != getattr(load, name) for name in clean):
            touched += RegisterLoad.objects.filter(pk=load.pk).update(**clean)
    return touched


def _erase_identity(stakeholder: Stakeholder) -> int:
    """Empty the row of the person, and those merged into it."""
    versions = personal_data.history_of(IDENTITY, stakeholder)
    if versions is not None:
        versions.delete()
    empty: dict[str, Any] = {
        one.name: None if one.null else one.get_default()
        for one in Stakeholder._meta.concrete_fields
        if one.name not in _STAYS
    }
    empty["last_name"] = _("Erased person")
    return personal_data.rows_of(IDENTITY, stakeholder).update(**empty)


def _register_people(stakeholder: Stakeholder) -> models.QuerySet[RegisterPerson]:
    return personal_data.rows_of(_REGISTER[0], stakeholder)


def _register_entries(stakeholder: Stakeholder) -> list[Entry]:
    return [entry for one in _REGISTER for entry in personal_data.entries(one, stakeholder)]


def _erase_from_register(stakeholder: Stakeholder) -> int:
    """Delete the rows of the register itself; its tombstone keeps the next file from them."""
    return erase_register_people(list(_register_people(stakeholder).values_list("pk", flat=True)))


def erase_register_people(keys: list[int]) -> int:
    """Delete these people of the register with their mandates; return how many rows went."""
    people = RegisterPerson.objects.filter(pk__in=keys)
    identities = set(people.values_list("identity", flat=True))
    spelt = RegisterRespelling.objects.filter(person__in=keys)
    identities |= set(spelt.values_list("identity", flat=True))
    Stakeholder.everyone.filter(register_person__in=keys).update(register_person=None)
    gone = StagedRow.objects.filter(Q(person__in=keys) | Q(identity__in=identities)).delete()[0]
    gone += RegisterMandate.objects.filter(person__in=keys).delete()[0]
    gone += people.delete()[0]
    return gone


def _changes(stakeholder: Stakeholder) -> models.QuerySet[BatchChange]:
    """Return what batches remember of the rows of a person, of those deleted since too."""
    mine = Q(pk__in=())
    known = identities(stakeholder)
    for table in personal_data.tables():
        label = apps.get_model(table.model)._meta.label_lower
        rows = list(personal_data.rows_of(table, stakeholder).values_list("pk", flat=True))
        its, people = Q(row_pk__in=rows), known.get(table.of, [])
        for path in table.to:
            if path != "pk" and "__" not in path:
                its |= Q(**{f"before__{path}__in": people}) | Q(**{f"after__{path}__in": people})
        mine |= Q(model=label) & its
    return BatchChange.objects.filter(mine).order_by("pk")


def _change_entries(stakeholder: Stakeholder) -> Iterator[Entry]:
    for change in _changes(stakeholder).select_related("batch"):
        for held in (change.before, change.after):
            lines = [f"{name} : {value}" for name, value in (held or {}).items() if value]
            if lines:
                yield Entry(
                    label=change.batch.title,
                    value="\n".join(lines),
                    on=change.batch.begun_at.date(),
                )


def _erase_changes(stakeholder: Stakeholder) -> int:
    return _changes(stakeholder).delete()[0]


def _job_entries(stakeholder: Stakeholder) -> list[Entry]:
    traces = traces_of(stakeholder)
    return [
        Entry(label=_("Background work"), value=text, on=job.created_at.date())
        for job in Job.objects.order_by("pk").iterator(chunk_size=200)
        for text in texts_in([job.title, job.step_label, job.params, job.state, job.report])
        if traces.are_in(text)
    ]


def _erase_from_jobs(stakeholder: Stakeholder) -> int:
    """Take the texts that name the person out of jobs and of the titles of batches."""
    traces = traces_of(stakeholder)
    touched = 0
    for job in Job.objects.order_by("pk").iterator(chunk_size=200):
        names = ("title", "step_label", "params", "state", "report")
        clean = {name: traces.without(getattr(job, name)) for name in names}
        if any(clean[name] != getattr(job, name) for name in names):
            touched += Job.objects.filter(pk=job.pk).update(**clean)
    for pk, title in Batch.objects.values_list("pk", "title"):
        if traces.are_in(title):
            touched += Batch.objects.filter(pk=pk).update(title=_("Grouped change"))
    return touched
