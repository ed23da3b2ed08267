"""Why a file cannot be read: a code, which the parent process turns into a sentence."""

from typing import Any


class Unreadable(Exception):
    """The file is refused whole; `code` names the sentence, `said` fills its blanks."""

    def __init__(self, code: str, **said: Any) -> None:
        super().__init__(code)
        self.code = code
        self.said = said


# What bounds a file. Each number is far above what a list of contacts needs.
LARGEST = 20 * 1024 * 1024  # bytes, as it is uploaded
UNPACKED = 200 * 1024 * 1024  # bytes, all parts of a workbook
RATIO = 150  # times larger unpacked than packed, for parts that matter
RATIO_FROM = 5 * 1024 * 1024  # bytes, under which the ratio says nothing
PARTS = 2_000  # files inside a workbook
SHEETS = 200
ROWS = 20_000
COLUMNS = 200
CELL = 32_767  # characters, what Excel itself allows
TEXT = 60_000_000  # characters, all rows together
