"""What no text typed here may hold: control characters, and line breaks where one line is meant.

They come with a paste from another program, or from somebody who tries. They show nothing, break
mail subjects, calendar files and contact cards, and PostgreSQL refuses some of them: they are
taken out on the way in, and the rest of the text stays as it was typed.
"""

import re

# C0 and C1 controls but for tabulation and line breaks; lone halves of a pair, which no base takes.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAKS = re.compile("\\s*(?:\r\n|[\r\n\x85\u2028\u2029])\\s*|\t")


def without_controls(text: str) -> str:
    """Return the text without what no eye sees and no file wants."""
    return _CONTROLS.sub("", text)


def on_one_line(text: str) -> str:
    """Return the text of a box of one line: a break or a tabulation is a space."""
    return _BREAKS.sub(" ", without_controls(text)).strip()
