"""Text as it will be shown and cited: the same characters, less what no reader ever sees.

Done once, before the text becomes `Article.text`, so offsets never have to be translated. Quotation marks,
dashes, accents and typos stay as they are. Every space character (no-break and thin spaces included) becomes
a plain space, because a quote that is copied, searched or compared with another must not fail on one.
"""

from __future__ import annotations

import re
import unicodedata

_PARAGRAPH_BREAKS = re.compile(r"\r?\n[ \t]*\u2029|\u2029")
_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphen, zero-width space, word joiner, byte-order mark, whatever changes the direction (and makes a
# quote look like another), letters that show nothing, tags, lone surrogates (which no file can hold). Joiners stay:
# Persian, Hindi and emoji are spelled with them.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# Text of cp1252 that was read as Latin-1, by whoever wrote the feed or the record, shows it by controls that no text
# has: they stand for these characters. U+0085 also is a line break, so it is left to be one.
_MISREAD = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
_TRAILING = re.compile(
    r"(?<![ \t])[ \t]+$", re.MULTILINE
)  # looked for once a run: a long one costs no square of its length
_MANY_NEWLINES = re.compile(r"\n{3,}")


def normalize_text(text: str) -> str:
    """NFC, one form of newline, at most one blank line in a row, nothing invisible, no white space around."""
    text = _NEWLINES.sub("\n", _PARAGRAPH_BREAKS.sub("\n\n", text))
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text.translate(_MISREAD)))
    text = unicodedata.normalize("NFC", text)
    return _MANY_NEWLINES.sub("\n\n", _TRAILING.sub("", text)).strip()


def normalize_line(text: str) -> str:
    """The same for a title, a name or an outlet: everything on one line, single spaces."""
    return " ".join(normalize_text(text).split())
