"""Reference texts a brochure prints: what a BRS is, what secures a buyer, what the law asks.

They are data: each starts with the text below and is replaced, topic by topic, by the cooperative's
own `Wording`, whose date says when it was last checked. They are French: so are the brochures.
"""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from brochures.models import Wording

WRITTEN_ON = datetime.date(2026, 11, 22)


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
    is_ours: bool = False


_CODE = "Code de la construction et de l’habitation"
_DEFAULTS: dict[Topic, tuple[str, str, str]] = {
    Topic.BRS: (
        "Le bail réel solidaire",
        "L’organisme de foncier solidaire reste propriétaire du terrain ; le ménage achète les murs,"
        " 15 à 30 % sous le prix du marché, avec un bail qui peut aller jusqu’à 99 ans."
        " À la revente le prix est plafonné : l’effort de la collectivité profite aussi aux familles"
        " suivantes, jamais à la spéculation.",
        f"{_CODE}, art. L. 255-1 et suivants",
    ),
    Topic.PSLA: (
        "La location-accession",
        "Le ménage loue d’abord son logement neuf, puis l’achète à un prix connu dès le premier jour,"
        " avec une TVA réduite."
        " S’il renonce ou si la vie en décide autrement, la coopérative reprend le logement et"
        " propose de le reloger.",
        f"{_CODE}, dispositions sur le prêt social location-accession",
    ),
    Topic.RESALE: (
        "Assurance revente",
        "Si un accident de la vie oblige à revendre à perte, l’assurance couvre la différence dans"
        " les limites du contrat.",
        "Sécurisation Hlm, conditions générales",
    ),
    Topic.BUY_BACK: (
        "Garantie de rachat",
        "La coopérative s’engage à racheter le logement à un prix convenu d’avance.",
        "Sécurisation Hlm, conditions générales",
    ),
    Topic.REHOUSING: (
        "Garantie de relogement",
        "Un logement locatif est proposé au ménage qui doit vendre, sous conditions de ressources.",
        "Sécurisation Hlm, conditions générales",
    ),
    Topic.SGA: (
        "Société de garantie de l’accession",
        "La Société de garantie de l’accession des organismes d’Hlm couvre les risques financiers"
        " de nos opérations d’accession, du lancement à la dernière vente.",
        f"{_CODE}, art. L. 453-1",
    ),
    Topic.METHOD: (
        "Un projet, pas à pas",
        "Nous commençons par regarder le terrain et les besoins avec vos services. Vient une étude de"
        " faisabilité, que vous gardez quoi qu’il arrive. Le projet retenu passe devant le conseil"
        " municipal, puis devant les riverains, avant le dépôt du permis. Un seul interlocuteur vous"
        " suit jusqu’à la remise des clés.",
        "Engagement de la coopérative envers les communes",
    ),
    Topic.TARGETS: (
        "Ce qui compte dans l’objectif de la commune",
        "Les logements locatifs sociaux et ceux en bail réel solidaire comptent dans l’objectif de"
        " la loi SRU. Ceux en location-accession comptent aussi, jusqu’à cinq ans après la levée"
        " d’option.",
        f"{_CODE}, art. L. 302-5",
    ),
    Topic.COOPERATIVE: (
        "Une coopérative, une voix par associé",
        "Locataires, accédants, salariés et collectivités sont associés : chacun dispose d’une voix"
        " à l’assemblée générale, quel que soit son capital. Les excédents restent dans la"
        " coopérative et servent à construire.",
        "Loi n° 47-1775 du 10 septembre 1947 portant statut de la coopération",
    ),
    Topic.REVIEW: (
        "La révision coopérative",
        "Tous les cinq ans au plus, un réviseur indépendant vérifie que l’organisation et le"
        " fonctionnement respectent les règles de la coopération. Son rapport est présenté à"
        " l’assemblée générale.",
        "Loi n° 47-1775 du 10 septembre 1947, art. 25-1",
    ),
}
DURATIONS = {Topic.RESALE: "10 ans", Topic.BUY_BACK: "15 ans", Topic.REHOUSING: "15 ans"}


def texts() -> dict[Topic, Text]:
    """Return the text of every topic: the cooperative's own where there is one."""
    ours = {wording.topic: wording for wording in Wording.objects.all()}
    return {topic: _text(topic, ours.get(topic)) for topic in Topic}


def text_of(topic: Topic) -> Text:
    """Return the text of one topic."""
    return _text(topic, Wording.objects.filter(topic=topic).first())


def _text(topic: Topic, own: Wording | None) -> Text:
    if own is not None:
        return Text(
            topic=topic,
            title=own.title,
            text=own.text,
            source=own.source,
            checked_on=own.checked_on,
            is_ours=True,
        )
    title, text, source = _DEFAULTS[topic]
    return Text(topic=topic, title=title, text=text, source=source, checked_on=WRITTEN_ON)
