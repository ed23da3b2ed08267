"""The job that loads a file of the register."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directory import reporting, uploads
from directory.importing import Loaded, load_file
from directory.reading import ReaderDied
from directory.register_file import NotARegisterFile
from directory.uploads import Waiting
from ui import jobs
from ui.models import Job

KIND = "directory.register_import"


def start(*, waiting: Waiting, published_on: datetime.date, owner: Any) -> Job:
    """Ask for a file that waits to be loaded; return the job, the same when asked twice."""
    asked = asked_already(waiting.key, owner=owner)
    if asked is not None:
        return asked
    title = _("Load the register: %(title)s") % {"title": reporting.file_title(waiting.kind)}
    return jobs.start(
        kind=KIND,
        title=title,
        owner=owner,
        params={
            "upload": waiting.key,
            "name": waiting.name,
            "published_on": published_on.isoformat(),
            "kind": waiting.kind,
        },
    )


def asked_already(key: str, *, owner: Any) -> Job | None:
    """Return the job that loads this upload, or has loaded it: a second tab asks for it again."""
    return Job.objects.filter(kind=KIND, owner=owner, params__upload=key).order_by("pk").first()


def perform(job: Job, progress: jobs.Progress) -> None:
    """Load the file, or go on where a worker that was killed stopped; then remove it."""
    key = job.params["upload"]
    if not job.report.get("summary"):
        path = uploads.folder() / f"{key}.csv"
        if not path.exists():
            raise jobs.JobRefused(_("The file is no longer there: choose it again."))
        day = datetime.date.fromisoformat(job.params["published_on"])
        try:
            loaded = load_file(
                path=path,
                published_on=day,
                name=job.params["name"],
                steps=progress,
                state=job.state,
            )
        except NotARegisterFile as refusal:
            uploads.forget(key)
            raise jobs.JobRefused(str(refusal)) from refusal
        except ReaderDied as died:
            raise jobs.JobRefused(
                _(
                    "Reading the file stopped half way, and nothing of it is shown. Choose the"
                    " file again; if it stops once more, tell whoever looks after the server."
                )
            ) from died
        progress.report(_report(loaded, kind=job.params["kind"], on=day))
    uploads.forget(key)


def _report(loaded: Loaded, *, kind: str, on: datetime.date) -> dict[str, Any]:
    return {
        "summary": reporting.summary(loaded, kind=kind, on=on),
        "rows": reporting.facts(loaded),
        "refusals": loaded.refusals,
        "next_url": reverse("register_list"),
        "next_label": _("Open the directory"),
    }
