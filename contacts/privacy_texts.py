"""The texts of privacy: those supplied with Entregent, each replaced by the cooperative's own."""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models import Organization
from contacts.models.privacy import Notice, PrivacyRule, Processing, WatchedWords

_SUPPLIED = tomllib.loads((Path(__file__).parent / "privacy.toml").read_text())
WRITTEN_ON: datetime.date = _SUPPLIED["written_on"]
ELECTED = "elected"
RESIDENT = "resident"
ASKER = "asker"  # of nobody: how long what they wrote is kept
KINDS: dict[str, Any] = {
    ELECTED: _("elected officials"),
    **dict(Organization.Kind.choices),
    RESIDENT: _("residents of our homes"),
    ASKER: _("those who asked about their data"),
}
PROCESSING_FIELDS = (
    *("title", "purpose", "basis", "people", "categories", "recipients", "retention", "security"),
)


class Topic(models.TextChoices):
    """What a word that has no place in a note is about."""

    OPINIONS = "opinions", _("political opinions")
    PARTY = "party", _("parties and nuances")
    RELIGION = "religion", _("religion and beliefs")
    HEALTH = "health", _("health")
    UNION = "union", _("trade unions")
    PRIVATE_LIFE = "private_life", _("private life")
    OFFENCES = "offences", _("offences")
    INSULTS = "insults", _("words that hurt")
    INNOCENT = "innocent", _("expressions without danger, never warned about")


@dataclass(frozen=True)
class Supplied[M: models.Model]:
    """A row as it is used: `row` is stored when `is_ours`, otherwise only proposed."""

    row: M
    label: Any
    is_ours: bool


def rules() -> list[Supplied[PrivacyRule]]:
    """Return the rule of each kind of people."""
    ours = {rule.kind: rule for rule in PrivacyRule.objects.all()}
    return [_rule(kind, ours.get(kind)) for kind in KINDS]


def rule_of(kind: str) -> Supplied[PrivacyRule]:
    """Return the rule of one kind of people."""
    return _rule(kind, PrivacyRule.objects.filter(kind=kind).first())


def _rule(kind: str, own: PrivacyRule | None) -> Supplied[PrivacyRule]:
    row = own or PrivacyRule(kind=kind, **_SUPPLIED["rules"][kind])
    return Supplied(row, KINDS[kind], own is not None)


def notice() -> Notice:
    """Return the notice in force; without a key while it is the supplied one."""
    return Notice.objects.order_by("-pk").first() or Notice(
        body=_SUPPLIED["notice"]["body"].strip()
    )


def watched_words() -> list[Supplied[WatchedWords]]:
    """Return the words of each topic."""
    ours = {row.topic: row for row in WatchedWords.objects.all()}
    return [
        Supplied(ours.get(topic) or _supplied_words(topic), topic.label, topic in ours)
        for topic in Topic
    ]


def _supplied_words(topic: Topic) -> WatchedWords:
    return WatchedWords(topic=topic.value, words=_SUPPLIED["words"][topic.value]["words"].strip())


def processings() -> list[Supplied[Processing]]:
    """Return the register of processing activities: ours, or as supplied, then those added."""
    ours = {row.key: row for row in Processing.objects.all()}
    supplied = {one["key"]: one for one in _SUPPLIED["processings"]}
    listed = [*supplied, *sorted(set(ours) - set(supplied))]
    return [
        Supplied(ours.get(key) or Processing(**supplied[key]), "", key in ours) for key in listed
    ]
