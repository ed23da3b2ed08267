"""Reference texts a brochure prints: what a BRS is, what secures a buyer, what the law asks.

They are data: each starts with the text of `wordings.toml` and is replaced, topic by topic, by the
cooperative's own `Wording`, whose date says when it was last checked.
"""

import datetime
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from brochures.models import Wording


class Topic(models.TextChoices):
    """What a reference text is about."""

    BRS = "brs", _("solidarity lease (BRS)")
    PSLA = "psla", _("rent then buy (PSLA)")
    RESALE = "resale", _("resale insurance")
    BUY_BACK = "buy_back", _("buy-back guarantee")
    REHOUSING = "rehousing", _("rehousing guarantee")
    SGA = "sga", _("cover of sales operations (SGA)")
    METHOD = "method", _("how we work with a commune")
    TARGETS = "targets", _("housing targets (SRU, PLH)")
    COOPERATIVE = "cooperative", _("what a cooperative is")
    REVIEW = "review", _("cooperative review")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A reference text as it is printed."""

    topic: Topic
    title: str
    text: str
    source: str
    checked_on: datetime.date
    duration: str = ""
    is_ours: bool = False


_SUPPLIED = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text())
WRITTEN_ON: datetime.date = _SUPPLIED["written_on"]


def texts() -> dict[Topic, Text]:
    """Return the text of every topic: the cooperative's own where there is one."""
    ours = {wording.topic: wording for wording in Wording.objects.all()}
    return {topic: _text(topic, ours.get(topic)) for topic in Topic}


def text_of(topic: Topic) -> Text:
    """Return the text of one topic."""
    return _text(topic, Wording.objects.filter(topic=topic).first())


def supplied(topic: Topic) -> Text:
    """Return the text of a topic as it comes with Entregent."""
    text = _SUPPLIED[topic.value]
    return Text(
        topic=topic,
        title=text["title"],
        text=text["text"],
        source=text["source"],
        duration=text.get("duration", ""),
        checked_on=WRITTEN_ON,
    )


def _text(topic: Topic, own: Wording | None) -> Text:
    text = supplied(topic)
    if own is None:
        return text
    return replace(
        text,
        title=own.title,
        text=own.text,
        source=own.source,
        checked_on=own.checked_on,
        is_ours=True,
    )
