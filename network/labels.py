"""How a stance is named: agreeing with the person where their sex is known."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from network.models import Stance

FEMALE, MALE = "F", "M"
_LABELS: dict[str, dict[str, Promise]] = {
    FEMALE: {
        Stance.IDENTIFIED: pgettext_lazy("stance of a woman", "identified"),
        Stance.INFORMED: pgettext_lazy("stance of a woman", "informed"),
        Stance.INTERESTED: pgettext_lazy("stance of a woman", "interested"),
        Stance.CONVINCED: pgettext_lazy("stance of a woman", "convinced"),
        Stance.ADVOCATE: pgettext_lazy("stance of a woman", "advocate"),
        Stance.RESERVED: pgettext_lazy("stance of a woman", "reserved"),
    },
    MALE: {
        Stance.IDENTIFIED: pgettext_lazy("stance of a man", "identified"),
        Stance.INFORMED: pgettext_lazy("stance of a man", "informed"),
        Stance.INTERESTED: pgettext_lazy("stance of a man", "interested"),
        Stance.CONVINCED: pgettext_lazy("stance of a man", "convinced"),
        Stance.ADVOCATE: pgettext_lazy("stance of a man", "advocate"),
        Stance.RESERVED: pgettext_lazy("stance of a man", "reserved"),
    },
}


def stance_label(stance: str, sex: str) -> str:
    """Return "convaincue", "convaincu", or "convaincu·e" when the sex is not known."""
    labels = _LABELS.get(sex)
    return str(labels[stance]) if labels else str(Stance(stance).label)
