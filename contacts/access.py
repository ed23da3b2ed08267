"""Everything we hold about one person, as a ZIP: a readable PDF and the same as JSON."""

import datetime
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Cooperative
from contacts import access_files, personal_data
from contacts.models.about import about
from contacts.models.privacy import AccessDownload, AccessFile
from ui import jobs
from ui.models import Job
from ui.printing import FONTS, print_pdf
from ui.templatetags.ui import day

KIND = "contacts.access_file"


@transaction.atomic
def ask(*, person: Any, owner: Any) -> Job:
    """Have the copy made in the background; return the job. Its title names nobody."""
    file = AccessFile.objects.create(**about(person), owner=owner)
    return jobs.start(
        kind=KIND, title=_("Copy of somebody's data"), owner=owner, params={"file": file.pk}
    )


def perform(job: Job, progress: jobs.Progress) -> None:
    """Make the ZIP; once more, when a worker was killed before the end."""
    file = AccessFile.objects.select_related("stakeholder").filter(pk=job.params["file"]).first()
    if file is None or file.removed_at is not None:
        raise jobs.JobRefused(_("This copy is no longer wanted."))
    sources = personal_data.sources()
    progress.step(_("Gathering"), done=0, total=len(sources))
    write(file, now=timezone.now())
    AccessFile.objects.filter(pk=file.pk).update(made_at=timezone.now())
    until = timezone.localdate() + datetime.timedelta(days=access_files.KEPT_DAYS)
    progress.report(
        {
            "summary": _("The copy is ready. It is yours alone to fetch, until %(day)s.")
            % {"day": day(until)},
            "rows": [],
            "next_url": reverse("access_file_download", args=[file.pk]),
            "next_label": _("Download the copy (ZIP)"),
        }
    )


def write(file: AccessFile, *, now: datetime.datetime) -> None:
    """Write the ZIP of a person, whole or not at all."""
    person = file.person
    target = access_files.path_of(file)
    draft = target.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("donnees.json", as_json(person, now=now))
        bundle.writestr("donnees.pdf", as_pdf(person, now=now))
        for source in personal_data.sources():
            for name, content in source.files(person):
                bundle.writestr(f"fichiers/{name}", content)
    draft.chmod(0o600)
    draft.replace(target)


def as_json(person: Any, *, now: datetime.datetime) -> str:
    """Return everything for a machine."""
    said = {
        "person": str(person),
        "made_at": now,
        "sources": [
            {"name": source.name, "label": str(source.label), "rows": source.data(person)}
            for source in personal_data.sources()
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)


def as_pdf(person: Any, *, now: datetime.datetime) -> bytes:
    """Return everything for a person to read."""
    gathered = [(source.label, list(source.gather(person))) for source in personal_data.sources()]
    html = render_to_string(
        "contacts/print/access.html",
        {
            "person": person,
            "gathered": [(label, entries) for label, entries in gathered if entries],
            "cooperative": Cooperative.current(),
            "on": timezone.localdate(now),
        },
    )
    return print_pdf(html, css=(FONTS.parent / "letter.css").read_text()).pdf


def note_download(file: AccessFile, *, user: Any) -> None:
    """Remember that the copy left the base."""
    AccessDownload.objects.create(access_file=file, user=user)
