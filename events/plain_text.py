"""Text as it may leave the house: without the control characters that break calendars and mails."""

import re
import unicodedata

BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def several_lines(text: str) -> str:
    """Return the text with plain line ends and without any other control character."""
    text = BREAKS.sub("\n", text).replace("\t", " ")
    kept = (letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
    return "".join(kept).strip()


def one_line(text: str) -> str:
    """Return the text on one line, without control characters nor doubled spaces."""
    return re.sub(r"[ \n]+", " ", several_lines(text))
