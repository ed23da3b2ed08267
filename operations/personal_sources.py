"""Where this package holds data about people we follow: nowhere; residents are theirs alone."""

from contacts import personal_data


def register() -> None:
    """Say that no photo or operation holds data about the people we follow."""
    personal_data.holds_nobody("operations.Photo", why="photos of operations, rights on paper")
