"""What the worker looks after every few seconds: work that becomes due without anybody asking."""

import datetime
import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

type Round = Callable[[datetime.datetime], object]
_rounds: dict[str, Round] = {}


def register(name: str, look: Round) -> None:
    """Name a function `look(now)` that does what is due; it is called again and again."""
    _rounds[name] = look


def run(now: datetime.datetime) -> None:
    """Let each do what is due; one that fails does not keep the others from it."""
    for name, look in _rounds.items():
        try:
            look(now)
        except Exception as error:  # noqa: BLE001 - the worker goes on, whatever it is
            # Without the text of the error: it may quote somebody's data.
            logger.error("round failed name=%s error=%s", name, type(error).__name__)  # noqa: TRY400
