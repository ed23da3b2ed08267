"""What higher packages do once an edition of the register was applied.

Registered in an `AppConfig.ready`; each function receives the edition. A worker that takes a load
over may call them again: they must be able to run twice.
"""

from collections.abc import Callable

from directory.models import RegisterEdition

type After = Callable[[RegisterEdition], None]
_after: list[After] = []


def register(after: After) -> None:
    """Have a function called after each edition."""
    _after.append(after)


def tell(edition: RegisterEdition) -> None:
    """Call them all."""
    for after in _after:
        after(edition)
