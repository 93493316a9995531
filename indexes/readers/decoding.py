"""Bytes to text: UTF-8 first, then byte-order marks, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

from indexes.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What charset-normalizer may say that is nothing but cp1252 for typical newspaper text.
_WESTERN = ("cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859_15", "mac_roman", "cp850", "cp437")
# Letters and marks of western European newspapers beyond ASCII. Guessers take a few of them for Chinese.
_TYPICAL = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽž‘’‚“”„–—…•€£§©®°«»¿¡½¼¾™´\u00a0]")
# What browsers read when these are named (https://encoding.spec.whatwg.org/#names-and-labels): pages that name Latin-1
# carry the quotation marks, dashes and euro signs of cp1252, which Latin-1 itself takes for controls.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_UNUSUAL = (
    "idna",
    "punycode",
    "utf-7",
    "undefined",
    "unicode-escape",
    "raw-unicode-escape",
)  # codecs of programs
_RARE = 0.1  # the share of such characters that a western text does not pass
_SAMPLE = 200_000  # bytes: enough to tell an encoding, and detection is slow


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file. `declared` is an encoding that the file itself names, tried after UTF-8.

    ReadError if the bytes are no text: NUL bytes, or bytes that mean nothing in any likely encoding.
    """
    text = _decoded(data, declared)
    if "\0" in text:
        raise ReadError(f"holds a NUL byte at {data.index(0)}: binary or damaged, not text")
    return text.removeprefix("\ufeff")


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark at the start names, or None without one."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _decoded(data: bytes, declared: str | None) -> str:
    for encoding in (marked_encoding(data) or "utf-8", *_meanings(declared)):
        if (text := _strictly(data, encoding)) is not None:
            return text
    return _repaired(data) or _guessed(data)


def _meanings(declared: str | None) -> tuple[str, ...]:
    """What a page means by the encoding it names, then what it says; nothing where that is none of texts."""
    try:
        found = codecs.lookup(declared or "")
    except (LookupError, ValueError):  # a NUL in the name
        return ()
    if not found._is_text_encoding or found.name in _UNUSUAL:
        return ()
    meant = _MEANT.get(found.name, found.name)
    return (
        meant,
        "iso8859-1" if meant == "cp1252" else found.name,
    )  # five bytes of cp1252 mean nothing: let them be


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _repaired(data: bytes) -> str | None:
    """UTF-8 with a few cp1252 bytes pasted in, or None where UTF-8 is not what most of it is."""
    text = data.decode("utf-8", "surrogateescape")
    strays = sum("\udc80" <= c <= "\udcff" for c in text)
    genuine = sum(c > "\x7f" for c in text) - strays
    if genuine <= strays:
        return None
    if strays > 100:
        raise ReadError(f"{strays} bytes are not UTF-8, though the rest is: the file is damaged")
    return "".join(_stray(c) for c in text)


def _stray(character: str) -> str:
    if not "\udc80" <= character <= "\udcff":
        return character
    byte = bytes([ord(character) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        raise ReadError(f"byte 0x{byte.hex()} is no text in UTF-8 or cp1252: the file is damaged") from None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    if data.count(0) > len(data) // 4 and (text := _unmarked_utf16(data)) is not None:
        return text
    if _is_western(data):
        return data.decode("cp1252")
    best = from_bytes(data[:_SAMPLE]).best()
    encoding = "cp1252" if best is None or best.encoding in _WESTERN else best.encoding
    text = _strictly(data, encoding)
    if text is None:
        raise ReadError(f"its encoding could not be told (best guess {encoding}): save it as UTF-8")
    return text


def _is_western(data: bytes) -> bool:
    text = _strictly(data, "cp1252")
    if text is None:
        return False
    unusual = [character for character in text if character > "\x7f"]
    return len(unusual) <= _RARE * len(text) and all(_TYPICAL.match(character) for character in unusual)


def _unmarked_utf16(data: bytes) -> str | None:
    little = data[1::2].count(0) > data[0::2].count(0)
    return _strictly(data, "utf-16-le" if little else "utf-16-be")
