"""French typography of a printed page, applied to its text and never to its markup."""

import re

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"

_MARKUP = re.compile(r"(<(?:style|title)\b.*?</(?:style|title)>|<[^>]*>)", re.DOTALL)
_END = re.compile(r"</(?:p|td|th|li)\b")
_HEADING = re.compile(r"<(/?)h[1-3]\b")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)(?:'|&#x27;|&#39;)(?=[\w«])"), "’"),
    (re.compile(r"(?<=[^\s:/])[ \u00a0\u202f]?:(?=\s|$)"), f"{NO_BREAK}:"),
    (re.compile(r"(?<=[^\s;&])[ \u00a0\u202f]([;!?])"), f"{NARROW}\\1"),
    (re.compile(r"«[ \u202f]?(?=\S)"), f"«{NO_BREAK}"),
    (re.compile(r"(?<=\S)[ \u202f]?»"), f"{NO_BREAK}»"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\d) (?=[%€]|[kM]€|m²)"), NO_BREAK),
    (re.compile(r"(?<![\d,.])(\d{1,3}) (?=[a-zà-ÿ])"), f"\\1{NO_BREAK}"),
    (re.compile(r"\b([Nn]°|[Aa]rt\.|[LRD]\.|p\.) (?=\d)"), f"\\1{NO_BREAK}"),
    (re.compile(r"(?<![\w-])([àyÀ]) (?=\w)"), f"\\1{NO_BREAK}"),
)
_SHORT = re.compile(r"(?<![\w-])(au|le|la|les|un|de|du|et|en|ou|où|si|Le|La|Un|En) (?=\w)")
LONG_WORD = 9  # letters: one that long may stand alone on the last line
LONG_PAIR = 18
_ORDINAL = re.compile(r"\b(1)(er|re)\b|\b(\d+)(e)\b")


def set_in_french(html: str) -> str:
    """Return the page with French spaces, apostrophes, ordinals, and headings without a lone word.

    Entities and tags are left as they are; the text of `<style>` and `<title>` too.
    """
    parts = _MARKUP.split(html)
    depth = 0
    for place, part in enumerate(parts):
        ends = place + 1 < len(parts) and _END.match(parts[place + 1])
        heading = _HEADING.match(part)
        if heading:
            depth += -1 if heading[1] else 1
        elif part and not part.startswith("<"):
            parts[place] = _set(part, is_heading=depth > 0, is_end=bool(ends))
    return "".join(parts)


def _set(text: str, *, is_heading: bool, is_end: bool) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    if is_heading:
        text = _SHORT.sub(f"\\1{NO_BREAK}", text)
    if is_heading or is_end:
        text = keep_last_words(text)
    return _ORDINAL.sub(_ordinal, text)


def _ordinal(match: re.Match[str]) -> str:
    number, ending = (match[1], match[2]) if match[1] else (match[3], match[4])
    return f"{number}<sup>{ending}</sup>"


def keep_last_words(text: str) -> str:
    """Tie the last two words together, so that no line holds one word alone."""
    body = text.rstrip()
    head, space, last = body.rpartition(" ")
    before = head.rpartition(" ")[2]
    if not space or len(last) > LONG_WORD or len(before) + len(last) > LONG_PAIR:
        return text
    return f"{head}{NO_BREAK}{last}{text[len(body) :]}"


def first_sentences(text: str, limit: int) -> str:
    """Return the whole sentences that fit in `limit` characters; at least the first one, cut.

    A text cut in the middle of a sentence ends with an ellipsis.
    """
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    end = max(flat.rfind(mark, 0, limit) for mark in (". ", "! ", "? ", "… "))
    if end > limit // 3:
        return flat[: end + 1]
    return flat[: flat.rfind(" ", 0, limit)].rstrip(",;: ") + "…"
